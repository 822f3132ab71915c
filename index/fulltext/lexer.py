"""Cuts a typed query into brackets, operators, fields, phrases and words, and refuses what can't be meant.

Operators count only in capitals and as words of their own; a minus counts only at the start, after white space or
after an opening bracket, so that `al-Serraj` stays a name.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import Enum, auto

from index.errors import QueryError

NAMED_FIELDS = (
    *("actor", "person", "org", "country", "place", "speaker", "quote"),
    *("lang", "tag", "note", "is", "id", "path"),
)
"""Fields that the library resolves, since analysis or the user decides what they hold."""

FIELDS = ("title", "text", "exact", "source", "author", "date", "same", *NAMED_FIELDS)

LENGTH_LIMIT = 2_000
"""Code points of a query: a paragraph pasted by mistake is refused, not searched."""
NEAR_DEFAULT = 8
NEAR_LIMIT = 1_000

OPENING = '"“„«'
"""Begins a phrase; which sign ends it, each says for itself."""
_CLOSING = {'"': '"', "“": '”“"', "„": '“”"', "«": '»"'}
_FIELD = re.compile(r"([^\W\d_]+):(?=(\S)?)")
_NEAR = re.compile(r"NEAR(?:/(.*))?")
_WITHIN = re.compile(r"~([0-9]*)")
_VALUE_BEGINS = re.compile(rf"[\w{OPENING}(<>.*-]")


class Kind(Enum):
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    NEAR = auto()
    FIELD = auto()
    PHRASE = auto()
    WORD = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the query; `text` is the field's name, the words between quotation marks, or the word."""

    kind: Kind
    start: int
    end: int
    text: str
    number: int | None = None
    """Distance of NEAR, or of a phrase with `~`; None for an exact phrase."""


def cut_query(typed: str) -> list[Token]:
    """The tokens of a query in order. Raises QueryError for what is too long, unclosed or unknown."""
    if len(typed) > LENGTH_LIMIT:
        said = f"the query has {len(typed):,} characters; {LENGTH_LIMIT:,} is the limit"
        raise QueryError(said, start=LENGTH_LIMIT, end=len(typed), remedy="Search for fewer words")
    tokens: list[Token] = []
    at = 0
    while at < len(typed):
        if typed[at].isspace():
            at += 1
        elif typed[at] in "()":
            tokens.append(Token(Kind.OPEN if typed[at] == "(" else Kind.CLOSE, at, at + 1, typed[at]))
            at += 1
        elif typed[at] in OPENING:
            tokens.append(_phrase(typed, at))
            at = tokens[-1].end
        elif _is_minus(typed, at):
            tokens.append(Token(Kind.NOT, at, at + 1, "-"))
            at += 1
        else:
            tokens += _field_or_word(typed, at)
            at = tokens[-1].end
    return tokens


def _is_minus(typed: str, at: int) -> bool:
    if typed[at] != "-" or at + 1 >= len(typed) or typed[at + 1].isspace() or typed[at + 1] in ")-":
        return False
    return at == 0 or typed[at - 1].isspace() or typed[at - 1] == "("


def _phrase(typed: str, at: int) -> Token:
    ends = [place for mark in _CLOSING[typed[at]] if (place := typed.find(mark, at + 1)) >= 0]
    if not ends:
        raise QueryError(
            "the quotation mark is not closed", start=at, end=len(typed), remedy='Put a " behind the phrase'
        )
    end = min(ends)
    words = typed[at + 1 : end]
    within = _WITHIN.match(typed, end + 1)
    if within is None:
        return Token(Kind.PHRASE, at, end + 1, words)
    number = _distance(within[1], end + 1, within.end()) if within[1] else NEAR_DEFAULT
    return Token(Kind.PHRASE, at, within.end(), words, number)


def _distance(digits: str, start: int, end: int) -> int:
    if digits.isascii() and digits.isdecimal() and len(digits) < 6 and 1 <= int(digits) <= NEAR_LIMIT:
        return int(digits)
    said = f"“{digits}” is not a distance in words"
    raise QueryError(said, start=start, end=end, remedy=f"Write a number from 1 to {NEAR_LIMIT:,}, as in a NEAR/8 b")


def _field_or_word(typed: str, at: int) -> list[Token]:
    field = _FIELD.match(typed, at)
    if field is None or not _is_field(field):
        return [_word(typed, at)]
    name, start, end = field[1].casefold(), at, field.end()
    if name not in FIELDS:
        raise _unknown_field(typed, name, start, end)
    tokens = [Token(Kind.FIELD, start, end, name)]
    if typed[end] == ")":
        raise QueryError(f"nothing stands behind {name}:", start=start, end=end, remedy=f"Write {name}:word")
    if typed[end] in OPENING:
        tokens.append(_phrase(typed, end))
    elif typed[end] != "(":
        tokens.append(Token(Kind.WORD, end, _word_end(typed, end), typed[end : _word_end(typed, end)]))
    return tokens


def _is_field(field: re.Match[str]) -> bool:
    """A colon before white space, as in a headline, and one before // or the like, as in an address, is no field's."""
    following = field[2]
    if following is None:
        return False
    if field[1].casefold() in FIELDS:
        return True
    return _VALUE_BEGINS.match(following) is not None


def _unknown_field(typed: str, name: str, start: int, end: int) -> QueryError:
    near = difflib.get_close_matches(name, FIELDS, n=1)
    whole = typed[start : _word_end(typed, start)]
    quoted = f'"{whole}" in quotation marks searches the words'
    remedy = f"Did you mean {near[0]}:? {quoted}" if near else f"{quoted}; fields are {', '.join(FIELDS)}"
    return QueryError(f"there is no field “{name}”", start=start, end=end, remedy=remedy)


def _word_end(typed: str, at: int) -> int:
    end = at
    while end < len(typed) and not typed[end].isspace() and typed[end] not in "()" and typed[end] not in OPENING:
        end += 1
    return max(end, at + 1)


def _word(typed: str, at: int) -> Token:
    end = _word_end(typed, at)
    written = typed[at:end]
    kind = {"AND": Kind.AND, "OR": Kind.OR, "NOT": Kind.NOT}.get(written)
    if kind is not None:
        return Token(kind, at, end, written)
    near = _NEAR.fullmatch(written)
    if near is None:
        return Token(Kind.WORD, at, end, written)
    distance = NEAR_DEFAULT if near[1] is None else _distance(near[1], at, end)
    return Token(Kind.NEAR, at, end, written, distance)
