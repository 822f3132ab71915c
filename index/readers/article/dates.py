"""Dates as people write them → a day, a month or a year; never a guess.

A date that could be two days, that no calendar has, that is on another weekday than it says, or that no newspaper can
bear is unknown, and the reason is said. A weekday alone is no date, but it tells which of two days is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index.model import PartialDate
from index.readers.article.calendar_words import folded, months, weekdays

FIRST_YEAR = 1600
"""The oldest newspapers are from 1605."""

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[Tt ]\d\d:\d\d[0-9:.,+Zz -]{0,30})?", re.ASCII)
"""How nearly all that is made by machines states a day; looked for first."""
_FILE_NAME = re.compile(r"(?<!\d)(\d{4})([-_])(\d\d)\2(\d\d)(?!\d)")
_STAMP = re.compile(
    r"(?P<day>(?:[a-z]{3}, *)?\d{1,2} [a-z]{3}) (?P<year>\d{2,4}) (?P<time>\d{1,2}:\d\d[^(]{0,40})(?:\(.*)?",
    re.IGNORECASE,
)
_LONGEST = 80
"""Code points; a longer value is not a date."""
_ZONE = (
    r"(?:(?:z|utc|gmt|[ecmp][sde]?t|a[ecw]?[sd]t|nz[sd]t|[bijkmnstw]st|[cew]es?t|eest|hkt|sgt|pkt|trt|wib|msk|мск"
    r"|sast|[ecw]at|[ab]rt|(?:eastern|central|mountain|pacific|local)(?: (?:standard|daylight))?(?: time)?|time)\b"
    r"|(?:utc|gmt)?[+-]\d\d?(?::?\d\d)?(?!\d))"
)
_TIME = re.compile(
    r"(?:t?\d\d?(?:[:.h]\d\d(?:[:.]\d\d(?:[.,]\d{1,9})?)?|(?= ?[ap]\.?m)| ?h(?!\w))|t\d{4}(?:\d\d)?)(?!\d)"
    rf"(?: ?[ap]\.?m\b\.?)?(?: ?(?:uhr|hrs?|h|ч)\b\.?)?(?: ?{_ZONE}(?: \([^()]{{1,40}}\))?)*"
)
_BETWEEN = re.compile(
    r"[ ,،、/()|–—-]+|(?:at|on|um|am|den|le|a|as|el|las?|alle|ore|op|om|в|г|года|р|року|r|roku|saat)\b\.? ?"
)
_WEEKDAY = re.compile(r"((?:\w+-feira|[\w'ʼ]+))\.?")
_REST = re.compile(r"\D{0,40}")
"""What may stand behind a time: words for a zone that is not known."""


class NoDateError(ValueError):
    """Why a value is no date, in words that follow “the date … ”."""


class UnknownFormError(NoDateError):
    """It is not written as dates are."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands at one place of a text in which nothing but a date, weekdays and times may stand."""

    end: int
    days: Sequence[tuple[int, int | None, int | None]] = ()
    """What a date can mean, as year, month and day."""
    weekdays: Sequence[int] = ()
    """What a weekday can mean, Monday being 0."""
    is_time: bool = False


def parse(value: str, *, today: date | None = None, exact: bool = False) -> PartialDate:
    """The date that `value` states, without its time of day; the day is the one written, in its own zone.

    Raises `NoDateError`. `today` bounds the years: up to the next one, for what is dated ahead. Without `exact` some
    words that are not known may stand behind the time, as the names of zones do.
    """
    plain = _ISO.fullmatch(value)
    if plain:
        return checked([(int(plain[1]), int(plain[2]), int(plain[3]))], (), today)
    said = folded(value)
    if not said:
        raise NoDateError("is empty")
    pieces = _pieces(said, exact=exact) if len(said) <= _LONGEST else None
    stated = [piece.days for piece in pieces or () if piece.days]
    if not pieces or len(stated) != 1:
        raise UnknownFormError("is not in a form that is known")
    on = [piece.weekdays for piece in pieces if piece.weekdays]
    if stated[0][0][2] is None and (on or any(piece.is_time for piece in pieces)):
        raise UnknownFormError("is not in a form that is known")
    return checked(stated[0], on, today)


def is_time(said: str) -> bool:
    """Whether folded words hold times and weekdays, and nothing else."""
    pieces = _pieces(said, exact=True) if said and len(said) <= _LONGEST else None
    return bool(pieces) and not any(piece.days for piece in pieces or ())


