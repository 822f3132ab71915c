"""Reads a file of corrections: JSON lines, of which each is one operation, `undo` among them.

A line that can't be read is named by its place, and the rest applies. Of a file that only grew, the new lines are read.
"""

from __future__ import annotations

import errno
import stat
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from index.errors import CorrectionError
from index.operations import Operation, Undo, operation_of

_MOVE = "Move it away; the next correction begins a new one"
_ROOM = "Make room and do it again; what was there stands"
_ALLOW = "Make the file and its folder yours to read and write, or point XDG_DATA_HOME to another place"

Stamp = tuple[int, int]
"""Size in bytes and time of change in ns of a file; zeros where there is none."""

NO_FILE: Stamp = (0, 0)


@dataclass(frozen=True, slots=True)
class Entry:
    """A correction that stands, and where it does."""

    operation: Operation
    place: str
    """`file:line`."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file says."""

    entries: tuple[Entry, ...] = ()
    """What stands, in order: nothing that was undone, and no `Undo`."""
    broken: tuple[str, ...] = ()
    """A sentence for each line that could not be read, with its place."""
    idle: tuple[str, ...] = ()
    """A sentence for each `undo` that takes nothing back."""


class CorrectionFile:
    """One file, read again only where it has changed."""

    def __init__(self, path: Path, name: str) -> None:
        """`name` is what places are told by."""
        self.path = path
        self._name = name
        self._read: tuple[Stamp, ReadFile] | None = None
        self._log = _Log(name)

    def stamp(self) -> Stamp:
        """Differs once anything was added. Raises CorrectionError where the file can't be opened."""
        try:
            state = self.path.stat()
        except FileNotFoundError:
            return NO_FILE
        except OSError as error:
            raise self.refused(error) from error
        if not stat.S_ISREG(state.st_mode):
            raise CorrectionError("the file of corrections is no ordinary file", place=str(self.path), remedy=_MOVE)
        return (state.st_size, state.st_mtime_ns)

    def read(self, *, anew: bool = False) -> ReadFile:
        """What stands; `anew` also where the file looks unchanged. Raises CorrectionError when it can't be opened."""
        stamp = self.stamp()
        if anew or self._read is None or self._read[0] != stamp:
            try:
                content = self.path.read_bytes() if stamp != NO_FILE else b""
            except OSError as error:
                raise self.refused(error) from error
            if not content.startswith(self._log.content) or not self._log.is_whole:
                self._log = _Log(self._name)
            self._log.take(content)
            self._read = (stamp, self._log.standing())
        return self._read[1]

    def refused(self, error: OSError) -> CorrectionError:
        """What the system says, as a user is told it."""
        reason = (error.strerror or str(error)).lower()
        said = f"corrections can't be read or kept here ({reason})"
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        return CorrectionError(said, place=str(self.path), remedy=_ROOM if full else _ALLOW)


class _Log:
    """The lines of a file as read so far."""

    def __init__(self, name: str) -> None:
        self.content = b""
        self._name = name
        self._number = 0
        self._operations: dict[int, Operation] = {}
        """Line → what stands."""
        self._of_id: dict[str, list[int]] = defaultdict(list)
        self._broken: list[str] = []
        self._idle: list[str] = []

    @property
    def is_whole(self) -> bool:
        """Whether the last line has its end, so that nothing can be added to it."""
        return self.content[-1:] in (b"", b"\n")

    def take(self, content: bytes) -> None:
        """Read what a content that begins as this one has more."""
        for line in content[len(self.content) :].splitlines():
            self._number += 1
            if line.strip():
                self._take_line(line)
        self.content = content

    def _take_line(self, line: bytes) -> None:
        try:
            operation = operation_of(line)
        except CorrectionError:
            self._broken.append(f"{self._place(self._number)} is no correction that this version knows")
            return
        if isinstance(operation, Undo):
            undone = self._of_id.pop(operation.undoes, ())
            if not undone:
                self._idle.append(f"{self._place(self._number)} takes back what is not there: {operation.undoes}")
            for number in undone:
                del self._operations[number]
        else:
            self._operations[self._number] = operation
            self._of_id[operation.id].append(self._number)

    def _place(self, number: int) -> str:
        return f"{self._name}:{number}"

    def standing(self) -> ReadFile:
        entries = (Entry(operation, self._place(number)) for number, operation in self._operations.items())
        return ReadFile(tuple(entries), tuple(self._broken), tuple(self._idle))
