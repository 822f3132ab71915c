"""The dateline before a report: “TRIPOLI, Jan 9 (Reuters) - …” says where it was written, when, and for which agency.

It stays a part of the text. Who reprints a report keeps the agency in its dateline, so the agency is the source only
where nothing else names one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.readers.article.calendar_words import folded, months, weekdays
from index.readers.article.outlets import is_agency
from index.text import word_table

_LONGEST = 160
"""Code points in which a dateline ends."""
_DASH = r"(?: ?(?:--|[—–]) ?| ?- |(?<=\))- ?)"
_MARK = re.compile(
    rf"\((?P<bracket>[^()]{{2,40}})\)|(?<![\w/])/ ?(?P<slashed>[^/()]{{2,30}}?) ?/(?![\w/])|(?P<dash>{_DASH})"
)
"""What a place and a day end before."""
_AFTER = re.compile(rf"[.:,]?(?P<dash>{_DASH})? ?")
_WORD = r"[^\W\d_]+\.?"
_DAY = rf"(?:(?P<on>{_WORD}),? )?(?P<day>(?:{_WORD} \d\d?|\d\d?\.?(?: de)? {_WORD})(?:,? (?:de )?\d{{4}})?)"
_DAY_AT_END = re.compile(rf"(?:^|[,.]? ){_DAY}[.,]?$")
_DAY_ALONE = re.compile(rf"{_DAY}(?:$|{_DASH})")
_NAMED_AFTER = re.compile(r"(?P<named>[^.,()\d]{2,25})\. ?")
_MOST_WORDS = 5
"""Of a place with its region; more in capitals are a headline."""
_NO_PLACE = re.compile(r"[:;!?“”\"|0-9]|\.$")
_SMALL = word_table("al and da de del des di do du e el et la le les of sur the und upon y")
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before a report."""

    end: int
    """Where in the line the report begins."""
    agency: str | None = None
    """As it is written."""
    day: str | None = None
    """The day as it is written, with a year or without; a month and a day at least."""


def find(line: str) -> Dateline | None:
    """The dateline that a line begins with; None where it begins with none."""
    head = line[:_LONGEST]
    found = _from(head, 0)
    if found and found.agency and head[0] in "(/":  # “(ANSA) - ROMA, 09 GEN - …”
        inner = _from(head, found.end)
        if inner and inner.day:
            return Dateline(inner.end, found.agency, inner.day)
    return found


def _from(head: str, start: int) -> Dateline | None:
    """The dateline that begins there."""
    mark = _MARK.search(head, start)
    if mark is None:
        return None
    place, day = _split(head[start : mark.start()].strip(" ,."))
    if _NO_PLACE.search(place):
        return None
    if mark["dash"]:
        bracket = _MARK.match(head, mark.end())
        if bracket is None or bracket["dash"]:
            return _with_dash(head, mark.end(), place, day)
        mark = bracket  # “NEW YORK--(BUSINESS WIRE)--…”
    named = (mark["bracket"] or mark["slashed"]).strip()
    after = _AFTER.match(head, mark.end())
    end, dashed = (after.end(), bool(after["dash"])) if after else (mark.end(), False)
    if is_agency(named) and (not place or _is_capital(place) or ((dashed or day) and _is_named(place))):
        return Dateline(end, named, day)
    if not (dashed and _is_capital(place)):
        return None
    within = _DAY_ALONE.fullmatch(named)
    return Dateline(end, None, day or (_day(within)[0] if within else None))


def _with_dash(head: str, end: int, place: str, day: str | None) -> Dateline | None:
    """The dateline where a dash comes first: “DAMASCUS, SANA - …”, “MOSCOW, 9 Jan - RIA Novosti. …”."""
    if not _is_capital(place):
        return None
    before, _, last = place.rpartition(", ")
    if before and last.isupper() and is_agency(last):
        return Dateline(end, last, day)
    named = _NAMED_AFTER.match(head, end)
    if day and named and is_agency(named["named"]):
        return Dateline(named.end(), named["named"], day)
    alone = None if day else _DAY_ALONE.match(head, end)
    behind = _day(alone)[0] if alone else None
    if alone and behind:
        return Dateline(alone.end(), None, behind)
    return Dateline(end, None, day) if day or len(place.split()) <= _MOST_WORDS else None


def _split(opening: str) -> tuple[str, str | None]:
    """Place and day of what stands before the first mark."""
    match = _DAY_AT_END.search(opening)
    day, start = _day(match) if match else (None, 0)
    return (opening[:start].strip(" ,."), day) if day else (opening, None)


def _day(match: re.Match[str]) -> tuple[str | None, int]:
    """The day as it is written, with its weekday, and where it begins; None where no month is named."""
    if not any(word in months() for word in _WORDS.findall(folded(match["day"]))):
        return None, 0
    start = match.start("on") if match["on"] and folded(match["on"]).rstrip(".") in weekdays() else match.start("day")
    return match.string[start : match.end("day")], start


def _is_capital(place: str) -> bool:
    """Whether the place, before its region, is in capitals, as no sentence begins."""
    return place.partition(",")[0].isupper()


def _is_named(place: str) -> bool:
    """Whether it can be the name of a place in small letters."""
    words = [word for word in _WORDS.findall(place) if word not in _SMALL]
    named = 0 < len(words) <= _MOST_WORDS and not any(word[0].islower() for word in words)
    return named and words[0] != "The" and not is_agency(place)
