"""Reads every row of a store and says whether it is what this program writes: SQLite's own check sees only pages."""

from __future__ import annotations

import json
import sqlite3

from index.errors import LibraryDamaged
from index.store import Store, rows
from index.store.mentions import unpack_mentions
from index.store.repeated import unpack_lines
from index.text import sha256


def unsound(store: Store) -> list[str]:
    """What is wrong, a sentence; the first thing is enough, since the whole store is then made anew."""
    try:
        missing = store.connection.execute(
            "SELECT COUNT(*) FROM articles WHERE key NOT IN (SELECT article FROM texts)"
        ).fetchone()[0]
        if missing:
            return [f"{missing:,} articles have lost their text"]
        for _, article in store.articles_since(-1):
            if sha256(article.text) != article.text_sha256:
                return [f"the text of {article.path} is not what was read"]
        json.loads(store.meta("overrides", "{}"))
        int(store.meta("revision", "0"))
        for (packed,) in store.connection.execute("SELECT lines FROM lines"):
            unpack_lines(packed)
        for packed, forms, actors in store.connection.execute("SELECT mentions, forms, actors FROM analyses"):
            unpack_mentions(packed)
            rows.unpack_forms(forms)
            json.loads(actors)
    except (LibraryDamaged, sqlite3.OperationalError) as error:
        return [str(error)]
    except (ValueError, KeyError, TypeError, IndexError) as error:
        return [f"a row can't be read ({error})"]
    return []
