"""One state of the store under one state of the corrections, thrown away whole when either changes.

The notebook changes with every key, so its marks are laid over the rows one by one. What only some questions need is
made when first asked for, so that a list of articles is on the screen before any name is looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from index.corrections import ReadCorrections
from index.errors import DatelineError
from index.model import Actor, ArticleRow
from index.naming import named, newest_first
from index.notebook.notebook import Notebook
from index.overrides import Overrides
from index.store import Store

if TYPE_CHECKING:
    from index.fields import Fields
    from index.register import Register, Resolved


class State:
    """What a library says until it is reloaded."""

    def __init__(self, store: Store, corrections: ReadCorrections, notebook: Notebook, resolved: Resolved) -> None:
        """`resolved` is what the store says of names, which an earlier state may have read already."""
        self._store = store
        self.resolved = resolved
        self._corrections = corrections
        self.overrides = Overrides.of(store, corrections.settings)
        self.marked = notebook.marked(store)
        self._of_corrections = corrections.warnings
        rows = (self._with_marks(self.overrides.row(row)) for row in store.article_rows())
        self.rows = tuple(sorted(rows, key=newest_first))
        self.by_key = {row.key: row for row in self.rows}
        self.position = {row.key: at for at, row in enumerate(self.rows)}
        """Article key → place in the list."""
        self.by_id = {row.id: row for row in self.rows}
        self._marks_known = self._told_known = self.marked.trouble is None

    def _with_marks(self, row: ArticleRow) -> ArticleRow:
        if self.marked.trouble is not None:
            return (
                row
                if not row.marks_known
                else replace(row, read=False, starred=False, tags=(), notes=0, marks_known=False)
            )
        if not row.marks_known:
            row = replace(row, marks_known=True)
        marks = self.marked.marks(row.key)
        if (row.read, row.starred, row.tags, row.notes) == (marks.read, marks.starred, marks.tags, marks.notes):
            return row
        return replace(row, read=marks.read, starred=marks.starred, tags=marks.tags, notes=marks.notes)

    def take_in_marks(self) -> None:
        """Lay what was written into the notebook since over the rows; the others stay as they are."""
        before, self._marks_known = self._marks_known, self.marked.follow()
        changed = self.marked.changed()
        self._lay(changed if before == self._marks_known else self.by_key)

    def has_news(self) -> bool:
        """Whether others have written into the notebook, or it can be read no more or again, since this was asked."""
        others = self.marked.others_wrote()
        before, self._told_known = self._told_known, self._marks_known
        return others or before != self._marks_known

    @property
    def warnings(self) -> tuple[DatelineError, ...]:
        """What could not be read of the notebook and the corrections, so that all answers lack it."""
        of_notebook = () if self.marked.trouble is None else (self.marked.trouble,)
        return of_notebook + self._of_corrections

    def _lay(self, keys: Iterable[int]) -> None:
        known = [self.by_key[key] for key in keys if key in self.by_key]
        changed = [now for row in known if (now := self._with_marks(row)) is not row]
        if not changed:
            return
        rows = list(self.rows)
        for row in changed:
            rows[self.position[row.key]] = self.by_key[row.key] = self.by_id[row.id] = row
        self.rows = tuple(rows)

    def row(self, name: str) -> ArticleRow:
        """The article of this id, unambiguous start of it, path, or unambiguous start of its file name.

        Raises UnknownName where there is none, or several.
        """
        return self.by_id.get(name) or named(self.rows, name)

    def actor(self, actor: int, articles: Mapping[int, int], register: Register | None = None) -> Actor:
        """An actor as the world outside sees it; `articles` (key → count) as the register has them."""
        register = register or self.register
        ref = register.actors[actor]
        counts = {self.by_key[key].id: count for key, count in self.in_list_order(articles)}
        return Actor(ref.id, ref.name, ref.kind, register.forms(actor), counts)

    def in_list_order(self, articles: Mapping[int, int]) -> list[tuple[int, int]]:
        """(key, count) of the articles that are known, in the order of the list."""
        known = [(key, count) for key, count in articles.items() if key in self.by_key]
        return sorted(known, key=lambda one: self.position[one[0]])

    @cached_property
    def languages(self) -> Mapping[int, str]:
        """Article key → code of the language, in lower case, where it is known."""
        known = dict(self._store.languages())
        for article, language in self.overrides.languages().items():
            if article in self.by_id:
                known[self.by_id[article].key] = language
        return {key: language.lower() for key, language in known.items() if language}

    @cached_property
    def register(self) -> Register:
        """Who is who."""
        from index.register import Register

        return Register.of(self.resolved, self._corrections.own_operations, self._corrections.shared_operations)

    @cached_property
    def fields(self) -> Fields:
        """What the fields of a query mean."""
        from index.fields import Fields

        return Fields(self._store, lambda: self.register, lambda: self.languages, self.marked)
