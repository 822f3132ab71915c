"""Which candidates are one actor now, for all that a change can reach.

A candidate is live once its actor may be another one: its sums changed, somebody else leads it, it stands in a decision
with one of these, or it was or is part of an actor with one. Decisions are made on all their candidates, live or not.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable

from index.actors.candidates import ORGANISATION, PERSON, Key, Union, family_of
from index.actors.joins import one_person, one_reading, stands_for
from index.build.resolution.gathering import Gathered
from index.build.resolution.held import Held, HeldCandidates
from index.store.batches import Value, rows_where


def components(connection: sqlite3.Connection, held: HeldCandidates, gathered: Gathered) -> list[list[Held]]:
    """The live candidates, those together that are one actor; those without mentions each alone."""
    return _Components(connection, held).found(gathered)


class _Components:
    def __init__(self, connection: sqlite3.Connection, held: HeldCandidates) -> None:
        self._connection = connection
        self._held = held
        self._live: set[Held] = set()
        self._joined: list[tuple[Key, Key]] = []
        self._seen: dict[str, set[object]] = defaultdict(set)

    def found(self, gathered: Gathered) -> list[list[Held]]:
        reached = gathered.candidates | self._led_by_others(gathered.candidates)
        acronyms = {one.key[1] for one in gathered.candidates if one.key[0] is ORGANISATION} | gathered.acronyms
        reached |= self._readings(reached, all_of_them=True) | self._meanings(acronyms, all_of_them=True)
        while reached := reached - self._live:
            self._live |= reached
            reached = self._together_before(reached) | self._together_now(reached)
        return self._merged()

    def _led_by_others(self, changed: Iterable[Held]) -> set[Held]:
        """Decides who leads whom in the families of those that changed; returns whom another one leads than before."""
        families: dict[str, list[Held]] = defaultdict(list)
        for person in self._held.of_families({family_of(one.key) for one in changed if one.key[0] is PERSON}):
            if person.weight:
                families[family_of(person.key)].append(person)
        led = set()
        for family in families.values():
            leaders = one_person(family)
            for person in family:
                leader = self._held.by_key[leaders[person.key]].number
                if leader != person.leader:
                    person.leader = leader
                    led.add(person)
        rows = [(person.leader, person.number) for person in led]
        self._connection.executemany("UPDATE candidates SET leader = nullif(?1, ?2) WHERE number = ?2", rows)
        return led

    def _together_before(self, reached: Iterable[Held]) -> set[Held]:
        return set(self._held.of_actors(self._unseen("actors", (one.actor for one in reached if one.actor))))

    def _together_now(self, reached: Collection[Held]) -> set[Held]:
        """All that are joined with one of these."""
        leaders = self._unseen("leaders", (one.leader for one in reached if one.key[0] is PERSON and one.weight))
        found = {one for one in self._held.of_leaders(leaders) if one.weight}
        acronyms = {one.key[1] for one in reached if one.key[0] is ORGANISATION}
        meant = rows_where(
            self._connection, "SELECT DISTINCT bare FROM meanings WHERE candidate", [one.number for one in reached]
        )
        acronyms.update(row[0] for row in meant)
        return found | self._readings(reached) | self._meanings(acronyms)

    def _readings(self, of: Iterable[Held], *, all_of_them: bool = False) -> set[Held]:
        """Decides between candidates of the same words; returns those that are joined, or all of these words."""
        found: set[Held] = set()
        for rivals in self._held.of_texts(self._unseen("words", (one.key[1] for one in of))).values():
            pairs = list(one_reading([one for one in rivals if one.weight], _is_led))
            self._joined += pairs
            found.update(rivals if all_of_them else (self._held.by_key[key] for pair in pairs for key in pair))
        return found

    def _meanings(self, bares: Iterable[str], *, all_of_them: bool = False) -> set[Held]:
        """Decides what bare acronyms stand for; returns those that are joined with their meaning, or all of them."""
        said: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
        select = "SELECT bare, acronym, candidate, count FROM meanings WHERE bare"
        for bare, acronym, number, count in rows_where(self._connection, select, self._unseen("bares", bares)):
            said[bare, acronym][number] = count
        self._held.of_keys((ORGANISATION, bare) for bare, _ in said)
        found: set[Held] = set()
        for (bare, acronym), counts in said.items():
            alone = self._held.by_key.get((ORGANISATION, bare))
            if alone is None or not alone.weight:
                continue
            meaning = stands_for(acronym, {one.key: counts[one.number] for one in self._held.of_numbers(counts)})
            if meaning is not None:
                self._joined.append((alone.key, meaning))
                found |= {alone, self._held.by_key[meaning]}
            elif all_of_them:
                found.add(alone)
        return found

    def _unseen(self, what: str, values: Iterable[Value]) -> list[Value]:
        new = set(values).difference(self._seen[what])
        self._seen[what] |= new
        return list(new)

    def _merged(self) -> list[list[Held]]:
        union = Union()
        for first, second in self._joined:
            union.join(first, second)
        for one in self._live:
            if one.key[0] is PERSON and one.weight:
                union.join(self._held.by_number[one.leader].key, one.key)
        merged: dict[Key, list[Held]] = defaultdict(list)
        for one in self._live:
            merged[union.find(one.key)].append(one)
        return list(merged.values())


def _is_led(candidate: Held) -> bool:
    return candidate.leader != candidate.number
