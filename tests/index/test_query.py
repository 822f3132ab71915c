"""How a typed query is read: the language, its errors, and that nothing else ever comes out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.errors import QueryError
from index.fulltext.lexer import FIELDS, LENGTH_LIMIT
from index.fulltext.parser import DEPTH_LIMIT, parse
from index.fulltext.query import And, Area, Dates, Fuzzy, Named, Near, Not, Or, Pattern, Query, Same, Sequence, Word
from index.fulltext.reading import reading, restated


def said(typed: str) -> str:
    """The query restated with every operator and bracket."""
    return restated(parse(typed).root)


def refused(typed: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        parse(typed)
    return caught.value


def read(typed: str) -> str:
    return reading(parse(typed), {}, lambda _: ())


# --- operators and precedence


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("libya ceasefire", "libya AND ceasefire"),
        ("libya AND ceasefire", "libya AND ceasefire"),
        ("qatar OR france conte", "qatar OR (france AND conte)"),
        ("(qatar OR france) conte", "(qatar OR france) AND conte"),
        ("x NEAR/3 y z", "(x NEAR/3 y) AND z"),
        ("a NEAR/3 y", '"a" NEAR/3 y'),
        ("x NEAR y", "x NEAR/8 y"),
        ("x NEAR/2 y NEAR/3 z", "x NEAR/2 y NEAR/3 z"),
        ("x NEAR/2 (y NEAR/3 z)", "x NEAR/2 (y NEAR/3 z)"),
        ("(x OR y) NEAR z", "(x OR y) NEAR/8 z"),
        ("Haftar -Qatar", "Haftar AND NOT Qatar"),
        ("Haftar NOT Qatar", "Haftar AND NOT Qatar"),
        ("-Qatar", "NOT Qatar"),
        ("NOT NOT NOT Qatar", "NOT Qatar"),
        ("NOT NOT Qatar", "Qatar"),
        ("x (-y)", "x AND NOT y"),
        ("x -(y z)", "x AND NOT (y AND z)"),
        ('x -"y z"', 'x AND NOT "y z"'),
        ("x -title:y", "x AND NOT title:y"),
        ("((x))", "x"),
        ("libya or ceasefire", "libya AND ceasefire"),
        ("x - y", "x AND y"),
        ("+x +y", "x AND y"),
        ("x ? y !", "x AND y"),
    ],
)
def test_operators_are_read_so(typed: str, expected: str) -> None:
    assert said(typed) == expected


def test_a_hyphen_inside_a_word_is_no_minus() -> None:
    root = parse("al-Serraj").root
    assert isinstance(root, Sequence) and root.joined
    assert [part.exact for part in root.parts if isinstance(part, Word)] == ["al", "serraj"]


def test_operators_in_small_letters_are_words() -> None:
    assert parse("libya or not near ceasefire").ignored == ("or", "not")


def test_a_phrase_keeps_its_stop_words_and_is_not_stemmed() -> None:
    root = parse('"in their wars"').root
    assert isinstance(root, Sequence)
    assert [(part.exact, part.stem) for part in root.parts if isinstance(part, Word)] == [
        ("in", None),
        ("their", None),
        ("wars", None),
    ]


@pytest.mark.parametrize("typed", ["“in their war”", "„in their war“", "«in their war»", '"in their war"'])
def test_any_quotation_marks_make_a_phrase(typed: str) -> None:
    assert said(typed) == '"in their war"'


def test_a_number_with_a_comma_is_one_word() -> None:
    root = parse("1,200").root
    assert isinstance(root, Word) and root.stem == "1200"


def test_a_curly_apostrophe_is_a_straight_one() -> None:
    root = parse("O’Brien").root
    assert isinstance(root, Word) and root.exact == "o'brien"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("wor*", Pattern),
        ("w*d", Pattern),
        ("word~", Fuzzy),
        ("word~2", Fuzzy),
        ("same:(a1 b1)", Same),
        ("same:word", Same),
        ("conte NEAR/8 serraj", Near),
        ('"Serraj Conte"~8', Sequence),
        ("date:2020", Dates),
        ("actor:haftar", Named),
        ("is:UNREAD", Named),
        ("-x", Not),
        ("x OR y", Or),
        ("x y", And),
    ],
)
def test_each_form_becomes_its_node(typed: str, kind: type) -> None:
    assert isinstance(parse(typed).root, kind)


def test_a_distance_behind_a_phrase_is_kept_and_eight_by_default() -> None:
    assert said('"a1 b1"~5') == '"a1 b1"~5'
    assert said('"a1 b1"~') == '"a1 b1"~8'


@pytest.mark.parametrize(
    ("typed", "area"),
    [("title:x", Area.TITLE), ("Title:x", Area.TITLE), ("text:x", Area.TEXT), ("source:x", Area.SOURCE)],
)
def test_fields_of_words_lead_to_their_area(typed: str, area: Area) -> None:
    root = parse(typed).root
    assert isinstance(root, Word) and root.area is area


def test_a_field_before_a_bracket_holds_for_all_inside() -> None:
    assert said("title:(x y OR z)") == "(title:x AND title:y) OR title:z"


def test_exact_neither_stems_nor_drops() -> None:
    root = parse("exact:(the wars)").root
    assert isinstance(root, And)
    assert [(part.exact, part.stem) for part in root.parts if isinstance(part, Word)] == [("the", None), ("wars", None)]


def test_names_in_brackets_are_one_name_unless_an_operator_parts_them() -> None:
    assert said("actor:(khalifa haftar)") == 'actor:"khalifa haftar"'
    assert said("actor:(haftar OR saleh)") == "actor:haftar OR actor:saleh"
    assert said("actor:haftar saleh") == "actor:haftar AND saleh"


# --- stop words


def test_stop_words_are_left_out_and_said() -> None:
    query = parse("the war in libya")
    assert restated(query.root) == "war AND libya"
    assert query.ignored == ("the", "in")
    assert read("the war in libya") == "war AND libya · left out: the, in"


def test_an_abbreviation_in_capitals_is_searched_and_said() -> None:
    assert read("US troops") == "US AND troops · US: only as an abbreviation"
    assert read("us troops") == "troops · left out: us"
    assert read("U.S. troops") == "U.S. AND troops · U.S.: only as an abbreviation"


def test_capitals_mean_nothing_in_a_query_that_is_all_in_capitals() -> None:
    assert read("THE WAR IN LIBYA") == "WAR AND LIBYA · left out: THE, IN"


def test_a_stop_word_beside_near_is_looked_for_as_written() -> None:
    assert said("war NEAR/2 the") == 'war NEAR/2 "the"'


@pytest.mark.parametrize("typed", ["the", "the of", "(the) of", "title:the", "NOT the", "the OR of", "same:(the of)"])
def test_a_query_of_stop_words_is_an_error_and_not_empty(typed: str) -> None:
    assert "almost every article" in refused(typed).message


# --- dates


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2020", 20200101, 20201231),
        ("2020-02", 20200201, 20200229),
        ("2020-01-05", 20200105, 20200105),
        ("2020-01..2020-02", 20200101, 20200229),
        ("2020-01-05..2020-02", 20200105, 20200229),
        ("..2020-02", None, 20200229),
        ("2020-02..", 20200201, None),
        (">=2020-01-06", 20200106, None),
        (">2020-01-06", 20200107, None),
        ("<=2020-01", None, 20200131),
        ("<2020-01", None, 20200100),
        ("unknown", None, None),
    ],
)
def test_dates_are_ranges_of_days(written: str, first: int | None, last: int | None) -> None:
    root = parse(f"date:{written}").root
    assert isinstance(root, Dates)
    assert (root.first, root.last, root.unknown) == (first, last, written == "unknown")


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2020-02-30", 5, 15),
        ("2020-13", 5, 12),
        ("2019-02-29", 5, 15),
        ("0000", 5, 9),
        ("2020-01..2020-02-30", 14, 24),
        ("2020-02..2020-01", 5, 21),
        ("..", 5, 7),
        ("january", 5, 12),
        ("2020-1-5", 5, 13),
        (">", 6, 6),
        ("=2020", 5, 10),
        ("٢٠٢٠", 5, 9),
    ],
)
def test_impossible_dates_are_errors_at_their_place(written: str, start: int, end: int) -> None:
    error = refused(f"date:{written}")
    assert (error.start, error.end) == (start, end)
    assert error.remedy


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("date:2020-01", "1 to 31 January 2020"),
        ("date:2020", "1 January to 31 December 2020"),
        ("date:2019..2020-01-05", "1 January 2019 to 5 January 2020"),
        ("date:>=2020-01-06", "from 6 January 2020 on"),
        ("date:>2020-01", "after 31 January 2020"),
        ("date:<2020-01", "before 1 January 2020"),
        ("date:..2020-01", "up to 31 January 2020"),
        ("date:unknown", "not known"),
    ],
)
def test_dates_are_said_in_words(typed: str, note: str) -> None:
    assert read(typed) == f"{typed} · date: {note}"


# --- errors


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("", 0, 0),
        ("   ", 0, 3),
        ("foo:bar", 0, 4),
        ("x sorce:bbc", 2, 8),
        ("(x", 0, 2),
        ("x)", 1, 2),
        ('x "y z', 2, 6),
        ("x ()", 2, 4),
        ("x OR", 2, 4),
        ("OR x", 0, 2),
        ("x AND AND y", 2, 5),
        ("NOT", 0, 3),
        ("x NEAR", 2, 6),
        ("x NEAR/0 y", 2, 8),
        ("x NEAR/many y", 2, 11),
        ("x NEAR -y", 7, 9),
        ("x NEAR (y z)", 8, 11),
        ("x NEAR title:y", 2, 6),
        ('""', 0, 2),
        ("*", 0, 1),
        ("*ord", 0, 4),
        ("word~3", 0, 6),
        ('"x y"~0', 5, 7),
        ("is:unraed", 3, 9),
        ("(title:)", 1, 7),
        ("same:(actor:x)", 6, 13),
        ("same:(NOT x)", 6, 11),
        ("?", 0, 1),
    ],
)
def test_what_cant_be_meant_is_refused_at_its_place_with_a_remedy(typed: str, start: int, end: int) -> None:
    error = refused(typed)
    assert (error.start, error.end) == (start, end), error
    assert error.message and error.remedy
    assert not error.message.split()[0].istitle(), "it follows “dateline: ”"


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [("sorce:x", "source:"), ("tilte:x", "title:"), ("persons:x", "person:"), ("is:stared", "is:starred")],
)
def test_a_near_miss_is_suggested(typed: str, suggestion: str) -> None:
    assert f"Did you mean {suggestion}" in refused(typed).remedy


@pytest.mark.parametrize(
    "typed",
    ["http://example.org/a", "12:30", "Libya: truce", '"foo:bar"', "a::b", "title: war", "c:\\dir", ":) libya:"],
)
def test_a_colon_that_makes_no_field_is_no_error(typed: str) -> None:
    if typed != ":) libya:":
        assert parse(typed)


def test_brackets_within_brackets_have_a_limit_that_is_said() -> None:
    assert parse("(" * DEPTH_LIMIT + "x" + ")" * DEPTH_LIMIT)
    assert str(DEPTH_LIMIT) in refused("(" * (DEPTH_LIMIT + 1) + "x" + ")" * (DEPTH_LIMIT + 1)).message


def test_the_length_has_a_limit_that_is_said() -> None:
    assert f"{LENGTH_LIMIT:,}" in refused("x " * LENGTH_LIMIT).message


# --- laws

_PIECES = st.sampled_from(
    [
        "AND",
        "OR",
        "NOT",
        "NEAR",
        "NEAR/3",
        "(",
        ")",
        '"',
        "“",
        "-",
        "*",
        "~",
        "~2",
        ":",
        "..",
        ">=",
        "the",
        "US",
        "haftar",
    ]
    + ["al-Serraj", "wor*", "date:2020", "2020-01", "利比亚", "’s", "\ud800", "\x00", "\n", "é", "1,200", " ", " ", " "]
    + [f"{field}:" for field in FIELDS]
)


@settings(max_examples=500)
@example("0'ぁ")
@given(
    st.one_of(
        st.text(max_size=60), st.lists(_PIECES, max_size=14).map("".join), st.lists(_PIECES, max_size=14).map(" ".join)
    )
)
def test_nothing_but_a_query_error_comes_out(typed: str) -> None:
    try:
        query = parse(typed)
    except QueryError as error:
        assert 0 <= error.start <= error.end <= len(typed)
        assert error.message and error.remedy
    else:
        assert_restated_means_the_same(query)


def assert_restated_means_the_same(query: Query) -> None:
    for leaf in query.leaves():
        assert 0 <= leaf.start < leaf.end <= len(query.text)
    line = restated(query.root)
    assert "\n" not in line or any(isinstance(leaf, Named) for leaf in query.leaves())
    if len(line) <= LENGTH_LIMIT:
        assert restated(parse(line).root) == line, "the reading line is a query that is read as itself"


def test_strings_that_break_programs_break_nothing(shared_data: Path) -> None:
    for typed in json.loads((shared_data / "naughty-strings.json").read_text(encoding="utf-8")):
        for query in (typed, f'"{typed}"', f"title:{typed}", f"actor:({typed})", f"same:({typed})"):
            try:
                parse(query)
            except QueryError as error:
                assert 0 <= error.start <= error.end <= len(query)
