"""What a library gives away for use elsewhere: words with their citation, notes, and a check of what was given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from index.citing.excerpts import Excerpt
from index.citing.originals import Originals
from index.errors import NotebookError
from index.model import Article, ArticleRow
from index.notebook import notes as kept
from index.notebook.sightings import last_sighting
from index.notebook.values import Note, Standing
from index.notekeeping import Notekeeping

if TYPE_CHECKING:
    from index.citing.verifying import Verified
    from index.notebook.notes import KeptNote


class Citing(Notekeeping):
    """The part of `Library` that exports."""

    def citation(self, article: str, start: int, end: int) -> Excerpt:
        """A range of an article with its citation. Raises UnknownName, NotebookError for what is no range."""
        with self._asked():
            row = self.row(article)
            whole = self.article(row.id)
            written = kept.cited(whole, "", start, end)
            if not written.quote:
                raise NotebookError("there are no words between these positions", remedy="Give a range of the text")
            return _excerpt(Originals(self._store), row, whole, start, end)

    def exported(self, articles: Sequence[str] = (), *, tag: str | None = None) -> tuple[Excerpt, ...]:
        """The notes of this library, or of some articles, or of those with a tag; in the order of `notes`.

        Raises UnknownName, NotebookError.
        """
        with self._asked():
            notes = [note for name in articles for note in self.notes(name)] if articles else self.notes()
            with self._notebook.database.reading() as connection:
                if connection is None:
                    return ()
                found = {note.id: kept.one_note(connection, note.id, removed=False) for note in notes}
            marked, originals = self._state.marked, Originals(self._store)
            return tuple(
                self._exported(originals, note, found[note.id])
                for note in notes
                if tag is None or marked.has_tag(found[note.id].number, tag)
            )

    def _exported(self, originals: Originals, note: Note, written: KeptNote) -> Excerpt:
        row = self._state.by_id.get(note.article)
        tags = self._state.marked.marks_of(written.number).tags
        if row is None or note.standing is Standing.LOST:
            excerpt = self._as_written(note, written, row)
        else:
            excerpt = _excerpt(originals, row, self.article(row.id), note.start, note.end)
        return replace(
            excerpt,
            id=note.id,
            note=note.text,
            tags=tags,
            standing=note.standing,
            created=note.created,
            changed=note.changed,
        )

    def _as_written(self, note: Note, written: KeptNote, row: ArticleRow | None) -> Excerpt:
        """What is known of words that are gone."""
        with self._notebook.database.reading() as connection:
            assert connection is not None
            seen = last_sighting(connection, written.number)
        published = seen.published if row is None else row.published
        return Excerpt(
            article=note.article,
            path=note.path,
            title=seen.title if row is None else row.title,
            source=seen.source if row is None else row.source,
            published=None if published is None else str(published),
            quote=written.quote,
            before=written.before,
            after=written.after,
            start=written.start,
            end=written.end,
            line=None,
            text_sha256=written.text_sha256,
            file_sha256=None,
        )

    def file_of(self, article: str) -> Path | None:
        """Where an article's file is; None where it is not there now. Raises UnknownName."""
        with self._asked():
            return Originals(self._store).path(self.row(article).key)

    def verified(self, file: IO[bytes]) -> Iterator[Verified]:
        """Each line of an export, checked against the texts and the files of today.

        Every line is a question of its own: whoever stops halfway keeps nobody waiting.
        """
        from index.citing.verifying import Verifier, lines_of

        verifier = Verifier(self._store)
        for number, line in enumerate(lines_of(file), start=1):
            with self._asked():
                checked = verifier.checked(number, line)
            if checked is not None:
                yield checked


def _excerpt(originals: Originals, row: ArticleRow, article: Article, start: int, end: int) -> Excerpt:
    written = kept.cited(article, "", start, end)
    return Excerpt(
        article=row.id,
        path=row.path,
        title=row.title,
        source=row.source,
        published=None if row.published is None else str(row.published),
        quote=written.quote,
        before=written.before,
        after=written.after,
        start=start,
        end=end,
        line=originals.line(row.key, article, start, end),
        text_sha256=article.text_sha256,
        file_sha256=originals.sha256(row.key),
    )
