"""From the words of many documents to postings: for each term the documents, how often, and at which positions.

The title stands before the body. Words are numbers (see `vocabulary`), and one sort of these numbers, stable and for
the whole batch, brings every term's occurrences together.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from index.fulltext.documents import Document
from index.fulltext.vocabulary import NO_TERM, Numbers, Stretch, Vocabulary

TITLE_WEIGHT = 3.0
"""What a word of the title counts in relevance; one of the body counts 1."""

_WIDE = 65_536

_TERMS_AT_ONCE = 4_096
"""Terms whose postings are Python objects at the same time; all at once would take some 300 bytes a word."""


class Postings(NamedTuple):
    """One term of a field, documents in rising order."""

    term: bytes
    documents: list[int]
    weights: list[float]
    positions: list[bytes]
    """As `pack` makes them."""


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

    def postings(self, names: list[bytes], name_of: Numbers) -> Iterator[Postings]:
        """Postings by term, given for each of the stream's words the index of its name, or -1; `names` is sorted."""
        if not self._words:
            return
        lengths = np.array([len(each) for each in self._words])
        name = name_of[np.concatenate(self._words)]
        document = np.repeat(np.array(self._documents, np.int32), lengths)
        weight = np.ones(len(name), np.float32)
        for start, title_words in zip(np.cumsum(lengths) - lengths, self._titles, strict=True):
            weight[start : start + title_words] = TITLE_WEIGHT
        kept = np.flatnonzero(name != NO_TERM)
        order = kept[np.argsort(name[kept], kind="stable")]
        if len(order):
            yield from _grouped(
                names, name[order], document[order], weight[order], np.concatenate(self._positions)[order]
            )


def _grouped(
    names: list[bytes], name: Numbers, document: Numbers, weight: Any, position: Numbers
) -> Iterator[Postings]:
    """Occurrences, sorted by name and then as they stand in the documents, cut into postings."""
    is_new = np.r_[True, name[1:] != name[:-1]]
    posting = np.flatnonzero(is_new | np.r_[True, document[1:] != document[:-1]])
    weights = np.add.reduceat(weight, posting)
    starts = np.r_[posting, len(name)]
    firsts = np.r_[np.searchsorted(posting, np.flatnonzero(is_new)), len(posting)]
    wide = bool(position.max() >= _WIDE)
    for begin in range(0, len(firsts) - 1, _TERMS_AT_ONCE):
        bounds = firsts[begin : begin + _TERMS_AT_ONCE + 1]
        low, high = int(bounds[0]), int(bounds[-1])
        packed = _pack_all(position, starts[low : high + 1], wide=wide)
        documents, heavy = document[posting[low:high]].tolist(), weights[low:high].tolist()
        called = name[posting[bounds[:-1]]].tolist()
        edges = (bounds - low).tolist()
        for number, first, last in zip(called, edges[:-1], edges[1:], strict=True):
            yield Postings(names[number], documents[first:last], heavy[first:last], packed[first:last])


def _pack_all(position: Numbers, starts: Any, *, wide: bool) -> list[bytes]:
    """The positions of each posting, packed; `starts` are where they begin, and the end."""
    low, edges = int(starts[0]), (starts - starts[0]).tolist()
    taken = position[low : int(starts[-1])]
    if wide:
        return [pack(taken[first:last].tolist()) for first, last in pairwise(edges)]
    data = taken.astype(np.uint16).tobytes()
    return [data[2 * first : 2 * last] for first, last in pairwise(edges)]


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
        """Words held; each takes 8 bytes until the segment is written, and then some 60."""
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
        encoded = [term.encode("utf-8") for term in vocabulary.terms]
        order = sorted(range(len(encoded)), key=encoded.__getitem__)
        names = [encoded[number] for number in order]
        rank = np.full(len(order) + 1, NO_TERM, np.int32)  # the last one is that of NO_TERM itself
        rank[order] = np.arange(len(order), dtype=np.int32)
        exact, stems = (rank[np.array(of, np.int32)] for of in (vocabulary.exact_of, vocabulary.stem_of))
        streams: dict[str, tuple[Stream, Numbers]] = {
            "author": (self.author, rank),
            "chrome": (self.chrome, stems),
            "chrome_exact": (self.chrome, exact),
            "exact": (self.text, exact),
            "source": (self.source, rank),
            "text": (self.text, stems),
            "title": (self.title, stems),
            "title_exact": (self.title, exact),
        }
        for field, (stream, name_of) in sorted(streams.items()):
            yield field, stream.postings(names, name_of)
