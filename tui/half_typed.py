"""The word that is still being typed at the end of a query, taken as the beginning of a longer one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol, TypeVar

from tui.values import QueryError

_LAST_WORD = re.compile(r"(?:^|[\s(])([^\W_]{3,})\Z")
"""A plain word at the very end: of fewer than three letters there are too many longer ones."""


class Counted(Protocol):
    """An answer that knows how much was found in all."""

    @property
    def total(self) -> int: ...


Answer = TypeVar("Answer", bound=Counted)

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


def asked(query: str, ask: Callable[[str], Answer], *, typing: bool) -> tuple[str, Answer]:
    """What was asked in the end, and the answer: while one is `typing`, as a beginning where only that finds anything.

    Raises what `ask` raises for the query as it stands.
    """
    answer = ask(query)
    longer = as_prefix(query) if typing and not answer.total else None
    if longer is not None:
        try:
            wider = ask(longer)
        except QueryError:
            return query, answer
        if wider.total:
            return longer, wider
    return query, answer
