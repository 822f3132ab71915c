"""Saved searches, and which of their hits were seen.

A hit is remembered as two numbers of eight bytes: of its text, by which a renamed or moved article is known, and of its
id, by which an edited one is. They are kept apart by root, so that one library's hits never count as seen in another.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.errors import UnknownName
from index.notebook.folding import folded
from index.notebook.sightings import sightings
from index.store import Store

_BASE32 = {letter: number for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz234567")}


@dataclass(frozen=True, slots=True)
class KeptSearch:
    """A saved search as it is kept."""

    number: int
    name: str
    query: str
    seen_at: str


def searches(connection: sqlite3.Connection) -> list[KeptSearch]:
    """All, in alphabetical order."""
    rows = connection.execute("SELECT number, name, query, seen_at FROM searches ORDER BY folded")
    return [KeptSearch(*row) for row in rows]


def one_search(connection: sqlite3.Connection, name: str) -> KeptSearch:
    """The search of this name, whatever its case. Raises UnknownName."""
    query = "SELECT number, name, query, seen_at FROM searches WHERE folded = ?"
    row = connection.execute(query, (folded(" ".join(name.split())),)).fetchone()
    if row is None:
        raise UnknownName(f"no saved search is called {name!r}", remedy="`dateline saved` lists them")
    return KeptSearch(*row)


def new_hits(connection: sqlite3.Connection, store: Store, search: KeptSearch, hits: Sequence[int]) -> list[int]:
    """The keys among the hits that were not seen, in their order."""
    import numpy as np

    rows = connection.execute("SELECT root, hits FROM search_hits WHERE search = ?", (search.number,))
    seen = {root: np.frombuffer(packed, dtype="<u8").reshape(-1, 2) for root, packed in rows}
    if not seen:
        return list(hits)
    found = _numbers(store, hits)
    texts_now = np.array([text for _, text, _ in found.values()], dtype=np.uint64)
    texts_seen = set(np.concatenate([array[:, 0] for array in seen.values()]).tolist())
    # A place stands for the article that was seen there only while its text is nowhere else: in a file of many
    # articles a new line moves all those after it.
    places_seen = {root: set(array[~np.isin(array[:, 0], texts_now), 1].tolist()) for root, array in seen.items()}
    return [
        key
        for key in hits
        if key in found and found[key][1] not in texts_seen and found[key][2] not in places_seen.get(found[key][0], ())
    ]


def pack(store: Store, hits: Sequence[int]) -> Iterator[tuple[str, bytes]]:
    """Root and hits below it as they are kept."""
    import numpy as np

    by_root: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for root, text, place in _numbers(store, hits).values():
        by_root[root].append((text, place))
    for root, pairs in by_root.items():
        yield root, np.array(pairs, dtype="<u8").tobytes()


def _numbers(store: Store, keys: Sequence[int]) -> dict[int, tuple[str, int, int]]:
    """Key → root, number of the text, number of the id."""
    return {key: (seen.root, int(seen.text_sha256[:16], 16), _number(seen.id)) for key, seen in sightings(store, keys)}


def _number(article_id: str) -> int:
    """The fifty bits of an id."""
    number = 0
    for letter in article_id:
        number = number * 32 + _BASE32[letter]
    return number
