"""The editor of a note, at the bottom of the screen. There is nothing to save: what is typed is kept as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import TextArea

from tui import keys
from tui.actions import EDITOR
from tui.render.cells import drawable
from tui.widgets.line import PaneHeading
from tui.widgets.status_line import StatusLine

ROWS = 7
"""Lines of the editor, where the screen has room for so many."""


class NoteEditor(ModalScreen[str]):
    """Answered with the text when the reader leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(EDITOR)
    AUTO_FOCUS = "TextArea"

    def __init__(self, about: str, text: str, typed: Callable[[str], None]) -> None:
        """`about` says what the note is on; `typed` is told the whole text after every change."""
        super().__init__()
        self._heading = PaneHeading(drawable(about))
        self._heading.first = True
        self._area = TextArea(text, soft_wrap=True, show_line_numbers=False, compact=True, highlight_cursor_line=False)
        self._area.cursor_blink = False  # each blink would be sent to the terminal
        self._text = text
        self._typed = typed

    def compose(self) -> ComposeResult:
        status = StatusLine()
        status.show_keys(keys.footer("editor"))
        with Vertical(classes="asking"):
            yield self._heading
            yield self._area
            yield status

    def on_mount(self) -> None:
        self._heading.activate(True)
        self._area.styles.height = max(3, min(ROWS, self.app.size.height // 2))
        self._area.move_cursor(self._area.document.end)

    @on(TextArea.Changed)
    def _changed(self) -> None:
        if self._area.text != self._text:
            self._text = self._area.text
            self._typed(self._text)

    def action_finish(self) -> None:
        self.dismiss(self._area.text)
