"""What the store keeps of lines that repeat, by article; every function that writes belongs inside a transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.store.rows import damaged

NO_SOURCE = 0
"""The number of the source of articles that take no part."""


@dataclass(frozen=True, slots=True)
class KeptLines:
    """The lines of an article, and which of its blocks are marked at present."""

    article: int
    """Key."""
    lines: npt.NDArray[np.uint64]
    marked: tuple[int, ...]
    """Numbers of blocks, rising."""


def put_lines(
    connection: sqlite3.Connection, key: int, source: int, lines: npt.NDArray[np.uint64], marked: Sequence[int]
) -> None:
    """Keep the lines of an article; its source, and the one that it had, have to be settled."""
    forget_lines(connection, key)
    packed = lines.astype("<u8").tobytes() if source != NO_SOURCE else b""
    connection.execute("INSERT INTO lines VALUES (?, ?, ?, ?)", (key, source, packed, _pack(marked)))
    if source != NO_SOURCE:
        connection.execute("INSERT OR IGNORE INTO unsettled VALUES (?)", (source,))


def forget_lines(connection: sqlite3.Connection, key: int) -> None:
    """An article is gone, or about to be written anew."""
    connection.execute(
        "INSERT OR IGNORE INTO unsettled SELECT source FROM lines WHERE article = ? AND source <> ?", (key, NO_SOURCE)
    )
    connection.execute("DELETE FROM lines WHERE article = ?", (key,))


def set_marked(connection: sqlite3.Connection, key: int, marked: Sequence[int]) -> None:
    """Enter which blocks are marked now."""
    connection.execute("UPDATE lines SET marked = ? WHERE article = ?", (_pack(marked), key))


def lines_of_source(connection: sqlite3.Connection, source: int) -> list[KeptLines]:
    """The lines of all articles of a source, in no order."""
    query = "SELECT article, lines, marked FROM lines WHERE source = ?"
    return [
        KeptLines(key, unpack_lines(lines), _unpack(marked))
        for key, lines, marked in connection.execute(query, (source,))
    ]


def unpack_lines(packed: bytes) -> npt.NDArray[np.uint64]:
    """The array again; read-only, since it shares the bytes."""
    if len(packed) % 8:
        raise damaged("the lines of an article can't be read")
    return np.frombuffer(packed, dtype="<u8")


def unsettled_sources(connection: sqlite3.Connection) -> list[int]:
    """The sources that articles came to or left since they were settled."""
    return [row[0] for row in connection.execute("SELECT source FROM unsettled ORDER BY source")]


def set_settled(connection: sqlite3.Connection, source: int) -> None:
    """All articles of a source are marked as they have to be."""
    connection.execute("DELETE FROM unsettled WHERE source = ?", (source,))


def articles_without_lines(connection: sqlite3.Connection) -> list[int]:
    """Keys of the articles that an older version wrote."""
    return [
        row[0] for row in connection.execute("SELECT key FROM articles WHERE key NOT IN (SELECT article FROM lines)")
    ]


def drop_lines(connection: sqlite3.Connection) -> None:
    """Forget the lines of all articles that take part, so that they are made anew."""
    connection.execute("DELETE FROM lines WHERE source <> ?", (NO_SOURCE,))


def _pack(numbers: Sequence[int]) -> bytes:
    return np.array(numbers, dtype="<u2").tobytes()


def _unpack(packed: bytes) -> tuple[int, ...]:
    if len(packed) % 2:
        raise damaged("the marks of an article can't be read")
    return tuple(np.frombuffer(packed, dtype="<u2").tolist())
