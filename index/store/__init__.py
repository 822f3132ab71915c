"""The store: one SQLite database that holds articles, their texts and what was found in them.

It is the truth of the library. It commits first; the full text then records the revision that it has taken in.
Readers work in any number of threads and processes; one process at a time writes, under the library's lock.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import LibraryDamaged, LibraryMissing
from index.model import Article, ArticleRow, Block, Origin
from index.places import STORE_FILE
from index.store import rows
from index.store.batches import batches
from index.store.faults import named
from index.store.schema import READABLE, VERSION, migrate, stand_in, version_of

if TYPE_CHECKING:
    from index.store.mentions import MentionArray

_WHOLE = """SELECT *, (SELECT language FROM analyses WHERE analyses.article = articles.key) AS found_language
            FROM articles JOIN texts ON texts.article = articles.key"""


class Store:
    """An open store: one connection, which one thread at a time may use."""

    def __init__(self, folder: Path, *, read_only: bool) -> None:
        self.path = folder / STORE_FILE
        self.read_only = read_only
        self.connection = self._connect()

    @classmethod
    def create(cls, folder: Path) -> Store:
        """Open for writing; makes the folder and the database where there is none, and migrates an older one.

        Raises LibraryDamaged for a database that is newer than this program, or none at all.
        """
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with damage_named(folder / STORE_FILE):
            store = cls(folder, read_only=False)
            store._refuse_newer()
            migrate(store.connection)
            with store.transaction():
                store.connection.execute("INSERT OR IGNORE INTO meta VALUES ('uuid', ?)", (secrets.token_hex(16),))
                store.connection.execute("INSERT OR IGNORE INTO meta VALUES ('revision', '0')")
        return store

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open for reading. Raises LibraryMissing where there is nothing, LibraryDamaged where it can't be used."""
        missing = LibraryMissing("no library here", place=str(folder), remedy="`dateline index PATH` builds one")
        if not (folder / STORE_FILE).is_file():
            raise missing
        with damage_named(folder / STORE_FILE):
            store = cls(folder, read_only=True)
            store._refuse_newer()
            found = version_of(store.connection)
            if found < VERSION and not (found >= READABLE and store.is_frozen):
                store.close()
                if not found:
                    raise missing  # another process is just about to make it
                cls.create(folder).close()
                store = cls(folder, read_only=True)
        return store

    @property
    def is_frozen(self) -> bool:
        """Whether it lies where this user can't write."""
        return self.read_only and not os.access(self.path.parent, os.W_OK)

    def _connect(self) -> sqlite3.Connection:
        # A WAL database in a folder that can't be written opens only as immutable, which is right there: nobody writes.
        frozen = self.is_frozen
        mode = "mode=ro&immutable=1" if frozen else ("mode=rw" if self.read_only else "mode=rwc")
        uri = f"{self.path.absolute().as_uri()}?{mode}"
        # Whoever calls sees to it that threads take turns, hence not bound to the thread that opened it.
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=10)
        connection.row_factory = sqlite3.Row
        if not frozen:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(
                "PRAGMA synchronous = NORMAL"
            )  # in WAL mode this keeps the last commits, never half of one
        if frozen:
            stand_in(connection)
        if self.read_only:
            connection.execute("PRAGMA query_only = ON")
        return connection

    def _refuse_newer(self) -> None:
        found = version_of(self.connection)
        if found > VERSION:
            self.close()
            error = LibraryDamaged(
                f"written by a newer dateline (schema {found}, this one knows {VERSION})",
                place=str(self.path),
                remedy="Update dateline, or name another folder with --library",
            )
            error.newer = True
            raise error

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def hold(self) -> None:
        """From now on everything is read as it is at this moment, whatever a build commits, until `release`."""
        self.release()
        self.connection.execute("BEGIN")
        self.connection.execute("SELECT 1 FROM meta").fetchone()

    def release(self) -> None:
        """See again what others commit."""
        if self.connection.in_transaction:
            self.connection.execute("COMMIT")

    @contextlib.contextmanager
    def transaction(self, *, aside: bool = False) -> Iterator[sqlite3.Connection]:
        """All or nothing: commits at the end, takes everything back when an exception leaves it.

        What is written `aside` changes no answer, so `changes` stays as it is, and whoever reads need not read anew.
        """
        connection = self.connection
        connection.execute("BEGIN IMMEDIATE")
        before = connection.total_changes
        try:
            yield connection
            if not aside and connection.total_changes != before:
                self.set_meta("changes", str(self.changes + 1))
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def meta(self, name: str, default: str = "") -> str:
        """A named value of the store itself."""
        row = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return default if row is None else str(row[0])

    def set_meta(self, name: str, value: str) -> None:
        """Set a named value, inside or outside a transaction."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    @property
    def uuid(self) -> str:
        """What tells this store from one built anew in the same folder."""
        return self.meta("uuid")

    @property
    def revision(self) -> int:
        """Rises with every article that is written or removed."""
        return rows.whole_number(self.meta("revision", "0"))

    @property
    def changes(self) -> int:
        """Rises with every transaction that changed what can be read here, names and marks included."""
        return rows.whole_number(self.meta("changes", "0"))

    def damage(self) -> list[str]:
        """What SQLite itself finds wrong, a sentence each."""
        return [row[0] for row in self.connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]

    # ---- reading

    def roots(self) -> tuple[str, ...]:
        """The paths that the user named, in that order."""
        return tuple(row[0] for row in self.connection.execute("SELECT path FROM roots ORDER BY number"))

    def article_rows(self) -> tuple[ArticleRow, ...]:
        """Every article, by path and key."""
        cursor = self.connection.cursor()
        cursor.row_factory = None  # plain tuples: a hundred thousand named rows take 0.1 s more
        query = f"SELECT {rows.ARTICLE_COLUMNS} FROM articles ORDER BY path, key"
        return tuple(map(rows.article_row, cursor.execute(query)))

    def article(self, key: int) -> Article:
        """One article, whole. Raises KeyError when it is gone."""
        row = self.connection.execute(f"{_WHOLE} WHERE key = ?", (key,)).fetchone()
        if row is None:
            known = self.connection.execute("SELECT path FROM articles WHERE key = ?", (key,)).fetchone()
            if known is None:
                raise KeyError(key)
            raise rows.damaged(f"the text of {known[0]} is gone")
        return rows.article(row)

    def texts(self, keys: Sequence[int]) -> Iterator[tuple[int, str, tuple[Block, ...]]]:
        """Key, text and blocks of each of these articles, in no order."""
        for batch in batches(map(int, keys)):
            marks = ",".join("?" * len(batch))
            query = f"SELECT article, text, blocks FROM texts WHERE article IN ({marks})"
            for row in self.connection.execute(query, batch):
                yield row[0], row[1], rows.unpack_blocks(row[2])

    def written(self, keys: Sequence[int] | None) -> Iterator[tuple[int, str]]:
        """Key and text of each of these articles, or of all; in no order."""
        if keys is None:
            yield from self.connection.execute("SELECT article, text FROM texts")
            return
        for batch in batches(map(int, keys)):
            marks = ",".join("?" * len(batch))
            yield from self.connection.execute(f"SELECT article, text FROM texts WHERE article IN ({marks})", batch)

    def keys_since(self, revision: int) -> tuple[int, ...]:
        """Keys of the articles that were written after `revision`."""
        query = "SELECT key FROM articles WHERE revision > ?"
        return tuple(row[0] for row in self.connection.execute(query, (revision,)))

    def languages(self) -> Iterator[tuple[int, str]]:
        """(article key, code of the language) where it is known."""
        found = dict(self.connection.execute("SELECT article, language FROM analyses WHERE language <> ''"))
        for key, stated, origin in self.connection.execute("SELECT key, language, language_origin FROM articles"):
            language = rows.language(stated, origin, found.get(key))[0]
            if language is not None:
                yield key, language

    def stated_language(self, key: int) -> tuple[str | None, Origin]:
        """What is stated of an article's language, and where."""
        query = "SELECT language, language_origin FROM articles WHERE key = ?"
        stated, origin = self.connection.execute(query, (key,)).fetchone()
        return rows.language(stated, origin, None)

    def find_article(self, id_: str, text_sha256: str) -> tuple[int, str] | None:
        """Key and id of the article of this id, else of the only one with this text; None where there is none."""
        row = self.connection.execute("SELECT key, id FROM articles WHERE id = ?", (id_,)).fetchone()
        if row is not None:
            return row["key"], row["id"]
        query = "SELECT key, id FROM articles WHERE text_sha256 = ? LIMIT 2"
        rows_ = self.connection.execute(query, (text_sha256,)).fetchall()
        return (rows_[0]["key"], rows_[0]["id"]) if len(rows_) == 1 else None

    def articles_since(self, revision: int) -> Iterator[tuple[int, Article]]:
        """Key and article of each that was written after `revision`, in order of revision."""
        for row in self.connection.execute(f"{_WHOLE} WHERE revision > ? ORDER BY revision", (revision,)):
            yield row["key"], rows.article(row)

    def removed_since(self, revision: int) -> tuple[int, ...]:
        """Keys that were removed after `revision`."""
        query = "SELECT key FROM removals WHERE revision > ?"
        return tuple(row[0] for row in self.connection.execute(query, (revision,)))

    def unread_files(self) -> int:
        """How many files in the last build could not be read, whole or in part."""
        fault = "SELECT 1 FROM json_each(problems) WHERE json_extract(value, '$[3]') IS NOT 1"  # see writing.Problem
        number: int = self.connection.execute(f"SELECT COUNT(*) FROM files WHERE EXISTS ({fault})").fetchone()[0]
        return number

    def mentions(self, key: int) -> MentionArray:
        """The mentions of one article, in order; empty where names were not looked for yet."""
        from index.store.mentions import unpack_mentions

        return next((array for _, array in self.mentions_of([key])), unpack_mentions(b""))

    def mentions_of(self, keys: Sequence[int]) -> Iterator[tuple[int, MentionArray]]:
        """Key and mentions of each of these articles that has been analysed."""
        from index.store.mentions import unpack_mentions

        for batch in batches(map(int, keys)):
            marks = ",".join("?" * len(batch))
            query = f"SELECT article, mentions FROM analyses WHERE article IN ({marks}) ORDER BY article"
            for row in self.connection.execute(query, batch):
                yield row[0], unpack_mentions(row[1])

    def article_names(self, names: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """(article, name, count) for each of these name numbers; counts of at least one."""
        for batch in batches(map(int, names)):
            marks = ",".join("?" * len(batch))
            query = f"SELECT article, name, count FROM article_names WHERE name IN ({marks}) AND count > 0"
            yield from self.connection.execute(query, batch)

    def names_in_article(self, key: int) -> Iterator[tuple[int, int]]:
        """(name, count) of one article."""
        yield from self.connection.execute("SELECT name, count FROM article_names WHERE article = ?", (key,))


@contextlib.contextmanager
def damage_named(path: Path) -> Iterator[None]:
    """Turn what SQLite says of damage into LibraryDamaged, and what the system refuses into DatelineError."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise named(error, str(path)) from error
