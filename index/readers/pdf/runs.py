"""Strings as they stand on a page, and where the gaps between their glyphs part words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.readers.pdf.fonts import Face

Matrix = tuple[float, float, float, float, float, float]
"""As the operator `cm` takes it: what x, what y is multiplied by, and what is added; ISO 32000-1, 8.3.3."""
GAP = 0.12
"""Of the size of the letters: a gap from which it parts two words. Letters are kerned by less, blanks are 0.15 wide and
more; poppler has 0.1, pdf.js 0.102."""
GAP_OF_SIGNS = 0.8
"""The same between two signs of Chinese or Japanese, which are spread where a line is filled."""
_BACK = -0.2
"""Sizes by which a string goes back from which it is another one, as an accent is put over a letter."""
WITHOUT_BLANKS = re.compile("[\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]")
"""Signs of Chinese and Japanese, whose words no blank parts; those of Korean are."""


@dataclass(frozen=True, slots=True)
class Run:
    """A string where it stands, in points of the page as it lies in the file."""

    signs: Sequence[str]
    """Of each glyph, in the order in which they are drawn."""
    x: float
    y: float
    """Where its first letter stands on its line."""
    dx: float
    dy: float
    """Where it leads, as a vector that is 1 long."""
    length: float
    """Points that it takes on its way."""
    size: float
    """Of its letters, in points."""
    aside: bool = False
    """Whether the file says that it is a running head, a foot or a page number."""

    @property
    def text(self) -> str:
        """What it says, in the order in which it is drawn."""
        return "".join(self.signs)


@dataclass(slots=True)
class TextState:
    """What says how a string is set."""

    face: Face
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    rise: float = 0.0


def product(one: Matrix, other: Matrix) -> Matrix:
    """The matrix that does what one does and then what the other does."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def placed(values: Sequence[object], state: TextState, matrix: Matrix, *, aside: bool) -> tuple[list[Run], float]:
    """The runs of an array of strings and shifts, as `TJ` takes it, and how far the pen goes, in units of the text.

    `matrix` is that of the text with that of the page behind it.
    """
    em = abs(state.size * state.face.em * state.stretch)
    found: list[Run] = []
    for start, length, signs in _stretches(values, state, em):
        run = _run(start, length, signs, state, matrix, aside=aside) if signs else None
        if run is not None:
            found.append(run)
        pen = start + length
    return found, pen


def _stretches(values: Sequence[object], state: TextState, em: float) -> Iterator[tuple[float, float, list[str]]]:
    """Beginning, length and signs of what is set without a step back; at last where the pen stands, without signs."""
    signs: list[str] = []
    begin = end = pen = 0.0
    along = 1.0 if state.face.down else state.stretch
    spacing = state.spacing * along
    for value in values:
        if isinstance(value, float):
            pen -= value / 1000 * state.size * along
        elif isinstance(value, bytes) and value:
            shown = state.face.shown(value)
            shift, gap = pen - end - spacing, pen - end
            if signs and gap < _BACK * em:
                yield begin, end - begin, signs
                signs = []
            if not signs:
                begin = pen
            elif abs(shift) >= GAP * em and is_gap(gap, em, signs[-1], shown.signs[0]):
                signs.append(" ")
            signs += shown.signs
            spread = len(shown.signs) * spacing + shown.spaces * state.word_spacing * along
            pen += shown.ends[-1] * state.size * along + spread
            end = pen - spacing
    if signs:
        yield begin, end - begin, signs
    yield pen, 0.0, []


def is_gap(gap: float, em: float, before: str, after: str) -> bool:
    """Whether a gap between two signs parts words; nothing needs one beside a blank."""
    if gap < GAP * em or before.endswith(" ") or after.startswith(" "):
        return False
    return gap >= GAP_OF_SIGNS * em or not (WITHOUT_BLANKS.match(before[-1:]) and WITHOUT_BLANKS.match(after[:1]))


def _run(start: float, length: float, signs: list[str], state: TextState, matrix: Matrix, *, aside: bool) -> Run | None:
    """None where the letters have no extent."""
    a, b, c, d, e, f = matrix
    x, y = (0.0, start) if state.face.down else (start, state.rise)
    if state.face.down:
        dx, dy, across = -c, -d, math.hypot(a, b)
        y = -start
    else:
        dx, dy, across = a, b, math.hypot(c, d)
    far = math.hypot(dx, dy)
    size = abs(state.size * state.face.em) * across
    if not far or not size or not math.isfinite(far * size * length):
        return None
    turned = math.copysign(1.0, length) if length else 1.0
    return Run(
        signs,
        x * a + y * c + e,
        x * b + y * d + f,
        turned * dx / far,
        turned * dy / far,
        abs(length) * far,
        size,
        aside,
    )
