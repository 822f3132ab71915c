"""What the reader wants written into the notebook, and what is asked of it. What is written is never dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui import keys
from tui.mailbox import Cancelling, Mailbox
from tui.messages import Marked, NoteKept, SavedSearches
from tui.protocols import Library
from tui.values import Note


class NotebookDesk:
    """Orders are answered with `Marked`: the rows of the articles that were touched, as they are now."""

    def __init__(self, mailbox: Mailbox[Library]) -> None:
        self._mailbox = mailbox
        self._drafted: dict[int, str] = {}
        """Number of a draft → the note that was made of it; in the library's thread only."""

    def read_mark(self, articles: Sequence[str], *, read: bool, said: str = "") -> None:
        """Sets or takes away the read mark; `said` comes back with the answer."""
        self._order(articles, lambda library: library.mark_read(articles, read=read), said)

    def star(self, articles: Sequence[str], *, starred: bool, said: str = "") -> None:
        """Sets or takes away the star."""
        self._order(articles, lambda library: library.star(articles, starred=starred), said)

    def tag(self, articles: Sequence[str], *, add: Sequence[str], remove: Sequence[str], said: str = "") -> None:
        """Adds and removes tags."""
        self._order(articles, lambda library: library.tag(articles, add=add, remove=remove), said)

    def keep_place(self, article: str, offset: int) -> None:
        """Remembers where an article was left; not answered."""
        self._mailbox.order("place", lambda library, _: library.keep_place(article, offset))

    def _order(self, articles: Sequence[str], write: Callable[[Library], object], said: str) -> None:
        def job(library: Library, _: Cancelling) -> Marked:
            write(library)
            return Marked(tuple(library.row(article) for article in articles), said)

        self._mailbox.order("mark", job)

    # Notes

    def write_note(self, article: str, note: str, text: str, *, start: int = 0, end: int = 0, draft: int = 0) -> None:
        """Writes a note anew (`note` empty) or gives one other words; answered with NoteKept, which has the draft."""

        def write(library: Library) -> Note:
            # A draft that is finished while its first text still waits to be written does not know its note yet.
            known = note or self._drafted.get(draft, "")
            kept = library.change_note(known, text) if known else library.add_note(article, text, start=start, end=end)
            self._drafted[draft] = kept.id
            return kept

        self._order_note(write, draft=draft)

    def remove_note(self, note: str) -> None:
        """Takes a note away; answered with NoteKept."""
        self._order_note(lambda library: library.remove_note(note), removed=True)

    def restore_note(self, note: str) -> None:
        """Brings a removed note back; answered with NoteKept."""
        self._order_note(lambda library: library.restore_note(note), restored=True)

    def _order_note(
        self, write: Callable[[Library], Note], *, removed: bool = False, restored: bool = False, draft: int = 0
    ) -> None:
        def job(library: Library, _: Cancelling) -> NoteKept:
            note = write(library)
            rows = [row for row in library.rows() if row.id == note.article]
            return NoteKept(note, library.notes(note.article), rows[0] if rows else None, removed, restored, draft)

        self._mailbox.order("note", job)

    def notes(self, article: str | None) -> None:
        """Answered with a tuple of notes in the slot `notes`: those on an article, or all."""
        self._mailbox.put("notes", lambda library, _: library.notes(article))

    # Saved searches

    def saved_searches(self) -> None:
        """Answered with SavedSearches."""
        self._mailbox.put("saved", lambda library, _: SavedSearches(library.saved_searches()))

    def save_search(self, name: str, query: str) -> None:
        """Keeps a query under a name; answered with words in the slot `said`."""
        self._tell(
            lambda library: library.save_search(name, query),
            f"kept as {name}; {keys.first('search.saved')} leads to it",
        )

    def forget_search(self, name: str) -> None:
        """Answered with words in the slot `said`."""
        self._tell(lambda library: library.forget_search(name), f"{name} is forgotten")

    def see_search(self, name: str) -> None:
        """What it finds now is not new any more; not answered."""
        self._mailbox.order("seen", lambda library, _: library.see_search(name))

    def _tell(self, write: Callable[[Library], object], said: str) -> None:
        def job(library: Library, _: Cancelling) -> str:
            write(library)
            return said

        self._mailbox.order("said", job)
