"""The piece of an article that shows best why it was found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from index.fulltext.matches import Group
from index.model import Block, BlockKind, Snippet
from index.text import sentences

WIDTH = 240
"""Code points of a snippet at most: three lines of a measure of 76."""

LEAD = 60
"""Code points wanted before the first match, so that it is read in its sentence."""

_CONTEXT = 500
"""Code points looked at around the place where a sentence may begin: a block can be a whole book."""

_SPACE = re.compile(r"\s")


_Hit = tuple[int, int, int]
"""Start and end of a match, and the part of the query that it belongs to."""


def snippet(
    text: str, blocks: Sequence[Block], groups: Sequence[Group], *, boilerplate: bool = False, width: int = WIDTH
) -> Snippet:
    """The stretch of one block, at most `width` code points, with the most parts of the query in it.

    `groups` comes from `match_groups`. The title is shown only when nothing else matches; without any match it is the
    beginning of the article. Boilerplate is never shown unless asked for.
    """
    shown = [
        block for block in blocks if (boilerplate or block.kind is not BlockKind.CHROME) and block.end > block.start
    ]
    body = [block for block in shown if block.kind is not BlockKind.TITLE]
    for choice in (body, shown):
        best = best_window(choice, groups, width)
        if best is not None:
            block, first, last = best
            return _cut(text, block, first, last, width)
    for block in body or shown:
        return _cut(text, block, block.start, block.start, width)
    return Snippet(0, 0, "")


def best_window(blocks: Sequence[Block], groups: Sequence[Group], width: int) -> tuple[Block, int, int] | None:
    """The block, and the stretch of it from the first to the last match of the best window; the earliest of equals."""
    hits = sorted((start, end, index) for index, (_, ranges) in enumerate(groups) for start, end in ranges)
    best: tuple[int, int, int, Block, int, int] | None = None
    for block in blocks:
        prose = block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST)
        here = [hit for hit in hits[_place(hits, block.start) : _place(hits, block.end)] if hit[1] <= block.end]
        parts: Counter[int] = Counter()
        left = 0
        for right, (_, end, part) in enumerate(here):
            parts[part] += 1
            while left < right and end - here[left][0] > width:
                _take_one(parts, here[left][2])
                left += 1
            rank = (len(parts), prose, min(right + 1 - left, 3))
            if best is None or rank > best[:3]:
                best = (*rank, block, here[left][0], end)
    return best[3:] if best is not None else None


def _place(hits: Sequence[_Hit], at: int) -> int:
    """Index of the first hit that does not begin before `at`."""
    return bisect_left(hits, (at, 0, 0))


def _take_one(parts: Counter[int], part: int) -> None:
    parts[part] -= 1
    if not parts[part]:
        del parts[part]


def _cut(text: str, block: Block, first: int, last: int, width: int) -> Snippet:
    """At most `width` code points of the block around `first`..`last`: from a sentence's beginning if it is near."""
    last = min(last, first + width)
    start = _beginning(text, block, first, room=width - (last - first), behind=block.end - last)
    end = min(block.end, start + width)
    if end < block.end and not text[end].isspace():
        spaces = [space.start() for space in _SPACE.finditer(text, max(last, start), end)]
        end = spaces[-1] if spaces else end
    while end > start and text[end - 1].isspace():
        end -= 1
    return Snippet(start, end, text[start:end])


def _beginning(text: str, block: Block, first: int, *, room: int, behind: int) -> int:
    """Where to begin so that at most `room` code points stand before `first`: block, sentence, or else a word.

    With `behind` code points left in the block after the matches, what they don't fill goes before them.
    """
    spare = room - behind
    earliest = max(block.start, first - room)
    if first - block.start <= max(spare, LEAD):
        return _after_space(text, block.start, first)
    starts = [start for start in _sentence_starts(text, block, earliest, first) if earliest <= start <= first]
    if spare <= LEAD and starts:
        return starts[-1]
    starts = [start for start in starts if start >= first - spare]
    if starts:
        return starts[0]
    earliest = max(earliest, first - max(LEAD, spare))
    if text[earliest - 1].isspace():
        return _after_space(text, earliest, first)
    space = _SPACE.search(text, earliest, first)
    return _after_space(text, space.end(), first) if space else first


def _sentence_starts(text: str, block: Block, earliest: int, latest: int) -> list[int]:
    """Where sentences begin from `earliest` to `latest` and, less surely, around them."""
    begin, end = max(block.start, earliest - _CONTEXT), min(block.end, latest + _CONTEXT)
    starts = [start for start, _ in sentences(text, begin, end)]
    return starts if begin == block.start else starts[1:]


def _after_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
