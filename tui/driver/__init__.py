"""A driver of Textual that sends the terminal only the cells that change.

    Textual ──write──▶ shadow (what is to be shown) ──send──▶ outlet thread ──▶ terminal

A terminal that goes away ends the app: it is not written to any more, and nothing is left running.
"""

from __future__ import annotations

import asyncio
import os
import selectors
import signal
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.messages import InBandWindowResize

from tui.driver.keyboard import Keyboard
from tui.driver.outlet import Outlet, watch
from tui.driver.shadow import SYNC_END, SYNC_START, Shadow

if TYPE_CHECKING:
    from textual.app import App

HUNG_UP = 129
"""Exit code after the terminal went away, as a shell gives it for the signal."""

_ERASERS = ("xterm", "tmux", "linux", "kitty", "alacritty", "foot", "ghostty", "wezterm", "konsole", "rxvt", "st-")
"""Beginnings of TERM where erased cells take the background of the pen; in `screen` they need not."""


_LOOK_SECONDS = 0.1
"""How often the thread that reads keys looks whether the app is over."""
_READ_BYTES = 4096


class FrugalDriver(LinuxDriver):
    """`write` draws into a shadow of the screen, and a thread of its own sends what differs."""

    def __init__(
        self, app: App[object], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._reader, self._events = app, asyncio.get_running_loop()
        self._shadow = Shadow(_terminal_size, erases=os.environ.get("TERM", "").startswith(_ERASERS))
        self._lock = threading.Lock()
        """Held while the shadow changes: Textual writes from the event loop and from the thread that reads keys."""
        self._outlet: Outlet | None = None
        """None while the terminal belongs to someone else: what is written then is drawn anew afterwards."""
        for number in (signal.SIGTSTP, signal.SIGCONT):
            self._handle_in_loop(number)
        self._events.add_signal_handler(signal.SIGHUP, self._gone)
        threading.Thread(target=watch, args=[self.fileno, self._gone], name="dateline-hangup", daemon=True).start()

    def write(self, data: str) -> None:
        outlet = self._outlet
        if outlet is None:
            return
        with self._lock:
            self._shadow.take(data)
        if data not in (SYNC_START, SYNC_END):
            outlet.wake()

    def start_application_mode(self) -> None:
        self._outlet = Outlet(_terminal(), self._due, self._gone)
        self._outlet.start()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._handle_in_loop(signal.SIGWINCH, self.forget)

    def _handle_in_loop(self, number: signal.Signals, first: Callable[[], None] = lambda: None) -> None:
        """Runs Textual's handler of a signal in the event loop.

        As a plain handler it runs in the middle of whatever the main thread does, and waits for threads that may be
        waiting for a lock that the main thread holds.
        """
        handler = signal.getsignal(number)

        def handle() -> None:
            first()
            if callable(handler):
                handler(number, None)

        self._events.add_signal_handler(number, handle)

    def close(self) -> None:
        if self._outlet is not None:
            self._outlet.stop()
            self._outlet = None
        super().close()

    def process_message(self, message: Message) -> None:
        if isinstance(message, InBandWindowResize):
            self.forget()
        super().process_message(message)

    def run_input_thread(self) -> None:
        """Reads keys until the app is over or the terminal gone; of the latter the app hears from `watch`."""
        keyboard = Keyboard(debug=self._debug)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(ESCAPE_DELAY if keyboard.waits else _LOOK_SECONDS):
                    try:
                        received = os.read(self.fileno, _READ_BYTES)
                    except OSError:
                        return
                    if not received:
                        return
                    messages = keyboard.take(received)
                else:
                    messages = keyboard.rest()
                for message in messages:
                    self.process_message(message)

    def forget(self) -> None:
        """What Textual paints next goes out whole."""
        with self._lock:
            self._shadow.forget()

    def _due(self) -> str:
        with self._lock:
            return self._shadow.send()

    def _gone(self) -> None:
        self._reader.call_later(self._reader.exit, None, HUNG_UP)


def _terminal() -> int:
    """Number of the file that Textual draws on."""
    assert sys.__stderr__ is not None, "the driver is for terminals"
    return sys.__stderr__.fileno()


def _terminal_size() -> tuple[int, int]:
    """Columns and lines; (0, 0) where the terminal doesn't say."""
    try:
        columns, lines = os.get_terminal_size(_terminal())
    except OSError:
        return 0, 0
    return columns, lines
