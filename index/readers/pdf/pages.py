"""Lines of printed pages, and which of them are no part of the text: running heads and feet, and page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_OUTER = 2
"""Lines at the top and at the bottom of a page among which heads and feet stand: a name and a number."""
_NEAR = 4
"""Pages before and after on which a line is looked for again: left and right pages differ, chapters end."""
_SAME_HEIGHT = 3.0
"""Points by which the same head may stand higher on another page; text is set to a tenth, scans are not."""
_LONGEST = 160
"""Code points of a running head; a longer line is text."""
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|p|seite|pagina|página)\b\.?\W*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\W*(?:of|/|von|sur|de)\W*\d{1,4})?\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was set."""

    text: str
    """Canonical, stripped, not empty."""
    x: float
    """Points from the left edge to its first letter."""
    y: float
    """Points from the lower edge to its foot."""
    size: float
    """Of most of its letters, in points."""
    right: float
    """Points from the left edge to behind its last letter."""
    aside: bool = False
    """Whether it is known to be no part of the text: the file says so, or it lies across the other lines."""


Page = tuple[Line, ...]
"""Its lines in the order in which they are to be read."""
_Seen = defaultdict[tuple[str, int], list[Line]]
"""What a line says without its numbers, and a page → the page's outer lines that say so."""


def furniture(pages: Sequence[Page]) -> list[frozenset[int]]:
    """For each page the positions of the lines that are repeated from page to page, and of its page number."""
    edges = [_edges(page) for page in pages]
    seen: _Seen = defaultdict(list)
    for number, page in enumerate(pages):
        for at in set().union(*edges[number]):
            seen[_without_numbers(page[at].text), number].append(page[at])
    found = []
    for number, page in enumerate(pages):
        marked = {at for at, line in enumerate(page) if line.aside}
        marked.update(_page_number(page))
        for edge in edges[number]:
            repeated = [at for at in edge if _is_repeated(page[at], number, seen, len(pages))]
            if len(repeated) <= _OUTER:
                marked.update(at for at in repeated if at in edge[:_OUTER])
        found.append(frozenset(marked))
    return found


def _edges(page: Page) -> tuple[list[int], list[int]]:
    """The highest lines and the lowest, the outermost first; with one more, since what repeats that is a page twice."""
    by_height = sorted(range(len(page)), key=lambda at: -page[at].y)
    return by_height[: _OUTER + 1], by_height[::-1][: _OUTER + 1]


def _without_numbers(text: str) -> str:
    return _NUMBER.sub("#", text).casefold()


def _is_repeated(line: Line, number: int, seen: _Seen, pages: int) -> bool:
    """Whether it stands on two pages near this one at the same height, or on one with the number that it then has."""
    if len(line.text) > _LONGEST:
        return False
    said = _without_numbers(line.text)
    again = [
        (page, other)
        for page in range(number - _NEAR, number + _NEAR + 1)
        for other in (seen.get((said, page), ()) if page != number else ())
        if abs(other.y - line.y) <= _SAME_HEIGHT
    ]
    counts = any(page - number in _differences(line.text, other.text) for page, other in again)
    return counts or len({page for page, _ in again}) >= min(2, max(1, pages - 1))


def _differences(text: str, other: str) -> set[int]:
    """By how much the numbers of one line are smaller than those of the other, which has as many."""
    numbers, others = (re.findall(r"(?<!\d)\d{1,4}(?!\d)", line) for line in (text, other))
    return {int(after) - int(before) for before, after in zip(numbers, others, strict=False)}


def _page_number(page: Page) -> Iterator[int]:
    """The highest and the lowest line, where it is nothing but a number and not all of the page."""
    if len(page) < 2:
        return
    heights = range(len(page))
    for at in {max(heights, key=lambda at: page[at].y), min(heights, key=lambda at: page[at].y)}:
        if len(page[at].text) <= _LONGEST and _PAGE_NUMBER.fullmatch(page[at].text):
            yield at
