"""Finding words on the page, as one knows it from a pager."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.conftest import Reading
from tests.tui.newsroom import Newsroom, made
from tui.render import clusters
from tui.render.find import find

TEXTS = st.text(st.sampled_from("aAeEéÉe\u0301ğG’'“\" \n-‐ßİ字"), max_size=30)


def found(text: str, words: str) -> list[str]:
    return [text[start:end] for start, end in find(text, words)]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("erdogan", ["Erdoğan", "erdogan", "ERDOGAN", "Erdog\u0306an"]),
        ("Erdogan", ["Erdoğan", "Erdog\u0306an"]),
        ("erdoğan", ["Erdoğan", "Erdog\u0306an"]),
        ("dockers' union", ["Dockers’ Union"]),
        ("dockersʻ union", ["Dockers’ Union"]),
        ('"no"', ["“no”", "«no»"]),
        ("al-mesmari", ["al‐Mesmari"]),
        ("10 000", ["10\u00a0000"]),
        ("", []),
        ("  ", []),
        ("nobody", []),
    ],
)
def test_what_a_word_finds(words: str, places: list[str]) -> None:
    text = "Erdoğan erdogan ERDOGAN Erdog\u0306an Dockers’ Union “no” «no» al‐Mesmari 10\u00a0000"
    assert found(text, words) == places


@given(TEXTS, TEXTS)
def test_places_are_whole_characters_in_order_and_do_not_overlap(text: str, words: str) -> None:
    at = 0
    for start, end in find(text, words):
        assert at <= start < end <= len(text)
        assert clusters.is_border(text, start)
        assert clusters.is_border(text, end)
        at = end


@given(TEXTS, st.integers(0, 30), st.integers(1, 5))
def test_a_piece_of_the_text_is_found_in_it(text: str, start: int, size: int) -> None:
    start = clusters.floor(text, min(start, len(text)))
    end = clusters.floor(text, start + size)
    words = text[start:end]
    if words.strip() and "\n" not in words:
        assert any(first <= start < last or first == start for first, last in find(text, words))


ROOM = [
    made("one", "Herons", ["A heron and another heron.", "Filler. " * 400, "A third heron, no harbour."]),
    made("two", "More", ["Nothing.", "Filler. " * 400, "One heron more."]),
    made("three", "None", ["Nothing at all, and a harbour."]),
]


async def test_the_words_found_are_counted_walked_and_the_one_gone_to_looks_different(reading: Reading) -> None:
    async with reading((80, 24), Newsroom(ROOM)) as reader:
        await reader.press("enter", "/")
        await reader.type("heron")
        assert reader.shows("1 of 4")
        await reader.press("enter")
        assert reader.shows("4 places · n next, N previous")
        page = reader.screen.page
        assert page.current_match == page._seen_matches[0]
        await reader.press("n", "n", "n")
        assert reader.shows("match 4 of 4")
        strip = next(page.render_line(y) for y in range(24) if "third heron" in page.render_line(y).text)
        looks = {part.style.bgcolor for part in strip if part.text in ("heron", "third") and part.style}
        current = page.painter.style(("current",)).bgcolor
        assert current in looks
        assert page.painter.style(("match",)).bgcolor != current


async def test_what_was_sought_is_sought_in_the_next_article_until_escape(reading: Reading) -> None:
    async with reading((80, 24), Newsroom(ROOM)) as reader:
        await reader.press("enter", "/")
        await reader.type("heron")
        await reader.press("enter", "J", "n")
        assert reader.shows("match 1 of 1")
        assert reader.shows("One heron more.")
        await reader.press("J", "n")
        assert reader.shows("the article does not have “heron”")
        await reader.press("K", "n", "escape")
        assert reader.screen.focused is reader.screen.page
        assert reader.screen.page._seen_matches == ()
        await reader.press("K")
        assert reader.screen.page._seen_matches == ()


async def test_which_match_one_was_at_is_not_said_of_the_next_article(reading: Reading) -> None:
    async with reading((80, 24), Newsroom(ROOM)) as reader:
        await reader.press("enter", "/")
        await reader.type("heron")
        await reader.press("enter", "n")
        assert reader.shows("match 2 of 4")
        await reader.press("J")
        assert reader.shows("  More")
        assert not reader.shows("match 2 of 4")
        await reader.press("J", "J")
        assert reader.shows("the last article of the list")


async def test_after_a_find_the_matches_of_the_search_come_back(reading: Reading) -> None:
    async with reading((80, 24), Newsroom(ROOM)) as reader:
        await reader.press("\\")
        await reader.type("harbour")
        await reader.press("enter", "enter", "/")
        await reader.type("heron")
        await reader.press("enter")
        assert len(reader.screen.page._seen_matches) == 4
        await reader.press("escape")
        assert len(reader.screen.page._seen_matches) == 1
        await reader.press("n")
        assert reader.shows("match 1 of 1")


async def test_a_word_that_is_not_there_is_said_while_it_is_typed(reading: Reading) -> None:
    async with reading((80, 24), Newsroom(ROOM)) as reader:
        await reader.press("enter", "/")
        await reader.type("zebra")
        assert reader.shows("not there")
        await reader.press("enter")
        assert reader.shows("the article does not have that")
