"""What the notebook says of the articles of one library, kept in memory and brought up to date by what has changed."""

from __future__ import annotations

import functools
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from index.errors import NotebookBusy, NotebookError
from index.notebook.database import Database, as_of_one_moment
from index.notebook.folding import folded, words
from index.notebook.sightings import Claims, Known, all_known, claims, known_of
from index.notebook.values import Marks
from index.store import Store

if TYPE_CHECKING:  # a list of articles needs no arrays, and they take long to load
    import numpy as np
    import numpy.typing as npt

    Keys = npt.NDArray[np.int64]
    """Article keys, sorted, each once."""

_FEW = 500
"""Newly met articles that are looked up alone; with more, finding all again costs little beside them."""

_CHANGED = """
SELECT a.number, a.read, a.starred,
       (SELECT COUNT(*) FROM notes n WHERE n.article = a.number AND n.removed IS NULL),
       (SELECT group_concat(t.name, char(10)) FROM article_tags x JOIN tags t ON t.number = x.tag
        WHERE x.article = a.number)
FROM articles a WHERE a.revision > ?
"""


class Marked:
    """The marks of one state of the store; the notebook may change meanwhile, and `take_in` follows it."""

    def __init__(self, store: Store, database: Database) -> None:
        self._store = store
        self._database = database
        self._marks: dict[int, Marks] = {}
        self._claims = Claims()
        self._keys: dict[int, tuple[int, ...]] = {}
        self._seen = (0, 0)
        self._sets: dict[str, Keys] = {}
        self._note_words: list[tuple[int, frozenset[str]]] | None = None
        self._changed: set[int] = set()
        self._own_writes = 0
        self.trouble: NotebookError | None = None
        """Why the notebook can't be read, so that no mark is known; None where they are."""
        self.follow()
        self._changed.clear()
        self._told = self._seen

    # ---- following the notebook

    def follow(self) -> bool:
        """Take up what was written since, or that the notebook can't be read any more; whether the marks are known.

        One that is busy for the moment leaves what is known as it is.
        """
        try:
            self.take_in()
        except NotebookError as error:
            if self.trouble is None and self._seen != (0, 0) and isinstance(error, NotebookBusy):
                return True
            self._forget()
            self.trouble = error
        return self.trouble is None

    def take_in(self) -> None:
        """Take up what was written since. Raises NotebookError."""
        self._take_in()
        self.trouble = None

    def _take_in(self) -> None:
        with self._database.reading() as connection:
            opened = self._database.opened
            if connection is None:
                if self._seen != (0, 0):
                    self._forget()
                return
            with as_of_one_moment(connection):
                revision: int = connection.execute("SELECT value FROM meta").fetchone()[0]
                if self._seen == (opened, revision):
                    return
                if self._seen[0] != opened:
                    self._forget()
                self._changed |= self._read(connection, self._seen[1])
            self._seen = (opened, revision)

    def changed(self) -> frozenset[int]:
        """The keys of the articles whose marks may differ since this was last asked."""
        keys, self._changed = frozenset(self._changed), set()
        return keys

    def count_own_write(self) -> None:
        """One of the revisions to come is this library's own."""
        self._own_writes += 1

    def others_wrote(self) -> bool:
        """Whether what was taken in since this was last asked holds more than this library's own writes."""
        (opened, before), (now_opened, now) = self._told, self._seen
        same_file = opened in (0, now_opened)
        others = not same_file or now - before > self._own_writes
        self._told, self._own_writes = self._seen, 0
        return others

    def _forget(self) -> None:
        self._changed |= self._claims.number.keys()
        self._marks, self._claims, self._keys, self._seen = {}, Claims(), {}, (0, 0)
        self._drop_answers()

    def _drop_answers(self) -> None:
        self._sets = {}
        self._note_words = None

    def _read(self, connection: sqlite3.Connection, since: int) -> frozenset[int]:
        self._drop_answers()
        numbers = []
        met = []
        for number, read, starred, notes, tags in connection.execute(_CHANGED, (since,)):
            numbers.append(number)
            if number not in self._marks:
                met.append(number)
            self._marks[number] = _marks(bool(read), bool(starred), tags or "", notes)
        moved = self._find(connection, met) if met else frozenset()
        return moved | {key for number in numbers for key in self._keys.get(number, ())}

    def _find(self, connection: sqlite3.Connection, met: Sequence[int]) -> frozenset[int]:
        """Look newly met articles up in the library; returns the keys that now mean another one."""
        if len(met) <= _FEW and self._found_alone(connection, met):
            return frozenset()
        before = self._claims.number
        self._claims = claims(self._store, all_known(connection))
        self._keys = self._claims.keys()
        now = self._claims.number
        return frozenset(key for key in before.keys() | now.keys() if before.get(key) != now.get(key))

    def _found_alone(self, connection: sqlite3.Connection, met: Sequence[int]) -> bool:
        """Take them up, unless one has to do with any other, so that all have to be looked at; whether it was so."""
        known = list(known_of(connection, met))
        if _shared(connection, known):
            return False
        found = claims(self._store, known)
        if found.number.keys() & self._claims.number.keys():
            return False
        self._claims.number |= found.number
        self._claims.sighted |= found.sighted
        self._keys |= found.keys()
        return True

    # ---- articles

    def marks(self, key: int) -> Marks:
        """The marks of an article; none of one that the notebook does not know."""
        number = self._claims.number.get(key)
        return NO_MARKS if number is None else self.marks_of(number)

    def marks_of(self, number: int) -> Marks:
        """The marks of an article that the notebook calls so, be it in this library or not."""
        return self._marks.get(number, NO_MARKS)

    def number(self, key: int) -> int | None:
        """What the notebook calls an article; None where it has not met it."""
        return self._claims.number.get(key)

    def keys_of(self, number: int) -> tuple[int, ...]:
        """The articles of this library that the notebook calls so; none where it is not here."""
        return self._keys.get(number, ())

    def unsighted(self) -> list[int]:
        """Known articles that the notebook has not met in this place and with this text yet."""
        return sorted(self._claims.number.keys() - self._claims.sighted)

    def are_sighted(self, keys: Iterable[int]) -> None:
        """The notebook has now met these, too."""
        self._claims.sighted.update(keys)

    # ---- sets of articles, for queries and facets; each raises NotebookError where no mark is known

    def keys_read(self) -> Keys:
        """The articles with a read mark."""
        return self._where("read", lambda marks: marks.read)

    def keys_starred(self) -> Keys:
        """The articles with a star."""
        return self._where("starred", lambda marks: marks.starred)

    def keys_noted(self) -> Keys:
        """The articles with a note."""
        return self._where("noted", lambda marks: bool(marks.notes))

    def keys_tagged_at_all(self) -> Keys:
        """The articles with a tag, whichever."""
        return self._where("tagged", lambda marks: bool(marks.tags))

    def keys_tagged(self) -> Mapping[str, Keys]:
        """Each tag that an article of this library has → those articles; tags in alphabetical order."""
        self.require()
        found: dict[str, list[int]] = defaultdict(list)
        for key, number in self._claims.number.items():
            for tag in self._marks[number].tags:
                found[tag].append(key)
        return {tag: _sorted(found[tag]) for tag in sorted(found, key=folded)}

    def keys_with_tag(self, name: str) -> Keys:
        """The articles with this tag, or with `*` at its end with a tag that begins so; case makes no difference."""
        return self._where(f"tag {folded(name)}", lambda marks: _has_tag(marks, name))

    def has_tag(self, number: int, name: str) -> bool:
        """Whether an article that the notebook calls so has such a tag, be it in this library or not."""
        return _has_tag(self.marks_of(number), name)

    def keys_with_words(self, wanted: str) -> Keys:
        """The articles with a note that holds all of these words; one with `*` at its end stands for all that begin so.

        Words are compared without regard to case; the quoted words of the article do not count.
        """
        parts = [(words(part), part.endswith("*")) for part in wanted.split()]
        needed = [(word, star and word is last[-1]) for last, star in parts if last for word in last]
        if not needed:
            return _sorted(())
        hits = {number for number, held in self._words_of_notes() if all(_holds(held, *one) for one in needed)}
        return _sorted(key for number in hits for key in self.keys_of(number))

    def _words_of_notes(self) -> list[tuple[int, frozenset[str]]]:
        if self._note_words is None:
            with self._database.reading() as connection:
                query = "SELECT article, text FROM notes WHERE removed IS NULL"
                rows = [] if connection is None else connection.execute(query).fetchall()
            self._note_words = [(number, frozenset(words(text))) for number, text in rows]
        return self._note_words

    def require(self) -> None:
        """Raises NotebookError where no mark is known."""
        if self.trouble is not None:
            raise self.trouble

    def _where(self, name: str, fits: Callable[[Marks], bool]) -> Keys:
        self.require()
        if name not in self._sets:
            # Many articles share few different marks, so each of these is looked at once.
            fitting = functools.cache(fits)
            self._sets[name] = _sorted(
                key for key, number in self._claims.number.items() if fitting(self._marks[number])
            )
        return self._sets[name]


NO_MARKS = Marks()


@functools.lru_cache(maxsize=4096)
def _marks(read: bool, starred: bool, tags: str, notes: int) -> Marks:
    return Marks(read, starred, tuple(sorted(tags.split("\n"), key=folded)) if tags else (), notes)


def _has_tag(marks: Marks, name: str) -> bool:
    wanted = folded(name)
    if wanted.endswith("*"):
        return any(folded(tag).startswith(wanted.rstrip("*")) for tag in marks.tags)
    return any(folded(tag) == wanted for tag in marks.tags)


def _shared(connection: sqlite3.Connection, known: Iterable[Known]) -> bool:
    """Whether another article of the notebook was met with one of these texts."""
    query = "SELECT 1 FROM sightings WHERE text_sha256 = ? AND article <> ? LIMIT 1"
    return any(connection.execute(query, (one.text_sha256, one.number)).fetchone() for one in known)


def _holds(held: frozenset[str], word: str, begins: bool) -> bool:
    return any(one.startswith(word) for one in held) if begins else word in held


def _sorted(keys: Iterable[int]) -> Keys:
    import numpy as np

    return np.array(sorted(keys), dtype=np.int64)
