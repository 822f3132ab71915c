"""The line under the search box: how the query was read and what it found, or where it can't be read."""

from __future__ import annotations

from tui.render.cells import drawable, fit, width
from tui.render.metadata import counted
from tui.render.roles import Line
from tui.values import Page, QueryError

CARET = "^"


def reading(page: Page, shown: int, cells: int, left: int) -> Line:
    """Count first, then the reading; `left` blank cells before it."""
    room = cells - left - 1
    found = f"{shown:,} of {page.total:,}" if shown < page.total else counted(page.total, "article")
    if page.total == 0:
        found = "no article has that"
    said = [found]
    if page.undated:
        said.append(f"{page.undated:,} {'has' if page.undated == 1 else 'have'} no date")
    head = fit(" · ".join(said), room)
    line: Line = [(" " * left, ()), (head, ("accent",))]
    rest = room - width(head)
    words = drawable(page.reading)
    if words and rest > 8:
        cut = f" · {words}"
        if width(cut) > rest:
            cut = fit(cut, rest - 8) + "  E: all" if rest > 20 else fit(cut, rest)
        line.append((cut, ("faint",)))
    return line


def trouble(error: QueryError, column: int, length: int, cells: int) -> Line:
    """Carets under the place, the message beside them on the side that has more room.

    `column` is the cell that the marked part begins in, `length` its cells.
    """
    column = min(max(0, column), cells - 2)
    marks = CARET * max(1, min(length, cells - column - 1))
    said = drawable(error.message + (f": {error.remedy}" if error.remedy else ""))
    after = cells - column - len(marks) - 2
    if width(said) <= after or after >= column - 2:
        return [(" " * column, ()), (marks, ("error",)), (" ", ()), (fit(said, after), ("text",))]
    words = fit(said, column - 2)
    blank = " " * (column - width(words) - 1)
    return [(blank, ()), (words, ("text",)), (" ", ()), (marks, ("error",))]
