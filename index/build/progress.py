"""What a build says while it runs: a report a file, and how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum


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


def of_warnings(articles: int, warned: int, title: str, warnings: Sequence[str]) -> str:
    """How many articles of a file have warnings, and those of the first: the others are on their pages."""
    of_how_many = f"{warned:,} of them with a warning" if articles > 1 else "with a warning"
    short = title if len(title) <= _TITLE else f"{title[:_TITLE].rstrip()}…"
    return f"{of_how_many}: “{short}”: {'; '.join(warnings)}"


_TITLE = 60
"""Code points of a title in a line that is about more than the article."""


@dataclass(frozen=True, slots=True)
class BuildProgress:
    """How far a build is."""

    stage: str
    """One or two words for a person: looking, reading, names, done."""
    done: int = 0
    """Articles dealt with in this build."""
    total: int | None = None
    """Articles to deal with, by the beginnings of files that are not read yet; None while that is being counted, and
    where there are more than it seemed."""
    failed: int = 0
    """Files and articles that could not be read."""
    eta_seconds: float | None = None
    """Time left at the present rate; None before there is a rate."""
    rate: float | None = None
    """Articles a second, those not counted that needed no work; None before there is one."""
    finished: bool = False
    error: str = ""
    """Why the build ended early, in one line."""


class Work(Enum):
    """The three things that are done with an article."""

    READ = "read"
    INDEXED = "indexed"
    NAMED = "named"


_SHARE = {Work.READ: 0.1, Work.INDEXED: 0.45, Work.NAMED: 0.45}
"""What each costs of an article's whole: reading 4 s, full text 18 s, names 19 s for 600 news articles of 6 kB."""


class ProgressMeter:
    """Turns what was done into progress values, at most ten a second."""

    INTERVAL = 0.1
    """Seconds between two values: as often as an eye follows a number."""
    SETTLED = 0.5
    """Seconds after which there is a rate; what was done before says little of what is to come."""

    def __init__(self, tell: Callable[[BuildProgress], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._tell = tell
        self._clock = clock
        self._began = clock()
        self._told = float("-inf")
        self._done = 0.0
        self._spared = 0
        self.total: int | None = None
        self.failed = 0

    def start(self, total: int) -> None:
        """The number of articles is known and the work begins; the rate is measured from here."""
        self.total = total
        self._began = self._clock()
        self.say("reading", force=True)

    def advance(self, *work: Work) -> None:
        """So much was done with one article."""
        self._done += sum(_SHARE[part] for part in work)
        self.say("reading")

    def correct(self, more: int) -> None:
        """A file is done that held so many more articles than was counted; below 0 for fewer."""
        if self.total is not None:
            self.total += more

    def spare(self) -> None:
        """One article needs no work; it counts as done, and not for the rate."""
        self._spared += 1
        self.say("reading")

    def say(self, stage: str, *, force: bool = False, finished: bool = False) -> None:
        """Tell how far it is, unless that was told a moment ago."""
        now = self._clock()
        if not force and now - self._told < self.INTERVAL:
            return
        self._told = now
        done, total = round(self._done) + self._spared, self.total
        if finished and total:
            done = total
        elif total is not None and done > total:  # "12 of 10" would be wrong, and "10 of 10" for a long time, too
            total = None
        rate = self._rate(now)
        left = max(0.0, total - self._spared - self._done) / rate if total is not None and rate else None
        self._tell(BuildProgress(stage, done, total, self.failed, left, rate, finished))

    def _rate(self, now: float) -> float | None:
        elapsed = now - self._began
        return self._done / elapsed if self._done >= 1 and elapsed >= self.SETTLED else None
