"""What the one writer does to the store; every function belongs inside `Store.transaction()`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from index.model import Article
from index.store import repeated, rows
from index.store.rows import StoredForm

if TYPE_CHECKING:
    from index.store.mentions import MentionArray


_WITHDRAWN = """INSERT OR IGNORE INTO withdrawn
    SELECT article, actors, candidates FROM analyses WHERE candidates IS NOT NULL AND article"""
"""Before an analysis goes, what the candidates have counted in of it is kept: who is who is due again."""


@dataclass(frozen=True, slots=True)
class FileState:
    """What tells a changed file from an unchanged one; times in ns since the epoch, size in bytes."""

    size: int
    mtime_ns: int
    ctime_ns: int
    text_version: int
    declared: str = ""
    """What tells one declaration of the file from another; empty where nothing is declared of it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read in a file, in the order in which it is kept; older versions kept the first three."""

    message: str
    place: str
    remedy: str
    passed_over: bool = False
    """Whether it is no fault, but another kind of file."""
    depends: str = "moment"
    """On what else than the file it hangs, in the words of `readers/depends.py`; what an older version kept is tried
    once more."""


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as it was when it was last read."""

    number: int
    path: str
    state: FileState
    complete: bool
    """False when reading was interrupted, so that it has to be read again."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """Enough of a stored article to see whether it has changed."""

    key: int
    id: str
    path: str
    row: int
    fingerprint: str
    text_sha256: str


def next_revision(connection: sqlite3.Connection) -> int:
    """Count one up and return the new number."""
    row = connection.execute(
        "UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE name = 'revision' RETURNING CAST(value AS INTEGER)"
    ).fetchone()
    return int(row[0])


def root_number(connection: sqlite3.Connection, path: str) -> int:
    """The number of a root, which is entered if it is new."""
    connection.execute("INSERT OR IGNORE INTO roots (path) VALUES (?)", (path,))
    return int(connection.execute("SELECT number FROM roots WHERE path = ?", (path,)).fetchone()[0])


def remove_roots(connection: sqlite3.Connection, paths: Sequence[str]) -> None:
    """Forget roots that have no files any more."""
    unused = "DELETE FROM roots WHERE path = ? AND NOT EXISTS (SELECT 1 FROM files WHERE files.root = roots.number)"
    connection.executemany(unused, [(path,) for path in paths])


def known_files(connection: sqlite3.Connection, root: int) -> dict[str, KnownFile]:
    """Path below the root → file as last read."""
    found = {}
    for row in connection.execute("SELECT * FROM files WHERE root = ?", (root,)):
        state = FileState(row["size"], row["mtime_ns"], row["ctime_ns"], row["text_version"], row["declared"])
        problems = tuple(Problem(*kept) for kept in json.loads(row["problems"]))
        found[row["path"]] = KnownFile(row["number"], row["path"], state, bool(row["complete"]), problems)
    return found


def known_articles(connection: sqlite3.Connection, file: int) -> dict[tuple[str, int], KnownArticle]:
    """Path and row → article as stored; the path begins with the file's, and is longer for a member of an archive."""
    query = "SELECT key, id, path, row, fingerprint, text_sha256 FROM articles WHERE file = ?"
    return {(row["path"], row["row"]): KnownArticle(*row) for row in connection.execute(query, (file,))}


def warnings_of(connection: sqlite3.Connection, file: int) -> list[tuple[str, tuple[str, ...]]]:
    """Titles and warnings of the articles of a file that have any, in its order."""
    query = "SELECT title, warnings FROM articles WHERE file = ? AND warnings != '[]' ORDER BY path, row"
    return [(title, tuple(json.loads(warnings))) for title, warnings in connection.execute(query, (file,))]


def begin_file(connection: sqlite3.Connection, root: int, path: str, state: FileState) -> int:
    """Enter a file as not yet read to its end; returns its number."""
    connection.execute(
        """INSERT INTO files (root, path, size, mtime_ns, ctime_ns, text_version, declared, complete)
           VALUES (?, ?, ?, ?, ?, ?, ?, 0)
           ON CONFLICT (root, path) DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns,
           ctime_ns = excluded.ctime_ns, text_version = excluded.text_version, declared = excluded.declared,
           complete = 0""",
        (root, path, state.size, state.mtime_ns, state.ctime_ns, state.text_version, state.declared),
    )
    row = connection.execute("SELECT number FROM files WHERE root = ? AND path = ?", (root, path)).fetchone()
    return int(row[0])


def end_file(connection: sqlite3.Connection, file: int, problems: Sequence[Problem]) -> None:
    """Enter that a file has been read to its end."""
    kept = json.dumps([astuple(problem) for problem in problems])
    connection.execute("UPDATE files SET complete = 1, problems = ? WHERE number = ?", (kept, file))


def rename_file(connection: sqlite3.Connection, file: KnownFile, root: int, path: str, state: FileState) -> None:
    """The same bytes under another name: the number and the articles' keys stay, and their paths begin anew."""
    connection.execute(
        "UPDATE files SET root = ?, path = ?, size = ?, mtime_ns = ?, ctime_ns = ?, complete = 0 WHERE number = ?",
        (root, path, state.size, state.mtime_ns, state.ctime_ns, file.number),
    )
    connection.execute(
        "UPDATE articles SET path = ? || substr(path, ?) WHERE file = ?", (path, len(file.path) + 1, file.number)
    )


