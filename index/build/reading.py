"""Reads files in a process of its own, so that one that crashes, hangs or swells its reader costs only itself.

    parent: files ──▶ child: reads them in turn ──▶ (file, item) …, (file, None) ──▶ parent: items of the file asked for
                         │ crash, silence, too much memory
                         ▼
            a ReadError in its place, and a new child for the files behind it

The child is ahead of the parent by what a pipe holds, so that reading and writing go on side by side.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import signal
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Protocol

from index.build.scan import FoundFile
from index.build.workers import safe_path, serve
from index.errors import ReadError
from index.readers import Item, Limits, is_simple, read
from index.readers.declared import Declared
from index.readers.depends import over_limit

_SMALL = 256 * 1024
"""Bytes up to which a simple file is read right here: starting a process takes 0.3 s, reading as much 20 ms."""
_MEMORY = 1 << 30
"""Bytes that a reader may take for its data."""
_START_SECONDS = 60.0
"""In which a process starts, however busy the machine is; what it reads is not timed by then."""
_REMEDY = "Leave the file out, or convert it to text"


class ReadFile(Protocol):
    """As `index.readers.read`."""

    def __call__(self, path: Path, relative: str, *, limits: Limits, declared: Declared) -> Iterator[Item]: ...


_Message = tuple[int, Item | None]
"""Number of the file, and an item of it, or None at its end."""


class Reading:
    """The items of files, which are asked for in the order given."""

    def __init__(
        self, files: Sequence[FoundFile], limits: Limits, reader: ReadFile = read, *, apart: bool = False
    ) -> None:
        """`reader` reads one file, in whichever process; with `apart` it is never this one."""
        self._reader = reader
        self._apart = apart
        self._files = [file for file in files if not self._is_read_here(file)]
        self._limits = limits
        self._next = 0
        """Number of the file that is asked for next, among those that the child reads."""
        self._child: multiprocessing.process.BaseProcess | None = None
        self._inbox: Connection | None = None

    def __enter__(self) -> Reading:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def items(self, file: FoundFile) -> Iterator[Item]:
        """Everything in a file; a `ReadError` that ends it is the last item, and never raised."""
        if self._is_read_here(file):
            yield from _guarded(self._reader, file, self._limits)
            return
        while self._files[self._next] is not file:
            for _ in self._drain():  # passed over by whoever asks
                pass
        yield from self._drain()

    def _is_read_here(self, file: FoundFile) -> bool:
        return not self._apart and file.state.size <= _SMALL and is_simple(file.path)

    def _drain(self) -> Iterator[Item]:
        number = self._next
        self._next += 1
        if self._inbox is None:
            self._start(number)
        while True:
            received = self._receive(number)
            if isinstance(received, ReadError):
                self._end()
                yield received
                return
            found, item = received
            if found == number:
                if item is None:
                    return
                yield item

    def _receive(self, number: int) -> _Message | ReadError:
        assert self._inbox is not None
        file, seconds = self._files[number], self._limits.seconds
        try:
            if self._inbox.poll(seconds):
                message: _Message = self._inbox.recv()
                return message
        except (EOFError, OSError):
            return ReadError(f"its reader broke down ({self._how_it_ended()})", place=file.relative, remedy=_REMEDY)
        said = f"reading it gave nothing for {seconds:g} seconds, so it was stopped"
        return over_limit(said, file.relative, _REMEDY, "seconds", seconds)

    def _how_it_ended(self) -> str:
        assert self._child is not None
        self._child.join(1)
        code = self._child.exitcode
        if code is not None and code < 0:
            with contextlib.suppress(ValueError):
                return f"ended by {signal.Signals(-code).name}"
        return f"exit code {code}"

    def _start(self, first: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._inbox, outbox = context.Pipe(duplex=False)
        rest = list(enumerate(self._files))[first:]
        task = (outbox, self._reader, rest, self._limits, os.getpid())
        self._child = context.Process(target=_read_all, args=task, daemon=True)
        with safe_path():
            self._child.start()
        outbox.close()
        with contextlib.suppress(EOFError, OSError):  # one that can't start gives nothing for its first file either
            if self._inbox.poll(_START_SECONDS):
                self._inbox.recv()

    def _end(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.join()
        if self._inbox is not None:
            self._inbox.close()
        self._child = self._inbox = None


def _guarded(reader: ReadFile, file: FoundFile, limits: Limits) -> Iterator[Item]:
    """The items of a file; whatever its reader raises is an error of this file."""
    try:
        yield from reader(file.path, file.relative, limits=limits, declared=file.declared)
    except ReadError as error:
        yield error
    except MemoryError:
        yield ReadError("reading it takes more than 1 GB of memory", place=file.relative, remedy=_REMEDY)
    except Exception as error:  # noqa: BLE001  other people's code reads other people's files: it may raise anything
        said = f"its reader broke down ({type(error).__name__}: {error})"
        yield ReadError(said, place=file.relative, remedy=_REMEDY)


def _read_all(
    outbox: Connection, reader: ReadFile, files: Sequence[tuple[int, FoundFile]], limits: Limits, parent: int
) -> None:
    """In the child."""
    serve(parent)
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    with contextlib.suppress(ValueError, OSError):  # not every system has it
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, most))
    with contextlib.suppress(BrokenPipeError):  # nobody listens any more
        outbox.send(None)  # it has started
        for number, file in files:
            for item in _guarded(reader, file, limits):
                outbox.send((number, item))
            outbox.send((number, None))
    outbox.close()
