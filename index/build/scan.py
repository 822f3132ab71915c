"""Which files there are below the paths that the user named. Looks at names and times only; reads nothing."""

from __future__ import annotations

import lzma
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.build.progress import FileReport, FileStatus
from index.readers import is_readable
from index.store.writing import FileState
from index.text import TEXT_VERSION


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that a reader takes."""

    path: Path
    relative: str
    """Below the root, `/` between parts, bytes that are no UTF-8 written as `\\xNN`."""
    state: FileState


@dataclass(frozen=True, slots=True)
class Root:
    """A path that the user named, absolute, links resolved."""

    path: Path

    @property
    def base(self) -> Path:
        """The folder that articles' paths are below."""
        return self.path if self.path.is_dir() else self.path.parent

    def covers(self, other: Path) -> bool:
        """Whether `other` is this path or lies below it."""
        return other == self.path or self.path in other.parents


def printable(path: str) -> str:
    """A path as text that any terminal, JSON and SQLite take: bytes that are no UTF-8 and control codes are escaped."""
    decoded = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() or c == " " else c.encode("unicode_escape").decode("ascii") for c in decoded)


def files_below(root: Root) -> Iterator[FoundFile | FileReport]:
    """Every file of a root in order of path, hidden ones and folders' links left out.

    What no reader takes, or what can't be looked at, comes as a report.
    """
    if root.path.is_file():
        yield _look(root.path, root.path.name, named=True)
        return
    refused: list[OSError] = []
    for folder, folders, names in os.walk(root.path, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                path = Path(folder, name)
                yield _look(path, path.relative_to(root.path).as_posix(), named=False)
    for error in refused:
        yield _unreadable(printable(str(error.filename)), error)


def _look(path: Path, relative: str, *, named: bool) -> FoundFile | FileReport:
    shown = printable(relative)
    if not is_readable(path):
        status = FileStatus.FAILED if named else FileStatus.SKIPPED
        return FileReport(shown, status, f"no reader for {printable(path.suffix) or 'a name without an ending'}")
    try:
        found = path.stat()
    except OSError as error:
        return _unreadable(shown, error)
    if not path.is_file():
        return FileReport(shown, FileStatus.SKIPPED, "not an ordinary file")
    return FoundFile(path, shown, FileState(found.st_size, found.st_mtime_ns, found.st_ctime_ns, TEXT_VERSION))


def _unreadable(shown: str, error: OSError) -> FileReport:
    return FileReport(shown, FileStatus.FAILED, (error.strerror or str(error)).lower())


_PIECE = 1 << 20
"""Bytes read at a time when lines are counted."""


def count_articles(path: Path) -> int:
    """About how many articles a file holds: its lines where it has one a line, else one. Good for progress only.

    A file that turns out to be damaged counts as far as it can be read; reading it will say what is wrong.
    """
    name = path.name.casefold()
    if not name.endswith((".jsonl", ".jsonl.xz")):
        return 1
    lines = 0
    try:
        with lzma.open(path) if name.endswith(".xz") else path.open("rb") as file:
            while piece := file.read(_PIECE):
                lines += piece.count(b"\n")
    except (OSError, EOFError, lzma.LZMAError):
        pass
    return max(1, lines)
