"""The notes on one article, or on all: each leads to its place, and can be rewritten or taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget

from tui import keys
from tui.actions import NOTES
from tui.desk import Desk, Inquiry
from tui.history import Place
from tui.mailbox import Cancelling
from tui.messages import Aim, Listing
from tui.protocols import Library
from tui.render.notes import PlacedNote
from tui.screens.room import Outcome, Room
from tui.values import Note, Standing, counted
from tui.widgets.line import PaneHeading
from tui.widgets.note_list import NoteList
from tui.widgets.row_list import RowList


@dataclass(frozen=True, slots=True)
class Notes:
    """What the room shows."""

    placed: tuple[PlacedNote, ...]
    title: str
    """Of the one article that they are on; empty for all."""


def notes_on(article: str) -> Inquiry:
    """Answered with Notes; on all articles where none is named."""

    def inquiry(library: Library, listing: Listing, _: Cancelling) -> Notes:
        notes = library.notes(article or None)
        wanted = {note.article for note in notes} | {article}
        titles = {row.id: row.title for row in listing.rows if row.id in wanted}
        labels = listing.labels_by_id
        placed = (PlacedNote(note, labels.get(note.article, note.path), titles.get(note.article, "")) for note in notes)
        return Notes(tuple(placed), titles.get(article, ""))

    return inquiry


class NotesRoom(Room):
    """One list."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(NOTES)
    FOOTER = "notes"

    def __init__(self, desk: Desk, place: Place, leave: Callable[[Outcome], None], *, boilerplate: bool) -> None:
        super().__init__(desk, place, leave, boilerplate=boilerplate)
        self.article = place.article
        """The one whose notes are shown; empty for all."""
        self.notes = NoteList(id="notes")
        self._shown = False
        self._heading = PaneHeading("Notes")
        self._heading.first = True

    def compose_parts(self) -> ComposeResult:
        yield self._heading
        yield self.notes

    def on_mount(self) -> None:
        self.head.say("Notes")
        self.go_to(self.notes)

    def parts(self) -> list[Widget]:
        return [self.notes]

    def headings(self) -> dict[Widget, PaneHeading]:
        return {self.notes: self._heading}

    def here(self) -> Place:
        return Place("notes", article=self.article, row=self.notes.cursor)

    # Answers

    def ask(self) -> None:
        self.inquire("notes", notes_on(self.article))

    def show(self, value: object) -> None:
        if not isinstance(value, Notes):
            return
        at = self.notes.note_at(self.notes.cursor) if self._shown else None
        row = self.notes.cursor if self._shown else self.place.row
        same = next((number for number, one in enumerate(value.placed) if at and one.note.id == at.id), row)
        self._shown = True
        all_notes, write = keys.first("notes"), keys.first("note.write")
        more = f"{all_notes} shows those on all articles" if self.article else f"{write} writes one on the article"
        self.notes.say_empty(f"no notes here; {more}")
        self.notes.show(value.placed, max(0, min(same, len(value.placed) - 1)))
        self._heading.say(value.title or "On all articles", counted(len(value.placed), "note"))
        lost = sum(one.note.standing is Standing.LOST for one in value.placed)
        self.head.say("Notes", f"{lost:,} without {'its' if lost == 1 else 'their'} place" if lost else "")

    # Keys

    @on(RowList.Opened, "#notes")
    def _opened(self, message: RowList.Opened) -> None:
        note = self.notes.note_at(message.index)
        if note is None:
            return
        if note.standing is Standing.LOST:
            self.say(f"the words that this note is on are gone; {keys.first('note.rewrite')} shows the note")
            return
        spot = (note.start, note.end) if note.on_range else None
        self.leave(Aim(note.article, offset=note.start, spot=spot, focus=True, remember=True))

    def action_note(self) -> None:
        note = self.notes.note_at(self.notes.cursor)
        if note is not None:
            self.leave(note)

    def action_remove(self) -> None:
        note = self.notes.note_at(self.notes.cursor)
        if note is not None:
            self.desk.notebook.remove_note(note.id)

    def action_undo(self) -> None:
        self.leave("undo")

    def action_notes(self) -> None:
        """All notes, or those of one article again."""
        at: Note | None = self.notes.note_at(self.notes.cursor)
        if self.article:
            self.leave(Place("notes"))
        elif at is not None:
            self.leave(Place("notes", article=at.article))
