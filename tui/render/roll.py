"""A line of the list of all actors."""

from __future__ import annotations

from dataclasses import dataclass

from tui.render.cells import drawable, fit, pad, width
from tui.render.roles import KIND_LETTERS, Line
from tui.values import ActorRef

WIDE = 60
"""Cells from which all three numbers have a column."""


@dataclass(frozen=True, slots=True)
class RollRow:
    """An actor with what the list sorts and narrows by."""

    ref: ActorRef
    mentions: int
    articles: int
    sources: int
    folded: str
    """All forms of the name, the chief one first, without regard to case, a line each."""


def columns(cells: int) -> tuple[tuple[str, int], ...]:
    """The numbers that have a column, each with its cells."""
    return (("mentions", 10), ("articles", 10), ("sources", 10)) if cells >= WIDE else (("times", 7), ("sources", 8))


def head_line(sort: str, cells: int) -> Line:
    """The names of the columns; the one that the list is sorted by stands out."""
    shown = columns(cells)
    room = cells - sum(size for _, size in shown) - 1
    line: Line = [(pad("    name", room), ("accent",) if sort == "name" else ("faint",))]
    for name, size in shown:
        chosen = sort == {"times": "mentions"}.get(name, name)
        line.append((f"{name:>{size}}", ("accent",) if chosen else ("faint",)))
    return line


def roll_line(row: RollRow, cells: int, roles: tuple[str, ...]) -> Line:
    """Letter of the kind, name, other forms where there is room, numbers in columns."""
    shown = columns(cells)
    room = max(4, cells - sum(size for _, size in shown) - 5)
    name = fit(drawable(row.ref.name), room)
    numbers = {"mentions": row.mentions, "times": row.mentions, "articles": row.articles, "sources": row.sources}
    line: Line = [
        (f"{KIND_LETTERS[row.ref.kind]} ", ("faint", *roles)),
        (name, ("text", row.ref.kind.value, *roles)),
        (" " * (room - width(name)), roles or ("text",)),
    ]
    return [*line, *((f"{numbers[column]:>{size},}", ("faint", *roles)) for column, size in shown)]
