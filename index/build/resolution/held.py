"""The candidates of the store that a resolution looks at, each read once."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from index.actors.candidates import Candidate, Key
from index.model import NameKind
from index.store.batches import Value, rows_where
from index.store.rows import damaged

KINDS = {kind.value: kind for kind in NameKind}


@dataclass(slots=True, eq=False)
class Held(Candidate):
    """A candidate as the store has it; without mentions it is about to go."""

    number: int
    leader: int
    """Number of the leading one of those that are the same person by name; its own for all other kinds."""
    actor: int
    """Number of the actor that it was part of when names were last resolved; 0 for a new one."""


class HeldCandidates:
    """What is held is newer than the store until it is written, and is what all look-ups give."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.by_number: dict[int, Held] = {}
        self.by_key: dict[Key, Held] = {}

    def add(self, candidate: Held) -> None:
        """Hold one that the store does not have yet."""
        self.by_number[candidate.number] = self.by_key[candidate.key] = candidate

    def of_numbers(self, numbers: Iterable[int]) -> list[Held]:
        """Those of these numbers. Raises LibraryDamaged where one is not there."""
        wanted = list(numbers)
        self._where("number", [number for number in wanted if number not in self.by_number])
        try:
            return [self.by_number[number] for number in wanted]
        except KeyError as missing:
            raise damaged(f"a row of the store makes no sense (no candidate {missing})") from missing

    def of_keys(self, keys: Iterable[Key]) -> None:
        """Hold those of these keys that the store has."""
        self.of_texts({key[1] for key in keys if key not in self.by_key})

    def of_texts(self, texts: Collection[str]) -> dict[str, list[Held]]:
        """By the words of their keys, those of these words, in all kinds."""
        found: dict[str, list[Held]] = defaultdict(list)
        for candidate in self._where("key", texts):
            found[candidate.key[1]].append(candidate)
        return found

    def of_families(self, families: Collection[str]) -> list[Held]:
        """All people of these families."""
        return self._where("family", families)

    def of_leaders(self, leaders: Collection[int]) -> list[Held]:
        """These, and those that the store says are led by them."""
        return [*self.of_numbers(leaders), *self._where("leader", leaders)]

    def of_actors(self, actors: Collection[int]) -> list[Held]:
        """Those that were part of these actors."""
        return self._where("actor", actors)

    def _where(self, column: str, values: Collection[Value]) -> list[Held]:
        select = "SELECT number, kind, key, weight, typed, known, leader, actor FROM candidates WHERE"
        found = []
        for number, kind, key, weight, typed, known, leader, actor in rows_where(
            self._connection, f"{select} {column}", values
        ):
            candidate = self.by_number.get(number)
            if candidate is None:
                candidate = Held((KINDS[kind], key), weight, typed, bool(known), number, leader or number, actor or 0)
                self.add(candidate)
            found.append(candidate)
        return found


def free_number(connection: sqlite3.Connection, table: str) -> int:
    """The first number above all that are taken."""
    return 1 + int(connection.execute(f"SELECT coalesce(max(number), 0) FROM {table}").fetchone()[0])
