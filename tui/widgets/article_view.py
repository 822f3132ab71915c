"""The page: an article with its names and matches, which can be walked, and pointed at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from tui import keys
from tui.actions import PAGE
from tui.render.gutter import CELLS as GUTTER_CELLS
from tui.render.motion import Ground
from tui.render.spans import layer
from tui.render.walk import step
from tui.render.wrap import Range
from tui.values import Article, Mention
from tui.widgets.marked_page import MarkedPage


class ArticleView(MarkedPage, can_focus=True):
    """Tells the screen what the reader wants; ranges are code points of the article's text."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(PAGE)
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
    class SelectWanted(Message):
        """The reader wants to select, by keys from a place on, or by the pointer from one place to another."""

        anchor: int
        head: int

    @dataclass
    class TakeWanted(Message):
        """The reader wants to take the article away: to `copy` it, `pipe` it or `edit` its file."""

        how: str

    @dataclass
    class NoteOpened(Message):
        """The reader wants a note on words of the page."""

        note: str
        """Its id."""

    @dataclass
    class LinkPointed(Message):
        """The reader pointed at a link."""

        target: str

    @dataclass
    class Scrolled(Message):
        """The title has come into sight or gone out of it."""

        title_seen: bool

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._title_seen = True
        self.was_entered = False
        """Whether the reader has gone to the article, or it is only previewed."""
        self._place_seen = 0
        self._pressed: int | None = None
        """Where the pointer went down on the text."""
        self._dragged = self._in_gutter = False
        self._ground: Ground | None = None

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
        if self.article is None or self.article.id != article.id:
            self.show_notes(())
        self.article, self.label = article, label
        self._matches = layer(matches, "match")
        self._spot = layer([spot] if spot else [], "spot")
        self._current = self._match = self._selected = self._cursor = None
        self.was_entered = self.has_focus
        self._place_seen = offset
        self.take_names(mentions)
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
        self.take_names(mentions)
        seen = enumerate(self._seen_names)
        self.set_current(next((number for number, name in seen if current and name.start == current.start), None))
        self.go_to_offset(top)
        self.refresh()

    def show_boilerplate(self, shown: bool) -> None:
        """Shows or hides what is no part of the article, and stays at its place."""
        if shown != self.boilerplate:
            top = self.top
            self.boilerplate = shown
            self._current = self._match = None
            self.lay_out_again()
            self.go_to_offset(top)
            self.refresh()

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
    def ground(self) -> Ground | None:
        """What a selection moves about in; None where there is no page."""
        if self.article is None or self._layout is None:
            return None
        if self._ground is None or self._ground.layout is not self._layout:
            self._ground = Ground(self.article.text, self._layout)
        return None if self._ground.is_empty else self._ground

    def _place(self, offset: int, spot: Range | None, *, first_match: bool) -> None:
        """A place to come back to stands at the top; a spot or match that the first page has not, below some lines."""
        self._to_place = None
        if self._layout is None or self.size.height <= 0:
            self._to_place = lambda: self._place(offset, spot, first_match=first_match)
            return
        if first_match and self._seen_matches:
            spot = self._seen_matches[0]
            self.set_current_match(0)
        if spot is None:
            self.go_to_offset(offset)
            return
        first, last = self.lines_of(*spot)
        below = last >= self.size.height
        self.go_to_line(max(0, first - self.size.height // 3) if below else 0)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._note_place()
        seen = new_value < 1
        if seen != self._title_seen:
            self._title_seen = seen
            self.post_message(self.Scrolled(seen))

    # Names and matches

    def action_next_name(self) -> None:
        self._walk_names(1)

    def action_previous_name(self) -> None:
        self._walk_names(-1)

    def _walk_names(self, direction: int) -> None:
        names = self._seen_names
        found = step([name.start for name in names], self._current, self.top, direction)
        if found is None:
            return
        number, wrapped = found
        self.set_current(number)
        name = names[number]
        self.reveal(name.start, name.end)
        self.post_message(self.NameMoved(name, number + 1, len(names), wrapped))

    def step_match(self, direction: int, top: int | None = None) -> tuple[int, int, bool] | None:
        """Scrolls to another match; its number from 1, how many there are, whether it went round; None without any.

        Where there is no match to go on from, it begins at offset `top`, or at the top of what is seen.
        """
        matches = self._seen_matches
        found = step([start for start, _ in matches], self._match, self.top if top is None else top, direction)
        if found is None:
            return None
        number, wrapped = found
        self.set_current_match(number)
        self.reveal(*matches[number])
        return number + 1, len(matches), wrapped

    # What the reader wants

    def action_find(self) -> None:
        self.post_message(self.FindWanted())

    def action_open(self) -> None:
        """The current name, else the note on what is pointed out."""
        spot = next((self.note_at(start) for start, _, _ in self._spot.spans), None)
        if self.current is not None:
            self.post_message(self.NameOpened(self.current))
        elif spot is not None:
            self.post_message(self.NoteOpened(spot))

    def action_select(self) -> None:
        """From the current name, else the current match, where they are seen; else from the first line seen."""
        name = self.current
        places = ((name.start, name.end) if name else None, self.current_match)
        start, end = next((one for one in places if one and self.is_seen(*one)), (self.top, self.top + 1))
        self.post_message(self.SelectWanted(start, end - 1))

    def action_take(self, how: str) -> None:
        self.post_message(self.TakeWanted(how))

    # Pointing

    def on_mouse_down(self, event: events.MouseDown) -> None:
        where = event.get_content_offset(self)
        self._dragged = False
        self._pressed = None
        if where is None or event.button != 1:
            return
        self._in_gutter = where.x >= self.cells - GUTTER_CELLS
        if self._in_gutter:
            self._go_to_row(where.y)
        else:
            self._pressed = self.nearest_offset(where.x, where.y)
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._in_gutter:
            self._go_to_row(event.y)
        elif self._pressed is not None:
            inside = self.content_region.offset - self.region.offset
            head = self.nearest_offset(event.x - inside.x, event.y - inside.y)
            if head is not None and (head != self._pressed or self._dragged):
                self._dragged = True
                self.post_message(self.SelectWanted(self._pressed, head))

    def on_mouse_up(self) -> None:
        self.release_mouse()
        self._pressed, self._in_gutter = None, False

    def _go_to_row(self, row: int) -> None:
        """The lines that a row of the strip stands for come to the middle of the page."""
        if self.overview is not None and self.overview.total > self.overview.height:
            self.scroll_to(y=max(0, self.overview.line_of(row) - self.size.height // 2), animate=False)

    def on_click(self, event: events.Click) -> None:
        where = event.get_content_offset(self)
        if where is None or self._dragged or where.x >= self.cells - GUTTER_CELLS:
            return
        offset = self.offset_at(where.x, where.y)
        if offset is None:
            return
        name = next((name for name in self._mentions if name.start <= offset < name.end), None)
        target, note = self.link_at(offset), self.note_at(offset)
        if name is not None:
            self.post_message(self.NameOpened(name))
        elif target is not None:
            self.post_message(self.LinkPointed(target))
        elif note is not None:
            self.post_message(self.NoteOpened(note))
