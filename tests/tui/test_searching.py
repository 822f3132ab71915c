"""Searching while typing: results, the reading of the query, errors in their place, and the way back."""

from __future__ import annotations

from tests.tui.conftest import Reading
from tests.tui.newsroom import Newsroom, made
from tests.tui.stories import stories

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
        assert reader.shows("no article has that · 5 have no date")


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
        await reader.press("enter", "G")
        assert reader.screen.articles.count == 250
        assert reader.screen.articles.cursor == 99


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
