"""Where a form that the user added stands: as whole words, as it is written, within one block of an article.

Words are those of the full text, so that the articles which may hold a form are the ones that a search for its words
finds. Only their texts are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.fulltext.analyzer import words
from index.located import Located
from index.signs import APOSTROPHES
from index.store import Store
from index.store.mentions import END, NAME, START, MentionArray

Holding = Callable[[str], Sequence[int] | None]
"""Keys of the articles in whose text all words of a form stand, and maybe of some more; None where any may be."""

_HYPHENS = "-‐‑"
_CLASSES = {sign: f"[{re.escape(alike)}]" for alike in (APOSTROPHES, _HYPHENS) for sign in alike}
_AROUND = " \"'“”„«»‘’()[]{}<>,;:.…?!–—-"
"""What may stand beside a name and is no part of it."""
_POSSESSIVE = re.compile(rf"(?<=[\w.])[{APOSTROPHES}][sS]$")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a form stands, whatever else is there."""

    key: int
    """Of the article."""
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    block: int
    """−1 in boilerplate."""
    under: tuple[int, ...]
    """Numbers of the names of the store that overlap it; −1 for one that is not resolved yet."""


def trimmed(form: str) -> str:
    """A form without what only stands around it: quotation marks, brackets, dashes, a possessive ’s, a full stop."""
    kept = _POSSESSIVE.sub("", form.strip(_AROUND))
    found = list(words(form))
    # The last full stop of U.S. belongs to it.
    return f"{kept}." if found and form[found[-1][0] : found[-1][1]].endswith(f"{kept[-1:]}.") else kept


def has_words(form: str) -> bool:
    """Whether there is anything in a form that could be looked for."""
    return bool(_terms(form))


def ranges(text: str, form: str) -> Iterator[tuple[int, int]]:
    """Where a form stands in a text as whole words, in order, never overlapping; case counts, blanks are alike."""
    wanted = _terms(form)
    if not wanted:
        return
    pattern, at = _pattern(form), 0
    while (match := pattern.search(text, at)) is not None:
        start, end = match.span()
        whole = _terms_within(text, start, end) == wanted
        if whole:
            yield start, end
        at = end if whole else start + 1


@lru_cache(maxsize=1024)
def _pattern(form: str) -> re.Pattern[str]:
    parts = ("".join(_CLASSES.get(sign, re.escape(sign)) for sign in part) for part in form.split())
    return re.compile(r"\s+".join(parts))


@lru_cache(maxsize=1024)
def _terms(form: str) -> tuple[str, ...]:
    return tuple(word.exact for _, _, word in words(form))


def _terms_within(text: str, start: int, end: int) -> tuple[str, ...] | None:
    """The words of a range; None where it begins or ends within one. No word of a text has a blank in it."""
    first, last = start, end
    while first and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and not text[last].isspace():
        last += 1
    found = [(at, to, word.exact) for at, to, word in words(text, first, last) if to > start and at < end]
    if any(at < start or to > end for at, to, _ in found):
        return None
    return tuple(exact for _, _, exact in found)


class Occurrences:
    """Those of any form in one state of the store; each form is looked for once."""

    def __init__(self, store: Store, holding: Holding) -> None:
        self._store = store
        self._holding = holding
        self._found: dict[tuple[str, int | None], tuple[Occurrence, ...]] = {}

    def of(self, form: str, key: int | None = None) -> tuple[Occurrence, ...]:
        """In all articles or in one, in no order of articles."""
        if (form, key) not in self._found:
            self._found[form, key] = tuple(self._look_for(form, key))
        return self._found[form, key]

    def _look_for(self, form: str, key: int | None) -> Iterator[Occurrence]:
        keys = [key] if key is not None else self._holding(form)
        places = {article: list(ranges(text, form)) for article, text in self._store.written(keys)}
        held = [article for article, found in places.items() if found]
        mentions = dict(self._store.mentions_of(held))
        for article, text, blocks in self._store.texts(held):
            located = Located(text, blocks)
            for start, end in places[article]:
                if located.is_in_one_block(start, end):
                    under = _overlapped(mentions.get(article), start, end)
                    yield Occurrence(article, start, end, *located.of(start, end), under)


def _overlapped(mentions: MentionArray | None, start: int, end: int) -> tuple[int, ...]:
    if mentions is None:
        return ()
    names = mentions[(mentions[:, START] < end) & (mentions[:, END] > start), NAME]
    return tuple(int(name) for name in names)
