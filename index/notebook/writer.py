"""One write into the notebook: everything here happens inside a transaction of `Notebook.writing`."""

from __future__ import annotations

import itertools
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from index.errors import NotebookError
from index.notebook.folding import folded
from index.notebook.marked import Marked
from index.notebook.notes import KeptNote, Written, one_note
from index.notebook.searches import one_search, pack
from index.notebook.sightings import sightings
from index.store import Store
from index.text import clean

_LONGEST_NAME = 64
"""Code points of a tag or of the name of a search; what is longer fits no list."""
_NOT_IN_TAGS = frozenset("*\"“”„«»()',;:")
"""Signs that a query or a list of tags takes for its own."""


@dataclass(slots=True)
class Writer:
    """What can be written about the articles of one library; `now` is ISO 8601, in UTC."""

    connection: sqlite3.Connection
    store: Store
    marked: Marked
    now: str
    touched: set[int] = field(default_factory=set)
    """Numbers of the articles whose marks change, so that others notice."""
    sighted: list[int] = field(default_factory=list)
    is_noticed: bool = False
    """Whether something changes that a list shows, of no article."""

    def finish(self) -> bool:
        """Record where known articles were met, and count the write, so that those who have it open take it in.

        False where it was not counted, since no list shows it.
        """
        self._meet(self.marked.unsighted())
        if not self.touched and not self.is_noticed:
            return False
        row = self.connection.execute("UPDATE meta SET value = value + 1 RETURNING value").fetchone()
        changes = [(row[0], number) for number in self.touched]
        self.connection.executemany("UPDATE articles SET revision = ? WHERE number = ?", changes)
        return True

    # ---- marks

    def set_read(self, keys: Sequence[int], *, read: bool) -> None:
        """Set or take away the read mark."""
        self._set("UPDATE articles SET read = ? WHERE number = ?", int(read), keys)

    def set_starred(self, keys: Sequence[int], *, starred: bool) -> None:
        """Set or take away the star."""
        self._set("UPDATE articles SET starred = ? WHERE number = ?", int(starred), keys)

    def _set(self, statement: str, value: int, keys: Sequence[int]) -> None:
        numbers = self.numbers(keys)
        self.connection.executemany(statement, [(value, number) for number in numbers])
        self.touched.update(numbers)

    def tag(self, keys: Sequence[int], *, add: Sequence[str], remove: Sequence[str]) -> None:
        """Add and remove tags, which were checked."""
        numbers = self.numbers(keys)
        for name in add:
            tag = self._tag(name)
            rows = [(number, tag) for number in numbers]
            self.connection.executemany("INSERT OR IGNORE INTO article_tags VALUES (?, ?)", rows)
        statement = """DELETE FROM article_tags
                       WHERE article = ? AND tag = (SELECT number FROM tags WHERE folded = ?)"""
        for name in remove:
            self.connection.executemany(statement, [(number, folded(name)) for number in numbers])
        # A tag that nothing has is none, so that its spelling does not stay for ever.
        self.connection.execute("DELETE FROM tags WHERE number NOT IN (SELECT tag FROM article_tags)")
        self.touched.update(numbers)

    def _tag(self, name: str) -> int:
        self.connection.execute("INSERT OR IGNORE INTO tags (name, folded) VALUES (?, ?)", (name, folded(name)))
        row = self.connection.execute("SELECT number FROM tags WHERE folded = ?", (folded(name),)).fetchone()
        return int(row[0])

    def keep_place(self, key: int, offset: int) -> None:
        """Remember where an article was left. No list shows it, so nobody need take it in."""
        (number,) = self.numbers([key])
        self.connection.execute("UPDATE articles SET place = ? WHERE number = ?", (offset, number))

    # ---- notes

    def add_note(self, key: int, written: Written) -> KeptNote:
        """Write a note under a new id."""
        (number,) = self.numbers([key])
        self.touched.add(number)
        ids = (secrets.token_hex(4) for _ in itertools.count())
        id_ = next(one for one in ids if not self._is_taken(one))
        values = (id_, number, *written.columns(), self.now, self.now)
        self.connection.execute("INSERT INTO notes VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)", values)
        return one_note(self.connection, id_, removed=False)

    def _is_taken(self, id_: str) -> bool:
        return self.connection.execute("SELECT 1 FROM notes WHERE id = ?", (id_,)).fetchone() is not None

    def change_note(self, name: str, text: str) -> KeptNote:
        """Give a note other words. Raises UnknownName; NotebookError where nothing would be left of it."""
        note = one_note(self.connection, name, removed=False)
        check_words(text, note.quote)
        statement = "UPDATE notes SET text = ?, changed = ? WHERE id = ?"
        return self._changed(note, statement, (text, self.now, note.id), removed=False)

    def remove_note(self, name: str) -> KeptNote:
        """Take a note away; it can come back. Raises UnknownName."""
        note = one_note(self.connection, name, removed=False)
        statement = "UPDATE notes SET removed = ? WHERE id = ?"
        return self._changed(note, statement, (self.now, note.id), removed=True)

    def restore_note(self, name: str) -> KeptNote:
        """Bring a removed note back. Raises UnknownName."""
        note = one_note(self.connection, name, removed=True)
        return self._changed(note, "UPDATE notes SET removed = NULL WHERE id = ?", (note.id,), removed=False)

    def _changed(self, note: KeptNote, statement: str, values: tuple[str, ...], *, removed: bool) -> KeptNote:
        self.connection.execute(statement, values)
        self.touched.add(note.number)
        return one_note(self.connection, note.id, removed=removed)

    # ---- saved searches

    def save_search(self, name: str, query: str) -> None:
        """Keep a query under a name, in place of the one that was there; nothing of it was seen yet."""
        self.forget_search(name)
        values = (name, folded(name), query, self.now)
        self.connection.execute("INSERT INTO searches (name, folded, query, seen_at) VALUES (?, ?, ?, ?)", values)

    def forget_search(self, name: str) -> bool:
        """Whether there was one of this name."""
        self.is_noticed = True
        number = "(SELECT number FROM searches WHERE folded = ?)"
        self.connection.execute(f"DELETE FROM search_hits WHERE search = {number}", (folded(name),))
        return self.connection.execute("DELETE FROM searches WHERE folded = ?", (folded(name),)).rowcount > 0

    def see_search(self, name: str, hits: Sequence[int]) -> None:
        """What the search finds in this library is no longer new; what it found in others stays as it was seen.

        Raises UnknownName.
        """
        self.is_noticed = True
        number = one_search(self.connection, name).number
        self.connection.execute("UPDATE searches SET seen_at = ? WHERE number = ?", (self.now, number))
        gone = [(number, root) for root in self.store.roots()]
        self.connection.executemany("DELETE FROM search_hits WHERE search = ? AND root = ?", gone)
        rows = [(number, root, packed) for root, packed in pack(self.store, hits)]
        self.connection.executemany("INSERT INTO search_hits VALUES (?, ?, ?)", rows)

    # ---- articles

    def numbers(self, keys: Sequence[int]) -> list[int]:
        """What the notebook calls these articles; those that it does not know are entered."""
        found = {key: number for key in keys if (number := self.marked.number(key)) is not None}
        unknown = [key for key in dict.fromkeys(keys) if key not in found]
        for key in unknown:
            row = self.connection.execute("INSERT INTO articles (revision) VALUES (0) RETURNING number").fetchone()
            found[key] = row[0]
        self._enter(found, unknown)
        self.touched.update(found[key] for key in unknown)
        return [found[key] for key in dict.fromkeys(keys)]

    def _meet(self, keys: Sequence[int]) -> None:
        """Record where and as what known articles are now; below the same root they are nowhere else."""
        numbers = {key: number for key in keys if (number := self.marked.number(key)) is not None}
        if not numbers:
            return
        here = {key for number in numbers.values() for key in self.marked.keys_of(number)}
        places: dict[tuple[int, str], list[str]] = {}
        for key, seen in sightings(self.store, sorted(here)):
            places.setdefault((self.marked.number(key) or 0, seen.root), []).append(seen.id)
        for (number, root), ids in places.items():
            marks = ",".join("?" * len(ids))
            statement = f"DELETE FROM sightings WHERE article = ? AND root = ? AND id NOT IN ({marks})"
            self.connection.execute(statement, (number, root, *ids))
        self._enter(numbers, keys)

    def _enter(self, numbers: dict[int, int], keys: Sequence[int]) -> None:
        rows = [
            (numbers[key], s.root, s.id, s.path, s.text_sha256, s.title, s.source, s.published)
            for key, s in sightings(self.store, keys)
        ]
        self.connection.executemany("INSERT OR REPLACE INTO sightings VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        self.sighted += keys


def checked_tags(names: Iterable[str]) -> list[str]:
    """Tags as they are kept. Raises NotebookError for what can be none."""
    return [_checked(name, "tag", _tag_fault) for name in names]


def checked_name(name: str) -> str:
    """The name of a search as it is kept. Raises NotebookError for what can be none."""
    return _checked(" ".join(name.split()), "name of a search", lambda _: "")


def _checked(name: str, what: str, fault: Callable[[str], str]) -> str:
    kept = clean(name).strip()
    said = "it is empty" if not folded(kept).strip() else ""
    said = said or (f"it is longer than {_LONGEST_NAME} characters" if len(kept) > _LONGEST_NAME else "")
    said = said or fault(kept)
    if said:
        shown = kept[:_LONGEST_NAME]
        raise NotebookError(f"“{shown}” can be no {what}: {said}", remedy="Write for example: libya, to-read, 2020")
    return kept


def _tag_fault(name: str) -> str:
    if name[0] in "+-":
        return "it begins with + or -"
    if any(sign.isspace() or sign in _NOT_IN_TAGS for sign in name):
        return "it has white space, quotation marks, brackets or one of * , ; : in it"
    return ""


def check_words(text: str, quote: str) -> None:
    """Raises NotebookError for a note that says nothing about nothing."""
    if not text and not quote:
        raise NotebookError("a note on a whole article needs words", remedy="Write some, or remove the note")
