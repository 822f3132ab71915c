"""Finds lines that have only moved up or down. A terminal moves whole lines by itself, never a pane beside another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tui.driver.grid import Grid, Row
from tui.driver.moves import move

_Look = tuple[tuple[str | None, ...], tuple[int, ...]]

_WORTH = 3
"""So many lines must be saved before it is tried: the region, the step and its end take some twenty bytes."""


class Shift(NamedTuple):
    """The lines from `top` up to `bottom` move up by `lines`, or down where that is below 0."""

    top: int
    bottom: int
    lines: int

    @property
    def sequence(self) -> str:
        """Moves them, by lines deleted or inserted at the top of a region; the cursor may be anywhere afterwards.

        The Linux console has no other way.
        """
        step = f"\x1b[{abs(self.lines)}{'M' if self.lines > 0 else 'L'}"
        return f"\x1b[{self.top + 1};{self.bottom}r{move(None, None, 0, self.top)}{step}\x1b[r"

    def applied(self, rows: Sequence[Row], width: int) -> list[Row]:
        """The lines after it; of those that come in nothing is known."""
        fresh = [Row.unknown(width) for _ in range(abs(self.lines))]
        part = list(rows[self.top : self.bottom])
        moved = part[self.lines :] + fresh if self.lines > 0 else fresh + part[: self.lines]
        return [*rows[: self.top], *moved, *rows[self.bottom :]]


def find(before: Grid, after: Grid) -> Shift | None:
    """The shift that leaves the fewest lines to be sent; None where it leaves hardly fewer than there were."""
    changed = [y for y in range(after.height) if not after.rows[y].same(before.rows[y])]
    if len(changed) <= _WORTH:
        return None
    old, new = _looks(before), _looks(after)
    places: dict[_Look, list[int]] = {}
    for y, look in enumerate(old):
        places.setdefault(look, []).append(y)
    steps = Counter(y_before - y for y in changed for y_before in places.get(new[y], ())[:_WORTH])
    found = [_shift(old, new, lines) for lines, _ in steps.most_common(3) if lines]
    best = max(found, key=lambda one: one[1], default=None)
    return best[0] if best is not None and best[1] >= _WORTH else None


def _looks(grid: Grid) -> list[_Look]:
    """Each line as a value; pens are one object each while they are alike."""
    return [(tuple(row.texts), tuple(map(id, row.pens))) for row in grid.rows]


def _shift(old: Sequence[_Look], new: Sequence[_Look], lines: int) -> tuple[Shift, int]:
    """The part of the screen that moves by so many lines, and how many lines fewer are then to be sent.

    A line that isn't known stays where it is, since it could not be drawn again.
    """
    height = len(new)
    fit = [y for y in range(height) if 0 <= y + lines < height and new[y] == old[y + lines] and new[y] != old[y]]
    if not fit:
        return Shift(0, height, lines), 0
    top, bottom = (fit[0], fit[-1] + lines + 1) if lines > 0 else (fit[0] + lines, fit[-1] + 1)
    if any(None in look[0] for look in (*old[top:bottom], *new[top:bottom])):
        return Shift(top, bottom, lines), 0
    saved = 0
    for y in range(top, bottom):
        inside = top <= y + lines < bottom
        saved += (inside and new[y] == old[y + lines]) - (new[y] == old[y])
    return Shift(top, bottom, lines), saved
