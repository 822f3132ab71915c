"""The strip at the right edge: the whole article scaled to the height of the pane, with what is marked in it.

A row stands for the lines `row * total / height` up to those of the next row; where the whole article can be seen, each
row for its own line. A sign says what the row holds, a bar which part of the article is seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tui.render.glyphs import glyphs
from tui.render.layout import Layout
from tui.render.roles import Line
from tui.render.wrap import Range

CELLS = 2
"""Columns of the strip: a sign, and the bar."""

CURRENT, MATCH, NOTE, NAME = "current", "match", "note", "name"
PRECEDENCE = (CURRENT, MATCH, NOTE, NAME)
"""Which kind is shown where a row holds several: what was asked for last, then what the reader wrote, then names."""


@dataclass(frozen=True, slots=True)
class Gutter:
    """The signs of a page in one height; the bar depends on the place alone."""

    total: int
    """Lines of the page."""
    height: int
    """Rows."""
    kinds: tuple[str, ...]
    """What each row holds; empty for nothing."""

    def row(self, number: int, top: int) -> Line:
        """A row of the strip while line `top` is the first that is seen; two cells."""
        kind = self.kinds[number] if number < len(self.kinds) else ""
        first, last = self.seen(top)
        drawn = glyphs()
        bar = drawn.thumb if first <= number < last else " "
        return [(drawn.marks.get(kind, " "), (f"mark-{kind}",) if kind else ()), (bar, ("thumb",))]

    def seen(self, top: int) -> Range:
        """The rows of the part that is seen, half-open and at least one; none where all of it is."""
        if self.total <= self.height or self.height <= 0:
            return 0, 0
        first = min(top * self.height // self.total, self.height - 1)
        last = -(-(top + self.height) * self.height // self.total)
        return first, max(first + 1, min(last, self.height))

    def line_of(self, row: int) -> int:
        """The first line that a row stands for."""
        if self.total <= self.height or self.height <= 0:
            return max(0, min(row, self.total - 1))
        return -(-max(0, min(row, self.height - 1)) * self.total // self.height)


def gutter(layout: Layout, height: int, marks: Iterable[tuple[str, Sequence[int]]]) -> Gutter:
    """`marks` are kinds with the code points that each begins at, all of them on the page."""
    total = len(layout.lines)
    kinds = [""] * max(0, height)
    rank = {kind: number for number, kind in enumerate(PRECEDENCE)}
    for kind, starts in marks:
        for start in starts:
            line = layout.line_of(start)
            row = line if total <= height else line * height // total
            if row < len(kinds) and (not kinds[row] or rank[kind] < rank[kinds[row]]):
                kinds[row] = kind
    return Gutter(total, height, tuple(kinds))
