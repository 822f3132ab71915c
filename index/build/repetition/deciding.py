"""Which lines of one source are furniture, and where: the whole rule, on arrays.

A line has to stand in many *different* articles, nearly always where furniture stands: before the article's first
words, behind its last, or in a row of three such lines between two paragraphs. A sentence has to stand in nearly all:
agencies close a whole year's reports on a country with the same paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.build.repetition.lines import SKETCHES, LineArray, Role

LEAST_STORIES = 8
"""Different articles that a line must stand in. With less, bylines and the subjects of a week come in."""
LEAST_SHARE = 0.1
"""Of a source's different articles. On the 104,000 articles of news-100k and stories-dev, each of the 115 lines that
reach it is furniture; the first that is not, a company's name, has 0.04."""
SENTENCE_STORIES = 20
SENTENCE_SHARE = 0.9
"""The same for a sentence, and for a line with figures. The largest share of a sentence of an article is 0.16 there, in
a source of 38 articles; an archive of one subject would have a larger one."""
PLACED = 0.8
SENTENCE_PLACED = 0.9
"""Share of its occurrences that must be in such a place: a heading of tables (“Year”, “Nine mths”) is not."""
_HEAD = 2
"""Lines that may stand before furniture at the start: a byline and a date."""
_FOLLOWING = 2
"""Blocks behind furniture at the start among which the article's first words must come."""
_ROW = 3
"""Different lines in a row that are furniture between two paragraphs, where nobody heads a section three times."""

_Flags = npt.NDArray[np.bool_]
_Hashes = npt.NDArray[np.uint64]
_Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SourceLines:
    """The lines of some articles, all of one source; the last four have an element for each item."""

    sketches: npt.NDArray[np.uint32]
    """Shape (articles, 3): title, text, text in another way."""
    article: _Numbers
    number: _Numbers
    """Of the block."""
    role: npt.NDArray[np.uint8]
    line: _Hashes

    @classmethod
    def of(cls, articles: Sequence[LineArray]) -> SourceLines:
        """In this order, which changes nothing."""
        lengths = np.array([len(array) for array in articles], dtype=np.int64)
        words = np.concatenate([*articles, np.zeros(0, np.uint64)])
        starts = np.cumsum(lengths) - lengths
        is_item = np.ones(len(words), dtype=np.bool_)
        for sketch in range(SKETCHES):
            is_item[starts + sketch] = False
        first, second = words[starts], words[starts + 1]
        sketches = np.stack([first >> 32, first & 0xFFFFFFFF, second >> 32], axis=1).astype(np.uint32)
        items = words[is_item]
        return cls(
            sketches,
            np.repeat(np.arange(len(articles)), lengths - SKETCHES),
            (items >> 8 & 0xFFFF).astype(np.int64),
            (items & 0xFF).astype(np.uint8),
            (items >> 24).astype(np.uint64),
        )

    @property
    def is_candidate(self) -> _Flags:
        """Which items may be furniture."""
        return np.greater(self.role, Role.CHROME)


def furniture_of(lines: SourceLines) -> _Hashes:
    """The hashes of the lines that are furniture of this source, in order.

    Whether a line stands at the end depends on what stands behind it being furniture, too: so all that stand in enough
    articles are taken first, then those that are not placed so are dropped, until none is left to drop.
    """
    at = np.flatnonzero(lines.is_candidate)
    found, code = np.unique(lines.line[at], return_inverse=True)
    strict = np.zeros(len(found), dtype=np.bool_)
    strict[code[lines.role[at] >= Role.FIGURES]] = True
    taken = _frequent(lines, at, code, strict)
    while taken.any():
        standing = placed(lines, found[taken])[at]
        often, well = np.bincount(code), np.bincount(code, weights=standing)
        kept = taken & (well >= np.where(strict, SENTENCE_PLACED, PLACED) * often)
        if (kept == taken).all():
            break
        taken = kept
    return found[taken]


