"""What the address of an article says of it: of which day or month it is, and on whose site.

In all of 3,016 addresses of American news from 2012 to 2020 the day in the path was the one that is stated, and in 381
of 384 the month (`python -m benchmarks.dates`).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

from index.model import PartialDate
from index.readers.article import dates
from index.readers.article.calendar_words import months

FIRST_DAY = date(1990, 12, 20)
"""The first web page is of this day."""
_YEAR = r"((?:19|20)\d\d)"
_END = r"(?=[/._-]|$)"
_DAYS = tuple(
    re.compile(form)
    for form in (
        rf"/{_YEAR}/(\d\d?|[a-z]{{3,9}})/(\d\d?)(?=/|$)",
        rf"/{_YEAR}-(\d\d)-(\d\d){_END}",
        rf"/{_YEAR}/(\d\d)(\d\d)/",
        rf"[/_-]{_YEAR}(\d\d)(\d\d){_END}",
        rf"-id[A-Z0-9]{{6,20}}?{_YEAR}(\d\d)(\d\d)$",
    )
)
"""A day behind a stroke ends at one: in `/2016/11/10-things-to-know` there is none. The last form is that of Reuters up
to 2013."""
_MONTH = re.compile(rf"/{_YEAR}/(\d\d|[a-z]{{3,9}})/(?!\d)")
_ARCHIVED = re.compile(r".*[/=](?=https?://)")
_ARCHIVES = frozenset({"archive.org", "archive.today", "archive.is", "archive.ph", "perma.cc", "webcache.google.com"})
"""Who keeps pages of others."""


def day_in(url: str, *, today: date | None = None) -> PartialDate | None:
    """The day that the path states; None where it states none, or two."""
    path, today = _parts(url)[1], today or date.today()
    days = {day for form in _DAYS for match in form.finditer(path) if (day := _stated(match, today))}
    return days.pop() if len(days) == 1 else None


def month_in(url: str, *, today: date | None = None) -> PartialDate | None:
    """The month that the path states, which may be that of a draft; no date by itself, but it bears another one out."""
    match = _MONTH.search(_parts(url)[1])
    return _stated(match, today or date.today()) if match else None


def host_of(url: str) -> str | None:
    """The host without `www`; None for what is no address, or that of an archive of pages."""
    host = _parts(url)[0].removeprefix("www.")
    return host if host and not any(host == one or host.endswith(f".{one}") for one in _ARCHIVES) else None


def possible(day: PartialDate, today: date) -> bool:
    """Whether a page can be of this day: there was a web, and it is not to come."""
    return day.last_day() >= FIRST_DAY and day.first_day() <= today + timedelta(days=1)


def _parts(url: str) -> tuple[str, str]:
    """Host and path; of a page that an archive holds, those that it had."""
    archived = _ARCHIVED.match(url, 1)
    try:
        parts = urlsplit(url[archived.end() :] if archived else url.strip())
        return (parts.hostname or "", parts.path) if parts.scheme in {"http", "https"} else ("", "")
    except ValueError:  # brackets that are no address of version 6
        return "", ""


def _stated(match: re.Match[str], today: date) -> PartialDate | None:
    year, month, *day = match.groups()
    meant = [int(month)] if month.isdigit() else months().get(month, ())
    try:
        found = dates.checked([(int(year), each, int(day[0]) if day else None) for each in meant], (), today)
    except dates.NoDateError:
        return None
    return found if possible(found, today) else None
