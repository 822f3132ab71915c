"""Finds quoted words again in a text that has changed since.

As they are; else after NFKC, case, apostrophes and white space are made the same; else nearly. Of several places the
one wins whose surroundings are most like those of then, and of these the nearest to where the words stood.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from index.notebook.folding import folded
from index.text import clean

_LEAST_WORDS = 8
_LEAST_SHARED = 0.8
"""Words are found nearly when at least eight were quoted and four in five of them, and of what stands there now, are
the same in the same order: a corrected name or number keeps its note, another sentence does not get it. Of 10,704
sentences in 295 articles of Wikinews, at least eight pairs within one article are that alike, nearly all of them
questions of an interview that are asked again."""
_LOOKED_AT = 2000
"""Places of equal words that are compared by their surroundings; those nearest to the old one."""
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words, what stood around them, and where, in code points of the text of then."""

    words: str
    before: str = ""
    after: str = ""
    start: int = 0


def find_quote(text: str, quote: Quote, *, nearly: bool = True) -> tuple[int, int] | None:
    """The half-open range of the words in the text, in code points; None where they are gone."""
    same = _best(text, quote)
    if same is not None:
        return same, same + len(quote.words)
    found = _find_folded(text, quote)
    return found if found is not None or not nearly else _find_nearly(text, quote)


def occurrences(text: str, words: str) -> list[int]:
    """Every place at which the words begin, in order; they may overlap."""
    found: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _best(text: str, quote: Quote) -> int | None:
    places = sorted(occurrences(text, quote.words), key=lambda at: abs(at - quote.start))[:_LOOKED_AT]

    def likeness(at: int) -> int:
        end = at + len(quote.words)
        return _shared_end(text[max(0, at - len(quote.before)) : at], quote.before) + _shared_start(
            text[end : end + len(quote.after)], quote.after
        )

    return max(places, key=lambda at: (likeness(at), -abs(at - quote.start)), default=None)


def _shared_start(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _shared_end(one: str, other: str) -> int:
    return _shared_start(one[::-1], other[::-1])


# ---- after folding


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is compared; white space is one blank, and what nobody sees is gone."""

    text: str
    starts: Sequence[int]
    """For each character the code point at which that begins of which it was made."""
    ends: Sequence[int]

    def range(self, start: int, end: int) -> tuple[int, int] | None:
        """The range of the text as it was; None where it would begin or end inside a character."""
        begins = start == 0 or self.starts[start - 1] != self.starts[start]
        stops = end == len(self.text) or self.starts[end - 1] != self.starts[end]
        return (self.starts[start], self.ends[end - 1]) if begins and stops else None


@functools.lru_cache(maxsize=4)
def fold_with_places(text: str) -> Folded:
    """The folded text with the way back."""
    said: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _characters(text):
        letter = text[start:end]
        piece = " " if letter.isspace() else folded(clean(letter))
        if piece.isspace() and (not said or said[-1] == " "):
            if ends:
                ends[-1] = end
            continue
        for one in piece:
            said.append(one)
            starts.append(start)
            ends.append(end)
    return Folded("".join(said), starts, ends)


def _characters(text: str) -> Iterable[tuple[int, int]]:
    """Ranges of letters with the marks that combine with them."""
    start = 0
    for at in range(1, len(text)):
        if not unicodedata.combining(text[at]):
            yield start, at
            start = at
    if text:
        yield start, len(text)


def _find_folded(text: str, quote: Quote) -> tuple[int, int] | None:
    words = fold_with_places(quote.words).text.strip()
    if not words:
        return None
    before, after = fold_with_places(quote.before).text, fold_with_places(quote.after).text
    there = fold_with_places(text)
    near = next((at for at, start in enumerate(there.starts) if start >= quote.start), len(there.text))
    found = _best(there.text, Quote(words, before, after, near))
    places = [] if found is None else [found, *occurrences(there.text, words)]
    ranges = (there.range(at, at + len(words)) for at in places)
    return next((one for one in ranges if one is not None), None)


# ---- nearly


def _find_nearly(text: str, quote: Quote) -> tuple[int, int] | None:
    wanted = [folded(word) for word in _TOKEN.findall(quote.words)]
    if len(wanted) < _LEAST_WORDS:
        return None
    tokens = [(folded(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    slack = len(wanted) // 4 + 1
    begin = _likeliest(wanted, [token[0] for token in tokens], slack)
    if begin is None:
        return None
    first = max(0, begin - slack)
    window = tokens[first : begin + len(wanted) + slack]
    blocks = SequenceMatcher(None, wanted, [token[0] for token in window], autojunk=False).get_matching_blocks()[:-1]
    if not blocks:
        return None
    start, end = blocks[0].b, blocks[-1].b + blocks[-1].size
    shared = sum(block.size for block in blocks)
    if shared < _LEAST_SHARED * max(len(wanted), end - start):
        return None
    return window[start][1], window[end - 1][2]


def _likeliest(wanted: Sequence[str], tokens: Sequence[str], slack: int) -> int | None:
    """At which token the wanted words would begin if most of them stand there in order."""
    positions: dict[str, list[int]] = {}
    for at, word in enumerate(wanted):
        positions.setdefault(word, []).append(at)
    votes = Counter(at - number for at, word in enumerate(tokens) for number in positions.get(word, ()))
    if not votes:
        return None
    around = {
        begin: sum(votes[begin + shift] for shift in range(-slack, slack + 1)) for begin, _ in votes.most_common(20)
    }
    return max(around, key=lambda begin: (around[begin], votes[begin], -begin))
