"""What one typed word, phrase or field value becomes."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from index.errors import QueryError
from index.fulltext import analyzer
from index.fulltext.dates import parse_dates
from index.fulltext.lexer import Kind, Token
from index.fulltext.query import Area, Dates, Fuzzy, Named, Pattern, Sequence, Single, Word
from index.signs import APOSTROPHES

IS_VALUES = ("unread", "read", "starred", "noted", "tagged")

_FUZZY = re.compile(r"(.*\w)~([0-9]*)", re.DOTALL)
_STARRED = re.compile(rf"[\w*{APOSTROPHES}.,\u0300-\u036f\u00ad\u200c\u200d]+")
OPERATORS = ("AND", "OR", "NOT", "NEAR")


@dataclass(frozen=True, slots=True)
class Common:
    """A stop word: left out, unless NEAR stands beside it."""

    start: int
    end: int
    word: Word


@dataclass(frozen=True, slots=True)
class Nothing:
    """What holds no word: punctuation, or stop words that were left out."""

    start: int
    end: int


def date_leaf(token: Token) -> Dates:
    start, end = (token.start, token.end) if token.kind is Kind.WORD else (token.start + 1, token.end - 1)
    return parse_dates(token.text, start, end)


def named_leaf(token: Token, field: str) -> Named:
    words = token.text.strip()
    if not words:
        said = f"nothing stands behind {field}:"
        raise QueryError(said, start=token.start, end=token.end, remedy=f"Write {field}:word")
    if field == "is":
        words = words.casefold()
        if words not in IS_VALUES:
            near = difflib.get_close_matches(words, IS_VALUES, n=1)
            listed = f"is: knows {', '.join(IS_VALUES)}"
            remedy = f"Did you mean is:{near[0]}? {listed}" if near else listed
            raise QueryError(f"is:{words} is not known", start=token.start, end=token.end, remedy=remedy)
    return Named(token.start, token.end, field, words)


def phrase_leaf(token: Token, field: str) -> Word | Sequence:
    """Words in quotation marks: every one of them, as written."""
    area = _area(field)
    singles = [
        Word(token.start + 1 + start, token.start + 1 + end, area, token.text[start:end], _form(word.exact, area), None)
        for start, end, word in analyzer.words(token.text)
    ]
    if not singles:
        said = "there is no word between the quotation marks"
        raise QueryError(said, start=token.start, end=token.end, remedy="Write a word there, or take them out")
    if len(singles) == 1:
        return singles[0]
    return Sequence(token.start, token.end, area, token.text.strip(), tuple(singles), within=token.number)


def word_leaf(token: Token, field: str, *, loud: bool) -> Single | Sequence | Common | Nothing:
    """A typed word. Hyphens and the like inside it make it several, side by side."""
    area = _area(field)
    fuzzy = _FUZZY.fullmatch(token.text)
    written = fuzzy[1] if fuzzy else token.text
    if "*" in written and fuzzy is None:
        singles = _with_stars(token, area)
    else:
        singles = [
            Word(token.start + start, token.start + end, area, written[start:end], _form(word.exact, area), None)
            for start, end, word in analyzer.words(written)
        ]
    if not singles:
        return Nothing(token.start, token.end)
    if fuzzy:
        singles[-1] = _fuzzy(singles[-1], fuzzy[2], token)
    if len(singles) > 1:
        return Sequence(token.start, token.end, area, token.text, tuple(singles), joined=True)
    only = singles[0]
    if not isinstance(only, Word) or field == "exact" or area in (Area.SOURCE, Area.AUTHOR):
        return only
    return _stemmed(only, loud=loud)


def _stemmed(word: Word, *, loud: bool) -> Word | Common:
    (_, _, analysed) = next(analyzer.words(word.written))
    plain = analysed.stem if loud or word.written in OPERATORS else analysed.capitals
    if plain is None:
        return Common(word.start, word.end, word)
    abbreviation = word.exact in analyzer.STOP_WORDS
    return Word(word.start, word.end, word.area, word.written, word.exact, plain, abbreviation)


def _fuzzy(single: Single, digits: str, token: Token) -> Fuzzy:
    edits = int(digits) if digits in ("1", "2") else 1
    if digits not in ("", "1", "2") or not isinstance(single, Word):
        said = "a word can be searched with one or two letters wrong"
        raise QueryError(
            said, start=token.start, end=token.end, remedy=f"Write {single.written}~ or {single.written}~2"
        )
    return Fuzzy(single.start, token.end, single.area, single.written, single.exact, edits)


def _with_stars(token: Token, area: Area) -> list[Single]:
    singles: list[Single] = []
    for part in _STARRED.finditer(token.text):
        start = token.start + part.start()
        if "*" not in part[0]:
            singles += [
                Word(start + left, start + right, area, part[0][left:right], _form(word.exact, area), None)
                for left, right, word in analyzer.words(part[0])
            ]
            continue
        pieces = tuple(_piece(piece, area) for piece in re.split(r"\*+", part[0].strip(f"{APOSTROPHES}.,")))
        if not pieces[0]:
            said = "a word can't begin with *"
            raise QueryError(said, start=token.start, end=token.end, remedy="Write at least its first letter before *")
        singles.append(Pattern(start, start + len(part[0]), area, part[0], pieces))
    return singles


def _piece(written: str, area: Area) -> str:
    return _form(analyzer.normal_form(written).replace(",", ""), area)


def _form(exact: str, area: Area) -> str:
    """Sources and authors are compared without diacritics."""
    return analyzer.without_marks(exact) if area in (Area.SOURCE, Area.AUTHOR) else exact


def _area(field: str) -> Area:
    return {"title": Area.TITLE, "source": Area.SOURCE, "author": Area.AUTHOR}.get(field, Area.TEXT)
