"""What a build says while it runs: a report a file, and how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class FileStatus(StrEnum):
    """What became of a file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileReport:
    """One line of a build's report."""

    path: str
    status: FileStatus
    reason: str = ""
    id: str | None = None
    """The article's id; None where the file holds several, or none."""
    encoding: str | None = None
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class BuildProgress:
    """How far a build is."""

    stage: str
    """One or two words for a person: looking, reading, names, done."""
    done: int = 0
    """Articles dealt with in this build."""
    total: int | None = None
    """Articles to deal with; None while that is being counted."""
    failed: int = 0
    """Files and articles that could not be read."""
    eta_seconds: float | None = None
    """Time left at the present rate; None before there is a rate."""
    finished: bool = False
    error: str = ""
    """Why the build ended early, in one line."""


class ProgressMeter:
    """Turns counts into progress values, at most ten a second."""

    INTERVAL = 0.1
    """Seconds between two values: as often as an eye follows a number."""

    def __init__(self, tell: Callable[[BuildProgress], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._tell = tell
        self._clock = clock
        self._began = clock()
        self._told = float("-inf")
        self.total: int | None = None
        self.done = 0
        self.failed = 0

    def start(self, total: int) -> None:
        """The number of articles is known and the work begins; the rate is measured from here."""
        self.total = total
        self._began = self._clock()
        self.say("reading", force=True)

    def advance(self, articles: int = 1) -> None:
        """So many more are done."""
        self.done += articles
        self.say("reading")

    def say(self, stage: str, *, force: bool = False, finished: bool = False) -> None:
        """Tell how far it is, unless that was told a moment ago."""
        now = self._clock()
        if not force and now - self._told < self.INTERVAL:
            return
        self._told = now
        self._tell(BuildProgress(stage, self.done, self.total, self.failed, self._eta(now), finished))

    def _eta(self, now: float) -> float | None:
        if not self.done or self.total is None:
            return None
        return max(0.0, (self.total - self.done) * (now - self._began) / self.done)
