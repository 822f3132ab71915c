"""A long article costs what is seen of it; an edge of a line or a name is found without looking at all the rest."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Reading
from tests.tui.newsroom import Newsroom, made
from tests.tui.stories import LEXICON, LONG
from tui.render import wrap as wrapping
from tui.render.cells import chop
from tui.render.layout import Layout
from tui.render.page import lay_out
from tui.render.wrap import wrap, wrap_code
from tui.values import BlockKind


@pytest.mark.parametrize("kind", [BlockKind.PARAGRAPH, BlockKind.CODE])
@pytest.mark.parametrize("letter", ["字", "x", "é"])
def test_a_word_of_a_hundred_thousand_letters_is_cut_in_one_pass(
    letter: str, kind: BlockKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    monkeypatch.setattr(wrapping, "chop", lambda text, cells: seen.append(len(text)) or chop(text, cells))
    text = letter * 100_000
    cut = wrap_code if kind is BlockKind.CODE else wrap
    letters = 20 if letter == "字" else 40
    assert cut(text, 0, len(text), 40) == [(at, at + letters) for at in range(0, len(text), letters)]
    assert max(seen, default=0) < 200


def test_marks_without_a_width_stay_on_the_line_of_their_letter() -> None:
    piled = "e" + "\u0301" * 1_000
    text = piled * 3
    ends = [len(piled), 2 * len(piled), 3 * len(piled)]
    assert [end for _, end in wrap(text, 0, len(text), 1)] == ends
    assert [end for _, end in wrap_code(text, 0, len(text), 2)] == ends[1:]


def test_what_can_be_seen_and_where_a_line_begins_is_the_same_as_by_looking_at_everything() -> None:
    kinds = [BlockKind.CHROME, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH] * 10
    blocks = [(kind, f"{LONG} {number}") for number, kind in enumerate(kinds)]
    for title in ("A title", None):
        layout = lay_out(made("x", title, blocks), "x", 40, boilerplate=False)
        for offset in range(0, len(layout.text) + 3, 7):
            assert layout.is_shown(offset) == any(start <= offset < end for start, end in layout.shown)
        for number in range(len(layout.lines)):
            below = [line.start for line in layout.lines[number:] if line.end > line.start]
            last = max(line.start for line in layout.lines if line.end > line.start)
            assert layout.offset_of(number) == (below[0] if below else last)


def test_names_in_ten_thousand_paragraphs_are_told_from_hidden_ones_in_one_pass() -> None:
    layout = lay_out(made("x", "A title", ["Some words."] * 10_000), "x", 76, boilerplate=False)
    assert all(layout.is_shown(line.start) for line in layout.lines[::2])


async def test_drawing_and_scrolling_do_not_look_at_all_names_again(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = made("long", "A long one", [LONG] * 200)
    async with reading((120, 40), Newsroom([article], LEXICON)) as reader:
        await reader.press("enter", "]")
        current = reader.screen.page.current
        asked: list[int] = []
        shown = Layout.is_shown
        monkeypatch.setattr(Layout, "is_shown", lambda layout, offset: asked.append(offset) or shown(layout, offset))
        await reader.press("j", "space", "]", "k", "}", "n")
        assert reader.screen.page.current not in (None, current)
        assert asked == []


async def test_names_and_matches_to_walk_are_those_that_can_be_seen(reading: Reading) -> None:
    blocks = [(BlockKind.PARAGRAPH, "Varga came."), (BlockKind.CHROME, "Varga, Varga and Varga")]
    async with reading((120, 40), Newsroom([made("one", "A title", blocks)], LEXICON)) as reader:
        await reader.press("enter", "]")
        assert reader.shows("name 1 of 1")
        await reader.press("B", "]")
        assert reader.shows("name 1 of 4")
        await reader.press("/")
        await reader.type("varga")
        await reader.press("enter", "n")
        assert reader.shows("of 4")
        await reader.press("B", "n")
        assert reader.shows("match 1 of 1")
