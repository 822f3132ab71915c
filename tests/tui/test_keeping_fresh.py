"""What changes in the files while one reads comes in by itself, and what watches them ends with the app."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from pathlib import Path
from queue import Queue

import pytest

from index import BackgroundBuild, BuildProgress
from tests.tui.conftest import Reading, lines_of
from tests.tui.fake_build import Build
from tests.tui.newsroom import Newsroom, Progress
from tests.tui.program import WAIT_SECONDS, App
from tests.tui.stories import LEXICON, stories
from tui.app import DatelineApp
from tui.themes import DARK
from tui.values import LibraryMissing


@pytest.fixture
def news(tmp_path: Path, seeds: Path) -> Path:
    folder = tmp_path / "news"
    shutil.copytree(seeds, folder)
    return folder


def reading_with_watch(tmp_path: Path, news: Path) -> App:
    library = tmp_path / "library"
    command = [sys.executable, "-m", "tui", "--library", str(library), "read", str(news), "--watch"]
    return App(library, tmp_path, shell=command)


def watchers_of(library: Path) -> list[int]:
    """The processes that watch for this library and are still at it."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if process.name.isdigit() and b"--progress" in words and os.fsencode(library) in words:
            found.append(int(process.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="looks into /proc for processes that are left")
@pytest.mark.parametrize("killed", [False, True], ids=["quit", "killed"])
def test_a_new_article_comes_into_the_list_and_the_watch_ends_with_the_app(
    tmp_path: Path, news: Path, killed: bool
) -> None:
    app = reading_with_watch(tmp_path, news)
    try:
        app.shows("5 articles")
        app.until(lambda: bool(watchers_of(tmp_path / "library")))
        (news / "new.txt").write_text("Zephyr rises over Malta\n\nA body of its own.\n")
        app.shows("6 articles")
        app.shows("Zephyr rises")
        if not killed:
            app.press("Q")
            app.until(lambda: os.waitid(os.P_PID, app.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None)
    finally:
        app.kill()
    limit = threading.Event()
    for _ in range(int(WAIT_SECONDS / 0.1)):
        if not watchers_of(tmp_path / "library"):
            return
        limit.wait(0.1)
    raise AssertionError("the watch has outlived the app")


def test_each_update_of_a_background_watch_has_its_end(tmp_path: Path, news: Path) -> None:
    build = BackgroundBuild(tmp_path / "library", [news], watch=True)
    told: Queue[BuildProgress] = Queue()
    thread = threading.Thread(target=build.run, args=[told.put])
    thread.start()
    try:
        assert _end(told).done == 5
        (news / "new.txt").write_text("A title\n\nA body of its own.\n")
        assert _end(told).done == 1
        (tmp_path / "library" / "store.sqlite3").write_bytes(b"no database" * 1000)
        for beside in ("-wal", "-shm"):
            (tmp_path / "library" / f"store.sqlite3{beside}").unlink(missing_ok=True)
        (news / "newer.txt").write_text("A title\n\nA body of its own.\n")
        assert "dateline doctor" in _end(told).error
    finally:
        build.stop()
        thread.join(WAIT_SECONDS)
    assert not thread.is_alive()
    assert _end(told).error == ""


def _end(told: Queue[BuildProgress]) -> BuildProgress:
    while not (progress := told.get(timeout=WAIT_SECONDS)).finished:
        pass
    return progress


async def test_a_second_update_comes_into_the_list_and_the_cursor_stays(reading: Reading) -> None:
    build = Build()
    room = Newsroom(stories()[2:], LEXICON)
    async with reading((120, 40), room, build) as reader:
        build.tell(Progress(3, 3, finished=True))
        await reader.rest()
        await reader.press("j")
        chosen = reader.screen.articles.article_at(1)
        before = reader.lines()[-1]
        room.added = stories()[:2]
        build.tell(Progress(0, 2))
        build.tell(Progress(2, 2, finished=True))
        while len(reader.screen.rows) != 5:
            await reader.pilot.pause(0.01)
        await reader.rest()
        now = reader.screen.articles.article_at(reader.screen.articles.cursor)
        assert chosen is not None
        assert now is not None
        assert now.id == chosen.id
        assert reader.lines()[-1] == before
        build.over.set()


async def test_an_update_that_fails_is_said_once_and_so_is_that_it_works_again(reading: Reading) -> None:
    build = Build()
    async with reading((120, 40), None, build) as reader:
        build.tell(Progress(5, 5, finished=True))
        build.tell(Progress(0, None, "failed", finished=True, error="the disk is full"))
        await reader.rest()
        assert reader.shows("the disk is full")
        await reader.press("s")
        build.tell(Progress(0, None, "failed", finished=True, error="the disk is full"))
        await reader.rest()
        assert not reader.shows("the disk is full")
        build.tell(Progress(1, 1, finished=True))
        await reader.rest()
        assert reader.shows("the library is up to date again")
        build.over.set()


async def test_no_end_of_an_update_is_lost_behind_the_beginning_of_the_next(reading: Reading) -> None:
    build = Build()
    async with reading((120, 40), None, build) as reader:
        build.tell(Progress(5, 5, finished=True))
        build.tell(Progress(0, None, "failed", finished=True, error="the disk is full"))
        build.tell(Progress(0, None, "looking"))
        await reader.rest()
        assert reader.shows("the disk is full")
        build.over.set()


async def test_a_library_that_a_watch_can_not_make_is_not_waited_for() -> None:
    build = Build()

    def missing() -> Newsroom:
        raise LibraryMissing("there is no library here")

    app = DatelineApp(missing, build, stop_build=build.stop, theme=DARK)
    async with app.run_test(size=(120, 40)) as pilot:
        while not build.started.is_set():
            await pilot.pause(0.01)
        first = app.screen
        build.tell(Progress(0, None, "failed", finished=True, error="the disk is full"))
        while app.screen is first or app.screen is app.reading:
            await pilot.pause(0.01)
        while "there is no library here" not in "\n".join(lines_of(app)):
            await pilot.pause(0.01)
