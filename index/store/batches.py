"""Rows that are asked for by many values of one column."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Value = TypeVar("Value", int, str)

_BATCH = 500
"""Values in one IN list: old SQLite allows 999 variables; a few hundred keep each statement short."""


def batches(values: Iterable[Value]) -> Iterator[list[Value]]:
    """Some hundred values at a time."""
    left = iter(values)
    while some := list(islice(left, _BATCH)):
        yield some


def rows_where(connection: sqlite3.Connection, select: str, values: Iterable[Value]) -> Iterator[sqlite3.Row]:
    """The rows of a statement that ends in a column, for which that has one of these values; in no order.

    Between two rows others may be written: those of a batch are read at once.
    """
    for some in batches(values):
        yield from connection.execute(f"{select} IN ({', '.join('?' * len(some))})", some).fetchall()
