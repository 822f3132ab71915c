"""Dates as people write them → a day, a month or a year; never a guess.

A date that could be two days, that no calendar has, or that no newspaper can bear is unknown, and the reason is said.
"""

from __future__ import annotations

import re
from datetime import date

from index.model import PartialDate

FIRST_YEAR = 1600
"""The oldest newspapers are from 1605."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_TIME = r"(?:,? (?:at )?\d{1,2}[:.]\d{2}[^\n]{0,40})?"
_ZONED = r"(?:[t ]\d{1,2}:?\d{2}[0-9:.,+ a-z-]{0,30})?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<year>\d{{4}})(?:([-/.])(?P<month>\d{{1,2}})(?:\2(?P<day>\d{{1,2}}))?)?{_ZONED}",
        rf"(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d){_ZONED}",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?{_MONTH},?[ -](?P<year>\d{{4}}){_TIME}",
        rf"{_WEEKDAY}{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}}){_TIME}",
        rf"{_MONTH},? (?P<year>\d{{4}})",
    )
)
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})" + _ZONED, re.IGNORECASE)
_FILE_NAME = re.compile(r"(?<!\d)(\d{4})([-_])(\d\d)\2(\d\d)(?!\d)")
_STAMP = re.compile(
    r"(?P<day>(?:[a-z]{3}, *)?\d{1,2} [a-z]{3}) (?P<year>\d{2,4}) (?P<time>\d{1,2}:\d\d[^(]{0,40})(?:\(.*)?",
    re.IGNORECASE,
)
_LONGEST = 80
"""Code points; a longer value is not a date."""


class NoDateError(ValueError):
    """Why a value is no date, in words that follow “the date … ”."""


def parse(value: str, *, today: date | None = None) -> PartialDate:
    """The date that `value` states, without its time of day; the day is the one written, in its own zone.

    Raises `NoDateError`. `today` bounds the years: up to the next one, for what is dated ahead.
    """
    said = " ".join(value.split())
    if not said:
        raise NoDateError("is empty")
    if len(said) > _LONGEST:
        raise NoDateError("is not in a form that is known")
    for form in _FORMS:
        match = form.fullmatch(said)
        if match:
            parts = match.groupdict()
            month = parts.get("month")
            day = parts.get("day")
            return _checked(
                int(parts["year"]),
                None if month is None else _MONTHS.get(month.casefold()) or int(month),
                None if day is None else int(day),
                today,
            )
    return _from_numbers(said, today)


def of_stamp(said: str) -> str:
    """A stamp of mail or RSS in a form that `parse` takes: the year in four figures, without remarks in brackets.

    Years of two figures as in RFC 5322, 4.3. What is no such stamp stays as it is.
    """
    match = _STAMP.fullmatch(" ".join(said[: 4 * _LONGEST].split()))
    if not match:
        return said
    year = int(match["year"])
    if len(match["year"]) < 4:
        year += 2000 if len(match["year"]) == 2 and year < 50 else 1900
    return f"{match['day']} {year:04} {match['time'].rstrip()}"


def in_file_name(stem: str, *, today: date | None = None) -> PartialDate | None:
    """The day that a file's name states as year, month and day; None where it states none."""
    match = _FILE_NAME.search(stem)
    if not match:
        return None
    try:
        return _checked(int(match[1]), int(match[3]), int(match[4]), today)
    except NoDateError:
        return None


def _from_numbers(said: str, today: date | None) -> PartialDate:
    match = _NUMBERS.fullmatch(said)
    if not match:
        raise NoDateError("is not in a form that is known")
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if first <= 12 and second <= 12 and first != second:
        raise NoDateError("could mean two days")
    return _checked(year, min(first, second), max(first, second), today)


def _checked(year: int, month: int | None, day: int | None, today: date | None) -> PartialDate:
    last_year = (today or date.today()).year + 1
    if not FIRST_YEAR <= year <= last_year:
        raise NoDateError(f"is outside the years {FIRST_YEAR} to {last_year}")
    stated = PartialDate(year, month, day)
    try:
        stated.first_day()
    except ValueError:
        raise NoDateError("is in no calendar") from None
    if month == 0 or day == 0:
        raise NoDateError("is in no calendar")
    return stated
