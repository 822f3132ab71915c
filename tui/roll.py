"""All actors, prepared so that a list of them can be narrowed at every key: kept in the library's thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.render.roll import RollRow
from tui.values import Actor, NameKind

if TYPE_CHECKING:
    from tui.messages import Listing
    from tui.protocols import Library

ROLL_SORTS = ("mentions", "articles", "sources", "name")

_ORDERS: Mapping[str, Callable[[RollRow], tuple[object, ...]]] = {
    "mentions": lambda row: (-row.mentions, -row.articles, row.folded),
    "articles": lambda row: (-row.articles, -row.mentions, row.folded),
    "sources": lambda row: (-row.sources, -row.articles, -row.mentions, row.folded),
    "name": lambda row: (row.folded, -row.mentions),
}

ACTOR_KINDS = (NameKind.PERSON, NameKind.ORGANISATION, NameKind.COUNTRY, NameKind.PLACE, NameKind.EVENT)
"""What an actor can be; a nationality is a form of its country."""

ALSO = 4
"""Other forms that a row shows at most."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which actors a list is to show, and in which order."""

    words: str = ""
    """All of them must stand in the forms of a name; case makes no difference."""
    kind: NameKind | None = None
    sources: int = 0
    """From how many sources at least."""
    sort: str = ROLL_SORTS[0]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The actors that were wanted."""

    wanted: Wanted
    rows: tuple[RollRow, ...]
    total: int
    """How many actors there are in all."""
    most_sources: int
    """From how many sources the most widely named one comes."""


class Roll:
    """All actors of one state of the library."""

    def __init__(self, actors: tuple[Actor, ...], labels: Mapping[str, str]) -> None:
        """`labels` gives the source of each article by its id."""
        self._rows = tuple(_row(actor, labels) for actor in actors)
        self._sorted: dict[str, tuple[RollRow, ...]] = {}
        self.most_sources = max((row.sources for row in self._rows), default=0)

    def narrowed(self, wanted: Wanted) -> Narrowed:
        """One pass over all rows: some 15 ms for 100,000."""
        rows = self._in_order(wanted.sort)
        for word in wanted.words.casefold().split():
            rows = tuple([row for row in rows if word in row.folded])
        if wanted.kind is not None:
            rows = tuple([row for row in rows if row.ref.kind is wanted.kind])
        if wanted.sources > 1:
            rows = tuple([row for row in rows if row.sources >= wanted.sources])
        return Narrowed(wanted, rows, len(self._rows), self.most_sources)

    def _in_order(self, sort: str) -> tuple[RollRow, ...]:
        if sort not in self._sorted:
            self._sorted[sort] = tuple(sorted(self._rows, key=_ORDERS[sort]))
        return self._sorted[sort]


class RollKeeper:
    """Makes the roll when it is first asked for, and again when the library has changed."""

    def __init__(self) -> None:
        self._change = -1
        self._roll: Roll | None = None

    def of(self, library: Library, listing: Listing) -> Roll:
        """The roll of the library as it is now."""
        if self._roll is None or self._change != listing.change:
            self._roll = Roll(library.actors(), {row.id: row.label for row in listing.rows})
            self._change = listing.change
        return self._roll


def _row(actor: Actor, labels: Mapping[str, str]) -> RollRow:
    also = [form for form in actor.forms if form != actor.name]
    folded = "\n".join([actor.name, *also]).casefold()
    sources = len({labels.get(article, article) for article in actor.articles})
    return RollRow(actor.ref, actor.mentions, len(actor.articles), sources, ", ".join(also[:ALSO]), folded)
