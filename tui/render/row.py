"""Entries of the list of articles: title, what is known, and in a search the place that was found."""

from __future__ import annotations

import re

from tui.render.cells import drawable, fit, width
from tui.render.glyphs import glyphs
from tui.render.metadata import about_row
from tui.render.roles import Line, length
from tui.render.spans import layer, pieces
from tui.render.wrap import wrap
from tui.values import ArticleRow, Hit, counted

ROW_HEIGHT = 2
"""Lines of an entry without a snippet."""
INDENT = 3
"""Cells before a title: the cursor, whether it is unread, a blank."""
NEW = "new"
_BLANKS = re.compile(r"\s{2,}")
BETWEEN = " · "
LEAST_TAG = 4
"""Cells that a cut tag needs to say anything."""
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
    flag = glyphs().unread if row.is_unread else glyphs().read
    title = fit(drawable(row.title) or "untitled", cells - len(flag) - INDENT)
    return [(mark, look), (f"{flag} ", ("unread", *cursor)), (title, look)]


def second_line(row: ArticleRow, label: str, cells: int, *, new: bool = False) -> Line:
    """The second line, as far in as the title; `new` for what a kept search did not find before."""
    mark = f"{NEW} " if new else ""
    return [(" " * INDENT, ()), (mark, ("star",)), *about_line(row, label, cells - INDENT - 1 - len(mark))]


def about_line(row: ArticleRow, label: str, cells: int) -> Line:
    """The second line. Where it does not fit, the length goes first, then tags are cut, then the label: dates stay."""
    star: Line = [(f"{glyphs().starred} ", ("star",))] if row.starred else []
    room = cells - length(star)
    notes, tags = _notes(row), _tags(row)
    beside = width("".join(f"{BETWEEN}{one}" for one in (notes, tags) if one))
    known = about_row(row, label)
    if width(known) + beside > room:
        known = about_row(row, label, length=False)
    over = width(known) - room
    if over > 0:
        known = about_row(row, fit(label, max(4, width(label) - over)), length=False)
    known = fit(known, room)
    marks = ""
    for part, least in ((notes, width(notes)), (tags, LEAST_TAG)):
        left = room - width(known) - width(marks)
        if part and left >= width(BETWEEN) + least:
            marks += fit(f"{BETWEEN}{part}", left)
    line: Line = [*star, (known, ("faint",))]
    return [*line, (marks, ("tag",))] if marks else line


def page_marks(row: ArticleRow) -> str:
    """What the list shows of an article by its marks, for the heading of its page; empty without any."""
    said = BETWEEN.join(part for part in ("unread" if row.is_unread else "", _notes(row), _tags(row)) if part)
    return f"{glyphs().starred} {said}".rstrip() if row.starred else said


def _notes(row: ArticleRow) -> str:
    return counted(row.notes, "note") if row.notes else ""


def _tags(row: ArticleRow) -> str:
    return " ".join(f"#{drawable(tag)}" for tag in row.tags)


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
