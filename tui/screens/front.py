"""Draws the front page: the reading screen as it begins, with the cursor on the first article of the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from tui import keys
from tui.front_page import MOST_LINES, FrontPage
from tui.render.footer import keys_line
from tui.render.header import header
from tui.render.heading import heading
from tui.render.roles import Line
from tui.render.row import ROW_HEIGHT, second_line, title_line
from tui.screens.panes import list_width
from tui.values import ArticleRow

SCROLLBAR = 1
"""Columns beside the rows."""


def front_page(
    name: str, rows: Sequence[ArticleRow], labels: Mapping[str, str], unread: int | None, columns: int
) -> FrontPage:
    """The page for a terminal of so many columns; `labels` are the short ones."""
    width = list_width(columns)
    cells = width - SCROLLBAR
    lines: list[tuple[Line, tuple[str, ...]]] = []
    for number, row in enumerate(islice(rows, MOST_LINES // ROW_HEIGHT)):
        cursor = ("cursor",) if number == 0 else ()
        lines.append((title_line(row, cells, cursor=cursor, focus=True), cursor))
        lines.append((second_line(row, labels.get(row.label, row.label), cells), ()))
    return FrontPage(
        columns,
        header(name, len(rows), unread, None, columns, keys.header_hints()),
        heading("Articles", width, first=True, active=True),
        tuple(lines),
        keys_line(keys.footer("list"), columns),
    )
