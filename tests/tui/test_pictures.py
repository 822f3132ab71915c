"""Pictures of every screen, in three sizes and three themes; see tests/tui/pictures.py for how to make them anew."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Reader
from tests.tui.pictures import compare, picture
from tests.tui.stories import newsroom
from tui.app import DatelineApp
from tui.themes import DARK, LIGHT, SIXTEEN

SIZES = [(80, 24), (120, 40), (160, 50)]
THEMES = {"dark": DARK, "light": LIGHT, "16": SIXTEEN}
PLACES = {
    "list": ["j"],
    "article": ["enter", "]", "]"],
    "search": ["\\", *"varga"],
    "error": ["\\", *"varga", "space", *"foo", "colon", "b"],
    "references": ["enter", "]", "]", "x"],
    "sentences": ["enter", "]", "]", "x", "enter", "j"],
    "sentence": ["enter", "]", "]", "x", "enter", "G", "enter"],
    "selecting": ["enter", "]", "]", "v", ")", ")"],
    "find": ["enter", "/", *"harbour", "enter", "n"],
    "keys": ["?"],
    "palette": ["colon", *"va"],
    "marks": ["s", "T", *"port", "enter", "j", "a", "j"],
    "note": ["enter", "i", *"who says so", "enter", *"and who does not"],
    "actor": ["W", "/", *"lindq", "enter", "enter", "j"],
    "actors": ["W", "+", "+", "+", "j", "j", "/", *"r"],
    "concordance": ["\\", *"varga", "enter", "C", "S", "j"],
    "correcting": ["enter", "]", "]", "m"],
    "merging": ["enter", "]", "]", "m", "enter"],
    "preview": ["enter", "]", "]", "m", "enter", *"varga", "enter"],
    "corrected": ["enter", "]", "]", "m", "enter", *"varga", "enter", "enter"],
    "renaming": ["enter", "]", "]", "r"],
    "filter": ["f"],
    "filter-values": ["f", "down", "down", "enter"],
    "filtered": ["\\", *"varga", "enter", "f", *"port", "enter"],
    "filters": ["\\", *"varga", "enter", "f", *"port", "enter", "f"],
    "plain": ["enter", "P"],
    "saved": ["\\", *"varga", "enter", "F", "enter", "enter", "F"],
}


async def drawn(place: str, size: tuple[int, int], theme: str) -> str:
    room = newsroom()
    app = DatelineApp(lambda: room, theme=theme)
    async with app.run_test(size=size) as pilot:
        reader = Reader(app, pilot, room)
        await reader.rest()
        for key in PLACES[place]:
            await reader.press({" ": "space"}.get(key, key))
            await app.workers.wait_for_complete()
            await reader.rest()
        await app.workers.wait_for_complete()
        await reader.rest()
        return picture(app)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("place", PLACES)
async def test_picture(place: str, size: tuple[int, int], theme: str) -> None:
    compare(f"{place}-{size[0]}x{size[1]}-{theme}", await drawn(place, size, THEMES[theme]))


async def test_picture_of_the_smallest_terminal() -> None:
    compare("article-40x10-dark", await drawn("article", (40, 10), DARK))
