"""A list of rows that are set as text on a page, each with as many lines as it needs at the width there is."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import override

from tui.render.glyphs import glyphs
from tui.render.roles import Line
from tui.render.set_row import SetRow
from tui.settings import in_force
from tui.widgets.row_list import RowList


class SetRows(RowList):
    """Sets its rows anew for each width."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id, classes="body")
        self._set: tuple[SetRow, ...] = ()
        self._set_for = 0

    def set_rows(self, cells: int) -> Sequence[SetRow]:
        """All rows for a width."""
        raise NotImplementedError

    def compose_page(self, *, anew: bool = True) -> None:
        """Sets the rows for the width; while the list is not on the screen it has none."""
        if anew:
            self._set_for = 0
        if self._set_for == self.cells or self.cells <= 0:
            return
        self._set_for = self.cells
        self._set = tuple(self.set_rows(self.cells - 2 * self._margin()))
        tops = [0]
        for row in self._set:
            tops.append(tops[-1] + len(row.lines))
        self.reset(len(self._set), self.cursor, tops=tops)

    def _margin(self) -> int:
        return max(1, (self.cells - in_force().measure) // 2)

    def on_resize(self) -> None:
        self.compose_page(anew=False)
        super().on_resize()

    @override
    def cursor_lines(self, index: int) -> range:
        row = self._set[index]
        return range(row.heading, len(row.lines) - 1)

    @override
    def draw(self, index: int, line: int, cells: int) -> tuple[Line, tuple[str, ...]]:
        row = self._set[index]
        chosen = index == self.cursor and line in self.cursor_lines(index)
        blank = " " * self._margin()
        drawn = row.lines[line]
        if not chosen:
            return [(blank, ()), *drawn], ()
        look = ("accent",) if self.has_focus else ("faint",)
        return [(blank, ()), (glyphs().cursor, look), (" ", ()), *drawn[1:]], ()
