"""The search box with the line that says how the query was read, and the box for finding within the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input
from typing_extensions import override

from tui import keys
from tui.actions import BOX
from tui.render.cells import width
from tui.render.query_line import reading, trouble
from tui.render.roles import Line
from tui.values import Page, QueryError
from tui.widgets.line import OneLine

PROMPT_CELLS = 3


class Box(Input):
    """One line of words, without a frame."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(BOX)

    def __init__(self, placeholder: str) -> None:
        super().__init__(compact=True, select_on_focus=False, placeholder=placeholder)
        self.cursor_blink = False  # each blink would be sent to the terminal

    @dataclass
    class Left(Message):
        """The reader is done with the box, and goes on with what it found."""

        box: Box

        @property
        def control(self) -> Box:
            return self.box

    def action_to_list(self) -> None:
        self.post_message(self.Left(self))

    @property
    def first_cell(self) -> int:
        """How many cells of the words have scrolled out at the left."""
        return self.scroll_offset.x


class Prompt(OneLine):
    """The sign before a box: the key that it opened with, where that is a sign."""

    def __init__(self, words: str) -> None:
        super().__init__(classes="prompt")
        self._words = words

    @override
    def line(self, cells: int) -> Line:
        return [(self._words, ("accent-strong",))]


class QueryLine(OneLine):
    """How the query was read, or why it can't be: that may take some lines more."""

    def __init__(self) -> None:
        super().__init__(classes="query-line")
        self._page: Page | None = None
        self._shown = 0
        self._error: QueryError | None = None
        self._query = ""
        self._first_cell = 0
        self._hint = ""

    @property
    def error(self) -> QueryError | None:
        """Why the query can't be read."""
        return self._error

    def show_page(self, page: Page, shown: int) -> None:
        """An answer of which `shown` articles are in the list."""
        self._page, self._shown, self._error, self._hint = page, shown, None, ""
        self._set()

    def show_error(self, error: QueryError, query: str, first_cell: int) -> None:
        """What is wrong, under its place in the box."""
        self._error, self._query, self._first_cell = error, query, first_cell
        self._set()

    def show_hint(self, words: str) -> None:
        """In place of an answer: before anything is typed, and while one is looked for."""
        self._page, self._error, self._hint = None, None, words
        self._set()

    def _set(self) -> None:
        self.styles.height = len(self.lines(self.size.width))
        self.refresh()

    def on_resize(self) -> None:
        self._set()

    @override
    def render_line(self, y: int) -> Strip:
        lines = self.lines(self.size.width)
        return self.painter.strip(lines[y] if y < len(lines) else [], self.size.width)

    def lines(self, cells: int) -> list[Line]:
        """At least one."""
        if self._error is not None and cells > PROMPT_CELLS:
            start, end = self._error.start, max(self._error.end, self._error.start + 1)
            column = PROMPT_CELLS + width(self._query[:start]) - self._first_cell
            return trouble(self._error, column, width(self._query[start:end]) or 1, cells)
        if self._page is not None:
            return [reading(self._page, self._shown, cells, PROMPT_CELLS)]
        return [[(" " * PROMPT_CELLS, ()), (self._hint, ("faint",))]]


class SearchBar(Vertical):
    """Takes the place of the header while a search is open."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.box = Box('words, "a phrase", actor:name, -not this')
        self.answer = QueryLine()

    def compose(self) -> ComposeResult:
        with Horizontal(classes="box-line"):
            yield Prompt(f" {keys.sign('search')}")
            yield self.box
        yield self.answer


class Count(OneLine):
    """A few words at the right of a box."""

    def __init__(self) -> None:
        super().__init__(classes="count")
        self._words = ""

    def say(self, words: str) -> None:
        """Other words."""
        if words != self._words:
            self._words = words
            self.refresh()

    @override
    def line(self, cells: int) -> Line:
        return [(" " * (cells - width(self._words) - 1), ()), (self._words, ("faint",))]


class FindBar(Horizontal):
    """Takes the place of the footer while words are sought on the page."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.box = Box("find in this article")
        self._count = Count()

    def compose(self) -> ComposeResult:
        yield Prompt(f" {keys.sign('find')}")
        yield self.box
        yield self._count

    def say(self, words: str) -> None:
        """How many places there are, at the right of the box."""
        self._count.say(words)
