"""One search, from the words that were typed to the page that is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.fields import ACTOR_FIELDS, DocSet
from index.fulltext import Found, FullText, Query, match_groups, merged, parse, snippet
from index.fulltext.matches import Group
from index.fulltext.query import Named
from index.model import Article, Block, Facets, Hit, Page
from index.state import State
from index.store import Store
from index.store.mentions import END, NAME, START

_FACET_ACTORS = 20
"""Actors in the facet of a search: as many as a person reads at a glance."""


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
        found = self.full_text.search(
            query,
            resolver=self._resolve,
            text_of=self._text_of,
            boilerplate=boilerplate,
            sort=sort,
            cancelled=cancelled,
        )
        # An article that a build has just removed may still be in the full text for a moment.
        scored = zip(found.keys.tolist(), found.scores.tolist(), strict=True)
        known = [(key, score) for key, score in scored if key in self.state.by_key]
        if sort == "relevance":
            # Equally good hits stand as in the list, whatever the order in which they were read.
            known.sort(key=lambda one: (-one[1], self.state.position[one[0]]))
        hits = tuple(self._hit(query, key, score, boilerplate=boilerplate) for key, score in known[:limit])
        return Page(
            hits,
            total=len(known),
            reading=self._reading(query, found),
            undated=found.undated,
            facets=self._facets(found) if facets else None,
        )

    def keys(self, typed: str) -> list[int]:
        """The keys of all that a query finds, in no order. Raises QueryError."""
        found = self.full_text.search(parse(typed), resolver=self._resolve, text_of=self._text_of)
        return [key for key in found.keys.tolist() if key in self.state.by_key]

    def _resolve(self, field: str, words: str) -> DocSet:
        return self.state.fields.resolve(field, words)  # looked up only now: most queries need no register

    def matches(self, typed: str, key: int, *, boilerplate: bool) -> tuple[tuple[int, int], ...]:
        """Where in one article a query matches. Raises QueryError."""
        return _ranges(self._groups(parse(typed), key, self.store.article(key), boilerplate=boilerplate))

    def _hit(self, query: Query, key: int, score: float, *, boilerplate: bool) -> Hit:
        article = self.store.article(key)
        groups = self._groups(query, key, article, boilerplate=boilerplate)
        shown = snippet(article.text, article.blocks, groups, boilerplate=boilerplate)
        return Hit(self.state.by_key[key], score, shown, _ranges(groups))

    def _groups(self, query: Query, key: int, article: Article, *, boilerplate: bool) -> list[Group]:
        """The matches of each part of the query."""

        def names(field: str, words: str) -> Iterator[tuple[int, int]]:
            return self._names(key, field, words)

        return match_groups(query, article.text, article.blocks, boilerplate=boilerplate, names=names)

    def _names(self, key: int, field: str, words: str) -> Iterator[tuple[int, int]]:
        """Where in an article an actor field's names stand; other fields stand nowhere."""
        if field not in ACTOR_FIELDS:
            return
        wanted = set(self.state.fields.actors(field, words))
        mentions = self.store.mentions(key)
        actors = self.state.register.overlay.of_mentions(key, mentions[:, NAME])
        for mention, actor in zip(mentions, actors, strict=True):
            if int(actor) in wanted:
                yield int(mention[START]), int(mention[END])

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

    def _facets(self, found: Found) -> Facets:
        rows = [self.state.by_key[key] for key in found.keys.tolist() if key in self.state.by_key]
        sources = Counter(row.source or "unknown" for row in rows)
        years = Counter(f"{row.published.year:04}" if row.published else "unknown" for row in rows)
        actors = self.state.register.most_named(found.keys, _FACET_ACTORS)
        return Facets(
            dict(sources.most_common()),
            dict(years.most_common()),
            tuple((self.state.register.actors[actor], count) for actor, count in actors),
        )


def _ranges(groups: list[Group]) -> tuple[tuple[int, int], ...]:
    return merged(one for _, ranges in groups for one in ranges)
