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
    begins = _beginning(node) if isinstance(node, Single) else ""
    return _finder(begins).search(text, start, end) is not None


def _beginning(single: Single) -> str:
    if not isinstance(single, Word):
        return beginning(single)
    if single.stem is None:
        return single.exact
    return single.stem[: max(1, len(single.stem) - STEM_END)]


@lru_cache(maxsize=1_000)
def _finder(begins: str) -> re.Pattern[str]:
    """Words that begin so, whatever the case; or with anything but ASCII letters near their beginning."""
    if not begins.isascii() or not begins.isalpha():
        return re.compile("")
    letters = "".join(f"[{letter}{letter.upper()}]" for letter in begins)
    return re.compile(rf"{letters}|[^\W_\x00-\x7f]|[A-Za-z]\.[A-Za-z]")
