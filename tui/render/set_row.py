"""A row of a list that is set as text: a heading that it may stand under, its lines, and a blank one."""

from __future__ import annotations

from dataclasses import dataclass

from tui.render.roles import Line


@dataclass(frozen=True, slots=True)
class SetRow:
    """Each line but those of the heading begins with two cells that the cursor takes."""

    lines: tuple[Line, ...]
    heading: int
    """How many of the lines stand above the row itself."""
