"""An article set as a page in a widget: its layout for the width there is, its place, and the strip at its edge."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.geometry import Size

from tui.render.gutter import CELLS as GUTTER_CELLS
from tui.render.gutter import Gutter, gutter
from tui.render.layout import Layout
from tui.render.page import lay_out
from tui.render.wrap import Range
from tui.settings import in_force
from tui.values import Article
from tui.widgets.paged import PagedView
from tui.widgets.painter import Painter
from tui.widgets.terminal_cursor import stand_at


class SetPage(PagedView):
    """Knows where everything is; what is marked on it is the business of the classes built upon it."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id, classes="body")
        self.painter = Painter(self)
        self.article: Article | None = None
        self.label = ""
        self.boilerplate = False
        self._measure = in_force().measure
        self._layout: Layout | None = None
        self._laid_for = (0, False, 0)
        self._overview: Gutter | None = None
        self._to_place: Callable[[], None] | None = None
        """Goes to the place to begin at, once there is a page to do so on."""

    # Layout

    @property
    def cells(self) -> int:
        """The width of the widget, the strip at its edge included."""
        return self.scrollable_content_region.width

    def lay_out_again(self) -> None:
        """Sets the page for its width, unless it is set for that."""
        if self.article is None or self.cells <= 0:
            return
        wanted = (self.cells, self.boilerplate, self._measure)
        if wanted != self._laid_for:
            self._laid_for = wanted
            room = self.cells - GUTTER_CELLS - 1 - self._least_margin()
            self._layout = lay_out(self.article, self.label, room, boilerplate=self.boilerplate, measure=self._measure)
            self.virtual_size = Size(0, len(self._layout.lines))
        self.take_stock()

    def lay_out_anew(self) -> None:
        """Sets another article, or another state of it."""
        self._laid_for = (0, False, 0)
        self.lay_out_again()

    def take_stock(self) -> None:
        """After the page or what is marked on it has changed."""
        self._overview = None

    def _least_margin(self) -> int:
        return 1 if self.cells < 60 else 2

    @property
    def margin(self) -> int:
        """Blank cells left of the lines."""
        room = self.cells - GUTTER_CELLS - 1
        return max(self._least_margin(), (room - self._measure) // 2)

    # The strip at the edge

    def marks(self) -> Sequence[tuple[str, Sequence[int]]]:
        """What the strip shows: kinds with the code points that each begins at."""
        return ()

    @property
    def overview(self) -> Gutter | None:
        """The strip as it is now; made once for each page, height and set of marks."""
        height = self.size.height
        if self._layout is not None and (self._overview is None or self._overview.height != height):
            self._overview = gutter(self._layout, height, self.marks())
        return self._overview

    # Places

    @property
    def top(self) -> int:
        """The code point that the first line seen starts with; 0 from the title."""
        if self._layout is None or self.scroll_offset.y == 0:
            return 0
        return self._layout.offset_of(self.scroll_offset.y)

    def on_resize(self) -> None:
        top = self.top
        self.lay_out_again()
        if self._to_place is not None:
            self._to_place()
        else:
            self.go_to_offset(top)

    def go_to_offset(self, offset: int) -> None:
        """The line of a code point stands at the top; 0 is the title."""
        if self._layout is not None:
            self.go_to_line(self._layout.line_of(offset) if offset > 0 else 0)

    def go_to_line(self, line: int) -> None:
        """By force: a page that has just come into sight says for a while yet that it can't be scrolled."""
        self.scroll_to(y=line, animate=False, force=True)

    def lines_of(self, start: int, end: int) -> Range:
        """The first and the last line of a range."""
        if self._layout is None:
            return 0, 0
        return self._layout.line_of(start), self._layout.line_of(max(start, end - 1))

    def is_seen(self, start: int, end: int) -> bool:
        """Whether the lines of a range are on the screen."""
        first, last = self.lines_of(start, end)
        return self.scroll_offset.y <= first and last < self.scroll_offset.y + self.size.height

    def reveal(self, start: int, end: int) -> None:
        """Scrolls only where the range can't be seen; it then stands a third down the page."""
        if self._layout is not None and not self.is_seen(start, end):
            first, _ = self.lines_of(start, end)
            self.scroll_to(y=max(0, first - self.size.height // 3), animate=False)
        if self.has_focus:
            self.stand_on(start)

    def stand_on(self, offset: int, cell: int = 0) -> None:
        """The terminal's cursor goes to the line of a code point."""
        if self._layout is not None:
            stand_at(self, self._layout.line_of(offset) - self.scroll_offset.y, self.margin + cell)

    def reveal_near(self, start: int, end: int) -> None:
        """Scrolls as little as makes the range seen: for a cursor that goes step by step."""
        first, last = self.lines_of(start, end)
        top, height = self.scroll_offset.y, self.size.height
        if first < top:
            self.scroll_to(y=first, animate=False)
        elif last >= top + height:
            self.scroll_to(y=last - height + 1, animate=False)

    def offset_at(self, x: int, y: int) -> int | None:
        """The code point drawn at a cell of the widget; None where there is no text."""
        if self._layout is None:
            return None
        number = y + self.scroll_offset.y
        cell = x - self.margin
        if not 0 <= number < len(self._layout.lines) or cell < self._layout.lines[number].first_cell:
            return None
        found = self._layout.offset_at(number, cell)
        return found if found is not None and found < self._layout.lines[number].end else None

    def nearest_offset(self, x: int, y: int) -> int | None:
        """The code point nearest to a cell, for a pointer that is dragged past the ends of lines; None on no page."""
        if self._layout is None:
            return None
        number = max(0, min(y + self.scroll_offset.y, len(self._layout.lines) - 1))
        found = self._layout.offset_at(number, x - self.margin)
        return self._layout.offset_of(number) if found is None else found

    def action_next_paragraph(self) -> None:
        if self._layout:
            at = self.scroll_offset.y
            self.scroll_to(y=next((line for line in self._layout.paragraphs if line > at), at), animate=False)

    def action_previous_paragraph(self) -> None:
        if self._layout:
            at = self.scroll_offset.y
            before = [line for line in self._layout.paragraphs if line < at]
            self.scroll_to(y=before[-1] if before else 0, animate=False)
