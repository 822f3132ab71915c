"""What the commands of one run share: which library, opened once and only when a command needs it."""

from __future__ import annotations

import shlex
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from index import places
from index.cli.printing import say

if TYPE_CHECKING:
    from index.corrections import Corrections
    from index.errors import NotebookBusy
    from index.library import Library
    from index.notebook.notebook import Notebook


class Session:
    """The library that the user means."""

    def __init__(self, folder: Path, *, explicit: bool) -> None:
        """`explicit`: the user named the folder, by option or environment."""
        self.folder = folder
        self.explicit = explicit
        self._library: Library | None = None

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Say what all answers lacked, unless that is the very error which ends the command, and close."""
        if self._library is not None:
            warnings = [str(warning) for warning in self._library.known_warnings]
            self._library.close()
            for warning in warnings:
                if warning != str(error):
                    say(f"dateline: warning: {warning}")

    @property
    def library(self) -> Library:
        """The open library. Raises LibraryMissing or LibraryDamaged."""
        if self._library is None:
            from index.errors import LibraryMissing
            from index.library import Library

            try:
                self._library = Library.open(self.folder, corrections=self.corrections, notebook=self.notebook)
            except LibraryMissing as error:
                raise LibraryMissing(error.message, place=error.place, remedy=error.remedy + self.elsewhere) from error
        return self._library

    @property
    def elsewhere(self) -> str:
        """What to add to a remedy where the user has named no library, but the app has read folders into some."""
        read = [] if self.explicit else places.read_before()
        if not read:
            return ""
        folder, root = read[0]
        more = f", and {len(read) - 1} others lie beside it" if len(read) > 1 else ""
        return f"; `--library {shlex.quote(str(folder))}` holds what the app has read of {root}{more}"

    @property
    def corrections(self) -> Corrections:
        """The user's corrections; the file need not exist yet."""
        from index.corrections import corrections_of_user

        return corrections_of_user()

    @property
    def notebook(self) -> Notebook:
        """The user's notebook; the file need not exist yet."""
        from index.notebook.database import Patience
        from index.notebook.notebook import notebook_of_user

        return notebook_of_user(Patience(told=_say_who_is_waited_for))


def _say_who_is_waited_for(busy: NotebookBusy) -> None:
    from index.notebook.database import WAIT_SECONDS

    say(f"dateline: {busy.message}; waiting up to {WAIT_SECONDS:.0f} s for it (ctrl+c leaves all as it is)")
