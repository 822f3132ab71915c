"""Writes which name of which actor each form of an article is, for articles that came and whose candidates moved."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from index.build.resolution.actors import Rearranged
from index.build.resolution.held import HeldCandidates, free_number
from index.store.batches import batches, rows_where
from index.store.mentions import FORM, NAME, pack_mentions, unpack_mentions
from index.store.rows import damaged, unpack_counts, unpack_numbers


def write_names(
    connection: sqlite3.Connection, held: HeldCandidates, came: Mapping[int, bytes], rearranged: Rearranged
) -> None:
    """`came`: article → packed numbers of the candidates of its actors, of those that have no names in the store."""
    names = _Names(connection, held)
    for some in batches(came):
        names.write({article: unpack_numbers(came[article]) for article in some}, came)
    moved = {one.number for one in rearranged.moved}
    for some in batches(sorted(_called_so(connection, rearranged) - came.keys())):
        select = "SELECT article, candidates FROM analyses WHERE article"
        candidates = {article: unpack_numbers(packed) for article, packed in rows_where(connection, select, some)}
        names.write({article: numbers for article, numbers in candidates.items() if not moved.isdisjoint(numbers)}, {})
    connection.executemany(
        """DELETE FROM names WHERE actor = ?
           AND NOT EXISTS (SELECT 1 FROM article_names WHERE name = names.number)""",
        [(actor,) for actor in rearranged.actors],
    )


def _called_so(connection: sqlite3.Connection, rearranged: Rearranged) -> set[int]:
    """All articles that call an actor as a candidate is called that is no longer part of it."""
    moved = {one.number: actor for one, actor in rearranged.moved.items()}
    forms: dict[int, set[str]] = defaultdict(set)
    for number, packed in rows_where(connection, "SELECT number, forms FROM candidates WHERE number", moved):
        forms[moved[number]].update(unpack_counts(packed))
    names = [
        number
        for number, actor, form in rows_where(connection, "SELECT number, actor, form FROM names WHERE actor", forms)
        if " ".join(form.split()) in forms[actor]
    ]
    return {row[0] for row in rows_where(connection, "SELECT DISTINCT article FROM article_names WHERE name", names)}


class _Names:
    def __init__(self, connection: sqlite3.Connection, held: HeldCandidates) -> None:
        self._connection = connection
        self._held = held
        self._free = free_number(connection, "names")
        self._of_actor: dict[int, dict[tuple[str, str], int]] = {}
        """Actor → form and kind → number."""
        self._new: list[tuple[int, int, str, str]] = []

    def write(self, candidates: Mapping[int, Sequence[int]], came: Mapping[int, bytes]) -> None:
        """Write the names of articles, each with the candidates of its actors."""
        needed = {number for numbers in candidates.values() for number in numbers}
        actors = {one.number: one.actor for one in self._held.of_numbers(needed)}
        self._know(set(actors.values()))
        select = "SELECT article, mentions, forms FROM analyses WHERE article"
        updates, counts = [], []
        for article, packed, forms in rows_where(self._connection, select, candidates):
            of_group = [actors[number] for number in candidates[article]]
            mentions, counted = self._named(packed, forms, of_group)
            updates.append((mentions, came.get(article), article))
            counts += [(article, name, count) for name, count in counted.items()]
        self._write(updates, counts)

    def _know(self, actors: set[int]) -> None:
        new = actors - self._of_actor.keys()
        self._of_actor.update((actor, {}) for actor in new)
        select = "SELECT number, actor, form, kind FROM names WHERE actor"
        for number, actor, form, kind in rows_where(self._connection, select, new):
            self._of_actor[actor][form, kind] = number

    def _named(self, packed: bytes, packed_forms: str, actors: list[int]) -> tuple[bytes, Counter[int]]:
        """The mentions of an article with their names, and how often each stands outside boilerplate."""
        counts: Counter[int] = Counter()
        names = []
        try:
            for form, kind, group, count in json.loads(packed_forms):
                names.append(self._name(actors[group], form, kind))
                counts[names[-1]] += count
            mentions = unpack_mentions(packed).copy()
            if names:
                mentions[:, NAME] = np.array(names, dtype=np.int32)[mentions[:, FORM]]
        except (ValueError, TypeError, IndexError) as error:
            raise damaged(f"a row of the store makes no sense ({error})") from error
        return pack_mentions(mentions), counts

    def _name(self, actor: int, form: str, kind: str) -> int:
        of_actor = self._of_actor[actor]
        number = of_actor.setdefault((form, kind), self._free)
        if number == self._free:
            self._free += 1
            self._new.append((number, actor, form, kind))
        return number

    def _write(self, updates: list[tuple[bytes, bytes | None, int]], counts: list[tuple[int, int, int]]) -> None:
        connection = self._connection
        connection.executemany("INSERT INTO names VALUES (?, ?, ?, ?)", self._new)
        self._new = []
        connection.executemany(
            "UPDATE analyses SET mentions = ?, candidates = coalesce(?, candidates) WHERE article = ?", updates
        )
        connection.executemany("DELETE FROM article_names WHERE article = ?", [row[2:] for row in updates])
        connection.executemany("INSERT INTO article_names VALUES (?, ?, ?)", counts)
