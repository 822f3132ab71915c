"""Facets whose counts are what their filters find: a name may be several people's, and its filter finds them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tui.filters import FIELD_OF_KIND, with_filter, written
from tui.protocols import Library
from tui.values import ActorRef, Facets


def begun(library: Library, query: str, words: str, limit: int, *, boilerplate: bool) -> Facets:
    """Whom words that are still being typed can mean, each with what its filter finds, if it finds anything.

    Raises QueryError.
    """
    found: list[tuple[ActorRef, int]] = []
    for actor in library.actors_begun(words, limit):
        named = written(FIELD_OF_KIND[actor.kind], actor.name)
        if named is not None:
            total = library.search(with_filter(query, named), limit=0, boilerplate=boilerplate).total
            found += [(actor.ref, total)] if total else []
    return Facets({}, {}, tuple(found))


class FacetCounter:
    """Remembers which names are shared, for as long as the library stays as it is. Used in the library's thread."""

    def __init__(self) -> None:
        self._change = -1
        self._shared: dict[ActorRef, bool] = {}

    def of(self, library: Library, change: int, query: str, *, boilerplate: bool) -> Facets:
        """How what a query finds divides, or with an empty one all articles. Raises QueryError.

        `change` says how often the library had been found changed by then.
        """
        if change != self._change:
            self._change = change
            self._shared.clear()
        facets = library.facets(query, boilerplate=boilerplate)
        return replace(facets, actors=tuple(self._found(library, query, facets, boilerplate=boilerplate)))

    def _found(
        self, library: Library, query: str, facets: Facets, *, boilerplate: bool
    ) -> Iterator[tuple[ActorRef, int]]:
        for actor, count in facets.actors:
            words = written(FIELD_OF_KIND[actor.kind], actor.name)
            if words is None or not self._is_shared(library, actor):
                yield actor, count
            else:
                page = library.search(with_filter(query, words), limit=0, boilerplate=boilerplate)
                yield actor, page.total

    def _is_shared(self, library: Library, actor: ActorRef) -> bool:
        """Whether a filter by the name means others as well: some hundred look-ups take a second."""
        if actor not in self._shared:
            any_kind = FIELD_OF_KIND[actor.kind] == "actor"
            meant = library.actors(actor.name)
            self._shared[actor] = [one.id for one in meant if any_kind or one.kind is actor.kind] != [actor.id]
        return self._shared[actor]
