"""Widths in terminal cells: cutting, padding, and making any text safe to draw.

`drawable` keeps the number of code points, so that ranges of a text are ranges of what is drawn.
"""

from __future__ import annotations

from rich.cells import cell_len, chop_cells, set_cell_size

ELLIPSIS = "…"

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks that reorder what stands on a line (Unicode's Bidi_Control); a terminal may carry their effect past it."""

_UNDRAWABLE = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0xD800, 0xE000)], " "),
    **dict.fromkeys(map(ord, _BIDI), "\u00b7"),
    # The first two make the width of a text other than the sum of its parts, the third is a hyphen to some terminals;
    # a joiner that joins nothing takes their place.
    **dict.fromkeys([0x200D, 0xFE0F, 0xAD], "\u034f"),
    **dict.fromkeys([0xFEFF, 0x200B, 0x2060, *range(0xFFF9, 0xFFFC)], "\u00b7"),
}


def drawable(text: str, keep: str = "") -> str:
    """The text with control codes, lone surrogates and reordering marks made visible or blank, one for one."""
    if text.isascii() and text.isprintable():
        return text
    table = {code: shown for code, shown in _UNDRAWABLE.items() if chr(code) not in keep} if keep else _UNDRAWABLE
    return text.translate(table)


def width(text: str) -> int:
    """Cells that a text takes."""
    return len(text) if text.isascii() else cell_len(text)


def fit(text: str, cells: int) -> str:
    """The text, cut with an ellipsis where it takes more than `cells`."""
    if width(text) <= cells:
        return text
    if cells <= 0:
        return ""
    return chop(text, cells - 1).rstrip() + ELLIPSIS


def fit_end(text: str, cells: int) -> str:
    """As `fit`, but it is the start that is cut: of a path, the end says most."""
    if width(text) <= cells:
        return text
    if cells <= 0:
        return ""
    at, room = len(text), cells - 1
    while at and (size := width(text[at - 1])) <= room:
        at, room = at - 1, room - size
    while at < len(text) and not width(text[at]):  # a mark whose letter is cut off
        at += 1
    return ELLIPSIS + text[at:]


def chop(text: str, cells: int) -> str:
    """The longest start of a text that takes at most `cells`, keeping combining marks with their letter."""
    if cells <= 0:
        return ""
    if text.isascii():
        return text[:cells]
    pieces = chop_cells(text, cells)
    return pieces[0] if pieces and width(pieces[0]) <= cells else ""


def pad(text: str, cells: int) -> str:
    """Exactly `cells` wide: cut with an ellipsis or filled with blanks."""
    return set_cell_size(fit(text, cells), max(0, cells))


def index_at(text: str, cell: int) -> int:
    """The code point drawn at a cell, counted from 0; the text's length past its end."""
    if text.isascii():
        return min(max(cell, 0), len(text))
    used = 0
    for index, character in enumerate(text):
        used += cell_len(character)
        if used > cell:
            return index
    return len(text)
