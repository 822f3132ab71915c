"""The page gives every word a place and every place its word, whatever the text is."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers import read
from tests.tui.newsroom import made
from tui.render import clusters
from tui.render.cells import width
from tui.render.glyphs import DRAWN
from tui.render.layout import Layout, PageLine
from tui.render.page import BREAK, lay_out
from tui.render.wrap import wrap
from tui.values import Article, Block, BlockKind, Gap

LETTERS = "ab de.,-—/“”’é\u0301字漢、。「」ーァ👍🏽👩🇩🇪\u00a0\u200d\ufe0f한नि1"
WORDS = st.text(st.sampled_from(LETTERS), min_size=1, max_size=60)
KINDS = st.sampled_from([kind for kind in BlockKind if kind is not BlockKind.TITLE])
LEADS = st.sampled_from(["", "> ", "> > ", "- ", "1. ", "   - ", "> - ", "        ", "> " * 20])


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Articles of blocks of every kind with every lead, and white space where no reader leaves any."""
    parts = draw(st.lists(st.tuples(KINDS, WORDS, LEADS, st.sampled_from(Gap), st.integers(0, 6)), max_size=6))
    plain = made("x", draw(st.none() | WORDS), [(kind, words) for kind, words, *_ in parts] or ["a"])
    titled = [block for block in plain.blocks if block.kind is BlockKind.TITLE]
    rest = plain.blocks[len(titled) :]
    shaped = [
        replace(block, lead=lead, gap=gap, level=level)
        for block, (_, _, lead, gap, level) in zip(rest, parts, strict=False)
    ]
    return replace(plain, blocks=(*titled, *(shaped or rest)))


def drawn(line: PageLine, text: str) -> str:
    """A line as it stands on the page."""
    made, at = " " * line.indent + line.lead, line.start
    for border, blanks in line.pads:
        made += text[at:border] + " " * blanks
        at = border
    return made + (text[at : line.end] if line.end > line.start else line.words)


@given(articles(), st.integers(8, 90), st.booleans())
def test_every_code_point_of_a_shown_block_is_on_one_line_or_is_white_space(
    article: Article, cells: int, boilerplate: bool
) -> None:
    layout = lay_out(article, "x", cells, boilerplate=boilerplate)
    on_lines = [at for line in layout.lines for at in range(line.start, line.end)]
    assert len(on_lines) == len(set(on_lines))
    seen = {at for start, end in layout.shown for at in range(start, end)}
    assert set(on_lines) <= seen
    assert all(layout.text[at] in " \u3000" for at in seen.difference(on_lines))


@given(articles(), st.integers(8, 90))
def test_no_line_is_wider_than_its_room(article: Article, cells: int) -> None:
    layout = lay_out(article, "x", cells, boilerplate=True)
    for line in layout.lines:
        assert width(drawn(line, layout.text)) <= cells
        assert width(drawn(line, layout.text)) <= 76


@given(articles(), st.integers(8, 90))
def test_cells_and_code_points_lead_to_each_other(article: Article, cells: int) -> None:
    layout = lay_out(article, "x", cells, boilerplate=True)
    for number, line in enumerate(layout.lines):
        for at in range(line.start, line.end):
            if not clusters.is_border(layout.text, at) or width(layout.text[at : clusters.after(layout.text, at)]) == 0:
                continue
            assert layout.place_of(at)[0] == number
            assert layout.offset_at(*layout.place_of(at)) == at
            assert drawn(line, layout.text)[: line.first_cell] == " " * line.indent + line.lead
        assert layout.offset_at(number, 200) == (line.end if line.end > line.start else None)


@given(WORDS, st.integers(4, 30))
def test_no_line_ends_within_a_character(words: str, cells: int) -> None:
    for start, end in wrap(words, 0, len(words), cells):
        assert clusters.is_border(words, end) or words[end] == " "
        assert clusters.is_border(words, start) or words[start - 1] == " "


JAPANESE = "港湾委員会は、北の防波堤の再建を延期した。「約束は石ではない」とヴァルガ氏は（昨日）述べた。"


@pytest.mark.parametrize("cells", range(6, 40))
def test_ideographs_are_parted_and_no_line_begins_or_ends_with_the_wrong_mark(cells: int) -> None:
    lines = [JAPANESE[start:end] for start, end in wrap(JAPANESE, 0, len(JAPANESE), cells)]
    assert "".join(lines) == JAPANESE
    assert all(line[0] not in "、。」）ァー" for line in lines)
    assert all(line[-1] not in "「（" for line in lines)
    assert all(width(line) >= cells - 5 for line in lines[:-1])


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("10\u00a0000 men and 5\u00a0km", 9, ["10\u00a0000", "men and", "5\u00a0km"]),
        ("the counter-offensive of al-Serraj", 13, ["the counter-", "offensive of", "al-Serraj"]),
        ("they left—or so they said", 11, ["they left—", "or so they", "said"]),
        ("in 2020–21 and", 8, ["in", "2020–21", "and"]),
        (
            "see https://example.org/a/long/path?of=it here",
            16,
            ["see https://", "example.org/a/", "long/path?of=it", "here"],
        ),
        ("see https://example.org now", 19, ["see", "https://example.org", "now"]),
        ("नमस्ते दुनिया", 5, ["नमस्ते", "दुनिया"]),
        ("한국어는 띄어쓰기를 한다", 9, ["한국어는", "띄어쓰기", "를 한다"]),
        ("unbreakablewordofmanyletters", 10, ["unbreakabl", "ewordofman", "yletters"]),
        ("12👩\u034f👩\u034f👧34", 7, ["12", "👩\u034f👩\u034f👧", "34"]),
    ],
)
def test_lines_are_broken_where_a_book_would(text: str, cells: int, lines: list[str]) -> None:
    assert [text[start:end] for start, end in wrap(text, 0, len(text), cells)] == lines


