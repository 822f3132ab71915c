"""The lines of a chooser."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import override

from tui.render.glyphs import glyphs
from tui.render.option import Option, option_line
from tui.render.roles import Line
from tui.widgets.row_list import RowList


class OptionLines(RowList):
    """A line an option. It never takes the focus: the box above or below it keeps the keys."""

    can_focus = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id, classes="body")
        self._options: Sequence[Option] = ()

    def show(self, options: Sequence[Option], cursor: int = 0) -> None:
        """Other options."""
        self._options = options
        self.reset(len(options), cursor)

    @property
    def chosen(self) -> Option | None:
        """The option under the cursor; None where there is none."""
        return self._options[self.cursor] if self._options else None

    @override
    def cursor_role(self) -> tuple[str, ...]:
        return ("cursor",)

    @override
    def draw(self, index: int, line: int, cells: int) -> tuple[Line, tuple[str, ...]]:
        chosen = index == self.cursor
        roles = self.cursor_role() if chosen else ()
        mark = (f"{glyphs().cursor if chosen else ' '} ", roles)
        return [mark, *option_line(self._options[index], cells - 3, roles)], roles
