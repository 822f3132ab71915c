"""A library as it is open: its files are read when a question needs them, and again once somebody has written.

    store, corrections, notebook ──▶ state ──▶ the questions, one at a time
    store ──▶ full text ─────────────────────▶

What is held belongs together: the state is of one moment of the store, and is let go as a whole.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Self

from index.build.folding import catch_up, open_full_text
from index.corrections import Corrections
from index.errors import DatelineError, LibraryDamaged
from index.notebook.notebook import Notebook
from index.state import State
from index.store import Store, damage_named
from index.store.faults import named

if TYPE_CHECKING:
    from index.fulltext import FullText
    from index.register import Resolved


class Opened:
    """The part of `Library` that opens and closes it, and knows when it has changed.

    The full text and the register of actors are opened by the first question that needs them.
    """

    def __init__(self, folder: Path, store: Store, corrections: Corrections, notebook: Notebook) -> None:
        self.folder = folder
        self._store = store
        self._corrections = corrections
        self._notebook = notebook
        self._notebook_seen: tuple[int, ...] | None = ()
        self._guard = threading.RLock()
        self._seen: tuple[object, ...] = ()
        self._state_now: State | None = None
        self._resolved: Resolved | None = None
        self._full_text_now: FullText | None = None
        self._caught_up = False
        """Whether the full text was brought up to date since it was opened."""
        self._behind: DatelineError | None = None
        """Why it was not, and answers without what came in last."""

    @classmethod
    def open(cls, folder: Path, *, corrections: Corrections, notebook: Notebook | None = None) -> Self:
        """Open a library for reading. Without a notebook nothing has a mark, and writing one is refused.

        Raises LibraryMissing where there is none, LibraryDamaged where it can't or must not be used.
        """
        _refuse_foreign(folder)
        return cls(folder, Store.open(folder), corrections, notebook or Notebook(None))

    @contextlib.contextmanager
    def _asked(self) -> Iterator[None]:
        """One question at a time; damage that shows only now is named as damage."""
        with self._guard, damage_named(self._store.path):
            yield

    def close(self) -> None:
        """Close files; the library can't be used after it."""
        with self._asked():
            if self._full_text_now is not None:
                self._full_text_now.close()
            self._notebook.close()
            self._store.close()

    @property
    def name(self) -> str:
        """What to call it: the names of the paths that it was built from."""
        with self._asked():
            names = [PurePosixPath(root).name or root for root in self._store.roots()]
        said = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        return said if self.is_writable else f"{said} (read-only)"

    @property
    def is_writable(self) -> bool:
        """Whether this user can bring it up to date."""
        return os.access(self.folder, os.W_OK)

    def reload(self) -> bool:
        """Take up what another process has written since; True if anything changed."""
        with self._asked():
            newer = self._full_text_now is not None and self._full_text_now.reload()
            if newer:
                self._behind = None
            self._store.release()
            if self._seen == self._stamp() and not newer:
                if self._state_now is not None:
                    self._store.hold()
                return self._reload_notebook()
            self._forget()
            return True

    def _reload_notebook(self) -> bool:
        stamp = self._notebook.stamp()
        if stamp is not None and stamp == self._notebook_seen:
            return False
        self._notebook_seen = stamp
        if self._state_now is None:
            return True
        self._state_now.take_in_marks()
        return self._state_now.has_news()

    def _stamp(self) -> tuple[object, ...]:
        """Differs once a build or a correction, here or elsewhere, has changed what is true."""
        return self._store.changes, self._store.revision, *self._corrections.stamp()

    @property
    def _state(self) -> State:
        if self._state_now is None:
            self._store.hold()
            seen = self._stamp()
            # A correction leaves the store as it is, and reading all names again is what takes longest.
            if self._resolved is None or seen[:2] != self._seen[:2]:
                self._resolved = self._newly_resolved()
            self._seen, self._notebook_seen = seen, self._notebook.stamp()
            self._state_now = State(self._store, self._corrections.readable(), self._notebook, self._resolved)
        return self._state_now

    def _newly_resolved(self) -> Resolved:
        from index.register import Resolved
        from index.register.holding import holding

        return Resolved(self._store, lambda form: holding(self._opened_full_text, self._store, form))

    def _opened_full_text(self) -> FullText:
        """The full text as it is, maybe behind the store."""
        if self._full_text_now is None:
            self._full_text_now = open_full_text(self.folder, self._store)
        return self._full_text_now

    @property
    def _full_text(self) -> FullText:
        """The full text, with all that the store has, unless a build is at work that will see to it."""
        if not self._caught_up:
            self._bring_up_to_date()
            if not self._opened_full_text().revision and not self.is_writable and self._state.rows:
                remedy = "Copy the library to a folder that can be written; there it is made anew"
                raise LibraryDamaged("the full text is missing or damaged", place=str(self.folder), remedy=remedy)
            self._caught_up = True
        return self._opened_full_text()

    def _bring_up_to_date(self) -> None:
        """Where it can't be written, as on a full disk, what is there goes on to answer, with a warning."""
        self._behind = None
        try:
            self._catch_up(wait_seconds=0.0)
        except (OSError, sqlite3.OperationalError) as error:
            if self._full_text_now is not None:
                self._full_text_now.close()
                self._full_text_now = None
            if not self._opened_full_text().revision:
                raise
            why = named(error, str(self.folder))
            message = f"searches miss what came in last, for it can't be written: {why.message}"
            self._behind = DatelineError(message, place=why.place, remedy="`dateline index` brings them up to date")

    def _catch_up(self, wait_seconds: float) -> None:
        if self.is_writable:
            catch_up(self.folder, self._opened_full_text(), self._corrections, wait_seconds=wait_seconds)

    @property
    def warnings(self) -> tuple[DatelineError, ...]:
        """What could not be read of notebook and corrections: it is left out of all answers, which go on."""
        with self._asked():
            return self._with_lag(self._state.warnings)

    @property
    def known_warnings(self) -> tuple[DatelineError, ...]:
        """Those that an answer has met so far; nothing is read for them."""
        with self._asked():
            return self._with_lag(() if self._state_now is None else self._state_now.warnings)

    def _with_lag(self, warnings: tuple[DatelineError, ...]) -> tuple[DatelineError, ...]:
        return warnings if self._behind is None else (*warnings, self._behind)

    def _forget(self) -> None:
        """What was known is no longer so; the names as resolved may still be."""
        self._store.release()
        self._state_now = None


def _refuse_foreign(folder: Path) -> None:
    """The full text is partly pickled, so only what the running user wrote is opened."""
    if not folder.is_dir():
        return
    if folder.stat().st_uid != os.geteuid():
        raise LibraryDamaged(
            "this library belongs to another user", place=str(folder), remedy="Build your own: `dateline index PATH`"
        )
