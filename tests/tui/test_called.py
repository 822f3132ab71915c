"""What sources call an actor, and its mentions over time, on the actor screen; the lines of both."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.conftest import Reader, Reading
from tests.tui.stories import CALLED, chronicle
from tui import inquiries
from tui.render.cells import width
from tui.render.dossier import FEW_CALLED, MOST_CALLED, Dossier, about_rows
from tui.render.roles import Line
from tui.render.timeline import period_options, timeline_lines
from tui.screens.actor_room import ActorRoom
from tui.settings import Settings, put_in_force
from tui.values import (
    Actor,
    Called,
    Description,
    Evidence,
    FormCount,
    NameKind,
    PartialDate,
    Period,
    Profile,
    Step,
    Timeline,
)

TO_VARGA = ("W", "slash", *"varga", "enter", "enter")
ALL = len(CALLED)


def room_of(reader: Reader) -> ActorRoom:
    room = reader.screen.room
    assert isinstance(room, ActorRoom)
    return room


def called_on(reader: Reader) -> list[str]:
    return [line for line in reader.lines() if "“" in line]


async def until_read(reader: Reader, articles: int) -> ActorRoom:
    """Until what sources call it was looked for in so many articles."""
    room = room_of(reader)
    while room.dossier is None or room.dossier.called.read < articles:
        await reader.pilot.pause(0.01)
    await reader.rest()
    return room


async def test_what_sources_call_an_actor_leads_to_the_words(reading: Reading) -> None:
    async with reading((120, 40), chronicle()) as reader:
        await reader.press(*TO_VARGA, "shift+tab", "j")
        assert reader.shows("“head of the Dockers’ Union”  3  Coast News 2  The Gazette 1")
        assert reader.shows("“radical union boss”          3  Morning Herald 3")
        await reader.press("enter")
        assert reader.screen.room is None
        shown = reader.screen.reading
        assert shown is not None
        spot = shown.aim.spot
        assert spot is not None
        assert shown.article.text[slice(*spot)] == "radical union boss"
        assert (shown.article.source, shown.aim.actor) == ("Morning Herald", "tomas-varga")
        await reader.press("h")
        assert (room_of(reader).focused, room_of(reader).about.cursor) == (room_of(reader).about, 1)


@pytest.mark.parametrize(("size", "most"), [((120, 40), MOST_CALLED), ((80, 24), FEW_CALLED)])
async def test_the_rest_is_shown_when_it_is_wanted(reading: Reading, size: tuple[int, int], most: int) -> None:
    async with reading(size, chronicle()) as reader:
        await reader.press(*TO_VARGA, "shift+tab")
        room = room_of(reader)
        assert room.dossier is not None
        found = len(room.dossier.called.descriptions)
        assert len(called_on(reader)) == most
        assert reader.shows(f"{found - most} more")
        await reader.press(*"j" * most, "enter")
        assert not reader.shows(f"{found - most} more")
        assert len([row for row in room.about._rows if isinstance(row.leads_to, Description)]) == found
        assert room.about.cursor == most


async def test_the_screen_opens_at_once_and_is_filled_without_a_jump(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inquiries, "FIRST_READ", 1)
    monkeypatch.setattr(inquiries, "READ_AT_ONCE", 1)
    monkeypatch.setattr(inquiries, "MOST_READ", 1)
    async with reading((120, 40), chronicle()) as reader:
        await reader.press(*TO_VARGA)
        room = room_of(reader)
        assert room.dossier is not None
        assert room.dossier.called.read == 1
        assert reader.shows(f"nothing more in the newest 1 of {ALL} articles")
        before = reader.lines()
        monkeypatch.setattr(inquiries, "MOST_READ", 5000)
        room.begin()
        await until_read(reader, ALL)
        assert reader.library.asked.count("called tomas-varga") > ALL
        after = reader.lines()
        changed = [at for at, lines in enumerate(zip(before, after, strict=True)) if lines[0] != lines[1]]
        called = [at for at, line in enumerate(before) if line.startswith("  called")]
        assert set(changed) <= set(range(called[0], called[0] + MOST_CALLED + 1))
        assert not reader.shows("in the newest")


async def test_no_more_articles_are_read_than_it_may_cost(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inquiries, "FIRST_READ", 2)
    monkeypatch.setattr(inquiries, "READ_AT_ONCE", 2)
    monkeypatch.setattr(inquiries, "MOST_READ", 5)
    async with reading((120, 40), chronicle()) as reader:
        await reader.press(*TO_VARGA)
        room = await until_read(reader, 5)
        assert room.dossier is not None
        assert room.dossier.called.read == 6
        assert reader.shows(f"in the newest 6 of {ALL} articles")


async def test_a_renewal_keeps_what_was_read_until_it_is_read_again(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inquiries, "FIRST_READ", 1)
    monkeypatch.setattr(inquiries, "READ_AT_ONCE", 4)
    async with reading((120, 40), chronicle()) as reader:
        await reader.press(*TO_VARGA)
        room = await until_read(reader, ALL)
        seen: list[int] = []
        show = room.about.show
        monkeypatch.setattr(
            room.about, "show", lambda dossier, cursor=0: (seen.append(dossier.called.read), show(dossier, cursor))
        )
        room.begin()
        await until_read(reader, ALL)
        assert seen == [ALL]


async def test_a_period_leads_to_its_articles_and_back(reading: Reading) -> None:
    async with reading((120, 40), chronicle()) as reader:
        await reader.press(*TO_VARGA, "shift+tab", *"Gkkkk")
        assert reader.shows("by month, most in Jul 2030: 7 times in 3 articles; 1 article with a less")
        await reader.press("enter")
        assert reader.shows("Articles of which month?")
        await reader.type("jul")
        await reader.press("enter")
        assert reader.screen.room is None
        assert reader.screen.searched == "actor:tomas-varga date:2030-07"
        assert reader.screen.found is not None
        assert reader.screen.found.page.total == 3
        await reader.press("h")
        assert room_of(reader).about.cursor == room_of(reader).about.count - 5
        await reader.press("enter", "escape")
        assert room_of(reader).focused is room_of(reader).about


async def test_an_actor_of_one_period_and_without_a_description_has_neither_row(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("W", "slash", *"lindq", "enter", "enter")
        assert isinstance(reader.screen.room, ActorRoom)
        assert not any(line.startswith(("  called", "  when")) for line in reader.lines())
        assert any(line.startswith("  written") for line in reader.lines())


# ---- lines


def said(lines: list[Line]) -> list[str]:
    return ["".join(text for text, _ in line) for line in lines]


def line_of(*mentions: int, step: Step = Step.MONTH, imprecise: int = 0) -> Timeline:
    def period(number: int) -> PartialDate:
        if step is Step.YEAR:
            return PartialDate(1990 + number)
        if step is Step.MONTH:
            return PartialDate(2019 + number // 12, number % 12 + 1)
        day = date.fromordinal(date(2020, 1, 1).toordinal() + number)
        return PartialDate(day.year, day.month, day.day)

    periods = tuple(Period(period(number), count, min(count, 2)) for number, count in enumerate(mentions))
    return Timeline(step, periods, imprecise)


def test_the_highest_bar_and_the_step_are_said() -> None:
    lines = said(timeline_lines(line_of(1, 0, 8, 4), 60))
    assert lines == ["Jan 2019 ▁▁▁   ███▄▄▄ Apr 2019", "by month, most in Mar 2019: 8 times in 2 articles"]
    lines = said(timeline_lines(line_of(1, 2, step=Step.DAY, imprecise=2), 60))
    assert lines == [
        "1 Jan 2020 ▄▄▄███ 2 Jan 2020",
        "by day, most on 2 Jan 2020: 2 times in 2 articles; 2",
        "articles with a less precise date left out",
    ]
    assert timeline_lines(line_of(3), 60) == timeline_lines(line_of(), 60) == []


def test_where_the_bars_are_many_one_sums_up_several() -> None:
    lines = said(timeline_lines(line_of(*range(1, 49), step=Step.YEAR), 27))
    assert lines[0].startswith("1990 ▁")
    assert lines[0].endswith("█ 2037")
    assert lines[1].startswith("each bar 3 years, most in")
    narrow = said(timeline_lines(line_of(*[1] * 40), 12))
    assert narrow[0] == "█" * 10
    assert " ".join(narrow[1:]).startswith("Jan 2019 to Apr 2022, each bar 4 months, most in")


def test_for_those_who_hear_the_screen_nothing_is_drawn_and_all_is_said() -> None:
    put_in_force(Settings(accessible=True))
    assert said(timeline_lines(line_of(1, 0, 8), 80)) == [
        "Jan 2019 to Mar 2019, by month, most in Mar 2019: 8 times in 2 articles"
    ]


def test_the_periods_to_choose_from_are_those_that_name_the_actor() -> None:
    options = period_options(line_of(1, 0, 8))
    assert [(one.words, one.right, one.value) for one in options] == [
        ("Mar 2019", "8 times in 2 articles", "date:2019-03"),
        ("Jan 2019", "1 time in 1 article", "date:2019-01"),
    ]


@given(
    st.lists(st.integers(0, 30), max_size=70),
    st.sampled_from(list(Step)),
    st.integers(8, 160),
    st.booleans(),
)
def test_a_timeline_never_takes_more_than_its_room(counts: list[int], step: Step, cells: int, accessible: bool) -> None:
    put_in_force(Settings(accessible=accessible))
    for line in said(timeline_lines(line_of(*counts, step=step), cells)):
        assert width(line) <= cells


TEXTS = st.text(alphabet="ab “”日ß’", min_size=1, max_size=70).map(str.strip).filter(bool)


@given(
    words=st.lists(TEXTS, max_size=8),
    counts=st.lists(st.integers(1, 5000), min_size=8, max_size=8),
    cells=st.integers(12, 200),
    most=st.sampled_from([None, 3, 5]),
    read=st.integers(0, 900),
)
def test_a_row_about_an_actor_never_takes_more_than_its_room(
    words: list[str], counts: list[int], cells: int, most: int | None, read: int
) -> None:
    put_in_force(Settings())
    actor = Actor("a", "A", NameKind.PERSON, {"A": 1}, {"one": 1})
    place = Evidence("one", "one.txt", 0, 1, "A")
    found = tuple(
        Description(text, count, {"Source of news": count}, place) for text, count in zip(words, counts, strict=False)
    )
    profile = Profile(actor, (FormCount("A", 1, {"Source": 1}),), None, None, 1, line_of(1, 4))
    dossier = Dossier(profile, Called(found, read, 900), None, None, 1, (), 0, (), {}, {})
    rows = about_rows(dossier, cells, most)
    for row in rows:
        for line in row.lines:
            assert sum(width(text) for text, _ in line) <= max(cells, 21)
    shown = [row.leads_to for row in rows if isinstance(row.leads_to, Description)]
    assert shown == list(found[:most])
    if most is not None and read < 900:
        drawn = [row for row in rows if row.lines == ([("", ())],)]
        assert len(shown) + len(drawn) == most
