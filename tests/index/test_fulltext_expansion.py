"""Prefixes, patterns and misspelt words against slow definitions."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fulltext.expansion import accepts, within_edits
from index.fulltext.parser import parse
from index.fulltext.query import Fuzzy, Pattern

letters = st.text(alphabet="abc", max_size=7)


def alignment_distance(one: str, other: str) -> int:
    """Optimal string alignment by its recursive definition."""

    @cache
    def distance(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        best = min(
            distance(i - 1, j) + 1, distance(i, j - 1) + 1, distance(i - 1, j - 1) + (one[i - 1] != other[j - 1])
        )
        if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
            best = min(best, distance(i - 2, j - 2) + 1)
        return best

    return distance(len(one), len(other))


@given(letters, letters, st.integers(1, 2))
def test_edits_are_counted_with_swapped_neighbours_as_one(one: str, other: str, edits: int) -> None:
    assert within_edits(one, other, edits) == (alignment_distance(one, other) <= edits)


@given(st.lists(letters, min_size=2, max_size=4), letters)
def test_a_pattern_is_a_regular_expression_of_stars(pieces: list[str], term: str) -> None:
    pattern = Pattern(0, 1, parse("x").root.area, "", tuple(pieces))  # type: ignore[union-attr]
    assert accepts(pattern, term) == bool(re.fullmatch(".*".join(pieces), term))


@pytest.mark.parametrize(
    ("typed", "term", "expected"),
    [
        ("hatfar~", "haftar", True),
        ("haftar~", "haftar", True),
        ("haftar~", "hifter", False),
        ("haftar~2", "hafter", True),
        ("haftar~2", "qatar", False),
        ("haftar~2", "after", False),
        ("erdogan~", "erdoğan", True),
        ("wor*", "worker", True),
        ("w*r*d", "world", True),
        ("w*r*d", "words", False),
    ],
)
def test_misspelt_words_keep_their_first_two_letters(typed: str, term: str, expected: bool) -> None:
    root = parse(typed).root
    assert isinstance(root, Pattern | Fuzzy)
    assert accepts(root, term) is expected


def test_many_stars_take_no_exponential_time() -> None:
    root = parse("a" + "*a" * 30 + "*b").root
    assert isinstance(root, Pattern)
    assert not accepts(root, "a" * 64)
