"""Steps through the names or matches of a page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence


def step(starts: Sequence[int], current: int | None, top: int, direction: int) -> tuple[int, bool] | None:
    """The next place, and whether the step went over an end and round.

    `starts` are sorted offsets, `current` the index of the present one; without it the walk begins at offset `top`:
    forward with the first at or after it, backward with the last before it. None where there is nothing to walk.
    """
    if not starts:
        return None
    if current is not None:
        wanted = current + direction
    elif direction > 0:
        wanted = bisect_left(starts, top)
    else:
        wanted = bisect_right(starts, top - 1) - 1
    return wanted % len(starts), not 0 <= wanted < len(starts)
