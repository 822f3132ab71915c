"""Phrases and nearness against their definitions, tried out on every choice of positions."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from index.fulltext.spans import near_spans, phrase_spans, single_spans, window_spans

Reach = tuple[int, int]

places = st.lists(st.integers(0, 30), max_size=8, unique=True).map(sorted)


def reaches(spans: list[tuple[int, int, tuple[Reach, ...]]]) -> set[Reach]:
    return {(first, last) for first, last, _ in spans}


@given(st.lists(places, min_size=1, max_size=4))
def test_a_phrase_is_words_at_consecutive_positions(words: list[list[int]]) -> None:
    expected = {
        (choice[0], choice[-1])
        for choice in itertools.product(*words)
        if all(right == left + 1 for left, right in itertools.pairwise(choice))
    }
    assert reaches(phrase_spans(words)) == expected


@given(st.lists(st.integers(0, 30), max_size=12, unique=True), st.data())
def test_a_window_holds_every_word_and_one_twice_where_it_is_asked_for_twice(
    taken: list[int], data: st.DataObject
) -> None:
    owner = {place: data.draw(st.sampled_from("abc")) for place in sorted(taken)}
    by_word = {word: [place for place in sorted(taken) if owner[place] == word] for word in "abc"}
    asked = data.draw(st.lists(st.sampled_from("abc"), min_size=1, max_size=4))
    within = data.draw(st.integers(1, 12))
    expected = {
        (min(choice), max(choice))
        for choice in itertools.product(*(by_word[word] for word in asked))
        if len(set(choice)) == len(choice) and max(choice) - min(choice) <= within
    }
    found = window_spans([(word, by_word[word]) for word in asked], within)
    assert reaches(found) == expected, "every stretch, not only the shortest"
    for first, last, marks in found:
        assert {owner[place] for place, _ in marks} >= set(asked)
        assert all(first <= place <= last for place, _ in marks)


@given(places, places, places, st.integers(1, 12), st.integers(1, 12))
def test_near_is_a_gap_in_either_order_between_what_does_not_overlap(
    one: list[int], two: list[int], three: list[int], inner: int, outer: int
) -> None:
    def brute(left: set[Reach], right: set[Reach], distance: int) -> set[Reach]:
        return {
            (min(a[0], b[0]), max(a[1], b[1]))
            for a in left
            for b in right
            if 1 <= max(b[0] - a[1], a[0] - b[1]) <= distance
        }

    singles = [{(place, place) for place in each} for each in (one, two, three)]
    expected = brute(brute(singles[0], singles[1], inner), singles[2], outer)
    pair = near_spans(single_spans(one), single_spans(two), inner)
    assert reaches(near_spans(pair, single_spans(three), outer)) == expected
    assert reaches(near_spans(single_spans(three), pair, outer)) == expected, "either order"


def test_a_word_is_not_near_itself() -> None:
    assert near_spans(single_spans([5]), single_spans([5]), 8) == []
    assert reaches(near_spans(single_spans([5, 7]), single_spans([5, 7]), 8)) == {(5, 7)}


def test_a_long_text_of_one_word_takes_no_square_of_its_length() -> None:
    many = single_spans(range(0, 200_000, 2))
    assert len(near_spans(many, single_spans(range(1, 200_000, 2)), 3))
    assert len(window_spans([("a", range(200_000)), ("a", range(200_000))], 8))
