"""Reading with the keyboard: what every key does, at every size."""

from __future__ import annotations

import threading

import pytest
from textual.events import Key

from tests.tui.conftest import Reader, Reading, lines_of, until
from tests.tui.newsroom import Newsroom, made
from tests.tui.stories import LEXICON, newsroom, stories
from tui.app import DatelineApp
from tui.render.find import find
from tui.screens.dialog import Dialog
from tui.themes import DARK
from tui.values import CrossReference, LibraryMissing

KEYS = (
    *("j", "k", "space", "b", "ctrl+d", "ctrl+u", "g", "G", "}", "{", "]", "[", "J", "K", "B", "n", "N", "S", "p"),
    *("z", "tab", "shift+tab", "2", "3", "H", "L"),
)
THREE, TWO, ONE, LEAST = (160, 50), (120, 40), (80, 24), (40, 10)


@pytest.mark.parametrize("size", [THREE, TWO, ONE, LEAST])
async def test_the_list_is_there_and_the_first_article_ready(reading: Reading, size: tuple[int, int]) -> None:
    async with reading(size) as reader:
        assert reader.shows("dateline · samples · 5 articles")
        assert reader.shows("Harbour Board puts off")
        assert reader.screen.focused is reader.screen.articles
        assert reader.screen.reading is not None


@pytest.mark.parametrize("size", [THREE, LEAST])
async def test_every_key_can_be_pressed_everywhere(reading: Reading, size: tuple[int, int]) -> None:
    async with reading(size) as reader:
        for place in ([], ["enter"], ["x"], ["x", "enter"]):
            await reader.press("1", *place)
            await reader.press(*KEYS)
            assert reader.app.screen is reader.screen


async def test_enter_opens_and_back_returns_to_the_list(reading: Reading) -> None:
    async with reading(ONE) as reader:
        await reader.press("j", "enter")
        assert reader.shows("Morning Herald · Mar 2031")
        assert not reader.shows("Storm Agnes has reached")
        assert reader.screen.focused is reader.screen.page
        await reader.press("h")
        assert reader.screen.focused is reader.screen.articles
        assert reader.screen.articles.cursor == 1


async def test_the_page_follows_the_cursor_where_all_panes_are_shown_and_elsewhere_on_demand(reading: Reading) -> None:
    async with reading(THREE) as reader:
        await reader.press("j")
        assert reader.screen.page.article == stories()[1]
    async with reading(TWO) as reader:
        await reader.press("j")
        assert reader.screen.page.article == stories()[0]
        await reader.press("p")
        assert reader.screen.page.article == stories()[1]


async def test_a_held_key_asks_for_one_article(reading: Reading) -> None:
    async with reading(THREE) as reader:
        reader.hurry()
        reader.library.asked.clear()
        await reader.press("j", "j", "j", "j")
        read = {asked for asked in reader.library.asked if asked.startswith("article ")}
        assert f"article {stories()[4].id}" in read
        assert f"article {stories()[2].id}" not in read


