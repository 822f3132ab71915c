"""The report of the last import: what became of each file, and why; narrowed as one types, and by what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from tui import keys
from tui.actions import REPORT
from tui.desk import Desk
from tui.history import Place
from tui.messages import Aim
from tui.order import after
from tui.render.header import Progress, progress_words
from tui.render.report import facts
from tui.render.witness import Witness
from tui.report import ArticleOf, Narrowed, ReportKeeper, Wanted, article_of, narrowed
from tui.screens.copying import Copying
from tui.screens.narrowing import Narrowing
from tui.screens.room import Outcome
from tui.values import DatelineError, FileStatus, ImportState, counted
from tui.widgets.report_list import MARGIN, ReportCounts, ReportList, ReportNames
from tui.widgets.row_list import RowList

LOOK_SECONDS = 3.0
"""How often one looks for the report of another import, in another terminal too: that takes a look at a file or two."""


class ReportRoom(Narrowing, Copying):
    """The files, and above them a line that says how many there are of each kind."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(REPORT)
    FOOTER = "report"
    NARROW = "report.narrow"
    ASKED = "part of a path or of a reason"
    ALL = "All files"

    def __init__(self, desk: Desk, place: Place, leave: Callable[[Outcome], None], *, boilerplate: bool) -> None:
        super().__init__(desk, place, leave, boilerplate=boilerplate)
        self.wanted = Wanted(place.words, FileStatus(place.status) if place.status else None)
        self.narrowed: Narrowed | None = None
        self._keeper = ReportKeeper()
        """Used in the library's thread only."""
        self._progress: Progress | None = None
        self.files = ReportList(id="report")
        self._counts = ReportCounts()
        self._names = ReportNames()

    @property
    def listed(self) -> ReportList:
        return self.files

    def compose_list(self) -> ComposeResult:
        yield self._counts
        yield self._names
        yield self.heading
        yield self.files

    def on_mount(self) -> None:
        self._show_head()
        self.go_to(self.files)
        self.set_interval(LOOK_SECONDS, self.renew)

    @property
    def _cells(self) -> int:
        """How wide a row is: as the screen without the strip for scrolling and the margin."""
        return (self.size.width or self.app.size.width) - 1 - MARGIN

    def on_resize(self) -> None:
        if self.narrowed is not None and self.narrowed.wanted.cells != self._cells:
            self.begin()

    # Answers

    def ask(self) -> None:
        self.inquire("report", narrowed(self._keeper, replace(self.wanted, cells=self._cells)))

    def show(self, value: object) -> None:
        if isinstance(value, ArticleOf):
            self._open(value)
        elif isinstance(value, Narrowed) and value is not self.narrowed:
            self._show_narrowed(value)

    def _show_narrowed(self, value: Narrowed) -> None:
        before, self.narrowed = self.narrowed, value
        same = before is not None and before.wanted.likewise(value.wanted)
        row = self.files.cursor if same else self.place.row if before is None else 0
        at = self.files.file_at(row) if same else None
        if at is not None:
            paths = enumerate(one.file.path for one in value.rows)
            row = next((number for number, path in paths if path == at.file.path), row)
        self.files.say_empty(_nothing(value))
        self.files.show(value.rows, value.tops, row, keep_place=same)
        self._counts.show(value.report, value.wanted.status)
        self.heading.say(_described(value.wanted), _amount(value))
        self._show_head()

    def failed(self, error: DatelineError) -> None:
        if self.narrowed is None:
            self.files.say_empty(error.message)
        super().failed(error)

    def show_progress(self, progress: Progress | None) -> None:
        self._progress = progress
        self._show_head()
        if progress is None:
            self.renew()

    def show_witness(self, witness: Witness) -> None:
        self._names.show(witness)

    def _show_head(self) -> None:
        report = self.narrowed.report if self.narrowed is not None else None
        if self._progress is not None:
            stops = f"{keys.first('import.stop')} stops it"
            self.head.say("Importing", " · ".join((*progress_words(self._progress), stops)))
        else:
            self.head.say("Last import", facts(report) if report is not None else "")

    # Narrowing

    def narrow_to(self, words: str) -> None:
        self._want(replace(self.wanted, words=words))

    def widen(self) -> bool:
        narrowed = self.wanted.status is not None
        self._want(replace(self.wanted, status=None))
        return narrowed

    def _want(self, wanted: Wanted) -> None:
        if wanted != self.wanted:
            self.wanted = wanted
            self.begin()

    def action_next_status(self) -> None:
        """Those that there are files of, and all again."""
        report = self.narrowed.report if self.narrowed is not None else None
        there = tuple(report.counts) if report is not None else ()
        self._want(replace(self.wanted, status=after((None, *there), self.wanted.status)))

    # What can be done with a file

    @on(RowList.Opened, "#report")
    def _opened(self, message: RowList.Opened) -> None:
        row = self.files.file_at(message.index)
        if row is not None:
            self.inquire("article-of", article_of(row.file))

    def _open(self, found: ArticleOf) -> None:
        if found.article:
            self.leave(Aim(found.article, focus=True, remember=True))
        elif found.file.status is FileStatus.REMOVED:
            self.say("the file is gone, and its articles with it")
        else:
            self.say(f"no article came of this file; {keys.first('report.copy')} copies its path and why")

    def action_copy(self) -> None:
        row = self.files.file_at(self.files.cursor)
        if row is not None:
            self.copy(f"{row.file.path}: {row.said or row.file.status}\n", "the path and what became of the file")

    def action_report(self) -> None:
        self.say(f"this is the report; {keys.first('import.again')} imports again")

    def here(self) -> Place:
        wanted = self.wanted
        status = wanted.status.value if wanted.status else ""
        return Place("report", words=wanted.words, status=status, row=self.files.cursor)


def _nothing(value: Narrowed) -> str:
    """Why there are no rows, where there are none."""
    if value.report is None:
        return f"no import has left a report yet; {keys.first('import.again')} imports"
    if value.report.files:
        return (
            f"no {value.wanted.status} file has that; {_others(value.others)}" if value.others else "no file has that"
        )
    return _NO_FILES[value.report.state]


def _others(number: int) -> str:
    """How many files of other kinds there are, and how to get to them."""
    return f"{counted(number, 'other does', 'others do')}: {keys.first('report.status')} shows all in turn"


_NO_FILES = {
    ImportState.RUNNING: "no file is done yet",
    ImportState.FINISHED: "there were no files",
    ImportState.STOPPED: "it was stopped before its first file was done",
    ImportState.UNFINISHED: "it broke off before its first file was done",
}


def _described(wanted: Wanted) -> str:
    return f"{wanted.status.value.capitalize()} files" if wanted.status else ReportRoom.ALL


def _amount(value: Narrowed) -> str:
    shown, total = len(value.rows), len(value.report.files) if value.report else 0
    return counted(shown, "file") if shown == total else f"{shown:,} of {total:,}"
