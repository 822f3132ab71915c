"""Every name of every article: those that the store has, and those that the user added, where no other overlaps them.

It is asked in place of the store wherever names are shown or counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.register.meanings import NO_ACTOR
from index.register.occurrences import Occurrence
from index.register.overlay import AddedName, Overlay
from index.register.resolved import Resolved
from index.store.mentions import BLOCK, COLUMNS, KINDS, NAME, START, MentionArray

_NO_FORM = -1
"""In the column of forms: an added name is none of the article's own."""


class Namings:
    """Of one state of the store under one overlay; counts leave boilerplate out."""

    def __init__(self, resolved: Resolved, overlay: Overlay) -> None:
        self._store = resolved.store
        self._occurrences = resolved.occurrences
        self._overlay = overlay
        self._first_added = resolved.names.free

    # ---- what was added

    @cached_property
    def _by_number(self) -> Mapping[int, AddedName]:
        return {name.number: name for name in self._overlay.added}

    def places(self, number: int) -> Sequence[Occurrence]:
        """Where an added name stands, be it a name there or not."""
        name = self._by_number[number]
        return self._occurrences.of(name.add.form, name.key)

    def stands_in(self, key: int, name: int) -> bool:
        """Whether an article has a name, in its boilerplate or elsewhere, be it one there or not."""
        if name in self._by_number:
            return any(place.key == key for place in self.places(name))
        return any(name == stored for stored, _ in self._store.names_in_article(key))

    @cached_property
    def added(self) -> Mapping[int, MentionArray]:
        """Article key → the mentions there of names that were added, in order."""
        return self._laid((name, place) for name in self._overlay.added for place in self.places(name.number))

    def _added_in(self, key: int) -> MentionArray | None:
        """The same of one article, for which no other is looked into."""
        if "added" in self.__dict__:
            return self.added.get(key)
        names = (name for name in self._overlay.added if name.key in (None, key))
        found = ((name, place) for name in names for place in self._occurrences.of(name.add.form, key))
        return self._laid(found).get(key)

    def _laid(self, found: Iterable[tuple[AddedName, Occurrence]]) -> Mapping[int, MentionArray]:
        """Those that mean somebody, where no name of the store and none of a higher rank that does overlaps them."""
        taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
        rows: dict[int, list[list[int]]] = defaultdict(list)
        for name, place in sorted(filter(self._counts_as_name, found), key=_precedence):
            there = taken[place.key]
            if not any(start < place.end and place.start < end for start, end in there):
                there.append((place.start, place.end))
                rows[place.key].append(_row(name, place))
        return {key: np.array(sorted(laid), dtype=np.int32).reshape(-1, COLUMNS) for key, laid in rows.items()}

    def _counts_as_name(self, one: tuple[AddedName, Occurrence]) -> bool:
        name, place = one
        return self._means(place.key, name.number) and not any(self._means(place.key, n) for n in place.under)

    def _means(self, key: int, name: int) -> bool:
        """Whether a name is one there; one that is not resolved yet is."""
        return name < 0 or self._overlay.meaning(key, name) != NO_ACTOR

    @cached_property
    def _added_counts(self) -> Mapping[int, Mapping[int, int]]:
        """Article key → number of an added name → how often; 0 where only boilerplate has it."""
        return {key: _counted(rows) for key, rows in self.added.items()}

    @cached_property
    def totals(self) -> Mapping[int, int]:
        """Number of an added name → how often in all articles."""
        totals: Counter[int] = Counter()
        for counts in self._added_counts.values():
            totals.update(counts)
        return totals

    # ---- what there is

    def mentions(self, key: int) -> MentionArray:
        """The mentions of one article, in order; read-only."""
        return _together(self._store.mentions(key), self._added_in(key))

    def mentions_of(self, keys: Sequence[int]) -> Iterator[tuple[int, MentionArray]]:
        """Key and mentions of each of these articles that has any, or was analysed; in no order."""
        left = {key for key in keys if key in self.added}
        for key, found in self._store.mentions_of(keys):
            left.discard(key)
            yield key, _together(found, self.added.get(key))
        yield from ((key, self.added[key]) for key in sorted(left))

    def counts(self, names: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """(article key, name, how often) for each of these names, where it counts."""
        yield from self._store.article_names([name for name in names if name < self._first_added])
        added = {name for name in names if name >= self._first_added}
        if added:
            yield from (row for row in self._all_added() if row[1] in added and row[2])

    def in_article(self, key: int) -> Iterator[tuple[int, int]]:
        """(name, how often) in one article; 0 where only boilerplate has it."""
        yield from self._store.names_in_article(key)
        if (added := self._added_in(key)) is not None:
            yield from _counted(added).items()

    def count_in(self, key: int, name: int) -> int:
        """How often a name stands in one article."""
        if name >= self._first_added:
            return self._added_counts.get(key, {}).get(name, 0)
        query = "SELECT count FROM article_names WHERE article = ? AND name = ?"
        row = self._store.connection.execute(query, (key, name)).fetchone()
        return 0 if row is None else int(row[0])

    def all_counts(self) -> Iterator[tuple[int, int, int]]:
        """(article key, name, how often) for every name of every article, in one pass over the store."""
        yield from self._store.connection.execute("SELECT article, name, count FROM article_names")
        yield from self._all_added()

    def pairs(self) -> npt.NDArray[np.int64]:
        """(article key, name) of everything that counts; shape (pairs, 2)."""
        rows = self._store.connection.execute("SELECT article, name FROM article_names WHERE count > 0")
        stored = np.fromiter((value for row in rows for value in row), dtype=np.int64).reshape(-1, 2)
        added = [(key, name) for key, name, count in self._all_added() if count]
        return np.concatenate([stored, np.array(added, dtype=np.int64).reshape(-1, 2)])

    def _all_added(self) -> Iterator[tuple[int, int, int]]:
        for key, counts in self._added_counts.items():
            for name, count in counts.items():
                yield key, name, count


def _counted(rows: MentionArray) -> dict[int, int]:
    """Name → how often outside boilerplate."""
    names = rows[:, NAME]
    return {int(name): int((rows[names == name, BLOCK] >= 0).sum()) for name in np.unique(names)}


def _together(found: MentionArray, more: MentionArray | None) -> MentionArray:
    if more is None:
        return found
    both = np.concatenate([found, more])
    return both[np.argsort(both[:, START], kind="stable")]


def _precedence(one: tuple[AddedName, Occurrence]) -> tuple[bool, int, int, int]:
    """Of names that overlap, one's own goes before a shared one, the longer before the shorter, then the first."""
    name, place = one
    return name.shared, place.start - place.end, place.start, name.number


def _row(name: AddedName, place: Occurrence) -> list[int]:
    kind = KINDS.index(name.add.kind)
    at = [place.start, place.end, kind, _NO_FORM, name.number]
    return [*at, place.sentence_start, place.sentence_end, place.block]
