"""What is declared of the files below one root: by `sources.toml` on the way to them, and by what lies beside."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from index.build.progress import FileReport, FileStatus
from index.build.sources.sources_file import NAME, Entry, SourcesFile, read
from index.places import printable
from index.readers import Declared


class Declarations:
    """Is told of each folder before its files are asked for."""

    def __init__(self) -> None:
        self._files: dict[str, SourcesFile] = {}
        """Folder below the root with a `/` behind it, empty for the root → what its `sources.toml` states."""
        self._used: set[tuple[str, int]] = set()

    def enter(self, folder: Path, relative: str) -> Iterator[FileReport]:
        """Read the `sources.toml` of a folder; gives what is wrong in it."""
        within = f"{relative}/" if relative else ""
        self._files[within] = file = read(folder / NAME)
        for fault in file.faults:
            yield FileReport(_place(within, fault.line), FileStatus.FAILED, fault.message, remedy=fault.remedy)

    def of(self, path: Path, relative: str, sidecar: str) -> Declared:
        """What is declared of a file; `sidecar` is the name of the one beside it, or empty.

        The nearest `sources.toml` counts for most, and in it the last entry, for each value by itself.
        """
        declared = Declared()
        for within in _folders(relative) if self._files else ():
            below = relative[len(within) :]
            for number, entry in enumerate(self._files[within].entries if within in self._files else ()):
                if entry.fits(below):
                    self._used.add((within, number))
                    declared = _laid_over(declared, entry, below)
        return _with_sidecar(declared, path, sidecar) if sidecar else declared

    def unused(self) -> Iterator[FileReport]:
        """The entries that were about no file."""
        for within, file in self._files.items():
            for number, entry in enumerate(file.entries):
                if (within, number) not in self._used:
                    files = " ".join(glob.written for glob in entry.files)
                    yield FileReport(_place(within, entry.line), FileStatus.SKIPPED, f"no file here is {files}")


def _folders(relative: str) -> Iterator[str]:
    """The folders that a file lies in, each with a `/` behind it, the root, which is empty, first."""
    yield ""
    at = relative.find("/")
    while at >= 0:
        yield relative[: at + 1]
        at = relative.find("/", at + 1)


def _laid_over(declared: Declared, entry: Entry, path: str) -> Declared:
    values = dict(declared.values) | entry.values(path)
    return replace(
        declared,
        values=tuple(values.items()),
        columns=tuple((dict(declared.columns) | dict(entry.columns)).items()),
        encoding=entry.encoding or declared.encoding,
        delimiter=entry.delimiter or declared.delimiter,
        repetition=declared.repetition if entry.repetition is None else entry.repetition,
    )


def _with_sidecar(declared: Declared, path: Path, sidecar: str) -> Declared:
    try:
        state = path.with_name(sidecar).stat()
    except OSError:
        return declared  # gone since the folder was listed
    if not stat.S_ISREG(state.st_mode):
        return declared
    times = (state.st_size, state.st_mtime_ns, state.st_ctime_ns)
    return replace(declared, sidecar=sidecar, sidecar_state=times)


def _place(within: str, line: int) -> str:
    return f"{printable(within)}{NAME}" + (f":{line}" if line else "")
