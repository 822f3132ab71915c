"""Which panes a terminal of a certain width shows."""

from __future__ import annotations

from typing import Literal

from tui.settings import in_force

Pane = Literal["list", "page", "side"]
ORDER: tuple[Pane, ...] = ("list", "page", "side")

LIST_CELLS = (40, 60)
"""Columns of the list where others stand beside it, at least and at most, unless the reader wants another number."""
PAGE_MARGINS = 6
"""Columns that a page takes beside its measure: margins, rule and the strip at its edge."""
LIST_SHARE = 0.38
"""Of two panes; at 120 columns a page of 70 cells is left, and titles of 41 cells fit."""
SMALL = (60, 16)
"""Columns and rows below which the terminal is called small."""


def room_for(columns: int) -> int:
    """How many panes stand side by side in so many columns; one for those who hear the screen, however wide it is."""
    settings = in_force()
    if settings.accessible or columns < settings.panes_two_from:
        return 1
    return 3 if columns >= settings.panes_three_from else 2


def shown(columns: int, focused: Pane, before: tuple[Pane, ...], *, zoomed: bool) -> tuple[Pane, ...]:
    """The panes to show, from left to right; the focused one is among them.

    Two panes are neighbours, and stay the two that they are (`before`) for as long as the focus is in one of them.
    """
    side_by_side = room_for(columns)
    if zoomed or side_by_side == 1:
        return (focused,)
    if side_by_side == 3:
        return ORDER
    if len(before) == 2 and focused in before:
        return before
    return ("page", "side") if focused == "side" else ("list", "page")


def list_cells(columns: int) -> int:
    """Columns of the list beside other panes: what the page does not need, or a share where that is not enough."""
    settings = in_force()
    if settings.panes_list_width:
        return settings.panes_list_width
    least, most = LIST_CELLS
    beside = settings.measure + PAGE_MARGINS + settings.panes_side_width
    wanted = columns - beside if room_for(columns) == 3 else int(columns * LIST_SHARE)
    return max(least, min(most, wanted))


def list_width(columns: int) -> int:
    """Columns of the list as the screen begins: all of them where nothing stands beside it."""
    return list_cells(columns) if room_for(columns) > 1 else columns


def is_small(columns: int, rows: int) -> bool:
    """Whether it is worth saying that the terminal is small."""
    return columns < SMALL[0] or rows < SMALL[1]
