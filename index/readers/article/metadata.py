"""What an article's fields state of it: title, source, date, authors, address, language, each cleaned and checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType

from index.languages.codes import NO_LANGUAGE, code_of
from index.model import Origin, PartialDate
from index.readers.article import dates
from index.readers.article.outlets import is_agency
from index.readers.article.titles import one_line
from index.text import clean, word_table

NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "title": ("title", "headline"),
        "source": ("source", "publisher", "site", "outlet"),
        "date": ("date", "published", "publish_date", "published_at", "date_published", "pubdate"),
        "authors": ("authors", "author", "byline", "by"),
        "url": ("url", "link", "canonical_url"),
        "language": ("language", "lang"),
    }
)
"""What may be known of an article → the fields that may state it, the likeliest first."""

_AND = re.compile(r",? (?:and|AND) |, ?|; ?| & | [/–—-] ")
_BYLINE = re.compile(r"(?:by|BY|By) (?=[^\W\d_])")
_PARTICLES = word_table("al bin da de del den der di dos el la le van von")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article beside its text."""

    title: str | None = None
    title_origin: Origin = Origin.STATED
    source: str | None = None
    source_origin: Origin = Origin.UNKNOWN
    published: PartialDate | None = None
    published_origin: Origin = Origin.UNKNOWN
    authors: tuple[str, ...] = ()
    authors_origin: Origin = Origin.UNKNOWN
    url: str | None = None
    url_origin: Origin = Origin.UNKNOWN
    language: str | None = None
    """A code, see `index.languages.codes`."""
    language_origin: Origin = Origin.UNKNOWN
    warnings: tuple[str, ...] = ()

    def without_rules(self) -> Metadata:
        """The same without the source, day and authors that only a rule found."""
        known = self
        if known.source_origin is Origin.RULE:
            known = replace(known, source=None, source_origin=Origin.UNKNOWN)
        if known.published_origin is Origin.RULE:
            known = replace(known, published=None, published_origin=Origin.UNKNOWN)
        if known.authors_origin is Origin.RULE:
            known = replace(known, authors=(), authors_origin=Origin.UNKNOWN)
        return known

    def over(self, other: Metadata) -> Metadata:
        """Each value of this, and of the other one where this has none."""
        titled = self if self.title else other
        sourced = self if self.source else other
        dated = self if self.published else other
        signed = self if self.authors else other
        addressed = self if self.url else other
        spoken = self if self.language else other
        return Metadata(
            title=titled.title,
            title_origin=titled.title_origin,
            source=sourced.source,
            source_origin=sourced.source_origin,
            published=dated.published,
            published_origin=dated.published_origin,
            authors=signed.authors,
            authors_origin=signed.authors_origin,
            url=addressed.url,
            url_origin=addressed.url_origin,
            language=spoken.language,
            language_origin=spoken.language_origin,
            warnings=tuple(dict.fromkeys(self.warnings + other.warnings)),
        )


def from_fields(
    fields: Mapping[object, object], *, today: date | None = None, origin: Origin = Origin.STATED
) -> Metadata:
    """The metadata that a JSON object or front matter states. What can't be used becomes a warning, never an error."""
    warnings: list[str] = []
    published = _published(_first(fields, NAMES["date"]), warnings, today)
    source = _words(_first(fields, NAMES["source"]))
    authors = _authors(_first(fields, NAMES["authors"]))
    url = _words(_first(fields, NAMES["url"]))
    language = _language(_words(_first(fields, NAMES["language"])), warnings)
    return Metadata(
        title=_words(_first(fields, NAMES["title"])),
        title_origin=origin,
        source=source,
        source_origin=origin if source else Origin.UNKNOWN,
        published=published,
        published_origin=origin if published else Origin.UNKNOWN,
        authors=authors,
        authors_origin=origin if authors else Origin.UNKNOWN,
        url=url,
        url_origin=origin if url else Origin.UNKNOWN,
        language=language,
        language_origin=origin if language else Origin.UNKNOWN,
        warnings=tuple(warnings),
    )


def byline(line: str) -> tuple[str, ...]:
    """The authors that a line of the form “By Ann Example and Bob Sample, Reuters” names; empty for any other line."""
    match = _BYLINE.match(line)
    if not match or len(line) > 120:
        return ()
    names = [name for name in _AND.split(line[match.end() :]) if not is_agency(name)]
    return tuple(names) if all(map(_is_name, names)) else ()


def _is_name(words: str) -> bool:
    parts = [part for part in words.split() if part not in _PARTICLES]
    return 2 <= len(parts) <= 4 and all(part[0].isupper() and not any(map(str.isdigit, part)) for part in parts)


def _first(fields: Mapping[object, object], names: tuple[str, ...]) -> object:
    """The first of these fields that says anything; an empty one only where no other says more."""
    said = [fields[name] for name in names if name in fields and fields[name] is not None]
    return next((value for value in said if value not in ("", [], {})), said[0] if said else None)


def _words(value: object) -> str | None:
    """A value as one line of canonical text; None when it says nothing."""
    if isinstance(value, list | dict | bool) or value is None:
        return None
    return one_line(clean(_text_of(value))) or None


def _text_of(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    try:
        return str(value)
    except ValueError:  # a number of more digits than Python prints
        return ""


def _authors(value: object) -> tuple[str, ...]:
    """One name each; a string is divided at semicolons only, since a comma may stand inside a name (“Smith, Jr.”)."""
    if isinstance(value, str):
        parts: list[object] = list(value.split(";"))
    elif isinstance(value, list):
        parts = [part.get("name") if isinstance(part, dict) else part for part in value]
    else:
        parts = [value]
    names = (_words(part) for part in parts)
    return tuple(dict.fromkeys(_BYLINE.sub("", name, count=1) for name in names if name))


def _published(value: object, warnings: list[str], today: date | None) -> PartialDate | None:
    if value is None:
        return None
    said = _words(value) or ""
    try:
        return dates.parse(said, today=today)
    except dates.NoDateError as reason:
        quoted = f" “{_shortened(said)}”" if said else ""
        warnings.append(f"The date{quoted} {reason}, so it is not used.")
        return None


def _language(said: str | None, warnings: list[str]) -> str | None:
    language = code_of(said) if said else None
    if said and language is None and said.casefold() not in NO_LANGUAGE:
        warnings.append(f"The language “{_shortened(said)}” is not known.")
    return language


def _shortened(said: str) -> str:
    return said if len(said) <= 40 else said[:39] + "…"
