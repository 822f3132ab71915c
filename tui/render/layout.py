"""A page of one width: every line knows its range of the text, every code point its line and cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from tui.render import clusters
from tui.render.cells import index_at, width
from tui.render.wrap import Range


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of the page: a range of the text, or words of the app's own where the range is empty."""

    start: int
    end: int
    role: str = "text"
    indent: int = 0
    """Blank cells before it."""
    lead: str = ""
    """What stands between indent and text: a bullet, the rule of a quotation."""
    words: str = ""
    pads: tuple[tuple[int, int], ...] = ()
    """Code points of the range with as many blank cells before each, in order: they set a table in columns."""

    @property
    def first_cell(self) -> int:
        """Where its text begins."""
        return self.indent + width(self.lead)

    def cell_of(self, text: str, offset: int) -> int:
        """The cell that a code point of the range is drawn at, or that the line ends at."""
        blanks = sum(cells for at, cells in self.pads if at <= offset)
        return self.first_cell + width(text[self.start : min(offset, self.end)]) + blanks

    def offset_at(self, text: str, cell: int) -> int:
        """The code point drawn at a cell; `end` right of the text, `start` left of it.

        Blanks belong to what follows them.
        """
        cell -= self.first_cell
        at, used = self.start, 0
        for border, blanks in (*self.pads, (self.end, 0)):
            size = width(text[at:border])
            if cell < used + size:
                break
            used += size + blanks
            if cell < used:
                return border
            at = border
        return clusters.floor(text, min(at + index_at(text[at : self.end], max(0, cell - used)), self.end))


@dataclass(frozen=True, slots=True)
class Layout:
    """All lines of a page, and where things are on it."""

    lines: tuple[PageLine, ...]
    text: str
    """The article's text as drawn, code point for code point."""
    shown: tuple[Range, ...]
    """The ranges of the blocks that can be seen, in order."""
    paragraphs: tuple[int, ...]
    """Numbers of the lines that a block starts with."""
    hidden: int
    """Lines of boilerplate left out."""
    _starts: tuple[int, ...] = field(default=())
    _numbers: tuple[int, ...] = field(default=())

    def line_of(self, offset: int) -> int:
        """The number of the line that shows a code point, or the last one before it."""
        found = bisect_right(self._starts, offset) - 1
        return self._numbers[found] if found >= 0 else 0

    def is_shown(self, offset: int) -> bool:
        """Whether a code point is on the page, and not in hidden boilerplate."""
        block = self.block_at(offset)
        return block is not None and offset < block[1]

    def block_at(self, offset: int) -> Range | None:
        """The range of the shown block that a code point is in, or of the last one before it; None before the first."""
        found = bisect_right(self.shown, offset, key=lambda block: block[0]) - 1
        return self.shown[found] if found >= 0 else None

    def offset_of(self, number: int) -> int:
        """The code point that the first line of text at or after line `number` starts with."""
        found = bisect_left(self._numbers, number)
        return self._starts[min(found, len(self._starts) - 1)] if self._starts else 0

    def place_of(self, offset: int) -> tuple[int, int]:
        """The line and the cell in it at which a code point is drawn; margins are not counted."""
        number = self.line_of(offset)
        return number, self.lines[number].cell_of(self.text, offset)

    def offset_at(self, number: int, cell: int) -> int | None:
        """The code point drawn at a cell of a line, or where the line ends right of it; None where a line has none."""
        if not 0 <= number < len(self.lines):
            return None
        line = self.lines[number]
        return line.offset_at(self.text, cell) if line.end > line.start else None


def layout_of(lines: list[PageLine], text: str, shown: list[Range], paragraphs: list[int], hidden: int) -> Layout:
    """A layout that finds its lines."""
    placed = sorted((line.start, number) for number, line in enumerate(lines) if line.end > line.start)
    return Layout(
        tuple(lines),
        text,
        tuple(sorted(shown)),
        tuple(paragraphs),
        hidden,
        tuple(start for start, _ in placed),
        tuple(number for _, number in placed),
    )
