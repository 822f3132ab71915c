"""What reads the text of an article takes time by its length, whatever it is made of: no expression runs away."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.actors import find_names, group_article
from index.build.repetition.lines import lines_of
from index.fulltext.analyzer import tokens
from index.languages.identify import identify
from index.model import Article
from index.readers import read

PUMPS = (
    *("x", "X", "x ", "X ", "A-", "O'", "A.", "1.", "1,", "“", "(", "\n\nA", "\n", ". ", "a\u0301", "利", "—", ".)"),
    *("Bank of ", "Smith, ", "Jan 9 ", "- ", "A&", "Mr ", "the ", " the A", "U.S. ", "said ", "HAFTAR ", "Ha-", "'s "),
    *("by ", ", the ", "1,111", '" ', "[", "@a.", "https://", "John Smith and ", "Co. Ltd. ", "a/", "| ", "... "),
)
_SHORT = 5_000
_MOST = 10.0
"""How many times as long a text of four times the length may take: a square of it takes sixteen times."""
_NOTHING = 0.02
"""Seconds of the processor that tell nothing; a square of the longer length takes ten times as many."""


def names(article: Article) -> None:
    group_article(article.text, article.blocks, find_names(article.text, article.blocks))


def taken(work: Callable[[Article], object], article: Article) -> float:
    """Seconds of the processor, the least of three times."""
    least = float("inf")
    for _ in range(3):
        began = time.process_time()
        work(article)
        least = min(least, time.process_time() - began)
    return least


@pytest.mark.parametrize("pump", PUMPS)
def test_four_times_the_text_takes_no_more_than_about_four_times_as_long(tmp_path: Path, pump: str) -> None:
    made: list[Article] = []
    for length in (_SHORT, 4 * _SHORT):
        (tmp_path / "a.txt").write_text("A title here\n\nIt began so. " + pump * (length // len(pump)) + "z", "utf-8")
        made += [item for item in read(tmp_path / "a.txt", f"{length}.txt") if isinstance(item, Article)]
    short, long = made
    for work in (
        names,
        lines_of,
        lambda article: list(tokens(article.text)),
        lambda article: identify(article.text, article.blocks, doubting=False),
    ):
        assert taken(work, long) <= _MOST * taken(work, short) + _NOTHING
