"""The rule above a pane, with the pane's name in it."""

from __future__ import annotations

from typing import Literal

from tui.render.cells import fit, width
from tui.render.glyphs import glyphs
from tui.render.roles import Line

Corner = Literal["rule", "below", "right"]
"""A rule that goes on, one that goes down from the heading, one that goes right."""


def heading(
    title: str,
    cells: int,
    *,
    right: str = "",
    marks: str = "",
    join: Corner = "rule",
    first: bool = False,
    active: bool = False,
) -> Line:
    """At most `cells` wide. No rule joins the `first` pane from the left.

    At the end stand a few words, `right`, left out where they don't fit, or `marks`, which are cut there.
    """
    drawn = glyphs()
    dash = drawn.rule or " "
    corner = dash if first else getattr(drawn, join) or " "
    start = f"{corner} " if first else f"{corner}{dash} "
    said = fit(marks, cells // 2) or (right if width(right) < cells // 2 else "")
    end = f" {said} {dash}" if said else ""
    title = fit(title, cells - width(start) - width(end) - 2)
    rule = dash * max(0, cells - width(start) - width(title) - width(end) - 1)
    if not title:
        return [(start.rstrip() + rule + 2 * dash, ("rule",))]
    line: Line = [(start, ("rule",)), (title, ("accent-strong" if active else "text",)), (f" {rule}", ("rule",))]
    if end:
        line += [(end[:-1], ("tag" if marks else "faint",)), (dash, ("rule",))]
    return line
