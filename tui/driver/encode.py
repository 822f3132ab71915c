"""What changes one grid into another, in as few bytes as a terminal understands.

All runs of one pen are painted one after the other, with the cursor stepping over what lies between: a colour is paid
for once a frame and not once a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tui.driver.grid import NARROW, Grid, Row
from tui.driver.moves import move
from tui.driver.pens import Pen, blank, change, is_filling
from tui.driver.scroll import find

_GAP = 4
"""So many unchanged cells are sent again rather than stepped over: a step of five takes as many bytes."""
_TAIL = 6
"""From so many spaces at the end of a run, erasing them is shorter than sending them."""
_SHIFTED = 200
"""Characters from which one looks whether lines have only moved; below, there is little to be saved."""
_HOLES = re.compile(" {12,}")
"""Within a run, erasing takes a step over what was erased as well."""
_SOLID = (
    ("\u3001", "\u3003"), ("\u300c", "\u300f"), ("\u3041", "\u3096"), ("\u30a1", "\u30fa"),
    ("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\uac00", "\ud7a3"), ("\uff01", "\uff5e"),
)  # fmt: skip
"""Characters that take two cells in every terminal: a row of them is one piece. Any other stands for itself.

No regular expression: one of such ranges takes ten milliseconds to compile, before the first paint.
"""


class Span:
    """Neighbouring cells to be painted with one pen."""

    __slots__ = ("end", "only_blanks", "pen", "space", "start", "y")

    def __init__(self, y: int, x: int, pen: Pen, *, only_blanks: bool) -> None:
        self.y = y
        self.start = self.end = x
        self.pen = pen
        self.space = blank(pen)
        self.only_blanks = only_blanks

    def takes(self, text: str | None, pen: Pen) -> bool:
        """Whether a cell can be painted along with it."""
        if pen is self.pen or (text == " " and pen is self.space):
            return True
        return self.only_blanks and blank(pen) is self.pen

    def take(self, x: int, text: str | None, pen: Pen) -> None:
        if text != " ":
            self.only_blanks = False
            if pen is not self.pen:
                self.pen, self.space = pen, blank(pen)
        self.end = x + 1


def spans(y: int, before: Row, after: Row) -> list[Span]:
    """The cells of a line that differ, and the little that lies between them."""
    cells = zip(after.texts, before.texts, after.pens, before.pens, strict=True)
    changed = [x for x, (text, old, pen, pen_before) in enumerate(cells) if text != old or pen is not pen_before]
    made: list[Span] = []
    span: Span | None = None
    for column in changed:
        if span is not None and column <= span.end:
            if column < span.end:
                continue
            text, pen = after.texts[column], after.pens[column]
            follows = pen is span.pen or (pen is span.space and text == " ")
            if follows and text and text.isascii() and not span.only_blanks:
                span.end += 1
                continue
        x = column - 1 if after.texts[column] == "" else column
        text, pen = after.texts[x], after.pens[x]
        if span is None or not _reaches(span, x, after) or not span.takes(text, pen):
            span = Span(y, x, pen, only_blanks=text == " ")
            made.append(span)
        span.take(x, text, pen)
        if x + 1 < len(after.texts) and after.texts[x + 1] == "":
            span.end = x + 2
    return made


def _reaches(span: Span, x: int, row: Row) -> bool:
    """Whether what lies between a span and a cell is so little that it is sent again."""
    if x - span.end > _GAP:
        return False
    for at in range(span.end, x):
        text = row.texts[at]
        alike = row.pens[at] is span.pen or (text == " " and row.pens[at] is span.space)
        if not text or not text.isascii() or not alike or (text != " " and span.only_blanks):
            return False
    return True


class Encoder:
    """Knows where the terminal's cursor and pen are."""

    def __init__(self, *, erases: bool) -> None:
        """`erases`: whether erased cells take the background of the pen, as all but old terminals have it."""
        self._erases = erases
        self._x: int | None = None
        self._y: int | None = None
        self._pen: Pen | None = None
        self._width = 0

    def forget(self) -> None:
        """Cursor and pen may be anything."""
        self._x = self._y = self._pen = None

    def steer(self, pen: Pen, cursor: tuple[int, int] | None) -> str:
        """Puts pen and cursor where something that isn't understood expects them."""
        return self._dip(pen) + (self._move(*cursor) if cursor else "")

    def encode(self, before: Grid, after: Grid, cursor: tuple[int, int] | None) -> str:
        """What turns one screen into the other and leaves the cursor there; the grids are of one size."""
        self._width = after.width
        stood = self._x, self._y, self._pen
        painted = self._repaint(before.rows, after, cursor)
        shift = find(before, after) if len(painted) > _SHIFTED else None
        if shift is None:
            return painted
        stands = self._x, self._y, self._pen
        _, _, self._pen = stood
        self._x = self._y = None
        shifted = shift.sequence + self._repaint(shift.applied(before.rows, after.width), after, cursor)
        if len(shifted) < len(painted):
            return shifted
        self._x, self._y, self._pen = stands
        return painted

    def _repaint(self, before: Sequence[Row], after: Grid, cursor: tuple[int, int] | None) -> str:
        groups: dict[Pen, list[Span]] = {}
        for y, (old, new) in enumerate(zip(before, after.rows, strict=True)):
            if not new.same(old):
                for span in spans(y, old, new):
                    groups.setdefault(span.pen, []).append(span)
        parts: list[str] = []
        for pen, painted in self._in_order(_joined(groups)):
            parts.append(self._dip(pen))
            for span in painted:
                parts.append(self._move(span.start, span.y))
                parts += self._paint(after.rows[span.y], span)
        if cursor is not None:
            parts.append(self._move(min(cursor[0], after.width - 1), min(cursor[1], after.height - 1)))
        return "".join(parts)

    def _in_order(self, groups: dict[Pen, list[Span]]) -> Iterator[tuple[Pen, list[Span]]]:
        """Each time the pen that is the cheapest to change to."""
        while groups:
            pen = min(groups, key=lambda one: len(change(self._pen, one)))
            yield pen, groups.pop(pen)

    def _dip(self, pen: Pen) -> str:
        sequence = change(self._pen, pen)
        self._pen = pen
        return sequence

    def _move(self, x: int, y: int) -> str:
        sequence = move(self._x, self._y, x, y)
        self._x, self._y = x, y
        return sequence

    def _paint(self, row: Row, span: Span) -> Iterator[str]:
        text = "".join(filter(None, row.texts[span.start : span.end]))
        if text.isascii() or NARROW.fullmatch(text):
            yield from self._paint_narrow(text, span.y, span.end == self._width)
        else:
            yield from self._paint_pieces(row, span)

    def _paint_narrow(self, text: str, y: int, to_edge: bool) -> Iterator[str]:
        """Text of one cell a character from where the cursor is; long blanks are erased."""
        erases = is_filling(self._pen_now) and (self._erases or not self._pen_now.background)
        if not erases or "      " not in text:
            yield text
            self._advance(len(text))
            return
        start, x = 0, self._x or 0
        words = text.rstrip(" ")
        tail = len(text) - len(words) if len(text) - len(words) >= _TAIL else 0
        body = text[: len(text) - tail]
        for hole in _HOLES.finditer(body):
            yield body[start : hole.start()]
            self._advance(hole.start() - start)
            yield f"\x1b[{len(hole.group())}X"
            yield self._move(x + hole.end(), y)
            start = hole.end()
        yield body[start:]
        self._advance(len(body) - start)
        if tail:
            yield "\x1b[K" if to_edge else f"\x1b[{tail}X"

    @property
    def _pen_now(self) -> Pen:
        assert self._pen is not None
        return self._pen

    def _paint_pieces(self, row: Row, span: Span) -> Iterator[str]:
        """Text that a terminal may measure its own way: after anything but narrow text the cursor is placed anew."""
        for start, end, is_narrow in _pieces(row, span):
            yield self._move(start, span.y)
            yield "".join(filter(None, row.texts[start:end]))
            if is_narrow:
                self._advance(end - start)
            else:
                self._x = None
                self._y = span.y if end < self._width - 2 else None

    def _advance(self, cells: int) -> None:
        """The cursor after so many cells; at the right edge terminals differ about the column it stands in."""
        x = (self._x or 0) + cells
        self._x = x if x < self._width else None


