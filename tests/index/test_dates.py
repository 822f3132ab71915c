"""Dates in the languages that news is in, held against how the Unicode CLDR writes a day in each."""

from __future__ import annotations

from datetime import date

import pytest
from babel import Locale, localedata
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from index.model import PartialDate
from index.readers.article.calendar_words import folded, months, weekdays
from index.readers.article.dates import NoDateError, parse
from index.text import word_table

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(1990, 1, 1), date(2026, 12, 31))
READ = sorted(
    word_table(
        "en en_GB en_CA de de_AT fr fr_CA es es_MX it pt pt_PT ru uk tr nl nl_BE pl ar ar_EG ar_LB ar_IQ ar_DZ"
        " ar_MA zh zh_Hant ja ko"
    )
)
LIKE_OTHERS = {"bas", "dav", "dua", "lu", "mas", "mfe", "st", "teo", "trv"}
"""Languages that hardly any news is in, which call a month as one of those above calls another: `Jan` is June in
Sesotho, `out` is August in Morisyen."""


def read(said: str) -> str | None:
    """The day that is read, or None for one that is refused."""
    try:
        return str(parse(said, today=TODAY))
    except NoDateError:
        return None


@given(DAYS, st.sampled_from(READ), st.booleans())
def test_the_day_with_its_weekday_is_read_as_the_language_writes_it(day: date, language: str, capitals: bool) -> None:
    said = format_date(day, "full", locale=language)
    assert read(said.upper() if capitals else said) == day.isoformat(), said


@given(DAYS, st.sampled_from(sorted({*READ} - {"pl"})))
def test_the_day_in_words_is_read_as_the_language_writes_it(day: date, language: str) -> None:
    said = format_date(day, "long", locale=language)
    assert read(said) == day.isoformat(), said


@given(DAYS, st.sampled_from(READ))
def test_a_day_with_a_short_month_is_read_or_refused(day: date, language: str) -> None:
    said = format_date(day, "medium", locale=language)
    if any(part in months() for part in folded(said).replace(".", "").split()) and "li" not in said:
        assert read(said) == day.isoformat(), said
    else:
        assert read(said) in {day.isoformat(), None}, said


@pytest.mark.parametrize("form", ["full", "long", "medium", "short"])
def test_in_no_language_of_the_world_is_another_day_read_than_was_written(form: str) -> None:
    spread = [date(2020, month, day) for month in range(1, 13) for day in (1, 9, 12, 13, 28)]
    for name in localedata.locale_identifiers():
        if name.partition("_")[0] not in LIKE_OTHERS:
            for day in spread:
                said = format_date(day, form, locale=Locale.parse(name))
                assert read(said) in {day.isoformat(), None}, (name, said)


@given(DAYS, st.sampled_from(["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９", "०१२३४५६७८९"]))
def test_figures_of_every_script_are_figures(day: date, digits: str) -> None:
    other = str.maketrans("0123456789", digits)
    for said in (f"{day.day} January {day.year}", day.isoformat(), f"{day.day} يناير {day.year}"):
        assert read(said.translate(other)) == read(said)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("9:41 PM EST, Thu January 9, 2020", "2020-01-09"),
        ("Fri 6:45 PM, Feb 16, 2018", "2018-02-16"),
        ("01:38:07 PM IST Nov 20, 2019", "2019-11-20"),
        ("9 January 2020, 14:05", "2020-01-09"),
        ("Thu Jan 09 10:00:00 +0000 2020", "2020-01-09"),
        ("Thu Jan  9 10:00:00 2020", "2020-01-09"),
        ("Thu Jan 09 2020 10:00:00 GMT+0000 (Coordinated Universal Time)", "2020-01-09"),
        ("2020-01-09 10:30 America/New_York", "2020-01-09"),
        ("20200109T101500Z", "2020-01-09"),
        ("2020 Jan 9", "2020-01-09"),
        ("9/Jan/2020", "2020-01-09"),
        ("9 janvier 2020 à 14h05", "2020-01-09"),
        ("1er mai 2020", "2020-05-01"),
        ("9. Januar 2020 um 14:05 Uhr", "2020-01-09"),
        ("9 de jan. de 2020", "2020-01-09"),
        ("9 января 2020 года, 14:05 МСК", "2020-01-09"),
        ("9 يناير/كانون الثاني 2020", "2020-01-09"),
        ("2020年1月9日(木) 14:05", "2020-01-09"),
        ("mai 2020", "2020-05"),
        ("Mart 2020", "2020-03"),
        ("2020年1月", "2020-01"),
    ],
)
def test_a_date_as_sites_and_feeds_write_it(said: str, expected: str) -> None:
    assert read(said) == expected


@given(
    DAYS, st.integers(0, 6), st.sampled_from(["%A, %d %B %Y", "%a %b %d %Y", "%A, %B %d, %Y, 10:30", "%d %B %Y, %a"])
)
def test_a_day_on_another_weekday_than_it_says_is_refused(day: date, weekday: int, form: str) -> None:
    named = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday]
    said = day.strftime(form.replace("%A", named).replace("%a", named[:3]))
    if weekday == day.weekday():
        assert read(said) == day.isoformat()
    else:
        with pytest.raises(NoDateError, match="another weekday"):
            parse(said, today=TODAY)


@given(DAYS, st.sampled_from("/.-"), st.booleans())
def test_a_weekday_tells_which_of_two_days_is_meant(day: date, mark: str, month_first: bool) -> None:
    numbers = (day.month, day.day) if month_first else (day.day, day.month)
    written = mark.join([*(f"{number:02}" for number in numbers), str(day.year)])
    alone = read(written)
    assert alone == (day.isoformat() if day.day > 12 or day.day == day.month else None)
    other = date(day.year, day.day, day.month) if day.day <= 12 else day
    expected = None if other != day and other.weekday() == day.weekday() else day.isoformat()
    assert read(f"{day:%A}, {written}") == expected


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("9 listopada 2020", "two days"),
        ("9 lip 2020", "two days"),
        ("9.1.2020", "two days"),
        ("9 يناير/شباط 2020", "form"),
        ("January 9-10, 2020", "form"),
        ("9–10 January 2020", "form"),
        ("2019-2020", "form"),
        ("1 pm 2020", "form"),
        ("Thursday 2020", "form"),
        ("Thursday Friday 9 January 2020", "weekday"),
        ("9 January 2020, 10 January 2020", "form"),
        ("令和2年1月9日", "form"),
        ("9 de enero", "form"),
        ("1441/05/14", "outside"),
        ("9 มกราคม 2563", "form"),
    ],
)
def test_what_could_be_another_day_is_refused(said: str, why: str) -> None:
    with pytest.raises(NoDateError, match=why):
        parse(said, today=TODAY)


def test_a_month_that_two_languages_name_is_told_by_its_weekday() -> None:
    assert parse("poniedziałek, 9 listopada 2020", today=TODAY) == PartialDate(2020, 11, 9)


@given(st.text(max_size=12))
def test_words_folded_twice_are_the_same(words: str) -> None:
    assert folded(folded(words)) == folded(words)


def test_each_word_is_folded_and_names_months_that_there_are() -> None:
    for table, numbers in ((months(), range(1, 13)), (weekdays(), range(7))):
        assert {number for named in table.values() for number in named} == set(numbers)
        assert all(folded(word) == word for word in table)
