"""Words of a text: where they stand, their normal form, their stem.

The text is never changed: each word is brought to its normal form by itself (NFKC, case folding, ’ → '), so a word's
range is a range of the text. Everything that compares words, in the index, in queries and in matches, does it here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from index.signs import APOSTROPHES, BARE

ANALYZER_VERSION = 1
"""Rises whenever a text would give other words; an index of another version is made anew."""

_COMMON = (
    "a an and are as at be but by for from had has have he her his if in into is it its nor not of on or our s she so"
    " than that the their them then there these they this those to too us was we were which who with you your"
)
STOP_WORDS = frozenset(_COMMON.split())
"""Words that almost every English article holds. Words that are also names or months (may, will) are not among them."""

TERM_LIMIT = 64
"""Code points of a term; what is beyond does not tell words apart. The longest word of stories-dev has 53."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
    "\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3e-\u0c4d\u0e31"
    "\u0e34-\u0e3a\u0e47-\u0e4e\u3099\u309a"
)
_JOINERS = "\u00ad\u200c\u200d"
"""Soft hyphen and the (non-)joiners of Persian and Indic scripts: inside a word, and no part of its normal form."""

_CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)

CHUNK = re.compile(
    rf"\w[\w{_MARKS}{_JOINERS}]*+(?:(?:\.[{APOSTROPHES}]|[{APOSTROPHES}.,])\w[\w{_MARKS}{_JOINERS}]*+)*+"
)
"""Word characters with single apostrophes, full stops and commas inside; `_cut` decides what belongs together.

The characters between words and those of words are disjoint, so it takes time in proportion to the text. Repeats give
nothing back: what one may give back takes two hundred bytes a character, which is gigabytes for a text of one word.
"""

_WORD = rf"(?:[^\W_]|[{_MARKS}{_JOINERS}])++"
_PART = re.compile(
    r"(?P<acronym>(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_]))"
    rf"(?:\.?[{APOSTROPHES}][sS](?![^\W_]))?"
    r"|(?P<number>(?<![^\W_])(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d++)*+|\d++(?:\.\d++)++)[^\W_]*+)"
    rf"|(?P<word>{_WORD}(?:[{APOSTROPHES}]{_WORD})*+)"
)
_CJK_OR_OTHER = re.compile(f"[{_CJK}]|[^{_CJK}]+")
_TO_STRAIGHT = {ord(mark): "'" for mark in APOSTROPHES} | {ord(mark): None for mark in _JOINERS}
_LATIN_MARK = re.compile("([A-Za-z][\u0300-\u036f]+)")
_OTHER_MARK = re.compile("[\u0640\u064b-\u065f\u0670\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")


class Word:
    """One word as written, with what it is compared by. Two uses of the same written form share one object."""

    __slots__ = ("acronym", "capitals", "end", "exact", "start", "stem")

    def __init__(self, start: int, end: int, exact: str, *, acronym: bool = False, capitals: bool = False) -> None:
        self.start = start
        """Start of the word within the stretch that it was cut from; `end` likewise."""
        self.end = end
        self.exact = exact
        """The normal form: what phrases, prefixes and `exact:` compare."""
        self.acronym = acronym
        """Written with full stops between its letters; one behind the last letter belongs to it too."""
        common = exact in STOP_WORDS and not acronym
        self.stem: str | None = None if common else stem(exact)
        """What a plain word of a query compares; None for a stop word."""
        self.capitals: str | None = stem(exact) if common and capitals and len(exact) > 1 else self.stem
        """The same where the word stands among small letters: a stop word in capitals ("US", "WHO") is a name."""


def normal_form(word: str) -> str:
    """NFKC, case folded, straight apostrophes; no soft hyphens and joiners. At most `TERM_LIMIT` code points."""
    if word.isascii():
        return word.lower()[:TERM_LIMIT]
    folded = unicodedata.normalize("NFKC", word).casefold()
    folded = folded.replace("i\u0307", "i")  # what case folding makes of the Turkish İ
    return unicodedata.normalize("NFKC", folded).translate(_TO_STRAIGHT)[:TERM_LIMIT]


def without_marks(term: str) -> str:
    """A normal form without the diacritics of Latin, Arabic and Hebrew letters; other scripts keep theirs."""
    if term.isascii():
        return term
    apart = unicodedata.normalize("NFD", term.translate(BARE))
    bare = _LATIN_MARK.sub(lambda letter: letter[0][0], apart)
    return unicodedata.normalize("NFC", _OTHER_MARK.sub("", bare))


@lru_cache(maxsize=200_000)
def stem(term: str) -> str:
    """The Porter stem of a normal form, diacritics folded."""
    from whoosh.lang.porter import stem as porter

    bare = without_marks(term)
    return str(porter(bare)) if bare.isascii() and bare.isalpha() else bare


def is_loud(line: str, words: int) -> bool:
    """Whether a line of so many words is written in capitals, so that capitals say nothing about a word in it."""
    return words > 2 and line.isupper()


_cut_cache: dict[str, tuple[Word, ...]] = {}
_CACHE_LIMIT = 400_000


def cut(chunk: str) -> tuple[Word, ...]:
    """The words of one match of `CHUNK`, which are the same objects each time."""
    words = _cut_cache.get(chunk)
    if words is None:
        words = tuple(_cut(chunk))
        if len(chunk) <= TERM_LIMIT:
            if len(_cut_cache) >= _CACHE_LIMIT:
                _cut_cache.clear()
            _cut_cache[chunk] = words
    return words


def _cut(chunk: str) -> Iterator[Word]:
    for part in _PART.finditer(chunk):
        start, end, written = part.start(), part.end(), part[0]
        if part["word"]:
            if not _CJK_SEARCH(written):
                yield from _plain(written, start, end)
                continue
            for piece in _CJK_OR_OTHER.finditer(written):
                yield from _plain(piece[0], start + piece.start(), start + piece.end())
        elif part["acronym"]:
            letters = part["acronym"]
            yield Word(start, start + len(letters), normal_form(letters.replace(".", "")), acronym=True)
        else:
            yield Word(start, end, normal_form(written.replace(",", "")))


_CJK_SEARCH = re.compile(f"[{_CJK}]").search


def _plain(written: str, start: int, end: int) -> Iterator[Word]:
    exact = normal_form(written)
    while exact.endswith("'s") and end - start > 2:
        exact, end, written = exact[:-2], end - 2, written[:-2]
    bare = exact.strip("'")
    if bare != exact:  # signs of Chinese or Japanese beside it, of which the apostrophe is no part of either
        start += len(written) - len(written.lstrip(APOSTROPHES))
        end -= len(written) - len(written.rstrip(APOSTROPHES))
        exact = bare
    if any(sign.isalnum() for sign in exact):
        yield Word(start, end, exact, capitals=written.isupper())


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, Word]]:
    """Every word between `start` and `end` with its range in the text, in order."""
    for chunk in CHUNK.finditer(text, start, len(text) if end is None else end):
        base = chunk.start()
        for word in cut(chunk[0]):
            last = base + word.end
            yield base + word.start, last + (word.acronym and text.startswith(".", last)), word


def tokens(text: str, *, exact: bool = False) -> Iterator[tuple[int, int, str]]:
    """The terms of a text: `(start, end, term)` of each word, stems without stop words or, exact, every word."""
    base = 0
    for line in text.split("\n"):
        found = list(words(line))
        loud = is_loud(line, len(found))
        for start, end, word in found:
            term = word.exact if exact else word.stem if loud else word.capitals
            if term is not None:
                yield base + start, base + end, term
        base += len(line) + 1
