"""A line of the list of all actors."""

from __future__ import annotations

from dataclasses import dataclass

from tui.render.cells import drawable, fit, pad, width
from tui.render.glyphs import glyphs
from tui.render.roles import Line
from tui.values import ActorRef

WIDE = 60
"""Cells from which all three numbers have a column."""
NAME = 44
"""Cells of the widest name; what is left behind the numbers is for the other forms."""


@dataclass(frozen=True, slots=True)
class RollRow:
    """An actor with what the list sorts and narrows by."""

    ref: ActorRef
    mentions: int
    articles: int
    sources: int
    also: str
    """The most frequent of the other forms."""
    folded: str
    """All forms of the name, the chief one first, without regard to case, a line each."""


def columns(cells: int) -> tuple[tuple[str, int], ...]:
    """The numbers that have a column, each with its cells."""
    return (("mentions", 10), ("articles", 10), ("sources", 10)) if cells >= WIDE else (("times", 7), ("sources", 8))


def head_line(sort: str, cells: int) -> Line:
    """The names of the columns; the one that the list is sorted by stands out."""
    shown = columns(cells)
    before = 2 + glyphs().kind_column
    line: Line = [
        (pad(f"{'':{before}}name", _name_cells(cells) + before), ("accent",) if sort == "name" else ("faint",))
    ]
    for name, size in shown:
        chosen = sort == {"times": "mentions"}.get(name, name)
        line.append((f"{name:>{size}}", ("accent",) if chosen else ("faint",)))
    return [*line, ("   also called" if _also_cells(cells) else "", ("faint",))]


def _name_cells(cells: int) -> int:
    return max(4, min(NAME, cells - sum(size for _, size in columns(cells)) - glyphs().kind_column - 1))


def _also_cells(cells: int) -> int:
    """0 where the other forms have no room."""
    left = cells - _name_cells(cells) - sum(size for _, size in columns(cells)) - glyphs().kind_column - 3
    return left if left >= 12 else 0


def roll_line(row: RollRow, cells: int, roles: tuple[str, ...]) -> Line:
    """Letter of the kind, name, other forms where there is room, numbers in columns."""
    shown = columns(cells)
    room = _name_cells(cells)
    name = fit(drawable(row.ref.name), room)
    numbers = {"mentions": row.mentions, "times": row.mentions, "articles": row.articles, "sources": row.sources}
    line: Line = [
        (glyphs().kind_in_column(row.ref.kind), ("faint", *roles)),
        (name, ("text", row.ref.kind.value, *roles)),
        (" " * (room - width(name)), roles or ("text",)),
    ]
    line += [(f"{numbers[column]:>{size},}", ("text", *roles)) for column, size in shown]
    also = fit(drawable(row.also), _also_cells(cells))
    return [*line, (f"   {also}" if also else "", ("faint", *roles))]