def _joined(groups: dict[Pen, list[Span]]) -> dict[Pen, list[Span]]:
    """Blank runs are painted along with whatever has their background."""
    for pen in [one for one in groups if blank(one) is one]:
        host = next((one for one in groups if one is not pen and blank(one) is pen), None)
        if host is not None and all(span.only_blanks for span in groups[pen]):
            groups[host] = sorted(groups[host] + groups.pop(pen), key=lambda span: (span.y, span.start))
    return groups


def _pieces(row: Row, span: Span) -> Iterator[tuple[int, int, bool]]:
    """Columns of what can be sent in one go, and whether it is plain narrow text."""
    start, kind = span.start, ""
    x = start
    while x < span.end:
        text = row.texts[x] or ""
        cells = 2 if x + 1 < len(row.texts) and row.texts[x + 1] == "" else 1
        now = _kind(text)
        if x > start and (now != kind or now == "alone"):
            yield start, x, kind == "narrow"
            start = x
        kind = now
        x += cells
    yield start, span.end, kind == "narrow"


def _kind(text: str) -> str:
    """Of one cell: whether terminals agree that it is narrow, agree that it is wide, or may differ."""
    if len(text) == 1 and NARROW.fullmatch(text):
        return "narrow"
    return "solid" if len(text) == 1 and any(first <= text <= last for first, last in _SOLID) else "alone"
