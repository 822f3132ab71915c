"""A row of a list that is set as text: a heading that it may stand under, its lines, and a blank one."""

from __future__ import annotations

from dataclasses import dataclass

from tui.render.cells import drawable, fit, width
from tui.render.roles import Line


@dataclass(frozen=True, slots=True)
class SetRow:
    """Each line but those of the heading begins with two cells that the cursor takes."""

    lines: tuple[Line, ...]
    heading: int
    """How many of the lines stand above the row itself."""


def article_line(label: str, title: str, cells: int, dated: str = "") -> Line:
    """What the first row of an article stands under; the label gives way to the title, and `dated` to nothing."""
    label = fit(drawable(label), cells // (3 if dated else 2))
    title = fit(drawable(title), max(4, cells - width(label) - width(dated) - 2))
    return [(label, ("accent",)), *([(dated, ("faint",))] if dated else []), ("  ", ()), (title, ("faint",))]
