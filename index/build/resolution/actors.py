"""Writes the actors that groups of candidates are, and finds out which candidates became part of another one."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from index.actors.candidates import Key
from index.actors.identity import Identity, identity, ids, stem
from index.build.resolution.held import KINDS, Held, free_number
from index.store.batches import rows_where
from index.store.rows import unpack_counts

_AT_ONCE = 1_000
"""Groups whose forms are in memory at a time."""


@dataclass(slots=True)
class Rearranged:
    """What became of the actors that there were."""

    moved: dict[Held, int] = field(default_factory=dict)
    """Candidate that is part of another actor now → the number of the one before."""
    actors: set[int] = field(default_factory=set)
    """Numbers of the actors before, of all live candidates."""


def write_actors(connection: sqlite3.Connection, components: Iterable[Sequence[Held]]) -> Rearranged:
    """Write what these groups of candidates are; a candidate without mentions goes, and stands alone in its group.

    An actor keeps its number in the group that has most of its mentions.
    """
    groups = []
    rearranged = Rearranged()
    gone = []
    for group in components:
        rearranged.actors.update(one.actor for one in group if one.actor)
        if group[0].weight:
            groups.append(group)
        else:
            gone.append((group[0].number,))
    _Actors(connection, rearranged).write(groups)
    connection.executemany("DELETE FROM candidates WHERE number = ?", gone)
    return rearranged


@dataclass(frozen=True, slots=True)
class _Actor:
    """An actor as it is to be written, and all that its id depends on."""

    number: int
    identity: Identity
    weight: int
    """Mentions."""
    root: int
    """Number of its leading candidate."""
    stem: str

    def rank(self) -> tuple[int, Key]:
        """Of several actors that want an id, the first has it."""
        return -self.weight, self.identity.root

    def row(self) -> tuple[object, ...]:
        """Without its id."""
        return self.number, self.identity.name, self.identity.kind.value, self.weight, self.root, self.stem


class _Actors:
    def __init__(self, connection: sqlite3.Connection, rearranged: Rearranged) -> None:
        self._connection = connection
        self._rearranged = rearranged
        select = "SELECT number, name, kind, weight, root, stem FROM actors WHERE number"
        self._before = {row[0]: tuple(row) for row in rows_where(connection, select, rearranged.actors)}

    def write(self, groups: list[Sequence[Held]]) -> None:
        numbers = self._numbers(groups)
        gone = self._before.keys() - set(numbers)
        self._connection.executemany("DELETE FROM actors WHERE number = ?", [(number,) for number in gone])
        changed = {
            actor.number: actor
            for actor in self._actors(zip(numbers, groups, strict=True))
            if actor.row() != self._before.get(actor.number)
        }
        stems = {str(self._before[number][-1]) for number in gone | (changed.keys() & self._before.keys())}
        self._write(changed, stems.union(actor.stem for actor in changed.values()))

    def _numbers(self, groups: list[Sequence[Held]]) -> list[int]:
        """The number of each group, in their order, which becomes that of the most frequent first."""
        free = free_number(self._connection, "actors")
        taken: set[int] = set()
        numbers = []
        moves: list[tuple[int, int]] = []
        groups.sort(key=lambda group: (-sum(one.weight for one in group), min(one.key for one in group)))
        for group in groups:
            before: Counter[int] = Counter()
            for one in group:
                before[one.actor] += one.weight
            before.pop(0, None)
            kept = sorted(before.keys() - taken, key=lambda number: (-before[number], number))
            number = kept[0] if kept else free
            free += not kept
            taken.add(number)
            numbers.append(number)
            moves += [(number, one.number) for one in group if one.actor != number]
            self._take_into(number, group)
        self._connection.executemany("UPDATE candidates SET actor = ? WHERE number = ?", moves)
        return numbers

    def _take_into(self, number: int, group: Sequence[Held]) -> None:
        for one in group:
            if one.actor not in (0, number):
                self._rearranged.moved[one] = one.actor
            one.actor = number

    def _actors(self, groups: Iterable[tuple[int, Sequence[Held]]]) -> Iterator[_Actor]:
        """What each group is, with its number."""
        left = iter(groups)
        select = "SELECT number, forms FROM candidates WHERE number"
        while some := list(islice(left, _AT_ONCE)):
            members = [one.number for _, group in some for one in group]
            forms: dict[int, str] = dict(map(tuple, rows_where(self._connection, select, members)))
            for number, group in some:
                found = identity(group, _sum(forms[one.number] for one in group))
                root = next(one.number for one in group if one.key == found.root)
                yield _Actor(number, found, sum(one.weight for one in group), root, stem(found))

    def _write(self, changed: Mapping[int, _Actor], stems: set[str]) -> None:
        """Write those that changed, and the ids of all that they share a stem with, or did before."""
        same: dict[str, list[_Actor]] = defaultdict(list)
        for actor in changed.values():
            same[actor.stem].append(actor)
        ids_before: dict[int, str] = {}
        for actor, id_ in self._of_stems(stems):
            ids_before[actor.number] = id_
            if actor.number not in changed:
                same[actor.stem].append(actor)
        ids_now: dict[int, str] = {}
        for rivals in same.values():
            rivals.sort(key=_Actor.rank)
            ids_now.update(zip((one.number for one in rivals), ids([one.identity for one in rivals]), strict=True))
        others = [(ids_now[number], number) for number, id_ in ids_before.items() if ids_now[number] != id_]
        # Each is given up before another takes it.
        self._connection.executemany(
            "UPDATE actors SET id = '?' || number WHERE number = ?", [row[1:] for row in others]
        )
        self._connection.executemany("UPDATE actors SET id = ? WHERE number = ?", others)
        new = [(*actor.row(), ids_now[actor.number]) for actor in changed.values() if actor.number not in self._before]
        self._connection.executemany(
            "INSERT INTO actors (number, name, kind, weight, root, stem, id) VALUES (?, ?, ?, ?, ?, ?, ?)", new
        )
        self._connection.executemany(
            "UPDATE actors SET name = ?2, kind = ?3, weight = ?4, root = ?5, stem = ?6 WHERE number = ?1",
            [actor.row() for actor in changed.values() if actor.number in self._before],
        )

    def _of_stems(self, stems: Iterable[str]) -> Iterator[tuple[_Actor, str]]:
        """The actors of the store with these stems, as they are, and the id of each."""
        select = """SELECT stem, actors.number, id, name, actors.kind, candidates.kind, key, actors.weight, root
                    FROM actors JOIN candidates ON candidates.number = root WHERE stem"""
        for stem_, number, id_, name, kind, root_kind, words, weight, root in rows_where(
            self._connection, select, stems
        ):
            found = Identity(name, KINDS[kind], (KINDS[root_kind], words))
            yield _Actor(number, found, weight, root, stem_), id_


def _sum(packed: Iterable[str]) -> dict[str, int]:
    """Form → count, of candidates together."""
    total: Counter[str] = Counter()
    for one in packed:
        for form, count in unpack_counts(one).items():
            total[form] += count
    return total
