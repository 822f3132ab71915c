"""For those who hear the screen: one pane, nothing drawn, words for marks, the terminal's cursor where one is."""

from __future__ import annotations

import unicodedata

import pytest

from tests.tui.conftest import Reader, Reading
from tests.tui.newsroom import made
from tui.render.glyphs import DRAWN, SAID
from tui.settings import Settings
from tui.values import NameKind
from tui.widgets.terminal_cursor import show_cursor

ACCESSIBLE = Settings(accessible=True)
PLACES = {
    "list": ["j"],
    "article": ["enter", "]", "]"],
    "search": ["\\", *"varga"],
    "results": ["\\", *"varga", "enter"],
    "error": ["\\", *"foo", "colon", "b"],
    "find": ["enter", "slash", *"harbour"],
    "references": ["enter", "]", "x"],
    "names": ["3"],
    "sentences": ["enter", "]", "]", "x", "enter", "j"],
    "sentence": ["enter", "]", "]", "x", "enter", "enter"],
    "keys": ["?"],
    "keys to the end": ["?", "G"],
    "palette": ["colon", *"har"],
    "note": ["enter", "i", *"mine"],
    "tags": ["T"],
    "starred": ["s", "a", "j"],
    "explanation": ["\\", *"varga", "enter", "E"],
    "zoomed": ["enter", "z"],
    "who is who": ["W", "j"],
    "actor": ["enter", "]", "]", "A", "tab", "tab", "tab"],
    "sentences of an actor": ["enter", "]", "]", "A", "tab", "enter"],
    "selecting": ["enter", "]", "v", "w", "V"],
    "notes": ["enter", "i", *"mine", "escape", "o"],
    "correcting": ["enter", "]", "]", "m", "enter"],
    "filters": ["f", "enter"],
    "report": ["I", "j", "f"],
    "in context": ["\\", *"varga", "enter", "C"],
}


def drawn(reader: Reader) -> set[str]:
    """Line, block, shape and pictograph characters that are on the screen."""
    return {
        character
        for line in reader.lines()
        for character in line
        if 0x2190 <= ord(character) < 0x2C00 or unicodedata.category(character) == "Co"
    }


@pytest.mark.parametrize("size", [(80, 24), (160, 50), (40, 10)])
@pytest.mark.parametrize("place", PLACES)
async def test_nothing_is_drawn_anywhere(reading: Reading, place: str, size: tuple[int, int]) -> None:
    async with reading(size, settings=ACCESSIBLE) as reader:
        for key in PLACES[place]:
            await reader.press(key)
            assert not drawn(reader)


async def test_the_walk_meets_what_it_looks_for_where_lines_are_drawn(reading: Reading) -> None:
    async with reading((160, 50)) as reader:
        await reader.press("?")
        await reader.press("q")
        assert {DRAWN.rule, DRAWN.side, DRAWN.cursor, DRAWN.unread} <= drawn(reader)


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_one_pane_is_shown_at_any_width(reading: Reading, size: tuple[int, int]) -> None:
    async with reading(size, settings=ACCESSIBLE) as reader:
        for key in ("enter", "x", "1"):
            await reader.press(key)
            panes = [reader.screen.query_one(f"#{name}-pane") for name in ("list", "page", "side")]
            assert sum(pane.display for pane in panes) == 1


async def test_marks_are_words(reading: Reading) -> None:
    async with reading((100, 30), settings=ACCESSIBLE) as reader:
        await reader.press("s")
        assert reader.shows("unread Harbour Board")
        assert reader.shows("starred ")
        await reader.press("3")
        assert any(line.lstrip("> ").startswith("organisation Harbour Board") for line in reader.lines())


def test_every_kind_of_name_has_a_letter_and_a_word() -> None:
    assert set(DRAWN.kinds) == set(SAID.kinds) == set(NameKind)
    assert SAID.kinds[NameKind.PERSON] == "person"


@pytest.mark.parametrize("settings", [ACCESSIBLE, Settings()])
async def test_the_cursor_of_the_terminal_is_on_the_row_and_on_the_line(reading: Reading, settings: Settings) -> None:
    async with reading((80, 24), settings=settings) as reader:

        def line() -> str:
            return reader.lines()[reader.app.cursor_position.y]

        await reader.press("j")
        row = reader.screen.articles.article_at(1)
        assert row is not None
        assert row.title[:20] in line()
        await reader.press("G")
        assert reader.screen.articles.cursor_lines(0) == range(1)
        last = reader.screen.articles.article_at(reader.screen.articles.count - 1)
        assert last is not None
        assert last.title[:20] in line()
        await reader.press("g", "enter")
        assert reader.app.cursor_position.y == reader.screen.page.content_region.y
        await reader.press("]")
        current = reader.screen.page.current
        assert current is not None
        assert reader.screen.page.article is not None
        assert reader.screen.page.article.text[current.start : current.end].split()[0] in line()
        await reader.press("1", "\\", *"var")
        assert "var" in line()
        assert reader.app.cursor_position.x >= 6


async def test_the_cursor_follows_the_page_as_it_scrolls(reading: Reading) -> None:
    from tests.tui.newsroom import Newsroom

    long = Newsroom([made("0", "A long one", [f"Paragraph {number} of many." for number in range(60)])], {})
    async with reading((80, 24), long, settings=ACCESSIBLE) as reader:
        await reader.press("enter", "space", "j")
        top = reader.screen.page.content_region.y
        assert reader.app.cursor_position.y == top


async def test_the_cursor_is_shown_through_the_driver(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    async with reading((80, 24), settings=ACCESSIBLE) as reader:
        driver = reader.app._driver
        assert driver is not None
        monkeypatch.setattr(driver, "write", written.append)
        show_cursor(reader.app)
        monkeypatch.undo()
    assert written == ["\x1b[?25h"]


async def test_progress_is_drawn_but_seldom_where_nothing_may_move(reading: Reading) -> None:
    from index.build.progress import BuildProgress
    from tui.messages import BuildReported

    now = [100.0]
    async with reading((120, 40), settings=Settings(motion="reduced")) as reader:
        reader.screen._clock = lambda: now[0]
        shown = []
        for step in range(1, 12):
            reader.screen.on_build_reported(BuildReported(BuildProgress("reading", step, 100)))
            await reader.rest()
            shown.append(reader.screen.header._progress.done)  # type: ignore[union-attr]
            now[0] += 1.0
        assert shown == [1, 1, 1, 1, 1, 6, 6, 6, 6, 6, 11]
