"""A store as an older version of the program left it: what that version knew of, in the tables that it had."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from index import migrations
from index.places import STORE_FILE
from index.store.schema import MIGRATIONS


def made_older(folder: Path, version: int) -> None:
    """Put the store in this folder, which must not be open, back to a version."""
    path = folder / STORE_FILE
    newer = path.rename(path.with_suffix(".newer"))
    with closing(sqlite3.connect(path, isolation_level=None)) as store:
        migrations.migrate(store, MIGRATIONS[:version])
        store.execute("ATTACH ? AS newer", (str(newer),))
        for (table,) in store.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
            columns = ", ".join(row[1] for row in store.execute(f"PRAGMA main.table_info({table})"))
            store.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}")
    newer.unlink()
