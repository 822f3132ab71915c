"""Lines at the head of an article that say when it was published: “By Ann Lee | January 9, 2020”, “Posted on …”.

Such a line holds nothing else. A day within a sentence is that of an event and never taken, and one that follows
“Updated” is that of a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from index.model import PartialDate
from index.readers.article import dates
from index.readers.article.calendar_words import folded
from index.readers.article.outlets import is_agency

_LONGEST = 160
_PUBLISHED = (
    r"(?:(?:first|originally|article) )?(?:published|posted|publish(?:ed)? date|publication date|pub(?:lish)?date|date"
    r"|issued|publiee?|date de publication|veroffentlicht|erstellt|publicad[oa]|pubblicat[oa]|gepubliceerd|geplaatst"
    r"|opublikowano|data publikacji|yayinlanma(?: tarihi)?|yayin tarihi|опубликовано|дата публикации|опубліковано"
    r"|نشر|نشرت|تاريخ النشر|发布时间|公開日)"
)
_CHANGED = (
    r"(?:last )?(?:updated?|modified|edited|revised|corrected|mise? a jour|modifiee?|aktualisiert|actualizad[oa]"
    r"|aggiornat[oa]|ultimo aggiornamento|atualizad[oa]|modificad[oa]|bijgewerkt|zaktualizowano|aktualizacja"
    r"|guncelleme(?: tarihi)?|обновлено|изменено|оновлено|تحديث|اخر تحديث|更新)"
)
_LABEL = re.compile(rf"(?<!\w)(?:({_PUBLISHED})|{_CHANGED})(?!\w)(?: (?:dnia|في|بتاريخ)(?!\w))?[:.]?")
_ASIDE = re.compile(r"(?:about )?(?:\d+|an?) (?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?) (?:read|ago)")
_BARS = re.compile(r" *[|•·\t] *| / ")
_MARKS = " ,|•·/–—-"
_SIGNED = re.compile(r"[\s,|•·/–—-]+(by [^\d|•·]{3,60})$", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*")
_MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class DayLine:
    """What a line says that holds nothing but when, and by whom, an article was published."""

    day: PartialDate | None = None
    """None where the line says only when it was changed, or a day that can't be."""
    labelled: bool = False
    """Whether the line says what the day is of, or names an author beside it."""
    byline: str = ""
    """What stands before the day, as `metadata.byline` reads it."""
    fault: str = ""
    """Why there is no day, as `dates.NoDateError` says it."""


def read(line: str, *, today: date | None = None) -> DayLine | None:
    """What a line says of the day; None for a line that holds anything else."""
    if len(line) > _LONGEST or not _FIGURE.search(line):
        return None
    byline, rest = _without_byline(line)
    parts = [part for part in _BARS.split(rest) if part]
    told = [folded(part) for part in parts if len(parts) == 1 or not _is_name(part)]
    stated: dict[bool, set[PartialDate]] = {True: set(), False: set()}
    fault = ""
    for published, said in _statements(told):
        if not said or _ASIDE.fullmatch(said) or dates.is_time(said):
            continue
        try:
            day = dates.parse(said, today=today, exact=True)
        except dates.UnknownFormError:
            return None
        except dates.NoDateError as error:
            fault = str(error)
            continue
        if published is not None and day.day is not None:
            stated[published].add(day)
    days = stated[True] or stated[False]
    labelled = bool(stated[True] or byline) or len(told) < len(parts)
    if len(days) != 1 or not (labelled or any(map(str.isalpha, line))):
        return DayLine(byline=byline, fault=fault)
    return DayLine(days.pop(), labelled, byline)


def _statements(told: list[str]) -> Iterator[tuple[bool | None, str]]:
    """Each stretch of a line: after a word for publication True, for a change None, after neither False; its words."""
    kind: bool | None = False
    for said in told:
        at = 0
        for label in _LABEL.finditer(said):
            yield kind, said[at : label.start()].strip(_MARKS)
            kind, at = (True if label[1] else None), label.end()
        yield kind, said[at:].strip(_MARKS)


def _without_byline(line: str) -> tuple[str, str]:
    """The author that a line ends with, or author or agency that it begins with before a day or a bar; and the rest."""
    signed = _SIGNED.search(line)
    if signed:
        return signed[1], line[: signed.start()]
    words = line.split(" ")
    begins = line[:3].casefold() == "by "
    for at in range(1, len(words)):
        head = " ".join(words[:at]).strip(_MARKS)
        if _FIGURE.search(head) or not (begins or len(head) <= 40):
            break
        rest = " ".join(words[at:])
        if ((begins and at > 1) or is_agency(head)) and (rest[:1] in "|•·/" or _begins_day(rest)):
            return head, rest.lstrip(_MARKS)
    return "", line


def _begins_day(rest: str) -> bool:
    """Whether a day, a time or what is said before one follows, and nothing else than such in its part of the line."""
    said = folded(_BARS.split(rest)[0]).lstrip(_MARKS)
    if _LABEL.match(said):
        return True
    try:
        dates.parse(said, exact=True)
    except dates.UnknownFormError:
        return dates.is_time(said)
    except dates.NoDateError:
        pass
    return True


def _is_name(part: str) -> bool:
    words = _NAME.findall(part)
    return 0 < len(words) <= _MOST_NAMES and words[0][0].isupper() and not _FIGURE.search(part)
