"""The report of an import: a row for each file, and what is said of the whole."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from tui.render.cells import drawable, fit, fit_end, pad, width
from tui.render.metadata import day
from tui.render.roles import Line
from tui.render.wrap import wrap_words
from tui.values import FileReport, FileStatus, ImportState, PartialDate, Report, counted, duration

WIDE = 60
"""Cells from which what is said of a file stands under its path."""
STATUS = len("unchanged ")
MOST_LINES = 4
"""Of what is said of a file, where it does not fit beside its path."""
MOST_SAID = 1000
"""Code points of it that are looked at: more have no room on the widest screen."""
PLAIN = {"utf-8", "utf-8-sig", "ascii"}
"""Encodings that are not worth a word."""

LOOKS = {FileStatus.FAILED: "error", FileStatus.ADDED: "accent", FileStatus.UPDATED: "accent"}
ENDS = {
    ImportState.FINISHED: "",
    ImportState.STOPPED: "stopped before its end",
    ImportState.UNFINISHED: "broke off before its end",
    ImportState.RUNNING: "so far",
}


class ReportRow(NamedTuple):
    """A file with what is said of it, and how many cells both take."""

    file: FileReport
    path: str
    """As it is drawn, as `said`."""
    said: str
    """The reason and the remedy; empty where there is nothing to say."""
    path_cells: int
    said_cells: int


def report_row(file: FileReport) -> ReportRow:
    """What the list shows of a file."""
    known = [file.reason] if file.reason else []
    if file.encoding and file.encoding.lower() not in PLAIN:
        known.append(f"read as {file.encoding}")
    path, said = drawable(file.path), drawable(". ".join(filter(None, ("; ".join(known), file.remedy)))[:MOST_SAID])
    return ReportRow(file, path, said, width(path), width(said))


def height(row: ReportRow, cells: int) -> int:
    """How many lines a row takes: one where all of it fits, else what is said stands under the path."""
    if not row.said or row.path_cells + 2 + row.said_cells <= cells - STATUS:
        return 1
    room = cells - _indent(cells)
    return 2 if row.said_cells <= room else 1 + min(MOST_LINES, len(wrap_words(row.said, room)))


def row_line(row: ReportRow, line: int, high: int, cells: int, roles: tuple[str, ...]) -> Line:
    """One of the lines of a row that is so many lines high; `roles` are those of the cursor."""
    indent = _indent(cells)
    if line:
        lines = wrap_words(row.said, cells - indent)
        words = " ".join(lines[line - 1 :]) if line == high - 1 else "".join(lines[line - 1 : line])
        return [(" " * indent, roles), (fit(words, cells - indent), (_said_role(row), *roles))]
    room = cells - STATUS
    path = fit_end(row.path, room)
    said = fit(f"  {row.said}" if row.said and high == 1 else "", room - width(path))
    return [
        (pad(row.file.status.value, STATUS), (LOOKS.get(row.file.status, "faint"), *roles)),
        (path, ("text", *roles)),
        (said, (_said_role(row), *roles)),
    ]


def _said_role(row: ReportRow) -> str:
    return "quote" if row.file.status is FileStatus.FAILED else "faint"


def _indent(cells: int) -> int:
    return STATUS if cells >= WIDE else 2


def facts(report: Report) -> str:
    """When the import was, how long it took, and how it ended."""
    took = f"took {duration((report.ended - report.began).total_seconds())}" if report.ended else ""
    lost = f"{counted(report.lost, 'file')} of it can't be read" if report.lost else ""
    return " · ".join(part for part in (moment(report.began), took, ENDS[report.state], lost) if part)


def moment(when: datetime) -> str:
    """The day, in the form that is set, and the time where the reader is."""
    here = when.astimezone()
    return f"{day(PartialDate(here.year, here.month, here.day))} {here:%H:%M}"


def counts_line(report: Report | None, chosen: FileStatus | None, cells: int) -> Line:
    """How many files of each kind there are, and which kind the list shows."""
    if report is None:
        return []
    named = [("all", len(report.files), chosen is None)]
    named += [(status.value, number, status is chosen) for status, number in report.counts.items()]
    gap = "   " if sum(len(f"{name} {number:,}   ") for name, number, _ in named) <= cells else " "
    line: Line = [(" ", ())]
    for name, number, is_chosen in named:
        line.append((f"{name} {number:,}", ("accent-strong",) if is_chosen else ("faint",)))
        line.append((gap, ()))
    return line
