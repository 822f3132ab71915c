"""Which words a pattern or a misspelt word stands for."""

from __future__ import annotations

from index.fulltext.analyzer import without_marks
from index.fulltext.query import Fuzzy, Pattern

FIXED_LETTERS = 2
"""Letters at the start that a misspelt word keeps: without them `haftar~2` also finds "after" and "qatar"."""


def beginning(single: Pattern | Fuzzy) -> str:
    """What every word begins with that it stands for."""
    return single.pieces[0] if isinstance(single, Pattern) else single.exact[:FIXED_LETTERS]


def accepts(single: Pattern | Fuzzy, term: str) -> bool:
    """Whether it stands for this normal form."""
    if isinstance(single, Pattern):
        return _fits(single.pieces, term)
    if not term.startswith(beginning(single)):
        return False
    return within_edits(without_marks(single.exact), without_marks(term), single.edits)


def _fits(pieces: tuple[str, ...], term: str) -> bool:
    """Time grows with the length only: each piece takes the first place that fits."""
    first, *middle, last = pieces
    if not term.startswith(first):
        return False
    at = len(first)
    for piece in middle:
        found = term.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return len(term) - len(last) >= at and term.endswith(last)


def within_edits(one: str, other: str, edits: int) -> bool:
    """Whether so many letters added, left out, replaced, or swapped with their neighbour lead from one to the other.

    The optimal string alignment distance: no stretch is edited twice.
    """
    if abs(len(one) - len(other)) > edits:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        following = [i]
        for j, opposite in enumerate(other, 1):
            best = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (letter != opposite))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == opposite:
                best = min(best, before[j - 2] + 1)
            following.append(best)
        before, row = row, following
        if min(row) > edits:
            return False
    return row[-1] <= edits
