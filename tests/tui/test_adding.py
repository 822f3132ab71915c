"""Adding a name that was missed, and keeping two names apart: shown before it is made, and taken back by undo."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Reader, Reading
from tests.tui.test_correcting import SIZES, THREE, TWO, choose, names_shown, settle, written
from tui.screens.asking import Chooser, Question
from tui.screens.changing import ChangeSheet
from tui.values import NameKind


async def select_lighthouse(reader: Reader) -> None:
    """The words “old lighthouse” of the first article, which are no name."""
    await reader.press("enter", "/")
    await reader.type("old lighthouse")
    await reader.press("enter", "v", "e", "e")
    selected = reader.screen.selector.selected
    assert selected is not None and reader.screen.reading is not None


@SIZES
async def test_selected_words_become_a_name_everywhere(reading: Reading, size: tuple[int, int]) -> None:
    async with reading(size) as reader:
        await reader.press("enter", "]", "]", "v")
        start = reader.screen.reading.article.text.index("old lighthouse")  # type: ignore[union-attr]
        assert reader.screen.selector.begin(start, start + len("old lighthouse") - 1)
        await reader.press("m")
        assert reader.shows("Add “old lighthouse” as")
        await choose(reader, "place", "all articles")
        assert isinstance(reader.app.screen, ChangeSheet)
        assert reader.shows("old lighthouse is a name (place)")
        assert reader.shows("before") and reader.shows("it is no name yet")
        assert written(reader) == []
        await reader.press("enter")
        assert written(reader) == ["correct add"]
        assert "old lighthouse" in names_shown(reader)
        assert not reader.screen.is_selecting
        await reader.press("U")
        assert "old lighthouse" not in names_shown(reader)


async def test_selected_words_become_a_name_of_somebody_known_in_one_article(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("enter", "]", "]", "v")
        start = reader.screen.reading.article.text.index("pilots")  # type: ignore[union-attr]
        assert reader.screen.selector.begin(start, start + len("pilots") - 1)
        await reader.press("m")
        await choose(reader, "another", "ferry", "only in")
        assert reader.shows("pilots is a name of Northern Ferry Company in ")
        await reader.press("enter")
        assert reader.screen.reading is not None
        text, mentions = reader.screen.reading.article.text, reader.screen.reading.mentions
        (added,) = [one for one in mentions if text[one.start : one.end] == "pilots"]
        assert added.kind is NameKind.ORGANISATION


async def test_a_name_can_be_typed(reading: Reading) -> None:
    async with reading(THREE) as reader:
        await reader.press("enter", "M")
        assert isinstance(reader.app.screen, Question)
        await reader.type("old   lighthouse")
        await reader.press("enter")
        await choose(reader, "event", "all")
        assert reader.shows("old lighthouse is a name (event)")
        await reader.press("escape")
        assert written(reader) == []


async def test_what_stands_nowhere_is_refused_with_the_reason(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("enter", "M")
        await reader.type("Nowhere At All")
        await reader.press("enter")
        await choose(reader, "person", "all")
        assert reader.shows("it stands nowhere") and reader.shows("Capitals count")
        await reader.press("enter")
        assert written(reader) == []


@pytest.mark.parametrize("left_at", range(3))
async def test_each_question_can_be_left(reading: Reading, left_at: int) -> None:
    async with reading(TWO) as reader:
        await reader.press("enter", "]", "v", "m")
        await choose(reader, *(("another", "ferry")[:left_at]))
        assert isinstance(reader.app.screen, Chooser)
        await reader.press("escape")
        assert reader.app.screen is reader.screen
        assert reader.screen.focused is reader.screen.page
        assert written(reader) == []


async def test_too_much_is_no_name(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("enter", "]", "v", "}", "}", "m")
        await settle(reader)
        assert reader.app.screen is reader.screen
        assert reader.shows("that is too long for a name")


@SIZES
async def test_a_form_is_never_one_with_the_rest(reading: Reading, size: tuple[int, int]) -> None:
    async with reading(size) as reader:
        await reader.press("enter", "]", "]", "m")
        await choose(reader, "never", "“lindqvist”")
        assert isinstance(reader.app.screen, ChangeSheet)
        assert reader.shows("are never one")
        await reader.press("enter")
        assert written(reader) == ["correct cannot-link"]
        assert "Lindqvist (another)" in names_shown(reader)


async def test_two_that_are_apart_already_are_kept_so(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("enter", "]", "]", "m")
        await choose(reader, "never", "varga")
        assert reader.shows("No name in any article changes.")
        assert not reader.shows("no one is called so any more")
        await reader.press("enter")
        assert written(reader) == ["correct cannot-link"]
