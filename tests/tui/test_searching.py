"""Searching while typing: results, the reading of the query, errors in their place, and the way back."""

from __future__ import annotations

import threading

import pytest

from tests.tui.conftest import Reading, until
from tests.tui.newsroom import Newsroom, made
from tests.tui.stories import stories
from tui.half_typed import as_prefix
from tui.values import Page

TWO, ONE = (120, 40), (80, 24)


async def test_results_come_while_typing_and_escape_leads_back_to_the_same_place(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("j", "j", "\\")
        await reader.type("varga -letter")
        assert reader.shows("3 articles · “varga”, without “letter”")
        assert reader.screen.articles.count == 3
        await reader.press("escape")
        assert reader.screen.articles.count == 5
        assert reader.screen.articles.cursor == 2
        assert reader.shows("dateline · samples")


async def test_only_what_was_typed_last_is_searched(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("/", "v", "a", "r", "g", "a")
        searches = [asked for asked in reader.library.asked if asked.startswith("search ")]
        assert searches[-1] == "search varga"
        assert len(searches) < 5


async def test_enter_goes_to_the_list_then_to_the_article_at_its_match(reading: Reading) -> None:
    async with reading(ONE) as reader:
        await reader.press("\\")
        await reader.type("envoys")
        await reader.press("enter")
        assert reader.screen.focused is reader.screen.articles
        await reader.press("enter")
        assert reader.screen.page.article == stories()[1]
        assert reader.shows("envoys of Estavia")
        await reader.press("n")
        assert reader.shows("match 1 of 1")
        await reader.press("h")
        assert reader.screen.articles.count == 1
        await reader.press("h")
        assert reader.screen.articles.count == 5


async def test_an_error_is_said_under_its_place_and_the_list_stays(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("\\")
        await reader.type("varga foo:bar")
        lines = reader.lines()
        assert lines[0].index("foo:") == lines[1].index("^^^^")
        assert "there is no field 'foo': fields are title" in lines[1]
        await reader.press("enter")
        assert reader.screen.focused is reader.screen.search_bar.box


async def test_a_search_that_finds_nothing_says_how_many_have_no_date(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("\\")
        await reader.type("date:2020")
        assert reader.shows("no article has that · 2 have no date")


async def test_sort_and_explain(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("S")
        assert reader.shows("sorted by oldest")
        first = reader.screen.articles.article_at(0)
        assert first is not None and first.id == stories()[4].id
        await reader.press("\\")
        await reader.type("varga")
        await reader.press("enter", "S", "S")
        first = reader.screen.articles.article_at(0)
        assert first is not None and first.id == stories()[4].id
        await reader.press("E")
        assert reader.shows("It found 4 articles.")


async def test_more_hits_come_as_the_cursor_nears_their_end(reading: Reading) -> None:
    room = Newsroom([made(f"{number:03}", f"Title {number}", ["A mole again."]) for number in range(250)])
    async with reading(TWO, room) as reader:
        await reader.press("\\")
        await reader.type("mole")
        assert reader.shows("100 of 250")
        await reader.press("enter", *["space"] * 12)
        assert reader.screen.articles.count == 250
        assert 80 <= reader.screen.articles.cursor < 100


async def test_an_emptied_box_shows_all_articles(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("\\")
        await reader.type("storm")
        assert reader.screen.articles.count == 2
        await reader.press("ctrl+u")
        assert reader.screen.articles.count == 5
        await reader.press("enter")
        assert reader.screen.focused is reader.screen.articles
        assert not reader.screen.is_searching


async def test_back_and_forward_restore_a_search(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("\\")
        await reader.type("storm")
        await reader.press("enter", "enter", "h", "h")
        assert reader.screen.articles.count == 5
        await reader.press("L", "L")
        assert reader.screen.page.article is not None


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("haf", "haf*"),
        ("libya haf", "libya haf*"),
        ("(haf", "(haf*"),
        ("ha", None),
        ("haf ", None),
        ("haf*", None),
        ("-haf", None),
        ("source:reu", None),
        ("source: reu", None),
        ("source:(bbc reu", None),
        ('"marshal haf', None),
        ("libya AND", None),
        ("", None),
    ],
)
def test_only_a_plain_word_at_the_end_is_taken_as_half_typed(typed: str, asked: str | None) -> None:
    assert as_prefix(typed) == asked


async def test_half_a_word_finds_what_begins_with_it_while_one_types(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("\\")
        await reader.type("storm agn")
        assert reader.shows("2 articles · “storm” and agn* finds some")
        assert reader.screen.found is not None and reader.screen.found.query == "storm agn*"
        await reader.press("enter")
        assert reader.shows("2 articles · “storm” and agn* finds some")
        await reader.press("S", "enter")
        assert reader.screen.found.query == "storm agn*"
        assert len(reader.screen.page._seen_matches) >= 2
        await reader.press("1", "escape", "2")
        assert not reader.screen.is_searching
        await reader.press("H")
        assert reader.screen.found is not None and reader.screen.found.query == "storm agn*"


async def test_a_word_that_finds_something_and_one_that_nothing_begins_with_are_left_alone(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("\\")
        await reader.type("storm")
        assert reader.shows("2 articles · “storm”")
        assert "search storm*" not in reader.library.asked
        await reader.type("zz")
        assert reader.shows("no article has that · “stormzz”")


async def test_an_error_takes_lines_enough_and_what_was_found_before_is_not_its_answer(reading: Reading) -> None:
    async with reading(ONE) as reader:
        await reader.press("\\")
        await reader.type("storm")
        assert reader.shows("─ Found")
        reader.hurry()
        await reader.type(" and the other ones foo:bar")
        said = reader.lines()
        assert said[0].index("foo:") == said[1].index("^^^^")
        assert said[2].strip() == "there is no field 'foo': fields are title, source, date, actor"
        assert reader.shows("─ Found before")
        assert reader.screen.articles.count == 2
        await reader.press("escape")
        assert reader.screen.search_bar.answer.size.height in (0, 2)
        await reader.press("\\")
        assert reader.screen.search_bar.size.height == 2


async def test_a_search_that_takes_long_says_so(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("\\")
        await reader.type("storm")
        go_on = threading.Event()
        search = reader.library.search

        def slow(query: str, **options: object) -> Page:
            go_on.wait(10)
            return search(query, **options)  # type: ignore[arg-type]

        reader.library.search = slow  # type: ignore[method-assign, assignment]
        await reader.pilot.press("x")
        await until(reader, "searching…")
        assert not reader.shows("2 articles")
        go_on.set()
        await reader.rest()
        assert reader.shows("no article has that")


LONG_STORY = [f"Paragraph {number} about nobody at all. " * 9 for number in range(60)]


@pytest.mark.parametrize("size", [TWO, ONE])
async def test_a_result_opens_at_its_first_match_and_comes_back_where_it_was_left(
    reading: Reading, size: tuple[int, int]
) -> None:
    late = [*LONG_STORY[:40], "Then a mole, and another mole.", *LONG_STORY[40:], "A last mole."]
    room = Newsroom([made("first", "Nothing", ["A mole."]), made("late", "Late", late)])
    async with reading(size, room) as reader:
        await reader.press("\\")
        await reader.type("mole")
        await reader.press("enter", "j", "enter")
        assert reader.shows("Then a mole")
        line = next(number for number, line in enumerate(reader.lines()) if "Then a mole" in line)
        assert line > 5
        await reader.press("n")
        assert reader.shows("match 2 of 3")
        await reader.press("g", "h", "L")
        assert reader.screen.page.top == 0
        await reader.press("h", "k", "enter", "h", "j", "enter")
        assert reader.shows("Then a mole")


async def test_a_find_goes_to_the_first_place_below_the_top_of_the_view(reading: Reading) -> None:
    words = [*LONG_STORY[:20], "One stone.", *LONG_STORY[20:30], "Some are strong.", *LONG_STORY[30:], "Two stones."]
    async with reading(ONE, Newsroom([made("long", "Long", words)])) as reader:
        await reader.press("enter", *["space"] * 2, "/")
        await reader.type("stone")
        assert reader.shows("One stone.")
        await reader.press("ctrl+u")
        await reader.type("stron")
        await reader.press("enter")
        assert reader.shows("Some are strong.")
