"""Which article a user means, and the order that lists of articles have."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from index.errors import AmbiguousName, UnknownName
from index.model import ArticleRow

_LISTED = 5
"""Candidates named in an error."""


def newest_first(row: ArticleRow) -> int:
    """Sort key for rows that are in the order of their paths and keys: newest first, then those without a date.

    An article known by its month or year only stands where its first day does, as in a search.
    """
    return -row.published.first_day().toordinal() if row.published else 1


def named(rows: Sequence[ArticleRow], name: str) -> ArticleRow:
    """The article of this path, else the only one whose id, file name or path begins so.

    Raises UnknownName where there is none, or several.
    """
    exact = [row for row in rows if row.path == name]
    begun = exact or [
        row
        for row in rows
        if name
        and (
            row.id.startswith(name.casefold())
            or PurePosixPath(row.path).name.startswith(name)
            or row.path.startswith(name)
        )
    ]
    if len(begun) == 1:
        return begun[0]
    if not begun:
        raise UnknownName(f"no article is called {name!r}", remedy="`dateline list` shows all")
    listed = ", ".join(f"{row.id} ({row.path})" for row in begun[:_LISTED])
    more = f" and {len(begun) - _LISTED:,} more" if len(begun) > _LISTED else ""
    raise AmbiguousName(f"{name!r} can mean {len(begun):,} articles: {listed}{more}", remedy="Name one by its id")
