"""The shortest way for the cursor from one cell to another."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=8192)
def move(x: int | None, y: int | None, to_x: int, to_y: int) -> str:
    """The sequence that leads there, counted from 0; None for a column or a line that isn't known."""
    if (x, y) == (to_x, to_y):
        return ""
    ways = [_absolute(to_x, to_y)]
    if y is not None:
        ways += [_vertical(to_y - y) + way for way in _horizontal(x, to_x)]
    return min(ways, key=len)


def _absolute(x: int, y: int) -> str:
    if x == 0:
        return f"\x1b[{y + 1}H" if y else "\x1b[H"
    return f"\x1b[{y + 1};{x + 1}H"


def _vertical(lines: int) -> str:
    return _step(abs(lines), "B" if lines > 0 else "A") if lines else ""


def _horizontal(x: int | None, to: int) -> list[str]:
    ways = [f"\x1b[{to + 1}G"] if to else ["\r"]
    if x is None:
        return ways
    if to == x:
        return [""]
    if to > x:
        return [*ways, _step(to - x, "C")]
    return [*ways, "\b" * (x - to), _step(x - to, "D")]


def _step(cells: int, direction: str) -> str:
    return f"\x1b[{cells}{direction}" if cells > 1 else f"\x1b[{direction}"
