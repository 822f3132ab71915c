"""In which language a text is, by several places in it, so that a notice in another one at its start does not count.

English prose is known by its commonest words. Only what is not plainly English loads the model of py3langid: it takes
0.6 s and 100 MB, and an archive in English never pays them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from index.languages.codes import KNOWN, are_near
from index.model import Block, BlockKind
from index.text import word_table

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LIKELY = 0.6
"""Certainty from which on a language is named. Of pieces of 20 letters or more of the Universal Declaration of Human
Rights in 107 languages 3 in 1,000 that reach it are taken for another than their own, near ones counted as one; of
4,300 English headlines and as many news reports none is, and six in ten of the headlines reach it."""
SURE = 0.9
"""Certainty from which on a text says more than a file that states another language: of those pieces 4 in 10,000 are
wrong, all of them of one text in Swahili. A text in two languages does not reach it. Of 91 web pages four do that state
another, and there the page is wrong."""

_PLACES = 5
_PLACE = 200
"""Code points; in half of it the model is right as often, but the commonest words of English are too few."""
_LEAST_BYTES = 20
"""Of the letters in UTF-8, since a Chinese sign says as much as three letters. Below there is little more than a name,
and a name has the spelling of its own country: of 1,160 with 15 bytes or more in English news one in a hundred was
taken for another language, of 950 with 20 or more two in all."""
_LEFT_OUT = frozenset({BlockKind.TITLE, BlockKind.CHROME, BlockKind.CODE})

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = word_table(
    """
    a and are as at be been but by for from had has have he her his in is it not of on or said she that the their they
    this to was were which will with would you
    """
)
"""The commonest words of English prose, without those that make many words of another language (*an*, *i* …)."""
_ENGLISH_SHARE = 0.25
"""Of all words. 95 of 100 news reports have more; of 530 languages Scots alone does, the next has 0.19."""
_ENGLISH_EVERYWHERE = 0.1
"""Of the words of each place, so that half an article in another language is noticed."""
_ENGLISH_WORDS = 40
"""Words in all, below which shares say little."""

_NEAREST = 4
"""Languages that a place is divided between: as many as the largest family of near ones has."""
_MEANT = {"ary": "ar", "arz": "ar", "grc": "el", "uzs": "uz", "wuu": "zh", "yue": "zh"}
"""Languages of the model that are written like, or taken for, one with a code of two letters."""


def identify(text: str, blocks: Sequence[Block], *, doubting: bool = False) -> str | None:
    """The language of an article by its words, title and boilerplate left out: a code of two letters.

    None where it is too short or can't be told; with `doubting`, also where it is not sure. Of two languages in one
    article it is the one that fills more of it. Where the article has hardly a word, its title counts as well.
    """
    body = _body(text, blocks)
    places = _places(body)
    if _letters(places) < _LEAST_BYTES:
        places = [f"{_title(text, blocks)} {body}"]
        if _letters(places) < _LEAST_BYTES:
            return None
    if _is_plainly_english(places):
        return "en"
    language, certainty = _voted(places)
    return language if certainty >= (SURE if doubting else LIKELY) else None


def _body(text: str, blocks: Sequence[Block]) -> str:
    return " ".join(text[block.start : block.end] for block in blocks if block.kind not in _LEFT_OUT)


def _title(text: str, blocks: Sequence[Block]) -> str:
    return next((text[block.start : block.end] for block in blocks if block.kind is BlockKind.TITLE), "")


def _places(body: str) -> list[str]:
    """Up to five stretches at even distances, the first at the start and the last at the end."""
    count = min(_PLACES, len(body) // _PLACE)
    if count < 2:
        return [body]
    step = (len(body) - _PLACE) / (count - 1)
    return [body[int(number * step) : int(number * step) + _PLACE] for number in range(count)]


def _letters(places: Sequence[str]) -> int:
    """Bytes of the letters."""
    return sum(len("".join(filter(str.isalpha, place)).encode("utf-8", "replace")) for place in places)


def _is_plainly_english(places: Sequence[str]) -> bool:
    words = common = 0
    for place in places:
        here = _WORD.findall(place.lower())
        english = sum(map(_ENGLISH.__contains__, here))
        if english < _ENGLISH_EVERYWHERE * len(here):
            return False
        words += len(here)
        common += english
    return words >= _ENGLISH_WORDS and common >= _ENGLISH_SHARE * words


def _voted(places: Sequence[str]) -> tuple[str | None, float]:
    """The language that most of the places are in; each place is divided as the model is sure of its languages.

    The certainty is its share, from 0 to 1, with that of languages that are taken for it: of those that part a text
    between them the one with most counts. The language is None where the text is none (code, figures) or in one that
    has no code of two letters.
    """
    votes: Counter[str] = Counter()
    for place in places:
        for label, certainty in _model().rank(place)[:_NEAREST]:
            votes[_MEANT.get(label, label)] += certainty * len(place)
    shares = {one: sum(share for other, share in votes.items() if are_near(one, other)) for one in votes}
    best = max(votes, key=lambda one: (shares[one], votes[one], one))
    return best if best in KNOWN else None, shares[best] / sum(map(len, places))


@cache
def _model() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
