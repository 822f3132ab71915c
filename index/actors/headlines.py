"""Names where capitals say nothing: headlines In Title Case and lines IN CAPITALS.

There a word is a name only where a table has it, or the running text of the same article, or no dictionary.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from index.actors.phrases import pieces_of
from index.actors.pieces import Piece, Sort, units
from index.actors.tables import tables
from index.actors.tokens import chains
from index.model import NameKind


class Letters(Enum):
    """How a line is set."""

    RUNNING = "running"
    TITLE = "title"
    CAPITALS = "capitals"


_LONGEST_HEADLINE = 300
"""Characters; a longer line in capitals is looked at all the same, one in title case is no headline."""


@cache
def _long_words() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]{4,40}")


def letters_of(text: str, start: int, end: int) -> Letters:
    """How a line is set, by its words of four letters or more."""
    words = _long_words().findall(text, start, min(end, start + _LONGEST_HEADLINE))
    if len(words) < 3:
        return Letters.RUNNING
    if sum(word.isupper() for word in words) > 0.7 * len(words):
        return Letters.CAPITALS
    if end - start > _LONGEST_HEADLINE or text.endswith((".", ".”", '."'), start, end):
        return Letters.RUNNING
    ordinary = tables().words
    plain = [word for word in words if word.lower() in ordinary]
    if len(plain) >= 3 and sum(word[0].isupper() for word in plain) > 0.7 * len(plain):
        return Letters.TITLE
    return Letters.RUNNING


def in_headline(text: str, start: int, end: int, letters: Letters, body: list[Piece]) -> list[Piece]:
    """The names of a headline, given those of the running text."""
    if letters is Letters.CAPITALS:
        return _in_capitals(text, start, end, body)
    return _in_title_case(text, start, end, body)


def _in_title_case(text: str, start: int, end: int, body: list[Piece]) -> list[Piece]:
    seen = {piece.text: piece.kind for piece in body}
    longest = max((len(form.split()) for form in seen), default=1)
    found: list[Piece] = []
    for chain in chains(text, start, end):
        run: list = []
        at = 0
        parts = units(chain, text)
        while at < len(parts):
            match = None
            for size in range(min(longest, len(parts) - at), 0, -1):
                form = text[parts[at].start : parts[at + size - 1].end]
                if form in seen:
                    match = (size, seen[form], form)
                    break
            unit = parts[at]
            if match:
                found.extend(_run(run, text))
                run = []
                size, kind, form = match
                found.append(Piece(unit.start, parts[at + size - 1].end, form, kind, True, False))
                at += size
                continue
            if unit.sort in (Sort.WORD, Sort.STOP, Sort.PORTFOLIO, Sort.TITLE, Sort.INSTRUMENT, Sort.DIGITS):
                found.extend(_run(run, text))
                run = []
            else:
                run.append(unit)
                if unit.broken:
                    found.extend(_run(run, text))
                    run = []
            at += 1
        found.extend(_run(run, text))
    return found


def _run(run: list, text: str) -> list[Piece]:
    if not run:
        return []
    run[0].join = ""
    kept = []
    for piece in pieces_of(run, text, False):
        if piece.weak:
            continue
        if piece.kind is None:
            piece.kind = NameKind.PERSON if piece.words == 1 else NameKind.ORGANISATION
        kept.append(piece)
    return kept


def _in_capitals(text: str, start: int, end: int, body: list[Piece]) -> list[Piece]:
    return []
