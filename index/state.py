"""One state of the store under one state of the corrections, thrown away whole when either changes.

What only some questions need is made when first asked for, so that a list of articles is on the screen before any name
is looked up.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from index.corrections import ReadCorrections
from index.naming import newest_first
from index.overrides import Overrides
from index.store import Store

if TYPE_CHECKING:
    from index.fields import Fields
    from index.register import Register


class State:
    """What a library says until it is reloaded."""

    def __init__(self, store: Store, corrections: ReadCorrections) -> None:
        self._store = store
        self._operations = corrections.operations
        self.overrides = Overrides.of(store, corrections.settings)
        rows = (self.overrides.row(row) for row in store.article_rows())
        self.rows = tuple(sorted(rows, key=newest_first))
        self.by_key = {row.key: row for row in self.rows}
        self.position = {row.key: at for at, row in enumerate(self.rows)}
        """Article key → place in the list."""
        self.by_id = {row.id: row for row in self.rows}

    @cached_property
    def register(self) -> Register:
        """Who is who."""
        from index.register import Register

        return Register(self._store, self._operations)

    @cached_property
    def fields(self) -> Fields:
        """What the fields of a query mean."""
        from index.fields import Fields

        return Fields(self._store, self.register)
