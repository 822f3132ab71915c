"""One state of the store under one state of the corrections, thrown away whole when either changes.

The notebook changes with every key, so its marks are laid over the rows one by one. What only some questions need is
made when first asked for, so that a list of articles is on the screen before any name is looked up.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from index.corrections import ReadCorrections
from index.model import ArticleRow
from index.naming import newest_first
from index.notebook.notebook import Notebook
from index.overrides import Overrides
from index.store import Store

if TYPE_CHECKING:
    from index.fields import Fields
    from index.register import Register


class State:
    """What a library says until it is reloaded."""

    def __init__(self, store: Store, corrections: ReadCorrections, notebook: Notebook) -> None:
        self._store = store
        self._operations = corrections.operations
        self.overrides = Overrides.of(store, corrections.settings)
        self.marked = notebook.marked(store)
        rows = (self._with_marks(self.overrides.row(row)) for row in store.article_rows())
        self.rows = tuple(sorted(rows, key=newest_first))
        self.by_key = {row.key: row for row in self.rows}
        self.position = {row.key: at for at, row in enumerate(self.rows)}
        """Article key → place in the list."""
        self.by_id = {row.id: row for row in self.rows}

    def _with_marks(self, row: ArticleRow) -> ArticleRow:
        marks = self.marked.marks(row.key)
        if (row.read, row.starred, row.tags, row.notes) == (marks.read, marks.starred, marks.tags, marks.notes):
            return row
        return replace(row, read=marks.read, starred=marks.starred, tags=marks.tags, notes=marks.notes)

    def take_in_marks(self) -> None:
        """Lay what was written into the notebook since over the rows; the others stay as they are."""
        self.marked.take_in()
        known = [self.by_key[key] for key in self.marked.changed() if key in self.by_key]
        changed = [now for row in known if (now := self._with_marks(row)) is not row]
        if not changed:
            return
        rows = list(self.rows)
        for row in changed:
            rows[self.position[row.key]] = self.by_key[row.key] = self.by_id[row.id] = row
        self.rows = tuple(rows)

    @cached_property
    def register(self) -> Register:
        """Who is who."""
        from index.register import Register

        return Register.of(self._store, self._operations)

    @cached_property
    def fields(self) -> Fields:
        """What the fields of a query mean."""
        from index.fields import Fields

        return Fields(self._store, lambda: self.register, self.marked)
