"""The palette: what is called as one types comes first, be it an action, a name or a title."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Reading
from tests.tui.newsroom import Newsroom, made
from tests.tui.stories import LEXICON, newsroom
from tui.commands import Palette
from tui.render.option import closeness

MIDDLE = (120, 40)


def quay() -> Newsroom:
    """Titles that hold what an actor and an action are called, and an actor that is called as an action is."""
    titles = ("Skarholm and Varga again", "Why Varga left", "Tomas Varga at the next paragraph", "To quit or to stay")
    return Newsroom([made(f"{n}", title, ["Tomas Varga was in Skarholm."]) for n, title in enumerate(titles)], LEXICON)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Tomas Varga", ["Tomas Varga", "Tomas Varga at the next paragraph"]),
        ("varga", ["Tomas Varga", "Skarholm and Varga again"]),
        ("tomas va", ["Tomas Varga", "Tomas Varga at the next paragraph"]),
        ("skarh", ["Skarholm", "Skarholm and Varga again"]),
        ("next paragraph", ["next paragraph", "Tomas Varga at the next paragraph"]),
        ("quit", ["quit"]),
        ("star", ["star, or take the star away"]),
        ("follow", ["the page follows the list, or not"]),
        ("why v", ["Why Varga left"]),
    ],
)
async def test_what_is_called_so_stands_above_what_only_has_the_words(
    reading: Reading, typed: str, first: list[str]
) -> None:
    async with reading(MIDDLE, quay()) as reader:
        found = await Palette(reader.screen).options(typed)
        assert [option.words for option in found[: len(first)]] == first


async def test_enter_goes_to_the_actor_whose_name_was_typed(reading: Reading) -> None:
    async with reading(MIDDLE, newsroom()) as reader:
        await reader.press("colon")
        await reader.type("harbour board")
        await reader.press("enter")
        assert reader.shows("With Harbour Board")


def test_case_and_marks_on_letters_make_no_difference() -> None:
    assert closeness("ERDOGAN", ["Recep Tayyip Erdoğan", "Erdoğan"]) == 0
    assert closeness("recep  ta", ["Recep Tayyip Erdoğan"]) == 1
    assert closeness("tayyip", ["Recep Tayyip Erdoğan"]) == 2
