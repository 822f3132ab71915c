"""Questions at the bottom of the screen take what was meant, however fast one types."""

from __future__ import annotations

import asyncio

from tests.tui.conftest import Reading
from tests.tui.test_correcting import TWO, settle
from tui.render.option import Option
from tui.screens.asking import Chooser, Question
from tui.widgets.search_bar import Box


async def test_enter_takes_what_fits_the_words_however_late_the_answer(reading: Reading) -> None:
    async with reading(TWO) as reader:
        asked: list[str] = []
        go_on = asyncio.Event()

        async def source(words: str) -> list[Option]:
            asked.append(words)
            if words:
                await go_on.wait()
            return [Option(f"for {words!r}")]

        chosen: list[Option | None] = []
        reader.app.push_screen(Chooser("Which?", source), chosen.append)
        await settle(reader)
        reader.app.screen.query_one(Box).value = "x"
        while "x" not in asked:
            await asyncio.sleep(0)
        reader.app.screen.query_one(Box).action_to_list()
        while not chosen and asked.count("x") == 1:
            await asyncio.sleep(0)
        go_on.set()
        while not chosen:
            await asyncio.sleep(0)
        assert [one.words for one in chosen if one] == ["for 'x'"]


async def test_typing_replaces_an_answer_that_is_selected_and_goes_on_after_another(reading: Reading) -> None:
    async with reading(TWO) as reader:
        answers: list[str | None] = []
        for selected in (True, False):
            reader.app.push_screen(Question("|", "wc", selected=selected), answers.append)
            await settle(reader)
            await reader.type("nl")
            await reader.press("enter")
        assert answers == ["nl", "wcnl"]
