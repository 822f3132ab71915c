"""The words of a chain as units, each with what the tables and cues say of it.

A unit is a known name of one word or more, or a single word with its class. Possessives and tails such as "-led" are
cut off here, and end a name wherever they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from index.actors import cues
from index.actors.tables import tables
from index.actors.tokens import Token
from index.model import NameKind


class Sort(IntEnum):
    """What a unit can be."""

    UNKNOWN = 0
    """A capitalised word that nothing is known of."""
    STOP = 1
    TITLE = 2
    PORTFOLIO = 3
    HEAD = 4
    """The head word of an organisation."""
    SUFFIX = 5
    """Inc., Ltd. and their like."""
    PLACE_HEAD = 6
    EVENT_HEAD = 7
    KNOWN = 8
    """In the tables of names."""
    GIVEN = 9
    INITIAL = 10
    ACRONYM = 11
    WORD = 12
    """An ordinary word that happens to have a capital."""
    DIGITS = 13
    DIRECTION = 14
    INSTRUMENT = 15
    PLACE_PREFIX = 16
    HONORIFIC = 17
    MONTH = 18
    """April, August, May: a month, unless a name stands around it."""


@dataclass(slots=True)
class Unit:
    """One word, or one known name, of a chain."""

    start: int
    end: int
    text: str
    sort: Sort
    join: str
    kind: NameKind | None = None
    """Of a known name."""
    broken: bool = False
    """A possessive or a compound ends here: nothing can follow within one name."""


@dataclass(slots=True)
class Piece:
    """A stretch that may be a name, before the whole article has been heard."""

    start: int
    end: int
    text: str
    kind: NameKind | None
    sure: bool
    """The kind is told by a table, a title or a head word, and not only guessed from the shape."""
    opens: bool
    """It opens a sentence or a quotation, where any word may have its capital."""
    weak: bool = False
    """It is made of ordinary words, and needs a second witness."""
    titled: bool = False
    words: int = 1


_LIGHT = {
    **dict.fromkeys(cues.PLACE_HEADS, Sort.PLACE_HEAD),
    **dict.fromkeys(cues.ORGANISATION_HEADS, Sort.HEAD),
    **dict.fromkeys(cues.EVENT_HEADS, Sort.EVENT_HEAD),
    **dict.fromkeys(cues.INSTRUMENTS, Sort.INSTRUMENT),
    **dict.fromkeys(cues.COMPANY_SUFFIXES, Sort.SUFFIX),
    **dict.fromkeys(cues.DIRECTIONS, Sort.DIRECTION),
    **dict.fromkeys(cues.PLACE_PREFIXES, Sort.PLACE_PREFIX),
}


@lru_cache(maxsize=65536)
def sort_of(word: str) -> tuple[Sort, NameKind | None]:
    """The class of a single word, and its kind where the tables have it."""
    known = tables()
    if word in cues.HONORIFIC_SUFFIXES:
        return Sort.HONORIFIC, None
    kind = known.kinds.get(word)
    if kind is None and len(word) > 3 and word.isupper():
        kind = known.kinds.get(known.folded.get(word.lower(), ""))
    if kind is not None:
        return Sort.KNOWN, kind
    if word[1:2] == "-" and word[0] in "DRI" and len(word) < 8:
        return Sort.STOP, None
    if "'" in word and _is_contraction(word):
        return Sort.STOP, None
    if word in cues.MONTHS_THAT_ARE_NAMES:
        return Sort.MONTH, None
    if word in cues.STOPS:
        return Sort.STOP, None
    if word in cues.TITLES:
        return Sort.TITLE, None
    light = _LIGHT.get(word)
    if light is not None:
        return light, None
    if word in cues.PORTFOLIOS:
        return Sort.PORTFOLIO, None
    if word in known.given:
        return Sort.GIVEN, None
    return _by_shape(word), None


def _is_contraction(word: str) -> bool:
    """ "I'm", "That's", "Don't"."""
    head, _, tail = word.partition("'")
    if tail == "t":
        return True
    return tail in ("m", "d", "ve", "ll", "re", "s") and (
        head in cues.STOPS or head.lower() in tables().words or head == "I"
    )


def _by_shape(word: str) -> Sort:
    if len(word) == 1 or (len(word) == 2 and word[1] == "."):
        return Sort.INITIAL
    if any(char.isdigit() for char in word):
        return Sort.DIGITS
    bare = word.replace(".", "")
    if word.lower() in cues.PARTICLES:
        return Sort.UNKNOWN
    if bare.isupper() and len(bare) > 1:
        if len(word) == 4 and word[1] == word[3] == ".":
            return Sort.INITIAL
        if word.lower() in tables().words or word.capitalize() in cues.STOPS:
            return Sort.WORD
        if len(word) > 2 and word.capitalize() in tables().given:
            return Sort.GIVEN
        return Sort.ACRONYM if len(bare) <= 7 or "&" in bare else Sort.UNKNOWN
    if word.lower() in tables().words or (len(word) > 6 and word.endswith(cues.ENDINGS_OF_WORDS)):
        return Sort.WORD
    return Sort.UNKNOWN


def _cut(word: str) -> tuple[str, int]:
    """The word without possessive and tail, and how many characters fell off."""
    if word.endswith("'s"):
        return word[:-2], 2
    if "-" in word[1:]:
        head, _, tail = word.rpartition("-")
        if tail.endswith("'s"):
            tail = tail[:-2]
        if tail in cues.HYPHEN_TAILS or (
            _is_tail(tail) and (head in tables().kinds or head.replace(".", "").isupper())
        ):
            kept, more = _cut(head)
            return kept, len(word) - len(head) + more
    return word, 0


def _is_tail(tail: str) -> bool:
    return tail.islower() and (tail in tables().words or tail.endswith(("ed", "ing")))


def units(chain: list[Token], text: str) -> list[Unit]:
    """The units of a chain; `text` is the whole text with straight apostrophes, of the same length."""
    found: list[Unit] = []
    at = 0
    loud = _loud(chain) if len(chain) > 1 else frozenset()
    while at < len(chain):
        token = chain[at]
        if at in loud:
            found.append(Unit(token.start, token.end, token.text, Sort.STOP, token.join))
            at += 1
            continue
        known = _longest_known(chain, at, text)
        if known is not None:
            unit, at = known
            found.append(unit)
            continue
        at += 1
        word, cut = _cut(token.text)
        end = token.end - cut
        if "-" in word and word not in tables().kinds:
            pair = _pair_of_peoples(token, word, end)
            if pair:
                found.extend(pair)
                found[-1].broken = cut > 0
                continue
        sort, kind = sort_of(word)
        if not cut and token.text.endswith("s") and sort is Sort.UNKNOWN and text[token.end : token.end + 2] == "' ":
            found.append(Unit(token.start, end, word, sort, token.join, kind, True))
            continue
        found.append(Unit(token.start, end, word, sort, token.join, kind, cut > 0))
    return found


def _loud(chain: list[Token]) -> frozenset[int]:
    """The ordinary words in a stretch of capitals, as in a heading run into its paragraph: "ALL EYES ON ITALY One"."""
    capitals = [token.text.isupper() and len(token.text) > 1 for token in chain]
    if sum(capitals) < 2:
        return frozenset()
    words = tables().words
    return frozenset(
        at
        for at, token in enumerate(chain)
        if capitals[at]
        and (token.text.lower() in words or token.text.capitalize() in cues.STOPS)
        and ((at and capitals[at - 1]) or (at + 1 < len(chain) and capitals[at + 1]))
    )


def _longest_known(chain: list[Token], at: int, text: str) -> tuple[Unit, int] | None:
    """The longest known name of several words that begins with this token, and the token after it."""
    token = chain[at]
    grouped = tables().by_first_word
    first = token.text
    forms = grouped.get(first)
    if forms is None:
        cut = next((place for place, char in enumerate(first) if not (char.isalnum() or char == "_")), 0)
        forms = grouped.get(first[:cut]) if cut else None
        if forms is None:
            return None
    for form in forms:
        end = token.start + len(form)
        if form.endswith("'s") and token.join == " " and chain[at - 1].text in tables().given:
            continue
        if not text.startswith(form, token.start) or (end < len(text) and (text[end].isalnum() or text[end] == "_")):
            continue
        after = at
        while after < len(chain) and chain[after].start < end:
            after += 1
        last = chain[after - 1]
        rest = last.text[len(last.text) - (last.end - end) :] if last.end > end else ""
        if rest.startswith("-") and rest[1:] and not _cut("X" + rest)[1]:
            continue
        if rest and rest != "'s" and not rest.startswith("-"):
            continue
        start = token.start
        if form.startswith("The ") and form != "The Hague":
            start += 4
            form = form[4:]
        return Unit(
            start,
            end,
            form,
            Sort.KNOWN,
            token.join,
            tables().kinds.get(form) or tables().kinds["The " + form],
            bool(rest),
        ), after
    return None


def _pair_of_peoples(token: Token, word: str, end: int) -> list[Unit] | None:
    """ "Israeli-Palestinian" is two nationalities and "US-Turkish" two names; "Franco-German" is one."""
    left, _, right = word.rpartition("-")
    kinds = tables().kinds
    right_kind = kinds.get(right)
    if right_kind is None:
        return None
    if (
        left in cues.PREFIXES_OF_PEOPLES
        and kinds.get(left) is not NameKind.COUNTRY
        and right_kind is NameKind.NATIONALITY
    ):
        if left not in ("Israeli", "US", "UK"):
            return [Unit(token.start, end, word, Sort.KNOWN, token.join, NameKind.NATIONALITY)]
    left_kind = kinds.get(left)
    if left_kind is None:
        if left.lower() in (
            "pro",
            "anti",
            "non",
            "ex",
            "then",
            "mid",
            "pan",
            "neo",
            "post",
            "pre",
            "trans",
            "cross",
            "sub",
        ):
            return [Unit(end - len(right), end, right, Sort.KNOWN, token.join, right_kind)]
        return None
    middle = token.start + len(left)
    return [
        Unit(token.start, middle, left, Sort.KNOWN, token.join, left_kind, True),
        Unit(end - len(right), end, right, Sort.KNOWN, "-", right_kind),
    ]
