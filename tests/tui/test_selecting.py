"""Selecting with keys and pointer: every place is a character that can be seen."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tui.conftest import Reader, Reading
from tests.tui.newsroom import Newsroom, made
from tests.tui.stories import LEXICON, newsroom, stories
from tests.tui.test_page import articles
from tui.render import clusters
from tui.render.motion import Ground, Selection
from tui.render.page import lay_out
from tui.values import Article, BlockKind

STEPS: dict[str, Callable[[Ground, int], int]] = {
    "h": Ground.left,
    "l": Ground.right,
    "w": Ground.next_word,
    "b": Ground.previous_word,
    "e": Ground.word_end,
    ")": Ground.sentence_end,
    "(": Ground.sentence_start,
    "}": Ground.paragraph_end,
    "{": Ground.paragraph_start,
    "0": Ground.line_start,
    "$": Ground.line_end,
    "j": lambda ground, at: ground.line(at, 1, ground.cell_of(at)),
    "k": lambda ground, at: ground.line(at, -1, ground.cell_of(at)),
    "g": lambda ground, _: ground.top(),
    "G": lambda ground, _: ground.bottom(),
}


def ground_of(article: Article, cells: int, *, boilerplate: bool = False) -> Ground:
    return Ground(article.text, lay_out(article, "x", cells, boilerplate=boilerplate))


@settings(max_examples=200)
@given(articles(), st.integers(8, 40), st.text(st.sampled_from("".join(STEPS)), max_size=12), st.integers(0, 99))
def test_every_step_from_every_place_ends_on_a_shown_character(
    article: Article, cells: int, keys: str, start: int
) -> None:
    ground = ground_of(article, cells)
    if ground.is_empty:
        return
    at = anchor = ground.nearest(start)
    for key in keys:
        at = STEPS[key](ground, at)
        assert ground.layout.is_shown(at), key
        assert clusters.is_border(article.text, at), key
        for paragraphs in (False, True):
            first, last = Selection(anchor, at, paragraphs).span(ground)
            assert first <= min(anchor, at) <= max(anchor, at) < last <= len(article.text)
            assert clusters.is_border(article.text, last)


@given(articles(), st.integers(8, 40))
def test_going_on_goes_through_every_character_and_back(article: Article, cells: int) -> None:
    ground = ground_of(article, cells, boilerplate=True)
    there = [ground.top()]
    while (at := ground.right(there[-1])) != there[-1]:
        there.append(at)
    characters = [
        at
        for start, end in ground.layout.shown
        for at in range(start, end)
        if at == start or clusters.is_border(article.text, at)
    ]
    assert there == characters
    back = [ground.bottom()]
    while (at := ground.left(back[-1])) != back[-1]:
        back.append(at)
    assert back[::-1] == there


TEXT = "One word-pair, two. Then “more” came! Last."
ONE = made("x", "Title here", [TEXT, "Second paragraph."])


def test_words_begin_where_vi_says() -> None:
    ground = ground_of(ONE, 76)
    words = ["One", "word", "-", "pair", ",", "two", ".", "Then", "“", "more", "”", "came", "!"]
    at = ONE.text.index("One")
    for word in words:
        assert ONE.text.startswith(word, at)
        at = ground.next_word(at)
    for word in reversed(words):
        at = ground.previous_word(at)
        assert ONE.text.startswith(word, at)


def test_sentences_and_paragraphs_are_gone_through_by_their_ends() -> None:
    ground = ground_of(ONE, 76)
    start = at = ONE.text.index("One")
    for words in ("two.", "came!", "Last.", "Second paragraph."):
        at = ground.sentence_end(at)
        assert ONE.text[: at + 1].endswith(words)
    for words in ("Second", "Last", "Then", "One", "Title"):
        at = ground.sentence_start(at)
        assert ONE.text.startswith(words, at)
    assert ONE.text[start : ground.paragraph_end(start) + 1] == TEXT
    assert ground.paragraph_end(ground.paragraph_end(start)) == ground.bottom()
    assert ground.paragraph_start(start + 3) == start
    assert ground.paragraph_start(start) == 0


def test_the_end_of_a_word_is_its_last_character() -> None:
    ground = ground_of(ONE, 76)
    at = ground.word_end(ONE.text.index("One"))
    assert ONE.text[: at + 1].endswith("One")
    at = ground.word_end(at)
    assert ONE.text[: at + 1].endswith("word")
    assert ground.word_end(ground.bottom()) == ground.bottom()


def selected(reader: Reader) -> str:
    found = reader.screen.selector.selected
    article = reader.screen.page.article
    assert found is not None
    assert article is not None
    return article.text[slice(*found)]


async def test_selecting_begins_at_the_current_name_and_grows_by_words(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("enter", "]", "]", "v")
        assert selected(reader) == "Lindqvist"
        assert reader.shows("1 word selected")
        await reader.press("e", "e")
        assert selected(reader) == "Lindqvist told the"
        await reader.press("o", "h", "h")
        assert selected(reader).endswith("Lindqvist told the")
        await reader.press("escape")
        assert reader.screen.focused is reader.screen.page
        assert reader.screen.selector.selected is None
        await reader.press("j")
        assert not reader.screen.is_selecting


async def test_without_a_name_it_begins_at_the_top_of_what_is_seen(reading: Reading) -> None:
    room = Newsroom([made("x", "A title", [f"Paragraph {number}. " * 12 for number in range(40)])])
    async with reading((80, 24), room) as reader:
        await reader.press("enter", "space", "space", "v", "$")
        page = reader.screen.page
        assert page.article is not None
        assert selected(reader) == page.article.text[page.top :].split("\n")[0][: len(selected(reader))]
        before = page.scroll_offset.y
        await reader.press(*["j"] * 30)
        assert page.scroll_offset.y > before
        assert page.is_seen(*page._cursor)  # type: ignore[misc]


async def test_whole_paragraphs_and_keys_that_mean_something_else_elsewhere(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("enter", "v", "}", "}", "V")
        article = stories()[0]
        title, first = article.blocks[:2]
        assert selected(reader) == article.text[title.start : first.end]
        await reader.press("V", "b", "h", "l", "w", "J", "x", "z", "S")
        assert reader.screen.is_selecting
        assert reader.screen.page.article == article
        await reader.press("?")
        assert reader.app.screen is not reader.screen
        await reader.press("q")
        assert reader.screen.is_selecting
        await reader.press("q")
        assert not reader.screen.is_selecting


async def test_going_elsewhere_ends_it(reading: Reading) -> None:
    async with reading((160, 50)) as reader:
        await reader.press("enter", "v", "w")
        reader.screen.articles.focus()
        await reader.rest()
        assert not reader.screen.is_selecting
        assert reader.screen.page._selected is None


async def test_a_selection_stays_when_the_terminal_is_resized(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("enter", "]", "]", "v", "e", "e")
        words = selected(reader)
        await reader.pilot.resize_terminal(70, 20)
        await reader.rest()
        assert selected(reader) == words
        await reader.press("e")
        assert selected(reader).startswith(words)


async def test_the_pointer_selects_by_dragging_and_a_click_still_opens_a_name(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("enter")
        row = next(number for number, line in enumerate(reader.lines()) if "Lindqvist told the council" in line)
        column = reader.lines()[row].index("Lindqvist")
        await reader.pilot.mouse_down(offset=(column, row))
        await reader.pilot.hover(offset=(column + 13, row))
        await reader.rest()
        assert reader.screen.is_selecting
        await reader.pilot.mouse_up(offset=(column + 13, row))
        await reader.rest()
        assert selected(reader) == "Lindqvist told"
        await reader.press("escape")
        await reader.pilot.click(offset=(column + 2, row))
        await reader.rest()
        assert reader.shows("With Ada Lindqvist")


async def test_a_note_on_what_is_selected_keeps_its_range(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("enter", "]", "]", "v", "e", "i")
        assert reader.shows("Note on “Lindqvist told”")
        await reader.type("why")
        await reader.press("ctrl+g")
        notes = reader.library.notes(stories()[0].id)
        assert [(note.quote, note.text) for note in notes] == [("Lindqvist told", "why")]
        assert reader.screen.page.note_at(stories()[0].text.index("Lindqvist told")) == notes[0].id


async def test_a_note_opens_from_the_words_that_it_is_on(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("enter", "]", "]", "v", "e", "i")
        await reader.type("why")
        await reader.press("ctrl+g")
        row, line = next((row, line) for row, line in enumerate(reader.lines()) if "Lindqvist told" in line)
        await reader.pilot.click(offset=(line.index("told") + 1, row))
        await reader.rest()
        assert reader.shows("Note on “Lindqvist told”") and reader.shows("why")
        await reader.type(" so")
        await reader.press("ctrl+g")
        assert [note.text for note in reader.library.notes(stories()[0].id)] == ["why so"]
        await reader.press("o", "enter")
        assert reader.screen.focused is reader.screen.page
        await reader.press("enter")
        assert reader.shows("Note on “Lindqvist told”") and reader.shows("why so")
        await reader.press("ctrl+g", "]", "enter")
        assert not reader.shows("Note on"), "the current name stands before the note"


async def test_hidden_boilerplate_is_not_gone_through(reading: Reading) -> None:
    blocks = [(BlockKind.PARAGRAPH, "One."), (BlockKind.CHROME, "Click here"), (BlockKind.PARAGRAPH, "Two.")]
    async with reading((120, 40), Newsroom([made("x", "A title", blocks)])) as reader:
        await reader.press("enter", "v", "G", "V")
        assert reader.screen._shown_words(*reader.screen.selector.selected) == "A title\n\nOne.\n\nTwo."  # type: ignore[misc]
        await reader.press("escape", "B", "v", "G")
        assert "Click here" in reader.screen._shown_words(*reader.screen.selector.selected)  # type: ignore[misc]


async def test_an_article_of_which_nothing_is_shown_can_not_be_selected(reading: Reading) -> None:
    room = Newsroom([made("x", None, [(BlockKind.CHROME, "Click here")])], LEXICON)
    async with reading((120, 40), room) as reader:
        await reader.press("enter", "v", "y")
        assert not reader.screen.is_selecting
    assert newsroom().articles
