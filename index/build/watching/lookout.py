"""Watches some roots: by what the system says of their files, and by looking at them where it says nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Protocol

from index.build.scan import Root
from index.build.watching.notifications import TICK_SECONDS, NoNotifications, Notifications
from index.build.watching.polling import Polling, remote
from index.places import printable

_POLL_SECONDS = 5.0
"""Between two looks where the system says nothing and nobody has said how often."""
_LOOK_SECONDS = 600.0
"""Between two looks for what the system did not say: a disk mounted within a root, a folder whose name is no UTF-8."""


class Lookout(Protocol):
    """Watches some roots from the moment that it is made."""

    @property
    def outdated(self) -> bool:
        """Whether it watches other folders than it should by now."""

    def changed(self) -> bool:
        """Wait a moment; whether something has changed that may matter."""

    def close(self) -> None:
        """Watch nothing any more."""


class SystemLookout:
    """What the system says of local files, and looks at all others."""

    def __init__(
        self,
        roots: Sequence[Root],
        poll_seconds: float | None,
        stopped: Callable[[], bool],
        say: Callable[[str], None],
    ) -> None:
        told: list[Root] = []
        self._notifications: Notifications | None = None
        if poll_seconds is None:
            told = self._told_of(roots, say)
            try:
                self._notifications = Notifications(told, stopped)
            except NoNotifications as error:
                seconds = f"the files are looked at every {_POLL_SECONDS:g} seconds instead"
                say(f"{error.message}; {seconds}. {error.remedy}".removesuffix(". "))
                told = []
        others = [root for root in roots if root not in told]
        self._polled = [Polling(others, poll_seconds or _POLL_SECONDS, stopped)] if others else []
        self._polled += [Polling(told, _LOOK_SECONDS, stopped)] if told else []

    @staticmethod
    def _told_of(roots: Sequence[Root], say: Callable[[str], None]) -> list[Root]:
        """Those on whose files nobody writes but through this system."""
        told = []
        for root in roots:
            kind = remote(root.path)
            if kind:
                place, every = printable(str(root.path)), f"every {_POLL_SECONDS:g} seconds"
                say(f"{place} lies on {kind}, where others write unnoticed: its files are looked at {every}")
            else:
                told.append(root)
        return told

    @property
    def outdated(self) -> bool:
        """As `Lookout` says."""
        return self._notifications is not None and self._notifications.outdated

    def changed(self) -> bool:
        """As `Lookout` says."""
        if self._notifications is None:
            time.sleep(TICK_SECONDS)
            said = False
        else:
            said = self._notifications.changed()
        return any([said, *(polling.changed() for polling in self._polled)])

    def close(self) -> None:
        """Watch nothing any more."""
        if self._notifications is not None:
            self._notifications.close()
