"""From the groups of names that each article has to the actors of the whole archive, written into the store.

    articles that came, changed or went ──gathering──▶ sums of candidates ──components──▶ which of them are one actor
                                                                                              │
                                              names and mentions ◀──names── actors ◀──actors──┘

Only what a change can reach is decided again and written: the candidates whose sums changed, those that the same
decisions are about, and the actors that any of them was or is part of. The rest stands, numbers included; and all is as
if the archive had been resolved from nothing (`index.actors.resolve`).
"""

from __future__ import annotations

import sqlite3

from index.actors import RULES_VERSION
from index.build.resolution.actors import write_actors
from index.build.resolution.components import components
from index.build.resolution.gathering import gather
from index.build.resolution.held import HeldCandidates
from index.build.resolution.names import write_names
from index.store import Store

_RESOLVED_BY = "resolved_by"
"""Names the rules by which the candidates of the store were gathered."""


def is_due(store: Store) -> bool:
    """Whether names changed since they were resolved, or are resolved by other rules."""
    query = """SELECT EXISTS (SELECT 1 FROM withdrawn)
               OR EXISTS (SELECT 1 FROM analyses WHERE candidates IS NULL)"""
    return not _is_by_these_rules(store) or bool(store.connection.execute(query).fetchone()[0])


def resolve_names(store: Store) -> None:
    """Resolve the names of the articles that changed and write what follows from it, in one transaction."""
    with store.transaction() as connection:
        resolve_within(store, connection)


def resolve_within(store: Store, connection: sqlite3.Connection) -> None:
    """As `resolve_names`, in a transaction of the store that is under way."""
    if not _is_by_these_rules(store) or not _has_candidates(connection):
        _forget_all(connection)
    held = HeldCandidates(connection)
    gathered = gather(connection, held)
    rearranged = write_actors(connection, components(connection, held, gathered))
    write_names(connection, held, gathered.articles, rearranged)
    store.set_meta(_RESOLVED_BY, str(RULES_VERSION))


def _is_by_these_rules(store: Store) -> bool:
    return store.meta(_RESOLVED_BY) == str(RULES_VERSION)


def _has_candidates(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM candidates LIMIT 1").fetchone() is not None


def _forget_all(connection: sqlite3.Connection) -> None:
    """What other rules came to; an older version of the store has no candidates to begin with."""
    for table in ("candidates", "meanings", "withdrawn", "actors", "names", "article_names"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE analyses SET candidates = NULL WHERE candidates IS NOT NULL")
