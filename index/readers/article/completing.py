"""What an article's address, its file's name and its first lines say of it, where nothing states it.

In this order: a day in the address, one in the file's name, a dateline, a line that says when it was published. A value
that something states stays as it is; a year or month that only `sources.toml` gives may be made a day within it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from index.model import Origin, PartialDate
from index.readers.article import addresses, dateline, dates, day_lines, metadata
from index.readers.article.calendar_words import folded, weekdays
from index.readers.article.dateline import Dateline
from index.readers.article.day_lines import DayLine
from index.readers.article.metadata import Metadata
from index.readers.place import Place

_HEAD = 4
"""Blocks at the start among which a dateline, or a line with the day or the authors, may stand."""
_SHORT = 60
"""Code points of a line that holds only a day."""
_STANDFIRST = 250
"""Code points; behind more than that, the report has begun, and a day on a line of its own is that of an event."""
_YEAR = re.compile(r"(?:^|/)((?:1[6-9]|20)\d\d)(?:-\d\d)?(?=/)")
"""A folder of a year or a month."""
_LEDE = 400
"""Code points of a report in which it says on which weekday it happened."""
_WORD = re.compile(r"[^\W\d_]{4,}")


def completed(
    known: Metadata, texts: Sequence[str], place: Place, *, alone: bool, named: tuple[str | None, str | None]
) -> Metadata:
    """The metadata with what a rule finds: `texts` are the blocks after the title.

    `named` are the outlet in the title and the host of the address, either of which is the source rather than the
    agency of a dateline. `alone` says that a day in the file's name is the article's.
    """
    head = _Head(texts[:_HEAD])
    source = next((name for name in named if name), None)
    if known.source is None and (source or head.agency):
        known = replace(known, source=source or head.agency, source_origin=Origin.RULE)
    stated = known.published
    if stated is None or (stated.day is None and known.published_origin is Origin.RULE):
        known = _dated(known, _Evidence(known, head, texts, place, alone))
    if not known.authors and head.authors:
        known = replace(known, authors=head.authors, authors_origin=Origin.RULE)
    return known


@dataclass(frozen=True, slots=True)
class _Before:
    """A dateline, and the block that it stands in."""

    found: Dateline
    text: str


class _Head:
    """The first blocks of an article, each looked at when it is asked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts

    @cached_property
    def dateline(self) -> _Before | None:
        """The first dateline that says more than a place."""
        found = (_Before(one, text) for text in self.texts if (one := dateline.find(text)))
        return next((before for before in found if before.found.agency or before.found.day), None)

    @cached_property
    def lines(self) -> Sequence[tuple[DayLine, str]]:
        """The lines that say something of the day, and their words."""
        return [(line, text) for text in self.texts if (line := day_lines.read(text))]

    def opens_with(self, line: str) -> bool:
        """Whether nothing longer than a standfirst comes before a line."""
        return all(len(text) <= _STANDFIRST for text in self.texts[: self.texts.index(line)])

    @property
    def agency(self) -> str | None:
        return self.dateline.found.agency if self.dateline else None

    @property
    def authors(self) -> tuple[str, ...]:
        said = [*self.texts, *(line.byline for line, _ in self.lines)]
        return next((names for names in map(metadata.byline, said) if names), ())


class _Evidence:
    """The days that an article may be of, the surest first, and what can't be used of what was found."""

    def __init__(self, known: Metadata, head: _Head, texts: Sequence[str], place: Place, alone: bool) -> None:
        self._known, self._head, self._texts, self._place, self._alone = known, head, texts, place, alone
        self._today = date.today()
        self.warnings: list[str] = []

    def days(self) -> Iterator[tuple[PartialDate, Origin]]:
        """Each day that is found, with its origin; it is sought when the one before does not do."""
        if self._known.url and (day := addresses.day_in(self._known.url, today=self._today)):
            yield day, Origin.RULE
        if self._alone and (day := dates.in_file_name(self._place.stem, today=self._today)):
            yield day, Origin.FILENAME
        for found in (self._of_dateline, self._of_lines):
            if (day := found()) and self._can_be(day):
                yield day, Origin.RULE

    def _can_be(self, day: PartialDate) -> bool:
        """Whether it is not to come, and where it has an address, was after the first page of the web."""
        if self._known.url:
            return addresses.possible(day, self._today)
        return day.first_day() <= self._today + timedelta(days=1)

    def _of_dateline(self) -> PartialDate | None:
        before = self._head.dateline
        if before is None or not before.found.day:
            return None
        said = before.found.day
        try:
            return dates.parse(said, today=self._today)
        except dates.UnknownFormError:
            day = self._within_year(said, before.text[before.found.end :])
        except dates.NoDateError as fault:
            self._refuse(said, str(fault))
            return None
        if day is None:
            self.warnings.append(f"Its dateline says “{said}” and no year, so its date is unknown.")
        return day

    def _within_year(self, said: str, report: str) -> PartialDate | None:
        """The day of a dateline without a year: in the year or month that is known, or that the address states.

        That of a folder counts only where the report names the weekday of the same day.
        """
        month = addresses.month_in(self._known.url, today=self._today) if self._known.url else None
        bound = self._known.published or month
        years = {int(year) for year in _YEAR.findall(self._place.relative)}
        if bound is None and len(years) == 1:
            day = self._with_year(said, PartialDate(*years))
            return day if day and day.first_day().weekday() in _weekday_in(report) else None
        return self._with_year(said, bound) if bound else None

    def _with_year(self, said: str, bound: PartialDate) -> PartialDate | None:
        try:
            day = dates.parse(f"{said}, {bound.year}", today=self._today)
        except dates.NoDateError:
            return None
        return day if bound.first_day() <= day.first_day() <= bound.last_day() else None

    def _of_lines(self) -> PartialDate | None:
        """The day that is called that of publication, or the only one that stands alone in a line of its own."""
        lines = self._head.lines
        for line, text in lines:
            if line.fault:
                self._refuse(text, line.fault)
        labelled = {line.day for line, _ in lines if line.day and line.labelled}
        days = labelled or {line.day for line, text in lines if line.day and self._head.opens_with(text)}
        if days and not labelled:  # several days on lines of their own are those of a chronicle
            short = (text for text in self._texts[_HEAD:] if len(text) <= _SHORT)
            days |= {other.day for text in short if (other := day_lines.read(text)) and other.day}
        if len(days) > 1:
            self.warnings.append("Its lines name several days, so its date is unknown.")
        return days.pop() if len(days) == 1 else None

    def _refuse(self, said: str, fault: str) -> None:
        self.warnings.append(f"The date “{said}” {fault}, so it is not used.")


def _weekday_in(report: str) -> Sequence[int]:
    """What the first weekday can mean that a report names near its beginning."""
    words = map(folded, _WORD.findall(report, 0, _LEDE))
    return next((weekdays()[word] for word in words if word in weekdays()), ())


def _dated(known: Metadata, evidence: _Evidence) -> Metadata:
    """The metadata with the first day that is found, within the year or month that is known."""
    bound, days = known.published, evidence.days()
    for day, origin in days:
        if bound is None or bound.first_day() <= day.first_day() <= bound.last_day():
            warnings = known.warnings
            other = next(days, None) if origin is Origin.FILENAME else None
            if other and abs(other[0].first_day() - day.first_day()) > timedelta(days=1):
                warnings += (f"Its file’s name says {day}, but its first lines say {other[0]}; the name counts.",)
            return replace(known, published=day, published_origin=origin, warnings=warnings)
    return replace(known, warnings=(*known.warnings, *evidence.warnings))
