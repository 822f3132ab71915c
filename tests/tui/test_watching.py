"""What is changed elsewhere while one reads comes onto the screen, and nothing moves."""

from __future__ import annotations

from dataclasses import replace
from queue import Queue

import pytest

from tests.tui.conftest import Reading, until_looked
from tests.tui.newsroom import Newsroom, made
from tests.tui.stories import LEXICON, MERGED, newsroom, stories
from tui.desk import MOST_SENTENCES, Desk
from tui.mailbox import Reply
from tui.messages import Listing


@pytest.mark.usefixtures("quick")
async def test_a_correction_made_elsewhere_comes_and_the_places_stay(reading: Reading) -> None:
    async with reading((160, 50)) as reader:
        screen = reader.screen
        await reader.press("j", "j", "2", "]", "x", "j", "j")
        chosen, cursor = screen.leads.actor.id if screen.leads else "", screen.articles.cursor
        at = screen.references.lead_at(screen.references.cursor)
        assert reader.shows("Skarholm")
        reader.library.articles = [replace(one, source="Tidende", label="Tidende") for one in reader.library.articles]
        reader.library.lexicon = MERGED
        reader.library.rewritten = True
        await until_looked(reader)
        assert screen.reading is not None
        assert reader.shows("Tidende · no date")
        assert all(actor.name != "Skarholm" for actor, _ in screen.reading.actors)
        assert screen.leads is not None
        assert (screen.leads.actor.id, screen.articles.cursor) == (chosen, cursor)
        assert all(lead.other.name != "Skarholm" for lead in screen.leads.leads)
        now = screen.references.lead_at(screen.references.cursor)
        assert at is not None
        assert now is not None
        assert at.other.id in (now.other.id, "skarholm")
        assert screen.focused is screen.references


@pytest.mark.usefixtures("quick")
async def test_a_look_that_finds_nothing_new_asks_for_nothing_and_draws_nothing(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("enter")
        reader.library.asked.clear()
        drawn: list[int] = []
        for part in (reader.screen.articles, reader.screen.page):
            render = part.render_line
            part.render_line = lambda y, render=render: drawn.append(y) or render(y)  # type: ignore[method-assign]
        await until_looked(reader, 5)
        assert set(reader.library.asked) == {"reload"}
        assert drawn == []


@pytest.mark.usefixtures("quick")
async def test_a_text_that_was_changed_takes_the_place_of_the_old_one_with_its_matches(reading: Reading) -> None:
    old = made("one", "A title", [f"Paragraph {number} about nobody. " * 12 for number in range(60)])
    new = made("one", "A title", ["A new beginning.", *(f"Paragraph {n} about nobody. " * 12 for n in range(60))])
    async with reading((120, 40), Newsroom([old])) as reader:
        await reader.press("\\")
        await reader.type("nobody")
        await reader.press("enter", "enter", "space", "space")
        top = reader.screen.page.top
        reader.library.articles = [new]
        reader.library.rewritten = True
        await until_looked(reader)
        page = reader.screen.page
        assert page.article == new
        assert top > 0
        assert abs(page.top - top) < 200
        look = page.painter.style(("text", "match"))
        drawn = [part for y in range(page.size.height) for part in page.render_line(y)]
        assert {part.text for part in drawn if part.style == look} == {"nobody"}


@pytest.mark.usefixtures("quick")
async def test_a_new_title_comes_onto_the_page_that_is_open(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("j", "j", "j", "enter")
        assert reader.shows("no title of its own")
        untitled = stories()[3]
        named = replace(untitled, title="Agnes comes ashore")
        reader.library.articles = [named if one.id == named.id else one for one in stories()]
        reader.library.rewritten = True
        await until_looked(reader)
        assert sum("Agnes comes ashore" in line for line in reader.lines()) == 2
        assert reader.screen.focused is reader.screen.page


@pytest.mark.usefixtures("quick")
async def test_what_a_search_found_is_brought_up_to_date_under_the_cursor(reading: Reading) -> None:
    async with reading((120, 40), Newsroom(stories()[1:], LEXICON)) as reader:
        await reader.press("\\")
        await reader.type("varga")
        await reader.press("enter", "j")
        at = reader.screen.articles.article_at(1)
        reader.library.added = stories()[:1]
        await until_looked(reader)
        assert reader.screen.articles.count == 4
        assert reader.screen.articles.cursor == 2
        now = reader.screen.articles.article_at(2)
        assert at is not None
        assert now is not None
        assert now.id == at.id


class Asking:
    """A desk without a screen, whose answers come in a queue."""

    def __init__(self, room: Newsroom) -> None:
        self.replies: Queue[Reply] = Queue()
        self.desk = Desk(lambda: room, self.replies.put)
        self.desk.start()

    def answer(self) -> object:
        return self.replies.get(timeout=5).value


def test_what_an_overtaken_answer_had_taken_up_comes_with_the_next() -> None:
    room = newsroom()
    asking = Asking(room)
    asking.desk.list_articles("newest")
    shown = asking.answer()
    assert isinstance(shown, Listing)
    room.rewritten = True
    asking.desk.reload(shown)
    overtaken = asking.answer()
    asking.desk.reload(shown)
    assert overtaken == asking.answer()
    assert isinstance(overtaken, Listing)
    asking.desk.reload(overtaken)
    asking.desk.list_articles("oldest")
    asking.desk.reload(overtaken)
    listing = asking.answer()
    assert isinstance(listing, Listing)
    assert listing.sort == "oldest"
    asking.desk.close()


def test_only_sentences_that_are_shown_are_quoted() -> None:
    room = newsroom()
    asking = Asking(room)
    asking.desk.leads("ada-lindqvist")
    asking.answer()
    asking.desk.evidence("ada-lindqvist", "tomas-varga")
    asking.answer()
    asking.desk.close()
    asked = [one.rsplit(" limit ", 1)[1] for one in room.asked if one.startswith("cross_references")]
    assert asked == ["0", str(MOST_SENTENCES)]
