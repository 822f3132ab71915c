"""What the commands of one run share: which library, opened once and only when a command needs it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.corrections import Corrections
    from index.library import Library
    from index.notebook.notebook import Notebook


class Session:
    """The library that the user means."""

    def __init__(self, folder: Path, *, explicit: bool) -> None:
        """`explicit`: the user named the folder, by option or environment."""
        self.folder = folder
        self.explicit = explicit
        self._library: Library | None = None

    @property
    def library(self) -> Library:
        """The open library. Raises LibraryMissing or LibraryDamaged."""
        if self._library is None:
            from index.library import Library

            self._library = Library.open(self.folder, corrections=self.corrections, notebook=self.notebook)
        return self._library

    @property
    def corrections(self) -> Corrections:
        """The user's corrections; the file need not exist yet."""
        from index.corrections import corrections_of_user

        return corrections_of_user()

    @property
    def notebook(self) -> Notebook:
        """The user's notebook; the file need not exist yet."""
        from index.notebook.notebook import notebook_of_user

        return notebook_of_user()

    def close(self) -> None:
        """Close what was opened."""
        if self._library is not None:
            self._library.close()
            self._library = None
