"""What the tables and cues say of a single capitalised word."""

from __future__ import annotations

from functools import cache, lru_cache

from index.actors import cues
from index.actors.pieces import Sort
from index.actors.tables import tables
from index.model import NameKind

_KOREAN = ("won", "sun", "young", "moon", "song", "sung")
"""English words that Korean given names begin with: "Won-soon"."""
_LONGEST_ACRONYM = 7
"""Capitals; a longer word in capitals is a shouted one."""


@cache
def _cue_sorts() -> dict[str, Sort]:
    """Cue word → sort; a word of several lists has the last one's."""
    return {
        **dict.fromkeys(cues.PORTFOLIOS, Sort.PORTFOLIO),
        **dict.fromkeys(cues.PLACE_HEADS, Sort.PLACE_HEAD),
        **dict.fromkeys(cues.ORGANISATION_HEADS, Sort.HEAD),
        **dict.fromkeys(cues.EVENT_HEADS, Sort.EVENT_HEAD),
        **dict.fromkeys(cues.INSTRUMENTS, Sort.INSTRUMENT),
        **dict.fromkeys(cues.COMPANY_SUFFIXES, Sort.SUFFIX),
        **dict.fromkeys(cues.DIRECTIONS, Sort.DIRECTION),
        **dict.fromkeys(cues.PLACE_PREFIXES, Sort.PLACE_PREFIX),
        **dict.fromkeys(cues.TITLES, Sort.TITLE),
        **dict.fromkeys(cues.STOPS, Sort.STOP),
        **dict.fromkeys(cues.MONTHS_THAT_ARE_NAMES, Sort.MONTH),
    }


@lru_cache(maxsize=65536)
def sort_of(word: str) -> tuple[Sort, NameKind | None]:
    """The class of a single word, and its kind where the tables have it."""
    if word in cues.HONORIFIC_SUFFIXES:
        return Sort.HONORIFIC, None
    kind = _known_kind(word)
    if kind is not None:
        cue = _cue_sorts().get(word)
        return cue if cue in (Sort.HEAD, Sort.PLACE_HEAD, Sort.EVENT_HEAD) else Sort.KNOWN, kind
    if _is_contraction(word) or _is_party_and_state(word):
        return Sort.STOP, None
    return _cue_sorts().get(word) or (Sort.GIVEN if word in tables().given else _by_shape(word)), None


def _known_kind(word: str) -> NameKind | None:
    known = tables()
    kind = known.kinds.get(word)
    if kind is None and len(word) > 3 and word.isupper():
        return known.kinds.get(known.folded.get(word.lower(), ""))
    return kind


def _is_party_and_state(word: str) -> bool:
    """ "D-Calif", "R-NY"."""
    return word[1:2] == "-" and word[0] in "DRI" and len(word) < 8


def _is_contraction(word: str) -> bool:
    """ "I'm", "That's", "Don't"."""
    head, quote, tail = word.partition("'")
    if not quote or tail == "t":
        return bool(quote)
    ordinary = head == "I" or head in cues.STOPS or head.lower() in tables().words
    return ordinary and tail in ("m", "d", "ve", "ll", "re", "s")


def _by_shape(word: str) -> Sort:
    if len(word.rstrip(".")) == 1 or (len(word) == 4 and word[1] == word[3] == "."):
        return Sort.INITIAL
    if any(char.isdigit() for char in word):
        return Sort.DIGITS
    if word.lower() in cues.PARTICLES:
        return Sort.UNKNOWN
    if len(word) > 1 and word.replace(".", "").isupper():
        return _in_capitals(word)
    ordinary = word.lower() in tables().words or (len(word) > 6 and word.endswith(cues.ENDINGS_OF_WORDS))
    return Sort.WORD if ordinary or _is_compound(word) else Sort.UNKNOWN


def _is_compound(word: str) -> bool:
    """ "Decades-old", "Stronger-than-expected"; not "Ki-moon" and "Jae-in"."""
    first, _, rest = word.lower().partition("-")
    words = tables().words
    if not rest or not word[1:].islower() or first in _KOREAN:
        return False
    return first.capitalize() in cues.STOPS or any(
        first.removesuffix(ending) in words for ending in ("", "s", "r", "er", "d", "ed")
    )


def _in_capitals(word: str) -> Sort:
    if word.lower() in tables().words or word.capitalize() in cues.STOPS:
        return Sort.WORD
    if word.capitalize() in cues.PLACE_PREFIXES:
        return Sort.PLACE_PREFIX
    if len(word) > 2 and word.capitalize() in tables().given:
        return Sort.GIVEN
    return Sort.ACRONYM if len(word.replace(".", "")) <= _LONGEST_ACRONYM or "&" in word else Sort.UNKNOWN
