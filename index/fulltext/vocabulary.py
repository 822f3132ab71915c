"""Numbers for words: one look-up a token, whatever the token then stands for in four fields.

A position counts words from 0, and between paragraphs one position is left free, so that no phrase runs from one
paragraph into the next.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple, cast

import numpy as np

from index.fulltext.analyzer import CHUNK, Word, cut, is_loud, without_marks, words
from index.fulltext.documents import PARAGRAPH

NO_TERM = -1

_SEVERAL = 1 << 30
"""Numbers from here on stand for several words that were found as one chunk."""

Numbers = np.ndarray[Any, np.dtype[np.int32]]


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
        gaps = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
        return Stretch(np.array(numbers, np.int32), np.arange(total, dtype=np.int32) + gaps)

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
            self.stem_of.append(NO_TERM if stem is None else self.term(stem))
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
        return Stretch(np.array(numbers, np.int32), np.array(positions, np.int32))
