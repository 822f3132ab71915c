"""Waits until typing or a held key rests before anything is asked."""

from __future__ import annotations

from collections.abc import Callable

from textual.timer import Timer
from textual.widget import Widget

SECONDS = 0.08
"""Thirty repeats of a held key then cost one preview, 1.3 s in place of 4.7 s (Textual 8.2.8, two busy cores)."""


LONG = 0.3
"""After so many seconds without an answer one says that it is being looked for; sooner, the line would flicker."""

LOOKING_UP = "looking up…"
"""What is said then."""


class Pause:
    """One thing that waits; asked again before its time, it waits anew."""

    def __init__(self, owner: Widget, seconds: float = SECONDS) -> None:
        self._owner = owner
        self._seconds = seconds
        self._timer: Timer | None = None
        self._then: Callable[[], None] = lambda: None

    @property
    def waiting(self) -> bool:
        """Whether something is still to be done."""
        return self._timer is not None

    def then(self, do: Callable[[], None]) -> None:
        """Does it after the pause, in place of what waited before."""
        self.cancel()
        self._then = do
        self._timer = self._owner.set_timer(self._seconds, self.now)

    def now(self) -> None:
        """Does at once what waits, if anything does."""
        if self._timer is not None:
            self.cancel()
            self._then()

    def cancel(self) -> None:
        """Does not do it."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
