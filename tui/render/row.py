"""Entries of the list of articles: title, what is known, and in a search the place that was found."""

from __future__ import annotations

import re

from tui.render.cells import drawable, fit, width
from tui.render.glyphs import glyphs
from tui.render.metadata import about_row, counted
from tui.render.roles import Line, length
from tui.render.spans import layer, pieces
from tui.render.wrap import wrap
from tui.values import ArticleRow, Hit

ROW_HEIGHT = 2
"""Lines of an entry without a snippet."""
INDENT = 3
"""Cells before a title: the cursor, whether it is unread, a blank."""
_BLANKS = re.compile(r"\s{2,}")
MOST_MARKS = 24
"""Cells that tags and notes may take of an entry's second line."""
WIDE = 60
"""Cells from which one line of a snippet says enough."""


def hit_height(cells: int) -> int:
    """Lines of an entry with its snippet and the blank line after it."""
    return ROW_HEIGHT + (2 if cells < WIDE else 1) + 1


def title_line(
    row: ArticleRow, cells: int, *, cursor: tuple[str, ...] = (), focus: bool = False, opened: bool = False
) -> Line:
    """The first line: the cursor, whether it is unread, the title.

    `cursor` is how the line under the cursor looks, empty for the others; `opened` is the article on the page.
    """
    look: tuple[str, ...] = ("opened",) if opened else ("read",) if row.read else ("text",)
    mark = " "
    if cursor:
        mark, look = glyphs().cursor, (*look, *cursor) if focus else (*cursor, *look)
    flag = glyphs().read if row.read else glyphs().unread
    title = fit(drawable(row.title) or "untitled", cells - len(flag) - INDENT)
    return [(mark, look), (f"{flag} ", ("unread", *cursor)), (title, look)]


def second_line(row: ArticleRow, label: str, cells: int) -> Line:
    """The second line, as far in as the title."""
    return [(" " * INDENT, ()), *about_line(row, label, cells - INDENT - 1)]


def about_line(row: ArticleRow, label: str, cells: int) -> Line:
    """The second line. Where it does not fit, the length goes first, and then the label is cut: the date has a form."""
    star: Line = [(f"{glyphs().starred} ", ("star",))] if row.starred else []
    marks = marked(row)
    room = cells - length(star) - width(marks)
    whole = about_row(row, label)
    if width(whole) > room:
        whole = about_row(row, label, length=False)
    over = width(whole) - room
    if over > 0:
        whole = about_row(row, fit(label, max(4, width(label) - over)), length=False)
    line: Line = [*star, (fit(whole, room), ("faint",))]
    return [*line, (marks, ("tag",))] if marks else line


def marked(row: ArticleRow) -> str:
    """Tags and the number of notes, with a blank before them; empty without any."""
    parts = [f"#{drawable(tag)}" for tag in row.tags]
    if row.notes:
        parts.append(counted(row.notes, "note"))
    return fit(f" · {' '.join(parts)}", MOST_MARKS) if parts else ""


def snippet_lines(hit: Hit, cells: int, most: int) -> list[Line]:
    """At most `most` lines of the snippet, from where the first match can be seen in them."""
    cells = max(8, cells)
    text = drawable(hit.snippet.text)
    matches = [
        (max(0, start - hit.snippet.start), min(len(text), end - hit.snippet.start))
        for start, end in hit.matches
        if start < hit.snippet.end and end > hit.snippet.start
    ]
    start = _first_shown(text, matches[0][0] if matches else 0, cells)
    layers = (layer(matches, "match"),)
    lines: list[Line] = []
    wrapped = wrap(text, start, len(text), cells - 1)
    kept = wrapped[:most]
    for number, (first, last) in enumerate(kept):
        line = [(_BLANKS.sub(" ", words), roles) for words, roles in pieces(text, first, last, ("quote",), layers)]
        if number == 0 and start > 0:
            line.insert(0, ("…", ("faint",)))
        if number == len(kept) - 1 and len(wrapped) > len(kept):
            line.append(("…", ("faint",)))
        lines.append(line)
    return lines


def _first_shown(text: str, match: int, cells: int) -> int:
    """Where to begin so that a match stands on the first line with some words before it."""
    if match < cells - 12:
        return 0
    blank = text.rfind(" ", 0, max(0, match - cells // 3))
    return blank + 1 if blank >= 0 else match
