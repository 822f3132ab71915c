"""Breaks ranges of a text into lines that know their ranges."""

from __future__ import annotations

import re

from tui.render.cells import chop, width

_WORD = re.compile(r"[^ \t\n\u2028\u2029\u3000]+")
"""Breakable white space only: a no-break space is part of its word."""

Range = tuple[int, int]


def wrap(text: str, start: int, end: int, cells: int) -> list[Range]:
    """Half-open ranges of `text[start:end]`, each at most `cells` wide and without white space at either end.

    Words wider than a line are cut. An empty range has no lines.
    """
    cells = max(1, cells)
    lines: list[Range] = []
    line_start = line_end = -1
    used = 0
    for word in _WORD.finditer(text, start, end):
        size = width(word.group())
        gap = width(text[line_end : word.start()]) if line_start >= 0 else 0
        if line_start >= 0 and used + gap + size <= cells:
            used += gap + size
            line_end = word.end()
            continue
        if line_end > line_start:
            lines.append((line_start, line_end))
        line_start, line_end, used = word.start(), word.end(), size
        if used > cells:
            *full, (line_start, line_end) = _cuts(text, line_start, line_end, cells)
            lines += full
            used = width(text[line_start:line_end])
    if line_end > line_start:
        lines.append((line_start, line_end))
    return lines


def wrap_code(text: str, start: int, end: int, cells: int) -> list[Range]:
    """As `wrap` for code: line feeds and white space are kept, long lines are cut at the edge."""
    cells = max(1, cells)
    lines: list[Range] = []
    at = start
    while at <= end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        lines += _cuts(text, at, stop, cells)
        at = stop + 1
    return lines


def _cuts(text: str, start: int, end: int, cells: int) -> list[Range]:
    """A range cut at every edge; at least one piece, the last of them with what is left."""
    pieces: list[Range] = []
    while (edge := _edge(text, start, end, cells)) < end:
        pieces.append((start, edge))
        start = edge
    return [*pieces, (start, end)]


def _edge(text: str, start: int, end: int, cells: int) -> int:
    """Where the longest start of a range ends that takes at most `cells`, and is not empty.

    It looks at no more of the range than that needs, so that cutting a long one up takes time in proportion to it.
    """
    seen = 2 * cells
    while True:
        stop = min(end, start + seen)
        piece = text[start:stop]
        if width(piece) > cells:
            return start + max(1, len(chop(piece, cells)))
        if stop == end:
            return end
        seen *= 2


def wrap_words(words: str, cells: int) -> list[str]:
    """Lines of a short text of the app's own, or of one that has no ranges to keep."""
    return [words[start:end] for start, end in wrap(words, 0, len(words), cells)]
