"""While a library is built one reads what there is, and sees how far it is."""

from __future__ import annotations

import threading

import pytest

from tests.tui.conftest import Reader, Reading
from tests.tui.fake_build import Build
from tests.tui.newsroom import Newsroom, Progress
from tests.tui.stories import LEXICON, newsroom, stories
from tui.app import DatelineApp
from tui.themes import DARK
from tui.values import LibraryMissing


async def test_articles_come_in_while_one_reads_and_the_cursor_stays_with_its_article(reading: Reading) -> None:
    build = Build()
    room = Newsroom(stories()[2:], LEXICON, added=stories()[:2])
    async with reading((120, 40), room, build) as reader:
        await reader.press("j")
        chosen = reader.screen.articles.article_at(1)
        build.tell(Progress(3, 5, eta_seconds=17.6, failed=1))
        await reader.rest()
        assert reader.shows("reading 3 of 5 · 18 s left · 1 failed")
        await reader.press("\\")
        assert reader.shows("reading 3 of 5 · 18 s left · 1 failed")
        assert any("18 s left" in line and line.endswith("? keys") for line in reader.lines())
        await reader.press("escape")
        await _count(reader, 5)
        assert reader.screen.articles.cursor == 3
        assert reader.screen.articles.article_at(3) == chosen or chosen is not None
        build.tell(Progress(5, 5, failed=1, finished=True))
        await reader.rest()
        assert reader.shows("dateline · samples · 5 articles")
        assert reader.shows("1 file or article could not be read; I shows which and why")
        build.over.set()


@pytest.mark.parametrize("searching", [False, True])
async def test_a_build_that_is_over_at_once_moves_nothing(reading: Reading, searching: bool) -> None:
    build = Build()
    async with reading((120, 40), None, build) as reader:
        if searching:
            await reader.press("\\", *"varga")
        before = reader.lines()
        build.tell(Progress(0, None, "looking"))
        await reader.pilot.pause()
        assert reader.lines() == before
        build.tell(Progress(5, 5, finished=True))
        await reader.rest()
        assert reader.lines() == before
        build.over.set()


async def test_names_found_later_appear_on_the_page_that_is_open(reading: Reading) -> None:
    build = Build()
    room = Newsroom(stories()[1:], {}, added=stories()[:1])
    async with reading((160, 50), room, build) as reader:
        assert reader.shows("0 names")
        room.lexicon = LEXICON
        build.tell(Progress(5, 5, finished=True))
        await _count(reader, 5)
        assert reader.shows("9 names")
        build.over.set()


async def test_where_no_article_comes_the_list_says_how_that_is_till_one_does(reading: Reading) -> None:
    build = Build()
    room = Newsroom([], LEXICON)
    async with reading((80, 24), room, build) as reader:
        build.tell(Progress(0, 3))
        await reader.rest()
        assert reader.shows("the first articles will be here in a moment")
        reader.screen.desk.reload(reader.screen.listing)
        await reader.rest()
        assert reader.shows("the first articles will be here in a moment"), "nor while the list is asked for again"
        await reader.press("\\", *"varga")
        build.tell(Progress(1, 3))
        await reader.rest()
        assert reader.shows("no article has that")
        await reader.press("escape")
        build.tell(Progress(3, 3, failed=3, finished=True))
        await reader.rest()
        assert reader.shows("no articles; I shows what became of each file")
        build.over.set()


async def test_an_error_of_the_build_stays_to_be_read(reading: Reading) -> None:
    build = Build()
    async with reading((120, 40), None, build) as reader:
        build.tell(Progress(0, None, finished=True, error="the disk is full"))
        await reader.rest()
        await reader.press("j", "tab")
        assert reader.shows("the disk is full")
        build.over.set()


async def test_a_library_that_the_build_makes_is_waited_for() -> None:
    build = Build()
    there = threading.Event()

    def later() -> Newsroom:
        if not there.is_set():
            raise LibraryMissing("there is no library")
        return newsroom()

    app = DatelineApp(later, build, stop_build=build.stop, theme=DARK)
    async with app.run_test(size=(120, 40)) as pilot:
        while not build.started.is_set():
            await pilot.pause(0.01)
        there.set()
        while app.reading is None or not app.reading.rows:
            await pilot.pause(0.01)
        assert len(app.reading.rows) == 5
    assert build.stopped


async def _count(reader: Reader, articles: int) -> None:
    while len(reader.screen.rows) != articles:
        await reader.pilot.pause(0.01)
    await reader.rest()
