"""Pictures of every screen, in three sizes and three themes; see tests/tui/pictures.py for how to make them anew."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.tui.conftest import Reader, until
from tests.tui.fake_pipeline import NOT_THERE, Zelda
from tests.tui.pictures import picture, same
from tests.tui.stories import chronicle, newsroom
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
    "called": ["W", "/", *"varga", "enter", "enter", "shift+tab", "j"],
    "periods": ["W", "/", *"varga", "enter", "enter", "shift+tab", *"Gkkkk", "enter"],
    "actors": ["W", "+", "+", "+", "j", "j", "/", *"r"],
    "concordance": ["\\", *"varga", "enter", "C", "S", "j"],
    "correcting": ["enter", "]", "]", "m"],
    "merging": ["enter", "]", "]", "m", "enter"],
    "preview": ["enter", "]", "]", "m", "enter", *"varga", "enter"],
    "corrected": ["enter", "]", "]", "m", "enter", *"varga", "enter", "enter"],
    "adding": ["enter", "M", *"old lighthouse", "enter"],
    "added": ["enter", "M", *"old lighthouse", "enter", *"place", "enter", "enter"],
    "parting": ["enter", "]", "]", "m", *"never", "enter"],
    "renaming": ["enter", "]", "]", "r"],
    "filter": ["f"],
    "filter-values": ["f", "down", "down", "enter"],
    "filtered": ["\\", *"varga", "enter", "f", *"port", "enter"],
    "filters": ["\\", *"varga", "enter", "f", *"port", "enter", "f"],
    "plain": ["enter", "P"],
    "notes": ["enter", "i", *"who says so", "escape", "J", "i", *"and who does not", "escape", "1", "o", "j"],
    "report": ["I", "j"],
    "names": ["j"],
    "names-report": ["I"],
    "names-paused": ["ctrl+o", "I"],
    "names-missing": ["I"],
    "saved": ["\\", *"varga", "enter", "F", "enter", "enter", "F"],
}

LIBRARIES = {"called": chronicle, "periods": chronicle}
"""Those of another library than the five articles."""


PIPELINES = {
    "names": (Zelda(412, 230.0), "names 41 %"),
    "names-report": (Zelda(412, 230.0), "names 41 %"),
    "names-paused": (Zelda(412, 230.0), "names 41 %"),
    "names-missing": (Zelda(missing=NOT_THERE), "samples"),
}
"""Those with a pipeline, and what the header shows once that is at work."""


async def drawn(place: str, size: tuple[int, int], names: Iterable[str]) -> dict[str, str]:
    """The picture in each theme; the app goes from one to the next as it does for a reader."""
    room = LIBRARIES.get(place, newsroom)()
    pipeline, at_work = PIPELINES.get(place, (None, "samples"))
    app = DatelineApp(lambda: room, pipeline=pipeline, theme=DARK)
    async with app.run_test(size=size) as pilot:
        reader = Reader(app, pilot, room)
        await reader.rest()
        await until(reader, at_work)
        for key in PLACES[place]:
            await reader.press({" ": "space"}.get(key, key))
            await app.workers.wait_for_complete()
        await reader.rest()
        pictures = {}
        for name in names:
            app.theme = THEMES[name]
            await reader.rest()
            pictures[name] = picture(app)
        return pictures


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("place", PLACES)
async def test_picture(place: str, size: tuple[int, int]) -> None:
    pictures = await drawn(place, size, THEMES)
    changed = [name for name, one in pictures.items() if not same(f"{place}-{size[0]}x{size[1]}-{name}", one)]
    assert not changed, f"changed in {', '.join(changed)}: `cat` the .ans files and the .new.ans beside them, and look"


@pytest.mark.parametrize(("place", "size"), [("article", (40, 10)), ("called", (40, 24))])
async def test_picture_of_a_small_terminal(place: str, size: tuple[int, int]) -> None:
    assert same(f"{place}-{size[0]}x{size[1]}-dark", (await drawn(place, size, ["dark"]))["dark"])
