"""The page: an article set to a measure, with its names and matches, and a current name that can be walked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from tui import keys
from tui.render.cells import index_at, width
from tui.render.page import MEASURE, Layout, PageLine, lay_out
from tui.render.roles import Line
from tui.render.spans import Layer, layer, layers, pieces
from tui.render.walk import step
from tui.values import Article, Mention
from tui.widgets.paged import PagedView
from tui.widgets.painter import Painter

Range = tuple[int, int]
SPOT = "▌"


class ArticleView(PagedView, can_focus=True):
    """Paints the lines that are seen; its ranges are code points of the article's text."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.PAGE)
    ALLOW_SELECT = False

    @dataclass
    class NameOpened(Message):
        """The reader wants the cross-references of a name."""

        mention: Mention

    @dataclass
    class NameMoved(Message):
        """Another name is the current one."""

        mention: Mention
        number: int
        """Counted from 1."""
        total: int
        wrapped: bool
        """The walk went over an end and round."""

    @dataclass
    class FindWanted(Message):
        """The reader wants to find words on the page."""

    @dataclass
    class Scrolled(Message):
        """The title has come into sight or gone out of it."""

        title_seen: bool

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id, classes="body")
        self.painter = Painter(self)
        self.article: Article | None = None
        self.label = ""
        self.boilerplate = False
        self._layout: Layout | None = None
        self._laid_for = (0, False)
        self._mentions: tuple[Mention, ...] = ()
        self._names = self._matches = self._spot = Layer(())
        self._styles: tuple[Layer, ...] = ()
        self._seen_names: tuple[Mention, ...] = ()
        self._seen_matches: tuple[Range, ...] = ()
        self._current: int | None = None
        self._match: int | None = None
        self._title_seen = True
        self.was_entered = False
        """Whether the reader has gone to the article, or it is only previewed."""
        self._place_seen = 0
        self._to_place: Callable[[], None] | None = None
        """Goes to the place to begin at, once there is a page to do so on."""

    # What is shown

    def show(
        self,
        article: Article,
        label: str,
        mentions: Sequence[Mention],
        matches: Sequence[Range] = (),
        *,
        offset: int = 0,
        spot: Range | None = None,
        first_match: bool = False,
    ) -> None:
        """Another article, from a place in it; `spot` is a range to point out, and so may the first match be."""
        self.article, self.label = article, label
        self._matches = layer(matches, "match")
        self._spot = layer([spot] if spot else [], "spot")
        self._current = self._match = None
        self.was_entered = self.has_focus
        self._place_seen = offset
        self._take(mentions)
        self._place(offset, spot, first_match=first_match)
        self.refresh()

    def renew(self, article: Article, label: str, mentions: Sequence[Mention], matches: Sequence[Range]) -> None:
        """The same article as it is by now: the place on the page stays, and the current name if the text does.

        What is marked stays marked; only in a text that has changed `matches` take its place.
        """
        top = self.top
        if self.article is None or article.text != self.article.text:
            self.show(article, label, mentions, matches, offset=top)
            return
        current = self.current
        self.article, self.label = article, label
        self._take(mentions)
        seen = enumerate(self._seen_names)
        self._current = next((number for number, name in seen if current and name.start == current.start), None)
        self._go_to(top)
        self.refresh()

    def _take(self, mentions: Sequence[Mention]) -> None:
        """Lays the article out anew with its names."""
        self._mentions = tuple(mentions)
        self._names = Layer(tuple((name.start, name.end, name.kind.value) for name in mentions))
        blocks = self.article.blocks if self.article else ()
        self._styles = layers((style.start, style.end, style.kind.value) for block in blocks for style in block.styles)
        self._laid_for = (0, False)
        self._lay_out()
        self._take_stock()

    def show_matches(self, matches: Sequence[Range]) -> int:
        """Marks what a search or a find found, and nothing else; returns how many of them can be seen."""
        self._matches = layer(matches, "match")
        self._match = None
        self._take_stock()
        self.refresh()
        return len(self._seen_matches)

    def show_boilerplate(self, shown: bool) -> None:
        """Shows or hides what is no part of the article, and stays at its place."""
        if shown != self.boilerplate:
            top = self.top
            self.boilerplate = shown
            self._current = self._match = None
            self._lay_out()
            self._take_stock()
            self._go_to(top)
            self.refresh()

    @property
    def top(self) -> int:
        """The code point that the first line seen starts with; 0 from the title."""
        if self._layout is None or self.scroll_offset.y == 0:
            return 0
        return self._layout.offset_of(self.scroll_offset.y)

    @property
    def place(self) -> int:
        """Where to go on reading: the top of what was seen last; 0 once the end was seen. Known while hidden, too."""
        return self._place_seen

    def _note_place(self) -> None:
        if self._layout is not None and self.size.height > 0:
            at_end = self.scroll_offset.y + self.size.height >= len(self._layout.lines)
            self._place_seen = 0 if at_end else self.top

    def on_focus(self) -> None:
        self.was_entered = True

    @property
    def current(self) -> Mention | None:
        """The current name."""
        if self._current is None or self._current >= len(self._seen_names):
            return None
        return self._seen_names[self._current]

    # Layout

    @property
    def cells(self) -> int:
        return self.scrollable_content_region.width

    def _lay_out(self) -> None:
        if self.article is None or self.cells <= 0:
            return
        wanted = (self.cells, self.boilerplate)
        if wanted != self._laid_for:
            self._laid_for = wanted
            measure = min(MEASURE, self.cells - 2 * self._least_margin())
            self._layout = lay_out(self.article, self.label, measure, boilerplate=self.boilerplate)
            self.virtual_size = Size(0, len(self._layout.lines))

    def _least_margin(self) -> int:
        return 1 if self.cells < 60 else 2

    def _margin(self) -> int:
        return max(self._least_margin(), (self.cells - MEASURE) // 2)

    def on_resize(self) -> None:
        top = self.top
        self._lay_out()
        self._take_stock()
        if self._to_place is not None:
            self._to_place()
        else:
            self._go_to(top)

    def _take_stock(self) -> None:
        """Which names and matches can be seen, once for each change: every line drawn asks for them."""
        layout = self._layout
        self._seen_names = tuple(name for name in self._mentions if layout and layout.is_shown(name.start))
        matches = self._matches.spans
        self._seen_matches = tuple((start, end) for start, end, _ in matches if layout and layout.is_shown(start))

    def _go_to(self, offset: int) -> None:
        if self._layout is not None:
            self._scroll_to_line(self._layout.line_of(offset) if offset > 0 else 0)

    def _scroll_to_line(self, line: int) -> None:
        """By force: a page that has just come into sight says for a while yet that it can't be scrolled."""
        self.scroll_to(y=line, animate=False, force=True)

    def _place(self, offset: int, spot: Range | None, *, first_match: bool) -> None:
        """A place to come back to stands at the top; a spot or match that the first page has not, below some lines."""
        self._to_place = None
        if self._layout is None or self.size.height <= 0:
            self._to_place = lambda: self._place(offset, spot, first_match=first_match)
            return
        if first_match and self._seen_matches:
            self._match, spot = 0, self._seen_matches[0]
        if spot is None:
            self._go_to(offset)
            return
        first, last = self._lines_of(*spot)
        below = last >= self.size.height
        self._scroll_to_line(max(0, first - self.size.height // 3) if below else 0)

    def _lines_of(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last line of a range."""
        if self._layout is None:
            return 0, 0
        return self._layout.line_of(start), self._layout.line_of(max(start, end - 1))

    def reveal(self, start: int, end: int) -> None:
        """Scrolls only where the range can't be seen; it then stands a third down the page."""
        if self._layout is None:
            return
        first, last = self._lines_of(start, end)
        height, seen = self.size.height, self.scroll_offset.y
        if first < seen or last >= seen + height:
            self.scroll_to(y=max(0, first - height // 3), animate=False)

    # Drawing

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        if self._layout is None or number >= len(self._layout.lines):
            return self.painter.strip([], self.cells)
        return self.painter.strip(self._draw(self._layout.lines[number], self._layout.text), self.cells)

    def _draw(self, line: PageLine, text: str) -> Line:
        margin = self._margin()
        base = (line.role,)
        if line.end <= line.start:
            return [(" " * margin, ()), (line.words, base)] if line.words else []
        spotted = bool(self._spot.within(line.start, line.end))
        before = f"{SPOT} ".rjust(margin) if spotted and margin > 1 else " " * margin
        drawn: Line = [(before, ("accent",) if spotted else ()), (" " * line.indent, ()), (line.lead, ("rule",))]
        current = self.current
        over = (Layer(((current.start, current.end, "current"),)),) if current else ()
        laid = (self._spot, *self._styles, self._names, self._matches, *over)
        return drawn + pieces(text, line.start, line.end, base, laid)

    def notify_style_update(self) -> None:
        self.painter.forget()
        super().notify_style_update()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._note_place()
        seen = new_value < 1
        if seen != self._title_seen:
            self._title_seen = seen
            self.post_message(self.Scrolled(seen))

    # Names

    def action_next_name(self) -> None:
        self._walk_names(1)

    def action_previous_name(self) -> None:
        self._walk_names(-1)

    def _walk_names(self, direction: int) -> None:
        names = self._seen_names
        found = step([name.start for name in names], self._current, self.top, direction)
        if found is None:
            return
        before = self.current
        self._current, wrapped = found
        name = names[self._current]
        if before is not None:
            self._refresh_range(before.start, before.end)
        self._refresh_range(name.start, name.end)
        self.reveal(name.start, name.end)
        self.post_message(self.NameMoved(name, self._current + 1, len(names), wrapped))

    def _refresh_range(self, start: int, end: int) -> None:
        """Sends only the lines that hold a range."""
        if self._layout is not None:
            first, last = self._layout.line_of(start), self._layout.line_of(end - 1)
            self.refresh(Region(0, first - self.scroll_offset.y, self.cells, last - first + 1))

    def step_match(self, direction: int, top: int | None = None) -> tuple[int, int, bool] | None:
        """Scrolls to another match; its number from 1, how many there are, whether it went round; None without any.

        Where there is no match to go on from, it begins at offset `top`, or at the top of what is seen.
        """
        matches = self._seen_matches
        found = step([start for start, _ in matches], self._match, self.top if top is None else top, direction)
        if found is None:
            return None
        self._match, wrapped = found
        self.reveal(*matches[self._match])
        return self._match + 1, len(matches), wrapped

    # Moving

    def action_next_paragraph(self) -> None:
        if self._layout:
            at = self.scroll_offset.y
            self.scroll_to(y=next((line for line in self._layout.paragraphs if line > at), at), animate=False)

    def action_previous_paragraph(self) -> None:
        if self._layout:
            at = self.scroll_offset.y
            before = [line for line in self._layout.paragraphs if line < at]
            self.scroll_to(y=before[-1] if before else 0, animate=False)

    def action_find(self) -> None:
        self.post_message(self.FindWanted())

    def action_open(self) -> None:
        if self.current is not None:
            self.post_message(self.NameOpened(self.current))

    # Pointing

    def on_click(self, event: events.Click) -> None:
        where = event.get_content_offset(self)
        if where is not None and (name := self._name_at(where.x, where.y + self.scroll_offset.y)):
            self.post_message(self.NameOpened(name))

    def _name_at(self, x: int, number: int) -> Mention | None:
        if self._layout is None or not 0 <= number < len(self._layout.lines):
            return None
        line = self._layout.lines[number]
        cell = x - self._margin() - line.indent - width(line.lead)
        if cell < 0 or line.end <= line.start:
            return None
        offset = line.start + index_at(self._layout.text[line.start : line.end], cell)
        if offset >= line.end:
            return None
        return next((name for name in self._mentions if name.start <= offset < name.end), None)
