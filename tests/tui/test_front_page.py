"""The first paint shows what the last one who read saw, and nothing that is not so."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import lines_of
from tests.tui.newsroom import Newsroom
from tests.tui.stories import newsroom
from tui.app import DatelineApp
from tui.front_page import FrontPageFile
from tui.screens.curtain import Curtain
from tui.screens.panes import list_width
from tui.settings import Settings, put_in_force
from tui.values import DatelineError

SIZES = [(80, 24), (120, 40), (160, 50)]


class Drawn:
    """What an app showed before its library answered, and once it had."""

    def __init__(self) -> None:
        self.first: list[str] = []
        self.then: list[str] = []


async def started(
    file: Path, size: tuple[int, int], library: Newsroom, *keys: str, settings: Settings | None = None
) -> Drawn:
    drawn = Drawn()

    class Watched(DatelineApp):
        async def _start(self) -> None:
            assert isinstance(self.screen, Curtain)
            drawn.first = lines_of(self)
            await super()._start()

    app = Watched(lambda: library, settings=settings, front_page=FrontPageFile(file))
    async with app.run_test(size=size) as pilot:
        await _rest(app, pilot)
        drawn.then = lines_of(app)
        for key in keys:
            await pilot.press(key)
            await _rest(app, pilot)
    return drawn


async def _rest(app: DatelineApp, pilot: Pilot[None]) -> None:
    await pilot.pause()
    while app.reading is None or not app.reading.resting:
        await pilot.pause(0.01)
    await pilot.pause()


def the_list(lines: list[str], size: tuple[int, int]) -> list[str]:
    """The lines without the panes beside the list, and without the list's scrollbar."""
    return [line[: list_width(size[0]) - 1].rstrip() for line in lines]


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_paint_is_the_list_as_the_library_gives_it(tmp_path: Path, size: tuple[int, int]) -> None:
    file, library = tmp_path / "front.json", newsroom()
    await started(file, size, library)
    again = await started(file, size, library)
    assert any("words" in line for line in again.first)
    assert the_list(again.first, size) == the_list(again.then, size)
    assert again.first[0] == again.then[0] and again.first[-1] == again.then[-1]


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_stands_until_the_library_has_answered(tmp_path: Path, size: tuple[int, int]) -> None:
    file, library, there = tmp_path / "front.json", newsroom(), threading.Event()
    before = await started(file, size, library)

    def slow() -> Newsroom:
        there.wait(10)
        return library

    app = DatelineApp(slow, front_page=FrontPageFile(file))
    async with app.run_test(size=size) as pilot:
        while app.reading is None or app.screen is not app.reading:
            await pilot.pause(0.01)
        await pilot.pause()
        waiting = lines_of(app)
        there.set()
        await _rest(app, pilot)
        assert the_list(waiting, size) == the_list(before.then, size)
        assert waiting[0] == before.then[0]
        assert lines_of(app) == before.then


@pytest.mark.parametrize("other", [(79, 24), (160, 50)])
async def test_a_terminal_that_is_resized_meanwhile_shows_no_list_of_another_width(
    tmp_path: Path, other: tuple[int, int]
) -> None:
    file, library, there = tmp_path / "front.json", newsroom(), threading.Event()
    await started(file, (80, 24), library)

    def slow() -> Newsroom:
        there.wait(10)
        return library

    app = DatelineApp(slow, front_page=FrontPageFile(file))
    async with app.run_test(size=(80, 24)) as pilot:
        while app.reading is None or app.screen is not app.reading:
            await pilot.pause(0.01)
        await pilot.resize_terminal(*other)
        await pilot.pause()
        waiting = lines_of(app)
        there.set()
        await _rest(app, pilot)
        assert "opening" in waiting[0]
        assert not any("words" in line for line in waiting)
        assert any("words" in line for line in lines_of(app))


async def test_what_was_read_is_read_in_the_next_first_paint(tmp_path: Path) -> None:
    file, library = tmp_path / "front.json", newsroom()
    before = await started(file, (80, 24), library, "enter", "J", "J")
    again = await started(file, (80, 24), library)
    assert before.then != again.first
    assert again.first == again.then


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"format": 1}',
        '{"format": 1, "settings": 3, "page": [1]}',
        "[" * 10_000,
        "\x00",
    ],
)
async def test_a_file_that_makes_no_sense_is_none(tmp_path: Path, content: str) -> None:
    file = tmp_path / "front.json"
    file.write_text(content)
    drawn = await started(file, (80, 24), newsroom())
    assert drawn.first[0] == " dateline"
    assert json.loads(file.read_text())["format"] == 1


@pytest.mark.parametrize("hurt", ["roles", "text", "rows", "blank"])
def test_a_page_that_was_changed_by_hand_is_drawn_safely_or_not_at_all(tmp_path: Path, hurt: str) -> None:
    file = tmp_path / "front.json"
    words = [["title\x1b]0;gone\x07", ["text"]]]
    page = [80, words, words, [[words, []]], words]
    if hurt == "roles":
        page[1] = [["x", ["no-such-role"]]]
    elif hurt == "rows":
        page[3] = 7
    elif hurt == "blank":
        page[3] = [[words, [3]]]
    file.write_text(json.dumps({"format": 1, "settings": repr(Settings()), "page": page}))
    read = FrontPageFile(file).read(80)
    if hurt == "text":
        assert read is not None
        assert all(text.isprintable() for text, _ in read.header)
    else:
        assert read is None


async def test_other_settings_or_columns_draw_another_page(tmp_path: Path) -> None:
    file, library = tmp_path / "front.json", newsroom()
    await started(file, (80, 24), library)
    assert FrontPageFile(file).read(80) is not None
    assert FrontPageFile(file).read(81) is None
    put_in_force(Settings(dates="2020-01-09"))
    assert FrontPageFile(file).read(80) is None


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
async def test_a_folder_that_takes_no_file_does_no_harm(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    drawn = await started(tmp_path / "front.json", (80, 24), newsroom())
    assert any("words" in line for line in drawn.then)


async def test_a_folder_that_is_not_there_does_no_harm(tmp_path: Path) -> None:
    drawn = await started(tmp_path / "gone" / "front.json", (80, 24), newsroom())
    assert any("words" in line for line in drawn.then)


async def test_a_library_that_is_refused_leaves_its_page_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "front.json"
    await started(file, (80, 24), newsroom())
    before = file.read_bytes()

    def refused() -> Newsroom:
        raise DatelineError("the library can't be used")

    app = DatelineApp(refused, front_page=FrontPageFile(file))  # type: ignore[arg-type]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.2)
        await pilot.press("escape")
    assert file.read_bytes() == before
