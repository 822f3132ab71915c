"""The report of the last import: what became of each file, as `report_file` has kept it, and when and how it ended."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from operator import attrgetter
from pathlib import Path
from typing import IO, Any

from index.build.progress import FileReport, FileStatus
from index.errors import LibraryDamaged
from index.places import REPORT_FILE, REPORT_FILE_IN_WRITING

FORMAT = 1
"""Of the file; a newer one is not read."""
ORDER = (
    FileStatus.FAILED,
    FileStatus.SKIPPED,
    FileStatus.ADDED,
    FileStatus.UPDATED,
    FileStatus.REMOVED,
    FileStatus.UNCHANGED,
)
"""What one may have to do something about comes first, what nothing was done about last."""

_LONGEST_LINE = 1 << 20
"""Characters; a longer line is none of this program's."""


class ImportState(StrEnum):
    """How an import came to its end, if it did."""

    FINISHED = "finished"
    STOPPED = "stopped"
    UNFINISHED = "unfinished"
    """It was killed, or ended by an error."""
    RUNNING = "running"
    """What there is of it so far; there is no earlier report."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of each file in an import."""

    began: datetime
    """In UTC, as `ended`."""
    ended: datetime | None
    """None where it did not come to its end."""
    state: ImportState
    roots: tuple[str, ...]
    """The folders and files that were looked through, absolute."""
    files: tuple[FileReport, ...]
    """In the order of `ORDER`, those of one status by path."""
    counts: Mapping[FileStatus, int]
    """Files by status, in the same order and without zeros."""
    lost: int
    """Files of which nothing can be read any more, at the least."""
    stamp: tuple[int, ...]
    """Differs from that of every other report of this library."""


def read_report(folder: Path, known: Report | None = None) -> Report | None:
    """The report of the last import into the library of a folder; None where none is kept.

    `known` itself comes back where it is still that one. Raises LibraryDamaged for a file that is no report.
    """
    for path, running in _candidates(folder):
        try:
            with path.open(encoding="utf-8", errors="replace") as file:
                state = os.fstat(file.fileno())
                stamp = (state.st_ino, state.st_mtime_ns, state.st_size, int(running))
                return known if known is not None and known.stamp == stamp else _read(file, stamp, running=running)
        except FileNotFoundError:
            continue  # there is none, or it has just got its other name
        except OSError as error:
            raise _damaged(path, (error.strerror or str(error)).lower()) from error
    return None


def _candidates(folder: Path) -> Iterator[tuple[Path, bool]]:
    """Where the report may be, with whether an import is still writing it."""
    kept, fresh = folder / REPORT_FILE, folder / REPORT_FILE_IN_WRITING
    written = _is_being_written(fresh)
    if written is False:
        yield fresh, False
    yield kept, False
    if written:
        yield fresh, True
        yield kept, False


def _is_being_written(path: Path) -> bool | None:
    """None where there is nothing in it."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False if os.fstat(file.fileno()).st_size else None
    return None


def _read(file: IO[str], stamp: tuple[int, ...], *, running: bool) -> Report:
    lines = iter(lambda: file.readline(_LONGEST_LINE), "")
    head = _checked(_json(next(lines, "")), file.name)
    found: dict[FileStatus, list[FileReport]] = {status: [] for status in ORDER}
    end: dict[str, Any] = {}
    lost = 0
    for line in lines:
        said = _json(line)
        if isinstance(said, dict):
            end = said if said.get("type") == "end" else end
        elif isinstance(said, list):
            for one in said:
                report = _file_report(one)
                if report is None:
                    lost += 1
                else:
                    found[report.status].append(report)
        else:
            lost += line.endswith("\n")  # without that, the import was killed while it wrote the line
    for some in found.values():
        some.sort(key=attrgetter("path"))
    counts = {status: len(some) for status, some in found.items() if some}
    ended = _moment(end.get("ended"))
    open_ended = ImportState.RUNNING if running else ImportState.UNFINISHED
    return Report(
        began=_moment(head.get("began")) or datetime.fromtimestamp(0, UTC),
        ended=ended,
        state=open_ended if ended is None else ImportState.STOPPED if end.get("stopped") else ImportState.FINISHED,
        roots=tuple(map(str, head["roots"])) if isinstance(head.get("roots"), list) else (),
        files=tuple(report for some in found.values() for report in some),
        counts=counts,
        lost=max(lost, end["files"] - sum(counts.values()) if isinstance(end.get("files"), int) else 0),
        stamp=stamp,
    )


def _checked(head: object, place: str) -> dict[str, Any]:
    """The first line, if it is that of a report."""
    if not isinstance(head, dict) or head.get("type") != "import" or not isinstance(head.get("format"), int):
        raise _damaged(Path(place), "it is none of this program's")
    if head["format"] > FORMAT:
        raise _damaged(Path(place), "a newer dateline wrote it")
    return head


def _damaged(path: Path, why: str) -> LibraryDamaged:
    remedy = "`dateline index` writes a new one" + ("" if path.is_file() else " once this is moved away")
    return LibraryDamaged(f"the report of the last import can't be read: {why}", place=str(path), remedy=remedy)


def _file_report(said: object) -> FileReport | None:
    """None for what is none."""
    if not isinstance(said, list) or len(said) != 6:
        return None
    status, path, reason, id_, encoding, remedy = said
    words = all(isinstance(one, str) for one in (status, path, reason, remedy, id_ or "", encoding or ""))
    return FileReport(path, _STATUSES[status], reason, id_, encoding, remedy) if words and status in _STATUSES else None


_STATUSES = {status.value: status for status in FileStatus}


def _json(line: str) -> object:
    """None for what is none, as for a line that is cut."""
    with contextlib.suppress(ValueError, RecursionError):
        return json.loads(line)
    return None


def _moment(said: object) -> datetime | None:
    with contextlib.suppress(ValueError):
        moment = datetime.fromisoformat(str(said))
        return moment if moment.tzinfo else None
    return None