def remove_file(connection: sqlite3.Connection, file: int) -> int:
    """Forget a file and its articles; returns how many those were."""
    keys = [row[0] for row in connection.execute("SELECT key FROM articles WHERE file = ?", (file,))]
    for key in keys:
        remove_article(connection, key)
    connection.execute("DELETE FROM files WHERE number = ?", (file,))
    return len(keys)


def remove_article(connection: sqlite3.Connection, key: int) -> None:
    """Forget an article and all that was found in it."""
    withdraw(connection, key)
    repeated.forget_lines(connection, key)
    for table, column in (
        ("articles", "key"),
        ("texts", "article"),
        ("analyses", "article"),
        ("article_names", "article"),
    ):
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (key,))
    connection.execute("INSERT INTO removals VALUES (?, ?)", (key, next_revision(connection)))


def withdraw(connection: sqlite3.Connection, key: int) -> None:
    """Let the next resolution take the article's actors off; called before its analysis goes."""
    connection.execute(f"{_WITHDRAWN} = ?", (key,))


def withdraw_those_in(connection: sqlite3.Connection, keys: str) -> None:
    """The same of all articles that a query gives the keys of."""
    connection.execute(f"{_WITHDRAWN} IN ({keys})")


def put_article(
    connection: sqlite3.Connection, file: int, article: Article, known: KnownArticle | None, fingerprint: str
) -> int:
    """Write an article, new or in place of the one that is known; returns its key. `fingerprint`: as it was read.

    What was found in the old text is dropped when the text or its blocks changed, and due again when what is stated of
    the language did.
    """
    values = {
        "id": article.id,
        "file": file,
        "row": article.row,
        "path": article.path,
        "text_sha256": article.text_sha256,
        "fingerprint": fingerprint,
        "title": article.title,
        "title_origin": article.title_origin,
        "label": article.label,
        "words": article.words,
        "source": article.source,
        "source_origin": article.source_origin,
        "published": None if article.published is None else str(article.published),
        "published_origin": article.published_origin,
        "authors": json.dumps(article.authors),
        "authors_origin": article.authors_origin,
        "url": article.url,
        "url_origin": article.url_origin,
        "language": article.language,
        "language_origin": article.language_origin,
        "encoding": article.encoding,
        "encoding_guessed": article.encoding_guessed,
        "warnings": json.dumps(article.warnings),
        "revision": next_revision(connection),
    }
    if known is None:
        marks = ", ".join(f":{name}" for name in values)
        cursor = connection.execute(f"INSERT INTO articles ({', '.join(values)}) VALUES ({marks})", values)
        key = int(cursor.lastrowid or 0)
    else:
        key = known.key
        _language_changes(connection, key, article)
        sets = ", ".join(f"{name} = :{name}" for name in values)
        connection.execute(f"UPDATE articles SET {sets} WHERE key = :key", {**values, "key": key})
    _put_text(connection, key, article)
    return key


def _language_changes(connection: sqlite3.Connection, key: int, article: Article) -> None:
    query = "SELECT 1 FROM articles WHERE key = ? AND language IS ? AND language_origin = ?"
    if connection.execute(query, (key, article.language, article.language_origin)).fetchone() is None:
        analyse_again(connection, key)


def analyse_again(connection: sqlite3.Connection, key: int) -> None:
    """Let the next build look for language and names once more; until then what was found stands."""
    connection.execute("UPDATE analyses SET rules_version = 0 WHERE article = ?", (key,))


def _put_text(connection: sqlite3.Connection, key: int, article: Article) -> None:
    blocks = rows.pack_blocks(article.blocks)
    stored = connection.execute(
        "SELECT 1 FROM texts WHERE article = ? AND text = ? AND blocks = ?", (key, article.text, blocks)
    )
    if stored.fetchone() is not None:
        return
    connection.execute("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", (key, article.text, blocks))
    withdraw(connection, key)
    connection.execute("DELETE FROM analyses WHERE article = ?", (key,))
    connection.execute("DELETE FROM article_names WHERE article = ?", (key,))


def put_marks(connection: sqlite3.Connection, key: int, article: Article) -> None:
    """Write what changes when other blocks of an article are boilerplate; its names are looked for once more."""
    connection.execute("UPDATE texts SET blocks = ? WHERE article = ?", (rows.pack_blocks(article.blocks), key))
    connection.execute("UPDATE articles SET title = ?, words = ? WHERE key = ?", (article.title, article.words, key))
    touch_article(connection, key)
    analyse_again(connection, key)


def touch_article(connection: sqlite3.Connection, key: int) -> None:
    """Give an article a new revision, so that the full text takes it in again."""
    connection.execute("UPDATE articles SET revision = ? WHERE key = ?", (next_revision(connection), key))


def put_analysis(
    connection: sqlite3.Connection,
    key: int,
    rules_version: int,
    mentions: MentionArray,
    forms: Sequence[StoredForm],
    actors: str,
    language: str | None,
    *,
    named: bool,
) -> None:
    """Write what the rules found in an article; `actors` is the JSON of its own groups of names.

    `language` is what its words say, None where they do not tell; `named` whether names were looked for.
    """
    from index.store.mentions import pack_mentions

    withdraw(connection, key)
    connection.execute("DELETE FROM article_names WHERE article = ?", (key,))
    connection.execute(
        """INSERT OR REPLACE INTO analyses (article, rules_version, mentions, forms, actors, language, named)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (key, rules_version, pack_mentions(mentions), rows.pack_forms(forms), actors, language or "", named),
    )
