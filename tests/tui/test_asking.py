"""Questions at the bottom of the screen take what was meant, however fast one types."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

from tests.tui.conftest import Reader, Reading, until
from tests.tui.test_correcting import TWO, settle
from tui.render.option import Option
from tui.render.roll import RollRow
from tui.screens.asking import Chooser, Question
from tui.widgets.option_list import OptionLines
from tui.widgets.row_list import RowList
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


class Slow:
    """A source of options whose answers to words wait until they may come."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.go_on = asyncio.Event()

    async def __call__(self, words: str) -> list[Option]:
        self.asked.append(words)
        if words:
            await self.go_on.wait()
        return [Option(f"{number} for {words!r}") for number in ("one", "two")]

    async def typed(self, reader: Reader, words: str) -> list[Option | None]:
        """Opens a chooser, types the words, and waits until they are asked for; what is chosen will be in the list."""
        chosen: list[Option | None] = []
        reader.app.push_screen(Chooser("Which?", self), chosen.append)
        await settle(reader)
        await reader.pilot.press(*words)
        while words not in self.asked:
            await reader.pilot.pause(0.01)
        return chosen


async def test_rows_of_what_was_typed_before_go_away_while_the_answer_is_looked_up(reading: Reading) -> None:
    async with reading(TWO) as reader:
        slow = Slow()
        chosen = await slow.typed(reader, "x")
        rows = reader.app.screen.query_one(OptionLines)
        rows.post_message(RowList.Opened(rows, 1))
        await reader.pilot.pause()
        assert chosen == []
        await until(reader, "looking up…")
        assert not reader.shows("one for")
        slow.go_on.set()
        await until(reader, "two for 'x'")
        assert not reader.shows("looking up…")


async def test_steps_through_the_list_wait_for_the_rows_of_what_is_typed(reading: Reading) -> None:
    async with reading(TWO) as reader:
        slow = Slow()
        chosen = await slow.typed(reader, "x")
        await reader.pilot.press("down")
        reader.app.screen.query_one(Box).action_to_list()
        slow.go_on.set()
        while not chosen:
            await reader.pilot.pause(0.01)
        assert [one.words for one in chosen if one] == ["two for 'x'"]


async def test_a_question_that_is_overtaken_never_says_that_nothing_was_found(reading: Reading) -> None:
    async with reading(TWO) as reader:
        said: list[bool] = []
        slow = threading.Event()
        narrowed = reader.screen.desk.named_like

        async def late(words: str) -> Sequence[RollRow]:
            said.append(reader.shows("no other name has that"))
            await asyncio.to_thread(slow.wait, 10)
            return await narrowed(words)

        reader.screen.desk.named_like = late  # type: ignore[method-assign]
        await reader.press("enter", "]", "m", "enter")
        await settle(reader)
        await reader.pilot.press("v")
        while not said:
            await reader.pilot.pause(0.01)
        await reader.pilot.press("a")
        while len(said) < 2:
            await reader.pilot.pause(0.01)
        slow.set()
        await until(reader, "Tomas Varga")
        assert said == [False, False]


async def test_typing_replaces_an_answer_that_is_selected_and_goes_on_after_another(reading: Reading) -> None:
    async with reading(TWO) as reader:
        answers: list[str | None] = []
        for selected in (True, False):
            reader.app.push_screen(Question("|", "wc", selected=selected), answers.append)
            await settle(reader)
            await reader.type("nl")
            await reader.press("enter")
        assert answers == ["nl", "wcnl"]
