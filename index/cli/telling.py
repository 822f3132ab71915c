"""How an import is told, while it goes on and later: a line a file and a bar for people, JSON lines for programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Self

from index.build.progress import BuildProgress, FileReport, FileStatus
from index.build.report import ORDER
from index.cli.printing import OutputClosed, emit, print_json, styled
from index.counting import duration
from index.places import escaped


class BuildTeller:
    """Tells what a build reports; on leaving, the line of the bar is empty again."""

    def __init__(self, *, as_json: bool, as_progress: bool, verbose: bool) -> None:
        self._as_json = as_json
        self._as_progress = as_progress
        self._verbose = verbose
        self._heard = True
        self._bar = _ProgressLine() if sys.stderr.isatty() and not as_progress else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def report(self, line: FileReport) -> None:
        """A file is done. Whether anybody listens or not, the build goes on."""
        if self._as_json:
            self._tell(lambda: print_json(report_json(line)))
        elif not self._as_progress and (self._verbose or line.status not in QUIET):
            self.clear()
            self._tell(lambda: print_report(line))

    def progress(self, state: BuildProgress) -> None:
        """So far it is."""
        if self._as_progress:
            self._tell(lambda: print_json(_progress_json(state)))
        elif self._bar:
            self._bar.show(state)

    def _tell(self, say: Callable[[], None]) -> None:
        if self._heard:
            try:
                say()
            except OutputClosed:
                self._heard = False

    def clear(self) -> None:
        """The line of the bar is for something else."""
        if self._bar:
            self._bar.clear()


QUIET = (FileStatus.UNCHANGED, FileStatus.SKIPPED)
"""What is told only when asked for: nothing was done."""


class _ProgressLine:
    """One line on the terminal that is drawn over itself."""

    def show(self, state: BuildProgress) -> None:
        """Draw it anew."""
        columns = os.get_terminal_size(sys.stderr.fileno()).columns
        sys.stderr.write(f"\r\x1b[K{progress_line(state, columns - 1)}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Make the line empty again."""
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def progress_line(state: BuildProgress, columns: int) -> str:
    """How far a build is, with a bar in what room there is; parts that do not fit are left out, the last ones first."""
    before, after = [state.stage], []
    if state.total:
        before.append(f"{state.done:,} of {state.total:,} articles")
    elif state.done:
        before.append(f"{state.done:,} articles")
    if state.eta_seconds is not None and not state.finished:
        after.append(f"{duration(state.eta_seconds)} left")
    if state.failed:
        after.append(f"{state.failed:,} failed")
    if state.rate is not None and not state.finished:
        after.append(f"{state.rate:,.0f} a second")
    while after and len(" · ".join(before + after)) > columns:
        after.pop()
    room = min(_BAR, columns - len(" · ".join([*before, "", *after])))
    if state.total and room >= _SHORTEST_BAR:
        filled = round(room * min(1.0, state.done / state.total))
        before.append("█" * filled + "░" * (room - filled))
    return " · ".join(before + after)[:columns]


_BAR = 20
"""Cells."""
_SHORTEST_BAR = 5
"""Cells; a shorter one shows nothing."""


def files_told(counts: Mapping[FileStatus, int]) -> str:
    """How many files became what, in words; what one may have to do something about comes first."""
    told = ", ".join(f"{counts[status]:,} {status}" for status in ORDER if counts.get(status))
    return f"files: {told}" if told else "no files"


def print_report(line: FileReport) -> None:
    """A line for a person."""
    colour = {FileStatus.FAILED: "red", FileStatus.ADDED: "green", FileStatus.UPDATED: "cyan"}.get(line.status)
    reason = f"  {line.reason}" if line.reason else ""
    remedy = f". {line.remedy}" if line.remedy else ""
    # A reason may quote what a file says, or what a library makes of it.
    emit(f"{styled(f'{line.status:<9}', fg=colour)} {escaped(f'{line.path}{reason}{remedy}')}")


def report_json(line: FileReport) -> dict[str, object]:
    """The fields of `index` and `report`."""
    return {
        "path": line.path,
        "status": line.status,
        "reason": line.reason,
        "id": line.id,
        "encoding": line.encoding,
        "remedy": line.remedy,
    }


def _progress_json(state: BuildProgress) -> dict[str, object]:
    return {
        "type": "progress",
        "stage": state.stage,
        "done": state.done,
        "total": state.total,
        "failed": state.failed,
        "eta_seconds": state.eta_seconds,
        "rate": state.rate,
        "finished": state.finished,
        "error": state.error,
    }
