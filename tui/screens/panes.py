"""Which panes a terminal of a certain width shows."""

from __future__ import annotations

from typing import Literal

Pane = Literal["list", "page", "side"]
ORDER: tuple[Pane, ...] = ("list", "page", "side")

THREE = 140
TWO = 100
"""Columns from which so many panes stand side by side."""
LIST_CELLS = 40
"""Columns of the list where others stand beside it, as in the style sheet."""
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


def is_small(columns: int, rows: int) -> bool:
    """Whether it is worth saying that the terminal is small."""
    return columns < SMALL[0] or rows < SMALL[1]
