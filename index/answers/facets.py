"""How a set of articles divides: by source, year, language, actor, and what the user made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.fields import DocSet
from index.model import ArticleRow, Facets
from index.state import State
from index.store import Store

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Dividing:
    """Counts articles of one state of the library."""

    store: Store
    state: State

    def facets(self, keys: DocSet, actors: int) -> Facets:
        """Every facet of the articles with these keys; at most so many actors."""
        rows = [self.state.by_key[key] for key in keys.tolist() if key in self.state.by_key]
        most_named = self.state.register.most_named(keys, actors)
        known = self.state.marked.trouble is None
        return Facets(
            sources=_counted(row.source or UNKNOWN for row in rows),
            years=_counted(f"{row.published.year:04}" if row.published else UNKNOWN for row in rows),
            actors=tuple((self.state.register.actors[actor], count) for actor, count in most_named),
            languages=_counted(self.state.languages.get(row.key, UNKNOWN) for row in rows),
            tags=_counted(tag for row in rows for tag in row.tags) if known else None,
            marks=_counted(mark for row in rows for mark in _marks(row)) if known else None,
        )


def _marks(row: ArticleRow) -> Iterator[str]:
    yield "read" if row.read else "unread"
    if row.starred:
        yield "starred"


def _counted(values: Iterable[str]) -> dict[str, int]:
    """Most frequent first, then by value."""
    return dict(sorted(Counter(values).items(), key=lambda one: (-one[1], one[0])))
