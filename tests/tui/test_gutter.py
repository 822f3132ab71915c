"""The strip at the edge of the page shows every mark once, in its place, at any height."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.tui.conftest import Reading
from tests.tui.newsroom import Newsroom, made
from tests.tui.stories import LEXICON, LONG
from tui.render.cells import width
from tui.render.glyphs import DRAWN
from tui.render.gutter import CELLS, MATCH, NAME, NOTE, PRECEDENCE, Gutter, gutter
from tui.render.layout import Layout
from tui.render.page import lay_out
from tui.render.roles import LOOKS, words_of

PAGE: Layout = lay_out(made("x", "A title", [f"{LONG} {number}" for number in range(30)]), "x", 76, boilerplate=False)
PLACES = st.lists(st.integers(0, len(PAGE.text) - 1), max_size=12)


@given(PLACES, PLACES, st.integers(1, 200))
def test_a_row_holds_a_mark_exactly_if_one_of_its_lines_does(matches: list[int], notes: list[int], height: int) -> None:
    made = gutter(PAGE, height, [(NOTE, notes), (MATCH, matches)])
    total = len(PAGE.lines)
    for row, kind in enumerate(made.kinds):
        last = made.line_of(row + 1) if row + 1 < height and total > height else made.line_of(row) + 1
        lines = range(made.line_of(row), total if total > height and row + 1 == height else last)
        if row >= total:
            lines = range(0)
        held = [
            kind
            for kind, starts in ((MATCH, matches), (NOTE, notes))
            if any(PAGE.line_of(at) in lines for at in starts)
        ]
        assert kind == (held[0] if held else "")


@given(st.integers(1, 400), st.integers(1, 100), st.integers(0, 400))
def test_the_bar_is_as_long_as_the_part_that_is_seen(total: int, height: int, top: int) -> None:
    strip = Gutter(total, height, ("",) * height)
    top = min(top, max(0, total - height))
    first, last = strip.seen(top)
    bars = [DRAWN.thumb in words_of(strip.row(row, top)) for row in range(height)]
    assert bars == [first <= row < last for row in range(height)]
    if total <= height:
        assert not any(bars)
        return
    assert 0 <= first < last <= height
    assert first * total <= top * height < (first + 1) * total
    assert last * total >= min((top + height) * height, height * total)


def test_signs_differ_without_colour_and_are_one_cell_each() -> None:
    assert len({DRAWN.marks[kind] for kind in PRECEDENCE}) == len(PRECEDENCE)
    for kind in PRECEDENCE:
        assert width(DRAWN.marks[kind]) == 1
        assert f"mark-{kind}" in LOOKS
        assert width(words_of(Gutter(1, 1, (kind,)).row(0, 0))) == CELLS


async def test_the_page_shows_where_matches_and_the_current_name_are_and_a_click_goes_there(reading: Reading) -> None:
    words = [*[LONG] * 20, "A heron.", *[LONG] * 20, "Then Varga came."]
    async with reading((80, 24), Newsroom([made("one", "A title", words)], LEXICON)) as reader:
        await reader.press("enter", "/")
        await reader.type("heron")
        await reader.press("enter", "g")
        signs = [line[-2:].strip() for line in reader.lines()]
        row = signs.index(DRAWN.marks["current"])
        assert 9 < row < 14
        assert not reader.shows("A heron.")
        await reader.pilot.click(offset=(78, row))
        await reader.rest()
        assert reader.shows("A heron.")
        await reader.press("escape", "g", "[")
        signs = [line[-2:].strip(f" {DRAWN.thumb}") for line in reader.lines()]
        assert signs.count(DRAWN.marks[NAME]) == 1
        assert DRAWN.marks["current"] not in signs
        assert signs.index(DRAWN.marks[NAME]) > 20


async def test_notes_are_marked_at_the_margin_in_the_text_and_at_the_edge(reading: Reading) -> None:
    article = made("one", "A title", [LONG, "Then a heron came.", *[LONG] * 20])
    async with reading((80, 24), Newsroom([article], LEXICON)) as reader:
        await reader.press("enter")
        page = reader.screen.page
        at = article.text.index("heron")
        page.show_notes([(at, at + 5, "a"), (at - 7, at + 10, "b"), (0, 0, "whole")])
        await reader.rest()
        assert [page.note_at(offset) for offset in (at, at - 3, at + 12)] == ["a", "b", None]
        line = next(line for line in reader.lines() if "Then a heron" in line)
        assert line.startswith("*")
        assert any(line.rstrip(f" {DRAWN.thumb}").endswith(DRAWN.marks[NOTE]) for line in reader.lines())
