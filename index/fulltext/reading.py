"""The line that says how a query was read: the query again, with every operator and bracket, then what it stands for.

The first part is itself a query and means the same; so it also teaches the language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from index.fulltext.analyzer import is_loud
from index.fulltext.dates import parse_dates
from index.fulltext.leaf_words import OPERATORS
from index.fulltext.lexer import OPENING
from index.fulltext.query import (
    And,
    Area,
    Dates,
    Fuzzy,
    Named,
    Near,
    Node,
    Not,
    Or,
    Pattern,
    Query,
    Same,
    Sequence,
    Single,
    Word,
    children,
    leaves,
)

SHOWN = 4
"""Words that an expansion shows before it only counts them."""

FormsOf = Callable[[Word], tuple[str, ...]]
"""The words of the index that a stemmed word also finds."""


def reading(query: Query, expansions: Mapping[Single, tuple[str, ...]], forms_of: FormsOf) -> str:
    """How the query was read, in one line."""
    notes = list(dict.fromkeys(_notes(query, expansions, forms_of)))
    if query.ignored:
        notes.append("left out: " + ", ".join(dict.fromkeys(query.ignored)))
    return " · ".join([restated(query.root), *notes])


def restated(root: Node) -> str:
    """The node as a query that leaves nothing to be guessed."""
    spelled = [leaf.written for leaf in leaves(root) if not isinstance(leaf, Named | Dates)]
    return _restated(_with_full_stops(root) if is_loud(" ".join(spelled), len(spelled)) else root)


def _with_full_stops(node: Node) -> Node:
    """Where all is in capitals, they no longer tell an abbreviation: US is written U.S. there."""
    match node:
        case Word(abbreviation=True) if "." not in node.written:
            return replace(node, written="".join(f"{letter}." for letter in node.written))
        case And() | Or():
            return replace(node, parts=tuple(map(_with_full_stops, node.parts)))
        case Not() | Same():
            return replace(node, part=_with_full_stops(node.part))
        case Near():
            return replace(node, left=_with_full_stops(node.left), right=_with_full_stops(node.right))
    return node


def _restated(node: Node, *, inside: bool = False) -> str:
    """In brackets if it is `inside` another operator."""
    match node:
        case And() | Or():
            operator = " AND " if isinstance(node, And) else " OR "
            said = _bracketed(operator.join(_restated(part, inside=True) for part in node.parts), inside)
        case Near():
            left = _restated(node.left, inside=not isinstance(node.left, Near))
            said = _bracketed(f"{left} NEAR/{node.distance} {_restated(node.right, inside=True)}", inside)
        case Not():
            said = f"NOT {_restated(node.part, inside=True)}"
        case Same():
            said = f"same:({_restated(node.part)})"
        case _:
            said = _leaf(node)
    return said


def _leaf(node: Sequence | Single | Named | Dates) -> str:
    if isinstance(node, Named):
        return f"{node.field}:{_quoted_if_needed(node.words)}"
    if isinstance(node, Dates):
        return f"date:{node.written}"
    if isinstance(node, Sequence):
        return _area(node.area) + _sequence(node)
    if isinstance(node, Word) and node.stem is None:
        return _area(node.area) + (f'"{node.written}"' if node.area in (Area.TEXT, Area.TITLE) else node.written)
    return _area(node.area) + _spelled(node)


def _bracketed(said: str, inside: bool) -> str:
    return f"({said})" if inside else said


def _area(area: Area) -> str:
    return "" if area is Area.TEXT else f"{area.value}:"


def _sequence(node: Sequence) -> str:
    if all(isinstance(part, Word) for part in node.parts):
        words = " ".join(part.written for part in node.parts)
        return f'"{words}"' + (f"~{node.within}" if node.within is not None else "")
    return "-".join(_spelled(part) for part in node.parts)


def _spelled(single: Single) -> str:
    if isinstance(single, Fuzzy):
        return f"{single.written}~{single.edits}"
    return single.written.lower() if single.written in OPERATORS else single.written


def _quoted_if_needed(words: str) -> str:
    plain = words and not any(sign.isspace() or sign in f"(){OPENING}" for sign in words)
    return words if plain else '"' + words.replace('"', "") + '"'


# --- notes


def _notes(query: Query, expansions: Mapping[Single, tuple[str, ...]], forms_of: FormsOf) -> Iterator[str]:
    yield from _structure_notes(query.root)
    for leaf in leaves(query.root):
        match leaf:
            case Word(stem=str()):
                if leaf.abbreviation:
                    yield f"{leaf.written}: only as an abbreviation"
                elif forms := [form for form in forms_of(leaf) if form != leaf.exact]:
                    yield f"{leaf.written} also finds {_listed(forms)}"
            case Pattern() | Fuzzy():
                found = expansions.get(leaf, ())
                yield f"{_spelled(leaf)} finds {_listed(list(found)) if found else 'no word'}"
            case Dates():
                yield f"date: {_dates_in_words(leaf)}"


def _structure_notes(node: Node) -> Iterator[str]:
    match node:
        case Sequence(joined=True):
            yield f"{node.written}: these words side by side"
        case Sequence(within=int()):
            yield f"~{node.within}: within {_words(node.within or 0)}, in any order"
        case Near():
            yield f"NEAR/{node.distance}: at most {_words(node.distance)} apart, in either order"
        case Same():
            yield "same: in one sentence"
    for child in children(node):
        yield from _structure_notes(child)


def _words(count: int) -> str:
    return "1 word" if count == 1 else f"{count:,} words"


def _listed(words: list[str]) -> str:
    shown = ", ".join(words[:SHOWN])
    return shown if len(words) <= SHOWN else f"{shown} and {len(words) - SHOWN:,} more"


def _dates_in_words(dates: Dates) -> str:
    if dates.unknown:
        return "not known"
    low, high = _bounds(dates.written)
    if low and high:
        return _span(low, high)
    sign = dates.written.lstrip()[:1]
    if low:
        return f"after {_day(low)}" if sign == ">" and "=" not in dates.written else f"from {_day(low)} on"
    return f"before {_day(high)}" if sign == "<" and "=" not in dates.written else f"up to {_day(high)}"


def _bounds(written: str) -> tuple[int | None, int | None]:
    """First and last day that are named, both as a calendar has them."""
    value = written.lstrip("<>=")
    named = parse_dates(value, 0, len(value))
    if value == written:
        return named.first, named.last
    if written[0] == ">":
        return (named.first if "=" in written else named.last), None
    return None, (named.last if "=" in written else named.first)


def _span(low: int, high: int) -> str:
    """`1 to 31 January 2020`: month and year once where both days share them."""
    if low == high:
        return _day(low)
    first, last = _day(low), _day(high)
    if low // 100 == high // 100:
        first = first.split(" ", 1)[0]
    elif low // 10_000 == high // 10_000:
        first = first.rsplit(" ", 1)[0]
    return f"{first} to {last}"


def _day(number: int | None) -> str:
    day = date((number or 0) // 10_000, (number or 0) // 100 % 100, (number or 0) % 100)
    return f"{day.day} {day:%B} {day.year}"
