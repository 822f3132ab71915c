"""How one version of a SQLite file becomes the next; the store and the notebook each bring their own list.

Migrations are applied in order, each in one transaction with the number that says it was; none is edited once released.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence


def version_of(connection: sqlite3.Connection) -> int:
    """The schema version of an open database; 0 when it is empty."""
    number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return number


def migrate(connection: sqlite3.Connection, migrations: Sequence[str]) -> None:
    """Bring the database to the last version, one migration a transaction. A newer one is the caller's to refuse.

    Two processes may try at once: each looks again once it holds the database.
    """
    while (number := version_of(connection)) < len(migrations):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if version_of(connection) == number:
                for statement in _statements(migrations[number]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number + 1}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; `executescript` would commit before the first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
