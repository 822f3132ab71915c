"""From the words of many documents to postings: for each term the documents, how often, and at which positions.

A position counts words from 0. The title stands before the body, and between paragraphs one position is left free, so
that no phrase runs from one paragraph into the next. Words become numbers with one look-up each, and one sort of these
numbers, stable and for the whole batch, brings every term's occurrences together.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, cast

import numpy as np

from index.fulltext.analyzer import CHUNK, Word, cut, is_loud, without_marks, words
from index.fulltext.documents import PARAGRAPH, Document

TITLE_WEIGHT = 3.0
"""What a word of the title counts in relevance; one of the body counts 1."""

_SEVERAL = 1 << 30
"""Numbers from here on stand for several words that were found as one chunk."""

_NO_TERM = -1
_WIDE = 65_536

Numbers = np.ndarray[Any, np.dtype[np.int64]]


class Postings(NamedTuple):
    """One term of a field, documents in rising order."""

    term: bytes
    documents: list[int]
    weights: list[float]
    positions: list[bytes]
    """As `pack` makes them."""


class Stretch(NamedTuple):
    """Words of a document in order."""

    words: Numbers
    positions: Numbers


class Vocabulary:
    """Numbers for the words of a batch, and what each is compared by."""

    def __init__(self) -> None:
        self.terms: list[str] = []
        self._term_number: dict[str, int] = {}
        self._word_number: dict[tuple[Word, bool], int] = {}
        self._chunks: tuple[dict[str, int], dict[str, int]] = ({}, {})
        self._several: list[list[int]] = []
        self.exact_of: list[int] = []
        """Word → term of its normal form."""
        self.stem_of: list[int] = []
        """Word → term of its stem, or -1 for a stop word."""
        self.has_stem = bytearray()
        """Word → 0 for a stop word, else 1."""

    def read(self, text: str) -> Stretch:
        """The words of one or more paragraphs."""
        numbers: list[int] = []
        counts: list[int] = []
        for paragraph in text.split(PARAGRAPH):
            before = len(numbers)
            for line in paragraph.split("\n"):
                numbers += self._line(line)
            if len(numbers) > before:
                counts.append(len(numbers) - before)
        total = len(numbers)
        gaps = np.repeat(np.arange(len(counts)), counts)
        return Stretch(np.array(numbers, np.int64), np.arange(total) + gaps)

    def _line(self, line: str) -> list[int]:
        chunks = CHUNK.findall(line)
        loud = line.isupper() and is_loud(line, sum(len(cut(chunk)) for chunk in chunks))
        known = self._chunks[loud]
        found = list(map(known.get, chunks))
        if None in found:
            for chunk in chunks:
                if chunk not in known:
                    self._enter(chunk, loud)
        numbers = [known[chunk] for chunk in chunks] if None in found else cast("list[int]", found)
        if numbers and max(numbers) >= _SEVERAL:
            return [each for number in numbers for each in self._apart(number)]
        return numbers

    def _apart(self, number: int) -> Iterable[int]:
        return self._several[number - _SEVERAL] if number >= _SEVERAL else (number,)

    def _enter(self, chunk: str, loud: bool) -> None:
        found = [self._word(word, loud) for word in cut(chunk)]
        if len(found) == 1:
            self._chunks[loud][chunk] = found[0]
        else:
            self._chunks[loud][chunk] = _SEVERAL + len(self._several)
            self._several.append(found)

    def _word(self, word: Word, loud: bool) -> int:
        number = self._word_number.get((word, loud))
        if number is None:
            number = self._word_number[word, loud] = len(self.exact_of)
            stem = word.stem if loud else word.capitals
            self.exact_of.append(self.term(word.exact))
            self.stem_of.append(_NO_TERM if stem is None else self.term(stem))
            self.has_stem.append(stem is not None)
        return number

    def term(self, term: str) -> int:
        """The number of a term."""
        number = self._term_number.get(term)
        if number is None:
            number = self._term_number[term] = len(self.terms)
            self.terms.append(term)
        return number

    def plain(self, text: str) -> Stretch:
        """The words of a source, or of authors (a line each): normal forms without diacritics, as term numbers."""
        numbers, positions, at = [], [], 0
        for line in text.split("\n"):
            for _, _, word in words(line):
                numbers.append(self.term(without_marks(word.exact)))
                positions.append(at)
                at += 1
            at += 1
        return Stretch(np.array(numbers, np.int64), np.array(positions, np.int64))


class Stream:
    """The words of one field of all documents, one after the other."""

    def __init__(self) -> None:
        self._words: list[Numbers] = []
        self._positions: list[Numbers] = []
        self._documents: list[int] = []
        self._titles: list[int] = []
        self.size = 0
        """Words held."""

    def add(self, document: int, stretch: Stretch, title_words: int = 0) -> None:
        """The words of a document, the first `title_words` of them from its title."""
        if len(stretch.words):
            self._words.append(stretch.words)
            self._positions.append(stretch.positions)
            self._documents.append(document)
            self._titles.append(title_words)
            self.size += len(stretch.words)

    def postings(self, terms: list[str], term_of: list[int] | None) -> Iterator[Postings]:
        """Postings by term in the order of UTF-8; `term_of` leads from words to terms, None where they are terms."""
        if not self._words:
            return
        lengths = np.array([len(each) for each in self._words])
        term = np.concatenate(self._words)
        term = term if term_of is None else np.array(term_of, np.int64)[term]
        document = np.repeat(np.array(self._documents, np.int64), lengths)
        starts = np.cumsum(lengths) - lengths
        place_in_document = np.arange(len(term)) - np.repeat(starts, lengths)
        weight = np.where(place_in_document < np.repeat(np.array(self._titles), lengths), TITLE_WEIGHT, 1.0)
        position = np.concatenate(self._positions)
        kept = np.flatnonzero(term != _NO_TERM)
        order = kept[np.argsort(term[kept], kind="stable")]
        yield from _grouped(terms, term[order], document[order], weight[order], position[order])


def _grouped(terms: list[str], term: Numbers, document: Numbers, weight: Any, position: Numbers) -> Iterator[Postings]:
    """Occurrences, sorted by term and then as they stand in the documents, cut into postings."""
    if not len(term):
        return
    new_term = np.r_[True, term[1:] != term[:-1]]
    posting = np.flatnonzero(new_term | np.r_[True, document[1:] != document[:-1]])
    bounds = [*_list(np.searchsorted(posting, np.flatnonzero(new_term))), len(posting)]
    names = [terms[number].encode("utf-8") for number in _list(term[new_term])]
    documents, weights = _list(document[posting]), np.add.reduceat(weight, posting).tolist()
    starts = [*_list(posting), len(term)]
    wide = bool(position.max() >= _WIDE)
    packed = position.astype(np.uint32 if wide else np.uint16).tobytes()
    width = 4 if wide else 2
    for index in sorted(range(len(names)), key=names.__getitem__):
        first, last = bounds[index], bounds[index + 1]
        positions = [packed[width * starts[at] : width * starts[at + 1]] for at in range(first, last)]
        if wide:
            positions = [pack(array("I", each).tolist()) for each in positions]
        yield Postings(names[index], documents[first:last], weights[first:last], positions)


def _list(numbers: Numbers) -> list[int]:
    return cast("list[int]", numbers.tolist())


def pack(places: list[int]) -> bytes:
    """Positions as 16 bits each; where one is too large, as 32 bits each and a zero byte that makes the length odd."""
    if places[-1] < _WIDE:
        return array("H", places).tobytes()
    return array("I", places).tobytes() + b"\0"


def unpack(packed: bytes) -> list[int]:
    """What `pack` was given."""
    if len(packed) % 2:
        return array("I", packed[:-1]).tolist()
    return array("H", packed).tolist()


class Batch:
    """All fields of words of the documents of one segment."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.text, self.title, self.chrome, self.source, self.author = (Stream() for _ in range(5))

    @property
    def size(self) -> int:
        """Words held; each takes some 60 bytes until the segment is written."""
        return self.text.size + self.chrome.size

    def add(self, number: int, document: Document) -> dict[str, int]:
        """Take in a document; numbers rise. Gives how many words each scored field has of it."""
        read = self.vocabulary.read
        headline = read(document.title)
        rest = read(document.body)
        title_words = len(headline.words) if document.title_in_text else 0
        if title_words:
            after = int(headline.positions[-1]) + 2
            rest = Stretch(np.r_[headline.words, rest.words], np.r_[headline.positions, rest.positions + after])
        beside = read(document.chrome)
        self.text.add(number, rest, title_words)
        self.title.add(number, headline)
        self.chrome.add(number, beside)
        self.source.add(number, self.vocabulary.plain(document.source))
        self.author.add(number, self.vocabulary.plain(document.authors))
        return {
            "text": self._stems(rest),
            "exact": len(rest.words),
            "title": self._stems(headline),
            "title_exact": len(headline.words),
            "chrome": self._stems(beside),
            "chrome_exact": len(beside.words),
        }

    def _stems(self, stretch: Stretch) -> int:
        """How many words of it are no stop words."""
        return sum(map(self.vocabulary.has_stem.__getitem__, stretch.words.tolist()))

    def fields(self) -> Iterator[tuple[str, Iterator[Postings]]]:
        """Each field with its postings, in the order of their names."""
        vocabulary = self.vocabulary
        sources = {
            "author": (self.author, None),
            "chrome": (self.chrome, vocabulary.stem_of),
            "chrome_exact": (self.chrome, vocabulary.exact_of),
            "exact": (self.text, vocabulary.exact_of),
            "source": (self.source, None),
            "text": (self.text, vocabulary.stem_of),
            "title": (self.title, vocabulary.stem_of),
            "title_exact": (self.title, vocabulary.exact_of),
        }
        for name in sorted(sources):
            stream, term_of = sources[name]
            yield name, stream.postings(vocabulary.terms, term_of)
