"""Breaks ranges of a text into lines that know their ranges.

A line ends at white space; within a word, where a book would break it: between ideographs (but none begins a line with
a closing mark, nor ends one with an opening mark), behind a dash or the hyphen of a long compound. An address that is
wider than a line is broken behind its signs; what has no such place is cut at the edge, never within a character.
Soft hyphens and zero width spaces are no part of the canonical text, so none comes here.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from tui.render import clusters
from tui.render.cells import chop, width

_WORD = re.compile(r"[^ \t\n\u2028\u2029\u3000]+")
"""Breakable white space only: a no-break space is part of its word."""

_IDEOGRAPH = (
    "\u2e80-\u2fff\u3001-\u303f\u3041-\u30ff\u3105-\u31ff\u3220-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff"
    "\ufe30-\ufe4f\uff01-\uff60\U0001f300-\U0001faff\U00020000-\U0003fffd"
)
"""What may be parted from its neighbours without white space; UAX 14 calls it ID, H2, H3 and CJ, with the marks."""
_NO_START = (
    r"!%),.:;?\]}»’”…‥–—·°′″℃"
    "、。〃々〉》」』】〕〗〙〛〞〟ーゝゞヽヾ・：；？！，．）］｝｠～％"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰ-ㇿ\u034f"
)
"""What no line begins with (kinsoku, as in JIS X 4051), unless nothing else is to be had."""
_NO_END = r"(\[{«‘“„‚「『（【〈《〔［｛〘〖〚｟$£¥€￥￡#＃\u034f"
"""What no line ends with."""
_WITHIN = re.compile(
    rf"(?:(?<=[{_IDEOGRAPH}])|(?=[{_IDEOGRAPH}]))(?<![{_NO_END}])(?![{_NO_START}])"
    r"|(?<=[^\W\d_]{3}[-‐])(?=[^\W\d_]{3})"
    r"|(?<=[^\W\d_][—–])(?=[^\W\d_“])"
    r"|(?<=[.…?!”’][—–])(?=[^\W_])"
)
_IN_ADDRESS = re.compile(r"(?<=[/?&=#%+,;:._~|-])(?=[^\W_])")

_AROUND = "\"'.,;:!?()"
"""What may stand around a plain word, within which there is no place to break it."""

Range = tuple[int, int]


def wrap(text: str, start: int, end: int, cells: int) -> list[Range]:
    """Half-open ranges of `text[start:end]`, each at most `cells` wide and without white space at either end.

    An empty range has no lines. A character wider than `cells` has a line of its own.
    """
    cells = max(1, cells)
    lines: list[Range] = []
    line_start = line_end = -1
    used = 0
    for word in _WORD.finditer(text, start, end):
        first, last = word.span()
        size = width(word.group())
        gap = width(text[line_end:first]) if line_start >= 0 else 0
        if line_start < 0 or used + gap + size <= cells:
            line_start = first if line_start < 0 else line_start
        else:
            plain = size <= cells and text[first:last].strip(_AROUND).isalpha() and text[first:last].isascii()
            kept = 0 if plain else _fitting(text, first, last, cells - used - gap, size <= cells)
            lines.append((line_start, kept or line_end))
            line_start = first = kept or first
            used = gap = 0
            size = width(text[first:last])
        line_end, used = last, used + gap + size
        if used > cells:
            *full, (line_start, line_end) = _pieces(text, line_start, last, cells)
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
        while (edge := _edge(text, at, stop, cells)) < stop:
            lines.append((at, edge))
            at = edge
        lines.append((at, stop))
        at = stop + 1
    return lines


def _fitting(text: str, start: int, end: int, room: int, fits_whole: bool) -> int:
    """Where a word that does not fit is broken so that its start does; 0 where it goes to the next line whole.

    A word that a line can hold is not broken as an address.
    """
    if room < 2:
        return 0
    edge = _edge(text, start, end, room, at_least=0)
    found = _last_break(_WITHIN, text, start, end, edge)
    return found if found or fits_whole else _last_break(_IN_ADDRESS, text, start, end, edge)


def _pieces(text: str, start: int, end: int, cells: int) -> list[Range]:
    """A word that is wider than a line, in pieces that are not; the last holds what is left."""
    pieces: list[Range] = []
    while (edge := _edge(text, start, end, cells)) < end:
        stop = _last_break(_WITHIN, text, start, end, edge) or _last_break(_IN_ADDRESS, text, start, end, edge) or edge
        pieces.append((start, stop))
        start = stop
    return [*pieces, (start, end)]


def _last_break(places: re.Pattern[str], text: str, start: int, end: int, edge: int) -> int:
    """The last place after `start` and not after `edge` at which a word may be broken; 0 where there is none."""
    if edge <= start:
        return 0
    reach = min(end, edge + 4)  # as far as any of the patterns looks ahead
    found = [one.start() for one in places.finditer(text, start, reach) if start < one.start() < end]
    for number in range(bisect_right(found, edge) - 1, -1, -1):
        if clusters.is_border(text, found[number]):
            return found[number]
    return 0


def _edge(text: str, start: int, end: int, cells: int, at_least: int = 1) -> int:
    """Where the longest start of a range ends that takes at most `cells`, with `at_least` so many characters.

    It looks at no more of the range than that needs, so that cutting a long one up takes time in proportion to it.
    """
    seen = 2 * cells
    while True:
        stop = min(end, start + seen)
        piece = text[start:stop]
        if width(piece) > cells:
            fitting = start + len(chop(piece, cells))
            edge = clusters.floor(text, fitting)
            return edge if edge > start or not at_least else _forced(text, start, end, fitting)
        if stop == end:
            return end
        seen *= 2


def _forced(text: str, start: int, end: int, fitting: int) -> int:
    """The edge where not even one character fits: within one of several parts that are drawn apart, else behind it."""
    return min(end, fitting if fitting > start else clusters.after(text, start))


def wrap_words(words: str, cells: int) -> list[str]:
    """Lines of a short text of the app's own, or of one that has no ranges to keep."""
    return [words[start:end] for start, end in wrap(words, 0, len(words), cells)]
