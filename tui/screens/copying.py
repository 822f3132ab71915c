"""Copying from a screen: in a thread, with a word of where it went."""

from __future__ import annotations

import os
from asyncio import to_thread

from tui import clipboard
from tui.raw_output import write_raw
from tui.screens.speaking import Speaking
from tui.settings import in_force
from tui.values import data_folder


class Copying(Speaking):
    """Knows the clipboard."""

    def copy(self, text: str, what: str) -> None:
        """Copies a text, and says so; `what` names it."""
        self.run_worker(self._copy(text, what), group="copying", exclusive=True)

    async def _copy(self, text: str, what: str) -> None:
        folder = data_folder(os.environ)
        copied = await to_thread(clipboard.copy, text, os.environ, folder, command=self.clipboard_command)
        write_raw(self.app, copied.sequence)
        self.say(f"{'copied' if copied.ok else 'could not copy'} {what}{copied.said}", urgent=not copied.ok)

    @property
    def clipboard_command(self) -> str:
        """The reader's own command for copying; empty for none."""
        return in_force().clipboard_command