@given(st.text(st.sampled_from(LETTERS), max_size=30), st.integers(0, 30))
def test_borders_of_characters_are_found_from_both_sides(text: str, at: int) -> None:
    at = min(at, len(text))
    start = clusters.floor(text, at)
    assert start <= at
    assert clusters.is_border(text, start)
    if start < len(text):
        assert clusters.before(text, clusters.after(text, start)) == start
        assert all(not clusters.is_border(text, inner) for inner in range(start + 1, clusters.after(text, start)))
    assert not any(unicodedata.category(one) == "Mn" for one in text[start : start + 1] if start)


@pytest.mark.parametrize(
    "one", ["é", "e\u0301", "👍🏽", "👩\u200d👩\u200d👧", "🇩🇪", "1\ufe0f\u20e3", "नि", "각", "\u1100\u1161\u11a8"]
)
def test_what_a_reader_takes_for_one_character_is_one(one: str) -> None:
    text = f"a{one}b🇫🇷🇩🇪"
    assert clusters.after(text, 1) == 1 + len(one)
    assert clusters.before(text, 1 + len(one)) == 1
    assert clusters.before(text, len(text)) == len(text) - 2


MARKDOWN = """# The mole

Words with a [link](https://example.org/x) and [another](https://example.org/y).

> quoted
>
> > deeper
>
> - item

10. ten
11. eleven, which is long enough to be broken at the edge of such a page

***

```
if x:

    go()
```

| Who | Share |
|-----|------:|
| A long name | 5 % |
| B | 37 % |
"""


def page_of(text: str, cells: int, folder: Path) -> list[str]:
    path = folder / "a.md"
    path.write_text(text)
    (article,) = read(path, "a.md")
    assert isinstance(article, Article)
    layout = lay_out(article, "x", cells, boilerplate=False)
    return [drawn(line, layout.text).rstrip() for line in layout.lines]


def test_markdown_is_set_as_a_page(tmp_path: Path) -> None:
    assert page_of(MARKDOWN, 40, tmp_path)[3:-1] == [
        "",
        "Words with a link and another.",
        "",
        f"{DRAWN.quote} quoted",
        DRAWN.quote,
        f"{DRAWN.quote} {DRAWN.quote} deeper",
        DRAWN.quote,
        f"{DRAWN.quote} • item",
        "",
        "10. ten",
        "11. eleven, which is long enough to be",
        "    broken at the edge of such a page",
        "",
        BREAK.center(40).rstrip(),
        "",
        "  if x:",
        "",
        "      go()",
        "",
        "Who         · Share",
        "───────────────────",
        "A long name ·   5 %",
        "B           ·  37 %",
        "",
        "Links",
        "link: https://example.org/x",
        "another: https://example.org/y",
    ]


def test_a_table_too_wide_for_the_page_is_set_as_words(tmp_path: Path) -> None:
    lines = page_of(MARKDOWN, 16, tmp_path)
    assert "A long name · 5" in lines
    assert all(len(line) <= 16 for line in lines)


def test_a_link_within_the_article_is_not_listed(tmp_path: Path) -> None:
    said = page_of(
        "# T\n\nSee [below](#x), it is [said](https://example.org) [twice](https://example.org).\n", 60, tmp_path
    )
    assert [line for line in said if "example" in line] == ["said: https://example.org"]


def test_the_measure_is_the_readers() -> None:
    article = made("x", "A title", ["word " * 100])
    for measure in (40, 76, 100):
        layout: Layout = lay_out(article, "x", 200, boilerplate=False, measure=measure)
        assert measure - 5 <= max(width(layout.text[line.start : line.end]) for line in layout.lines) <= measure


def test_a_paragraph_between_rows_parts_two_tables() -> None:
    rows = [(BlockKind.TABLE, "a · b"), (BlockKind.TABLE, "a long cell · b"), (BlockKind.TABLE, "x · y")]
    plain = made("x", "A title", rows)
    blocks = [replace(block, gap=Gap.NONE) for block in plain.blocks[1:]]
    parted: list[Block] = [replace(blocks[0], gap=Gap.LINE), blocks[1], replace(blocks[2], gap=Gap.LINE)]
    layout = lay_out(replace(plain, blocks=(plain.blocks[0], *parted)), "x", 60, boilerplate=False)
    assert [drawn(line, layout.text) for line in layout.lines if " · " in drawn(line, layout.text)][1:] == [
        "a           · b",
        "a long cell · b",
        "x · y",
    ]


@given(articles(), st.integers(8, 60))
def test_lines_follow_each_other_in_the_order_of_the_text(article: Article, cells: int) -> None:
    placed = [line for line in lay_out(article, "x", cells, boilerplate=True).lines if line.end > line.start]
    assert all(first.end <= second.start for first, second in pairwise(placed))


def test_real_articles_keep_to_the_page_and_every_word_has_a_place(shared_data: Path) -> None:
    for article in read(shared_data / "wikinews.jsonl.xz", "wikinews.jsonl.xz"):
        assert isinstance(article, Article)
        layout = lay_out(article, "x", 75, boilerplate=True)
        assert max(width(drawn(line, layout.text)) for line in layout.lines) <= 75
        on_lines = "".join(layout.text[line.start : line.end] for line in layout.lines)
        assert on_lines.split() != []
        assert "".join(on_lines.split()) == "".join(layout.text.split())
        for start, _ in layout.shown:
            assert layout.offset_at(*layout.place_of(start)) == start
