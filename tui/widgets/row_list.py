"""A list of rows that draws only what is seen, and sends only the rows that changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui import keys
from tui.actions import LISTS
from tui.render.roles import Line
from tui.render.wrap import wrap_words
from tui.widgets.painter import Painter
from tui.widgets.terminal_cursor import stand_at


class RowList(ScrollView, can_focus=True):
    """Rows of one height, or each of its own where `tops` says so. There may be a hundred thousand."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(LISTS)
    ALLOW_SELECT = False

    @dataclass
    class Moved(Message):
        """The cursor stands on another row."""

        rows: RowList
        index: int

        @property
        def control(self) -> RowList:
            return self.rows

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, type(self)) and message.rows is self.rows

    @dataclass
    class Opened(Message):
        """The reader wants what the row stands for."""

        rows: RowList
        index: int

        @property
        def control(self) -> RowList:
            return self.rows

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id, classes=classes)
        self.painter = Painter(self)
        self.cursor = 0
        self.count = 0
        self.row_height = 1
        self.tops: Sequence[int] | None = None
        """First line of each row and the line after the last; None where all rows have `row_height`."""
        self._empty = ""

    # What a list of its own kind says

    def draw(self, index: int, line: int, cells: int) -> tuple[Line, tuple[str, ...]]:
        """One line of a row, and the roles of the blank after it."""
        raise NotImplementedError

    def cursor_lines(self, index: int) -> range:
        """The lines of a row, counted from its first, that look different under the cursor."""
        return range(self.height_of(index))

    # Geometry

    def top_of(self, index: int) -> int:
        return index * self.row_height if self.tops is None else self.tops[index]

    def height_of(self, index: int) -> int:
        return self.row_height if self.tops is None else self.tops[index + 1] - self.tops[index]

    def row_at(self, line: int) -> int:
        """The row that a line belongs to; may be past the last."""
        return line // self.row_height if self.tops is None else bisect_right(self.tops, line) - 1

    @property
    def cells(self) -> int:
        """Width of a row."""
        return self.scrollable_content_region.width

    def reset(
        self, count: int, cursor: int = 0, *, keep_place: bool = False, tops: Sequence[int] | None = None
    ) -> None:
        """New rows, with their `tops`; `keep_place` leaves the cursor's row at the height where it stands."""
        height = self.top_of(self.cursor) - round(self.scroll_y) if keep_place and self.count else 0
        self.count, self.tops = count, tops
        self.cursor = max(0, min(cursor, count - 1))
        self._measure()
        if keep_place and count:
            self.scroll_to(y=max(0, self.top_of(self.cursor) - height), animate=False)
        self._show_cursor()
        self._stand()
        self.refresh()

    def say_empty(self, words: str) -> None:
        """What stands in place of the rows while there are none."""
        if words != self._empty:
            self._empty = words
            if not self.count:
                self._measure()
                self.refresh()

    def _measure(self) -> None:
        lines = self.count * self.row_height if self.tops is None else self.top_of(self.count)
        self.virtual_size = Size(0, lines if self.count else len(self._empty_lines()))

    # Drawing

    def render_line(self, y: int) -> Strip:
        line = y + self.scroll_offset.y
        index = self.row_at(line)
        if not 0 <= index < self.count:
            said = [] if self.count else self._empty_lines()
            return self.painter.strip(said[line] if line < len(said) else [], self.cells)
        drawn, roles = self.draw(index, line - self.top_of(index), self.cells)
        return self.painter.strip(drawn, self.cells, roles)

    def _empty_lines(self) -> list[Line]:
        said = wrap_words(self._empty, max(8, self.cells - 3)) if self._empty else []
        return [[], *([("  ", ()), (words, ("faint",))] for words in said)] if said else []

    def cursor_role(self) -> tuple[str, ...]:
        """How the row under the cursor looks now."""
        return ("cursor",) if self.has_focus else ("cursor-away",)

    def refresh_row(self, index: int) -> None:
        """Sends the lines of a row that the cursor changes."""
        if not 0 <= index < self.count:
            return
        lines = self.cursor_lines(index)
        top = self.top_of(index) + lines.start - self.scroll_offset.y
        self.refresh(Region(0, top, self.cells, len(lines)))

    def notify_style_update(self) -> None:
        self.painter.forget()
        super().notify_style_update()

    def on_focus(self) -> None:
        self.refresh_row(self.cursor)
        self._stand()

    def _stand(self) -> None:
        """The terminal's cursor goes with this list's, unless the reader is elsewhere."""
        if self.count and (self.has_focus or not self.can_focus):
            row = self.top_of(self.cursor) + self.cursor_lines(self.cursor).start
            stand_at(self, row - self.scroll_offset.y)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._stand()

    def on_blur(self) -> None:
        self.refresh_row(self.cursor)

    # Moving

    def move_to(self, index: int) -> None:
        """Sets the cursor, within the rows there are, and says so if it moved."""
        index = max(0, min(index, self.count - 1))
        if not self.count or index == self.cursor:
            self._show_cursor()
            return
        before, self.cursor = self.cursor, index
        self.refresh_row(before)
        self.refresh_row(index)
        self._show_cursor()
        self._stand()
        self.post_message(self.Moved(self, index))

    def _show_cursor(self) -> None:
        if not self.count or not self.size.height:
            return
        top, height, seen = self.top_of(self.cursor), self.height_of(self.cursor), self.scroll_offset.y
        if top < seen or height >= self.size.height:
            self.scroll_to(y=top, animate=False)
        elif top + height > seen + self.size.height:
            self.scroll_to(y=top + height - self.size.height, animate=False)

    def _rows_in(self, lines: int) -> int:
        """How many rows a step of so many lines from the cursor passes; at least one."""
        if self.tops is None:
            return max(1, lines // self.row_height)
        return max(1, abs(self.row_at(self.top_of(self.cursor) + lines) - self.cursor))

    def action_down(self) -> None:
        self.move_to(self.cursor + 1)

    def action_up(self) -> None:
        self.move_to(self.cursor - 1)

    def action_page_down(self) -> None:
        self.move_to(self.cursor + self._rows_in(self.size.height))

    def action_page_up(self) -> None:
        self.move_to(self.cursor - self._rows_in(self.size.height))

    def action_half_down(self) -> None:
        self.move_to(self.cursor + self._rows_in(self.size.height // 2))

    def action_half_up(self) -> None:
        self.move_to(self.cursor - self._rows_in(self.size.height // 2))

    def action_top(self) -> None:
        self.move_to(0)

    def action_bottom(self) -> None:
        self.move_to(self.count - 1)

    def action_open(self) -> None:
        if self.count:
            self.post_message(self.Opened(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        where = event.get_content_offset(self)
        if where is None:
            return
        index = self.row_at(where.y + self.scroll_offset.y)
        if 0 <= index < self.count:
            self.move_to(index)
            self.post_message(self.Opened(self, index))

    def on_resize(self) -> None:
        self._measure()
        self._show_cursor()
        self._stand()
