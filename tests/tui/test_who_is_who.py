"""The actor screen, the list of all actors and the concordance: what they show, and what stands behind each row."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.conftest import Reader, Reading
from tests.tui.newsroom import Lexicon, Newsroom, made
from tests.tui.stories import newsroom, stories
from tests.tui.test_rooms import actor_room, closed, room_of
from tui.render.cells import width
from tui.render.kwic import kwic_line
from tui.render.roles import words_of
from tui.roll import ROLL_SORTS, Roll, Wanted
from tui.screens.kwic_room import KwicRoom
from tui.screens.roll_room import RollRoom
from tui.values import Actor, KwicLine, NameKind, PartialDate

SIZES = [(40, 10), (80, 24), (120, 40), (160, 50)]
MARKUP = "[bold red]x[/] \x1b[31mred\x07 \u202eesrever"


def roll_room(reader: Reader) -> RollRoom:
    room = room_of(reader)
    assert isinstance(room, RollRoom)
    return room


def kwic_room(reader: Reader) -> KwicRoom:
    room = room_of(reader)
    assert isinstance(room, KwicRoom)
    return room


# The actor screen


async def test_the_actor_screen_says_how_often_by_whom_and_when(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("W", "/")
        await reader.type("lindqvist")
        await reader.press("enter", "enter")
        actor = reader.library.actor("ada-lindqvist")
        assert reader.shows(f"Ada Lindqvist · person · {actor.mentions} times in {len(actor.articles)} articles")
        for form, count in actor.forms.items():
            assert reader.shows(f"{form} ") and any(form in line and f" {count} " in line for line in reader.lines())
        assert reader.shows("first    2031 · 002")
        assert reader.shows("last     4 Mar 2031 · The Gazette")


async def test_articles_without_a_date_are_counted_beside_the_first_and_last(reading: Reading) -> None:
    undated = [replace(article, published=None) for article in stories()]
    async with reading((120, 40)) as reader:
        await reader.press("W", "enter")
        assert reader.shows("articles without a date are left out of these")
        reader.library.articles = undated
    async with reading((120, 40), Newsroom(undated, newsroom().lexicon)) as reader:
        await reader.press("W", "enter")
        assert reader.shows("none of its articles has a date")
        await reader.press("shift+tab", "enter")
        assert actor_room(reader).focused is actor_room(reader).about


@pytest.mark.parametrize("size", SIZES)
async def test_every_sentence_of_the_company_opens_at_its_place(reading: Reading, size: tuple[int, int]) -> None:
    async with reading(size) as reader:
        await reader.press("enter", "]", "A", "j", "enter")
        room = actor_room(reader)
        assert room.focused is room.sentences
        await reader.press("j")
        sentence = room.sentences.sentence_at(room.sentences.cursor)
        lead = room.company.lead_at(room.company.cursor)
        assert sentence is not None
        assert lead is not None
        names = {reader.library.actor("harbour-board").name, lead.other.name}
        found = {
            reader.library._ref(one.actor).name
            for one in reader.library.mentions(sentence.evidence.article)
            if one.actor and sentence.evidence.start <= one.start < sentence.evidence.end
        }
        assert names <= found
        await reader.press("enter")
        assert closed(reader)
        assert reader.screen.reading is not None
        assert reader.screen.reading.article.id == sentence.evidence.article
        await reader.press("h")
        again = actor_room(reader)
        assert again.focused is again.sentences
        assert again.sentences.cursor == room.sentences.cursor
        await reader.press("h")
        assert again.focused is again.company
        assert again.company.lead_at(again.company.cursor) == lead


async def test_an_article_opens_at_the_first_mention(reading: Reading) -> None:
    far = made("far", "A title", ["Nobody is here. " * 200, "Then came Ada Lindqvist at last."])
    async with reading((100, 30), Newsroom([far], newsroom().lexicon)) as reader:
        await reader.press("W", "enter", "tab", "tab", "tab")
        room = actor_room(reader)
        if room.focused is not room.namings:
            await reader.press("tab")
        assert room.focused is room.namings
        await reader.press("enter")
        assert closed(reader)
        assert reader.shows("Then came Ada Lindqvist at last.")


async def test_a_form_opens_the_places_where_it_is_written_so(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("W", "/")
        await reader.type("ferry")
        await reader.press("enter", "enter", "shift+tab")
        room = actor_room(reader)
        assert room.focused is room.about
        await reader.press("G")
        row = room.about.row(room.about.cursor)
        assert row is not None
        await reader.press("enter")
        lines = kwic_room(reader).kwic
        assert lines is not None
        actor = reader.library.actor("northern-ferry-company")
        form = next(reversed(actor.forms))
        assert {line.match for line in lines.lines} == {form}
        assert lines.total == actor.forms[form]
        await reader.press("h")
        assert actor_room(reader).about.cursor == room.about.cursor


async def test_the_sentences_follow_the_cursor_where_there_is_room(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("enter", "]", "A")
        room = actor_room(reader)
        for _ in range(3):
            lead = room.company.lead_at(room.company.cursor)
            assert lead is not None
            assert reader.shows(f"Harbour Board and {lead.other.name}")
            await reader.press("j")
    async with reading((80, 24)) as reader:
        reader.library.asked.clear()
        await reader.press("enter", "]", "A", "j", "j")
        assert not any("harbour-board" in asked and "limit 300" in asked for asked in reader.library.asked)


async def test_a_leads_to_those_it_stands_with_and_back(reading: Reading) -> None:
    async with reading((80, 24)) as reader:
        await reader.press("enter", "]", "A", "j", "A")
        assert reader.shows("Tomas Varga · person")
        await reader.press("h")
        room = actor_room(reader)
        assert room.company.cursor == 1
        await reader.press("L")
        assert reader.shows("Tomas Varga · person")


async def test_someone_who_stands_with_no_one(reading: Reading) -> None:
    alone = made("one", "A title", ["Ada Lindqvist went out."])
    async with reading((80, 24), Newsroom([alone], newsroom().lexicon)) as reader:
        await reader.press("A")
        room = actor_room(reader)
        assert reader.shows("named with no one in a sentence")
        assert room.focused is room.about
        await reader.press("tab", "enter", "A", "j", "tab", "enter")
        assert closed(reader)


@pytest.mark.parametrize("size", SIZES)
async def test_tab_goes_round_all_parts_and_each_can_be_seen(reading: Reading, size: tuple[int, int]) -> None:
    async with reading(size) as reader:
        await reader.press("enter", "]", "A")
        room = actor_room(reader)
        seen = []
        for _ in room.parts():
            assert room.focused is not None
            assert room.focused.region.height > 0
            seen.append(room.focused.id)
            await reader.press("tab")
        assert room.focused is room.company
        assert len(set(seen)) == len(seen)


# All actors


async def test_the_list_narrows_as_one_types_to_any_form(reading: Reading) -> None:
    async with reading((80, 24)) as reader:
        await reader.press("W", "/")
        await reader.type("nfc")
        assert reader.shows("1 of 10")
        assert reader.shows("Northern Ferry Company")
        await reader.press("escape")
        assert reader.shows("All names, by mentions")
        assert roll_room(reader).focused is roll_room(reader).roll
        await reader.press("/")
        await reader.type("zzz")
        assert reader.shows("no name has that")
        await reader.press("enter", "enter")
        assert roll_room(reader).roll.count == 0


async def test_the_list_comes_back_as_it_was_left(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("W", "f", "f", "+", "S", "S", "/")
        await reader.type("o")
        await reader.press("enter", "j")
        room = roll_room(reader)
        chosen, wanted = room.chosen_actor(), room.wanted
        assert wanted == Wanted("o", NameKind.ORGANISATION, 2, "sources")
        await reader.press("enter", "h")
        again = roll_room(reader)
        assert again is not room
        assert (again.chosen_actor(), again.wanted) == (chosen, wanted)
        assert reader.shows("Organisations in 2 sources or more, by sources")
        assert again.box.value == "o"


async def test_no_more_sources_are_asked_for_than_there_are(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("W", *"++++++++")
        assert roll_room(reader).wanted.sources == 5
        assert reader.shows("no name has more than 5 sources")
        await reader.press(*"---------")
        assert roll_room(reader).wanted.sources == 0


NAMES = st.text("abcÄß İ", min_size=1, max_size=6)
ACTORS = st.lists(
    st.builds(
        lambda number, name, kind, forms, articles: Actor(str(number), name, kind, forms, articles),
        st.integers(),
        NAMES,
        st.sampled_from([NameKind.PERSON, NameKind.PLACE, NameKind.EVENT]),
        st.dictionaries(NAMES, st.integers(1, 9), max_size=3),
        st.dictionaries(st.sampled_from("uvwxyz"), st.integers(1, 9), min_size=1),
    ),
    max_size=12,
)


@given(
    actors=ACTORS,
    words=st.text("abäs ", max_size=4),
    kind=st.sampled_from([None, NameKind.PERSON, NameKind.EVENT]),
    sources=st.integers(0, 4),
    sort=st.sampled_from(ROLL_SORTS),
)
def test_the_roll_keeps_exactly_what_is_wanted_and_in_order(
    actors: list[Actor], words: str, kind: NameKind | None, sources: int, sort: str
) -> None:
    labels = dict(zip("uvwxyz", "aabbcd", strict=True))
    narrowed = Roll(tuple(actors), labels).narrowed(Wanted(words, kind, sources, sort))

    def is_wanted(actor: Actor) -> bool:
        forms = " \n".join([actor.name, *actor.forms]).casefold()
        of = {labels[article] for article in actor.articles}
        return all(word in forms for word in words.split()) and kind in (None, actor.kind) and len(of) >= sources

    assert sorted(row.ref.id for row in narrowed.rows) == sorted(actor.id for actor in actors if is_wanted(actor))
    keys = {"mentions": lambda row: -row.mentions, "articles": lambda row: -row.articles}
    keys |= {"sources": lambda row: -row.sources, "name": lambda row: row.folded}
    order = [keys[sort](row) for row in narrowed.rows]
    assert order == sorted(order)
    assert narrowed.total == len(actors)


# Words in context


@pytest.mark.parametrize("sort", ["article", "left", "right", "match"])
async def test_the_concordance_is_sorted_and_the_cursor_stays_with_its_line(reading: Reading, sort: str) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("\\", *"varga", "enter", "C", "j", "j")
        room = kwic_room(reader)
        line = room.lines.line_at(room.lines.cursor)
        while room.sort != sort:
            await reader.press("S")
        assert room.lines.line_at(room.lines.cursor) == line
        expected = reader.library.concordance("varga", sort=sort, context=160)
        assert room.kwic is not None
        assert room.kwic.lines == expected.lines
        column = {
            line.index("Varga") for line in reader.lines()[2:] if line.startswith(("  ", "▌ ")) and "Varga" in line
        }
        assert len(column) == 1


async def test_a_line_opens_its_article_at_the_match(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("\\", *"mole", "enter", "C", "G")
        room = kwic_room(reader)
        line = room.lines.line_at(room.lines.cursor)
        assert line is not None
        await reader.press("enter")
        assert closed(reader)
        assert reader.screen.reading is not None
        assert reader.screen.reading.article.id == line.article
        assert reader.screen.reading.aim.spot == (line.start, line.end)
        await reader.press("h")
        assert kwic_room(reader).lines.cursor == room.lines.cursor


async def test_the_query_is_edited_in_place(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("\\", *"varga", "enter", "C", "\\")
        await reader.type(" foo:b")
        assert reader.shows("there is no field 'foo'")
        await reader.press("enter")
        assert kwic_room(reader).focused is kwic_room(reader).box
        await reader.press("escape")
        room = kwic_room(reader)
        assert room.focused is room.lines
        assert room.kwic is not None
        assert room.kwic.query == "varga"
        await reader.press("\\", *["backspace"] * 5, *"lindq")
        assert room.kwic.query == "lindq*"
        await reader.press("enter")
        assert {line.match for line in room.kwic.lines} == {"Lindqvist"}
        assert room.here().query == "lindq*"
        await reader.press("h")
        assert closed(reader)


async def test_a_cut_is_said(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.inquiries.MOST_LINES", 3)
    async with reading((120, 40)) as reader:
        await reader.press("enter", "]", "C")
        assert reader.shows("3 of 7")
        assert kwic_room(reader).lines.count == 3


async def test_a_query_that_finds_nothing_says_so(reading: Reading) -> None:
    async with reading((80, 24)) as reader:
        await reader.press("\\", *"varga", "enter", "C", "\\", *"xyz")
        assert reader.shows("nothing has that")
        await reader.press("enter", "enter", "j", "S")
        assert kwic_room(reader).lines.count == 0


WORDS = st.text(st.sampled_from("ab 漢字é\u0301\u200b\u202e\x1b🙂ﬁ"), max_size=40)


@given(left=WORDS, match=WORDS.filter(bool), right=WORDS, cells=st.integers(12, 120), labels=st.integers(0, 18))
def test_matches_stand_in_one_column_whatever_the_words(
    left: str, match: str, right: str, cells: int, labels: int
) -> None:
    def set_line(line: KwicLine) -> tuple[int, int]:
        drawn = kwic_line(line, "label", labels if cells > 40 else 0, cells, ())
        at = next(index for index, (_, roles) in enumerate(drawn) if "accent-strong" in roles)
        return width(words_of(drawn[:at])), width(words_of(drawn))

    column, used = set_line(KwicLine("a", "a.txt", "label", 0, 1, left, match, right))
    plain, _ = set_line(KwicLine("a", "a.txt", "label", 0, 1, "", "x", ""))
    assert column == plain
    assert used <= cells


# Text from outside


async def test_hostile_names_are_shown_as_they_are(reading: Reading) -> None:
    lexicon: Lexicon = {
        MARKUP: (MARKUP, NameKind.PERSON),
        "Ada": ("Ada", NameKind.PERSON),
        "漢字" * 30: ("漢字" * 30, NameKind.PLACE),
    }
    text = f"Ada met {MARKUP} at {'漢字' * 30} today."
    room = Newsroom([made(MARKUP, MARKUP, [text], source=MARKUP, published=PartialDate(2020))], lexicon, name=MARKUP)
    for size in SIZES:
        async with reading(size, room) as reader:
            for keys in (["W"], ["j", "enter"], ["tab"], ["tab"], ["C"], ["S"], ["h"], ["z"], ["A"]):
                await reader.press(*keys)
                for line in reader.lines():
                    assert width(line) <= size[0]
                    assert not any(ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0 for letter in line)
                    assert "\u202e" not in line
