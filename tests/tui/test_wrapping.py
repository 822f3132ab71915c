"""Lines must give back the text, whatever the text is."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.conftest import Reading
from tests.tui.newsroom import Newsroom, made
from tests.tui.stories import stories
from tui.render import clusters
from tui.render.cells import chop, drawable, fit, index_at, pad, width
from tui.render.page import lay_out
from tui.render.spans import Layer, layer, layers, pieces
from tui.render.wrap import wrap, wrap_code
from tui.values import BlockKind, Origin, Style, StyleKind

texts = st.text(st.sampled_from("ab cdé \u00a0—’字漢👍\u0301\u200d\ufe0f"), max_size=60).map(drawable)


@given(texts, st.integers(1, 20))
def test_lines_hold_every_word_in_order_and_nothing_else(text: str, cells: int) -> None:
    lines = wrap(text, 0, len(text), cells)
    assert "".join(text[start:end] for start, end in lines).replace(" ", "") == text.replace(" ", "")
    assert all(end > start for start, end in lines)
    assert all(first[1] <= second[0] for first, second in pairwise(lines))


@given(texts, st.integers(2, 20))
def test_no_line_is_wider_than_the_measure(text: str, cells: int) -> None:
    for start, end in wrap(text, 0, len(text), cells):
        assert width(text[start:end]) <= cells or clusters.after(text, start) == end


def test_code_keeps_its_line_feeds_and_white_space() -> None:
    text = "if x:\n    go()\n\nend"
    assert [text[start:end] for start, end in wrap_code(text, 0, len(text), 80)] == ["if x:", "    go()", "", "end"]


@given(st.text(max_size=40))
def test_what_is_drawn_has_the_same_code_points_and_no_control_codes(text: str) -> None:
    drawn = drawable(text)
    assert len(drawn) == len(text)
    assert not any(ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0 for letter in drawn)


@given(texts, st.integers(0, 30))
def test_fitted_and_padded_texts_have_the_width_asked_for(text: str, cells: int) -> None:
    assert width(fit(text, cells)) <= max(cells, 0)
    assert width(pad(text, cells)) == cells
    assert text.startswith(chop(text, cells))


def test_a_cell_leads_to_the_code_point_drawn_in_it() -> None:
    assert [index_at("a字b", cell) for cell in range(5)] == [0, 1, 1, 2, 3]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)), max_size=8), st.integers(0, 30), st.integers(0, 30))
def test_pieces_give_back_the_text_and_the_roles_laid_over_it(
    drawn: list[tuple[int, int]], first: int, second: int
) -> None:
    text = "abcdefghijklmnopqrstuvwxyz0123456789!?"
    spans: list[tuple[int, int, str]] = []
    for start, size in sorted(drawn):
        if not spans or start >= spans[-1][1]:
            spans.append((start, start + size, "match"))
    start, end = min(first, second), max(first, second)
    made = pieces(text, start, end, ("text",), [Layer(tuple(spans))])
    assert "".join(words for words, _ in made) == text[start:end]
    at = start
    for words, roles in made:
        covered = any(left <= at and at + len(words) <= right for left, right, _ in spans)
        assert ("match" in roles) == covered
        at += len(words)


def test_a_layer_leaves_out_empty_ranges_and_sorts_the_others() -> None:
    assert layer([(5, 7), (3, 3), (0, 2)], "match").spans == ((0, 2, "match"), (5, 7, "match"))


def test_every_word_of_an_article_is_on_its_page_at_every_width() -> None:
    for article in stories():
        for cells in (8, 20, 40, 76, 200):
            layout = lay_out(article, "x", cells, boilerplate=True)
            words = [layout.text[line.start : line.end] for line in layout.lines]
            assert "".join(words).replace(" ", "") == article.text.replace(" ", "").replace("\n", "")
            for line in layout.lines:
                assert line.end == line.start or layout.line_of(line.start) == layout.lines.index(line)


def test_hidden_boilerplate_is_counted_and_said() -> None:
    article = stories()[0]
    layout = lay_out(article, "x", 76, boilerplate=False)
    assert layout.hidden == 2
    assert any("2 lines of boilerplate hidden, B shows them" in line.words for line in layout.lines)
    chrome = article.text.index("You might also like")
    assert not layout.is_shown(chrome)
    assert lay_out(article, "x", 76, boilerplate=True).is_shown(chrome)


def test_the_title_stands_on_the_page_once() -> None:
    titled, untitled = stories()[0], stories()[3]
    lines = lay_out(titled, "x", 76, boilerplate=False).lines
    assert [line.role for line in lines].count("title") == 1
    assert not any(line.words == titled.title for line in lines)
    said = [line.words for line in lay_out(untitled, "x", 76, boilerplate=False).lines]
    assert any("no title of its own" in words for words in said)


@pytest.mark.parametrize("number", [0, 3])
def test_a_title_that_the_user_set_stands_over_that_of_the_text(number: int) -> None:
    article = replace(stories()[number], title="Mine", title_origin=Origin.USER)
    lines = lay_out(article, "x", 76, boilerplate=False).lines
    assert [(line.words, line.end) for line in lines if line.role == "title"] == [("Mine", 0)]
    assert any("title set by you · " in line.words for line in lines)
    for block in article.blocks:
        if block.kind is BlockKind.TITLE:
            assert any(line.start <= block.start < line.end for line in lines), "a match in it can be gone to"


def test_a_title_from_beside_says_so() -> None:
    article = replace(stories()[0], title_origin=Origin.SIDECAR)
    said = [line.words for line in lay_out(article, "x", 76, boilerplate=False).lines]
    assert any(words.startswith("title from the file beside it · ") for words in said)


def test_styles_within_styles_all_keep_their_look() -> None:
    nested = layers([(0, 40, "strong"), (5, 10, "emphasis"), (8, 12, "link"), (20, 30, "strong"), (35, 45, "strong")])
    text = "x" * 50
    roles = {at: set(pieces(text, at, at + 1, (), nested)[0][1]) for at in range(50)}
    assert roles[2] == roles[15] == roles[32] == roles[42] == {"strong"}
    assert roles[6] == {"strong", "emphasis"}
    assert roles[9] == {"strong", "emphasis", "link"}
    assert roles[47] == set()


async def test_the_page_draws_a_style_on_both_sides_of_one_within_it(reading: Reading) -> None:
    plain = made("one", "A title", ["Very strong words stand here, " + "on and on " * 20])
    at = plain.text.index("Very")
    styles = (Style(StyleKind.STRONG, at, at + 180), Style(StyleKind.EMPHASIS, at + 5, at + 11))
    blocks = (plain.blocks[0], replace(plain.blocks[1], styles=styles))
    async with reading((120, 40), Newsroom([replace(plain, blocks=blocks)])) as reader:
        page = reader.screen.page
        parts = [part for y in range(3, 12) for part in page.render_line(y)]
        bold = "".join(part.text for part in parts if part.style and part.style.bold)
        italic = "".join(part.text for part in parts if part.style and part.style.italic)
        assert bold.replace(" ", "") == plain.text[at : at + 180].replace(" ", "")
        assert italic == "strong"
