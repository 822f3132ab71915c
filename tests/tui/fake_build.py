"""Builds that go on when a test lets them, one after another."""

from __future__ import annotations

import threading
from collections.abc import Callable

from tests.tui.newsroom import Progress
from tui.protocols import BuildProgress


class Build:
    """What the app runs in place of a build."""

    def __init__(self) -> None:
        self.report: Callable[[BuildProgress], None] | None = None
        self.begun = 0
        self.stopped = 0
        self.started, self.over = threading.Event(), threading.Event()

    def __call__(self, report: Callable[[BuildProgress], None]) -> None:
        self.report = report
        self.begun += 1
        self.started.set()
        self.over.wait(10)
        self.over.clear()

    def tell(self, progress: Progress) -> None:
        """So far it is; before it has begun, that is waited for."""
        assert self.started.wait(5) and self.report
        self.report(progress)

    def stop(self) -> None:
        """As the app asks for it."""
        self.stopped += 1
        self.over.set()
