"""The lines of lists, header, footer and search box say what they should in the room they have."""

from __future__ import annotations

import pytest

from tests.tui.newsroom import row_of
from tests.tui.stories import stories
from tui import keys
from tui.render.find import find
from tui.render.footer import keys_line, notice_line
from tui.render.glyphs import DRAWN
from tui.render.header import Progress, header
from tui.render.key_page import COLUMN, key_page
from tui.render.labels import short_labels
from tui.render.leads import BAR, Lead, bar, lead_lines, where
from tui.render.metadata import about, day
from tui.render.query_line import reading, trouble
from tui.render.roles import LOOKS, words_of
from tui.render.row import about_line, snippet_lines, title_line
from tui.render.walk import step
from tui.settings import Settings, put_in_force
from tui.values import ActorRef, Hit, NameKind, Page, PartialDate, QueryError, Snippet, duration


def test_a_hash_at_the_end_of_a_label_is_left_out_where_the_rest_is_still_unlike_all_others() -> None:
    shown = short_labels(["000_10ab38e55e6a2ff9", "001_474a7aa0f96e345c", "Reuters", "notes-2020"])
    assert shown == {
        "000_10ab38e55e6a2ff9": "000",
        "001_474a7aa0f96e345c": "001",
        "Reuters": "Reuters",
        "notes-2020": "notes-2020",
    }
    twice = short_labels(["a_10ab38e55e6a2ff9", "a_474a7aa0f96e345c", "474a7aa0f96e345c"])
    assert twice["a_10ab38e55e6a2ff9"] == "a_10ab38e55e6a2ff9"
    assert twice["474a7aa0f96e345c"] == "474a7aa0f96e345c"


def test_dates_are_as_precise_as_they_are_known() -> None:
    assert day(PartialDate(2020, 1, 9)) == "9 Jan 2020"
    assert day(PartialDate(2020, 1)) == "Jan 2020"
    assert day(PartialDate(2020)) == "2020"
    assert day(None) == "no date"


def test_what_is_known_of_an_article_says_what_is_not() -> None:
    assert about(stories()[2], "000") == "000 · no source · no date · 42 words"
    assert about(stories()[0], "x").startswith("The Gazette · 4 Mar 2031 · ")


@pytest.mark.parametrize("cells", [12, 20, 37, 120])
def test_a_list_entry_keeps_to_its_width(cells: int) -> None:
    for number, article in enumerate(stories()):
        row = row_of(number, article)
        for line in (title_line(row, cells), about_line(row, "a very long label of a source", cells)):
            assert len(words_of(line)) <= cells


def test_a_snippet_shows_its_first_match_however_far_in_it_is() -> None:
    article = stories()[0]
    for word in ("stones", "lit again", "Friday"):
        at = article.text.index(word)
        start = max(0, at - 200)
        hit = Hit(
            row_of(0, article),
            1.0,
            Snippet(start, start + 240, article.text[start : start + 240]),
            ((at, at + len(word)),),
        )
        lines = snippet_lines(hit, 30, 2)
        marked = [words for line in lines for words, roles in line if "match" in roles]
        assert "".join(marked).replace(" ", "") == word.replace(" ", "")
        assert len(lines) == 2


