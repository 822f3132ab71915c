"""The notebook of a library in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tui.values import (
    Article,
    ArticleRow,
    DatelineError,
    Note,
    NotebookBusy,
    NotebookError,
    SavedSearch,
    Standing,
    UnknownName,
)

NOW = "2031-03-04T12:00:00+00:00"


@dataclass
class Notebook:
    """What the reader made, by article id; `refusing` raises at every write, as a full disk does."""

    read: set[str] = field(default_factory=set)
    starred: set[str] = field(default_factory=set)
    tagged: dict[str, set[str]] = field(default_factory=dict)
    kept: dict[str, Note] = field(default_factory=dict)
    removed: dict[str, Note] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    searches: dict[str, str] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    refusing: bool = False
    damaged: NotebookError | None = None
    """Why it can't be read."""
    held: bool = False
    """Whether another process holds it."""

    def marked(self, row: ArticleRow) -> ArticleRow:
        """The row with its marks."""
        return replace(
            row,
            read=row.id in self.read,
            starred=row.id in self.starred,
            tags=tuple(sorted(self.tagged.get(row.id, ()))),
            notes=sum(note.article == row.id for note in self.kept.values()),
            marks_known=self.damaged is None,
        )

    def write(self) -> None:
        if self.damaged is not None:
            raise self.damaged
        if self.held:
            raise NotebookBusy("the notebook is held by process 4711 (other)", place="/home/reader/notebook.sqlite3")
        if self.refusing:
            raise DatelineError("the notebook can't be written", remedy="Make room")


class WithNotebook:
    """The part of a library in memory that keeps a notebook."""

    notebook: Notebook
    articles: Sequence[Article]

    def rows(self) -> tuple[ArticleRow, ...]:
        raise NotImplementedError

    def row(self, name: str) -> ArticleRow:
        for row in self.rows():
            if row.id == name:
                return row
        raise UnknownName(f"no article is called {name}")

    def mark_read(self, articles: Sequence[str], *, read: bool = True) -> None:
        self.notebook.write()
        (self.notebook.read.update if read else self.notebook.read.difference_update)(articles)

    def star(self, articles: Sequence[str], *, starred: bool = True) -> None:
        self.notebook.write()
        (self.notebook.starred.update if starred else self.notebook.starred.difference_update)(articles)

    def tag(self, articles: Sequence[str], *, add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
        self.notebook.write()
        for article in articles:
            tags = self.notebook.tagged.setdefault(article, set())
            tags |= set(add)
            tags -= set(remove)

    def tags(self) -> Mapping[str, int]:
        return dict(sorted(Counter(tag for tags in self.notebook.tagged.values() for tag in tags).items()))

    def notes(self, article: str | None = None) -> tuple[Note, ...]:
        if self.notebook.damaged is not None:
            raise self.notebook.damaged
        kept = [note for note in self.notebook.kept.values() if article in (None, note.article)]
        return tuple(sorted(kept, key=lambda note: (note.article, note.start, note.id)))

    def add_note(self, article: str, text: str, *, start: int = 0, end: int = 0) -> Note:
        self.notebook.write()
        whole = next(one for one in self.articles if one.id == article)
        id_ = f"{len(self.notebook.kept) + len(self.notebook.removed):08x}"
        note = Note(id_, article, whole.path, text, start, end, whole.text[start:end], Standing.PLACED, NOW, NOW)
        self.notebook.kept[id_] = note
        return note

    def change_note(self, note: str, text: str) -> Note:
        self.notebook.write()
        self.notebook.kept[note] = changed = replace(self._note(note, self.notebook.kept), text=text)
        return changed

    def remove_note(self, note: str) -> Note:
        self.notebook.write()
        gone = self._note(note, self.notebook.kept)
        self.notebook.removed[note] = self.notebook.kept.pop(note)
        return gone

    def restore_note(self, note: str) -> Note:
        self.notebook.write()
        self._note(note, self.notebook.removed)
        self.notebook.kept[note] = self.notebook.removed.pop(note)
        return self.notebook.kept[note]

    @staticmethod
    def _note(id_: str, notes: Mapping[str, Note]) -> Note:
        if id_ not in notes:
            raise UnknownName(f"no note is called {id_}")
        return notes[id_]

    def place_in(self, article: str) -> int:
        return self.notebook.places.get(article, 0)

    def keep_place(self, article: str, offset: int) -> None:
        self.notebook.write()
        self.notebook.places[article] = offset

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        return tuple(
            SavedSearch(name, query, NOW, 3, 1, (self.rows()[0].id,))
            for name, query in sorted(self.notebook.searches.items())
        )

    def save_search(self, name: str, query: str) -> None:
        self.notebook.write()
        self.notebook.searches[name] = query

    def forget_search(self, name: str) -> None:
        if self.notebook.searches.pop(name, None) is None:
            raise UnknownName(f"no search is called {name}")

    def see_search(self, name: str) -> None:
        self.notebook.seen.append(name)
