"""Which panes a terminal of a certain width shows."""

from __future__ import annotations

from typing import Literal

Pane = Literal["list", "page", "side"]
ORDER: tuple[Pane, ...] = ("list", "page", "side")

THREE = 140
TWO = 100
"""Columns from which so many panes stand side by side."""
LIST_CELLS = (40, 60)
"""Columns of the list where others stand beside it, at least and at most."""
SIDE_CELLS = 38
"""Columns of the names and cross-references, as in the style sheet."""
PAGE_CELLS = 82
"""Columns of a page with a full measure, its margins, rule and scroll bar."""
LIST_SHARE = 0.38
"""Of two panes; at 120 columns a page of 70 cells is left, and titles of 41 cells fit."""
SMALL = (60, 16)
"""Columns and rows below which the terminal is called small."""


def shown(columns: int, focused: Pane, before: tuple[Pane, ...], *, zoomed: bool) -> tuple[Pane, ...]:
    """The panes to show, from left to right; the focused one is among them.

    Two panes are neighbours, and stay the two that they are (`before`) for as long as the focus is in one of them.
    """
    if zoomed or columns < TWO:
        return (focused,)
    if columns >= THREE:
        return ORDER
    if len(before) == 2 and focused in before:
        return before
    return ("page", "side") if focused == "side" else ("list", "page")


def list_cells(columns: int) -> int:
    """Columns of the list beside other panes: what the page does not need, or a share where that is not enough."""
    least, most = LIST_CELLS
    wanted = columns - PAGE_CELLS - SIDE_CELLS if columns >= THREE else int(columns * LIST_SHARE)
    return max(least, min(most, wanted))


def is_small(columns: int, rows: int) -> bool:
    """Whether it is worth saying that the terminal is small."""
    return columns < SMALL[0] or rows < SMALL[1]
