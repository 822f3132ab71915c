"""The report of the last import, prepared in the library's thread so that its list can be narrowed at every key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING

from tui.render.report import ReportRow, height, report_row
from tui.values import FileReport, FileStatus, Report

if TYPE_CHECKING:
    from tui.desk import Inquiry
    from tui.mailbox import Cancelling
    from tui.messages import Listing
    from tui.protocols import Library

AFTER_A_FILE = (":", ",", " (")
"""What comes between a file and the place in it, where a report names a place: `a.jsonl:2`, `a.mbox, message 3`."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files a list is to show."""

    words: str = ""
    """All of them must stand in the path, the reason or the remedy; case makes no difference."""
    status: FileStatus | None = None
    """None for all."""
    cells: int = 80
    """How wide a row is."""

    def likewise(self, other: Wanted) -> bool:
        """Whether the same files are wanted, at whatever width."""
        return (self.words, self.status) == (other.words, other.status)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The files that were wanted."""

    wanted: Wanted
    report: Report | None
    """The whole one; None where no import has left one."""
    rows: Sequence[ReportRow]
    tops: Sequence[int]
    """The first line of each row in a list of this width, and the line after the last."""
    others: int = 0
    """Files that have the words, too, and are of another kind than is wanted."""


@dataclass(frozen=True, slots=True)
class ArticleOf:
    """An article that came of a file."""

    file: FileReport
    article: str
    """Its id; empty where none did, or none is there any more."""


class ReportKeeper:
    """The report as it was read last; it is read again when another import has left one."""

    def __init__(self) -> None:
        self._report: Report | None = None
        self._rows: tuple[ReportRow, ...] = ()
        self._folded: list[str] = []
        self._last: Narrowed | None = None

    def narrowed(self, library: Library, wanted: Wanted) -> Narrowed:
        """The same value again where nothing has changed. Raises DatelineError for a report that can't be read."""
        report = library.report(self._report)
        if self._last is not None and report is self._last.report and wanted == self._last.wanted:
            return self._last
        if report is not self._report:
            self._report, self._folded = report, []
            self._rows = tuple([report_row(one) for one in report.files]) if report else ()
        rows, others = self._those(wanted)
        tops = tuple(accumulate((height(row, wanted.cells) for row in rows), initial=0))
        self._last = Narrowed(wanted, report, rows, tops, others)
        return self._last

    def _those(self, wanted: Wanted) -> tuple[Sequence[ReportRow], int]:
        """The rows that are wanted, and how many more have the words."""
        rows = self._rows
        words = wanted.words.casefold().split()
        if words:
            self._folded = self._folded or [f"{row.path}\n{row.said}".casefold() for row in rows]
            folded = zip(rows, self._folded, strict=True)
            rows = tuple([row for row, said in folded if all(word in said for word in words)])
        if wanted.status is None:
            return rows, 0
        of_kind = tuple([row for row in rows if row.file.status is wanted.status])
        return of_kind, len(rows) - len(of_kind)


def narrowed(keeper: ReportKeeper, wanted: Wanted) -> Inquiry:
    """Answered with Narrowed."""

    def inquiry(library: Library, listing: Listing, _: Cancelling) -> Narrowed:  # noqa: ARG001
        return keeper.narrowed(library, wanted)

    return inquiry


def article_of(file: FileReport) -> Inquiry:
    """Answered with ArticleOf."""

    def inquiry(library: Library, listing: Listing, _: Cancelling) -> ArticleOf:  # noqa: ARG001
        if file.id is not None:
            return ArticleOf(file, file.id if file.id in listing.numbers else "")
        first = min((row for row in listing.rows if _is_of(row.path, file.path)), key=attrgetter("key"), default=None)
        return ArticleOf(file, first.id if first else "")

    return inquiry


def _is_of(article: str, file: str) -> bool:
    """Whether an article, by its path, came of what a report names: a file, an archive, or a place in a file."""
    if article == file or article.startswith(f"{file}/"):
        return True
    return file.startswith(article) and file[len(article) :].startswith(AFTER_A_FILE)
