"""Notes as they are kept, and as they stand in the text of today."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.errors import AmbiguousName, NotebookError, UnknownName
from index.model import Article
from index.notebook.quotes import Quote, find_quote
from index.notebook.sightings import batches
from index.notebook.values import Note, Standing
from index.text import clean

CONTEXT = 48
"""Code points kept before and after a quote: some eight words on each side tell most repetitions apart."""

_COLUMNS = "id, article, text, start, end, quote, before, after, text_sha256, created, changed"


@dataclass(frozen=True, slots=True)
class Written:
    """A note that is about to be kept."""

    text: str
    start: int
    end: int
    quote: str
    before: str
    after: str
    text_sha256: str

    def columns(self) -> tuple[str | int, ...]:
        """In the order of the table."""
        return self.text, self.start, self.end, self.quote, self.before, self.after, self.text_sha256


@dataclass(frozen=True, slots=True)
class KeptNote:
    """A note as it was written, on a text that may have changed since."""

    id: str
    number: int
    """The notebook's, of the article."""
    text: str
    start: int
    end: int
    quote: str
    before: str
    after: str
    text_sha256: str
    created: str
    changed: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a note stands now; both 0 for one on the whole article and for one that is lost."""

    start: int
    end: int
    standing: Standing


def cited(article: Article, text: str, start: int, end: int) -> Written:
    """A note on a range of an article, on all of it where both are 0. Raises NotebookError for what is no range."""
    if not 0 <= start <= end <= len(article.text) or (start == end and end):
        said = f"{start:,} to {end:,} is no range of {article.path}, which has {len(article.text):,} characters"
        raise NotebookError(said, remedy="Give two positions, the second behind the first")
    quote = article.text[start:end]
    before, after = (
        (article.text[max(0, start - CONTEXT) : start], article.text[end : end + CONTEXT]) if quote else ("", "")
    )
    return Written(clean(text).strip(), start, end, quote, before, after, article.text_sha256)


def notes_on(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[KeptNote]:
    """The notes on some articles that were not removed, in the order in which they were written."""
    for batch in batches(numbers):
        marks = ",".join("?" * len(batch))
        query = f"SELECT {_COLUMNS} FROM notes WHERE removed IS NULL AND article IN ({marks}) ORDER BY number"
        yield from (KeptNote(*row) for row in connection.execute(query, batch))


def noted(connection: sqlite3.Connection) -> list[int]:
    """The numbers of all articles with a note that was not removed."""
    return [row[0] for row in connection.execute("SELECT DISTINCT article FROM notes WHERE removed IS NULL")]


def one_note(connection: sqlite3.Connection, name: str, *, removed: bool) -> KeptNote:
    """The note of this id, or of the only one that begins so. Raises UnknownName."""
    state = "IS NOT NULL" if removed else "IS NULL"
    # A range, since the index of the ids helps a comparison and not a function.
    query = f"SELECT {_COLUMNS} FROM notes WHERE id BETWEEN ? AND ? AND removed {state} ORDER BY id LIMIT 2"
    wanted = name.strip().casefold()
    found = [KeptNote(*row) for row in connection.execute(query, (wanted, f"{wanted}~"))] if wanted else []
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousName(f"several notes begin with {name!r}", remedy="`dateline note` shows them with their ids")
    what = "no removed note" if removed else "no note"
    raise UnknownName(f"{what} is called {name!r}", remedy="`dateline note` shows all with their ids")


def placed(note: KeptNote, article: Article | None) -> Place:
    """Where a note stands in the text of today; `article` is None where it is gone."""
    if article is None:
        return Place(0, 0, Standing.LOST)
    if note.text_sha256 == article.text_sha256:
        return Place(note.start, note.end, Standing.PLACED)
    if not note.quote:
        return Place(0, 0, Standing.MOVED)
    found = find_quote(article.text, Quote(note.quote, note.before, note.after, note.start))
    return Place(0, 0, Standing.LOST) if found is None else Place(*found, Standing.MOVED)


def as_note(note: KeptNote, place: Place, article_id: str, path: str) -> Note:
    """The note as others see it."""
    return Note(
        id=note.id,
        article=article_id,
        path=path,
        text=note.text,
        start=place.start,
        end=place.end,
        quote=note.quote,
        standing=place.standing,
        created=note.created,
        changed=note.changed,
    )