def test_bars_grow_with_the_count_and_never_vanish() -> None:
    assert [len(bar(count, 100)) for count in (1, 50, 100)] == [1, BAR // 2, BAR]
    assert bar(0, 0) == ""


def test_a_cross_reference_names_as_many_articles_as_fit_and_counts_the_rest() -> None:
    articles = {"a": 3, "b": 1, "c": 1}
    labels = {"a": "000", "b": "001", "c": "002"}
    assert where(articles, labels, 40) == "000  001  002"
    assert where(articles, labels, 12) == "000  001  +1"
    assert where(articles, {"a": "Reuters", "b": "BBC", "c": "Reuters"}, 40) == "Reuters ×2  BBC"
    assert where(articles, {"a": "a very long label", "b": "001", "c": "002"}, 12) == "a very…  +2"


def test_a_cross_reference_keeps_to_its_width() -> None:
    other = ActorRef("x", "A very long name of an organisation indeed", NameKind.ORGANISATION)
    for cells in (24, 36, 80):
        for line in lead_lines(Lead(other, 12, {"a": 12}), 12, {"a": "000"}, cells, ()):
            assert len(words_of(line)) <= cells


def test_the_header_says_how_far_a_build_is_in_the_room_there_is() -> None:
    progress = Progress("reading", 312, 4000, 210.4, 17.6, 2)
    said = words_of(header("wikinews", None, 0, progress, 120, "? keys"))
    assert "reading 312 of 4,000 · 18 s left · 2 failed · 210 a second" in said
    assert said.rstrip().endswith("? keys")
    hints = "\\ search   ? keys"
    both = words_of(header("a library with a longer name", None, 0, progress, 120, hints))
    assert "reading 312 of 4,000 · 18 s left" in both
    assert both.rstrip().endswith(hints)
    short = words_of(header("wikinews", None, 0, progress, 44, "? keys"))
    assert len(short) <= 44
    assert "312 of 4,000" in short


def test_durations_are_as_precise_as_one_wants_to_know() -> None:
    assert [duration(seconds) for seconds in (0.4, 61, 600, 7_500)] == ["1 s", "1 min", "10 min", "2 h 5 min"]


def test_a_query_that_found_nothing_says_so_and_how_many_have_no_date() -> None:
    said = words_of(reading(Page((), 0, "published in January 2020", 5), 0, 100, 3))
    assert said == "   no article has that · 5 have no date · published in January 2020"


def test_a_limit_is_said() -> None:
    assert "100 of 12,310" in words_of(reading(Page((), 12_310, "", 0), 100, 100, 3))


@pytest.mark.parametrize("column", [3, 30, 60, 76])
def test_carets_stand_under_the_place_of_an_error(column: int) -> None:
    error = QueryError("there is no field “foo”", start=0, end=4, remedy="title, text, source, date and others are")
    carets, *below = (words_of(line) for line in trouble(error, column, 4, 80))
    assert carets.index("^") == column
    assert all(len(said) <= 80 for said in (carets, *below))
    assert "there is no field “foo”: title, text, source, date and others are" in " ".join([carets, *below])


def test_the_footer_leaves_out_whole_keys_and_keeps_the_key_page() -> None:
    said = words_of(keys_line(keys.footer("page"), 30))
    assert len(said) <= 30
    assert said.endswith("? keys")
    assert len(words_of(notice_line("word " * 40, 30))) <= 30


@pytest.mark.parametrize("cells", [30, 78, 118, 200])
def test_the_key_page_keeps_to_its_width_and_holds_every_key(cells: int) -> None:
    lines = key_page(keys.described(), cells)
    assert all(len(words_of(line).rstrip()) <= cells for line in lines)
    said = " ".join(words_of(line) for line in lines).split()
    assert {key for _, rows in keys.described() for shown, _ in rows for key in shown.split()} <= set(said)


def test_the_key_page_has_one_column_for_those_who_hear_it_line_by_line() -> None:
    put_in_force(Settings(accessible=True))
    assert all(len(words_of(line)) <= COLUMN for line in key_page(keys.described(), 200))


def test_kinds_of_names_differ_without_colour() -> None:
    looks = {}
    for kind in NameKind:
        look = LOOKS[kind.value]
        looks.setdefault((look.bold, look.italic, look.underline), set()).add(DRAWN.kinds[kind])
    assert all(len(letters) == 1 for letters in looks.values())
    assert len(looks) == 5


def test_find_ignores_case_and_the_shape_of_quotation_marks() -> None:
    assert find("The “Dockers’ Union”, dockers' union", "dockers' union") == ((5, 19), (22, 36))
    assert find("İstanbul and istanbul", "istanbul")[-1] == (13, 21)
    assert find("anything", "  ") == ()


def test_a_walk_begins_at_the_top_of_the_page_and_goes_round_at_its_ends() -> None:
    starts = [0, 10, 20]
    assert step(starts, None, 5, 1) == (1, False)
    assert step(starts, None, 5, -1) == (0, False)
    assert step(starts, 2, 0, 1) == (0, True)
    assert step(starts, 0, 0, -1) == (2, True)
    assert step(starts, None, 30, 1) == (0, True)
    assert step([], None, 0, 1) is None
