"""Reads what Textual writes. A frame is positions, colours and text; whatever else comes is passed on as it is.

write ──▶ frame?     ──▶ cells of the grid
      ──▶ harmless?  ──▶ passed on: modes, titles, the clipboard, the bell leave the cells alone
      ──▶ else       ──▶ passed on, and what the screen shows is unknown from there on
"""

from __future__ import annotations

import re

from tui.driver.grid import Grid, Row
from tui.driver.pens import PLAIN, Pen, Unreadable, read

_TEXT = "[^\x00-\x1f\x7f-\x9f]"
_TOKEN = re.compile(
    rf"\x1b\[(?P<sgr>[\d;]*)m(?P<styled>{_TEXT}*)|(?P<plain>{_TEXT}+)"
    r"|\x1b\[(?P<row>\d*);?(?P<column>\d*)H|(?P<newline>\n)|(?P<other>.)",
    re.DOTALL,
)
_HARMLESS = re.compile(
    r"(?:\x07"
    r"|\x1b\[\?(?:7|25|10(?:0\d|1[56])|2004|2026|2048)[hl]"  # modes of the cursor, the mouse, pasting, wrapping
    r"|\x1b\[\?\d+\$p|\x1b\[[<>=]\d*u|\x1b\[\d* q"  # questions about modes, kitty's keyboard, the cursor's shape
    r"|\x1b\](?!8;)[^\x07\x1b]*(?:\x07|\x1b\\)"  # titles, clipboard, shape of the pointer; no links
    r"|\x1bP.*?\x1b\\|\x1b\\)+",  # the same wrapped up for tmux
    re.DOTALL,
)


def is_harmless(written: str) -> bool:
    """Whether it changes neither the cells nor the pen, nor moves the cursor."""
    return _HARMLESS.fullmatch(written) is not None


class Reader:
    """Where Textual believes the cursor and the pen to be."""

    def __init__(self) -> None:
        self.cursor: tuple[int, int] | None = None
        """Column and line; None where unknown."""
        self.pen = PLAIN

    def forget(self) -> None:
        """The cursor may be anywhere; the pen is plain, since Textual leaves it so."""
        self.cursor, self.pen = None, PLAIN

    def take(self, frame: str, grid: Grid) -> None:
        """Draws a frame into the grid; `Unreadable`, and nothing drawn, where a part of it isn't understood."""
        drawn: dict[int, Row] = {}
        pen, at = self.pen, self.cursor
        for token in _TOKEN.finditer(frame):
            kind = token.lastgroup
            if kind in ("styled", "plain"):
                sgr = token["sgr"]
                if sgr is not None:
                    pen = read(pen, sgr)
                if text := token[kind]:
                    at = _draw(text, at, pen, grid, drawn)
            elif kind == "column":
                at = int(token["column"] or 1) - 1, int(token["row"] or 1) - 1
            elif kind == "newline" and at is not None and at[1] + 1 < grid.height:
                at = 0, at[1] + 1
            else:
                raise Unreadable(token.group())
        for y, row in drawn.items():
            grid.rows[y] = row
        self.pen, self.cursor = pen, at


def _draw(text: str, at: tuple[int, int] | None, pen: Pen, grid: Grid, drawn: dict[int, Row]) -> tuple[int, int]:
    """Returns where the cursor is then. A line below the last, as of a larger screen, is left out."""
    if at is None:
        raise Unreadable(text)
    x, y = at
    if y >= grid.height:
        return at
    row = drawn.get(y)
    if row is None:
        row = drawn[y] = grid.rows[y].copy()
    return row.put(x, text, pen), y
