"""Strings on a page → its lines: what stands beside each other on one base line, with blanks where words part.

Strings are taken in the order in which they are drawn, which is nearly always that of the text; `order.py` sees to
pages where it is not.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.readers.article.titles import one_line
from index.readers.pdf.bidi import LEFTWARDS, logical
from index.readers.pdf.pages import Line
from index.readers.pdf.runs import Run, is_gap
from index.text import clean

_BASE = 0.5
"""Sizes by which raised and lowered letters stand off the base line; lines are a size apart and more."""
_INITIAL = 2.0
"""Sizes of what follows it from which a letter is an initial, which says nothing of how far others are raised."""
_FAR = 2.0
"""Sizes: a gap from which what follows may be another column."""
_BACK = 0.5
"""Sizes by which a string may begin before the end of the one before it, and still go on from it."""
_TWICE = 0.15
"""Sizes by which a string is drawn beside itself, to look bold or to throw a shadow."""
_PROSE = 25
"""Signs on one side of a gap from which it may part columns and not only cells."""
_GUTTER = 4
"""Lines that such a gap goes through before it parts columns."""
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
"""Signs of printing for letters that stand close; nobody searches for “oﬃcial” with one sign for three letters."""
_ACCENTS = {
    "`": "\u0300",
    "´": "\u0301",
    "\u02c6": "\u0302",
    "^": "\u0302",
    "˜": "\u0303",
    "~": "\u0303",
    "¯": "\u0304",
    "˘": "\u0306",
    "˙": "\u0307",
    "¨": "\u0308",
    "˚": "\u030a",
    "˝": "\u030b",
    "ˇ": "\u030c",
    "¸": "\u0327",
    "˛": "\u0328",
}
"""Accents that old fonts draw over a letter → as a part of it."""
_DOTLESS = {"ı": "i", "ȷ": "j"}

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""


@dataclass(slots=True)
class _Piece:
    """Strings that follow each other on a base line without a gap that is wide."""

    x: float
    right: float
    y: float
    size: float
    """Of its largest letters, whose base line is `y`."""
    signs: list[str]
    sizes: Counter[float] = field(default_factory=Counter)
    """Size of letters → how many there are."""
    aside: bool = False
    last: float = 0.0
    """Size of its last letters."""


def lines_of(runs: Sequence[Run], box: Box) -> list[Line]:
    """The lines of a page in the order in which they are drawn; what lies across the others, or is said to be no part
    of the text, is marked and comes last.
    """
    shown = [run for run in runs if _is_within(run, box)]
    weights: Counter[int] = Counter()
    for run in shown:
        weights[_angle(run)] += len(run.signs)
    if not weights:
        return []
    main = weights.most_common(1)[0][0]
    upright = list(_pieces([run for run in shown if _angle(run) == main], main))
    found = list(_joined(upright))
    for angle in weights:
        if angle != main:
            across = _joined(list(_pieces([run for run in shown if _angle(run) == angle], angle)))
            found += [_aside(line) for line in across]
    return found


def _is_within(run: Run, box: Box) -> bool:
    left, bottom, right, top = box
    return left - run.size <= run.x <= right + run.size and bottom - run.size <= run.y <= top + run.size


def _angle(run: Run) -> int:
    """Degrees by which it is turned; what is nearly straight is straight, as pages are scanned."""
    degrees = round(math.degrees(math.atan2(run.dy, run.dx)))
    nearest = round(degrees / 90) * 90
    return (nearest if abs(degrees - nearest) <= 5 else degrees) % 360


def _aside(line: Line) -> Line:
    return Line(line.text, line.x, line.y, line.size, line.right, aside=True)


def _pieces(runs: Sequence[Run], angle: int) -> Iterator[_Piece]:
    """The pieces of strings that are turned by an angle, as they stand when it is turned back."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    piece: _Piece | None = None
    drawn: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for run in runs:
        x, y = run.x * cos + run.y * sin, run.y * cos - run.x * sin
        text = run.text
        before = drawn[text]
        near = _TWICE * run.size
        if any(abs(x - other) < near and abs(y - above) < near for other, above in before[-3:]):
            continue
        before.append((x, y))
        if piece is not None and _goes_on(piece, run, x, y):
            _add(piece, run, x, y)
        else:
            if piece is not None:
                yield piece
            piece = _Piece(x, x + run.length, y, run.size, list(run.signs), Counter({run.size: len(run.signs)}))
            piece.aside, piece.last = run.aside, run.size
    if piece is not None:
        yield piece