def _pieces(said: str, *, exact: bool) -> list[_Piece] | None:
    """The pieces of folded words; None where they hold anything else."""
    found: list[_Piece] = []
    at = 0
    while at < len(said):
        piece = _piece_at(said, at)
        if piece is None:
            timed = not exact and any(one.days for one in found) and any(one.is_time for one in found)
            return found if timed and _REST.fullmatch(said, at) else None
        found.append(piece)
        at = piece.end
    return found


def _piece_at(said: str, at: int) -> _Piece | None:
    """The date, weekday, time or mark between them that stands at a place of folded words; None for anything else."""
    for form in _FORMS:
        match = form.match(said, at)
        meant = tuple(_meant(match)) if match else ()
        if match and meant:
            return _Piece(match.end(), meant)
    match = _WEEKDAY.match(said, at)
    if match and match[1] in weekdays():
        return _Piece(match.end(), weekdays=weekdays()[match[1]])
    match = _TIME.match(said, at)
    if match:
        return _Piece(match.end(), is_time=True)
    match = _BETWEEN.match(said, at)
    return _Piece(match.end()) if match else None


def checked(
    meant: Sequence[tuple[int, int | None, int | None]], on: Sequence[Sequence[int]], today: date | None = None
) -> PartialDate:
    """The one of several days that there is, and that falls on each of these weekdays. Raises `NoDateError`."""
    last_year = (today or date.today()).year + 1
    if not all(FIRST_YEAR <= year <= last_year for year, _, _ in meant):
        raise NoDateError(f"is outside the years {FIRST_YEAR} to {last_year}")
    possible = [stated for stated in (PartialDate(*parts) for parts in dict.fromkeys(meant)) if _is_real(stated)]
    if not possible:
        raise NoDateError("is in no calendar")
    fitting = [day for day in possible if day.day is None or all(day.first_day().weekday() in each for each in on)]
    if not fitting:
        raise NoDateError("falls on another weekday")
    if len(fitting) > 1:
        raise NoDateError("could mean two days")
    return fitting[0]


def _is_real(stated: PartialDate) -> bool:
    try:
        stated.first_day()
    except ValueError:
        return False
    return stated.month != 0 and stated.day != 0


def _meant(match: re.Match[str]) -> Iterator[tuple[int, int | None, int | None]]:
    """What a date can mean by its form alone; nothing where its words name no month."""
    parts = match.groupdict()
    year, day = int(parts["year"]), parts.get("day")
    if "second" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        yield from ((year, second, first), (year, first, second))
    elif "name" in parts:
        named, again = months().get(parts["name"], ()), parts.get("again")
        for each in named if again is None else set(named).intersection(months().get(again, ())):
            yield year, each, None if day is None else int(day)
    else:
        month = parts.get("month")
        yield year, None if month is None else int(month), None if day is None else int(day)


def _either(signs: str) -> str:
    return "(?:" + "|".join(map(folded, signs)) + ")"


def _forms() -> Iterator[re.Pattern[str]]:
    """The forms of a date, those first in which another one could begin. Whether a word names a month is seen later."""
    name = r"(?P<name>[^\W\d]+)\.?"
    again = r"(?: ?[/(] ?(?P<again>[^\W\d]+)\)?)?"
    day = r"(?P<day>\d\d?)(?:st|nd|rd|th|er|o|\.)?"
    year = r"(?P<year>\d{4})(?!\w)"
    between = r"(?:[ /-]|(?<=\.))"
    year_sign, month_sign, day_sign = map(_either, ("年년", "月월", "日일"))
    for form in (
        rf"{name} (?P<day>\d\d?) \d\d:\d\d(?::\d\d)?(?: [a-z+0-9:-]{{1,9}})? {year}",
        rf"{day}{between}(?:(?:of|de|do) )?{name}{again},?{between}(?:del? )?{year}",
        rf"{name} {day},? {year}",
        rf"(?P<year>\d{{4}})[ ,-]{{1,2}}{name}[ -](?P<day>\d\d?)(?!\w)",
        rf"(?P<year>\d{{4}}) ?{year_sign} ?(?P<month>\d\d?) ?{month_sign}(?: ?(?P<day>\d\d?) ?{day_sign})?",
        r"(?P<year>\d{4})([-/.]|\. )(?P<month>\d\d?)(?:\2(?P<day>\d\d?)\.?)?(?=t\d|\W|$)",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?=t\d|\W|$)",
        rf"(?P<first>\d\d?)([/.-])(?P<second>\d\d?)\2{year}",
        rf"{name}{again},? (?:del? )?{year}",
        year,
    ):
        yield re.compile(form)


_FORMS = tuple(_forms())


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
        return checked([(int(match[1]), int(match[3]), int(match[4]))], (), today)
    except NoDateError:
        return None
