"""From the groups of names that each article has to the actors of the whole archive, written into the store.

Numbers of actors and names stay what they were wherever the resolution says the same as before, so only the articles
whose names were resolved anew are written.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from index.actors import RULES_VERSION, LocalActor, RawActor, Resolution, resolve
from index.store import Store
from index.store.mentions import FORM, NAME, pack_mentions, unpack_mentions
from index.store.rows import unpack_forms

RESOLVED_BY = "resolved_by"
"""Names the rules that the actors of the store were resolved by; empty once an article's names changed since."""


def resolve_names(store: Store) -> None:
    """Resolve the names of all analysed articles and write what changed, in one transaction."""
    with store.transaction() as connection:
        resolve_within(store, connection)


def resolve_within(store: Store, connection: sqlite3.Connection) -> None:
    """As `resolve_names`, in a transaction of the store that is under way."""
    resolution = resolve(_groups(connection))
    numbers = _number_actors(connection, resolution.actors)
    _Names(connection, resolution, numbers).write()
    store.set_meta(RESOLVED_BY, str(RULES_VERSION))
    connection.execute(
        """DELETE FROM actors WHERE number NOT IN (SELECT DISTINCT actor FROM names
           WHERE number IN (SELECT name FROM article_names))"""
    )
    connection.execute("DELETE FROM names WHERE number NOT IN (SELECT name FROM article_names)")


def _groups(connection: sqlite3.Connection) -> Iterator[tuple[int, tuple[LocalActor, ...]]]:
    for article, actors in connection.execute("SELECT article, actors FROM analyses ORDER BY article"):
        yield article, tuple(LocalActor.from_json(actor) for actor in json.loads(actors))


def _number_actors(connection: sqlite3.Connection, actors: Sequence[RawActor]) -> list[int]:
    """The number of each actor in the store: the old one for an id that was there, else a new one."""
    known = {
        row[0]: (row[1], row[2], row[3]) for row in connection.execute("SELECT id, number, name, kind FROM actors")
    }
    free = 1 + max((number for number, _, _ in known.values()), default=0)
    numbers = []
    for actor in actors:
        number, name, kind = known.get(actor.id, (free, None, None))
        free += number == free
        numbers.append(number)
        if (name, kind) != (actor.name, actor.kind):
            connection.execute(
                "INSERT OR REPLACE INTO actors VALUES (?, ?, ?, ?)", (number, actor.id, actor.name, actor.kind)
            )
    return numbers


class _Names:
    """Writes which name of which actor each form of each article is."""

    def __init__(self, connection: sqlite3.Connection, resolution: Resolution, actor_numbers: Sequence[int]) -> None:
        self._connection = connection
        self._of = resolution.of
        self._actor_numbers = actor_numbers
        self._numbers: dict[tuple[int, str, str], int] = {
            (actor, form, kind): number
            for number, actor, form, kind in connection.execute("SELECT number, actor, form, kind FROM names")
        }
        self._free = 1 + max(self._numbers.values(), default=0)

    def write(self) -> None:
        """Go through all analysed articles and write those whose names changed."""
        for article, packed, packed_forms in self._analyses():
            forms = unpack_forms(packed_forms)
            names = np.array(
                [self._name(self._actor_numbers[self._of[article, f.group]], f.form, f.kind) for f in forms],
                dtype=np.int32,
            )
            mentions = unpack_mentions(packed)
            wanted = names[mentions[:, FORM]] if len(forms) else mentions[:, NAME]
            if np.array_equal(wanted, mentions[:, NAME]) and self._counted(article, len(forms)):
                continue
            renamed = mentions.copy()
            renamed[:, NAME] = wanted
            self._write_article(
                article, pack_mentions(renamed), [(int(n), f.count) for n, f in zip(names, forms, strict=True)]
            )

    def _analyses(self) -> Iterator[tuple[int, bytes, str]]:
        """Article, mentions and forms, some at a time, since rows are written between two of them."""
        query = "SELECT article, mentions, forms FROM analyses WHERE article > ? ORDER BY article LIMIT 500"
        last = 0
        while rows := self._connection.execute(query, (last,)).fetchall():
            yield from rows
            last = rows[-1][0]

    def _name(self, actor: int, form: str, kind: str) -> int:
        number = self._numbers.setdefault((actor, form, kind), self._free)
        if number == self._free:
            self._free += 1
            self._connection.execute("INSERT INTO names VALUES (?, ?, ?, ?)", (number, actor, form, kind))
        return number

    def _counted(self, article: int, forms: int) -> bool:
        """Whether the article's counts were ever written; an article without names has none to write."""
        query = "SELECT 1 FROM article_names WHERE article = ? LIMIT 1"
        return forms == 0 or self._connection.execute(query, (article,)).fetchone() is not None

    def _write_article(self, article: int, mentions: bytes, names: Sequence[tuple[int, int]]) -> None:
        counts: Counter[int] = Counter()
        for name, count in names:
            counts[name] += count
        self._connection.execute("UPDATE analyses SET mentions = ? WHERE article = ?", (mentions, article))
        self._connection.execute("DELETE FROM article_names WHERE article = ?", (article,))
        self._connection.executemany(
            "INSERT INTO article_names VALUES (?, ?, ?)", [(article, name, count) for name, count in counts.items()]
        )
