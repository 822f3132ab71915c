"""A quick look at raw text, before any word is cut: can it hold this part of a query at all?

Never says no wrongly. An ASCII word's stem and normal form begin as the word does, so it is enough to look for these
beginnings; any word with other characters in it might become anything, and lets the text pass.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.fulltext.expansion import beginning
from index.fulltext.query import And, Near, Node, Not, Or, Same, Sequence, Single, Word

STEM_END = 2
"""Letters at the end of a stem that the word may have otherwise: "happy" has the stem "happi", "hoping" has "hope"."""

_TRIES = 50
"""Places inside words that are passed over: a text of one letter a million times is not worth a longer look."""

_ACRONYM = re.compile(r"\.[A-Za-z]")
_OTHER = re.compile(r"[^\x00-\x7f\xa0–—‘’“”…]")
"""Anything but ASCII and the marks of English print: letters, their accents, and characters that words are rid of."""


def may_hold(node: Node, text: str, start: int, end: int) -> bool:
    """False only where no word between `start` and `end` can satisfy the node."""
    match node:
        case And() | Sequence():
            return all(may_hold(part, text, start, end) for part in node.parts)
        case Or():
            return any(may_hold(part, text, start, end) for part in node.parts)
        case Near():
            return may_hold(node.left, text, start, end) and may_hold(node.right, text, start, end)
        case Same():
            return may_hold(node.part, text, start, end)
        case Not():
            return True
    return not isinstance(node, Single) or _may_begin(beginning_of(node), text, start, end)


def beginning_of(single: Single) -> str:
    """How every ASCII word begins, in small letters, that it can stand for."""
    if not isinstance(single, Word):
        return beginning(single)
    if single.stem is None:
        return single.exact
    return single.stem[: max(1, len(single.stem) - STEM_END)]


def _may_begin(begins: str, text: str, start: int, end: int) -> bool:
    """Whether a word begins so, whatever the case, or may: where letters could be left out of it or changed."""
    if not begins.isascii() or not begins.isalpha():
        return True
    lowered = _lowered(text)
    found = start - 1
    for _ in range(_TRIES):
        found = lowered.find(begins, found + 1, end)
        if found < 0:
            return _ACRONYM.search(text, start, end) is not None or (
                not text.isascii() and _OTHER.search(text, start, end) is not None
            )
        before = text[found - 1] if found > start else " "
        if not (before.isascii() and before.isalpha()):
            return True
    return True


@lru_cache(maxsize=2)
def _lowered(text: str) -> str:
    """In small letters, each at its place: one capital (İ) becomes two characters."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text.replace("İ", "I").lower()