async def test_names_are_walked_round_and_opened(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("enter")
        names = len(newsroom().mentions(stories()[0].id)) - 1  # one is boilerplate
        await reader.press("]")
        assert reader.shows(f"Harbour Board · organisation · name 1 of {names}")
        await reader.press("[")
        assert reader.shows(f"name {names} of {names}, round again")
        await reader.press("enter")
        assert reader.screen.focused is reader.screen.references
        assert reader.shows("With Skarholm")


async def test_a_click_on_a_name_opens_it(reading: Reading) -> None:
    async with reading(THREE) as reader:
        line = next(number for number, line in enumerate(reader.lines()) if "Lindqvist told the council" in line)
        column = reader.lines()[line].index("Lindqvist told")
        await reader.pilot.click(offset=(column + 2, line))
        await reader.rest()
        assert reader.shows("With Ada Lindqvist")


async def test_cross_references_lead_to_the_sentence_and_back(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("enter", "]", "]", "x")
        assert reader.shows("With Ada Lindqvist")
        assert reader.shows("Ada Lindqvist: 7 times in 3 articles, also Lindqvist")
        await reader.press("enter")
        assert reader.shows("Ada Lindqvist and Tomas Varga")
        assert reader.shows("4 sentences, 3 articles")
        await reader.press("G", "enter")
        assert reader.screen.page.article == stories()[4]
        assert reader.screen.focused is reader.screen.page
        assert any("▌" in line and "agreed on everything" in line for line in reader.lines())
        await reader.press("h")
        assert reader.shows("Ada Lindqvist and Tomas Varga")
        assert reader.screen.sentences.cursor == 3
        await reader.press("h")
        assert reader.screen.focused is reader.screen.references
        await reader.press("h")
        assert reader.screen.focused is reader.screen.page
        assert reader.screen.page.article == stories()[0]
        await reader.press("L", "L", "L")
        assert reader.screen.page.article == stories()[4]


async def test_boilerplate_is_hidden_until_asked_for(reading: Reading) -> None:
    async with reading(TWO) as reader:
        assert reader.shows("2 lines of boilerplate hidden, B shows them")
        await reader.press("B")
        assert reader.shows("Ten lighthouses of Norland")
        await reader.press("B")
        assert not reader.shows("Ten lighthouses of Norland")


async def test_find_marks_places_and_n_walks_them(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("enter", "/")
        await reader.type("harbour")
        await reader.press("enter")
        places = len(find(stories()[0].text, "harbour"))
        assert reader.shows(f"{places} places · n next, N previous")
        await reader.press(*["n"] * (places - 1))
        assert reader.shows(f"match {places} of {places}")
        await reader.press("n")
        assert reader.shows(f"match 1 of {places}, round again")
        await reader.press("/")
        await reader.type("zeppelin")
        await reader.press("enter")
        assert reader.shows("the article does not have that")
        await reader.press("/", "escape")
        assert reader.screen.focused is reader.screen.page


async def test_next_and_previous_article_keep_the_page(reading: Reading) -> None:
    async with reading(ONE) as reader:
        await reader.press("enter", "J")
        assert reader.screen.page.article == stories()[1]
        assert reader.screen.focused is reader.screen.page
        await reader.press("K", "K")
        assert reader.shows("the first article of the list")
        await reader.press("h", "h")
        assert reader.screen.page.article == stories()[0] or reader.screen.focused is reader.screen.articles


async def test_the_place_in_an_article_survives_a_resize(reading: Reading) -> None:
    article = made("long", "A long one", [f"Paragraph number {number} of many. " * 9 for number in range(60)])
    async with reading(TWO, Newsroom([article])) as reader:
        await reader.press("enter", *["space"] * 4)
        top = reader.screen.page.top
        assert top > 0
        await reader.pilot.resize_terminal(80, 24)
        await reader.rest()
        await reader.pilot.resize_terminal(120, 40)
        await reader.rest()
        assert abs(reader.screen.page.top - top) < 80


async def test_panes_and_zoom(reading: Reading) -> None:
    async with reading(THREE) as reader:
        await reader.press("tab")
        assert reader.screen.focused is reader.screen.page
        await reader.press("tab", "tab")
        assert reader.screen.focused is reader.screen.references
        await reader.press("tab")
        assert reader.screen.focused is reader.screen.articles
        await reader.press("2", "z")
        assert not reader.shows("In this article")
        await reader.press("z")
        assert reader.shows("In this article")


async def test_the_key_page_opens_and_closes(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("?")
        assert isinstance(reader.app.screen, Dialog)
        assert reader.shows("Keys and marks")
        await reader.press("q")
        assert reader.app.screen is reader.screen


async def test_the_palette_leads_to_names_articles_and_actions(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press(":")
        await reader.type("varga")
        await reader.app.workers.wait_for_complete()
        await reader.press("enter")
        await reader.rest()
        assert reader.shows("With Tomas Varga")
        await reader.press(":")
        await reader.type("ferry company stops")
        await reader.app.workers.wait_for_complete()
        await reader.press("enter")
        await reader.rest()
        assert reader.screen.page.article == stories()[1]


async def test_q_closes_step_by_step_and_then_quits(reading: Reading) -> None:
    async with reading(ONE) as reader:
        await reader.press("enter", "q")
        assert reader.screen.focused is reader.screen.articles
        await reader.pilot.press("q")
        await reader.pilot.pause()
        assert not reader.app.is_running or reader.app._exit


async def test_a_library_that_cannot_be_opened_is_said_calmly() -> None:
    def closed() -> Newsroom:
        raise LibraryMissing("there is no library", place="/somewhere", remedy="`dateline index PATH` makes one")

    app = DatelineApp(closed, theme=DARK)
    async with app.run_test(size=TWO) as pilot:
        while not isinstance(app.screen, Dialog):
            await pilot.pause(0.01)
        await pilot.pause()
        said = lines_of(app)
        for words in ("there is no library", "/somewhere", "`dateline index PATH` makes one"):
            assert any(words in line for line in said)
        await pilot.press("q")
    assert app.return_code == LibraryMissing.exit_code


async def test_an_empty_library_can_be_looked_at(reading: Reading) -> None:
    async with reading(TWO, Newsroom([])) as reader:
        assert reader.shows("0 articles")
        await reader.press("j", "enter", "x", "]", "tab", "G", "\\")
        await reader.type("word")
        assert reader.shows("no article has that")


async def test_a_hundred_thousand_rows_are_drawn_only_where_they_are_seen(reading: Reading) -> None:
    article = made("one", "A title", ["Some words."])
    room = Newsroom([article] * 100_000, LEXICON)
    async with reading(TWO, room) as reader:
        assert reader.shows("100,000 articles")
        drawn: list[int] = []
        draw = reader.screen.articles.draw
        reader.screen.articles.draw = lambda index, *rest: drawn.append(index) or draw(index, *rest)  # type: ignore[method-assign]
        await reader.press("G")
        assert reader.screen.articles.cursor == 99_999
        assert len(set(drawn)) < 50
        drawn.clear()
        await reader.press("k")
        assert set(drawn) == {99_998, 99_999}


async def test_ctrl_z_suspends_also_from_the_search_box(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    suspended: list[str] = []
    monkeypatch.setattr(DatelineApp, "action_suspend_process", lambda app: suspended.append("once"))
    async with reading(TWO) as reader:
        await reader.press("ctrl+z", "\\", "ctrl+z", "escape", "?", "ctrl+z")
        assert len(suspended) == 3


async def test_a_terminal_that_is_made_larger_is_not_called_small_any_more(reading: Reading) -> None:
    async with reading(LEAST) as reader:
        await reader.pilot.resize_terminal(50, 12)
        await reader.rest()
        assert reader.shows("small terminal")
        await reader.pilot.resize_terminal(120, 40)
        await reader.rest()
        assert not reader.shows("small terminal")
        assert reader.shows("p follow")


async def test_cross_references_that_take_long_do_not_leave_another_actors_standing(reading: Reading) -> None:
    async with reading(THREE) as reader:
        await reader.press("enter", "]", "]")
        assert reader.shows("With Ada Lindqvist")
        go_on = threading.Event()
        ask = reader.library.cross_references

        def slow(*which: str, **options: object) -> tuple[CrossReference, ...]:
            go_on.wait(10)
            return ask(*which, **options)  # type: ignore[arg-type]

        reader.library.cross_references = slow  # type: ignore[method-assign, assignment]
        await reader.pilot.press("]")
        await until(reader, "looking up…")
        assert not reader.shows("With Ada Lindqvist")
        assert reader.screen.references.count == 0
        go_on.set()
        await reader.rest()
        assert reader.shows("With ")
        assert not reader.shows("looking up…")


async def test_an_actor_beside_nobody_is_said_to_be_so(reading: Reading) -> None:
    room = Newsroom([made("one", "A title", ["Varga slept."])], LEXICON)
    async with reading(THREE, room) as reader:
        assert reader.shows("With Tomas Varga")
        assert reader.shows("named with no one in a sentence")


async def test_keys_typed_on_the_way_to_an_article_are_meant_for_it(reading: Reading) -> None:
    async with reading(ONE) as reader:
        for key in ("enter", "right_square_bracket", "x"):
            reader.app.post_message(Key(key, {"right_square_bracket": "]"}.get(key)))
        await reader.rest()
        assert reader.screen.place == "references"
        assert reader.screen.leads is not None and reader.screen.leads.actor.id == "harbour-board"


async def test_keys_typed_before_there_is_anything_are_not_lost() -> None:
    room = newsroom()
    app = DatelineApp(lambda: room, theme=DARK)
    async with app.run_test(size=TWO) as pilot:
        for key in ("j", "enter"):
            app.post_message(Key(key, key[0]))
        reader = Reader(app, pilot, room)
        await reader.rest()
        assert reader.screen.place == "page"
        assert reader.screen.page.article == stories()[1]


async def test_a_key_right_behind_esc_is_for_the_place_that_esc_leads_to(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("\\")
        await reader.type("tur")
        for key in ("escape", "W"):
            reader.app.post_message(Key(key, key if len(key) == 1 else None))
        await reader.rest()
        assert reader.shows("Who is who")
