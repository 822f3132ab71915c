"""The lines of a concordance."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import override

from tui.render.glyphs import glyphs
from tui.render.kwic import kwic_line, label_cells
from tui.render.roles import Line
from tui.values import KwicLine
from tui.widgets.row_list import RowList


class KwicList(RowList):
    """A line a match, aligned on it for the width that there is."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id, classes="body")
        self._lines: Sequence[KwicLine] = ()
        self._labels: Sequence[str] = ()
        self._label_cells = 0
        self._widest: list[str] = []

    def show(
        self,
        lines: Sequence[KwicLine],
        labels: Sequence[str],
        place: tuple[str, int] = ("", 0),
        *,
        keep_place: bool = False,
    ) -> None:
        """Other lines, each with its short label; the cursor goes to the match at a place of an article."""
        self._lines, self._labels = lines, labels
        self._widest = sorted(set(labels))
        self._label_cells = label_cells(self._widest, self.cells)
        self.reset(len(lines), self._index_of(*place), keep_place=keep_place)

    def on_resize(self) -> None:
        self._label_cells = label_cells(self._widest, self.cells)
        super().on_resize()

    def line_at(self, index: int) -> KwicLine | None:
        """None past the end."""
        return self._lines[index] if 0 <= index < len(self._lines) else None

    def _index_of(self, article: str, start: int) -> int:
        """The line of a match; the first where it is not there."""
        places = enumerate(self._lines)
        return next((index for index, one in places if (one.article, one.start) == (article, start)), 0)

    @override
    def draw(self, index: int, line: int, cells: int) -> tuple[Line, tuple[str, ...]]:
        chosen = index == self.cursor
        roles = self.cursor_role() if chosen else ()
        label = self._labels[index]
        drawn = kwic_line(self._lines[index], label, self._label_cells, cells - 3, roles)
        return [(f"{glyphs().cursor if chosen else ' '} ", roles), *drawn], roles
