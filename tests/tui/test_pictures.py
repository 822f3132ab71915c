"""Pictures of the app.

`pytest tests/tui/test_pictures.py --snapshot-update` makes them anew; look at all that change.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import Reader
from tests.tui.stories import newsroom
from tui.app import DatelineApp
from tui.themes import DARK, LIGHT, SIXTEEN

SIZES = {"80x24": (80, 24), "120x40": (120, 40), "160x50": (160, 50)}
PLACES = {
    "list": ["j"],
    "article": ["enter", "]", "]"],
    "search": ["\\", *"varga"],
    "error": ["\\", *"varga", "space", *"foo", "colon", "b"],
    "references": ["enter", "]", "]", "x"],
    "sentences": ["enter", "]", "]", "x", "enter", "j"],
    "sentence": ["enter", "]", "]", "x", "enter", "G", "enter"],
    "keys": ["?"],
}


def _steps(keys: list[str]) -> Callable[[Pilot[None]], object]:
    async def press(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app, DatelineApp)
        reader = Reader(pilot.app, pilot, newsroom())
        await reader.rest()
        for key in keys:
            await reader.press(key)

    return press


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", PLACES)
def test_picture(snap_compare: Callable[..., bool], place: str, size: str) -> None:
    app = DatelineApp(newsroom, theme=DARK)
    assert snap_compare(app, terminal_size=SIZES[size], run_before=_steps(PLACES[place]))


@pytest.mark.parametrize("theme", [LIGHT, SIXTEEN])
def test_picture_in_other_colours(snap_compare: Callable[..., bool], theme: str) -> None:
    app = DatelineApp(newsroom, theme=theme)
    assert snap_compare(app, terminal_size=(120, 40), run_before=_steps([*PLACES["search"], "enter", "enter"]))


def test_picture_of_the_smallest_terminal(snap_compare: Callable[..., bool]) -> None:
    app = DatelineApp(newsroom, theme=DARK)
    assert snap_compare(app, terminal_size=(40, 10), run_before=_steps(["enter"]))
