"""How what is shown divides, as values to filter by, each with the count that its filter finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tui.filters import FIELD_OF_KIND, counts_found, filters_in, written
from tui.render.cells import drawable
from tui.render.option import Option
from tui.values import ActorRef, Facets, NameKind, name_of

UNKNOWN = "unknown"
"""How facets call what has no source, date or language."""

KIND_NAMES = {
    NameKind.PERSON: "Person",
    NameKind.ORGANISATION: "Organisation",
    NameKind.COUNTRY: "Country",
    NameKind.PLACE: "Place",
    NameKind.EVENT: "Event",
}


@dataclass(frozen=True, slots=True)
class Value:
    """Something to filter by."""

    shown: str
    count: int
    words: str
    """The filter, as it stands in the query."""
    field: str = ""
    actor: ActorRef | None = None

    def option(self, group: str = "") -> Option:
        """As a chooser shows it, with the word of its group where several groups stand in one list."""
        right = f"{group}  {self.count:>6,}" if group else f"{self.count:,}"
        return Option(self.shown, right, self, self.actor.kind.value if self.actor else "text")


@dataclass(frozen=True, slots=True)
class Group:
    """A facet with its values, most frequent first; years newest first."""

    name: str
    values: tuple[Value, ...]

    @property
    def word(self) -> str:
        """Its name inside a sentence."""
        return self.name.casefold()

    @property
    def summary(self) -> str:
        """How many values there are, and the first of them."""
        first = ", ".join(value.shown for value in self.values[:3])
        more = f" and {len(self.values) - 3:,} more" if len(self.values) > 3 else ""
        return f"{first}{more}"


def groups(facets: Facets, query: str) -> tuple[Group, ...]:
    """The facets that have something to choose; what the query asks for already is left out."""
    made = [
        ("Source", _values("source", facets.sources)),
        ("Year", _years(facets.years)),
        ("Language", _languages(facets.languages)),
        *((name, _actors(facets, kind)) for kind, name in KIND_NAMES.items()),
        ("Tag", _values("tag", facets.tags or {})),
        ("Read or not", _values("is", facets.marks or {})),
    ]
    asked = {one.words for one in filters_in(query)}
    kept = ((name, tuple(value for value in values if value.words not in asked)) for name, values in made)
    return tuple(Group(name, values) for name, values in kept if values)


def _values(field: str, counts: Mapping[str, int]) -> Iterator[Value]:
    known = {value: count for value, count in counts.items() if count and (value != UNKNOWN or field == "tag")}
    for value, count in counts_found(field, known).items():
        words = written(field, value)
        if words is not None:
            yield Value(drawable(value), count, words, field)


def _languages(counts: Mapping[str, int]) -> Iterator[Value]:
    """By name; that it is not known is no choice where nothing else is."""
    for code, count in counts_found("lang", counts).items() if counts.keys() - {UNKNOWN} else ():
        words = written("lang", code)
        if count and words is not None:
            shown = "not known" if code == UNKNOWN else name_of(code)
            yield Value(shown, count, words, "lang")


def _years(counts: Mapping[str, int]) -> Iterator[Value]:
    for year in sorted(counts, key=lambda year: (year != UNKNOWN, year), reverse=True):
        if counts[year]:
            yield Value("no date" if year == UNKNOWN else year, counts[year], f"date:{year}", "date")


def _actors(facets: Facets, kind: NameKind) -> Iterator[Value]:
    field = FIELD_OF_KIND[kind]
    for actor, count in facets.actors:
        words = written(field, actor.name)
        if actor.kind is kind and count and words is not None:
            yield Value(drawable(actor.name), count, words, field, actor)
