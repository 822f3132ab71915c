"""The values that the finding of names works on, from word to phrase; they live while one text is read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

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
    given: bool = False
    """It is a given name, whatever else it is."""
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
    seen: NameKind | None = None
    """What a trained pipeline took just these words for."""


ORDINARY = (
    Sort.WORD,
    Sort.PORTFOLIO,
    Sort.HEAD,
    Sort.PLACE_HEAD,
    Sort.EVENT_HEAD,
    Sort.DIRECTION,
    Sort.INSTRUMENT,
    Sort.TITLE,
)
"""The sorts of words that have a small letter elsewhere."""
