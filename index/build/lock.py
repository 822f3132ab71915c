"""One process writes to a library at a time, and one lets a pipeline look at it; the others learn who.

A lock is the kernel's, on an open file, so it is gone with its process however that ends.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from index.errors import LibraryBusy

_PAUSE = 0.2
"""Seconds between two tries while waiting."""


@contextlib.contextmanager
def writing(folder: Path, *, wait_seconds: float = 0.0, give_up: Callable[[], bool] = lambda: False) -> Iterator[None]:
    """Hold the library's lock.

    Raises LibraryBusy, naming the holder, when it is not free after `wait_seconds` or once `give_up()` says so.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _held(folder / "lock", "is writing to this library", wait_seconds, give_up):
        yield


@contextlib.contextmanager
def looking(folder: Path, *, wait_seconds: float = 0.0, give_up: Callable[[], bool] = lambda: False) -> Iterator[None]:
    """Be the only one that lets a pipeline look at a library, which leaves it free to be written to. As `writing`."""
    with _held(folder / "names-lock", "lets a pipeline look at the names of this library", wait_seconds, give_up):
        yield


@contextlib.contextmanager
def _held(path: Path, does: str, wait_seconds: float, give_up: Callable[[], bool]) -> Iterator[None]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _acquire(descriptor, path, does, time.monotonic() + wait_seconds, give_up)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"process {os.getpid()} on {socket.gethostname()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, path: Path, does: str, deadline: float, give_up: Callable[[], bool]) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline or give_up():
                holder = os.pread(descriptor, 200, 0).decode("utf-8", "replace").strip() or "another process"
                raise LibraryBusy(
                    f"{holder} {does}",
                    place=str(path.parent),
                    remedy="Wait until it is done (`--wait SECONDS` does), or end that process",
                ) from None
        time.sleep(_PAUSE)
