"""What the user corrects: one plain file of JSON lines that is only ever appended to.

Each line is one operation and names what it touches by kind and form, or an article by id, path and text, never by a
number that could shift. `undo` is a line as well. A line that can't be read is reported, and the rest still applies.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import secrets
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.errors import CorrectionError, DatelineError
from index.model import NameKind
from index.overrides import Setting, checked
from index.places import data_folder


@dataclass(frozen=True, slots=True)
class NameRef:
    """A name as a correction gives it: the kind of its actor and a form of it."""

    kind: NameKind
    form: str


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """An article as a correction gives it; by its text where a renamed file changed the id."""

    id: str
    path: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class Merge:
    """All names of `others` mean the actor of `into`."""

    id: str
    into: NameRef
    others: tuple[NameRef, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """These forms of an actor mean another one, in one article or in all."""

    id: str
    actor: NameRef
    forms: tuple[str, ...]
    article: ArticleRef | None = None


@dataclass(frozen=True, slots=True)
class Ignore:
    """These names are none, in one article or in all."""

    id: str
    names: tuple[NameRef, ...]
    article: ArticleRef | None = None


@dataclass(frozen=True, slots=True)
class Set:
    """Metadata of an article."""

    id: str
    article: ArticleRef
    fields: Mapping[str, str]

    @property
    def setting(self) -> Setting:
        """As the overrides take it."""
        return Setting(self.article.id, self.article.text_sha256, self.fields)


@dataclass(frozen=True, slots=True)
class Undo:
    """Takes back the operation of this id."""

    id: str
    undoes: str


Operation = Merge | Split | Ignore | Set | Undo


@dataclass(frozen=True, slots=True)
class ReadCorrections:
    """The file as it is now."""

    operations: tuple[Operation, ...]
    """Those that stand: nothing that was undone, and no `Undo`."""
    broken: tuple[str, ...]
    """A sentence for each line that could not be read, with its place."""

    @property
    def settings(self) -> tuple[Setting, ...]:
        """The metadata among them, in order."""
        return tuple(operation.setting for operation in self.operations if isinstance(operation, Set))


class Corrections:
    """The file of corrections; it is made with the first one."""

    def __init__(self, path: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.path = path
        self._clock = clock
        self._read: tuple[tuple[int, int], ReadCorrections] | None = None

    def stamp(self) -> tuple[int, int]:
        """Size in bytes and time of change in ns: differs once anything was added. Raises CorrectionError."""
        try:
            state = self.path.stat()
        except FileNotFoundError:
            return (0, 0)
        except OSError as error:
            raise self._refused(error) from error
        if not stat.S_ISREG(state.st_mode):
            raise CorrectionError("the file of corrections is no ordinary file", place=str(self.path))
        return (state.st_size, state.st_mtime_ns)

    def read(self) -> ReadCorrections:
        """What stands; read again only when the file has changed. Raises CorrectionError when it can't be opened."""
        stamp = self.stamp()
        if self._read is None or self._read[0] != stamp:
            try:
                content = self.path.read_bytes() if stamp != (0, 0) else b""
            except OSError as error:
                raise self._refused(error) from error
            self._read = (stamp, _standing(self.path.name, content.splitlines()))
        return self._read[1]

    def append(self, op: str, **values: Any) -> str:
        """Add an operation, safely on disk when this returns; returns its id. Raises CorrectionError."""
        with self._locked() as descriptor:
            return self._write(descriptor, op, values)

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
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                yield descriptor
            finally:
                os.close(descriptor)
        except OSError as error:
            raise self._refused(error) from error

    def _write(self, descriptor: int, op: str, values: Mapping[str, Any]) -> str:
        id_ = secrets.token_hex(4)
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
        return id_

    def _refused(self, error: OSError) -> CorrectionError:
        reason = (error.strerror or str(error)).lower()
        return CorrectionError(f"corrections can't be read or kept here ({reason})", place=str(self.path))


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


def _standing(name: str, lines: Sequence[bytes]) -> ReadCorrections:
    operations: list[Operation] = []
    broken: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            operation = _operation(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, DatelineError):
            broken.append(f"{name}:{number} is no correction that this version knows")
            continue
        if isinstance(operation, Undo):
            operations = [other for other in operations if other.id != operation.undoes]
        else:
            operations.append(operation)
    return ReadCorrections(tuple(operations), tuple(broken))


def _operation(said: Mapping[str, Any]) -> Operation:
    """The operation of a line; any of ValueError, KeyError, TypeError, AttributeError where it is none."""
    id_ = str(said["id"])
    match said["op"]:
        case "merge":
            return Merge(id_, _name(said["into"]), _names(said["others"]))
        case "split":
            return Split(id_, _name(said["actor"]), tuple(map(str, said["forms"])), _article(said.get("article")))
        case "ignore":
            return Ignore(id_, _names(said["names"]), _article(said.get("article")))
        case "set":
            article = _article(said["article"])
            if article is None:
                raise ValueError("set without an article")
            return Set(id_, article, checked({str(field): str(value) for field, value in said["fields"].items()}))
        case "undo":
            return Undo(id_, str(said["undoes"]))
        case other:
            raise ValueError(other)


def _name(said: Mapping[str, Any]) -> NameRef:
    return NameRef(NameKind(said["kind"]), str(said["form"]))


def _names(said: Iterable[Mapping[str, Any]]) -> tuple[NameRef, ...]:
    return tuple(_name(one) for one in said)


def _article(said: Mapping[str, Any] | None) -> ArticleRef | None:
    return None if said is None else ArticleRef(str(said["id"]), str(said["path"]), str(said["text_sha256"]))
