"""One search, from the words that were typed to the page that is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from index.answers.concordance import Lines, Source
from index.answers.facets import Dividing
from index.errors import Cancelled
from index.fields import ACTOR_FIELDS, DocSet
from index.fulltext import Found, FullText, Query, match_groups, merged, parse, snippet
from index.fulltext.matches import Group
from index.fulltext.query import Named
from index.model import Block, Concordance, Facets, Hit, Page
from index.state import State
from index.store import Store
from index.store.mentions import BLOCK, END, NAME, START

_GLANCED_ACTORS = 20
"""Actors in the facet of a search: as many as a person reads at a glance."""

_LISTED_ACTORS = 200
"""Actors in a list to filter by; whoever wants another types it."""


@dataclass(frozen=True, slots=True)
class Search:
    """Searches one state of the library."""

    store: Store
    full_text: FullText
    state: State

    def page(
        self,
        typed: str,
        *,
        sort: str,
        limit: int | None,
        facets: bool,
        boilerplate: bool,
        cancelled: Callable[[], bool],
    ) -> Page:
        """The answer to a query. Raises QueryError, Cancelled."""
        query = parse(typed)
        found = self._found(query, boilerplate=boilerplate, sort=sort, cancelled=cancelled)
        # An article that a build has just removed may still be in the full text for a moment.
        scored = zip(found.keys.tolist(), found.scores.tolist(), strict=True)
        known = [(key, score) for key, score in scored if key in self.state.by_key]
        if sort == "relevance":
            # Equally good hits stand as in the list, whatever the order in which they were read.
            known.sort(key=lambda one: (-one[1], self.state.position[one[0]]))
        hits = tuple(self._hits(query, known[:limit], boilerplate=boilerplate, cancelled=cancelled))
        return Page(
            hits,
            total=len(known),
            reading=self._reading(query, found),
            undated=found.undated,
            facets=Dividing(self.store, self.state).facets(found.keys, _GLANCED_ACTORS) if facets else None,
        )

    def keys(self, typed: str) -> list[int]:
        """The keys of all that a query finds, in no order. Raises QueryError."""
        found = self.full_text.search(parse(typed), resolver=self._resolve, text_of=self._text_of)
        return [key for key in found.keys.tolist() if key in self.state.by_key]

    def _resolve(self, field: str, words: str) -> DocSet:
        return self.state.fields.resolve(field, words)  # looked up only now: most queries need no register

    def matches(self, typed: str, key: int, *, boilerplate: bool) -> tuple[tuple[int, int], ...]:
        """Where in one article a query matches. Raises QueryError."""
        text, blocks = self._text_of(key)
        return _ranges(self._groups(parse(typed), key, text, blocks, boilerplate=boilerplate))

    def concordance(
        self,
        typed: str,
        *,
        sort: str,
        limit: int | None,
        context: int,
        boilerplate: bool,
        cancelled: Callable[[], bool],
    ) -> Concordance:
        """Every match of a query with the words around it. Raises QueryError, Cancelled."""
        query = parse(typed)
        found = self._found(query, boilerplate=boilerplate, cancelled=cancelled)
        lines = Lines(sort, limit, context)
        known = [key for key in found.keys.tolist() if key in self.state.by_key]
        for key, text, blocks in self.store.texts(known):
            if cancelled():
                raise Cancelled
            ranges = _ranges(self._groups(query, key, text, blocks, boilerplate=boilerplate))
            lines.add(Source(self.state.by_key[key], text, blocks, self.state.position[key]), ranges)
        return Concordance(lines.lines(), lines.total, lines.articles, self._reading(query, found))

    def facets(self, typed: str, *, boilerplate: bool) -> Facets:
        """How what a query finds divides; without one, all articles. Raises QueryError."""
        if typed.strip():
            keys = self._found(parse(typed), boilerplate=boilerplate).keys
        else:
            keys = np.array(sorted(self.state.by_key), dtype=np.int64)
        return Dividing(self.store, self.state).facets(keys, _LISTED_ACTORS)

    def _found(
        self,
        query: Query,
        *,
        boilerplate: bool,
        sort: str = "relevance",
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Found:
        return self.full_text.search(
            query,
            resolver=self._resolve,
            text_of=self._text_of,
            boilerplate=boilerplate,
            sort=sort,
            cancelled=cancelled,
        )

    def _hits(
        self, query: Query, known: list[tuple[int, float]], *, boilerplate: bool, cancelled: Callable[[], bool]
    ) -> Iterator[Hit]:
        for key, score in known:
            if cancelled():
                raise Cancelled
            yield self._hit(query, key, score, boilerplate=boilerplate)

    def _hit(self, query: Query, key: int, score: float, *, boilerplate: bool) -> Hit:
        article = self.store.article(key)
        groups = self._groups(query, key, article.text, article.blocks, boilerplate=boilerplate)
        shown = snippet(article.text, article.blocks, groups, boilerplate=boilerplate)
        return Hit(self.state.by_key[key], score, shown, _ranges(groups))

    def _groups(self, query: Query, key: int, text: str, blocks: Sequence[Block], *, boilerplate: bool) -> list[Group]:
        """The matches of each part of the query."""

        def names(field: str, words: str) -> Iterator[tuple[int, int]]:
            return self._names(key, field, words, boilerplate=boilerplate)

        return match_groups(query, text, blocks, boilerplate=boilerplate, names=names)

    def _names(self, key: int, field: str, words: str, *, boilerplate: bool) -> Iterator[tuple[int, int]]:
        """Where in an article an actor field's names stand; other fields stand nowhere."""
        if field not in ACTOR_FIELDS:
            return
        wanted = self.state.fields.actors(field, words)
        register = self.state.register
        mentions = register.namings.mentions(key)
        meant = np.isin(register.overlay.of_mentions(key, mentions[:, NAME]), wanted)
        if not boilerplate:
            meant &= mentions[:, BLOCK] >= 0
        yield from zip(mentions[meant, START].tolist(), mentions[meant, END].tolist(), strict=True)

    def _text_of(self, key: int) -> tuple[str, tuple[Block, ...]]:
        article = self.store.article(key)
        return article.text, article.blocks

    def _reading(self, query: Query, found: Found) -> str:
        """How the query was read, and whom its actors were taken to be."""
        actors = [
            self.state.fields.reading(leaf.field, leaf.words)
            for leaf in query.leaves()
            if isinstance(leaf, Named) and leaf.field in ACTOR_FIELDS
        ]
        return " · ".join([found.reading, *dict.fromkeys(actors)])


def _ranges(groups: list[Group]) -> tuple[tuple[int, int], ...]:
    return merged(one for _, ranges in groups for one in ranges)
