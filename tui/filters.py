"""Filters as words of a query: `source:"The Gazette"`, `date:2020`. Writing, adding, finding and taking them away.

A filter is an ordinary part of the query, so that the line under the box explains it and the reader can edit it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tui.values import NameKind

FIELDS = ("source", "date", "lang", "actor", "person", "org", "country", "place", "tag", "is")

FIELD_OF_KIND = {
    NameKind.PERSON: "person",
    NameKind.ORGANISATION: "org",
    NameKind.COUNTRY: "country",
    NameKind.PLACE: "place",
    NameKind.EVENT: "actor",
}
"""The field that asks for names of a kind."""

_TOKEN = re.compile(
    rf"""(?P<space>\s+)
    | (?P<filter>-?(?:{"|".join(FIELDS)}):(?:"[^"]*"|[^\s()"“„«]+))(?=[\s()]|$)
    | (?P<phrase>"[^"]*"|“[^”“"]*[”“"]|„[^“”"]*[“”"]|«[^»"]*[»"])
    | (?P<bracket>[()])
    | (?P<word>[^\s()"“„«]+)
    | (?P<rest>.)""",
    re.VERBOSE | re.DOTALL,
)
_BARE = re.compile(r"[0-9a-z]+(?:-[0-9a-z]+)*")
_WORD = re.compile(r"[^\W_]+")
_BINDING = re.compile(r"NOT|NEAR(?:/.*)?|-")
"""What before a filter, or NEAR behind it, binds it so that it can't be taken away alone."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that stands in a query, side by side with the rest of it; half-open, in code points of the query."""

    words: str
    start: int
    end: int


def written(field: str, value: str) -> str | None:
    """The filter as a reader would type it; None for a value that no query can name.

    The query language has no sign for a quotation mark inside quotation marks. Sources and names are compared by
    their words, so there it is left out; a tag has to be named as it is.
    """
    value = " ".join(value.split())
    if field == "tag":
        return None if '"' in value or not value else f'tag:"{value}"'
    value = " ".join(value.replace('"', " ").split())
    if not _WORD.search(value):
        return None
    bare = field in ("date", "is", "lang") and _BARE.fullmatch(value)
    return f"{field}:{value}" if bare else f'{field}:"{value}"'


def with_filter(query: str, words: str) -> str:
    """The query, narrowed; brackets keep together what OR would part."""
    query = query.strip()
    if not query:
        return words
    return f"({query}) {words}" if _has_or(query) else f"{query} {words}"


def without(query: str, gone: Filter) -> str:
    """The query without one of its filters."""
    return " ".join(part for part in (query[: gone.start].strip(), query[gone.end :].strip()) if part)


def filters_in(query: str) -> tuple[Filter, ...]:
    """The filters that narrow all of a query: none in brackets, none where OR stands beside, none that is bound."""
    if _has_or(query):
        return ()
    tokens = [(one, depth) for one, depth in _tokens(query) if one.lastgroup != "space"]
    found: list[Filter] = []
    for number, (one, depth) in enumerate(tokens):
        before = tokens[number - 1][0] if number else None
        behind = tokens[number + 1][0] if number + 1 < len(tokens) else None
        bound = (before and _BINDING.fullmatch(before.group())) or (behind and behind.group().startswith("NEAR"))
        if one.lastgroup != "filter" or depth or bound:
            continue
        start, end = one.span()
        if before and before.group() == "AND":
            start = before.start()
        elif behind and behind.group() == "AND":
            end = behind.end()
        found.append(Filter(one.group(), start, end))
    return tuple(found)


def _has_or(query: str) -> bool:
    return any(depth == 0 and one.group() == "OR" for one, depth in _tokens(query))


def _tokens(query: str) -> Iterator[tuple[re.Match[str], int]]:
    """Every piece of the query, with how many brackets it stands in."""
    depth = 0
    for one in _TOKEN.finditer(query):
        if one.group() == ")":
            depth = max(0, depth - 1)
        yield one, depth
        if one.group() == "(":
            depth += 1


def counts_found(field: str, values: Mapping[str, int]) -> dict[str, int]:
    """Value → how many articles its filter finds: a source's words stand in the names of others as well.

    `source:"Fox"` finds Fox News too, `lang:en` what is in en-GB.
    """
    if field == "lang":
        return {
            value: sum(n for other, n in values.items() if f"{other}-".casefold().startswith(f"{value}-".casefold()))
            for value in values
        }
    if field != "source":
        return dict(values)
    spelled = {value: f" {' '.join(_WORD.findall(_plain(value)))} " for value in values}
    having: dict[str, list[str]] = defaultdict(list)
    for value in values:
        for word in set(spelled[value].split()):
            having[word].append(value)

    def total(value: str) -> int:
        # Each with each would be seconds for ten thousand sources; those with its rarest word are few.
        others = min((having[word] for word in spelled[value].split()), key=len, default=list(values))
        return sum(values[other] for other in others if spelled[value] in spelled[other])

    return {value: total(value) for value in values}


def _plain(text: str) -> str:
    """Without case and diacritics, as sources are compared."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
