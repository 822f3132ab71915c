"""Phrases and nearness over positions of words: the one definition that the index and the highlighting share.

A span is `(first, last, marks)`: the positions it reaches from and to, both included, and the stretches in it that
show why it matched. Words are n apart when their positions differ by n, so neighbours are 1 apart.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Sequence

Mark = tuple[int, int]
Span = tuple[int, int, tuple[Mark, ...]]

MARKS_LIMIT = 64
"""Stretches that one span of a long chain of NEAR keeps; what is beyond is matched and not shown."""


def single_spans(places: Sequence[int]) -> list[Span]:
    """Each position by itself."""
    return [(place, place, ((place, place),)) for place in places]


def phrase_spans(words: Sequence[Sequence[int]]) -> list[Span]:
    """Where the words, given as the positions of each, stand side by side in this order."""
    rarest = min(range(len(words)), key=lambda index: len(words[index]))
    others = [(index, set(places)) for index, places in enumerate(words) if index != rarest]
    starts = [place - rarest for place in words[rarest]]
    last = len(words) - 1
    return [
        (start, start + last, ((start, start + last),))
        for start in starts
        if all(start + index in places for index, places in others)
    ]


def window_spans(words: Sequence[tuple[Hashable, Sequence[int]]], within: int) -> list[Span]:
    """Where all words, given as term and positions, stand in any order, the first and last at most `within` apart.

    A term given twice has to stand there twice. Every such stretch counts, not only the shortest: beside NEAR a longer
    one may reach what a shorter one inside it does not.
    """
    needed = Counter(term for term, _ in words)
    events = sorted({(place, term) for term, places in words for place in places})
    spans: list[Span] = []
    for left, (first, begins) in enumerate(events):
        held: Counter[Hashable] = Counter()
        missing = len(words)
        for right in range(left, len(events)):
            last, ends = events[right]
            if last - first > within:
                break
            held[ends] += 1
            missing -= held[ends] <= needed[ends]
            one_word = right == left
            if not missing and (len(words) == 1 if one_word else begins != ends or needed[ends] > 1):
                marks = tuple((at, at) for at, _ in events[left : right + 1])
                spans.append(
                    (first, last, marks[: MARKS_LIMIT - 1] + marks[-1:] if len(marks) > MARKS_LIMIT else marks)
                )
    return spans


def near_spans(left: Sequence[Span], right: Sequence[Span], distance: int) -> list[Span]:
    """Spans over one of each side, in either order, not overlapping, at most `distance` words apart."""
    found: dict[Mark, Span] = {}
    if not left or not right:
        return []
    ordered = sorted(right)
    firsts = [span[0] for span in ordered]
    longest = max(last - first for first, last, _ in ordered)
    for first, last, marks in left:
        candidates = range(bisect_left(firsts, first - distance - longest), bisect_right(firsts, last + distance))
        for other in map(ordered.__getitem__, candidates):
            gap = max(other[0] - last, first - other[1])
            if 1 <= gap <= distance:
                reach = (min(first, other[0]), max(last, other[1]))
                before = found.get(reach)
                joined = {*marks, *other[2], *(before[2] if before else ())}
                found[reach] = (*reach, tuple(sorted(joined)[:MARKS_LIMIT]))
    return sorted(found.values())
