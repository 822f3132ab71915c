"""A line of a concordance: the match in one column, the words before it set against it, those after it behind it."""

from __future__ import annotations

from tui.render.cells import ELLIPSIS, drawable, fit, pad, width
from tui.render.roles import Line
from tui.values import KwicLine

LABEL = 18
"""Cells of the widest label."""
NARROW = 60
"""Cells below which no label stands before a line."""


def label_cells(labels: list[str], cells: int) -> int:
    """Cells of the column of labels; 0 where there is no room for one."""
    if cells < NARROW or not labels:
        return 0
    return min(LABEL, cells // 5, max(width(label) for label in labels))


def kwic_line(line: KwicLine, label: str, labels: int, cells: int, roles: tuple[str, ...]) -> Line:
    """Exactly `cells` wide or less; the match begins in the same cell of every line of one width."""
    drawn: Line = [(f"{pad(label, labels)}  ", ("faint", *roles))] if labels else []
    room = cells - (labels + 2 if labels else 0)
    before = max(4, (room - 2) * 9 // 20)
    left = _end(drawable(line.left).rstrip(), before)
    match = fit(drawable(line.match).replace("\n", " "), max(1, room - before - 1))
    right = drawable(line.right).strip()
    rest = room - before - 1 - width(match)
    drawn += [
        (" " * (before - width(left)), roles),
        (left, ("quote", *roles)),
        (" ", roles),
        (match, (*roles, "accent-strong")),
    ]
    gap = " " if line.right[:1].isspace() else ""
    if rest > 1:
        drawn.append((fit(gap + right, rest), ("text", *roles)))
    return drawn


def _end(text: str, cells: int) -> str:
    """The end of a text, cut at the left with an ellipsis where it takes more than `cells`."""
    if width(text) <= cells:
        return text
    start = max(0, len(text) - cells + 1)
    while width(text[start:]) > cells - 1:
        start += 1
    while start < len(text) and not width(text[start]):
        start += 1  # a combining mark has lost its letter
    return ELLIPSIS + text[start:].lstrip()
