"""A line as its glyphs stand, from left to right → as it is read, where some of it is read from right to left.

The Unicode Bidirectional Algorithm (UAX 9) lays a text out. This goes its way back for one line without marks that say
more: letters that are read leftwards are turned, and within them numbers and words of the other direction turned again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

LEFTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Letters that are read from right to left."""
_SHAPES = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc]+")
"""Letters as they are drawn at a place in a word, which nobody searches for."""
_RIGHTWARDS = re.compile("[LN](?:[^R]*[LN])?")
_WITHIN = re.compile("R(?:[^L]*R)?")
_FIGURES = re.compile("N(?:[NS]*N)?")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_OPENING, _CLOSING = "([{«‹", ")]}»›"


def logical(signs: Sequence[str]) -> list[str]:
    """The signs of a line in the order in which they are read."""
    items = [_SHAPES.sub(lambda shapes: unicodedata.normalize("NFKC", shapes[0]), sign) for sign in signs]
    kinds = "".join(map(_kind, items))
    if kinds.count("R") <= kinds.count("L"):
        for stretch in _WITHIN.finditer(kinds):
            _turn(items, stretch.start(), stretch.end())
            figures = kinds[stretch.start() : stretch.end()][::-1]
            for number in _FIGURES.finditer(figures):
                _turn(items, stretch.start() + number.start(), stretch.start() + number.end())
        return items
    items, kinds = items[::-1], kinds[::-1]
    rightwards = list(_RIGHTWARDS.finditer(kinds))
    _mirror(items, [at for at in range(len(items)) if not any(s.start() <= at < s.end() for s in rightwards)])
    for stretch in rightwards:
        turned = [stretch] if "L" in stretch[0] else _FIGURES.finditer(kinds, stretch.start(), stretch.end())
        for part in turned:
            _turn(items, part.start(), part.end())
    return items


def _turn(items: list[str], start: int, end: int) -> None:
    items[start:end] = items[start:end][::-1]


def _mirror(items: list[str], places: Sequence[int]) -> None:
    """Turns brackets where the file gives them as they look, so that one is closed before it is opened."""
    brackets = [items[at] for at in places if items[at] in _MIRRORED_SIGNS]
    if brackets and brackets[0] in _CLOSING and any(one in _OPENING for one in brackets):
        for at in places:
            items[at] = items[at].translate(_MIRRORED)


_MIRRORED_SIGNS = frozenset(_OPENING + _CLOSING)


def _kind(sign: str) -> str:
    """R and L for letters that are read leftwards and rightwards, N for figures, S for what parts those, else O."""
    if not sign:
        return "O"
    match unicodedata.bidirectional(sign[0]):
        case "R" | "AL":
            return "R"
        case "L":
            return "L"
        case "EN" | "AN":
            return "N"
        case "ES" | "CS" | "ET":
            return "S"
    return "O"
