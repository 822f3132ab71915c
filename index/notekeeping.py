"""What a library lets its user write: marks, tags, notes, saved searches, and where an article was left.

Each call is one transaction of the notebook, on disk when it returns, and shows in the rows at once. An article is
named as for `Library.row`.
"""

from __future__ import annotations

import contextlib
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from index.errors import NotebookError, QueryError, UnknownName
from index.model import Article, ArticleRow
from index.notebook import notes as kept
from index.notebook import searches as saved
from index.notebook.quotes import Quote, find_quote
from index.notebook.sightings import last_sighting
from index.notebook.values import Note, SavedSearch, Standing
from index.notebook.writer import Writer, check_words, checked_name, checked_tags
from index.opened import Opened
from index.text import clean

if TYPE_CHECKING:
    from index.answers.search import Search
    from index.notebook.notes import KeptNote
    from index.notebook.searches import KeptSearch


class Notekeeping(Opened, ABC):
    """The part of `Library` that reads and writes the notebook."""

    @property
    @abstractmethod
    def _search(self) -> Search: ...

    @abstractmethod
    def row(self, name: str) -> ArticleRow:
        """One article by its name."""

    @abstractmethod
    def article(self, name: str) -> Article:
        """One article, whole."""

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Writer]:
        """One write, and the rows after it."""
        with self._asked():
            with self._notebook.writing(self._store, self._state.marked) as writer:
                yield writer
            self._state.take_in_marks()

    # ---- marks

    def require_marks(self) -> None:
        """Raises NotebookError where the notebook can't be read, so that rows have no marks."""
        with self._asked():
            self._state.marked.require()

    def mark_read(self, articles: Sequence[str], *, read: bool = True) -> None:
        """Set or take away the read mark. Raises UnknownName, NotebookError."""
        with self._asked():
            keys = [row.key for row in map(self.row, articles) if row.read != read or not row.marks_known]
            if keys:
                with self._writing() as writer:
                    writer.set_read(keys, read=read)

    def star(self, articles: Sequence[str], *, starred: bool = True) -> None:
        """Set or take away the star. Raises UnknownName, NotebookError."""
        with self._asked():
            keys = [row.key for row in map(self.row, articles) if row.starred != starred or not row.marks_known]
            if keys:
                with self._writing() as writer:
                    writer.set_starred(keys, starred=starred)

    def tag(self, articles: Sequence[str], *, add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
        """Add and remove tags; case makes no difference. Raises NotebookError for what can be no tag, UnknownName."""
        with self._asked():
            added, removed = checked_tags(add), checked_tags(remove)
            keys = [row.key for row in map(self.row, articles)]
            if keys and (added or removed):
                with self._writing() as writer:
                    writer.tag(keys, add=added, remove=removed)

    def tags(self) -> Mapping[str, int]:
        """Every tag in use → how many articles of this library have it, in alphabetical order."""
        with self._asked():
            return {tag: len(keys) for tag, keys in self._state.marked.keys_tagged().items()}

    def place_in(self, article: str) -> int:
        """The code point at which the article was left; 0 where it was not opened yet, or at its title."""
        with self._asked():
            row = self.row(article)
            try:
                kept_place = self._kept_place(row.key)
            except NotebookError:
                return 0  # the article can be read all the same, from its beginning
            return min(kept_place, len(self.article(row.id).text)) if kept_place else 0

    def keep_place(self, article: str, offset: int) -> None:
        """Remember where an article was left; `offset` counts code points of its text."""
        with self._asked():
            key = self.row(article).key
            if max(0, offset) != self._kept_place(key):
                with self._writing() as writer:
                    writer.keep_place(key, max(0, offset))

    def _kept_place(self, key: int) -> int:
        number = self._state.marked.number(key)
        with self._notebook.database.reading() as connection:
            if connection is None or number is None:
                return 0
            row = connection.execute("SELECT place FROM articles WHERE number = ?", (number,)).fetchone()
            return 0 if row is None else int(row[0])

    # ---- notes

    def notes(self, article: str | None = None) -> tuple[Note, ...]:
        """The notes on an article in the order of the text, or all notes of this library by article, lost ones last.

        Raises NotebookError.
        """
        with self._asked(), self._notebook.database.reading() as connection:
            marked = self._state.marked
            marked.require()
            if connection is None:
                return ()
            number = None if article is None else marked.number(self.row(article).key)
            if article is not None and number is None:
                return ()
            numbers = kept.noted(connection) if number is None else [number]
            here = [one for one in numbers if marked.keys_of(one)]
            gone = self._gone_from_here([one for one in numbers if not marked.keys_of(one)])
            found = list(kept.notes_on(connection, here + gone))
        notes = self._as_notes(found, None if article is None else self.row(article))
        return tuple(sorted(notes, key=self._in_order))

    def _gone_from_here(self, numbers: Sequence[int]) -> list[int]:
        """Those of them that were met below a root of this library."""
        with self._notebook.database.reading() as connection:
            roots = self._store.roots()
            marks = ",".join("?" * len(roots))
            query = f"SELECT DISTINCT article FROM sightings WHERE root IN ({marks})"
            met = set() if connection is None else {row[0] for row in connection.execute(query, roots)}
        return [number for number in numbers if number in met]

    def _in_order(self, note: Note) -> tuple[bool, bool, int, str, int, int]:
        """Sort key; those at one place stay in the order in which they were written."""
        lost = note.standing is Standing.LOST
        row = self._state.by_id.get(note.article)
        position = len(self._state.rows) if row is None else self._state.position[row.key]
        return lost, row is None, position, note.path, note.start, note.end

    def _as_notes(self, found: Sequence[KeptNote], row: ArticleRow | None = None) -> list[Note]:
        """The notes as they stand today; `row` is the article where it is known."""
        by_number: dict[int, list[KeptNote]] = defaultdict(list)
        for note in found:
            by_number[note.number].append(note)
        return [one for number, some in by_number.items() for one in self._placed(number, some, row)]

    def _placed(self, number: int, found: Sequence[KeptNote], row: ArticleRow | None) -> Iterator[Note]:
        keys = self._state.marked.keys_of(number)
        if row is None and keys:
            row = min((self._state.by_key[key] for key in keys), key=lambda one: self._state.position[one.key])
        article = None if row is None else self.article(row.id)
        if row is not None:
            id_, path = row.id, row.path
        else:
            with self._notebook.database.reading() as connection:
                assert connection is not None
                seen = last_sighting(connection, number)
            id_, path = seen.id, seen.path
        for note in found:
            yield kept.as_note(note, kept.placed(note, article), id_, path)

    def find_words(self, article: str, words: str) -> tuple[int, int]:
        """Where words stand in an article, which must be once; case and white space make no difference.

        Raises UnknownName, NotebookError where they stand nowhere, or several times.
        """
        with self._asked():
            text = self.article(article).text
            found = find_quote(text, Quote(clean(words)), nearly=False)
            if found is None:
                raise NotebookError("these words are not in the article", place=self.row(article).path)
            again = find_quote(text[found[1] :], Quote(clean(words)), nearly=False)
            if again is not None:
                remedy = f"Give more of them, or a range; the first is {found[0]}:{found[1]}"
                raise NotebookError("these words are in it several times", place=self.row(article).path, remedy=remedy)
            return found

    def add_note(self, article: str, text: str, *, start: int = 0, end: int = 0) -> Note:
        """Write a note on a range, or on the whole article.

        Raises NotebookError for a range outside the text and for a note of no words on no range, UnknownName.
        """
        with self._asked():
            row = self.row(article)
            written = kept.cited(self.article(row.id), text, start, end)
            check_words(written.text, written.quote)
            with self._writing() as writer:
                note = writer.add_note(row.key, written)
            return self._as_notes([note], row)[0]

    def _require(self, note: str, *, removed: bool) -> None:
        """Raises UnknownName before anything is written, so that no notebook is made for nothing."""
        with self._notebook.database.reading() as connection:
            if connection is None:
                raise UnknownName(f"no note is called {note!r}", remedy="There are no notes yet")
            kept.one_note(connection, note, removed=removed)

    def change_note(self, note: str, text: str) -> Note:
        """Give a note other words. Raises UnknownName, and NotebookError where nothing would be left of it."""
        with self._asked():
            self._require(note, removed=False)
            with self._writing() as writer:
                changed = writer.change_note(note, clean(text).strip())
            return self._as_notes([changed])[0]

    def remove_note(self, note: str) -> Note:
        """Take a note away; returns what it was, and `restore_note` brings it back. Raises UnknownName."""
        with self._asked():
            self._require(note, removed=False)
            with self._writing() as writer:
                removed = writer.remove_note(note)
            return self._as_notes([removed])[0]

    def restore_note(self, note: str) -> Note:
        """Bring a removed note back. Raises UnknownName."""
        with self._asked():
            self._require(note, removed=True)
            with self._writing() as writer:
                restored = writer.restore_note(note)
            return self._as_notes([restored])[0]

    # ---- saved searches

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """In alphabetical order, each with what is new in this library since it was last seen.

        A query that can't be read any more finds nothing.
        """
        with self._asked(), self._notebook.database.reading() as connection:
            found = []
            for search in [] if connection is None else saved.searches(connection):
                try:
                    hits = self._hits(search.query)
                except QueryError:
                    hits = []
                assert connection is not None
                fresh = tuple(
                    self._state.by_key[key].id for key in saved.new_hits(connection, self._store, search, hits)
                )
                found.append(SavedSearch(search.name, search.query, search.seen_at, len(hits), len(fresh), fresh))
            return tuple(found)

    def _hits(self, query: str) -> list[int]:
        with self._asked():  # so that damage of the library is not taken for damage of the notebook
            return self._search.keys(query)

    def _saved(self, name: str) -> KeptSearch:
        with self._notebook.database.reading() as connection:
            if connection is None:
                raise UnknownName(f"no saved search is called {name!r}", remedy="There are none yet")
            return saved.one_search(connection, name)

    def new_hits(self, name: str) -> tuple[ArticleRow, ...]:
        """The articles that a saved search finds and that were not among its hits when it was last seen, newest first.

        Raises UnknownName, QueryError.
        """
        with self._asked():
            search = self._saved(name)
            hits = self._hits(search.query)
            with self._notebook.database.reading() as connection:
                new = [] if connection is None else saved.new_hits(connection, self._store, search, hits)
            return tuple(self._state.by_key[key] for key in sorted(new, key=self._state.position.__getitem__))

    def save_search(self, name: str, query: str) -> None:
        """Keep a query under a name, in place of the one that was there; what it finds now is not new.

        Raises QueryError, NotebookError.
        """
        with self._asked():
            name = checked_name(name)
            hits = self._hits(query)
            with self._writing() as writer:
                writer.save_search(name, clean(query).strip())
                writer.see_search(name, hits)

    def forget_search(self, name: str) -> None:
        """Raises UnknownName."""
        with self._asked():
            search = self._saved(name)
            with self._writing() as writer:
                writer.forget_search(search.name)

    def see_search(self, name: str) -> None:
        """What a saved search finds now is no longer new. Raises UnknownName, QueryError."""
        with self._asked():
            search = self._saved(name)
            hits = self._hits(search.query)
            with self._writing() as writer:
                writer.see_search(search.name, hits)
