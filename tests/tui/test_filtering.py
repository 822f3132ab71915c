"""Filtering by facets: every count is what its filter finds, and a filter is a part of the query like any other."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import QueryError
from index.fulltext.lexer import Kind, cut_query
from tests.tui.conftest import Reading, until
from tests.tui.newsroom import Newsroom, made
from tests.tui.stories import newsroom
from tests.tui.test_correcting import SIZES, TWO, choose, settle
from tui.facet_counts import FacetCounter
from tui.filters import FIELDS, Filter, counts_found, filters_in, with_filter, without, written
from tui.render.facets import Value, groups
from tui.values import Facets, NameKind

VALUES = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
QUERIES = ("", "varga", "varga -letter", "varga OR storm", '"a OR b" c', "(a OR b) c", "a AND b", 'source:"X" varga')


@given(field=st.sampled_from(FIELDS), value=VALUES)
def test_a_filter_is_one_field_and_one_value_whatever_the_value(field: str, value: str) -> None:
    words = written(field, value)
    if words is not None:
        tokens = cut_query(words)
        assert tokens[0].kind is Kind.FIELD
        assert len(tokens) == 2
        assert tokens[0].text == field
        said = tokens[1].text
        if '"' not in value:
            assert said == " ".join(value.split())


@given(query=st.sampled_from(QUERIES), field=st.sampled_from(FIELDS), value=VALUES)
def test_a_filter_can_be_found_and_taken_away_again(query: str, field: str, value: str) -> None:
    words = written(field, value)
    if words is None:
        return
    narrowed = with_filter(query, words)
    found = [one for one in filters_in(narrowed) if one.words == words]
    assert found
    left = without(narrowed, found[-1])
    assert left in (query, f"({query})")


@given(st.text(st.sampled_from('ab "()-:“”«»OR NEAR/3 source:date:2020 AND'), max_size=40))
def test_taking_filters_away_leaves_a_query_that_can_be_read_if_it_could_before(query: str) -> None:
    for one in filters_in(query):
        assert query[one.start : one.end].replace("AND", "").strip() == one.words
        try:
            cut_query(query)
        except QueryError:
            continue
        cut_query(without(query, one))


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ('varga source:"The Gazette"', "varga"),
        ('source:"The Gazette" varga', "varga"),
        ("date:2020 varga person:x", "varga person:x"),
        ("varga AND date:2020 storm", "varga storm"),
        ("date:2020 AND storm", "storm"),
        ("-source:x storm", "storm"),
        ("date:2020", ""),
    ],
)
def test_the_first_filter_is_taken_away(query: str, left: str) -> None:
    assert without(query, filters_in(query)[0]) == left


@pytest.mark.parametrize(
    "query",
    [
        "varga",
        "varga OR date:2020",
        "(date:2020 storm)",
        "NOT date:2020",
        'title:"source:x"',
        "mysource:x",
        "source:(a b)",
    ],
)
def test_what_does_not_narrow_the_whole_query_is_not_offered(query: str) -> None:
    assert filters_in(query) == ()


def test_or_is_kept_together() -> None:
    assert with_filter("varga OR storm", "date:2031") == "(varga OR storm) date:2031"
    assert with_filter(" ", "date:2031") == "date:2031"
    assert filters_in("(a OR b) date:2031") == (Filter("date:2031", 9, 18),)


@pytest.mark.parametrize("value", ["", "  ", "…", "—", "()", '"'])
def test_what_no_query_can_name_is_not_offered(value: str) -> None:
    assert written("source", value) is None


def test_a_source_counts_what_its_words_find() -> None:
    assert counts_found("source", {"Fox": 3, "Fox News": 5, "Foxes": 7}) == {"Fox": 8, "Fox News": 5, "Foxes": 7}
    assert counts_found("lang", {"en": 3, "en-GB": 2, "eng": 1}) == {"en": 5, "en-GB": 2, "eng": 1}
    assert counts_found("source", {"Le Monde": 1, "Télé": 2, "Tele": 3}) == {"Le Monde": 1, "Télé": 5, "Tele": 5}


@given(
    st.dictionaries(
        st.lists(st.sampled_from(["Fox", "fox", "News", "The", "né", "…"]), max_size=3).map(" ".join), st.just(1)
    )
)
def test_a_source_counts_each_whose_words_hold_its_own(values: dict[str, int]) -> None:
    def holds(other: str, value: str) -> bool:
        mine, theirs = (words.lower().replace("é", "e").replace("…", "").split() for words in (value, other))
        return any(theirs[at : at + len(mine)] == mine for at in range(len(theirs) - len(mine) + 1))

    assert all(
        count == sum(holds(other, value) for other in values)
        for value, count in counts_found("source", values).items()
        if written("source", value)
    )


def _every_value(room: Newsroom, query: str) -> list[Value]:
    return [value for group in groups(room.facets(query), query) for value in group.values]


@pytest.mark.parametrize("query", ["", "varga", "port ellin -storm"])
def test_every_count_is_what_its_filter_finds(query: str) -> None:
    room = newsroom()
    room.articles = [
        replace(one, source=f"The {one.source}", language="en") if number == 1 else one
        for number, one in enumerate(room.articles)
    ]
    room.__dict__["marked"] = {"read": {"gazette_2031"}, "starred": {"herald_77"}, "to check": {"herald_77"}}
    values = _every_value(room, query)
    assert {value.field for value in values} >= {"date", "person", "org", "country", "place", "is"}
    for value in values:
        assert room.search(with_filter(query, value.words)).total == value.count, value


@SIZES
async def test_a_value_chosen_stands_in_the_query_and_f_takes_it_away(reading: Reading, size: tuple[int, int]) -> None:
    async with reading(size) as reader:
        await reader.press("f")
        await settle(reader)
        assert reader.shows("Filter all articles")
        assert reader.shows("The Gazette, Morning Herald")
        await reader.press("enter")
        await settle(reader)
        await reader.press("enter")
        await settle(reader)
        assert reader.screen.search_bar.box.value == 'source:"The Gazette"'
        assert reader.shows("1 article · source:The Gazette")
        assert reader.screen.articles.count == 1
        assert reader.screen.focused is reader.screen.articles
        assert not reader.shows("enter go on")
        await reader.press("f")
        await settle(reader)
        assert reader.shows('take away source:"The Gazette"')
        await reader.press("enter")
        await settle(reader)
        assert reader.screen.articles.count == 5
        assert not reader.screen.is_searching


async def test_typing_finds_values_of_all_facets(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("f")
        await choose(reader, "skarh")
        assert reader.screen.search_bar.box.value == 'place:"Skarholm"'
        assert reader.screen.articles.count == 4
        await reader.press("f")
        await choose(reader, "2031")
        assert reader.screen.search_bar.box.value == 'place:"Skarholm" date:2031'
        assert reader.screen.articles.count == 2


async def test_a_filter_narrows_a_search_and_its_history_leads_back(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("\\")
        await reader.type("varga")
        await reader.press("enter", "f")
        await choose(reader, "no date")
        assert reader.screen.search_bar.box.value == "varga date:unknown"
        assert reader.screen.articles.count == 1
        await reader.press("H")
        assert reader.screen.search_bar.box.value == "varga"
        assert reader.screen.articles.count == 4
        await reader.press("L")
        assert reader.screen.search_bar.box.value == "varga date:unknown"


async def test_leaving_the_values_leads_to_the_kinds_and_then_out(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("f")
        await settle(reader)
        await reader.press("down", "enter", "escape")
        await settle(reader)
        assert reader.shows("Filter all articles")
        await reader.press("escape")
        await settle(reader)
        assert reader.app.screen is reader.screen
        assert not reader.screen.is_searching


def test_a_name_of_several_counts_what_its_filter_finds() -> None:
    room = newsroom()
    several = {"Tomas Varga": ("Varga", NameKind.PERSON), "Varga": ("Varga Junior", NameKind.PERSON)}
    room.lexicon = {**room.lexicon, **several}
    for query in ("", "varga"):
        facets = FacetCounter().of(room, 0, query, boilerplate=False)
        counts = {actor.name: count for actor, count in facets.actors}
        exact = {actor.name: count for actor, count in room.facets(query).actors}
        assert counts["Varga"] > exact["Varga"]
        for value in (value for group in groups(facets, query) for value in group.values):
            assert room.search(with_filter(query, value.words)).total == value.count, value


class FewListed(Newsroom):
    """Its facets hold only the names that are named most, as those of a large library do."""

    def facets(self, query: str = "", *, boilerplate: bool = False) -> Facets:
        facets = super().facets(query, boilerplate=boilerplate)
        return replace(facets, actors=facets.actors[:5])


@pytest.mark.parametrize("kind", [False, True], ids=["among all", "among those of its kind"])
async def test_a_name_that_is_seldom_named_is_found_by_typing(reading: Reading, kind: bool) -> None:
    stories = newsroom()
    room = FewListed(stories.articles, stories.lexicon)
    listed = {actor.name for actor, _ in room.facets().actors}
    rare = next(actor for actor in room.actors() if actor.kind is NameKind.PERSON and actor.name not in listed)
    async with reading(TWO, room) as reader:
        await reader.press("f")
        if kind:
            await choose(reader, "person")
            await settle(reader)
        await choose(reader, rare.name[:-1].casefold())
        assert reader.screen.search_bar.box.value == f'person:"{rare.name}"'
        assert reader.screen.articles.count == len(rare.articles)
        await reader.press("f", *"qqq")
        await settle(reader)
        assert reader.shows("nothing has that")


async def test_an_empty_library_has_nothing_to_filter_by(reading: Reading) -> None:
    async with reading(TWO, Newsroom([])) as reader:
        await reader.press("f")
        await settle(reader)
        assert reader.shows("there is nothing to filter by here")


async def test_a_query_that_cannot_be_read_is_mended_first(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("\\")
        await reader.type("foo:bar")
        await reader.press("tab", "1", "f")
        assert reader.shows("the query can't be read yet")


async def test_hostile_sources_can_be_chosen(reading: Reading) -> None:
    sources = ['The "Daily" [red]News[/]', "a:b (c) OR d", "東京新聞", "-minus NOT", "…"]
    room = Newsroom([made(f"s{n}", f"T{n}", ["Words."], source=source) for n, source in enumerate(sources)])
    async with reading(TWO, room) as reader:
        for number, typed in enumerate(("daily", "a:b", "東京", "minus")):
            await reader.press("f")
            await choose(reader, typed)
            at = reader.screen.articles.article_at(0)
            assert reader.screen.articles.count == 1
            assert at is not None and at.id == f"s{number}"
            await reader.press("h")
        await reader.press("f", "enter")
        await settle(reader)
        assert not reader.shows("▌ …")


def test_facets_that_are_unknown_or_empty_are_no_choice() -> None:
    facets = Facets({"unknown": 3}, {"unknown": 3}, (), {"unknown": 3}, {}, {"unread": 3, "read": 0, "starred": 0})
    shown = {group.name: [value.words for value in group.values] for group in groups(facets, "")}
    assert shown == {"Year": ["date:unknown"], "Read or not": ["is:unread"]}


async def test_what_is_typed_while_counts_are_looked_up_narrows_the_filters(reading: Reading) -> None:
    async with reading(TWO) as reader:
        go_on = threading.Event()
        facets = reader.library.facets

        def slow(query: str = "", *, boilerplate: bool = False) -> Facets:
            go_on.wait(10)
            return facets(query, boilerplate=boilerplate)

        reader.library.facets = slow  # type: ignore[method-assign]
        await reader.pilot.press("f")
        await until(reader, "counting…")
        for letter in "skars":
            await reader.pilot.press(letter)
        go_on.set()
        await until(reader, "> skars")
        await reader.rest()
        assert not reader.shows("starred")
