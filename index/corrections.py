"""What the user corrects: one plain file of JSON lines that is only ever appended to, and one more that is only read.

The other is shared by several people. What it says comes first, so that where the two differ one's own wins. What can't
be read of either is told, and the rest still applies.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index import places
from index.correction_log import NO_FILE, CorrectionFile, Entry, ReadFile, Stamp
from index.counting import counted
from index.errors import CorrectionError, DatelineError
from index.operations import ArticleRef, NameRef, Operation, Set, said_of
from index.overrides import Setting

_WAIT_SECONDS = 2.0
"""How long a correction waits for those of other terminals; one of them takes milliseconds."""
_TURN_SECONDS = 0.02
_SHARED = "Put it back, or name another in config.toml, as corrections.shared; your own corrections apply"


@dataclass(frozen=True, slots=True)
class ReadCorrections:
    """Both files as they are now."""

    own: ReadFile
    shared: ReadFile = field(default_factory=ReadFile)
    trouble: CorrectionError | None = None
    """Why one's own file can't be opened, so that no correction of it is known."""
    shared_trouble: DatelineError | None = None
    """The same of the shared one."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All that stands, in the order in which it applies: the shared corrections, then one's own."""
        return self.shared.entries + self.own.entries

    @property
    def own_operations(self) -> tuple[Operation, ...]:
        return tuple(entry.operation for entry in self.own.entries)

    @property
    def shared_operations(self) -> tuple[Operation, ...]:
        return tuple(entry.operation for entry in self.shared.entries)

    @property
    def broken(self) -> tuple[str, ...]:
        """A sentence for each line that could not be read, with its place."""
        return self.shared.broken + self.own.broken

    @property
    def idle(self) -> tuple[str, ...]:
        """A sentence for each `undo` that takes nothing back."""
        return self.shared.idle + self.own.idle

    @property
    def troubles(self) -> tuple[DatelineError, ...]:
        """Why a file can't be opened."""
        return tuple(trouble for trouble in (self.trouble, self.shared_trouble) if trouble is not None)

    @property
    def warnings(self) -> tuple[DatelineError, ...]:
        """What is left out."""
        if not self.broken:
            return self.troubles
        more = f", and {counted(len(self.broken) - 1, 'more line')}" if len(self.broken) > 1 else ""
        remedy = "Mend or take out what `dateline doctor` names; the other corrections apply"
        return (*self.troubles, CorrectionError(self.broken[0] + more, remedy=remedy))

    @property
    def settings(self) -> tuple[Setting, ...]:
        """The metadata among them, in order."""
        return tuple(entry.operation.setting for entry in self.entries if isinstance(entry.operation, Set))


class Corrections:
    """The file of corrections, which is made with the first one, and the shared one where there is one."""

    def __init__(
        self,
        path: Path,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        *,
        shared: Callable[[], Path | None] = lambda: None,
    ) -> None:
        """`shared` says which file is read before this one, each time; it may raise DatelineError."""
        self.path = path
        self._clock = clock
        self._file = CorrectionFile(path, path.name)
        self._named_shared = shared
        self._shared: CorrectionFile | None = None
        self.next_id = secrets.token_hex(4)
        """The id that the next operation will have, so that what it makes can be shown before it is made."""

    # ---- reading

    def stamp(self) -> tuple[object, ...]:
        """Differs once anything was added to a file, or another one is named, or one can be opened no more or again."""
        return _stamp(self._file), _stamp(self._shared_file_or_none())

    def readable(self) -> ReadCorrections:
        """As `read`; no corrections of one's own, and why, where the file can't be opened."""
        try:
            own, trouble = self._file.read(), None
        except CorrectionError as error:
            own, trouble = ReadFile(), error
        try:
            return ReadCorrections(own, self._read_shared(), trouble)
        except DatelineError as error:
            return ReadCorrections(own, ReadFile(), trouble, error)

    def read(self) -> ReadCorrections:
        """What stands; of the shared file nothing, and why, where it can't be opened. Raises CorrectionError."""
        read = self.readable()
        if read.trouble is not None:
            raise read.trouble
        return read

    def _read_shared(self) -> ReadFile:
        """Raises DatelineError where there is no such file, or it can't be opened."""
        shared = self._shared_file()
        if shared is None:
            return ReadFile()
        try:
            stamp = shared.stamp()
        except CorrectionError as error:
            raise CorrectionError(f"shared: {error.message}", place=error.place, remedy=_SHARED) from error
        if stamp == NO_FILE:
            raise CorrectionError("the shared corrections are not there", place=str(shared.path), remedy=_SHARED)
        return shared.read()

    def _shared_file(self) -> CorrectionFile | None:
        """Raises DatelineError where nobody can say which it is."""
        named = self._named_shared()
        if named is None or named.absolute() == self.path.absolute():
            self._shared = None
        elif self._shared is None or self._shared.path != named:
            self._shared = CorrectionFile(named, str(named))
        return self._shared

    def _shared_file_or_none(self) -> CorrectionFile | None:
        try:
            return self._shared_file()
        except DatelineError:
            return None

    # ---- writing

    def append(self, op: str, **values: Any) -> str:
        """Add an operation, safely on disk when this returns; returns its id. Raises CorrectionError."""
        with self._locked() as descriptor:
            return self._write(descriptor, op, values)

    def add(self, operation: Operation) -> None:
        """Append an operation that was made with `next_id`. Raises CorrectionError."""
        op, values = said_of(operation)
        self.append(op, **values)

    def undo(self) -> Operation | None:
        """Take back the last operation of one's own that stands; returns it, or None. Raises CorrectionError."""
        with self._locked() as descriptor:
            entries = self._file.read(anew=True).entries
            if not entries:
                return None
            self._write(descriptor, "undo", {"undoes": entries[-1].operation.id})
            return entries[-1].operation

    @contextlib.contextmanager
    def _locked(self) -> Iterator[int]:
        """The file, open for appending, and nobody else's until the end."""
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file.stamp()
            descriptor = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                self._wait_for(descriptor)
                yield descriptor
            finally:
                os.close(descriptor)
        except OSError as error:
            raise self._file.refused(error) from error

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


def corrections_of_user() -> Corrections:
    """The running user's own, in the data folder, and those that the user's settings name as shared."""
    return Corrections(places.data_folder() / "corrections.jsonl", shared=places.shared_corrections)


def _stamp(file: CorrectionFile | None) -> tuple[str, Stamp | None]:
    """The stamp of a file with its path; None where it can't be opened."""
    if file is None:
        return "", NO_FILE
    try:
        return str(file.path), file.stamp()
    except CorrectionError:
        return str(file.path), None


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
