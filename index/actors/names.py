"""Finds the names in a text by rules: capitals, tables and cues, then the article as a whole.

The ranges that it returns always lie inside the text, are in order, do not overlap, and have no white space at their
ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from index.actors.headlines import Letters, in_headline, letters_of
from index.actors.phrases import pieces_of
from index.actors.pieces import Piece, Sort
from index.actors.sorts import sort_of
from index.actors.tokens import chains
from index.actors.units import units
from index.actors.values import Name
from index.actors.votes import settle
from index.actors.witnesses import hear
from index.model import Block, NameKind

RULES_VERSION = 4
"""Rises with every change of rules or tables that shows; stored names of another version are found anew."""


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(r"(?:[.!?:;…][\"”’')\]]*|[\n\r•*|–—>]|[“\"‘\[(]|^)\s*[“\"‘'\[(]*\s*$")


def find_names(text: str, blocks: Iterable[Block], witnesses: Sequence[Name] = ()) -> tuple[Name, ...]:
    """All names of a canonical text, boilerplate included, in order.

    `witnesses` are names as another one saw them, in order: a trained pipeline, where there is one.
    """
    plain = text.replace("’", "'")  # no other form: ‘ opens a quotation here
    body: list[Piece] = []
    headlines: list[tuple[int, int, Letters]] = []
    for start, end in _lines(text, blocks):
        letters = letters_of(plain, start, end)
        if letters is Letters.RUNNING:
            body.extend(_pieces(plain, start, end))
        else:
            headlines.append((start, end, letters))
    named = settle(hear(body, witnesses, plain), plain)
    _teams(named, plain)
    for start, end, letters in headlines:
        named.extend(in_headline(plain, start, end, letters, named))
    return _ordered(named)


@cache
def _result() -> re.Pattern[str]:
    return re.compile(r"^[^\n\d,;:()]{3,30} \d{1,3} [^\n\d,;:()]{3,30} \d{1,3}(?: \([^\n]{0,30}\))?$", re.MULTILINE)


def _teams(pieces: list[Piece], plain: str) -> None:
    """In a line that is the result of a match ("Houston 4 Boston 2") a city's name is its team's."""
    lines = [match.span() for match in _result().finditer(plain)]
    at = 0
    for piece in pieces if lines else ():
        while at < len(lines) and lines[at][1] <= piece.start:
            at += 1
        if at < len(lines) and lines[at][0] <= piece.start and piece.kind is NameKind.PLACE:
            piece.kind = NameKind.ORGANISATION


def _lines(text: str, blocks: Iterable[Block]) -> list[tuple[int, int]]:
    """The ranges of the lines of all blocks, and of what no block covers."""
    found: list[tuple[int, int]] = []
    at = 0
    for start, end in [*((block.start, block.end) for block in blocks), (len(text), len(text))]:
        for first, last in ((at, start), (start, end)):
            line = first
            while line < last:
                stop = text.find("\n", line, last)
                stop = last if stop < 0 else stop
                if stop > line:
                    found.append((line, stop))
                line = stop + 1
        at = max(at, end)
    return found


def _pieces(plain: str, start: int, end: int) -> list[Piece]:
    found: list[Piece] = []
    opening = _opening()
    for chain in chains(plain, start, end):
        if len(chain) == 1 and sort_of(chain[0].text)[0] is Sort.STOP:
            continue
        first = chain[0].start
        opens = opening.search(plain, max(start, first - 6), first) is not None if first > start else True
        found.extend(pieces_of(units(chain, plain), plain, opens))
    return found


def _ordered(pieces: list[Piece]) -> tuple[Name, ...]:
    names: list[Name] = []
    at = 0
    for piece in sorted(pieces, key=lambda piece: (piece.start, -piece.end)):
        if piece.start >= at and piece.end > piece.start and piece.kind is not None:
            names.append(Name(piece.start, piece.end, piece.kind))
            at = piece.end
    return tuple(names)
