"""The notebook in the app: what is marked and written is kept, and shown wherever the article is."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from index import NotebookError
from tests.tui.conftest import Reading
from tests.tui.stories import newsroom, stories
from tui.draft import Draft
from tui.render.roles import words_of
from tui.screens.asking import Chooser
from tui.screens.note_editor import NoteEditor
from tui.settings import Settings
from tui.values import Note, Standing

THREE, TWO = (160, 50), (120, 40)


async def test_words_of_a_note_never_go_into_the_one_that_was_left_before(reading: Reading) -> None:
    free = threading.Event()
    room = newsroom()
    add = room.add_note

    def slowly(article: str, text: str, *, start: int = 0, end: int = 0) -> Note:
        free.wait(30)  # as while another process holds the notebook
        return add(article, text, start=start, end=end)

    room.add_note = slowly  # type: ignore[method-assign]
    async with reading(TWO, room) as reader:
        await reader.press("enter")
        await reader.pilot.press("i", *"one", "escape", "i", *"two")
        free.set()
        await reader.rest()
        await reader.press("exclamation_mark", "escape")
        assert sorted(note.text for note in room.notes()) == ["one", "two!"]


async def test_what_could_not_be_kept_is_tried_once_more_when_the_note_is_left(reading: Reading) -> None:
    room = newsroom()
    add = room.add_note

    def held(article: str, text: str, *, start: int = 0, end: int = 0) -> Note:
        raise NotebookError("the notebook is held")

    room.add_note = held  # type: ignore[method-assign]
    async with reading(TWO, room) as reader:
        await reader.press("enter", "i", *"why")
        room.add_note = add  # type: ignore[method-assign]
        await reader.press("escape")
        assert [note.text for note in room.notes()] == ["why"]


async def test_an_article_that_one_goes_to_is_read_and_one_that_is_previewed_is_not(reading: Reading) -> None:
    async with reading(THREE) as reader:
        await reader.press("j", "j")
        assert reader.library.notebook.read == set()
        assert reader.shows("5 unread")
        await reader.press("enter")
        assert reader.library.notebook.read == {stories()[2].id}
        assert reader.shows("4 unread")
        await reader.press("J")
        assert len(reader.library.notebook.read) == 2


async def test_the_page_that_is_gone_to_by_tab_is_read(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("tab")
        assert reader.library.notebook.read == {stories()[0].id}


async def test_marks_are_set_and_taken_back(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("a", "s")
        first = stories()[0].id
        assert reader.library.notebook.read == reader.library.notebook.starred == {first}
        await reader.press("U")
        assert reader.library.notebook.read == set()
        await reader.press("s")
        assert reader.library.notebook.starred == set()


async def test_all_of_the_list_is_read_at_once_and_unread_again(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("a", "R")
        assert reader.shows("all read")
        await reader.press("U")
        assert reader.library.notebook.read == {stories()[0].id}


async def test_u_opens_the_next_unread_from_list_page_and_room_and_goes_round(reading: Reading) -> None:
    async with reading(TWO) as reader:
        reader.library.notebook.read = {stories()[1].id, stories()[2].id}
        reader.library.rewritten = True
        reader.screen.desk.reload(reader.screen.listing)
        await reader.rest()
        await reader.press("u")
        assert reader.screen.reading is not None
        assert reader.screen.reading.article.id == stories()[3].id
        assert reader.screen.focused is reader.screen.page
        assert reader.screen.articles.cursor == 3
        await reader.press("u")
        assert reader.screen.reading.article.id == stories()[4].id
        await reader.press("W", "u")
        assert reader.app.screen is reader.screen
        assert reader.screen.reading.article.id == stories()[0].id
        assert reader.shows("from the top of the list again")
        await reader.press("u")
        assert reader.shows("nothing here is unread")
        assert reader.screen.reading.article.id == stories()[0].id


async def test_the_heading_of_the_page_has_the_marks_of_the_article_at_once(reading: Reading) -> None:
    async with reading(TWO) as reader:

        def heading() -> str:
            return words_of(reader.screen.page_heading.line(60)).strip("┬─ ")

        assert heading() == f"The Gazette {'─' * 36} unread"
        await reader.press("enter")
        assert heading() == "The Gazette"
        await reader.press("s", "T")
        await reader.type("port")
        await reader.press("enter", "i")
        await reader.type("why")
        await reader.press("escape")
        assert heading().endswith(" ★ 1 note · #port")
        await reader.press("s", "a")
        assert heading().endswith(" unread · 1 note · #port")
        await reader.press("G", "a")
        assert heading().endswith(" 1 note · #port")


async def test_the_heading_of_the_page_has_the_marks_that_another_terminal_set(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("enter")
        reader.library.star([stories()[0].id])
        reader.library.rewritten = True
        reader.screen.desk.reload(reader.screen.listing)
        await reader.rest()
        assert words_of(reader.screen.page_heading.line(60)).endswith(" ★ ─")


async def test_tags_are_typed__and_shown_in_the_list(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("T")
        await reader.type("north-sea, #port")
        await reader.press("enter")
        assert reader.library.notebook.tagged == {stories()[0].id: {"north-sea", "port"}}
        assert reader.shows("#north-sea #port")
        await reader.press("T", "ctrl+u")
        await reader.type("port")
        await reader.press("enter")
        assert reader.library.notebook.tagged == {stories()[0].id: {"port"}}
        await reader.press("U")
        assert reader.library.notebook.tagged == {stories()[0].id: {"north-sea", "port"}}


async def test_a_note_is_kept_while_it_is_typed(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("enter", "i")
        assert isinstance(reader.app.screen, NoteEditor)
        await reader.type("who")
        await reader.press("enter")
        await reader.type("says so")
        assert [note.text for note in reader.library.notebook.kept.values()] == ["who\nsays so"]
        await reader.press("escape")
        assert reader.screen.focused is reader.screen.page
        assert reader.shows("1 note")
        await reader.press("i")
        await reader.type("!")
        await reader.press("escape")
        assert [note.text for note in reader.library.notebook.kept.values()] == ["who\nsays so!"]


async def test_an_emptied_note_is_taken_away_and_comes_back(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("enter", "i")
        await reader.type("ab")
        await reader.press("backspace", "backspace", "escape")
        assert not reader.library.notebook.kept
        await reader.press("U")
        assert len(reader.library.notebook.kept) == 1


async def test_a_full_disk_is_said_and_the_next_letter_tries_again(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("enter", "i")
        reader.library.notebook.refusing = True
        await reader.type("a")
        assert reader.screen.status.notice == "the notebook can't be written. Make room"
        reader.library.notebook.refusing = False
        await reader.type("b")
        assert [note.text for note in reader.library.notebook.kept.values()] == ["ab"]


async def test_a_range_is_kept_before_anything_is_said_of_it(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("enter")
        text = stories()[0].text
        start = text.index("northern mole")
        reader.screen.note_range(start, start + 13)
        await reader.rest()
        await reader.press("escape")
        kept = list(reader.library.notebook.kept.values())
        assert [(note.quote, note.text) for note in kept] == [("northern mole", "")]


async def test_the_place_in_an_article_is_where_it_was_left(reading: Reading) -> None:
    async with reading((80, 14)) as reader:
        await reader.press("enter", "ctrl+d")
        top = reader.screen.page.top
        assert top > 0
        await reader.press("h", "j", "enter")
        assert reader.library.notebook.places[stories()[0].id] == top
        await reader.press("h", "k", "enter")
        assert reader.screen.page.top == top
        await reader.press("G", "h", "j", "enter")
        assert reader.library.notebook.places[stories()[0].id] == 0


async def test_searches_are_kept_found_again_and_forgotten(reading: Reading) -> None:
    async with reading(TWO) as reader:
        await reader.press("F")
        assert reader.shows("no search is kept yet")
        await reader.press("\\")
        await reader.type("varga")
        await reader.press("enter", "F", "enter")
        await reader.press("ctrl+u")
        await reader.type("the man")
        await reader.press("enter")
        assert reader.library.notebook.searches == {"the man": "varga"}
        await reader.press("h", "F")
        assert isinstance(reader.app.screen, Chooser)
        assert reader.shows("1 new of 3")
        assert reader.shows("the man: varga")
        await reader.press("enter")
        assert reader.screen.searched == "varga"
        assert reader.library.notebook.seen == ["the man"]
        assert [line.split()[0] for line in reader.lines() if "words" in line and "│" not in line[:5]].count("new") == 1
        assert reader.shows("new The Gazette · 4 Mar 2031")
        await reader.press("F")
        await reader.type("forget")
        await reader.press("enter", "enter")
        assert reader.library.notebook.searches == {}
        await reader.press("1", "q")
        assert not reader.shows("new The Gazette")


async def test_a_search_that_is_kept_under_its_own_words_is_listed_by_them_once(reading: Reading) -> None:
    async with reading(TWO) as reader:
        reader.library.save_search("varga", "varga")
        await reader.press("F")
        assert reader.shows("varga")
        assert not reader.shows("varga: varga")


async def test_what_was_typed_before_the_app_ends_is_kept(reading: Reading) -> None:
    room = newsroom()
    async with reading(TWO, room) as reader:
        await reader.press("enter", "i")
        await reader.pilot.press("x", "y")
    assert [note.text for note in room.notebook.kept.values()] == ["xy"]


def test_a_draft_sends_one_text_at_a_time_and_only_the_newest_of_those_that_wait() -> None:
    sent: list[tuple[str, str]] = []
    draft = Draft(lambda note, text: sent.append((note, text)))
    for text in ("a", "ab", "abc"):
        draft.typed(text)
    assert sent == [("", "a")]
    draft.kept("n1")
    assert sent == [("", "a"), ("n1", "abc")]
    assert not draft.is_kept
    draft.kept("n1")
    assert draft.is_kept
    draft.typed("abcd")
    draft.failed()
    draft.typed("abcde")
    assert sent[-1] == ("n1", "abcde")


async def test_the_notes_of_all_articles_lead_to_their_places(reading: Reading) -> None:
    async with reading(TWO) as reader:
        text = stories()[1].text
        start = text.index("a slap in the face")
        reader.library.add_note(stories()[1].id, "strong words", start=start, end=start + 18)
        reader.library.add_note(stories()[0].id, "who says so")
        await reader.press("o")
        assert reader.shows("2 notes")
        assert reader.shows("│ a slap in the face")
        await reader.press("G" if reader.shows("▌ who says so") else "g", "enter")
        assert reader.screen.page.article is not None
        assert reader.screen.page.article.id in {stories()[0].id, stories()[1].id}
        await reader.press("h")
        assert reader.shows("2 notes")
        await reader.press("q")
        assert reader.app.screen is reader.screen


async def test_the_list_of_notes_says_how_many_have_lost_their_place(reading: Reading) -> None:
    async with reading(TWO) as reader:
        for lost, said in ((1, "Notes · 1 without its place"), (2, "Notes · 2 without their place")):
            note = reader.library.add_note(stories()[0].id, f"note {lost}", start=0, end=5)
            reader.library.notebook.kept[note.id] = replace(note, standing=Standing.LOST)
            await reader.press("o")
            assert reader.shows(said)
            await reader.press("q")


async def test_a_note_is_rewritten_and_taken_away_in_the_list_of_notes(reading: Reading) -> None:
    async with reading(TWO) as reader:
        note = reader.library.add_note(stories()[0].id, "who says so")
        await reader.press("tab", "o", "i")
        await reader.type("?")
        await reader.press("escape")
        assert reader.library.notebook.kept[note.id].text == "who says so?"
        assert reader.shows("who says so?")
        await reader.press("d")
        assert reader.shows("no notes here")
        assert reader.library.notebook.kept == {}
        await reader.press("U")
        assert reader.shows("who says so?")


@pytest.mark.parametrize(("dates", "shown"), [("9 Jan 2020", "4 Mar 2031"), ("2020-01-09", "2031-03-04")])
async def test_notes_have_their_dates_in_the_form_that_is_set(reading: Reading, dates: str, shown: str) -> None:
    async with reading(TWO, settings=Settings(dates=dates)) as reader:
        reader.library.add_note(stories()[4].id, "who says so")
        await reader.press("o")
        assert reader.shows(shown)
