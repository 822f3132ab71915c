"""Names of one person are found among thousands as if each were compared with each, and without comparing them so."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.actors import find_names, full_names, group_article
from index.actors.forms import person_words, same_person
from index.actors.full_names import FullNames
from index.model import Block, BlockKind

_WORDS = st.sampled_from(["haftar", "hifter", "khalifa", "khaleefa", "k", "j", "a", "john", "jon", "smith", "smyth-jr"])


@given(st.lists(st.lists(_WORDS, min_size=2, max_size=4).map(tuple), max_size=30))
def test_it_finds_what_comparing_each_with_each_finds(names: list[tuple[str, ...]]) -> None:
    known = FullNames[int]()
    for at, name in enumerate(names):
        every = [number for number, other in enumerate(names[:at]) if same_person(other, name)]
        assert list(known.like(name)) == every
        known.add(name, at)


def people(number: int, name: str) -> str:
    """An article about so many people, with the letters of a number in the place of the star in each name."""
    letters = string.ascii_lowercase

    def spelled(at: int) -> str:
        return "B" + "".join(letters[at // 26**place % 26] for place in range(3))

    return "\n".join(f"{name.replace('*', spelled(at))} said so." for at in range(number))


@pytest.mark.parametrize("name", ["John *ovic", "John *ovic Smith", "J. *ovic", "*am Smith"])
def test_four_times_as_many_names_are_four_times_the_work(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    compared = 0

    def counting(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        nonlocal compared
        compared += 1
        return same_person(one, other)

    monkeypatch.setattr(full_names, "same_person", counting)
    work = []
    for number in (500, 2000):
        text, compared = people(number, name), 0
        blocks = [Block(BlockKind.PARAGRAPH, 0, 0, len(text))]
        names = find_names(text, blocks)
        assert len({person_words(text[one.start : one.end]) for one in names}) > number // 2
        group_article(text, blocks, names)
        work.append(compared)
    assert work[1] <= 6 * work[0] + 2000
