"""Importing from within the app: followed, stopped, and begun again when what failed is mended."""

from __future__ import annotations

from pathlib import Path

from index.build.pipeline import build
from index.corrections import Corrections
from tests.tui.conftest import Reader, Reading, until
from tests.tui.fake_build import Build
from tests.tui.newsroom import Progress
from tests.tui.program import App
from tests.tui.stories import FILES, newsroom, report_of
from tests.tui.test_report import paths, room_of
from tui.app import DatelineApp
from tui.settings import Settings
from tui.themes import DARK
from tui.values import ImportState


async def begun(reader: Reader, imports: Build, number: int) -> None:
    while imports.begun < number:
        await reader.pilot.pause(0.01)


async def test_an_import_is_followed_stopped_and_begun_again_from_the_report() -> None:
    imports, room = Build(), newsroom()
    app = DatelineApp(lambda: room, imports, stop_build=imports.stop, theme=DARK)
    async with app.run_test(size=(100, 30)) as pilot:
        reader = Reader(app, pilot, room)
        await begun(reader, imports, 1)
        await reader.rest()
        await reader.press("I", "ctrl+r")
        assert reader.shows("an import is running; ctrl+x stops that")
        imports.tell(Progress(12, 100, failed=3))
        await until(reader, "Importing · reading 12 of 100 · 3 failed")
        assert reader.shows("ctrl+x stops it")
        assert len(paths(room_of(reader))) == len(FILES), "till it has ended, the report before stays"
        await reader.press("ctrl+x")
        assert imports.stopped == 1
        room.kept = report_of(FILES[:4], 1, ImportState.STOPPED)
        imports.tell(Progress(12, 100, "stopped", finished=True))
        await until(reader, "stopped before its end")
        assert reader.shows("the import is stopped; what was done stands, and ctrl+r goes on")
        assert len(paths(room_of(reader))) == 4
        while app.building:
            await pilot.pause(0.01)
        await reader.press("ctrl+x")
        assert reader.shows("no import is running; ctrl+r begins one")
        await reader.press("ctrl+r")
        await begun(reader, imports, 2)
        assert reader.shows("looking for what is new, changed or gone")
        room.kept = report_of(FILES, 2)
        imports.tell(Progress(0, 0, "done", finished=True))
        await until(reader, "there was nothing new to read")
        await until(reader, "all 9")


async def test_a_room_that_is_come_to_while_an_import_runs_shows_it(reading: Reading) -> None:
    imports = Build()
    async with reading((100, 30), None, imports) as reader:
        await begun(reader, imports, 1)
        imports.tell(Progress(12, 100))
        await until(reader, "reading 12 of 100")
        await reader.press("I")
        assert reader.shows("Importing · reading 12 of 100")
        imports.tell(Progress(99, 100, failed=2, finished=True))
        await until(reader, "2 files or articles could not be read")
        assert not reader.shows("I shows"), "one is there"
        imports.over.set()


async def test_one_that_watches_can_be_stopped_between_two_updates_and_begun_again() -> None:
    imports, room = Build(), newsroom()
    app = DatelineApp(lambda: room, imports, stop_build=imports.stop, theme=DARK, settings=Settings(watch=True))
    async with app.run_test(size=(100, 30)) as pilot:
        reader = Reader(app, pilot, room)
        await begun(reader, imports, 1)
        imports.tell(Progress(5, 5, finished=True))
        await reader.rest()
        await reader.press("ctrl+r")
        assert reader.shows("the files are watched, and what changes comes by itself; ctrl+x stops that")
        await reader.press("ctrl+x")
        imports.tell(Progress(5, 5, "stopped", finished=True))
        await until(reader, "the import is stopped, and the files are not watched")
        while app.building:
            await pilot.pause(0.01)
        await reader.press("ctrl+r")
        await begun(reader, imports, 2)
        imports.over.set()


async def test_without_a_way_to_import_that_is_said(reading: Reading) -> None:
    async with reading((80, 24)) as reader:
        await reader.press("ctrl+r")
        assert reader.shows("nothing can be imported from here")
        await reader.press("ctrl+x")
        assert reader.shows("no import is running")


def test_a_file_that_failed_is_mended_and_imported_again_without_leaving_the_program(tmp_path: Path) -> None:
    news, library = tmp_path / "news", tmp_path / "library"
    news.mkdir()
    (news / "a.txt").write_text("Harbour board meets\n\nIt met on Monday.\n")
    build(library, [news], corrections=Corrections(tmp_path / "log"))
    (news / "empty.txt").write_text("")
    app = App(library, tmp_path)
    try:
        app.shows("1 file or article could not be read; I shows which and why")
        app.press("I")
        app.shows("empty.txt  the file is empty. Fill it or leave it out")
        (news / "empty.txt").write_text("Ferries stay away\n\nNobody knows why.\n")
        app.press("\x12")
        app.shows("1 article in")
        app.shows("updated   empty.txt")
        app.press("\r")
        app.shows("Nobody knows why.")
        app.press("h\x12")
        app.shows("there was nothing new to read")
    finally:
        app.kill()
