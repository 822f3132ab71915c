"""Takes the actors of articles that went off the sums of their candidates, and adds those of articles that came.

An article that changed is one that went and one that came. What there is to do stands in the store: `withdrawn` holds
what the sums still have of articles that are no longer so, and an analysis without `candidates` is not in them yet.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from index.actors import LocalActor
from index.actors.candidates import PERSON, Key, bare, family_of, is_known_surname, key_of
from index.actors.forms import acronym_key
from index.build.resolution.held import Held, HeldCandidates, free_number
from index.store.batches import rows_where
from index.store.rows import damaged, pack_counts, pack_numbers, unpack_counts, unpack_numbers

_BATCH = 1_000
"""Articles whose changes are summed up before they are written: some 10 MB."""


@dataclass(slots=True)
class Gathered:
    """What changed."""

    articles: dict[int, bytes] = field(default_factory=dict)
    """Article that came → packed numbers of the candidates of its actors."""
    candidates: set[Held] = field(default_factory=set)
    """Those whose sums changed; those that are new, or without mentions now, too."""
    acronyms: set[str] = field(default_factory=set)
    """Words of the keys of bare acronyms that articles say something else of."""


@dataclass(slots=True)
class _Change:
    """By what the sums of one candidate change."""

    forms: dict[str, int] = field(default_factory=dict)
    typed: int = 0
    meant_by: dict[str, int] = field(default_factory=dict)
    """Acronym → in how many articles it stands for the candidate."""

    def count(self, actor: LocalActor, sign: int) -> None:
        """Take one local actor more, or less."""
        for form, count in actor.forms.items():
            self.forms[form] = self.forms.get(form, 0) + sign * count
        self.typed += sign * actor.typed
        for acronym in actor.acronyms:
            key = acronym_key(acronym)
            self.meant_by[key] = self.meant_by.get(key, 0) + sign


def gather(connection: sqlite3.Connection, held: HeldCandidates) -> Gathered:
    """Bring the candidates up to date with the analyses. Which actors they are stays as it was."""
    gathering = _Gathering(connection, held)
    for rows in _batches(connection, "SELECT article, actors, candidates FROM withdrawn WHERE"):
        gathering.take_off(rows)
    connection.execute("DELETE FROM withdrawn")
    for rows in _batches(connection, "SELECT article, actors FROM analyses WHERE candidates IS NULL AND"):
        gathering.add(rows)
    return gathering.gathered


def _batches(connection: sqlite3.Connection, select: str) -> Iterator[list[sqlite3.Row]]:
    last = 0
    while rows := connection.execute(f"{select} article > ? ORDER BY article LIMIT {_BATCH}", (last,)).fetchall():
        yield rows
        last = rows[-1][0]


class _Gathering:
    def __init__(self, connection: sqlite3.Connection, held: HeldCandidates) -> None:
        self._connection = connection
        self._held = held
        self._free = free_number(connection, "candidates")
        self.gathered = Gathered()

    def take_off(self, rows: list[sqlite3.Row]) -> None:
        changes: dict[int, _Change] = defaultdict(_Change)
        for _, actors, packed in rows:
            for number, actor in zip(unpack_numbers(packed), _local_actors(actors), strict=True):
                changes[number].count(actor, -1)
        self._write(changes)

    def add(self, rows: list[sqlite3.Row]) -> None:
        changes: dict[Key, _Change] = defaultdict(_Change)
        keys: dict[int, list[Key]] = {}
        for article, actors in rows:
            keys[article] = []
            for actor in _local_actors(actors):
                key = key_of(actor)
                keys[article].append(key)
                changes[key].count(actor, 1)
        self._held.of_keys(changes)
        self._write({self._number(key): change for key, change in changes.items()})
        for article, gathered in keys.items():
            self.gathered.articles[article] = pack_numbers([self._held.by_key[key].number for key in gathered])

    def _number(self, key: Key) -> int:
        candidate = self._held.by_key.get(key)
        if candidate is None:
            candidate = Held(key, 0, 0, known=False, number=self._free, leader=self._free, actor=0)
            self._free += 1
            self._held.add(candidate)
        return candidate.number

    def _write(self, changes: Mapping[int, _Change]) -> None:
        candidates = self._held.of_numbers(changes)
        known = {
            number: unpack_counts(forms)
            for number, forms in rows_where(
                self._connection, "SELECT number, forms FROM candidates WHERE number", list(changes)
            )
        }
        rows = {one.number: self._changed(one, known.get(one.number, {}), changes[one.number]) for one in candidates}
        self._connection.executemany(
            "UPDATE candidates SET forms = ?2, weight = ?3, typed = ?4, known = ?5 WHERE number = ?1",
            [row for number, row in rows.items() if number in known],
        )
        self._connection.executemany(
            """INSERT INTO candidates (kind, key, family, number, forms, weight, typed, known)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            [(*_labels(one.key), *rows[one.number]) for one in candidates if one.number not in known],
        )
        self._write_meanings(changes)
        self.gathered.candidates.update(candidates)

    def _changed(self, candidate: Held, forms: dict[str, int], change: _Change) -> tuple[object, ...]:
        """The number and the new sums of a candidate that had these forms."""
        for form, count in change.forms.items():
            forms[form] = forms.get(form, 0) + count
        if min(forms.values(), default=0) < 0:
            raise damaged(f"a row of the store makes no sense (candidate {candidate.number} counts too little)")
        forms = {form: count for form, count in forms.items() if count}
        candidate.weight = sum(forms.values())
        candidate.typed += change.typed
        candidate.known = is_known_surname(candidate.key, forms)
        return candidate.number, pack_counts(forms), candidate.weight, candidate.typed, candidate.known

    def _write_meanings(self, changes: Mapping[int, _Change]) -> None:
        rows = [
            (bare(acronym)[1], acronym, number, count)
            for number, change in changes.items()
            for acronym, count in change.meant_by.items()
            if count
        ]
        self._connection.executemany(
            """INSERT INTO meanings VALUES (?, ?, ?, ?)
               ON CONFLICT (bare, acronym, candidate) DO UPDATE SET count = count + excluded.count""",
            rows,
        )
        self._connection.executemany(
            "DELETE FROM meanings WHERE bare = ? AND acronym = ? AND candidate = ? AND count = 0",
            [row[:3] for row in rows if row[3] < 0],
        )
        self.gathered.acronyms.update(row[0] for row in rows)


def _labels(key: Key) -> tuple[str, str, str | None]:
    kind, words = key
    return kind.value, words, family_of(key) if kind is PERSON else None


def _local_actors(packed: str) -> Iterator[LocalActor]:
    try:
        yield from map(LocalActor.from_json, json.loads(packed))
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(f"a row of the store makes no sense ({error})") from error