def _goes_on(piece: _Piece, run: Run, x: float, y: float) -> bool:
    size = max(piece.last, run.size)
    gap = x - piece.right
    another_line = abs(y - piece.y) >= _BASE * max(size, min(piece.size, _INITIAL * size))
    if another_line or piece.aside != run.aside or gap > _FAR * size:
        return False
    return gap >= -_BACK * size or (gap >= -size and (piece.signs[-1] in _ACCENTS or run.signs[0] in _ACCENTS))


def _add(piece: _Piece, run: Run, x: float, y: float) -> None:
    """Puts a string behind a piece, with a blank where there is a gap, or an accent on its letter."""
    signs = list(run.signs)
    size = max(piece.last, run.size)
    gap = x - piece.right
    if signs and piece.signs and gap < -_TWICE * size:
        _put_accent(piece.signs, signs)
    elif signs and piece.signs and is_gap(gap, size, piece.signs[-1], signs[0]):
        piece.signs.append(" ")
    piece.signs += signs
    piece.right = max(piece.right, x + run.length)
    piece.sizes[run.size] += len(run.signs)
    if run.size > piece.size * (1 + _TWICE):
        piece.y = y
    piece.size, piece.last = max(piece.size, run.size), run.size


def _put_accent(before: list[str], after: list[str]) -> None:
    """Makes one letter of an accent and the letter that it is drawn over, whichever comes first."""
    if before[-1] in _ACCENTS and after[0][:1].isalpha():
        accent, letter = before.pop(), after[0]
    elif after[0] in _ACCENTS and before[-1][-1:].isalpha():
        accent, letter = after.pop(0), before.pop()
        after.insert(0, letter)
    else:
        return
    bare = _DOTLESS.get(letter[0], letter[0])
    after[0] = unicodedata.normalize("NFC", bare + _ACCENTS[accent]) + letter[1:]


def _joined(pieces: Sequence[_Piece]) -> Iterator[Line]:
    """The lines: pieces that follow each other on one base line, unless a column's edge lies between."""
    has_columns = _interleaved(pieces)
    group: list[_Piece] = []
    for piece in pieces:
        if group and not (_is_level(group, piece) and not (has_columns and _is_prose(group[-1], piece))):
            yield from _line(group)
            group = []
        group.append(piece)
    yield from _line(group)


def _is_level(group: Sequence[_Piece], piece: _Piece) -> bool:
    """Whether a piece stands on the base line of others and over none of them."""
    base = max(group, key=lambda one: one.size)
    if piece.aside != base.aside or abs(piece.y - base.y) >= _BASE * max(piece.size, base.size):
        return False
    near = _BACK * piece.size
    return all(piece.x >= one.right - near or piece.right <= one.x + near for one in group)


def _interleaved(pieces: Sequence[_Piece]) -> bool:
    """Whether the lines of columns are drawn in turns, so that the gap between them goes down the page."""
    pairs = (sorted(pair, key=lambda one: one.x) for pair in pairwise(pieces) if _is_prose(*pair))
    gaps = [(one.right, other.x) for one, other in pairs if _is_level([one], other) and other.x > one.right]
    edges = sorted({right for right, _ in gaps})
    return any(sum(right <= edge <= left for right, left in gaps) >= _GUTTER for edge in edges)


def _is_prose(before: _Piece, piece: _Piece) -> bool:
    return len(before.signs) >= _PROSE and len(piece.signs) >= _PROSE


def _line(group: Sequence[_Piece]) -> Iterator[Line]:
    """The line of these pieces; none where they say nothing."""
    signs: list[str] = []
    right = 0.0
    sizes: Counter[float] = Counter()
    inked = sorted((one for one in group if any(map(str.strip, one.signs))), key=lambda one: one.x)
    for piece in inked:
        if signs and is_gap(piece.x - right, piece.size, signs[-1], piece.signs[0]):
            signs.append(" ")
        signs += piece.signs
        right = piece.right
        sizes.update(piece.sizes)
    joined = "".join(signs)
    if LEFTWARDS.search(joined):
        joined = "".join(logical(signs))
    joined = joined.translate(_LIGATURES).rstrip()
    if joined.endswith("\u00ad"):
        joined = joined[:-1] + "-"
    text = one_line(clean(joined))
    if text:
        base = max(inked, key=lambda one: one.size)
        size = sizes.most_common(1)[0][0]
        yield Line(text, inked[0].x, base.y, size, right, aside=base.aside)
