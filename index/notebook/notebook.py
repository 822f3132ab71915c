"""The user's notebook, which all libraries share."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from index.errors import NotebookError
from index.notebook.database import Database, Patience
from index.notebook.marked import Marked
from index.notebook.writer import Writer
from index.places import NOTEBOOK_FILE, data_folder
from index.store import Store


class Notebook:
    """The notebook at `path`; one of None keeps nothing and refuses every write. The file is made with the first."""

    def __init__(
        self,
        path: Path | None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        patience: Patience | None = None,
    ) -> None:
        self.path = path
        self.database = Database(path, patience)
        self._clock = clock

    def stamp(self) -> tuple[int, ...] | None:
        """Differs once another process has written, or the file was replaced; None while it can't be read."""
        try:
            return self.database.stamp()
        except NotebookError:
            return None

    def marked(self, store: Store) -> Marked:
        """What it says of the articles of a library, be it that nothing is known."""
        return Marked(store, self.database)

    @contextlib.contextmanager
    def writing(self, store: Store, marked: Marked) -> Iterator[Writer]:
        """One write: on disk as a whole when this ends, or nothing of it. Raises NotebookError, NotebookBusy."""
        with self.database.writing() as connection:
            marked.take_in()  # whatever others have entered, so that no article is entered twice
            writer = Writer(connection, store, marked, self._clock().astimezone(UTC).isoformat(timespec="seconds"))
            yield writer
            counted = writer.finish()
        marked.are_sighted(writer.sighted)
        if counted:
            marked.count_own_write()

    def close(self) -> None:
        """Close the file."""
        self.database.close()


def notebook_of_user(patience: Patience | None = None) -> Notebook:
    """The running user's own, in the data folder."""
    return Notebook(data_folder() / NOTEBOOK_FILE, patience=patience)
