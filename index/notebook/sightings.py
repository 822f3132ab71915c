"""Finds the articles of a library that the notebook knows, whatever became of their files meanwhile.

In this order: the same id and text; the same text under another name; the same place with another text. An id alone
says nothing, since it is a hash of the path below a root, and two roots can hold the same path.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from index.store import Store, damage_named

Value = TypeVar("Value")

_BATCH = 500
"""Values in one IN list, as in the store."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where an article was met, and what it was then."""

    root: str
    """The path that the user named, absolute."""
    id: str
    path: str
    text_sha256: str
    title: str
    source: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """A sighting as far as it helps to find the article again; `number` is the notebook's."""

    number: int
    root: str
    id: str
    text_sha256: str
    title: str


@dataclass(slots=True)
class Claims:
    """Which article of a library is which of the notebook's; an article is at most one of them."""

    number: dict[int, int] = field(default_factory=dict)
    """Article key → number in the notebook."""
    sighted: set[int] = field(default_factory=set)
    """Keys that are in the library just as the notebook has met them; the others are worth a sighting."""

    def keys(self) -> dict[int, tuple[int, ...]]:
        """Number → its article keys: several where one library holds what was met as one."""
        found: dict[int, list[int]] = defaultdict(list)
        for key, number in self.number.items():
            found[number].append(key)
        return {number: tuple(keys) for number, keys in found.items()}


def sightings(store: Store, keys: Sequence[int]) -> Iterator[tuple[int, Sighting]]:
    """Key and sighting of each of these articles, as the library has them now."""
    query = """SELECT a.key, r.path, a.id, a.path, a.text_sha256, a.title, a.source, a.published
               FROM articles a JOIN files f ON f.number = a.file JOIN roots r ON r.number = f.root
               WHERE a.key IN ({marks})"""
    for row in _of_store(store, query, keys):
        yield row[0], Sighting(*row[1:])


def last_sighting(connection: sqlite3.Connection, number: int) -> Sighting:
    """One of an article that may be in no library any more."""
    query = "SELECT root, id, path, text_sha256, title, source, published FROM sightings WHERE article = ? LIMIT 1"
    return Sighting(*connection.execute(query, (number,)).fetchone())


def all_known(connection: sqlite3.Connection) -> Iterator[Known]:
    """Every sighting of the notebook, articles in the order in which they were first met."""
    query = "SELECT article, root, id, text_sha256, title FROM sightings ORDER BY article, root, id"
    return (Known(*row) for row in connection.execute(query))


def known_of(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[Known]:
    """The sightings of some articles."""
    query = "SELECT article, root, id, text_sha256, title FROM sightings WHERE article IN ({marks}) ORDER BY article"
    return (Known(*row) for row in _selected(connection, query, numbers))


def claims(store: Store, known: Iterable[Known]) -> Claims:
    """Which articles of the store these are."""
    found = Claims()
    placed: set[int] = set()
    renamed: list[tuple[int, tuple[int, ...]]] = []
    edited: list[Known] = []
    roots = set(store.roots())
    for batch in batches(known):
        texts = _with_texts(store, [one.text_sha256 for one in batch])
        for one in batch:
            same_text = texts.get(one.text_sha256, ())
            exact = [(key, root) for key, id_, root in same_text if id_ == one.id]
            for key, root in exact:
                if found.number.setdefault(key, one.number) == one.number:
                    placed.add(one.number)
                    if root == one.root:
                        found.sighted.add(key)
            if not exact and same_text:
                renamed.append((one.number, tuple(key for key, _, _ in same_text)))
            if not exact and one.root in roots:
                edited.append(one)
    for number, keys in renamed:
        free = [key for key in keys if key not in found.number]
        if number not in placed and len(free) == 1:
            found.number[free[0]] = number
            placed.add(number)
    for one, key in _in_place(store, [one for one in edited if one.number not in placed]):
        if one.number not in placed and key not in found.number:
            found.number[key] = one.number
            placed.add(one.number)
    return found


def _with_texts(store: Store, texts: Sequence[str]) -> Mapping[str, Sequence[tuple[int, str, str]]]:
    """Hash of a text → key, id and root of each article that has it."""
    query = """SELECT a.text_sha256, a.key, a.id, r.path
               FROM articles a JOIN files f ON f.number = a.file JOIN roots r ON r.number = f.root
               WHERE a.text_sha256 IN ({marks}) ORDER BY a.key"""
    found: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for text, key, id_, root in _of_store(store, query, texts):
        found[text].append((key, id_, root))
    return found


def _in_place(store: Store, known: Sequence[Known]) -> Iterator[tuple[Known, int]]:
    """Each with the key of the article that stands where it was met.

    In a file of several articles, each line that is added or removed moves those after it; there the title has to be
    the same.
    """
    query = """SELECT a.id, r.path, a.key, a.title,
                      EXISTS (SELECT 1 FROM articles o WHERE o.file = a.file AND o.key <> a.key)
               FROM articles a JOIN files f ON f.number = a.file JOIN roots r ON r.number = f.root
               WHERE a.id IN ({marks})"""
    places = {
        (root, id_): (key, title, bool(several))
        for id_, root, key, title, several in _of_store(store, query, [one.id for one in known])
    }
    for one in known:
        key, title, several = places.get((one.root, one.id), (None, "", False))
        if key is not None and (not several or title == one.title):
            yield one, key


def _of_store(store: Store, query: str, values: Sequence[object]) -> Iterator[tuple[Any, ...]]:
    with damage_named(store.path):  # at once, so that it is not taken for damage of the notebook
        yield from _selected(store.connection, query, values)


def _selected(connection: sqlite3.Connection, query: str, values: Sequence[object]) -> Iterator[tuple[Any, ...]]:
    """The rows of a query with an IN list in the place of `{marks}`, for as many values as there are."""
    for batch in batches(values):
        yield from map(tuple, connection.execute(query.format(marks=",".join("?" * len(batch))), batch))


def batches(values: Iterable[Value]) -> Iterator[list[Value]]:
    """The values in lists of a bounded length, in order."""
    rest = iter(values)
    while batch := list(itertools.islice(rest, _BATCH)):
        yield batch
