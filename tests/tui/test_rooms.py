"""Further screens: going in and out of them, the history that leads through them, and renewal while they are open."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tui.conftest import Reader, Reading, until_looked
from tests.tui.newsroom import Newsroom, made
from tests.tui.stories import MERGED, newsroom
from tui.history import READING_KINDS, Place
from tui.screens.actor_room import ActorRoom
from tui.screens.kwic_room import KwicRoom
from tui.screens.roll_room import RollRoom
from tui.screens.room import Room
from tui.values import DatelineError, NameKind, Profile


def room_of(reader: Reader) -> Room:
    """The further screen that is open, which is what the reader sees."""
    room = reader.screen.room
    assert room is not None
    assert reader.app.screen is room
    return room


def actor_room(reader: Reader) -> ActorRoom:
    room = room_of(reader)
    assert isinstance(room, ActorRoom)
    return room


def closed(reader: Reader) -> bool:
    return reader.screen.room is None and reader.app.screen is reader.screen


async def test_an_article_opened_from_the_actor_screen_leads_back_to_it_with_its_cursor(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("enter", "]", "A")
        room = actor_room(reader)
        await reader.press("tab", "tab", "j", "j")
        assert room.focused is room.namings
        await reader.press("enter")
        assert closed(reader)
        assert reader.screen.reading is not None
        assert reader.screen.reading.article.id == "001_474a7aa0f96e345c"
        assert reader.screen.place == "page"
        await reader.press("h")
        again = actor_room(reader)
        assert again.focused is again.namings
        assert again.namings.cursor == 2
        await reader.press("h")
        assert closed(reader)
        assert reader.screen.place == "page"
        assert reader.screen.reading.article.id == "gazette_2031"
        await reader.press("H")
        assert reader.screen.place == "list"


async def test_back_and_forward_walk_across_all_screens(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("W", "j", "enter", "C", "j", "enter")
        assert closed(reader)
        seen: list[str] = []
        for key in "HHHHLLLL":
            await reader.press(key)
            room = reader.screen.room
            assert room is None or reader.app.screen is room
            seen.append(type(room).__name__ if room else reader.screen.place)
        there = ["KwicRoom", "ActorRoom", "RollRoom", "list"]
        assert seen == [*there, *reversed(there[:-1]), "page"]


async def test_q_closes_to_the_reading_screen_as_it_was_left(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("j", "enter", "]")
        before = reader.screen.here()
        await reader.press("A", "W", "j", "j", "enter", "C", "q")
        assert closed(reader)
        assert reader.screen.here() == before
        await reader.press("L")
        assert isinstance(room_of(reader), ActorRoom)


async def test_the_search_leaves_a_room(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("W", "\\")
        assert closed(reader)
        await reader.type("varga")
        assert reader.screen.found is not None
        await reader.press("enter", "C")
        room = room_of(reader)
        assert isinstance(room, KwicRoom)
        assert room.query_words == "varga"
        await reader.press("h")
        assert reader.screen.searched == "varga"


async def test_the_palette_leads_out_of_a_room(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("W", ":")
        await reader.type("ferry company stops")
        await reader.app.workers.wait_for_complete()
        await reader.press("enter")
        assert closed(reader)
        assert reader.screen.reading is not None
        assert reader.screen.reading.article.id == "herald_77"
        await reader.press("h")
        assert isinstance(room_of(reader), RollRoom)


async def test_an_action_of_the_palette_acts_on_the_room_if_it_knows_it(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("W", ":")
        await reader.type("back to where you came")
        await reader.app.workers.wait_for_complete()
        await reader.press("enter")
        assert closed(reader)


@pytest.mark.usefixtures("quick")
async def test_a_room_is_renewed_when_the_library_has_changed(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("W")
        room = room_of(reader)
        assert isinstance(room, RollRoom)
        await reader.press(*"jjjjjj")
        assert room.chosen_actor() == "skarholm"
        await reader.press("k")
        chosen = room.chosen_actor()
        reader.library.lexicon = MERGED
        reader.library.rewritten = True
        await until_looked(reader)
        assert not reader.shows("Skarholm  ")
        assert room.chosen_actor() == chosen
        await reader.press("g", "enter")
        assert reader.shows("14 times in 5 articles")
        actor = actor_room(reader)
        await reader.press("j")
        lead = actor.company.lead_at(actor.company.cursor)
        reader.library.lexicon = {**MERGED, "Varga": ("Varga", NameKind.PERSON)}
        reader.library.rewritten = True
        await until_looked(reader)
        now = actor.company.lead_at(actor.company.cursor)
        assert lead is not None
        assert now is not None
        assert now.other.id == lead.other.id
        assert actor.focused is actor.company


@pytest.mark.usefixtures("quick")
async def test_an_actor_that_is_gone_is_said_where_one_looks(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("enter", "]", "A")
        actor = actor_room(reader)
        reader.library.lexicon = {}
        reader.library.rewritten = True
        await until_looked(reader)
        assert reader.shows("nobody is called")
        assert reader.app.screen is actor
        await reader.press("h")
        assert closed(reader)


async def test_an_answer_to_a_room_that_was_left_does_no_harm(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        for keys in (["W", "q"], ["W", "h"], ["A", "W", "h", "q"], ["W", "enter", "q"], ["C", "S", "S", "h"]):
            await reader.pilot.press(*keys)
            await reader.rest()
            assert closed(reader)


async def test_a_resize_while_a_room_is_open_holds_for_the_screen_beneath(reading: Reading) -> None:
    async with reading((160, 50)) as reader:
        await reader.press("A")
        for size in ((80, 24), (40, 10), (10, 4), (120, 40), (80, 24)):
            await reader.pilot.resize_terminal(*size)
            await reader.rest()
            assert all(len(line) <= size[0] for line in reader.lines())
        await reader.press("q")
        assert closed(reader)
        assert reader.screen._shown == ("list",)


async def test_no_names_and_no_articles(reading: Reading) -> None:
    async with reading((80, 24), Newsroom([])) as reader:
        await reader.press("W")
        assert closed(reader)
        assert reader.shows("no articles")
    async with reading((80, 24), Newsroom([made("one", "A title", ["Nobody is named."])])) as reader:
        await reader.press("C")
        assert reader.shows("nothing to see in context")
        await reader.press("A")
        assert reader.shows("no name is known in this article")
        await reader.press("W")
        assert reader.shows("no name yet")
        await reader.press("enter", "A", "C", "S", "f", "+", "-", "j", "G")
        assert isinstance(room_of(reader), RollRoom)


async def test_a_trouble_of_the_library_is_said_in_the_room(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Newsroom, actor: str) -> Profile:
        raise DatelineError("the disk is gone", remedy="Plug it in")

    async with reading((120, 40)) as reader:
        monkeypatch.setattr(Newsroom, "profile", fail)
        await reader.press("enter", "]", "A")
        assert reader.shows("the disk is gone")
        await reader.press("tab", "tab", "enter", "C", "q")
        assert closed(reader)


WALKS = st.lists(
    st.sampled_from(
        ["W", "A", "C", "I", "enter", "h", "H", "L", "q", "j", "k", "G", "tab", "shift+tab", "S", "f", "+", "z"]
    ),
    max_size=12,
)


@given(keys=WALKS, width=st.sampled_from([40, 80, 120, 160]))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_after_any_walk_the_history_says_what_is_on_the_screen(
    reading: Reading, keys: list[str], width: int
) -> None:
    """A room is open exactly where the history stands at one, and of that kind."""
    async with reading((width, 24), newsroom()) as reader:
        for key in keys:
            if key == "q" and reader.screen.room is None:
                continue
            await reader.press(key)
            history = reader.screen.history
            at: Place = history.places[history.position]
            room = reader.screen.room
            if room is None:
                assert at.kind in READING_KINDS
            else:
                assert room.here().kind == at.kind
                if at.kind == "actor" and at.actor:  # in a list the cursor may have gone on
                    assert room.here().actor == at.actor
