"""The line at the bottom: the keys that matter here, or what was just said."""

from __future__ import annotations

from collections.abc import Sequence

from tui.render.cells import drawable, fit, width
from tui.render.roles import Line
from tui.values import DatelineError

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


def notice_line(ways: Sequence[str], cells: int, *, urgent: bool = False) -> Line:
    """Something said in place of the keys: in the first way that fits, else in the last one, cut."""
    drawn = [drawable(words) for words in ways]
    words = next((words for words in drawn if width(words) <= cells - 2), drawn[-1])
    return [(" ", ()), (fit(words, cells - 2), ("error" if urgent else "text",))]


def ways_to_say(error: DatelineError) -> Sequence[str]:
    """An error in ever fewer words: without its place, then what to do before what is wrong."""
    if not error.remedy:
        return str(error), error.message
    return str(error), f"{error.message}. {error.remedy}", f"{error.remedy} ({error.message})"


def _width(hints: Sequence[tuple[str, str]]) -> int:
    return sum(width(key) + 1 + width(word) for key, word in hints) + len(GAP) * (len(hints) - 1)
