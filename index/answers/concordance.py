"""Words in context: every match on one line, between the words before and after it.

A line is a stretch of one block of the text: `left + match + right` is that stretch with each run of white space as a
single blank.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.model import ArticleRow, Block, KwicLine
from index.signs import APOSTROPHES

SORTS = ("article", "left", "right", "match")

Range = tuple[int, int]
Rank = tuple[tuple[str, ...], int, int]
"""What lines are ordered by: words, then the article's place in the list and the place in its text."""

_COMPARED = 60
"""Code points on a side whose words lines are sorted by: about ten words, of which concordancers use three to five."""

_KEPT = 4096
"""Lines beyond the limit that are held before the last of them are dropped; so memory stays the same for any total."""

_SPACE = re.compile(r"\s+")
_WORD = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Source:
    """An article in which a query matches."""

    row: ArticleRow
    text: str
    blocks: Sequence[Block]
    position: int
    """Its place in the library's list."""


class Lines:
    """Collects matches and keeps the first of them in one order."""

    def __init__(self, sort: str, limit: int | None, context: int) -> None:
        """`context` is how many code points are shown on each side; `limit` bounds the lines, never the total."""
        if sort not in SORTS:
            raise ValueError(f"no such order: {sort}")
        self.total = 0
        self.articles = 0
        self._words = _WORDS_OF[sort]
        self._limit = limit
        self._context = context
        self._found: list[tuple[Rank, KwicLine]] = []

    def add(self, source: Source, ranges: Sequence[Range]) -> None:
        """Take the matches of one more article."""
        self.total += len(ranges)
        self.articles += bool(ranges)
        if self._limit != 0:
            self._found += self._lines(source, ranges)
        if self._limit is not None and len(self._found) > self._limit + _KEPT:
            self._cut()

    def _cut(self) -> None:
        self._found = sorted(self._found, key=lambda one: one[0])[: self._limit]

    def lines(self) -> tuple[KwicLine, ...]:
        """The first lines in order."""
        self._cut()
        return tuple(line for _, line in self._found)

    def _lines(self, source: Source, ranges: Iterable[Range]) -> Iterator[tuple[Rank, KwicLine]]:
        starts = [block.start for block in source.blocks]
        row, text = source.row, source.text
        for start, end in ranges:
            at = bisect_right(starts, start) - 1
            low, high = (source.blocks[at].start, source.blocks[at].end) if at >= 0 else (start, end)
            left = folded(text[_begin(text, low, start, self._context) : start])
            right = folded(text[end : _end(text, end, high, self._context)])
            words = self._words(text, (max(low, start - _COMPARED), start, end, min(max(end, high), end + _COMPARED)))
            match = folded(text[start:end])
            line = KwicLine(row.id, row.path, row.label, start, end, left, match, right)
            yield (words, source.position, start), line


def folded(text: str) -> str:
    """On one line: each run of white space is a single blank."""
    return _SPACE.sub(" ", text)


def _begin(text: str, low: int, start: int, context: int) -> int:
    """Where the words before a match begin: at most `context` code points back, at a word if there is a gap between."""
    begin = max(low, start - context)
    if begin > low and not text[begin - 1].isspace():
        gap = _SPACE.search(text, begin, start)
        if gap is not None and gap.end() < start:
            return gap.end()
        while begin < start and unicodedata.combining(text[begin]):
            begin += 1
    return begin


def _end(text: str, end: int, high: int, context: int) -> int:
    """Where the words after a match end, likewise."""
    last = max(end, min(high, end + context))
    if last < high and not text[last].isspace():
        at = last
        while at > end and not text[at - 1].isspace():
            at -= 1
        words = len(text[end:at].rstrip())
        if words:
            return end + words
        while last > end and unicodedata.combining(text[last]):
            last -= 1
    return last


# ---- orders

Window = tuple[int, int, int, int]
"""Where the words before a match begin, the match begins and ends, and the words after it end."""


def _by_article(text: str, window: Window) -> tuple[str, ...]:  # noqa: ARG001 - the place alone says it
    return ()


def _by_left(text: str, window: Window) -> tuple[str, ...]:
    """The words before, the nearest first."""
    return tuple(reversed(_folded_words(text[window[0] : window[1]])))


def _by_right(text: str, window: Window) -> tuple[str, ...]:
    return tuple(_folded_words(text[window[2] : window[3]]))


def _by_match(text: str, window: Window) -> tuple[str, ...]:
    """The matches alike together, each sorted by what follows."""
    return (folded(text[window[1] : window[2]]).casefold(), *_by_right(text, window))


def _folded_words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


_WORDS_OF: dict[str, Callable[[str, Window], tuple[str, ...]]] = {
    "article": _by_article,
    "left": _by_left,
    "right": _by_right,
    "match": _by_match,
}
