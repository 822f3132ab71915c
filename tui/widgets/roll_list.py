"""The list of all actors, and the names of its columns."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import override

from tui.render.glyphs import glyphs
from tui.render.roles import Line
from tui.render.roll import RollRow, head_line, roll_line
from tui.widgets.line import OneLine
from tui.widgets.row_list import RowList


class RollList(RowList):
    """A line an actor."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id, classes="body")
        self._rows: Sequence[RollRow] = ()

    def show(self, rows: Sequence[RollRow], actor: str, row: int, *, keep_place: bool) -> None:
        """The cursor goes to the actor of this id, or where that is gone, to the row."""
        self._rows = rows
        at = self.index_of(actor) if actor else None
        self.reset(len(rows), row if at is None else at, keep_place=keep_place)

    def actor_at(self, index: int) -> RollRow | None:
        """None past the end."""
        return self._rows[index] if 0 <= index < len(self._rows) else None

    def index_of(self, actor: str) -> int | None:
        """The row of an actor by its id; None where it is not in the list."""
        return next((index for index, row in enumerate(self._rows) if row.ref.id == actor), None)

    @override
    def draw(self, index: int, line: int, cells: int) -> tuple[Line, tuple[str, ...]]:
        chosen = index == self.cursor
        roles = self.cursor_role() if chosen else ()
        return [
            (f"{glyphs().cursor if chosen else ' '} ", roles),
            *roll_line(self._rows[index], cells - 3, roles),
        ], roles


class Columns(OneLine):
    """The names above the numbers."""

    def __init__(self) -> None:
        super().__init__(id="columns")
        self._sort = ""

    def show(self, sort: str) -> None:
        """The column that the list is sorted by."""
        if sort != self._sort:
            self._sort = sort
            self.refresh()

    @override
    def line(self, cells: int) -> Line:
        return head_line(self._sort, cells - 2)
