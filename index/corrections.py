"""What the user corrects: one plain file of JSON lines that is only ever appended to.

Each line is one operation. `undo` is a line as well. A line that can't be read is reported, and the rest still applies.
"""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import fcntl
import json
import os
import secrets
import stat
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.counting import counted
from index.errors import CorrectionError
from index.operations import ArticleRef, NameRef, Operation, Set, Undo, operation_of
from index.overrides import Setting
from index.places import data_folder

_WAIT_SECONDS = 2.0
"""How long a correction waits for those of other terminals; one of them takes milliseconds."""
_TURN_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class ReadCorrections:
    """The file as it is now."""

    operations: tuple[Operation, ...]
    """Those that stand: nothing that was undone, and no `Undo`."""
    broken: tuple[str, ...]
    """A sentence for each line that could not be read, with its place."""

    trouble: CorrectionError | None = None
    """Why the file can't be opened, so that no correction is known."""

    @property
    def warnings(self) -> tuple[CorrectionError, ...]:
        """What is left out."""
        if self.trouble is not None:
            return (self.trouble,)
        if not self.broken:
            return ()
        more = f", and {counted(len(self.broken) - 1, 'more line')}" if len(self.broken) > 1 else ""
        remedy = "Mend or take out what `dateline doctor` names; the other corrections apply"
        return (CorrectionError(self.broken[0] + more, remedy=remedy),)

    @property
    def settings(self) -> tuple[Setting, ...]:
        """The metadata among them, in order."""
        return tuple(operation.setting for operation in self.operations if isinstance(operation, Set))


class Corrections:
    """The file of corrections; it is made with the first one."""

    def __init__(self, path: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.path = path
        self._clock = clock
        self.next_id = secrets.token_hex(4)
        """The id that the next operation will have, so that what it makes can be shown before it is made."""
        self._read: tuple[tuple[int, int], ReadCorrections] | None = None
        self._log = _Log(path.name)

    def stamp(self) -> tuple[int, int]:
        """Size in bytes and time of change in ns: differs once anything was added. Raises CorrectionError."""
        try:
            state = self.path.stat()
        except FileNotFoundError:
            return (0, 0)
        except OSError as error:
            raise self._refused(error) from error
        if not stat.S_ISREG(state.st_mode):
            raise CorrectionError("the file of corrections is no ordinary file", place=str(self.path), remedy=_MOVE)
        return (state.st_size, state.st_mtime_ns)

    def stamp_or_none(self) -> tuple[int, ...]:
        """As `stamp`; empty where the file can't be opened."""
        try:
            return self.stamp()
        except CorrectionError:
            return ()

    def readable(self) -> ReadCorrections:
        """As `read`; no corrections, and why, where the file can't be opened."""
        try:
            return self.read()
        except CorrectionError as error:
            return ReadCorrections((), (), error)

    def read(self) -> ReadCorrections:
        """What stands; read again only when the file has changed. Raises CorrectionError when it can't be opened."""
        stamp = self.stamp()
        if self._read is None or self._read[0] != stamp:
            try:
                content = self.path.read_bytes() if stamp != (0, 0) else b""
            except OSError as error:
                raise self._refused(error) from error
            if not content.startswith(self._log.content) or not self._log.is_whole:
                self._log = _Log(self.path.name)
            self._log.take(content)
            self._read = (stamp, self._log.standing())
        return self._read[1]

    def append(self, op: str, **values: Any) -> str:
        """Add an operation, safely on disk when this returns; returns its id. Raises CorrectionError."""
        with self._locked() as descriptor:
            return self._write(descriptor, op, values)

    def add(self, operation: Operation) -> None:
        """Append an operation that was made with `next_id`. Raises CorrectionError."""
        values = {field.name: getattr(operation, field.name) for field in dataclasses.fields(operation)}
        self.append(type(operation).__name__.lower(), **{name: values[name] for name in values if name != "id"})

    def undo(self) -> Operation | None:
        """Take back the last operation that stands; returns it, or None where there is none. Raises CorrectionError."""
        with self._locked() as descriptor:
            self._read = None
            operations = self.read().operations
            if not operations:
                return None
            self._write(descriptor, "undo", {"undoes": operations[-1].id})
            return operations[-1]

    @contextlib.contextmanager
    def _locked(self) -> Iterator[int]:
        """The file, open for appending, and nobody else's until the end."""
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.stamp()
            descriptor = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                self._wait_for(descriptor)
                yield descriptor
            finally:
                os.close(descriptor)
        except OSError as error:
            raise self._refused(error) from error

    def _wait_for(self, descriptor: int) -> None:
        """Raises CorrectionError where another process keeps the file for longer than a write can take."""
        until = time.monotonic() + _WAIT_SECONDS
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= until:
                    remedy = "Do it again when that is done, or end that process"
                    said = "another process holds the corrections"
                    raise CorrectionError(said, place=str(self.path), remedy=remedy) from None
                time.sleep(_TURN_SECONDS)
            else:
                return

    def _write(self, descriptor: int, op: str, values: Mapping[str, Any]) -> str:
        id_ = self.next_id
        said = {"id": id_, "time": self._clock().isoformat(timespec="seconds"), "op": op, **values}
        line = json.dumps(said, ensure_ascii=False, default=_plain).encode("utf-8", "backslashreplace") + b"\n"
        _end_torn_line(descriptor)
        before = os.fstat(descriptor).st_size
        try:
            if os.write(descriptor, line) != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(descriptor)
        except OSError:
            os.ftruncate(descriptor, before)
            raise
        self.next_id = secrets.token_hex(4)
        return id_

    def _refused(self, error: OSError) -> CorrectionError:
        reason = (error.strerror or str(error)).lower()
        said = f"corrections can't be read or kept here ({reason})"
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        return CorrectionError(said, place=str(self.path), remedy=_ROOM if full else _ALLOW)


_MOVE = "Move it away; the next correction begins a new one"
_ROOM = "Make room and do it again; what was there stands"
_ALLOW = "Make the file and its folder yours to read and write, or point XDG_DATA_HOME to another place"


def corrections_of_user() -> Corrections:
    """The running user's own, in the data folder."""
    return Corrections(data_folder() / "corrections.jsonl")


def _end_torn_line(descriptor: int) -> None:
    """A crash in the middle of a line must not swallow the next one."""
    size = os.fstat(descriptor).st_size
    if size and os.pread(descriptor, 1, size - 1) != b"\n":
        os.write(descriptor, b"\n")


def _plain(value: object) -> object:
    if isinstance(value, NameRef):
        return {"kind": value.kind, "form": value.form}
    if isinstance(value, ArticleRef):
        return {"id": value.id, "path": value.path, "text_sha256": value.text_sha256}
    raise TypeError(f"{type(value).__name__} has no place in a correction")


class _Log:
    """The lines of a file as read so far; of a file that only grew, the new ones are read alone."""

    def __init__(self, name: str) -> None:
        self.content = b""
        self._name = name
        self._number = 0
        self._operations: dict[int, Operation] = {}
        """Line → what stands."""
        self._of_id: dict[str, list[int]] = defaultdict(list)
        self._broken: list[str] = []

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
            self._broken.append(f"{self._name}:{self._number} is no correction that this version knows")
            return
        if isinstance(operation, Undo):
            for undone in self._of_id.pop(operation.undoes, ()):
                del self._operations[undone]
        else:
            self._operations[self._number] = operation
            self._of_id[operation.id].append(self._number)

    def standing(self) -> ReadCorrections:
        return ReadCorrections(tuple(self._operations.values()), tuple(self._broken))
