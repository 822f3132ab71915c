"""Sets the rows of a table in columns where the page is wide enough, else as lines of words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tui.render.block_lines import block_lines, role_of
from tui.render.cells import width
from tui.render.glyphs import glyphs
from tui.render.layout import PageLine
from tui.render.wrap import Range
from tui.values import Block

_BORDER = re.compile(r"(?:(?<= )|^)·(?= |$)")
"""Between the cells of a row; a text of words that stands in a cell may hold one too, and then no columns are made."""
_FIGURE = re.compile(r"[\d.,:%+\-–−$€£ ]*")


def table_lines(rows: Sequence[Block], text: str, cells: int) -> list[list[PageLine]]:
    """The lines of each row. In columns every row is one line; a column of figures is set to the right."""
    split = [_cells(row, text) for row in rows]
    columns = max(map(len, split))
    widths = [max(_size(text, row[at]) for row in split if at < len(row)) for at in range(columns)]
    if len(split[0]) != columns or sum(widths) + 3 * (columns - 1) > cells or any(row.lead for row in rows):
        return [block_lines(row, text, cells) for row in rows]
    figures = [_is_figures([text[slice(*row[at])] for row in split[1:] if at < len(row)]) for at in range(columns)]
    lines = [
        [PageLine(row.start, row.end, role_of(row), pads=_pads(text, found, widths, figures))]
        for row, found in zip(rows, split, strict=True)
    ]
    for head, row, after in zip(lines, rows, rows[1:], strict=False):
        if row.level and not after.level and glyphs().rule:
            head.append(PageLine(0, 0, "rule", words=glyphs().rule * (sum(widths) + 3 * (columns - 1))))
    return lines


def _cells(row: Block, text: str) -> list[Range]:
    """The range of each cell without the blanks around it; an empty cell has an empty range."""
    borders = [found.start() for found in _BORDER.finditer(text[row.start : row.end])]
    edges = [row.start - 1, *(row.start + at for at in borders), row.end]
    found: list[Range] = []
    for left, right in pairwise(edges):
        words = text[left + 1 : right]
        start = left + 1 + len(words) - len(words.lstrip())
        found.append((start, max(start, left + 1 + len(words.rstrip()))) if words.strip() else (right, right))
    return found


def _size(text: str, cell: Range) -> int:
    return width(text[cell[0] : cell[1]])


def _is_figures(column: Sequence[str]) -> bool:
    return any(column) and all(_FIGURE.fullmatch(words) for words in column)


def _pads(
    text: str, row: Sequence[Range], widths: Sequence[int], figures: Sequence[bool]
) -> tuple[tuple[int, int], ...]:
    """Blanks before code points, so that cell and border stand where their column does."""
    pads: dict[int, int] = {}
    drawn = column = 0
    at = row[0][0]
    for number, (start, end) in enumerate(row):
        wanted = column + (widths[number] - _size(text, (start, end)) if figures[number] and end > start else 0)
        drawn += width(text[at:start])
        if wanted > drawn and end > start:
            pads[start] = wanted - drawn
            drawn = wanted
        drawn += _size(text, (start, end))
        at = end
        column += widths[number]
        border = text.find("·", end) if number + 1 < len(row) else -1
        if border >= 0:
            drawn += width(text[at:border])
            at = border
            if column + 1 > drawn:
                pads[border] = column + 1 - drawn
                drawn = column + 1
            column += 3
    return tuple(sorted(pads.items()))
