"""Corrections in the app: nothing is written before it was shown, everything follows, and undo takes it back."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from tests.tui.conftest import Reader, Reading, until
from tests.tui.newsroom import Newsroom, made
from tests.tui.stories import LEXICON, newsroom, stories
from tui.messages import Subject
from tui.render.preview import MOST_ARTICLES, Named, preview_lines
from tui.render.roles import words_of
from tui.screens.asking import Chooser
from tui.screens.changing import ChangeSheet
from tui.values import Actor, Change, DatelineError, NameKind, Preview

THREE, TWO, ONE = (160, 50), (120, 40), (80, 24)
SIZES = pytest.mark.parametrize("size", [THREE, TWO, ONE])


async def settle(reader: Reader) -> None:
    """Until choosers have what they offer too."""
    await reader.app.workers.wait_for_complete()
    await reader.rest()


async def choose(reader: Reader, *words: str) -> None:
    """Types words and takes the first choice, one list after another."""
    for said in words:
        await settle(reader)
        assert isinstance(reader.app.screen, Chooser)
        await reader.type(said)
        await settle(reader)
        await reader.press("enter")
    await settle(reader)


def written(reader: Reader) -> list[str]:
    """The corrections that the library was told to make."""
    return [asked for asked in reader.library.asked if asked.startswith(("correct ", "undo"))]


def names_shown(reader: Reader) -> list[str]:
    assert reader.screen.reading is not None
    return [actor.name for actor, _ in reader.screen.reading.actors]


@SIZES
async def test_a_merge_is_shown_before_it_is_made_and_everything_follows(
    reading: Reading, size: tuple[int, int]
) -> None:
    async with reading(size) as reader:
        await reader.press("enter", "]", "]", "m")
        assert reader.shows("Correct Ada Lindqvist")
        await choose(reader, "merge", "varga")
        assert reader.shows("What would change")
        assert reader.shows("Ada Lindqvist is now Tomas Varga") or reader.shows("Tomas Varga is now Ada Lindqvist")
        assert reader.shows("before") and reader.shows("after")
        assert written(reader) == []
        await reader.press("enter")
        assert written(reader) == ["correct merge"]
        assert reader.shows("U takes it back")
        assert not {"Ada Lindqvist", "Tomas Varga"} <= set(names_shown(reader))
        await reader.press("U")
        assert reader.shows("taken back: ")
        assert {"Ada Lindqvist", "Tomas Varga"} <= set(names_shown(reader))


async def test_a_preview_that_is_left_changes_nothing(reading: Reading) -> None:
    for key in ("escape", "q", "h"):
        async with reading(TWO) as reader:
            await reader.press("enter", "]", "]", "m")
            await choose(reader, "ignore", "everywhere")
            assert isinstance(reader.app.screen, ChangeSheet)
            await reader.press(key)
            assert reader.app.screen is reader.screen
            assert reader.screen.focused is reader.screen.page
            assert written(reader) == []


async def test_the_one_named_most_often_gives_a_merge_its_name_and_more_may_join(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("enter", "]", "]", "]", "]", "m")
        assert reader.shows("Correct Storm Agnes")
        await choose(reader, "merge", "norland")
        assert reader.shows("Storm Agnes is now Norland")
        await reader.press("m")
        await settle(reader)
        assert reader.shows("Merge Storm Agnes and Norland with")
        await choose(reader, "estav")
        assert reader.shows(" is now Norland")
        await reader.press("enter")
        assert "Norland" in names_shown(reader)
        assert not {"Estavia", "Storm Agnes"} & set(names_shown(reader))


async def test_names_for_a_merge_are_found_by_the_beginning_of_any_form(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("enter", "]", "m")
        await choose(reader, "merge", "nf")
        assert reader.shows("Northern Ferry Company")
        assert isinstance(reader.app.screen, ChangeSheet)


async def test_renaming_begins_with_the_name_as_it_is(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("enter", "]", "]", "r")
        await settle(reader)
        assert reader.shows("Rename Ada Lindqvist to: Ada Lindqvist")
        await reader.press("ctrl+u")
        await reader.type("A. Lindqvist")
        await reader.press("enter")
        await settle(reader)
        await reader.press("enter")
        assert "A. Lindqvist" in names_shown(reader)
        assert reader.screen.leads is not None
        assert reader.screen.leads.actor.name == "A. Lindqvist"


async def test_retyping_offers_all_other_kinds(reading: Reading) -> None:
    async with reading(THREE) as reader:
        await reader.press("enter", "]", "]", "m")
        await choose(reader, "retype")
        for kind in ("organisation", "country", "place", "event"):
            assert reader.shows(kind)
        await choose(reader, "organisation")
        await reader.press("enter")
        assert reader.screen.reading is not None
        kinds = {actor.name: actor.kind for actor, _ in reader.screen.reading.actors}
        assert kinds["Ada Lindqvist"] is NameKind.ORGANISATION


async def test_a_form_is_split_off_here_or_everywhere(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("enter", "]", "]", "m")
        await choose(reader, "split", "“lindqvist”", "only in")
        assert reader.shows("1 mention in 1 article changes:")
        await reader.press("enter")
        assert {"Ada Lindqvist", "Lindqvist (another)"} <= set(names_shown(reader))
        await reader.press("J")
        assert "Lindqvist (another)" not in names_shown(reader)


async def test_an_ignored_name_is_no_name_and_leaves_no_dead_ends(reading: Reading) -> None:
    async with reading(THREE) as reader:
        await reader.press("enter", "]", "]", "x", "enter", "h", "h")
        assert reader.screen.focused is reader.screen.page
        await reader.press("]", "]", "m")
        await choose(reader, "ignore", "all forms everywhere")
        await reader.press("enter")
        assert "Ada Lindqvist" not in names_shown(reader)
        assert not reader.shows("With Ada Lindqvist")
        assert reader.screen.leads is not None
        await reader.press("L")
        assert reader.shows("a place was passed over")
        assert reader.screen.focused is reader.screen.page
        await reader.press("H", "H", "H")
        assert reader.app.screen is reader.screen


async def test_the_past_of_a_merged_actor_leads_to_the_one_it_is_now(reading: Reading) -> None:
    async with reading(THREE) as reader:
        await reader.press("enter", *["]"] * 4, "x")
        assert reader.shows("With Storm Agnes")
        await reader.press("h", "m")
        await choose(reader, "merge", "norland")
        await reader.press("enter")
        assert reader.shows("With Norland")
        await reader.press("L")
        assert reader.screen.focused is reader.screen.references
        assert reader.screen.leads is not None
        assert reader.screen.leads.actor.name == "Norland"


async def test_an_open_page_of_sentences_follows_a_correction(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("enter", "]", "]", "x", "enter")
        assert reader.shows("4 sentences, 3 articles")
        assert reader.screen.evidence is not None
        other = reader.screen.evidence.other.name
        await reader.press("j", "m")
        await choose(reader, other, "ignore", "only in")
        await reader.press("enter")
        assert not reader.shows("4 sentences, 3 articles")
        assert reader.shows(f"Ada Lindqvist and {other}")
        await reader.press("m")
        await choose(reader, other, "ignore", "all forms everywhere")
        await reader.press("enter")
        assert reader.shows("no sentence names both any more")
        await reader.press("h")
        assert reader.screen.place != "sentences"


async def test_a_search_for_an_actor_is_made_again(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("\\")
        await reader.type('person:"ada lindqvist"')
        await reader.press("enter")
        assert reader.screen.articles.count == 3
        await reader.press("enter", "]", "]")
        current = reader.screen.page.current
        assert current is not None and current.actor == "ada-lindqvist"
        await reader.press("m")
        await choose(reader, "ignore", "all forms everywhere")
        await reader.press("enter")
        assert reader.screen.articles.count == 0


@pytest.mark.parametrize("pane", ["names", "references"])
async def test_the_panes_correct_the_name_under_their_cursor(reading: Reading, pane: str) -> None:
    async with reading(THREE) as reader:
        await reader.press("3", *(["3"] if pane == "references" else []), "j")
        widget = reader.screen.names if pane == "names" else reader.screen.references
        assert reader.screen.focused is widget
        name = reader.screen.names.actor_at(1) if pane == "names" else reader.screen.references.lead_at(1).other
        assert name is not None
        await reader.press("m")
        await settle(reader)
        assert reader.shows(f"Correct {name.name}")


async def test_where_no_name_is_chosen_it_is_said_how_to_choose_one(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("m")
        assert reader.shows("no name is chosen here: ] goes to the next on the page")
        await reader.press("r")
        assert reader.app.screen is reader.screen


async def test_nothing_to_take_back_is_said_calmly(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("U")
        assert reader.shows("there is nothing to take back")
        reader.screen.correcting.undo()
        await reader.rest()
        assert reader.shows("there is no correction to take back. Nothing was changed")


async def test_what_cannot_be_corrected_says_why_and_what_to_do(reading: Reading) -> None:
    async with reading(TWO) as reader:
        reader.screen.correcting._preview(Change("split", "harbour-board", forms=("Harbour Board",)))
        await settle(reader)
        assert reader.shows("This can't be corrected so")
        assert reader.shows("these are all its forms")
        assert reader.shows("Leave out at least one")
        assert not reader.shows("make it")
        await reader.press("enter")
        assert reader.app.screen is reader.screen
        assert written(reader) == []


async def test_a_file_that_cannot_be_written_is_named_with_what_to_do(reading: Reading) -> None:
    def refused(change: Change) -> str:
        raise DatelineError("corrections can't be kept here (read-only file system)", place="/data/corrections.jsonl")

    async with reading(TWO) as reader:
        reader.library.correct = refused  # type: ignore[method-assign]
        await reader.press("enter", "]", "]", "m")
        await choose(reader, "ignore", "everywhere")
        await reader.press("enter")
        assert reader.shows("/data/corrections.jsonl: corrections can't be kept here (read-only file system)")
        assert reader.shows("Nothing was changed")
        assert "Ada Lindqvist" in names_shown(reader)


async def test_a_name_that_is_gone_meanwhile_is_said(reading: Reading) -> None:
    async with reading(TWO) as reader:
        reader.screen.correcting.ask_what(Subject("nobody-at-all"))
        await settle(reader)
        assert reader.shows("nobody is called nobody-at-all")
        assert reader.app.screen is reader.screen


async def test_a_preview_that_takes_long_says_so_and_can_be_left(reading: Reading) -> None:
    async with reading(TWO) as reader:
        go_on = threading.Event()
        preview = reader.library.preview

        def slow(change: Change) -> Preview:
            go_on.wait(10)
            return preview(change)

        reader.library.preview = slow  # type: ignore[method-assign]
        await reader.press("enter", "]", "]", "m")
        await settle(reader)
        await reader.type("retype")
        await reader.press("enter")
        await reader.pilot.press("enter")
        await until(reader, "looking up what would change…")
        assert not reader.shows("make it")
        await reader.pilot.press("enter", "escape")
        await reader.pilot.pause()
        assert reader.app.screen is reader.screen
        go_on.set()
        await reader.rest()
        assert reader.app.screen is reader.screen
        assert written(reader) == []


async def test_one_more_name_is_offered_only_where_names_are_merged(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("enter", "]", "]", "m")
        await choose(reader, "ignore", "everywhere")
        assert not reader.shows("one more name")
        await reader.press("m")
        assert isinstance(reader.app.screen, ChangeSheet)


HOSTILE = '[bold]Li\u202e\x1b[31mnd[/] “Q” 東京 "x"'


async def test_hostile_names_are_shown_as_text(reading: Reading) -> None:
    story = made("one", "A title", [f"Then {HOSTILE} met Varga."])
    room = Newsroom([story], {HOSTILE: (HOSTILE, NameKind.PERSON), "Varga": LEXICON["Varga"]})
    async with reading(ONE, room) as reader:
        assert room.mentions("one")[0].actor
        reader.screen.correcting.ask_what(Subject(room.mentions("one")[0].actor or "", HOSTILE, "one"))
        await settle(reader)
        assert reader.shows("Correct [bold]Li·")
        await choose(reader, "ignore", "only in")
        assert reader.shows("[bold]Li·")
        assert all("\x1b" not in line and "\u202e" not in line for line in reader.lines())
        await reader.press("enter")
        assert written(reader) == ["correct ignore"]


def test_the_door_for_other_screens_needs_an_id_alone() -> None:
    room = newsroom()
    assert room.preview(Change("rename", "norland", name="Nordland")).after[0].name == "Nordland"


@pytest.mark.parametrize("cells", [20, 38, 76, 118, 158])
def test_a_preview_fits_its_width_and_says_what_it_leaves_out(cells: int) -> None:
    row = newsroom().rows()[0]
    many = tuple(f"a{number}" for number in range(MOST_ARTICLES + 20))
    forms = {f"form number {number}": number for number in range(40, 0, -1)}
    actor = Actor("x", "A name that is rather long for a column of names", NameKind.PERSON, forms, {"a": 12})
    preview = Preview(Change("merge", "x"), "one is now another " * 12, (actor,), (), 12, many)
    lines = [words_of(line) for line in preview_lines(preview, lambda id_: Named(row, id_), cells)]
    assert max(map(len, lines)) <= max(cells, 40)
    assert lines[-1] == "… and 20 more"
    assert any("no one is called so any more" in line for line in lines) or cells < 40


def test_a_preview_in_which_no_mention_changes_says_so() -> None:
    actor = Actor("x", "X", NameKind.PERSON, {"X": 1}, {"a": 1})
    preview = Preview(Change("rename", "x"), "X is called Y", (actor,), (replace(actor, name="Y"),), 0, ())
    assert "No name in any article changes." in [words_of(line) for line in preview_lines(preview, lambda _: None, 76)]


def test_the_fake_counts_what_changes() -> None:
    room = Newsroom(stories(), dict(LEXICON))
    preview = room.preview(Change("merge", "norland", others=("estavia",)))
    assert preview.mentions == room.actor("estavia").mentions
    assert set(preview.articles) == set(room.actor("estavia").articles)


async def test_the_actor_screen_corrects_whom_it_shows_and_follows(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("enter", "]", "]", "A")
        assert reader.screen.room is not None
        assert reader.app.screen is reader.screen.room
        await reader.press("r")
        await settle(reader)
        subject = next(line for line in reader.lines() if "Rename " in line)
        name = subject.split("Rename ")[1].split(" to:")[0]
        await reader.press("ctrl+u")
        await reader.type("Somebody")
        await reader.press("enter")
        await settle(reader)
        await reader.press("enter")
        assert reader.app.screen is reader.screen.room
        assert reader.shows(f"{name} is called Somebody; U takes it back")
        await reader.press("U")
        assert reader.shows(f"taken back: {name} is called Somebody")
        assert not any("Somebody" in line for line in reader.lines() if "taken back" not in line)
