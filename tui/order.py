"""Orders of the list of all articles. Those of a search are the library's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from tui.values import ArticleRow

Choice = TypeVar("Choice")

SEARCH_SORTS = ("relevance", "newest", "oldest", "source")
LIST_SORTS = ("newest", "oldest", "source", "title")
"""The first is the library's own order: newest first where dated, else by path."""


def ordered(rows: Sequence[ArticleRow], sort: str) -> tuple[ArticleRow, ...]:
    """The rows in another order; those without a date, or without a source, come last and keep theirs."""
    if sort == "oldest":
        return tuple(sorted(rows, key=_day))
    if sort == "source":
        return tuple(sorted(rows, key=lambda row: (row.source is None, (row.source or "").casefold())))
    if sort == "title":
        return tuple(sorted(rows, key=lambda row: row.title.casefold()))
    return tuple(rows)


def _day(row: ArticleRow) -> date:
    return row.published.first_day() if row.published else date.max


def after(sorts: tuple[Choice, ...], sort: Choice) -> Choice:
    """The next of the sorts, or of other choices, round and round."""
    return sorts[(sorts.index(sort) + 1) % len(sorts)] if sort in sorts else sorts[0]
