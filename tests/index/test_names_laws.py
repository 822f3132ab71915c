"""Laws of the ranges of names, whatever the text is."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.actors import Name, find_names, group_article
from index.model import Block, BlockKind

PHRASES = (
    "The President of Libya and Khalifa Haftar's Libyan National Army (LNA) said in Tripoli on Monday",
    "U.S. J. K. al-Serraj UN-led McDonald's Foreign & Commonwealth Office de Blasio “East”",
    "ALL EYES ON ITALY İstanbul ß ﬁ Mr. . ’s -based - Houston 4 Boston 2",
)
WORDS = st.sampled_from([word for phrase in PHRASES for word in phrase.split()])
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))


def check(text: str, names: tuple[Name, ...]) -> None:
    at = 0
    for name in names:
        assert at <= name.start < name.end <= len(text)
        form = text[name.start : name.end]
        assert form == form.strip()
        at = name.end


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_ranges_lie_in_the_text_in_order_without_overlap_or_space(text: str) -> None:
    names = find_names(text, [Block(BlockKind.PARAGRAPH, 0, len(text))])
    check(text, names)
    grouped = group_article(text, [], names)
    assert len(grouped.of) == len(names)
    assert set(grouped.of) == set(range(len(grouped.actors)))
    assert sum(sum(actor.forms.values()) for actor in grouped.actors) == len(names)


@pytest.mark.parametrize(
    "text",
    [
        "Libya " * 50_000,
        "AbC" * 100_000,
        "A. " * 100_000,
        "A.A." * 100_000,
        "A-b" * 100_000,
        "Al-" * 100_000,
        "ALL CAPITALS IN ITALY " * 20_000,
        "no capitals here " * 20_000,
        "Ministry of " * 20_000,
        "X and " * 30_000,
        "’s" * 100_000,
        "ﷺ𝔄Ａ" * 30_000,
    ],
    ids=lambda text: text[:12],
)
def test_long_lines_of_one_kind_end_and_stay_lawful(text: str) -> None:
    check(text, find_names(text, [Block(BlockKind.PARAGRAPH, 0, len(text))]))


def test_blocks_do_not_run_into_each_other() -> None:
    text = "Taken by Boris\n\nJohnson was there"
    blocks = [Block(BlockKind.TITLE, 0, 14), Block(BlockKind.PARAGRAPH, 16, len(text))]
    assert all("\n" not in text[name.start : name.end] for name in find_names(text, blocks))


def test_strings_that_break_programs_do_not(shared_data: Path) -> None:
    for text in json.loads((shared_data / "naughty-strings.json").read_text(encoding="utf-8")):
        check(text, find_names(text, [Block(BlockKind.PARAGRAPH, 0, len(text))]))


def test_real_articles_stay_lawful(shared_data: Path) -> None:
    with lzma.open(shared_data / "wikinews.jsonl.xz", "rt", encoding="utf-8") as file:
        for line in file:
            text = json.loads(line)["body"]
            names = find_names(text, [])
            check(text, names)
            assert len(group_article(text, [], names).of) == len(names)
