"""The piece of an article that shows best why it was found."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.fulltext.matches import Group, Range
from index.model import Block, BlockKind, Snippet
from index.text import sentences

WIDTH = 240
"""Code points of a snippet at most: three lines of a measure of 76."""

LEAD = 60
"""Code points wanted before the first match, so that it is read in its sentence."""

_SPACE = re.compile(r"\s")


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
        best = _best(choice, groups, width)
        if best is not None:
            block, first, last = best
            return _cut(text, block, first, last, width)
    for block in body or shown:
        return _cut(text, block, block.start, block.start, width)
    return Snippet(0, 0, "")


def _best(blocks: Sequence[Block], groups: Sequence[Group], width: int) -> tuple[Block, int, int] | None:
    """The block, and the stretch of it from the first to the last match of the best window; the earliest of equals."""
    hits = sorted((start, end, index) for index, (_, ranges) in enumerate(groups) for start, end in ranges)
    best: tuple[int, int, int, Block, int, int] | None = None
    for block in blocks:
        within = [hit for hit in hits if block.start <= hit[0] and hit[1] <= block.end]
        left = 0
        for right, (_, end, _) in enumerate(within):
            while left < right and end - within[left][0] > width:
                left += 1
            window = within[left : right + 1]
            distinct = len({index for _, _, index in window})
            prose = block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST)
            rank = (distinct, prose, min(len(window), 3))
            if best is None or rank > best[:3]:
                best = (*rank, block, window[0][0], end)
    return best[3:] if best is not None else None


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
    starts = [start for start, _ in sentences(text, block.start, block.end) if earliest <= start <= first]
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


def _after_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def within(snippet_range: Snippet, ranges: Sequence[Range]) -> tuple[Range, ...]:
    """The ranges that begin in a snippet, cut at its end."""
    return tuple(
        (start, min(end, snippet_range.end))
        for start, end in ranges
        if snippet_range.start <= start < snippet_range.end
    )
