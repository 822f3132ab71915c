"""The word that is still being typed at the end of a query, taken as the beginning of a longer one."""

from __future__ import annotations

import re

_LAST_WORD = re.compile(r"(?:^|[\s(])([^\W_]{3,})\Z")
"""A plain word at the very end: of fewer than three letters there are too many longer ones."""

_OPERATORS = frozenset({"AND", "OR", "NOT", "NEAR"})


def as_prefix(query: str) -> str | None:
    """The query with `*` behind its last word; None where that is no plain word, or not one that is being typed."""
    found = _LAST_WORD.search(query)
    if found is None or found[1] in _OPERATORS:
        return None
    before = query[: found.start(1)]
    if before.count('"') % 2 or re.search(r":\s*(?:\([^)]*)?\Z", before):
        return None
    return f"{query}*"
