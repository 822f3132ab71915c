"""Cells of a screen. What they hold is what a terminal shows, whatever was sent to bring it there."""

from __future__ import annotations

import re

from rich.cells import split_graphemes

from tui.driver.pens import PLAIN, Pen, blank

NARROW = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u0482\u048a-\u052f\u0531-\u0556\u0561-\u0587"
    "\u05d0-\u05ea\u0620-\u064a\u0671-\u06d3\u10d0-\u10ff\u1e00-\u1eff\u1f00-\u1ffe"
    "\u2010-\u2015\u2018-\u2027\u2030-\u203b\u203d-\u2048\u20a0-\u20bf\u2190-\u2193"
    "\u2500-\u25a9\u25ac-\u25b5\u25b7-\u25bf\u25c1-\u25fa\u2800-\u28ff]*"
)
"""Letters, punctuation and lines that take one cell in every terminal, as in Textual's own table.

Not among them is what a terminal may show as a picture, or what has changed its width between versions of Unicode.
"""


class Row:
    """One line of the screen; replaced, not changed, once a frame is made of it."""

    __slots__ = ("pens", "texts")

    def __init__(self, texts: list[str | None], pens: list[Pen]) -> None:
        self.texts = texts
        """A cell's character with its combining marks; empty for the right half of a wide one; None where unknown."""
        self.pens = pens
        """Of the same length. A space has the `blank` of the pen that it was written with."""

    @classmethod
    def unknown(cls, width: int) -> Row:
        """A line of which nothing is known."""
        return cls([None] * width, [PLAIN] * width)

    def copy(self) -> Row:
        return Row(self.texts.copy(), self.pens.copy())

    def same(self, other: Row) -> bool:
        """Whether both look alike."""
        return self is other or (self.texts == other.texts and self.pens == other.pens)

    def put(self, x: int, text: str, pen: Pen) -> int:
        """Writes text from column `x` on, and returns the column after it. What is past the right edge is cut off."""
        if text.isascii() or NARROW.fullmatch(text):
            return self._put_narrow(x, text, pen)
        for start, end, cells in split_graphemes(text)[0]:
            cluster = text[start:end]
            if cells == 0:
                self._join(x, cluster, pen)
            elif cells == 1:
                self._put_narrow(x, cluster, pen, whole=True)
            else:
                self._put_wide(x, cluster, pen)
            x += cells
        return x

    def _put_narrow(self, x: int, text: str, pen: Pen, *, whole: bool = False) -> int:
        """`whole`: the text is one cell, of several code points."""
        width = len(self.texts)
        cells = [text] if whole else list(text)
        after = x + len(cells)
        end = min(after, width)
        if x < end:
            self._halve(x, end)
            space = blank(pen)
            self.texts[x:end] = cells[: end - x]
            self.pens[x:end] = (
                [pen] * (end - x)
                if space is pen or " " not in text
                else [space if cell == " " else pen for cell in cells[: end - x]]
            )
        return after

    def _put_wide(self, x: int, cluster: str, pen: Pen) -> None:
        if x + 2 <= len(self.texts):
            self._halve(x, x + 2)
            self.texts[x : x + 2] = [cluster, ""]
            self.pens[x : x + 2] = [pen, pen]
        else:
            self._put_narrow(x, " ", pen)

    def _join(self, x: int, marks: str, pen: Pen) -> None:
        """Adds what takes no cell to the character before it; at the left edge there is none."""
        at = min(x, len(self.texts)) - 1
        if at > 0 and self.texts[at] == "":
            at -= 1
        if at >= 0 and self.texts[at]:
            if self.texts[at] == " " and self.pens[at] is blank(pen):
                self.pens[at] = pen
            self.texts[at] = f"{self.texts[at]}{marks}"

    def _halve(self, start: int, end: int) -> None:
        """Of a wide character that is half overwritten the other half becomes a space."""
        texts = self.texts
        if texts[start] == "" and start:
            texts[start - 1] = " "
            self.pens[start - 1] = blank(self.pens[start - 1])
        if end < len(texts) and texts[end] == "":
            texts[end] = " "
            self.pens[end] = blank(self.pens[end])


class Grid:
    """The lines of a screen."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.rows = [Row.unknown(width) for _ in range(height)]
