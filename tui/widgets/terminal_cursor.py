"""Where the terminal's own cursor stands: screen readers, magnifiers and braille displays follow it.

Textual hides it, and draws one of its own in boxes.
"""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.geometry import Offset
from textual.widget import Widget

from tui.raw_output import write_raw

_SHOW = "\x1b[?25h"


def stand_at(widget: Widget, row: int, column: int = 0) -> None:
    """Puts the cursor on a cell of what is seen of a widget, both counted from 0; it moves with the next drawing."""
    region = widget.content_region
    if region.area:
        row, column = max(0, min(row, region.height - 1)), max(0, min(column, region.width - 1))
        widget.app.cursor_position = Offset(region.x + column, region.y + row)


def show_cursor(app: App[Any]) -> None:
    """Makes the cursor visible, now and each time that the app comes back from being suspended."""
    write_raw(app, _SHOW)
    app.app_resume_signal.subscribe(app.screen, lambda _: write_raw(app, _SHOW))
