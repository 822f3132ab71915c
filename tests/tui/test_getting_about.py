"""Getting about: the history keeps what it was, G goes to the end, and a key without a meaning says so."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from tests.tui.conftest import Reading, until
from tests.tui.newsroom import Newsroom, made
from tests.tui.stories import newsroom, stories
from tui.render.leads import Sentence, where
from tui.render.roles import words_of
from tui.render.row import about_line
from tui.render.sentences import set_sentences
from tui.screens.panes import LIST_CELLS, PAGE_MARGINS, list_cells, room_for
from tui.settings import Settings
from tui.values import Article, Page, PartialDate, Profile

WIDE, MIDDLE, ONE = (160, 50), (120, 40), (80, 24)


async def test_forward_leads_back_into_a_search_that_was_left(reading: Reading) -> None:
    async with reading(MIDDLE) as reader:
        await reader.press("\\")
        await reader.type("storm")
        await reader.press("enter", "h")
        assert reader.screen.articles.count == 5
        await reader.press("L")
        assert reader.screen.search_bar.box.value == "storm"
        assert reader.screen.articles.count == 2
        await reader.press("escape", "L", "h", "L")
        assert reader.screen.search_bar.box.value == "storm"
        assert [place.query for place in reader.screen.history.places] == ["", "storm"]


async def test_a_search_keeps_its_place_among_others(reading: Reading) -> None:
    async with reading(MIDDLE) as reader:
        for words in ("storm", "varga"):
            await reader.press("\\", "ctrl+u")
            await reader.type(words)
            await reader.press("enter")
        await reader.press("enter", "h", "h")
        assert not reader.screen.is_searching
        await reader.press("H")
        assert reader.screen.search_bar.box.value == "storm"
        await reader.press("L")
        assert reader.screen.search_bar.box.value == "varga"


async def test_g_goes_to_the_last_of_all_hits(reading: Reading) -> None:
    room = Newsroom([made(f"{number:03}", f"Title {number}", ["A mole again."]) for number in range(450)])
    async with reading(MIDDLE, room) as reader:
        await reader.press("\\")
        await reader.type("mole")
        await reader.press("enter", "G")
        assert reader.screen.articles.count == 450
        assert reader.screen.articles.cursor == 449
        assert reader.shows("Title 449")
        await reader.press("g", "G")
        assert reader.screen.articles.cursor == 449


async def test_on_the_way_to_the_end_it_is_said_and_any_move_gives_up(reading: Reading) -> None:
    room = Newsroom([made(f"{number:03}", f"Title {number}", ["A mole again."]) for number in range(450)])
    async with reading(MIDDLE, room) as reader:
        await reader.press("\\")
        await reader.type("mole")
        await reader.press("enter")
        go_on = threading.Event()
        search = room.search

        def slow(query: str, **options: object) -> Page:
            go_on.wait(10)
            return search(query, **options)  # type: ignore[arg-type]

        room.search = slow  # type: ignore[method-assign, assignment]
        await reader.pilot.press("G")
        await until(reader, "fetching all 450…")
        await reader.pilot.press("j")
        await reader.pilot.pause()
        assert not reader.shows("fetching")
        go_on.set()
        await reader.rest()
        assert reader.screen.articles.count == 100
        assert reader.screen.articles.cursor == 1


@pytest.mark.parametrize(("key", "named"), [("ctrl+y", "no key ctrl+y"), ("ö", "no key ö")])
async def test_a_key_without_a_meaning_says_so(reading: Reading, key: str, named: str) -> None:
    async with reading(MIDDLE) as reader:
        await reader.press(key)
        assert reader.shows(f"{named}; ? shows the keys")
        await reader.press("j")
        await reader.press("2")
        assert not reader.shows("no key")


async def test_a_key_waits_for_the_article_and_not_for_what_stands_beside_the_one_before(reading: Reading) -> None:
    """Cross-references of a preview come between enter and its article: they are no end of that way."""
    room = newsroom()
    async with reading(MIDDLE, room) as reader:
        beside, article = threading.Event(), threading.Event()
        profile, read = room.profile, room.article

        def slow_profile(actor: str) -> Profile:
            beside.wait(10)
            return profile(actor)

        def slow_article(name: str) -> Article:
            article.wait(10)
            return read(name)

        room.profile, room.article = slow_profile, slow_article  # type: ignore[method-assign]
        reader.screen.choose_actor(room.id_of("Ada Lindqvist"), references=False)
        await reader.pilot.press("enter")
        beside.set()
        await reader.pilot.press("|")
        await reader.pilot.pause()
        assert not reader.shows("| works in the article")
        article.set()
        await until(reader, "a command; it gets")


@pytest.mark.parametrize(("at", "key"), [("list", "enter"), ("page", "h")])
async def test_escape_gives_up_the_way_to_an_article_that_takes_long(reading: Reading, at: str, key: str) -> None:
    room = newsroom()
    async with reading(MIDDLE, room) as reader:
        if at == "page":
            await reader.press("enter", "J")
        go_on, read = threading.Event(), room.article

        def slow(name: str) -> Article:
            go_on.wait(10)
            return read(name)

        room.article = slow  # type: ignore[method-assign]
        await reader.pilot.press(key)
        await until(reader, "looking up… esc stays here")
        await reader.pilot.press("J", "escape")
        await reader.pilot.pause()
        assert not reader.shows("looking up…")
        go_on.set()
        await reader.rest()
        assert reader.screen.place == at
        assert reader.screen.articles.cursor == (1 if at == "page" else 0)
        await reader.press(key)
        assert reader.screen.reading is not None
        assert (reader.screen.place, reader.screen.reading.article.id) == ("page", reader.screen.rows[0].id)


@pytest.mark.parametrize("key", ["v", "y", "|", "e", "}"])
async def test_a_key_of_the_article_says_so_in_the_list(reading: Reading, key: str) -> None:
    async with reading(MIDDLE) as reader:
        await reader.press(key)
        assert reader.shows(f"{key} works in the article: enter or 2 goes there")


async def test_letters_typed_into_a_box_are_no_keys(reading: Reading) -> None:
    async with reading(MIDDLE) as reader:
        await reader.press("\\")
        await reader.type("Wö")
        assert not reader.shows("no key")


async def test_zooming_is_said(reading: Reading) -> None:
    async with reading(WIDE) as reader:
        await reader.press("2", "z")
        assert reader.shows("zoomed, z shows all panes again")
        await reader.press("z")
        assert reader.shows("all panes again")
    async with reading(ONE) as reader:
        await reader.press("z")
        assert reader.shows("one pane is all that fits here")


async def test_plain_text_and_names_again(reading: Reading) -> None:
    async with reading(MIDDLE) as reader:
        page = reader.screen.page
        look = page.painter.style(("text", "person"))

        def drawn() -> set[str]:
            return {part.text for y in range(page.size.height) for part in page.render_line(y) if part.style == look}

        assert "Lindqvist" in drawn()
        await reader.press("P")
        assert drawn() == set()
        assert reader.shows("plain text, P shows the names again")
        await reader.press("j", "enter", "P")
        assert "Ada Lindqvist" in drawn()


async def test_sentences_have_their_dates(reading: Reading) -> None:
    async with reading(MIDDLE) as reader:
        await reader.press("enter", "]", "]", "x", "enter")
        assert reader.shows("The Gazette · 4 Mar 2031  Harbour Board")
        assert reader.shows("002 · 2031  A mole is not a promise")


async def test_sentences_are_renewed_when_the_library_changes(reading: Reading) -> None:
    async with reading(MIDDLE) as reader:
        await reader.press("enter", "]", "]", "x", "enter", "j", "j")
        at = reader.screen.sentences.sentence_at(2)
        reader.library.articles = [
            replace(one, published=PartialDate(1999)) for one in stories() if one.id != "gazette_2031"
        ]
        reader.library.rewritten = True
        reader.screen.desk.reload(reader.screen.listing)
        await reader.rest()
        assert reader.shows("3 sentences, 2 articles")
        assert reader.shows("1999")
        assert not reader.shows("The Gazette")
        assert at is not None
        assert reader.screen.sentences.sentence_at(reader.screen.sentences.cursor) == replace(
            at, published=PartialDate(1999)
        )


def test_the_label_that_counts_most_comes_first() -> None:
    labels = {"a": "Herald", "b": "Gazette", "c": "Gazette", "d": "Post"}
    assert where({"a": 1, "b": 1, "c": 1, "d": 9}, labels, 60) == "Post  Gazette ×2  Herald"


def test_a_long_label_leaves_room_for_date_and_title() -> None:
    row = newsroom()
    sentence = row.cross_references("ada-lindqvist", "tomas-varga")[0].evidence[0]
    made_row = set_sentences((Sentence(sentence, "L" * 90, "T" * 90, (), PartialDate(2031, 3, 4)),), 60)[0]
    heading = words_of(made_row.lines[1])
    assert "… · 4 Mar 2031  TTT" in heading
    assert len(heading) <= 60


def test_the_source_stays_longer_than_the_length() -> None:
    row = replace(newsroom().rows()[0], words=12_345)
    said = [words_of(about_line(row, "A Gazette of Somewhere", cells)) for cells in (60, 40, 30)]
    assert said[0] == "A Gazette of Somewhere · 4 Mar 2031 · 12,345 words"
    assert said[1] == "A Gazette of Somewhere · 4 Mar 2031"
    assert said[2] == "A Gazette of Som… · 4 Mar 2031"


def test_tags_are_cut_before_source_and_date_and_notes_stay_whole() -> None:
    row = replace(newsroom().rows()[0], words=12_345, starred=True, tags=("lighthouse", "port"), notes=12)
    said = [words_of(about_line(row, "A Gazette of Somewhere", cells)) for cells in (80, 60, 50, 38, 30)]
    assert said == [
        "★ A Gazette of Somewhere · 4 Mar 2031 · 12 notes · #lighthouse #port",
        "★ A Gazette of Somewhere · 4 Mar 2031 · 12 notes · #lightho…",
        "★ A Gazette of Somewhere · 4 Mar 2031 · 12 notes",
        "★ A Gazette of Somewhere · 4 Mar 2031",
        "★ A Gazette of S… · 4 Mar 2031",
    ]


async def test_the_list_follows_to_the_article_that_the_history_brings_back(reading: Reading) -> None:
    async with reading(MIDDLE) as reader:

        def cursor() -> int:
            return reader.screen.articles.cursor

        await reader.press("enter", "J", "J", "J")
        assert cursor() == 3
        await reader.press("H")
        assert cursor() == 2
        await reader.press("h", "1")
        assert cursor() == 1
        await reader.press("L")
        assert cursor() == 2
        await reader.press("1", "g", "L")
        assert cursor() == 3


async def test_j_goes_on_from_the_article_that_was_opened_by_typing(reading: Reading) -> None:
    async with reading(MIDDLE) as reader:
        await reader.press("colon")
        await reader.type("stops calls")
        await reader.press("enter", "J")
        assert reader.screen.reading is not None
        assert reader.screen.reading.article.id == stories()[2].id


@pytest.mark.parametrize("columns", range(Settings().panes_two_from, 300, 7))
def test_the_list_takes_what_the_page_does_not_need(columns: int) -> None:
    least, most = LIST_CELLS
    cells = list_cells(columns)
    assert least <= cells <= most
    if cells > least and room_for(columns) == 3:
        assert columns - Settings().panes_side_width - cells >= Settings().measure + PAGE_MARGINS


@pytest.mark.parametrize("size", [WIDE, MIDDLE, ONE])
async def test_a_pane_alone_takes_the_whole_width(reading: Reading, size: tuple[int, int]) -> None:
    async with reading(size) as reader:
        await reader.press(*(["z"] if size != ONE else []))
        assert reader.screen.articles.size.width >= size[0] - 1
        await reader.press("2")
        assert reader.screen.page.size.width >= size[0] - 3
