"""Who is named together with whom: counted over mention arrays, with the place of every single count.

Boilerplate counts nowhere: its mentions carry the block −1.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.model import ArticleRow, CrossReference, Evidence, Scope
from index.state import State
from index.store import Store
from index.store.mentions import BLOCK, NAME, SENTENCE_END, SENTENCE_START, START, MentionArray

Actors = npt.NDArray[np.int64]
"""For each mention of an array its actor, −1 for none; shape (mentions,)."""


@dataclass(frozen=True, slots=True)
class Place:
    """One sentence, paragraph or article that names both."""

    key: int
    """Of the article."""
    start: int
    end: int
    """For a sentence its range; for a paragraph its block's number, twice; for an article the sentence that first names
    the other."""


def cross_references(
    store: Store, state: State, actor: int, other: int | None = None, *, scope: Scope, limit: int | None
) -> tuple[CrossReference, ...]:
    """With whom an actor is named, or with that one other, most often first; `limit` bounds the places of each."""
    register = state.register
    refs = register.actors
    keys = [key for key, _ in state.in_list_order(register.articles(actor))]
    arrays = dict(register.namings.mentions_of(keys))
    together = Together(
        actor,
        scope,
        [(key, arrays[key]) for key in keys if key in arrays],
        lambda key, mentions: register.overlay.of_mentions(key, mentions[:, NAME]),
    )
    wanted = together.counts
    if other is not None:
        wanted = {other: wanted[other]} if other in wanted else {}
    quote = Quoting(store, state.by_key, scope)

    def reference(beside: int) -> CrossReference:
        articles = {state.by_key[key].id: count for key, count in together.articles(beside)}
        evidence = tuple(quote(place) for place, _ in zip(together.places(beside), _up_to(limit), strict=False))
        return CrossReference(refs[actor], refs[beside], scope, wanted[beside], articles, evidence)

    ranked = sorted(wanted, key=lambda one: (-wanted[one], refs[one].name, refs[one].id))
    return tuple(reference(beside) for beside in ranked)


def _up_to(limit: int | None) -> Iterable[int]:
    return itertools.count() if limit is None else range(limit)


class Together:
    """All that stands together with one actor within one scope."""

    def __init__(
        self,
        actor: int,
        scope: Scope,
        articles: Sequence[tuple[int, MentionArray]],
        actors_of: Callable[[int, MentionArray], Actors],
    ) -> None:
        """`articles` (key, mentions) as places are to be ordered; `actors_of` says whom each mention means."""
        self._keys = np.array([key for key, _ in articles], dtype=np.int64)
        self._scope = scope
        parts = [self._columns(at, mentions, actors_of(key, mentions)) for at, (key, mentions) in enumerate(articles)]
        table = np.concatenate(parts) if parts else np.empty((0, 5), dtype=np.int64)
        unit = (table[:, 0] << 32) | table[:, 1]
        beside = np.isin(unit, np.unique(unit[table[:, 2] == actor])) & (table[:, 2] != actor)
        table, unit = table[beside], unit[beside]
        # One row for each (unit, other): the first mention stands for the rest.
        order = np.lexsort((table[:, 4], unit, table[:, 2]))
        table, unit = table[order], unit[order]
        first = np.ones(len(table), dtype=bool)
        first[1:] = (unit[1:] != unit[:-1]) | (table[1:, 2] != table[:-1, 2])
        self._table = table[first]
        others, begins, counts = np.unique(self._table[:, 2], return_index=True, return_counts=True)
        self.counts: dict[int, int] = {int(other): int(count) for other, count in zip(others, counts, strict=True)}
        """Other actor → number of units that name both."""
        self._begins = {int(other): int(begin) for other, begin in zip(others, begins, strict=True)}

    def _columns(self, at: int, mentions: MentionArray, actors: Actors) -> npt.NDArray[np.int64]:
        """Rows of (article, unit, actor, unit end, mention start) for what counts."""
        counted = (mentions[:, BLOCK] >= 0) & (actors >= 0)
        kept = mentions[counted].astype(np.int64)
        table = np.empty((len(kept), 5), dtype=np.int64)
        table[:, 0] = at
        table[:, 1] = self._unit(kept)
        table[:, 2] = actors[counted]
        table[:, 3] = kept[:, BLOCK] if self._scope is Scope.PARAGRAPH else kept[:, SENTENCE_END]
        table[:, 4] = kept[:, SENTENCE_START] if self._scope is Scope.ARTICLE else kept[:, START]
        return table

    def _unit(self, mentions: npt.NDArray[np.int64]) -> npt.NDArray[np.int64] | int:
        if self._scope is Scope.SENTENCE:
            return mentions[:, SENTENCE_START]
        return mentions[:, BLOCK] if self._scope is Scope.PARAGRAPH else 0

    def articles(self, other: int) -> Iterator[tuple[int, int]]:
        """(article key, number of units) in order."""
        positions, counts = np.unique(self._rows(other)[:, 0], return_counts=True)
        for at, count in zip(positions, counts, strict=True):
            yield int(self._keys[at]), int(count)

    def places(self, other: int) -> Iterator[Place]:
        """Every unit that names both, in the order of articles and text."""
        for at, unit, _, end, first in self._rows(other):
            start = first if self._scope is Scope.ARTICLE else unit
            yield Place(int(self._keys[at]), int(start), int(end))

    def _rows(self, other: int) -> npt.NDArray[np.int64]:
        """The rows of one other actor: together, since the table is sorted by it, then by article and place."""
        begin = self._begins.get(other, 0)
        rows: npt.NDArray[np.int64] = self._table[begin : begin + self.counts.get(other, 0)]
        return rows


class Quoting:
    """Turns places into evidence; each text is read once."""

    def __init__(self, store: Store, rows: Mapping[int, ArticleRow], scope: Scope) -> None:
        self._article = functools.lru_cache(maxsize=256)(store.article)
        self._rows = rows
        self._scope = scope

    def __call__(self, place: Place) -> Evidence:
        article, row = self._article(place.key), self._rows[place.key]
        start, end = place.start, place.end
        if self._scope is Scope.PARAGRAPH:
            start, end = article.blocks[start].start, article.blocks[start].end
        return Evidence(row.id, row.path, start, end, article.text[start:end])
