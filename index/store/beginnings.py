"""What names begin with a few letters: for completing a word on the command line, where every moment counts.

No library is opened and nothing is checked; where the store can't be read, there is nothing to complete.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from time import monotonic

from index.places import STORE_FILE

MOST = 100
"""More than a reader looks through; they would type another letter."""
PATIENCE = 0.4
"""Seconds after which nothing is better than an answer."""


def articles(folder: Path, letters: str) -> list[tuple[str, str]]:
    """Id and title of the articles whose id begins so, in the order of the ids."""
    query = r"SELECT id, title FROM articles WHERE id LIKE ? || '%' ESCAPE '\' ORDER BY id LIMIT ?"
    return [(str(found), str(title)) for found, title in _asked(folder, query, letters)]


def actors(folder: Path, letters: str) -> list[tuple[str, str]]:
    """Forms that begin so, the most frequent first, each with the kind of its actor; before the user's corrections."""
    query = r"""
        SELECT form, actors.kind FROM names JOIN actors ON actors.number = names.actor
        WHERE form LIKE ? || '%' ESCAPE '\'
        GROUP BY form ORDER BY (SELECT sum(count) FROM article_names WHERE name = names.number) DESC, form LIMIT ?"""
    return [(str(form), str(kind)) for form, kind in _asked(folder, query, letters)]


def _asked(folder: Path, query: str, letters: str) -> Sequence[tuple[object, object]]:
    escaped = letters.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    try:
        with closing(sqlite3.connect(f"{(folder / STORE_FILE).as_uri()}?mode=ro", uri=True, timeout=0.2)) as store:
            until = monotonic() + PATIENCE
            store.set_progress_handler(lambda: monotonic() > until, 10_000)
            return store.execute(query, (escaped, MOST)).fetchall()
    except (sqlite3.Error, ValueError):
        return []
