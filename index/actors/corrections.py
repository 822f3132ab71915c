"""The file of corrections: plain JSON lines that are only ever appended to.

Taking something back is a line as well, so nothing that the user made is ever lost. A line that can't be read is
reported with its number and left where it is; all others count.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from index.actors.operations import ArticleRef, FormRef, Operation, PlaceRef, Verb
from index.errors import CorrectionError

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Log:
    """What a file of corrections says."""

    active: tuple[Operation, ...]
    """All that are not taken back, oldest first; no `undo` among them."""
    faults: tuple[CorrectionError, ...] = ()
    """A line that can't be read, each; `place` is `file:line`."""


def _now() -> datetime:
    return datetime.now(UTC)


class Corrections:
    """The corrections in one file. Several processes may append to it at the same time."""

    def __init__(self, path: Path, *, clock: Clock = _now) -> None:
        self._path = path
        self._clock = clock

    def read(self) -> Log:
        """All corrections; a missing file has none. Raises CorrectionError where the file can't be read."""
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return Log(())
        except OSError as error:
            raise self._unreadable(error) from error
        return _parse(content, self._path)

    def merge(self, target: FormRef, forms: Sequence[FormRef]) -> Operation:
        """The actors of `forms` become part of that of `target`."""
        return self._append(self._new(Verb.MERGE, forms=tuple(forms), target=target))

    def split(
        self,
        forms: Sequence[FormRef],
        *,
        target: FormRef | None = None,
        article: ArticleRef | None = None,
        place: PlaceRef | None = None,
    ) -> Operation:
        """`forms` become an actor of their own; of the actor `target` only, in one article or place only, where given."""
        return self._append(self._new(Verb.SPLIT, forms=tuple(forms), target=target, article=article, place=place))

    def ignore(
        self, forms: Sequence[FormRef], *, article: ArticleRef | None = None, place: PlaceRef | None = None
    ) -> Operation:
        """`forms` are no names; in one article or place only, where given."""
        return self._append(self._new(Verb.IGNORE, forms=tuple(forms), article=article, place=place))

    def set(self, article: ArticleRef, fields: Mapping[str, object]) -> Operation:
        """Corrects metadata of an article."""
        return self._append(self._new(Verb.SET, article=article, fields=fields))

    def undo(self) -> Operation:
        """Takes back the last operation not yet taken back, and returns it. Raises CorrectionError where none is left."""
        with self._locked() as descriptor:
            active = _parse(_content(descriptor), self._path).active
            if not active:
                raise CorrectionError("nothing to undo", place=str(self._path))
            self._write(descriptor, self._new(Verb.UNDO, undoes=active[-1].id))
            return active[-1]

    def _new(
        self,
        verb: Verb,
        *,
        forms: tuple[FormRef, ...] = (),
        target: FormRef | None = None,
        article: ArticleRef | None = None,
        place: PlaceRef | None = None,
        fields: Mapping[str, object] | None = None,
        undoes: str = "",
    ) -> Operation:
        at = self._clock().astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        return Operation(secrets.token_hex(4), at, verb, forms, target, article, place, fields or {}, undoes)

    def _append(self, operation: Operation) -> Operation:
        try:
            Operation.from_line(operation.to_line())
        except ValueError as error:
            raise CorrectionError(f"this correction can't be stored: {error}") from error
        with self._locked() as descriptor:
            self._write(descriptor, operation)
        return operation

    @contextmanager
    def _locked(self) -> Iterator[int]:
        """The open file, locked against other writers; made where it is missing."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise self._unreadable(error) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield descriptor
        except OSError as error:
            raise self._unreadable(error) from error
        finally:
            os.close(descriptor)

    def _write(self, descriptor: int, operation: Operation) -> None:
        """One line, on the disk before this returns; after a torn line it starts a new one."""
        size = os.fstat(descriptor).st_size
        torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
        line = ("\n" if torn else "") + operation.to_line() + "\n"
        rest = line.encode("utf-8", "surrogateescape" if _encodable(line) else "replace")
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)

    def _unreadable(self, error: OSError) -> CorrectionError:
        return CorrectionError(
            f"the corrections can't be read or written: {error.strerror or error}",
            place=str(self._path),
            remedy="Check that the folder exists and is yours to write.",
        )


def _encodable(line: str) -> bool:
    try:
        line.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False
    return True


def _content(descriptor: int) -> bytes:
    size = os.fstat(descriptor).st_size
    parts, at = [], 0
    while at < size and (part := os.pread(descriptor, size - at, at)):
        parts.append(part)
        at += len(part)
    return b"".join(parts)


def _parse(content: bytes, path: Path) -> Log:
    made: dict[str, Operation] = {}
    faults: list[CorrectionError] = []
    for number, raw in enumerate(content.split(b"\n"), start=1):
        line = raw.decode("utf-8", "surrogateescape").strip()
        if not line:
            continue
        try:
            operation = Operation.from_line(line)
        except ValueError as error:
            faults.append(CorrectionError(str(error), place=f"{path}:{number}", remedy="The line is skipped."))
            continue
        if operation.verb is Verb.UNDO:
            made.pop(operation.undoes, None)
        else:
            made[operation.id] = operation
    return Log(tuple(made.values()), tuple(faults))
