"""Keys typed while the screen is on its way to another place: they are meant for that place, and wait for it.

enter ──▶ hold() … the library answers … release() ──▶ the keys, in order
                   esc, or a time without an answer: released as well
"""

from __future__ import annotations

from collections.abc import Callable

from textual import events

NEVER = ("ctrl+c", "ctrl+z")
"""Keys that are meant for the program, wherever the reader is."""


class TypeAhead:
    """Keeps keys for a moment."""

    def __init__(self, pass_on: Callable[[events.Key], object]) -> None:
        self._pass_on = pass_on
        self._holding = False
        self._kept: list[events.Key] = []

    @property
    def waiting(self) -> bool:
        """Whether keys are being held, or would be."""
        return self._holding

    def hold(self) -> None:
        """From now on keys wait."""
        self._holding = True

    def keeps(self, event: events.Event) -> bool:
        """Whether the event is a key that has to wait; it is then passed on later."""
        if not self._holding or not isinstance(event, events.Key) or event.key in NEVER:
            return False
        self._kept.append(event)
        return True

    def forget(self) -> None:
        """What has waited is passed on no more: it was meant for a place that one does not go to."""
        self._kept = []

    def release(self) -> None:
        """Passes on what has waited, before any newer key."""
        self._holding = False
        kept, self._kept = self._kept, []
        for event in kept:
            self._pass_on(event)
