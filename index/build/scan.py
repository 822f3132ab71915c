"""Which files there are below the paths that the user named, and what is declared of them.

Looks at names and times only, and reads nothing but `sources.toml`.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.build.progress import FileReport, FileStatus
from index.build.sources.declarations import Declarations
from index.build.sources.sources_file import NAME as SOURCES
from index.errors import DatelineError
from index.places import REPORT_FILE, REPORT_FILE_IN_WRITING, STORE_FILE, printable
from index.readers import Declared, is_readable, sidecar_names, sidecar_of
from index.readers.unread import why_unread
from index.store.writing import FileState
from index.text import TEXT_VERSION


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that a reader takes."""

    path: Path
    relative: str
    """Below the root, `/` between parts, bytes that are no UTF-8 written as `\\xNN`."""
    state: FileState
    declared: Declared = field(default_factory=Declared)


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
    declarations = Declarations()
    if root.path.is_file():
        yield from _named_file(root, declarations)
        return
    refused: list[OSError] = []
    for folder, names in listed(root, refused):
        yield from _files_in(folder, root, names, declarations)
    for error in refused:
        relative = printable(os.path.relpath(error.filename, root.path))
        yield UnlistedFolder(relative, _unreadable(relative, error))
    yield from declarations.unused()


def listed(root: Root, refused: list[OSError]) -> Iterator[tuple[Path, list[str]]]:
    """Each folder below a root that is looked into, in order, with the names of its files in order.

    A library below it lists nothing: it holds what was made of articles, and changes with each build. Of one in the
    root itself the report of the last build is left out. `refused` takes the folders that can't be listed.
    """
    for folder, folders, names in os.walk(root.path, onerror=refused.append):
        if STORE_FILE in names and Path(folder) != root.path:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        own = {REPORT_FILE, REPORT_FILE_IN_WRITING} if STORE_FILE in names else set()
        yield Path(folder), sorted(name for name in names if not name.startswith(".") and name not in own)


def widest(known: Sequence[Root], asked: Sequence[Root]) -> list[Root]:
    """The roots to look through: of those known and asked for, the widest of each that was asked for."""
    every = list(dict.fromkeys([*known, *asked]))
    wide = [root for root in every if not any(other.covers(root.path) for other in every if other != root)]
    return [root for root in wide if any(root.covers(one.path) for one in asked)]


def _files_in(
    folder: Path, root: Root, names: Collection[str], declarations: Declarations
) -> Iterator[FoundFile | FileReport]:
    if SOURCES in names:
        relative = folder.relative_to(root.path).as_posix()
        yield from declarations.enter(folder, "" if relative == "." else relative)
    together = frozenset(names)
    sidecars = {name: sidecar for name in names if (sidecar := sidecar_of(name, together))}
    beside = {sidecar: name for name, sidecar in sidecars.items()}
    for name in names:
        path = folder / name
        relative = path.relative_to(root.path).as_posix()
        if name in beside:
            reason = f"states what is known of {printable(beside[name])}"
            yield FileReport(printable(relative), FileStatus.SKIPPED, reason)
        elif name != SOURCES:
            yield _look(path, relative, declarations.of(path, relative, sidecars.get(name, "")), named=False)


def _named_file(root: Root, declarations: Declarations) -> Iterator[FoundFile | FileReport]:
    """The file that is a root by itself; what its folder states of it counts."""
    folder, name = root.base, root.path.name
    if (folder / SOURCES).exists():
        yield from declarations.enter(folder, "")
    sidecar = sidecar_of(name, [one for one in sidecar_names(name) if (folder / one).is_file()])
    yield _look(root.path, name, declarations.of(root.path, name, sidecar), named=True)


def _look(path: Path, relative: str, declared: Declared, *, named: bool) -> FoundFile | FileReport:
    shown = printable(relative)
    if not is_readable(path):
        status = FileStatus.FAILED if named else FileStatus.SKIPPED
        reason, remedy = why_unread(path.name)
        return FileReport(shown, status, reason, remedy=remedy)
    try:
        found = path.stat()
    except OSError as error:
        return _unreadable(shown, error)
    if not path.is_file():
        return FileReport(shown, FileStatus.SKIPPED, "not an ordinary file")
    state = FileState(found.st_size, found.st_mtime_ns, found.st_ctime_ns, TEXT_VERSION, declared.digest)
    return FoundFile(path, shown, state, declared)


def _unreadable(shown: str, error: OSError) -> FileReport:
    return FileReport(shown, FileStatus.FAILED, (error.strerror or str(error)).lower())
