"""A program in a pseudo-terminal, and what can be seen of it there."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.tui.emulator import Cell, Emulator

COLUMNS, ROWS = 120, 40
QUIET = 0.4
"""Seconds without output after which a program is taken to have drawn all it will."""
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Sent:
    """What a key made a program send."""

    bytes: int
    cells: int
    """That look different afterwards."""
    rows: int
    """Lines of the terminal that have such cells."""

    @property
    def budget(self) -> float:
        """Bytes that scrolling may take: 1.1 times the cells that change, and 40 a row."""
        return 1.1 * self.cells + 40 * self.rows


class Terminal:
    """Ends the program when left."""

    def __init__(self, argv: Sequence[str], environment: dict[str, str] | None = None) -> None:
        self.began = time.perf_counter()
        self.screen = Emulator(COLUMNS, ROWS)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(environment or {})}
            for name in ("NO_COLOR", "LINES", "COLUMNS"):
                env.pop(name, None)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execvpe(argv[0], list(argv), env)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)

    def read(self, seconds: float) -> int:
        """Waits so long for output, draws it, and returns how many bytes it had."""
        if not select.select([self._fd], [], [], seconds)[0]:
            return 0
        try:
            received = os.read(self._fd, 1 << 16)
        except OSError:
            return 0
        self.screen.feed(self._decoder.decode(received))
        return len(received)

    def write(self, keys: str) -> None:
        """Types."""
        os.write(self._fd, keys.encode())

    def wait(self, seen: Callable[[Emulator], bool], most: float = 60.0) -> float:
        """Milliseconds from the start until something is seen."""
        while time.perf_counter() - self.began < most:
            if self.read(0.5) and seen(self.screen):
                return 1000 * (time.perf_counter() - self.began)
        raise TimeoutError("the program did not draw what it should:\n" + "\n".join(self.screen.lines))

    def settle(self, quiet: float = QUIET) -> int:
        """Reads until nothing has come for a while; how many bytes came."""
        count = 0
        while received := self.read(quiet):
            count += received
        return count

    def press(self, key: str) -> Sent:
        """What a key makes the program send."""
        before = self.screen.cells
        self.write(key)
        sent = self.settle()
        changed = [_changed(old, new) for old, new in zip(before, self.screen.cells, strict=True)]
        return Sent(sent, sum(changed), sum(1 for cells in changed if cells))

    def answer(self, key: str, most: float = 5.0) -> float:
        """Milliseconds from a key until the program has begun to draw its answer."""
        self.settle(0.05)
        began = time.perf_counter()
        self.write(key)
        if not self.read(most):
            raise TimeoutError(f"{key!r} had no answer")
        return 1000 * (time.perf_counter() - began)

    @property
    def children(self) -> int:
        """How many processes it has under way."""
        return sum(_parent(process) == self.pid for process in Path("/proc").iterdir() if process.name.isdigit())

    def hold(self, key: str, seconds: float, rate: float = 30.0) -> tuple[float, int]:
        """Milliseconds from the last repeat of a held key until the last output, and the bytes of it all."""
        sent, began = 0, time.perf_counter()
        for number in range(int(seconds * rate)):
            self.write(key)
            while (left := began + (number + 1) / rate - time.perf_counter()) > 0:
                sent += self.read(left)
        last = latest = time.perf_counter()
        while received := self.read(2 * QUIET):
            sent += received
            latest = time.perf_counter()
        return 1000 * (latest - last), sent

    @property
    def processor_seconds(self) -> float:
        """Time that the program itself has used, in user and kernel mode."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    @property
    def resident_mb(self) -> float:
        """Its own memory, without what it has mapped from files."""
        _, resident, shared, *_ = map(int, Path(f"/proc/{self.pid}/statm").read_text().split())
        return (resident - shared) * _PAGE / 1e6


def _parent(process: Path) -> int:
    """0 for one that is gone."""
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _changed(before: Sequence[Cell], after: Sequence[Cell]) -> int:
    return sum(1 for old, new in zip(before, after, strict=True) if old != new)
