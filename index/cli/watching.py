"""How a watch is told: the import as `index` tells it, and of each update after it only what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from index.build.progress import BuildProgress, FileReport, FileStatus
from index.cli.printing import is_unheard, say
from index.cli.telling import BuildTeller, files_told
from index.counting import counted

if TYPE_CHECKING:
    from index.build.pipeline import BuildSummary
    from index.errors import DatelineError

_STANDING = (FileStatus.SKIPPED, FileStatus.FAILED)
"""What is found again at each look, and told once."""


class WatchTeller(BuildTeller):
    """Tells what a watch does."""

    def __init__(self, watching: str, *, as_json: bool, as_progress: bool, verbose: bool) -> None:
        """`watching` is said after the first update."""
        super().__init__(as_json=as_json, as_progress=as_progress, verbose=verbose)
        self._watching = watching
        self._told: set[FileReport] | None = None
        """What stood after the last update; None before the first."""
        self._standing: set[FileReport] = set()
        self._counts: Counter[FileStatus] = Counter()
        self._failure = ""

    def report(self, line: FileReport) -> None:
        if line.status in _STANDING:
            self._standing.add(line)
        if self._told is not None and (line.status is FileStatus.UNCHANGED or line in self._told):
            return
        self._counts[line.status] += 1
        super().report(line)

    def say(self, words: str) -> None:
        """A line for a person."""
        self.clear()
        say(f"dateline: {words}")

    def updated(self, summary: BuildSummary | None) -> None:
        """An update is over."""
        self.clear()
        self._failure = ""
        if summary is not None and (self._told is None or set(self._counts) - {FileStatus.SKIPPED}):
            say(f"{counted(summary.articles, 'article')} in the library ({files_told(self._counts)})")
        if summary is None or not summary.stopped:
            self._begin()
        self._told, self._standing = self._standing, set()
        self._counts.clear()

    def failed(self, error: DatelineError) -> None:
        """An update came to nothing, which is said once, however often it is tried."""
        self.progress(BuildProgress("failed", finished=True, error=str(error)))
        if str(error) != self._failure:
            self.say(f"{error}. It is tried again at the next change")
        self._failure = str(error)
        self._begin()
        if self._told is not None:
            self._told |= self._standing
        self._standing = set()
        self._counts.clear()

    def _begin(self) -> None:
        if self._watching:
            say(self._watching)
        self._watching = ""


def until(interrupted: Callable[[], bool]) -> Callable[[], bool]:
    """When a watch ends: interrupted, or read by nobody any more."""
    return lambda: interrupted() or is_unheard()
