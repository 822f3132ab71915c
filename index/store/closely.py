"""What trained pipelines saw, in the store: by piece of text, and as analyses that wait to take their place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from index.store import rows, writing
from index.store.batches import rows_where
from index.store.mentions import MentionArray, pack_mentions
from index.store.rows import StoredForm

_TAKEN = """SELECT close.article FROM close_analyses AS close JOIN articles ON articles.key = close.article
            AND articles.revision = close.revision"""
"""The articles that are still as they were looked at."""


class Waiting(NamedTuple):
    """An article that a pipeline has not looked at as it is now."""

    key: int
    revision: int


UNKNOWN = -1
"""The number of a pipeline that has looked at nothing yet."""


def pipeline_number(connection: sqlite3.Connection, stamp: str) -> int:
    """The number of a pipeline; `UNKNOWN` where it is new."""
    row = connection.execute("SELECT number FROM pipelines WHERE stamp = ?", (stamp,)).fetchone()
    return UNKNOWN if row is None else int(row[0])


def enter_pipeline(connection: sqlite3.Connection, stamp: str) -> int:
    """The number of a pipeline, which is entered if it is new."""
    connection.execute("INSERT OR IGNORE INTO pipelines (stamp) VALUES (?)", (stamp,))
    return pipeline_number(connection, stamp)


def waiting(connection: sqlite3.Connection, pipeline: int, rules_version: int) -> list[Waiting]:
    """The articles whose names the rules have looked for, and this pipeline has not looked at; newest first.

    What was read last is what a reader most likely opens next.
    """
    query = """SELECT articles.key, articles.revision FROM articles
               JOIN analyses ON analyses.article = articles.key AND analyses.rules_version = :rules
                    AND analyses.named
               LEFT JOIN close_analyses AS close ON close.article = articles.key AND close.pipeline = :pipeline
                    AND close.revision = articles.revision AND close.rules_version = :rules
               WHERE analyses.pipeline <> :pipeline AND close.article IS NULL ORDER BY articles.key DESC"""
    return [Waiting(*row) for row in connection.execute(query, {"pipeline": pipeline, "rules": rules_version})]


def named(connection: sqlite3.Connection, rules_version: int) -> int:
    """How many articles the rules have looked for names in, and a pipeline looks at."""
    query = """SELECT COUNT(*) FROM analyses JOIN articles ON articles.key = analyses.article
               WHERE rules_version = ? AND named"""
    return int(connection.execute(query, (rules_version,)).fetchone()[0])


def has_waiting_analyses(connection: sqlite3.Connection) -> bool:
    """Whether there are analyses that wait for `take_over`."""
    return connection.execute("SELECT 1 FROM close_analyses LIMIT 1").fetchone() is not None


def known_pieces(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, bytes]:
    """Piece key → packed names, for those that were looked at before."""
    return {row[0]: row[1] for row in rows_where(connection, "SELECT piece, names FROM seen WHERE piece", keys)}


def put_pieces(connection: sqlite3.Connection, pipeline: int, names: Mapping[int, bytes]) -> None:
    """Keep what was seen in pieces."""
    connection.executemany(
        "INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", [(piece, pipeline, packed) for piece, packed in names.items()]
    )


def forget_other_pieces(connection: sqlite3.Connection, pipeline: int) -> None:
    """Drop what other pipelines saw."""
    connection.execute("DELETE FROM seen WHERE pipeline <> ?", (pipeline,))


class Analysed(Protocol):
    """What was found in one article, as `index.build.analysis` makes it."""

    @property
    def mentions(self) -> MentionArray: ...
    @property
    def forms(self) -> Sequence[StoredForm]: ...
    @property
    def actors(self) -> str: ...


def put_close_analysis(
    connection: sqlite3.Connection, looked_at: Waiting, rules_version: int, found: Analysed, pipeline: int
) -> None:
    """Keep an analysis until `take_over`."""
    packed = (pack_mentions(found.mentions), rows.pack_forms(found.forms), found.actors)
    connection.execute(
        "INSERT OR REPLACE INTO close_analyses VALUES (?, ?, ?, ?, ?, ?, ?)",
        (looked_at.key, looked_at.revision, rules_version, *packed, pipeline),
    )


def take_over(connection: sqlite3.Connection) -> int:
    """Put the analyses that wait in the place of those before them, where the article is still the same.

    Returns how many there were. Who is who has to be resolved anew in the same transaction.
    """
    writing.withdraw_those_in(connection, _TAKEN)
    taken = connection.execute(
        """INSERT OR REPLACE INTO analyses (article, rules_version, mentions, forms, actors, pipeline, language)
           SELECT close.article, close.rules_version, close.mentions, close.forms, close.actors, close.pipeline,
                  coalesce((SELECT language FROM analyses WHERE analyses.article = close.article), '')
           FROM close_analyses AS close JOIN articles ON articles.key = close.article
           AND articles.revision = close.revision"""
    ).rowcount
    connection.execute(f"DELETE FROM article_names WHERE article IN ({_TAKEN})")
    connection.execute("DELETE FROM close_analyses")
    return taken


def looked_at(connection: sqlite3.Connection) -> Iterable[tuple[str, int]]:
    """(stamp, articles) of each pipeline that took part in an analysis in force; the rules have no stamp."""
    query = """SELECT coalesce(stamp, ''), COUNT(*) FROM analyses LEFT JOIN pipelines ON number = pipeline
               GROUP BY pipeline ORDER BY pipeline"""
    return [(str(row[0]), int(row[1])) for row in connection.execute(query)]
