"""What may stand behind `date:`, as a range of days. A date that no calendar has is an error, never an empty range."""

from __future__ import annotations

import re
from calendar import monthrange

from index.errors import QueryError
from index.fulltext.query import Dates

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_SIGNS = (">=", ">", "<=", "<")
_HOW = "Write date:2020, date:2020-01, date:2020-01-05, date:2020-01..2020-02, date:>=2020-01-06 or date:unknown"


Bounds = tuple[int | None, int | None]


def parse_dates(written: str, start: int, end: int) -> Dates:
    """Read the value of `date:`; `start` and `end` are where it stands in the query.

    Raises QueryError for anything but the forms above, impossible dates and ranges that end before they begin.
    """
    if written.casefold() == "unknown":
        return Dates(start, end, written, None, None, unknown=True)
    first, last = _range(written, start, end) if ".." in written else _compared(written, end)
    return Dates(start, end, written, first, last)


def _range(written: str, start: int, end: int) -> Bounds:
    low, high = written.split("..", 1)
    if not low and not high:
        raise QueryError("a range of dates needs a beginning or an end", start=start, end=end, remedy=_HOW)
    first = _days(low, start, start + len(low))[0] if low else None
    last = _days(high, end - len(high), end)[1] if high else None
    if first is not None and last is not None and first > last:
        said = f"the range of dates ends before it begins: {written}"
        raise QueryError(said, start=start, end=end, remedy=f"Write date:{high}..{low}")
    return first, last


def _compared(written: str, end: int) -> Bounds:
    sign = next((sign for sign in _SIGNS if written.startswith(sign)), "")
    value = written[len(sign) :]
    first, last = _days(value, end - len(value), end)
    ranges: dict[str, Bounds] = {
        ">=": (first, None),
        ">": (last + 1, None),
        "<=": (None, last),
        "<": (None, first - 1),
    }
    return ranges.get(sign, (first, last))


def _days(written: str, start: int, end: int) -> tuple[int, int]:
    """First and last day, yyyymmdd, that a year, month or day covers."""
    form = _FORM.fullmatch(written)
    if form is None:
        raise QueryError(f"“{written}” is not a date", start=start, end=end, remedy=_HOW)
    year, month, day = (int(part) if part else None for part in form.groups())
    impossible = QueryError(f"there is no date {written}", start=start, end=end, remedy=_HOW)
    if not year or month == 0 or day == 0 or (month or 0) > 12:
        raise impossible
    if month is None:
        return year * 10_000 + 101, year * 10_000 + 1231
    last = monthrange(year, month)[1]
    if day is None:
        return year * 10_000 + month * 100 + 1, year * 10_000 + month * 100 + last
    if day > last:
        raise impossible
    return (year * 10_000 + month * 100 + day,) * 2
