"""The line at the bottom: the keys that matter here, or what was just said."""

from __future__ import annotations

from collections.abc import Sequence

from tui.render.cells import drawable, fit, width
from tui.render.roles import Line

GAP = "   "


def keys_line(hints: Sequence[tuple[str, str]], cells: int) -> Line:
    """Key and word, as many pairs as fit whole; the last pair, which opens the key page, is kept longest."""
    kept = list(hints)
    while len(kept) > 1 and _width(kept) > cells - 2:
        kept.pop(-2)
    line: Line = [(" ", ())]
    for number, (key, word) in enumerate(kept):
        line += [(GAP if number else "", ()), (key, ("key",)), (f" {word}", ("faint",))]
    return line


def notice_line(words: str, cells: int, *, urgent: bool = False) -> Line:
    """Something said in place of the keys."""
    return [(" ", ()), (fit(drawable(words), cells - 2), ("error" if urgent else "text",))]


def _width(hints: Sequence[tuple[str, str]]) -> int:
    return sum(width(key) + 1 + width(word) for key, word in hints) + len(GAP) * (len(hints) - 1)
