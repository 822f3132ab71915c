"""Which files there are below the paths that the user named. Looks at names and times only; reads nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.build.progress import FileReport, FileStatus
from index.errors import DatelineError
from index.places import printable
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
    def name(self) -> str:
        """The path as the store keeps it. Raises DatelineError where it is no UTF-8."""
        name = str(self.path)
        try:
            name.encode("utf-8")
        except UnicodeEncodeError:
            remedy = "Rename it, or index the folder above it"
            raise DatelineError("its name is no UTF-8", place=printable(name), remedy=remedy) from None
        return name

    @property
    def base(self) -> Path:
        """The folder that articles' paths are below."""
        return self.path if self.path.is_dir() else self.path.parent

    def covers(self, other: Path) -> bool:
        """Whether `other` is this path or lies below it."""
        return other == self.path or self.path in other.parents


@dataclass(frozen=True, slots=True)
class UnlistedFolder:
    """A folder whose files could not be listed, so that nothing is known of them."""

    relative: str
    report: FileReport


def files_below(root: Root) -> Iterator[FoundFile | FileReport | UnlistedFolder]:
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
        relative = printable(os.path.relpath(error.filename, root.path))
        yield UnlistedFolder(relative, _unreadable(relative, error))


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
