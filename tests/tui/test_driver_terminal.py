"""The app in a pseudo-terminal: its screen is what Textual wanted, whatever happens to the terminal meanwhile."""

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
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tui.emulator import Emulator
from tui.driver import HUNG_UP

PROJECT = Path(__file__).parents[2]
PATIENCE = 60
"""Seconds without output after which a test gives up rather than hang."""
KEYS = [
    "j",
    "k",
    " ",
    "b",
    "G",
    "g",
    "\r",
    "h",
    "]",
    "[",
    "}",
    "{",
    "J",
    "K",
    "z",
    "\t",
    "1",
    "2",
    "3",
    "x",
    "p",
    "u",
    "\x1b[B",
]


class Child:
    """The app as a process of its own, with its screen."""

    def __init__(self, log: Path, size: tuple[int, int], environment: dict[str, str], *, deaf: bool = False) -> None:
        self.log = log
        self.screen = Emulator(*size)
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self.sent = ""
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            if deaf:
                signal.signal(signal.SIGHUP, signal.SIG_IGN)
            os.chdir(PROJECT)
            self._set_size(0, size)
            os.execvpe(sys.executable, [sys.executable, "-m", "tests.tui.child", str(log)], environment)
        self._set_size(self.terminal, size)

    @staticmethod
    def _set_size(terminal: int, size: tuple[int, int]) -> None:
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def resize(self, size: tuple[int, int]) -> None:
        self.screen.resize(*size)
        self._set_size(self.terminal, size)

    def type(self, keys: str) -> None:
        os.write(self.terminal, keys.encode())

    def read(self) -> bool:
        """Draws what comes; False once the terminal is closed."""
        seen = "\n".join(self.screen.lines)
        assert select.select([self.terminal], [], [], PATIENCE)[0], f"nothing more comes:\n{seen}"
        try:
            received = os.read(self.terminal, 1 << 16)
        except OSError:
            received = b""
        text = self._decoder.decode(received)
        self.screen.feed(text)
        self.sent += text
        return bool(received)

    def glance(self) -> None:
        """Draws what has come, if anything has."""
        if select.select([self.terminal], [], [], 0)[0]:
            self.read()

    def until(self, seen: Callable[[], bool]) -> None:
        """Reads until something is there; a program that ends before fails the test."""
        while not seen():
            assert self.read(), "\n".join(self.screen.lines)

    def shows(self, words: str) -> Callable[[], bool]:
        return lambda: any(words in line for line in self.screen.lines)

    def end(self) -> int:
        """Quits, and returns the exit code."""
        self.type("Q")
        while self.read():
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


Start = Callable[..., Child]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the app in a terminal of some size, and waits for its list."""
    children: list[Child] = []

    def begin(size: tuple[int, int] = (120, 40), *, deaf: bool = False, **variables: str) -> Child:
        environment = {**os.environ, "TERM": "xterm-256color", "HOME": str(tmp_path), **variables}
        for name in ("COLUMNS", "LINES", "TEXTUAL_DRIVER"):
            environment.pop(name, None)
        children.append(child := Child(tmp_path / f"log{len(children)}", size, environment, deaf=deaf))
        child.until(child.shows(" words"))
        return child

    yield begin
    for child in children:
        os.close(child.terminal)
        with contextlib.suppress(ChildProcessError, ProcessLookupError):
            os.kill(child.pid, signal.SIGKILL)
            os.waitpid(child.pid, 0)


def wanted(child: Child) -> Emulator:
    """The screen as Textual's own stream draws it."""
    stock = Emulator(child.screen.width, child.screen.height)
    stock.wraps = False
    stock.feed(child.log.read_text(encoding="utf-8"))
    return stock


@pytest.mark.parametrize(
    ("seed", "variables"),
    [
        (1, {"COLORTERM": "truecolor"}),
        (2, {"COLORTERM": ""}),
        (3, {"COLORTERM": "", "TERM": "linux"}),
        (4, {"NO_COLOR": "1"}),
        (5, {"TERM": "screen-256color"}),
    ],
)
def test_after_a_walk_over_keys_the_screen_is_what_textual_wanted(
    start: Start, seed: int, variables: dict[str, str]
) -> None:
    chance = random.Random(seed)
    child = start(chance.choice([(120, 40), (80, 24), (160, 50)]), **variables)
    for _ in range(60):
        child.type(chance.choice(KEYS))
        child.glance()
    assert child.end() == 0
    assert child.screen.left == wanted(child).left
    assert len(child.sent) < len(child.log.read_text()) / 2


@pytest.mark.parametrize("seed", [6, 7])
def test_resized_at_every_moment_the_screen_is_what_textual_wanted(start: Start, seed: int) -> None:
    chance = random.Random(seed)
    child = start()
    for _ in range(25):
        child.resize((chance.randint(30, 170), chance.randint(8, 50)))
        child.type(chance.choice(KEYS))
        if chance.random() < 0.5:
            child.glance()
    child.resize((101, 31))
    child.until(lambda: _fits(child))
    child.type("\x1b[B")
    assert child.end() == 0
    assert child.screen.left == wanted(child).left


def _fits(child: Child) -> bool:
    """The last line is drawn to the edge."""
    return bool(child.screen.rows[-1][-1][1].background)


def test_stopped_and_continued_it_draws_its_screen_anew(start: Start) -> None:
    child = start()
    child.type("jj")
    for _ in range(2):
        os.kill(child.pid, signal.SIGTSTP)
        assert os.WIFSTOPPED(os.waitpid(child.pid, os.WUNTRACED)[1])
        child.until(lambda: not child.screen.alternate)
        os.kill(child.pid, signal.SIGCONT)
        child.until(lambda: child.screen.alternate and child.shows(" words")())
    assert child.end() == 0
    assert child.screen.left == wanted(child).left


@pytest.mark.parametrize("deaf", [False, True], ids=["told by a signal", "deaf to the signal"])
def test_a_terminal_that_goes_away_ends_the_app_in_order(start: Start, deaf: bool) -> None:
    child = start(deaf=deaf)
    os.close(child.terminal)
    child.terminal = os.open(os.devnull, os.O_RDONLY)
    assert os.waitstatus_to_exitcode(os.waitpid(child.pid, 0)[1]) == HUNG_UP


def test_bytes_that_are_no_utf_8_are_no_reason_to_end(start: Start) -> None:
    child = start()
    os.write(child.terminal, b"\xff\xe9")
    child.type("W")
    child.until(child.shows("Who is who"))
    assert child.end() == 0
