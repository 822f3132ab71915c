"""Writes to the terminal in a thread of its own, so that a slow line never holds up the event loop."""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue


class Outlet(threading.Thread):
    """Sends what is due each time it is woken; what has come meanwhile is sent together."""

    def __init__(self, terminal: int, due: Callable[[], str], gone: Callable[[], None]) -> None:
        """`terminal` is a file number, `due` says what to send, `gone` is called once it takes nothing any more."""
        super().__init__(name="dateline-output", daemon=True)
        self._terminal = terminal
        self._due = due
        self._gone = gone
        self._wakes: SimpleQueue[bool] = SimpleQueue()
        """May be put into from a signal's handler; False ends the thread."""

    def wake(self) -> None:
        """There is something to send."""
        self._wakes.put(True)

    def stop(self) -> None:
        """Sends what is left, and waits until that is done."""
        self._wakes.put(False)
        self.join()

    def run(self) -> None:
        running, alive = True, True
        while running:
            running = self._wakes.get() and self._drained()
            written = self._due().encode("utf-8", "replace")
            if alive:
                alive = self._send(written)

    def _drained(self) -> bool:
        """Takes the wakes that wait; False if the last of them was the end."""
        while True:
            try:
                if not self._wakes.get_nowait():
                    return False
            except Empty:
                return True

    def _send(self, written: bytes) -> bool:
        """False where the terminal is gone."""
        try:
            while written:
                written = written[os.write(self._terminal, written) :]
        except OSError:
            self._gone()
            return False
        return True


def watch(terminal: int, gone: Callable[[], None]) -> None:
    """Waits, at no cost, until the other end of a terminal is closed; returns at once where that can't be watched.

    A terminal that is gone reads as empty without end, which would keep a processor busy.
    """
    poll = select.poll()
    poll.register(terminal, 0)
    try:
        events = poll.poll()
    except OSError:
        return
    if any(event & (select.POLLHUP | select.POLLERR) for _, event in events):
        gone()
