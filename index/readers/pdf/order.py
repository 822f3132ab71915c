"""The order in which the lines of a page are read, where they are not drawn in it.

Most pages are drawn as they are read, and then that order is better than any that can be told from places. Where lines
that stand below each other are drawn the other way round, or columns in turns, it is made anew by the two rules of
T. Breuel, “Two Geometric Algorithms for Layout Analysis” (2002): a line comes before those below it that it overlaps,
and before all of a column to its right, as far down as no line goes over both.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from index.readers.pdf.pages import Line

if TYPE_CHECKING:
    import numpy as np

    Pairs = np.ndarray[tuple[int, int], np.dtype[np.bool_]]

_MOST_LINES = 400
"""Of a page that is put in order; the time grows with the cube: a tenth of a second for as many."""
_TURNED_ROUND = 0.05
"""Share of the pairs of lines below each other from which a page is not drawn as it is read."""
_OUTER = 2
"""Lines at the top and at the bottom that are left out there: heads and feet are drawn first or last."""
_IN_TURNS = 4
"""Lines beside each other that are drawn one after the other from which columns are drawn in turns."""


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """The lines as they are read; what is no part of the text comes last."""
    text = [line for line in lines if not line.aside]
    aside = [line for line in lines if line.aside]
    if 2 < len(text) <= _MOST_LINES and (_is_in_turns(text) or _is_turned_round(text)):
        text = _ordered(text)
    return [*text, *aside]


def _is_in_turns(lines: Sequence[Line]) -> bool:
    level = [after.x > line.right and abs(after.y - line.y) < line.size / 2 for line, after in pairwise(lines)]
    return sum(level) >= _IN_TURNS


def _is_turned_round(lines: Sequence[Line]) -> bool:
    import numpy as np

    by_height = sorted(lines, key=lambda line: line.y)[_OUTER:-_OUTER]
    inner = set(map(id, by_height))
    kept = [line for line in lines if id(line) in inner]
    if len(kept) < 2:
        return False
    overlapping, above = _overlapping(kept), _above(kept)
    drawn_before = np.triu(np.ones(overlapping.shape, dtype=bool), 1)
    pairs = overlapping & (above | above.T) & drawn_before
    wrong = overlapping & above.T & drawn_before
    return bool(wrong.sum() > _TURNED_ROUND * max(1, int(pairs.sum())))


def _overlapping(lines: Sequence[Line]) -> Pairs:
    """Whether each two lines have some of the width in common."""
    import numpy as np

    left = np.array([line.x for line in lines])
    right = np.array([max(line.right, line.x + 1) for line in lines])
    found: Pairs = np.minimum(right[:, None], right) > np.maximum(left[:, None], left)
    return found


def _above(lines: Sequence[Line]) -> Pairs:
    """Whether each line stands above each other one, by half its letters at the least."""
    import numpy as np

    height = np.array([line.y for line in lines])
    size = np.array([line.size for line in lines])
    found: Pairs = height[:, None] - height > np.maximum(size[:, None], size) / 2
    return found


def _ordered(lines: Sequence[Line]) -> list[Line]:
    import numpy as np

    overlapping, above = _overlapping(lines), _above(lines)
    left = np.array([line.x for line in lines])
    right = np.array([line.right for line in lines])
    beside = (right[:, None] <= left) & ~overlapping
    """Whether each line is left of each other one."""
    parted = np.zeros_like(overlapping)
    for other in range(len(lines)):  # a line over both, between their heights
        between = (above[:, other, None] & above[other]) | (above[other][:, None] & above[:, other])
        parted |= between & overlapping[other][:, None] & overlapping[other]
    before = (overlapping & above) | (beside & ~parted)
    return [lines[at] for at in _by_precedence(before)]


def _by_precedence(before: Pairs) -> list[int]:
    """Positions such that none comes after one that it is before; where that can't be, the first that is left."""
    waits_for = before.sum(axis=0)
    left = list(range(len(before)))
    order = []
    while left:
        at = next((at for at in left if not waits_for[at]), left[0])
        left.remove(at)
        order.append(at)
        waits_for -= before[at]
    return order
