"""The program in a terminal of its own, as a reader has it before them."""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.conftest import PROJECT
from tests.tui.emulator import Emulator

WAIT_SECONDS = 60.0
"""How long a machine under load may take for what a reader would not wait a second for."""

WITHOUT_PIPELINE = 'pipeline = ""\n'
"""It would look at the names of every test's library in the background."""

COLUMNS, ROWS = 100, 30


class App:
    """The program in a pseudo-terminal of 100×30, or a shell in which it is called."""

    def __init__(
        self,
        library: Path,
        home: Path,
        *,
        shell: Sequence[str] = (),
        settings: str = WITHOUT_PIPELINE,
        **variables: str,
    ) -> None:
        """`settings` are what config.toml says, unless there is one already."""
        config = home / ".config" / "dateline" / "config.toml"
        if not config.exists():
            config.parent.mkdir(parents=True, exist_ok=True)
            config.write_text(settings, "utf-8")
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            kept = {**os.environ, "HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMUX", "LINES", "COLUMNS"):
                kept.pop(name, None)
            os.chdir(PROJECT)
            command = shell or self.command(library)
            os.execvpe(command[0], command, kept | variables)
        self.resize(COLUMNS, ROWS)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode

    def resize(self, columns: int, rows: int) -> None:
        """Gives the terminal another size; nothing stands on it any more."""
        self._screen = Emulator(columns, rows)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    @property
    def lines(self) -> list[str]:
        """What stands on the screen."""
        return self._screen.lines

    @staticmethod
    def command(library: Path) -> list[str]:
        """The words that open the app."""
        return [sys.executable, "-m", "tui", "--library", str(library)]

    def shows(self, words: str) -> None:
        """Waits until words stand on a line of the screen."""
        self.until(lambda: any(words in line for line in self._screen.lines), f"{words!r} did not come")

    def until(self, arrived: Callable[[], bool], missing: str = "it did not come to pass") -> None:
        """Waits, and reads what the program draws meanwhile."""
        limit = time.monotonic() + WAIT_SECONDS
        while not arrived():
            assert time.monotonic() < limit, "\n".join([missing, *self._screen.lines])
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