def _frequent(lines: SourceLines, at: _Numbers, code: _Numbers, strict: _Flags) -> _Flags:
    """Which lines stand in enough different articles."""
    every = _stories(lines.sketches, np.zeros(len(lines.sketches), dtype=np.int64), 1)[0]
    least = np.where(
        strict, max(SENTENCE_STORIES, SENTENCE_SHARE * every), max(float(LEAST_STORIES), LEAST_SHARE * every)
    )
    may = np.bincount(code, minlength=len(strict)) >= least
    some = may[code]
    stories = _stories(lines.sketches[lines.article[at[some]]], code[some], len(strict))
    frequent: _Flags = may & (stories >= least)
    return frequent


def _stories(sketches: npt.NDArray[np.uint32], code: _Numbers, codes: int) -> _Numbers:
    """How many different articles there are of each code: as many as titles, and as texts, whichever is less."""
    title, one, other = (_distinct(sketches[:, column], code, codes) for column in range(3))
    return np.minimum(title, np.maximum(one, other))


def _distinct(values: npt.NDArray[np.uint32], code: _Numbers, codes: int) -> _Numbers:
    pairs = np.unique(code.astype(np.uint64) << 32 | values)
    return np.bincount((pairs >> 32).astype(np.int64), minlength=codes)


def placed(lines: SourceLines, furniture: _Hashes) -> _Flags:
    """Which items are lines of `furniture` in a place of furniture."""
    size = len(lines.role)
    is_line = lines.is_candidate & np.isin(lines.line, furniture)
    if not is_line.any():
        return is_line
    begins = np.diff(lines.article, prepend=-1) != 0
    ends = np.append(begins[1:], True)
    solid = is_line | (lines.role == Role.CHROME)
    speaks = ((lines.role == Role.PROSE) | (lines.role == Role.SENTENCE)) & ~solid
    run_begins = solid & (begins | ~np.append(False, solid[:-1]))
    first = np.flatnonzero(run_begins)
    last = np.flatnonzero(solid & (ends | ~np.append(solid[1:], False)))
    run = np.cumsum(run_begins) - 1
    article_first = np.searchsorted(lines.article, lines.article)
    said = np.cumsum(speaks) - speaks
    silent = said[first] == said[article_first[first]]
    at_start = silent & (first - article_first[first] <= _HEAD) & _soon(speaks, ends, last)
    at_end = ends[last]
    before = np.where(begins[first], True, speaks[np.maximum(first - 1, 0)])
    after = np.where(at_end, True, speaks[np.minimum(last + 1, size - 1)])
    between = before & after & (_different(run, lines.line, is_line, len(first)) >= _ROW)
    heads = is_line & (lines.role == Role.HEADING)
    plain = is_line & ~heads
    there = np.zeros(size, dtype=np.bool_)
    there[plain] = (at_start | at_end | between)[run[plain]]
    there[heads] = at_end[run[heads]]
    return there


def _soon(speaks: _Flags, ends: _Flags, last: _Numbers) -> _Flags:
    """Whether the article speaks soon after each of these items."""
    found = np.zeros(len(last), dtype=np.bool_)
    at, within = last, np.ones(len(last), dtype=np.bool_)
    for _ in range(_FOLLOWING):
        within &= ~ends[at]
        at = np.minimum(at + 1, len(ends) - 1)
        found |= within & speaks[at]
    return found


def _different(run: _Numbers, line: _Hashes, is_line: _Flags, runs: int) -> _Numbers:
    """How many different lines each run has."""
    pairs = np.unique(run[is_line].astype(np.uint64) << 40 | line[is_line])
    return np.bincount((pairs >> 40).astype(np.int64), minlength=runs)


def marks_of(lines: SourceLines, furniture: _Hashes) -> list[tuple[int, ...]]:
    """For each article the numbers of the blocks that are furniture; none where nothing else would be left of it."""
    marks: list[tuple[int, ...]] = [()] * len(lines.sketches)
    there = placed(lines, furniture)
    left = np.bincount(lines.article[~there & (lines.role != Role.CHROME)], minlength=len(marks))
    items = np.flatnonzero(there & (left[lines.article] > 0))
    articles, starts = np.unique(lines.article[items], return_index=True)
    for article, numbers in zip(articles, np.split(lines.number[items], starts[1:]), strict=False):
        marks[article] = tuple(numbers.tolist())
    return marks
