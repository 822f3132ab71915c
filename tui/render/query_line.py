"""The line under the search box: how the query was read and what it found, or where it can't be read."""

from __future__ import annotations

from tui import keys
from tui.render.cells import drawable, fit, width
from tui.render.roles import Line
from tui.render.wrap import wrap_words
from tui.values import Page, QueryError, counted

CARET = "^"
INDENT = 1
MOST_LINES = 2
"""Lines of an error below its carets."""


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
            cut = fit(cut, rest - 8) + f"  {keys.first('search.explain')}: all" if rest > 20 else fit(cut, rest)
        line.append((cut, ("faint",)))
    return line


def trouble(error: QueryError, column: int, length: int, cells: int) -> list[Line]:
    """Carets under the place, with the message beside them where it fits; else in at most two lines below.

    `column` is the cell that the marked part begins in, `length` its cells.
    """
    column = min(max(0, column), cells - 2)
    marks = CARET * max(1, min(length, cells - column - 1))
    said = drawable(error.message + (f": {error.remedy}" if error.remedy else ""))
    left: Line = [(" " * column, ()), (marks, ("error",))]
    if width(said) <= cells - column - len(marks) - 2:
        return [[*left, (" ", ()), (said, ("text",))]]
    if width(said) <= column - 2:
        return [[(" " * (column - width(said) - 1), ()), (said, ("text",)), (" ", ()), (marks, ("error",))]]
    room = cells - 2 * INDENT
    lines = wrap_words(said, room)
    if len(lines) > MOST_LINES:
        lines[MOST_LINES - 1 :] = [fit(" ".join(lines[MOST_LINES - 1 :]), room)]
    return [left, *([(" " * INDENT, ()), (words, ("text",))] for words in lines)]
