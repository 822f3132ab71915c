"""Text from outside never becomes markup or a terminal's command, and breaks nothing."""

from __future__ import annotations

import json
from pathlib import Path

from tests.tui.conftest import Reading
from tests.tui.newsroom import Lexicon, Newsroom, made
from tui.values import NameKind

MARKUP = "[bold red]x[/] [@click=app.quit]quit[/] [/nothing] \x1b[31mred\x07 \u202eesrever"


async def test_markup_and_escapes_are_shown_as_they_are(reading: Reading) -> None:
    lexicon: Lexicon = {MARKUP: (MARKUP, NameKind.PERSON), "Ada": ("Ada", NameKind.PERSON)}
    room = Newsroom([made(MARKUP, MARKUP, [f"Ada met {MARKUP} today."], source=MARKUP)], lexicon, name=MARKUP)
    async with reading((160, 50), room) as reader:
        shown = "[bold red]x[/] [@click=app.quit]quit[/] [/nothing]  [31mred"
        assert reader.shows(shown)
        await reader.press("enter", "]", "x", "enter")
        assert reader.shows("[bold red]x[/]")
        await reader.press(":")
        await reader.type("red")
        await reader.app.workers.wait_for_complete()
        await reader.press("escape")
        _no_escapes(reader.lines())


async def test_strings_that_break_programs_do_not_break_this_one(reading: Reading, shared_data: Path) -> None:
    strings: list[str] = json.loads((shared_data / "naughty-strings.json").read_text("utf-8"))
    named: Lexicon = {string: (string, NameKind.PERSON) for string in strings[:6] if string.strip()}
    room = Newsroom(
        [
            made(f"{number:03}", string, [string or "empty", string * 3 or "empty"])
            for number, string in enumerate(strings)
        ],
        named,
    )
    async with reading((160, 50), room) as reader:
        await reader.press("enter")
        for number in range(0, len(strings), 16):
            reader.screen.articles.move_to(number)
            await reader.press("J", "]")
            _no_escapes(reader.lines())
        await reader.press("1", "\\")
        for string in strings[::16]:
            reader.screen.search_bar.box.value = string
            await reader.rest()
            _no_escapes(reader.lines())


def _no_escapes(lines: list[str]) -> None:
    for line in lines:
        assert not any(ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0 for letter in line)
