"""What the terminal shows, and what it is to show: takes what Textual writes, gives what must be sent.

Frames that come while the terminal is busy are laid over each other, so that a slow line gets the last of them and
not every one.
"""

from __future__ import annotations

from collections.abc import Callable

from tui.driver.ansi import Reader, is_harmless
from tui.driver.encode import Encoder
from tui.driver.grid import Grid
from tui.driver.pens import PLAIN, Unreadable

SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
_UNSYNCED = 256
"""Characters that a terminal takes in at once, so that nothing is seen half painted: a cursor key sends fewer."""


class Shadow:
    """Two grids: shown and wanted. Everything is passed on in the order in which it came."""

    def __init__(self, size: Callable[[], tuple[int, int]], *, erases: bool) -> None:
        """`size` is asked for columns and lines at each frame; nothing is known of a screen that has none."""
        self._size = size
        self._reader = Reader()
        self._encoder = Encoder(erases=erases)
        self._shown = self._wanted = Grid(0, 0)
        self._drawn = False
        self._syncs = False
        self._passed: list[str] = []
        """What is sent as it came, before what is drawn."""

    def forget(self) -> None:
        """Whatever is drawn next goes out whole: the screen may have changed under the app."""
        self._passed.append(self._changes())
        size = self._size()
        self._shown, self._wanted = Grid(*size), Grid(*size)
        self._reader.forget()
        self._encoder.forget()

    def take(self, written: str) -> None:
        """One call of Textual's `write`."""
        if written in (SYNC_START, SYNC_END):
            self._syncs = True
        elif is_harmless(written):
            self._passed += [self._changes(), written]
        elif written:
            self._draw(written)

    def _draw(self, frame: str) -> None:
        if self._size() != (self._wanted.width, self._wanted.height):
            self.forget()
        try:
            if not self._wanted.width:
                raise Unreadable(frame)
            self._reader.take(frame, self._wanted)
            self._drawn = True
        except Unreadable:
            self._passed += [self._changes(), self._encoder.steer(PLAIN, self._reader.cursor), frame]
            self.forget()

    def send(self) -> str:
        """What is still to be sent, and is from now on taken as shown."""
        passed, self._passed = "".join(self._passed), []
        return passed + self._changes()

    def _changes(self) -> str:
        if not self._drawn:
            return ""
        self._drawn = False
        sent = self._encoder.encode(self._shown, self._wanted, self._reader.cursor)
        self._shown.rows = self._wanted.rows.copy()
        return f"{SYNC_START}{sent}{SYNC_END}" if self._syncs and len(sent) > _UNSYNCED else sent
