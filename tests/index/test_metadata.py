"""What is stated of an article: every date form, and no date where none is."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Origin, PartialDate
from index.readers.article.dates import NoDateError, in_file_name, parse
from index.readers.article.metadata import byline, from_fields

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2020-01-09", "2020-01-09"),
        ("2020-01", "2020-01"),
        ("2020", "2020"),
        ("20200109", "2020-01-09"),
        ("2020/01/09", "2020-01-09"),
        ("2020-1-9", "2020-01-09"),
        ("2020-01-09T23:30:00-05:00", "2020-01-09"),
        ("2020-01-09 23:30:00.123Z", "2020-01-09"),
        ("Thu, 09 Jan 2020 10:00:00 +0000", "2020-01-09"),
        ("9 Jan 2020 10:00:00 GMT", "2020-01-09"),
        ("January 9, 2020", "2020-01-09"),
        ("Thursday, January 9, 2020", "2020-01-09"),
        ("Jan. 9, 2020, 10:30 p.m. EST", "2020-01-09"),
        ("9 January 2020", "2020-01-09"),
        ("9th of January 2020", "2020-01-09"),
        ("9-Jan-2020", "2020-01-09"),
        ("SEPT 5 2012", "2012-09-05"),
        ("January 2020", "2020-01"),
        ("13/02/2020", "2020-02-13"),
        ("02/13/2020", "2020-02-13"),
        ("05/05/2020", "2020-05-05"),
        ("2020-02-29", "2020-02-29"),
        ("1600", "1600"),
        ("2027-06-01", "2027-06-01"),
    ],
)
def test_a_date_as_people_write_it(said: str, expected: str) -> None:
    assert str(parse(said, today=TODAY)) == expected


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", "empty"),
        ("01/02/2020", "two days"),
        ("1.2.2020", "two days"),
        ("2019-02-29", "calendar"),
        ("2020-13-01", "calendar"),
        ("0000-00-00", "outside"),
        ("2020-00-00", "calendar"),
        ("February 30, 2020", "calendar"),
        ("13/13/2020", "calendar"),
        ("1599", "outside"),
        ("2028", "outside"),
        ("9999-12-31", "outside"),
        ("Thursday", "form"),
        ("January 9", "form"),
        ("9 Jan", "form"),
        ("09/01/20", "form"),
        ("yesterday", "form"),
        ("1578528000", "form"),
        ("9" * 500, "form"),
        ("٢٠٢٠", "form|2020"),
    ],
)
def test_what_is_no_date_says_why(said: str, why: str) -> None:
    try:
        found = parse(said, today=TODAY)
    except NoDateError as error:
        assert any(part in str(error) for part in why.split("|"))
    else:
        assert str(found) in why.split("|")


@given(st.text(max_size=40) | st.text("0123456789-/. JanFebMay,:TZ", max_size=30))
def test_no_text_breaks_the_reading_of_dates(said: str) -> None:
    try:
        found = parse(said, today=TODAY)
    except NoDateError:
        return
    assert 1600 <= found.first_day().year <= 2027
    assert found.first_day() <= found.last_day()


def test_fields_state_what_is_known() -> None:
    known = from_fields(
        {"title": " A\ttitle ", "source": "Reuters", "date": "2020-01", "author": "By Ann Lee; Bob May"}
    )
    assert (known.title, known.source, known.published) == ("A title", "Reuters", PartialDate(2020, 1))
    assert known.authors == ("Ann Lee", "Bob May")
    assert {known.source_origin, known.published_origin, known.authors_origin} == {Origin.STATED}


def test_what_yaml_makes_of_values_is_read() -> None:
    known = from_fields(
        {"title": 1984, "date": datetime(2020, 1, 9, 10), "authors": [{"name": "Ann Lee"}, None, "Ann Lee"]}
    )
    assert (known.title, known.published, known.authors) == ("1984", PartialDate(2020, 1, 9), ("Ann Lee",))
    assert from_fields({"date": date(2020, 1, 9)}).published == PartialDate(2020, 1, 9)


@pytest.mark.parametrize(
    "value", ["", "01/02/2020", "2020-02-31", "soon", pytest.param(10**5000, id="huge"), [], {"a": 1}, True]
)
def test_a_date_that_can_not_be_used_is_unknown_with_a_warning(value: object) -> None:
    known = from_fields({"date": value})
    assert (known.published, known.published_origin) == (None, Origin.UNKNOWN)
    assert len(known.warnings) == 1
    assert "date" in known.warnings[0]


@pytest.mark.parametrize("value", [None, "", [], {}, "\u200b", ["", None]])
def test_an_empty_field_states_nothing(value: object) -> None:
    known = from_fields({"source": value, "authors": value, "title": value, "language": value, "url": value})
    assert (known.source, known.authors, known.title, known.language, known.url) == (None, (), None, None, None)
    assert {known.source_origin, known.authors_origin} == {Origin.UNKNOWN}


def test_a_byline() -> None:
    assert byline("By Ann Lee") == ("Ann Lee",)
    assert byline("By Ann Lee, Bob de Vries and Cem Öz") == ("Ann Lee", "Bob de Vries", "Cem Öz")
    for line in ("By Monday", "By the sea", "By Ann Lee said he would go", "Ann Lee", "By all accounts, Ann Lee won"):
        assert byline(line) == ()


def test_a_day_in_a_file_name() -> None:
    assert in_file_name("2020-01-09-haftar", today=TODAY) == PartialDate(2020, 1, 9)
    assert in_file_name("haftar_2020_01_09", today=TODAY) == PartialDate(2020, 1, 9)
    for stem in ("000_10ab38e55e6a2ff9", "12020-01-091", "2020-13-09", "20200109", "1234-56-78"):
        assert in_file_name(stem, today=TODAY) is None
