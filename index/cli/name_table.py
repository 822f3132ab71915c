"""A list of names as a table, names × sources: whom each means, how often which source names it, first and last."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO

import click

from index.cli.cells import begun, cells, to_left, to_right
from index.cli.options import NOTHING_FOUND, exit_with
from index.cli.printing import Json, actor_json, date_json, emit, print_json, say, styled, width
from index.cli.session import Session
from index.counting import counted
from index.model import ArticleRow, NameKind, PartialDate, Sought
from index.text import clean

_COMMENT = re.compile(r"(^|\s)#.*")
_GAP = "  "
_NAME_CELLS = 28
"""Cells of a name, or of whom it means, at most."""
_SHORT_NAME_CELLS = 12
"""Those that it has at least where the terminal is narrow."""
_SOURCE_CELLS = 10
_HEADS = ("name", "means", "times", "first", "last")
_NONE = "·"


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of one name of the list."""

    sought: Sought
    sources: Mapping[str, int]
    """Label → how often it names the actor, the most frequent first."""
    first: PartialDate | None
    """When it was named first, in an article that has a date."""
    last: PartialDate | None


def names_in(file: IO[bytes]) -> list[str]:
    """The names of a list, one a line; blank lines and what follows `#` are left out. Raises click.UsageError."""
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise click.UsageError(f"line {line} of the list is not UTF-8; save it as UTF-8") from None
    lines = (" ".join(clean(_COMMENT.sub("", line)).split()) for line in text.splitlines())
    return [name for name in lines if name]


def print_names(session: Session, names: Sequence[str], *, kind: NameKind | None, as_json: bool) -> None:
    """The table, or a JSON object a line; ends the command."""
    rows = {row.id: row for row in session.library.rows()}
    found = [_found(sought, rows) for sought in session.library.sought(names, kind=kind)]
    if as_json:
        for one in found:
            print_json(_found_json(one))
    else:
        _print_table(found)
        _say_how_many(found)
    exit_with(0 if any(one.sought.actor for one in found) else NOTHING_FOUND)


def _found(sought: Sought, rows: Mapping[str, ArticleRow]) -> Found:
    articles = sought.actor.articles if sought.actor else {}
    sources: Counter[str] = Counter()
    for article, count in articles.items():
        sources[rows[article].label] += count
    dates = [published for article in articles if (published := rows[article].published) is not None]
    first = min(dates, key=PartialDate.first_day, default=None)
    last = max(dates, key=PartialDate.last_day, default=None)
    return Found(sought, dict(_ranked(sources)), first, last)


def _ranked(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _found_json(found: Found) -> Json:
    actor = found.sought.actor
    return {
        "name": found.sought.name,
        "actor": None if actor is None else actor_json(actor.ref),
        "mentions": 0 if actor is None else actor.mentions,
        "sources": dict(found.sources),
        "articles": {} if actor is None else dict(actor.articles),
        "first": date_json(found.first),
        "last": date_json(found.last),
        "candidates": [actor_json(ref) for ref in found.sought.candidates],
    }


# ---- for people


def _print_table(found: Sequence[Found]) -> None:
    """The sources that name the most of them come first, as many as the terminal has columns for."""
    totals: Counter[str] = Counter()
    for one in found:
        totals.update(one.sources)
    heads = [*_HEADS, *(label for label, _ in _ranked(totals))]
    lines = [_cells_of(one, heads) for one in found]
    rooms = [max(cells(line[at]) for line in (heads, *lines) if at < len(line)) for at in range(len(heads))]
    rooms[1] = max(cells(line[1]) for line in (heads, *lines) if len(line) > 2)
    figures = rooms[2 : len(_HEADS)]
    limits = [*[_name_cells(figures)] * 2, *figures, *[_SOURCE_CELLS] * len(totals)]
    rooms = _fitting(list(map(min, rooms, limits)))
    emit(styled(_set(heads, rooms), bold=True))
    for line in lines:
        emit(_set(line, rooms))
    shown, of = len(rooms) - len(_HEADS), len(totals)
    if shown < of:
        say(f"{shown:,} of {counted(of, 'source')} shown; --json names all")


def _cells_of(found: Found, heads: Sequence[str]) -> list[str]:
    sought, actor = found.sought, found.sought.actor
    if actor is None:
        listed = ", ".join(f"{ref.id} ({ref.kind})" for ref in sought.candidates)
        return [sought.name, f"could be: {listed}" if listed else "not found"]
    dates = [_NONE if date is None else str(date) for date in (found.first, found.last)]
    counts = [f"{found.sources[label]:,}" if label in found.sources else _NONE for label in heads[len(_HEADS) :]]
    return [sought.name, actor.name, f"{actor.mentions:,}", *dates, *counts]


def _name_cells(figures: Sequence[int]) -> int:
    """Names and sources share what the figures leave of the terminal."""
    columns = width()
    if columns is None:
        return _NAME_CELLS
    return min(_NAME_CELLS, max(_SHORT_NAME_CELLS, (columns - _together(figures)) // 4))


def _fitting(rooms: list[int]) -> list[int]:
    """As many columns, by their cells, as the terminal has room for; all where there is no terminal."""
    columns = width()
    fitting = list(rooms)
    while columns is not None and len(fitting) > len(_HEADS) and _together(fitting) > columns:
        fitting.pop()
    return fitting


def _together(rooms: Sequence[int]) -> int:
    return sum(rooms) + len(_GAP) * (len(rooms) - 1)


def _set(line: Sequence[str], rooms: Sequence[int]) -> str:
    """A line of the table: names to the left, figures to the right; what is said in place of them goes on over all."""
    columns, name = width(), to_left(_cut(line[0], rooms[0]), rooms[0])
    if len(line) == 2:
        left = None if columns is None else max(0, columns - rooms[0] - len(_GAP))
        return name + _GAP + (line[1] if left is None else _cut(line[1], left))
    means = to_left(_cut(line[1], rooms[1]), rooms[1])
    figures = [to_right(_cut(cell, room), room) for cell, room in zip(line[2:], rooms[2:], strict=False)]
    return _GAP.join([name, means, *figures]).rstrip()


def _cut(text: str, room: int) -> str:
    return text if cells(text) <= room else begun(text, max(0, room - 1)).rstrip() + "…"


def _say_how_many(found: Sequence[Found]) -> None:
    known = sum(one.sought.actor is not None for one in found)
    several = sum(bool(one.sought.candidates) for one in found)
    said = [f"{known:,} of {counted(len(found), 'name')} found"]
    said += [f"{several:,} could be several"] if several else []
    said += [f"{missing:,} not found"] if (missing := len(found) - known - several) else []
    say(", ".join(said))
