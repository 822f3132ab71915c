"""Tables of HTML: which are tables, and which only lay out a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.readers.html.elements import CELLS, HEADINGS, LISTS, name_of
from index.text import word_table

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHAPES_OF_A_PAGE = LISTS | frozenset(HEADINGS) | word_table("blockquote pre hr form article section figure dl center")
"""What stands in no cell of a table that is one."""


def is_head(row: _Element) -> bool:
    """Whether a row of a table is of its head: it stands there, or all its cells are headings."""
    above = row.getparent()
    if above is not None and name_of(above) == "thead":
        return True
    cells = [name_of(cell) for cell in row]
    return "th" in cells and "td" not in cells


@dataclass(slots=True)
class _Table:
    """What is known of a table while its elements are counted."""

    element: _Element
    cells: int = 0
    """In the row that is read."""
    widest: int = 0
    paragraphs: int = 0
    """In the cell that is read."""
    shaped: bool = False
    """Whether a cell holds what only a page has."""


def layouts(root: _Element) -> set[_Element]:
    """The tables that lay out a page: of one column, or with cells that hold more than a line of words."""
    from lxml import etree

    found: set[_Element] = set()
    if next(root.iter("{*}table"), None) is None:
        return found
    around: list[_Table] = []
    counted = [*_SHAPES_OF_A_PAGE, *CELLS, "table", "tr", "p"]
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=[f"{{*}}{name}" for name in counted]):
        name = name_of(element)
        if event == "start":
            if around:
                _count(around[-1], name)
            if name == "table":
                around.append(_Table(element))
        elif name == "table":
            table = around.pop()
            if table.shaped or table.widest < 2 or element.get("role") in {"presentation", "none"}:
                found.add(element)
    return found


def _count(table: _Table, name: str) -> None:
    if name in CELLS:
        table.cells += 1
        table.widest = max(table.widest, table.cells)
        table.paragraphs = 0
    elif name == "tr":
        table.cells = 0
    elif name == "p":
        table.paragraphs += 1
        table.shaped = table.shaped or table.paragraphs > 1
    else:
        table.shaped = True
