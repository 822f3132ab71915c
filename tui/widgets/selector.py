"""Selecting on the page with the keys of vi: a line at the bottom that takes the keys while it lasts.

It has the focus and is modal, so that a key means here what it means nowhere else; the page shows what is selected.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from typing_extensions import override

from tui import keys
from tui.actions import SELECTION
from tui.render.footer import keys_line
from tui.render.motion import Ground, Selection
from tui.render.roles import Line
from tui.render.wrap import Range
from tui.values import counted
from tui.widgets.article_view import ArticleView
from tui.widgets.line import OneLine


class Selector(OneLine, can_focus=True):
    """Moves the end of a selection, and says what is to be done with it."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(SELECTION)

    @dataclass
    class Left(Message):
        """Nothing is selected any more."""

    @dataclass
    class TakeWanted(Message):
        """What is selected is to be taken away: `copy` or `pipe`."""

        how: str
        start: int
        end: int

    @dataclass
    class NoteWanted(Message):
        """A note is to be written on what is selected."""

        start: int
        end: int

    @dataclass
    class NameWanted(Message):
        """What is selected is to be a name."""

        start: int
        end: int

    def __init__(self, page: ArticleView, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._page = page
        self._selection: Selection | None = None
        self._cell: int | None = None
        """The cell that lines are gone down and up in; None after any other step."""

    @property
    def is_modal(self) -> bool:
        """No key goes on to the screen."""
        return True

    @property
    def selected(self) -> Range | None:
        """The range that is selected; None while nothing is."""
        ground = self._page.ground
        return self._selection.on(ground).span(ground) if self._selection and ground else None

    def begin(self, anchor: int, head: int) -> bool:
        """Selects from one code point to another; false where there is nothing to select."""
        self._cell = None
        return self._show(Selection(anchor, head, self._selection is not None and self._selection.paragraphs))

    def end(self) -> None:
        """Selects nothing."""
        self._selection = None
        self._page.show_selection(None)

    def _show(self, selection: Selection) -> bool:
        ground = self._page.ground
        if ground is None:
            return False
        self._selection = selection.on(ground)
        head = self._selection.head
        cursor = (head, ground.end_of(head))
        self._page.show_selection(self._selection.span(ground), cursor)
        self._page.reveal_near(*cursor)
        self._page.stand_on(head, ground.cell_of(head))
        self.refresh()
        return True

    @override
    def line(self, cells: int) -> Line:
        selected, ground = self.selected, self._page.ground
        if selected is None or ground is None:
            return []
        words = sum(len(ground.text[start:end].split()) for start, end in ground.shown_in(*selected))
        said = f" {counted(words, 'word')} selected  "
        return [(said, ("accent-strong",)), *keys_line(keys.footer("selection"), cells - len(said))]

    # Keys

    def _go(self, to: Callable[[Ground, int], int]) -> None:
        ground = self._page.ground
        if ground is not None and self._selection is not None:
            self._cell = None
            here = self._selection.on(ground)
            self._show(Selection(here.anchor, to(ground, here.head), here.paragraphs))

    def _go_line(self, step: int) -> None:
        ground = self._page.ground
        if ground is not None and self._selection is not None:
            cell = ground.cell_of(self._selection.on(ground).head) if self._cell is None else self._cell
            self._go(lambda ground, at: ground.line(at, step, cell))
            self._cell = cell

    def action_left(self) -> None:
        self._go(Ground.left)

    def action_right(self) -> None:
        self._go(Ground.right)

    def action_down(self) -> None:
        self._go_line(1)

    def action_up(self) -> None:
        self._go_line(-1)

    def action_next_word(self) -> None:
        self._go(Ground.next_word)

    def action_previous_word(self) -> None:
        self._go(Ground.previous_word)

    def action_word_end(self) -> None:
        self._go(Ground.word_end)

    def action_sentence_end(self) -> None:
        self._go(Ground.sentence_end)

    def action_sentence_start(self) -> None:
        self._go(Ground.sentence_start)

    def action_paragraph_end(self) -> None:
        self._go(Ground.paragraph_end)

    def action_paragraph_start(self) -> None:
        self._go(Ground.paragraph_start)

    def action_line_start(self) -> None:
        self._go(Ground.line_start)

    def action_line_end(self) -> None:
        self._go(Ground.line_end)

    def action_top(self) -> None:
        self._go(lambda ground, _: ground.top())

    def action_bottom(self) -> None:
        self._go(lambda ground, _: ground.bottom())

    def action_paragraphs(self) -> None:
        if self._selection is not None:
            self._show(Selection(self._selection.anchor, self._selection.head, not self._selection.paragraphs))

    def action_turn(self) -> None:
        if self._selection is not None:
            self._show(self._selection.turned())

    def action_copy(self) -> None:
        self._take("copy")

    def action_pipe(self) -> None:
        self._take("pipe")

    def _take(self, how: str) -> None:
        if self.selected is not None:
            self.post_message(self.TakeWanted(how, *self.selected))

    def action_note(self) -> None:
        if self.selected is not None:
            self.post_message(self.NoteWanted(*self.selected))

    def action_name(self) -> None:
        if self.selected is not None:
            self.post_message(self.NameWanted(*self.selected))

    def action_leave(self) -> None:
        self.post_message(self.Left())
