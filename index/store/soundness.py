"""Reads every row of a store and says whether it is what this program writes: SQLite's own check sees only pages."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter

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
        for packed, forms in store.connection.execute("SELECT mentions, forms FROM analyses"):
            unpack_mentions(packed)
            rows.unpack_forms(forms)
        return _miscounted(store)
    except (LibraryDamaged, sqlite3.OperationalError) as error:
        return [str(error)]
    except (ValueError, KeyError, TypeError, IndexError) as error:
        return [f"a row can't be read ({error})"]


def _miscounted(store: Store) -> list[str]:
    """Whether the sums that who is who is decided by are those of all articles that are counted in."""
    sums: Counter[int] = Counter()
    counted = """SELECT actors, candidates FROM analyses WHERE candidates IS NOT NULL
                 UNION ALL SELECT actors, candidates FROM withdrawn"""
    for actors, packed in store.connection.execute(counted):
        for actor, number in zip(json.loads(actors), rows.unpack_numbers(packed), strict=True):
            sums[number] += sum(actor["forms"].values())
    for (actors,) in store.connection.execute("SELECT actors FROM analyses WHERE candidates IS NULL"):
        json.loads(actors)
    select = "SELECT candidates.number, forms, candidates.weight FROM candidates JOIN actors ON actors.number = actor"
    for number, forms, weight in store.connection.execute(select):
        if not sums.pop(number, 0) == weight == sum(rows.unpack_counts(forms).values()):
            return ["names are counted wrongly"]
    return ["names are counted wrongly"] if sums else []
