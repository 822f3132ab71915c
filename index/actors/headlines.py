"""Names where capitals say nothing: headlines In Title Case and lines IN CAPITALS.

There a word is a name only where a table has it, or the running text of the same article, or no dictionary.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from index.actors.cues import word_set
from index.actors.phrases import pieces_of
from index.actors.pieces import Piece, Sort, Unit
from index.actors.sorts import sort_of
from index.actors.tables import tables
from index.actors.tokens import chains
from index.actors.units import units
from index.actors.votes import is_written_small
from index.model import NameKind


class Letters(Enum):
    """How a line is set."""

    RUNNING = "running"
    TITLE = "title"
    CAPITALS = "capitals"


_LONGEST_HEADLINE = 300
"""Characters; a longer line in capitals is looked at all the same, one in title case is no headline."""


_LONGEST_KNOWN = 5
"""Words of a known name that is looked for in capitals."""
_MORE_OFTEN_WORDS = word_set(
    """us who it is un pa pp ps time people fortune focus house sky target orange visa gap sun house fed"""
)
"""Known names that in capitals are more often words."""


@cache
def _capital_words() -> re.Pattern[str]:
    return re.compile(r"(?<!<)[^\W_](?:[^\W_]|[-.'&](?=[^\W_])){0,40}(?:(?<=\.[A-Z])\.)?")


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
        run: list[Unit] = []
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


def _run(run: list[Unit], text: str) -> list[Piece]:
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
    seen = {piece.text.lower(): piece.kind for piece in body}
    known = tables()
    words = [(match.start(), match.end()) for match in _capital_words().finditer(text, start, end)]
    found: list[Piece] = []
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST_KNOWN, len(words) - at), 0, -1):
            first, last = words[at][0], words[at + size - 1][1]
            form = text[first:last].lower()
            kind = seen.get(form) or known.kinds.get(known.folded.get(form, ""))
            if kind is not None and (size > 1 or form not in _MORE_OFTEN_WORDS):
                found.append(Piece(first, last, text[first:last], kind, True, False))
                at += size
                break
        else:
            at = _unlisted(text, words, at, found)
    return found


def _unlisted(text: str, words: list[tuple[int, int]], at: int, found: list[Piece]) -> int:
    """A word in capitals that no table has: a person's after a given name, else a name if no dictionary has it."""
    first, last = words[at]
    form = text[first:last]
    named = form.capitalize() in tables().given and at + 1 < len(words) and text[last : words[at + 1][0]] == " "
    if named and _is_no_word(text[slice(*words[at + 1])]):
        found.append(
            Piece(first, words[at + 1][1], text[first : words[at + 1][1]], NameKind.PERSON, True, False, words=2)
        )
        return at + 2
    if len(form) > 3 and _is_no_word(form) and form.isupper() and not is_written_small(form, text):
        found.append(Piece(first, last, form, NameKind.PERSON, False, False))
    return at + 1


def _is_no_word(form: str) -> bool:
    word = form.lower()
    if not form.replace("-", "").replace("'", "").isalpha():
        return False
    title = form.capitalize()
    stems = (word, word.removesuffix("s"), word.removesuffix("'s"), word.removesuffix("es"), word.removesuffix("ed"))
    if any(stem in tables().words for stem in stems) or sort_of(title)[0] not in (Sort.UNKNOWN, Sort.GIVEN):
        return False
    if len(word) > 7 and any(
        word[:cut] in tables().words and word[cut:] in tables().words for cut in range(4, len(word) - 3)
    ):
        return False
    return "-" not in word or any(part not in tables().words for part in word.split("-"))
