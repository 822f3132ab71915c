"""Ctrl-C and termination in commands whose work can stop between two articles and go on another time."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType

from index.cli.options import exit_with
from index.cli.printing import say

INTERRUPTED = 130


@contextlib.contextmanager
def interrupts() -> Iterator[Callable[[], bool]]:
    """Turn the first Ctrl-C or termination into a request to stop between two articles; the second one ends at once."""
    asked = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the form that signal.signal wants
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    old = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked.is_set
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)


def exit_interrupted() -> None:
    """Say that it was, and end with its exit code."""
    say("interrupted; what was done stands, and the same command goes on from here")
    exit_with(INTERRUPTED)
