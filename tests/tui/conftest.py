"""Running the app without a terminal, and knowing when it rests."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from index import corrections_of_user
from index.build.pipeline import build
from tests.tui.newsroom import Newsroom
from tests.tui.stories import newsroom
from tui.app import DatelineApp
from tui.protocols import Build
from tui.screens import reading as reading_screen
from tui.screens.pause import Pause
from tui.screens.reading import ReadingScreen
from tui.settings import Settings, put_in_force
from tui.themes import DARK


def lines_of(app: DatelineApp) -> list[str]:
    """What is on the screen, a line a row. Textual has no public way to ask for it but a picture."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


class Reader:
    """A reader at the keyboard, who looks up when the screen has come to rest."""

    def __init__(self, app: DatelineApp, pilot: Pilot[None], library: Newsroom) -> None:
        self.app = app
        self.pilot = pilot
        self.library = library

    @property
    def screen(self) -> ReadingScreen:
        assert self.app.reading is not None
        return self.app.reading

    def hurry(self) -> None:
        """From now on no key comes after a pause, however slow the machine is that types them."""
        self.screen._previewing = Pause(self.screen, 2.0)
        self.screen._typing = Pause(self.screen, 2.0)

    async def rest(self) -> None:
        """Until nothing is asked and nothing waits, twice over: an answer may lead to a question."""
        rested = 0
        while rested < 2:
            await self.pilot.pause()
            at_rest = self.app.reading is not None and self.app.reading.resting
            rested = rested + 1 if at_rest else 0
            if not at_rest:
                await self.pilot.pause(0.01)

    async def press(self, *keys: str) -> None:
        """Presses keys one after another, and rests."""
        await self.pilot.press(*keys)
        await self.rest()

    async def type(self, words: str) -> None:
        """Types words, and rests."""
        named = {" ": "space", "-": "minus", ":": "colon"}
        await self.press(*(named.get(letter, letter) for letter in words))

    def lines(self) -> list[str]:
        """The screen as text, a line a row."""
        return lines_of(self.app)

    def shows(self, words: str) -> bool:
        """Whether words stand on one line of the screen."""
        return any(words in line for line in self.lines())


async def until(reader: Reader, words: str) -> None:
    """Until words stand on the screen, while an answer is still awaited."""
    while not reader.shows(words):
        await reader.pilot.pause(0.02)


async def until_looked(reader: Reader, times: int = 2) -> None:
    """Until it was looked so often for changes, and what was found is on the screen."""
    looked = reader.library.asked.count("reload")
    while reader.library.asked.count("reload") < looked + times:
        await reader.pilot.pause(0.01)
    await reader.rest()


Reading = Callable[..., AbstractAsyncContextManager[Reader]]


@pytest.fixture
def reading() -> Reading:
    """Starts the app: `async with reading((120, 40), library) as reader`."""

    @asynccontextmanager
    async def start(
        size: tuple[int, int] = (120, 40),
        library: Newsroom | None = None,
        build: Build | None = None,
        settings: Settings | None = None,
        notice: str = "",
        theme: str | None = DARK,
    ) -> AsyncIterator[Reader]:
        room = library or newsroom()
        app = DatelineApp(lambda: room, build, settings=settings, notice=notice, theme=theme)
        async with app.run_test(size=size) as pilot:
            reader = Reader(app, pilot, room)
            await reader.rest()
            yield reader

    return start


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks as often as it can whether something has changed."""
    monkeypatch.setattr(reading_screen, "WATCH_SECONDS", 0.01)


@pytest.fixture(autouse=True)
def defaults() -> Iterator[None]:
    """What one test sets no other one has."""
    put_in_force(Settings())
    yield
    put_in_force(Settings())


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same colours wherever the tests run."""
    for name in ("NO_COLOR", "TEXTUAL_THEME", "COLORFGBG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(os.environ, "TERM", "xterm-256color")
    monkeypatch.setitem(os.environ, "COLORTERM", "truecolor")


@pytest.fixture(autouse=True)
def one_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The same time of day wherever the tests run."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def library(tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of the samples on disk, of a user whose home is the temporary folder."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    build(tmp_path / "library", [seeds], corrections=corrections_of_user())
    return tmp_path / "library"
