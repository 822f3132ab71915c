"""The files of an import, and how many there are of each kind."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import override

from tui import keys
from tui.render.glyphs import glyphs
from tui.render.report import ReportRow, counts_line, row_line
from tui.render.roles import Line
from tui.render.witness import Witness, report_line
from tui.values import FileStatus, Report
from tui.widgets.line import OneLine
from tui.widgets.row_list import RowList

MARGIN = 3
"""Cells of a row that are not its own: the cursor, a blank beside it and one at the end."""


class ReportList(RowList):
    """A row for each file, as high as what is said of it."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id, classes="body")
        self._rows: Sequence[ReportRow] = ()

    def show(self, rows: Sequence[ReportRow], tops: Sequence[int], cursor: int, *, keep_place: bool) -> None:
        """Other rows, with the first line of each; `keep_place` leaves the cursor at the height where it stands."""
        self._rows = rows
        self.reset(len(rows), cursor, keep_place=keep_place, tops=tops)

    def file_at(self, index: int) -> ReportRow | None:
        """None past the end."""
        return self._rows[index] if 0 <= index < len(self._rows) else None

    @override
    def draw(self, index: int, line: int, cells: int) -> tuple[Line, tuple[str, ...]]:
        chosen = index == self.cursor
        roles = self.cursor_role() if chosen else ()
        mark = glyphs().cursor if chosen and not line else " "
        drawn = row_line(self._rows[index], line, self.height_of(index), cells - MARGIN, roles)
        return [(f"{mark} ", roles), *drawn], roles


class ReportNames(OneLine):
    """Who has looked at the names."""

    def __init__(self) -> None:
        super().__init__(id="report-names")
        self._witness = Witness()

    def show(self, witness: Witness) -> None:
        """Takes no room where there is nothing to say."""
        self._witness = witness
        self.display = bool(self.line(self.app.size.width))
        self.refresh()

    @override
    def line(self, cells: int) -> Line:
        return report_line(self._witness, keys.first("names.pause"), cells)


class ReportCounts(OneLine):
    """How many files of each kind there are, and which of them the list shows."""

    def __init__(self) -> None:
        super().__init__(id="report-counts")
        self._report: Report | None = None
        self._chosen: FileStatus | None = None

    def show(self, report: Report | None, chosen: FileStatus | None) -> None:
        """`chosen` None are all."""
        self._report, self._chosen = report, chosen
        self.refresh()

    @override
    def line(self, cells: int) -> Line:
        return counts_line(self._report, self._chosen, cells)
