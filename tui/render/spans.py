"""Lays sorted ranges over lines: names, matches, inline styles."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tui.render.roles import Piece

Span = tuple[int, int, str]
"""Start, end and role; half-open, in code points of the text."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Spans in order that do not overlap each other."""

    spans: tuple[Span, ...]

    def within(self, start: int, end: int) -> Sequence[Span]:
        """The spans that touch a range."""
        first = bisect_right(self.spans, start, key=lambda span: span[1])
        last = bisect_left(self.spans, end, key=lambda span: span[0])
        return self.spans[first:last]


def layer(ranges: Iterable[tuple[int, int]], role: str) -> Layer:
    """A layer of one role; empty ranges are left out."""
    return Layer(tuple((start, end, role) for start, end in sorted(ranges) if start < end))


def layers(spans: Iterable[Span]) -> tuple[Layer, ...]:
    """A layer for each role, in the order of their names: unlike spans may nest, those of one role are joined."""
    ranges: dict[str, list[tuple[int, int]]] = {}
    for start, end, role in sorted(spans):
        drawn = ranges.setdefault(role, [])
        if drawn and start <= drawn[-1][1]:
            drawn[-1] = (drawn[-1][0], max(end, drawn[-1][1]))
        else:
            drawn.append((start, end))
    return tuple(layer(ranges[role], role) for role in sorted(ranges))


def pieces(text: str, start: int, end: int, base: tuple[str, ...], layers: Sequence[Layer]) -> list[Piece]:
    """The text of a range, cut where roles change; roles in the order of the layers after those of `base`."""
    touching = [layer.within(start, end) for layer in layers]
    cuts = {start, end}
    for spans in touching:
        for first, last, _ in spans:
            cuts.add(max(start, first))
            cuts.add(min(end, last))
    borders = sorted(cuts)
    made: list[Piece] = []
    for left, right in pairwise(borders):
        over = tuple(role for spans in touching for first, last, role in spans if first <= left and right <= last)
        made.append((text[left:right], base + over))
    return made
