"""The app in a terminal of its own, killed at any moment: what was written into a note is there the next time."""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import os
import pty
import random
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Library, corrections_of_user
from index.build.pipeline import build
from index.notebook.notebook import Notebook
from tests.conftest import PROJECT
from tests.tui.emulator import Emulator

WAIT_SECONDS = 60.0
"""How long a machine under load may take for what a reader would not wait a second for."""

COLUMNS, ROWS = 100, 30
WORDS = "who says so and who does not"


class App:
    """The program in a pseudo-terminal of 100×30."""

    def __init__(self, library: Path, home: Path) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            variables = {**os.environ, "HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMUX", "LINES", "COLUMNS"):
                variables.pop(name, None)
            os.chdir(PROJECT)
            os.execvpe(sys.executable, [sys.executable, "-m", "tui", "--library", str(library)], variables)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._screen = Emulator(COLUMNS, ROWS)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode

    def shows(self, words: str) -> None:
        """Waits until words stand on a line of the screen."""
        until = time.monotonic() + WAIT_SECONDS
        while not any(words in line for line in self._screen.lines):
            assert time.monotonic() < until, "\n".join([f"{words!r} did not come", *self._screen.lines])
            self.read(0.1)

    def read(self, seconds: float) -> None:
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if ready:
            with contextlib.suppress(OSError):
                self._screen.feed(self._decode(os.read(self.fd, 1 << 16)))

    def press(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


@pytest.fixture
def library(tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    build(tmp_path / "library", [seeds], corrections=corrections_of_user())
    return tmp_path / "library"


@contextlib.contextmanager
def opened(library: Path, home: Path) -> Iterator[Library]:
    notebook = Notebook(home / ".local" / "share" / "dateline" / "notebook.sqlite3")
    one = Library.open(library, corrections=corrections_of_user(), notebook=notebook)
    yield one
    one.close()


def written(library: Path, home: Path) -> str:
    with opened(library, home) as one:
        return next((note.text for note in one.notes()), "")


@pytest.mark.parametrize("seed", range(3))
def test_a_note_loses_at_most_the_last_letters_that_were_on_their_way(library: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    app = App(library, tmp_path)
    try:
        app.shows("Haftar")
        app.press("\ri")
        app.shows("done")
        until = chance.randrange(4, len(WORDS) - 2)
        for number, letter in enumerate(WORDS[:until], start=1):
            app.press(letter)
            limit = time.monotonic() + WAIT_SECONDS
            while len(written(library, tmp_path)) < len(WORDS[:number].strip()):
                assert time.monotonic() < limit
                app.read(0.01)
        app.press(WORDS[until])
        app.read(chance.random() * 0.02)
    finally:
        app.kill()
    assert written(library, tmp_path) in (WORDS[:until].strip(), WORDS[: until + 1].strip())
    with opened(library, tmp_path) as one:
        assert sum(row.read for row in one.rows()) == 1


def test_two_terminals_write_at_once_and_both_notes_are_kept(library: Path, tmp_path: Path) -> None:
    apps = [App(library, tmp_path) for _ in range(2)]
    try:
        for number, app in enumerate(apps):
            app.shows("Haftar")
            app.press("j" * number + "\ri")
            app.shows("done")
        for letters in zip("first words", "other words", strict=True):
            for app, letter in zip(apps, letters, strict=True):
                app.press(letter)
        limit = time.monotonic() + WAIT_SECONDS
        while True:
            for app in apps:
                app.read(0.02)
            with opened(library, tmp_path) as one:
                if {note.text for note in one.notes()} == {"first words", "other words"}:
                    break
            assert time.monotonic() < limit
    finally:
        for app in apps:
            app.kill()
