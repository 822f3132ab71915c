"""The notes of one article, or of all."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import override

from tui.render.notes import PlacedNote, set_notes
from tui.render.set_row import SetRow
from tui.values import Note
from tui.widgets.set_rows import SetRows


class NoteList(SetRows):
    """Notes set as on a page, grouped by article, with a cursor."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._notes: tuple[PlacedNote, ...] = ()

    def show(self, notes: Sequence[PlacedNote], cursor: int = 0) -> None:
        """Other notes, or the same as they are now."""
        self._notes = tuple(notes)
        self.cursor = cursor
        self.compose_page()

    def note_at(self, index: int) -> Note | None:
        """None past the end."""
        return self._notes[index].note if 0 <= index < len(self._notes) else None

    @override
    def set_rows(self, cells: int) -> Sequence[SetRow]:
        return set_notes(self._notes, cells)
