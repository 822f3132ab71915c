"""The page of notes, article by article: the words that a note is about, what it says, and whether it has its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tui.render.cells import drawable, fit
from tui.render.glyphs import glyphs
from tui.render.metadata import day
from tui.render.roles import Line
from tui.render.set_row import SetRow, article_line
from tui.render.wrap import wrap_words
from tui.settings import in_force
from tui.values import Note, PartialDate, Standing

MOST_QUOTED = 4
"""Lines of a quotation; a longer one is cut, since its article is one key away."""

STANDINGS = {
    Standing.PLACED: "",
    Standing.MOVED: "found again in a text that has changed",
    Standing.LOST: "these words are no longer in the text",
}


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note with what its article is called."""

    note: Note
    label: str
    title: str
    """Empty where the article is not in this library."""


def set_notes(notes: Sequence[PlacedNote], cells: int) -> list[SetRow]:
    """One row for each note; the first of an article carries its label and title."""
    cells = max(8, min(in_force().measure, cells))
    rows: list[SetRow] = []
    article = ""
    for placed in notes:
        heading: list[Line] = []
        if placed.note.article != article:
            article = placed.note.article
            called = article_line(placed.label, placed.title or "not in this library", cells)
            heading = [*([[]] if rows else []), called]
        rows.append(SetRow((*heading, *_body(placed.note, cells - 2), []), len(heading)))
    return rows


def _body(note: Note, cells: int) -> list[Line]:
    lines: list[Line] = []
    if note.quote:
        quoted = wrap_words(drawable(" ".join(note.quote.split())), cells - 2)
        if len(quoted) > MOST_QUOTED:
            quoted = [*quoted[: MOST_QUOTED - 1], fit(" ".join(quoted[MOST_QUOTED - 1 :]), cells - 2)]
        lines += [[("  ", ()), (f"{glyphs().quote} ", ("rule",)), (words, ("quote",))] for words in quoted]
    for paragraph in note.text.splitlines():
        lines += [[("  ", ()), (words, ("text",))] for words in wrap_words(drawable(paragraph), cells)] or [
            [("  ", ())]
        ]
    said = " · ".join(part for part in (_day(note), STANDINGS[note.standing]) if part)
    role = "error" if note.standing is Standing.LOST else "faint"
    return [*lines, [("  ", ()), (fit(said, cells), (role,))]]


def _day(note: Note) -> str:
    """When it was written or changed last, in the form that is set."""
    changed = date.fromisoformat(note.changed[:10])
    return day(PartialDate(changed.year, changed.month, changed.day))
