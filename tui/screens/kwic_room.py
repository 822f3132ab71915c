"""The concordance: words in context, a line a match, sorted by what stands before or after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input

from tui import inquiries, keys
from tui.actions import KWIC
from tui.desk import Desk
from tui.history import Place
from tui.inquiries import Kwic
from tui.messages import Aim
from tui.order import after
from tui.render.cells import drawable
from tui.screens.pause import Pause
from tui.screens.room import Outcome, Room
from tui.values import DatelineError, QueryError, counted
from tui.widgets.kwic_list import KwicList
from tui.widgets.line import PaneHeading
from tui.widgets.row_list import RowList
from tui.widgets.search_bar import Box, Prompt, QueryLine

KWIC_SORTS = ("article", "left", "right", "match")

SORTED = {
    "article": "by article",
    "left": "by the words before",
    "right": "by the words after",
    "match": "by the words found",
}


class KwicRoom(Room):
    """One list; the box with its query is shown while it is edited."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(KWIC)
    FOOTER = "concordance"

    def __init__(self, desk: Desk, place: Place, leave: Callable[[Outcome], None], *, boilerplate: bool) -> None:
        super().__init__(desk, place, leave, boilerplate=boilerplate)
        self.query_words = place.query
        self.form = place.words
        self.sort = place.sort or KWIC_SORTS[0]
        self._before = (place.query, place.words)
        """Query and form from before the box was opened: escape brings them back."""
        self.kwic: Kwic | None = None
        self.lines = KwicList(id="kwic")
        self.box = Box('words, "a phrase", actor:name')
        self.answer = QueryLine()
        self._heading = PaneHeading("Words in context")
        self._heading.first = True
        self._typing = Pause(self)

    def compose_parts(self) -> ComposeResult:
        with Vertical(id="kwic-bar"):
            with Horizontal(classes="box-line"):
                yield Prompt(f" {keys.sign('search')}")
                yield self.box
            yield self.answer
        yield self._heading
        yield self.lines

    def on_mount(self) -> None:
        self.head.say("In context")
        self.go_to(self.lines)

    def parts(self) -> list[Widget]:
        return [self.lines, *([self.box] if self.has_class("-editing") else [])]

    def headings(self) -> dict[Widget, PaneHeading]:
        return {self.lines: self._heading}

    @property
    def pauses(self) -> tuple[Pause, ...]:
        return (self._typing,)

    # Answers

    def ask(self) -> None:
        words, form, typing = self.query_words, self.form, self.box.has_focus
        found = inquiries.concordance(words, self.sort, form, boilerplate=self.boilerplate, typing=typing)
        self.inquire("kwic", found)

    def show(self, value: object) -> None:
        if not isinstance(value, Kwic):
            return
        before = self.kwic
        same = before is not None and (before.query, before.form) == (value.query, value.form)
        at = self.lines.line_at(self.lines.cursor) if same else None
        article, start = (at.article, at.start) if at else ("", 0)
        if before is None:
            article, start = self.place.article, self.place.offset
        keep = same and before is not None and before.sort == value.sort
        self.kwic = value
        self.lines.say_empty("nothing has that")
        self.lines.show(value.lines, value.labels, (article, start), keep_place=keep)
        shown = f"{len(value.lines):,} of {value.total:,}" if len(value.lines) < value.total else f"{value.total:,}"
        reading = value.reading.removeprefix(f"{value.query} · ")
        facts = f"{value.total:,} in {counted(value.articles, 'article')}" + (f" · {reading}" if reading else "")
        self.head.say(value.form or value.query, facts)
        self.answer.show_hint(drawable(facts))
        self._heading.say(f"Words in context, {SORTED[value.sort]}", shown)

    def failed(self, error: DatelineError) -> None:
        if isinstance(error, QueryError) and self.has_class("-editing"):
            self.answer.show_error(error, self.query_words, self.box.first_cell)
            return
        self.head.say(self.query_words)
        self.lines.show((), ())
        self.lines.say_empty("the query can't be read" if isinstance(error, QueryError) else "")
        super().failed(error)

    # The query

    def action_search(self) -> None:
        if not self.has_class("-editing"):
            self._before = (self.query_words, self.form)
        self.add_class("-editing")
        if self.kwic is None or self.box.value != self.query_words:
            with self.box.prevent(Input.Changed):
                self.box.value = self.query_words
        self.box.cursor_position = len(self.box.value)
        self.go_to(self.box)

    @on(Input.Changed)
    def _typed(self) -> None:
        self._typing.then(self._ask_for_typed)

    def _ask_for_typed(self) -> None:
        words = self.box.value
        if not words.strip():
            self.answer.show_hint("words to see in context")
        elif words != self.query_words or self.answer.error is not None:
            self.query_words, self.form = words, ""
            self.begin()

    @on(Box.Left)
    def _typed_all(self) -> None:
        self._typing.now()
        if self.answer.error is None:
            self._close_box()

    def _close_box(self) -> None:
        self._typing.cancel()
        self.remove_class("-editing")
        self.go_to(self.lines)

    def action_leave(self) -> None:
        if self.has_class("-editing"):
            self._close_box()
            if self._before != (self.query_words, self.form) or self.answer.error is not None:
                self.query_words, self.form = self._before
                self.begin()
        else:
            super().action_leave()

    def action_sort(self) -> None:
        self.sort = after(KWIC_SORTS, self.sort)
        self.begin()

    def action_concordance(self) -> None:
        self.say(f"these are the words in context; {keys.first('search')} asks for others")

    # Opening

    @on(RowList.Opened, "#kwic")
    def _opened(self, message: RowList.Opened) -> None:
        line = self.lines.line_at(message.index)
        if line is not None:
            spot = (line.start, line.end)
            self.leave(Aim(line.article, self.query_words, line.start, spot, focus=True, remember=True))

    def here(self) -> Place:
        line = self.lines.line_at(self.lines.cursor)
        shown = self.kwic
        query, form = (shown.query, shown.form) if shown else (self.query_words, self.form)
        article, offset = (line.article, line.start) if line else (self.place.article, self.place.offset)
        return Place("kwic", query, article, offset, words=form, sort=self.sort)
