"""The page of keys and marks, in one column or two."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from tui.marks import marks
from tui.render.cells import pad, width
from tui.render.glyphs import glyphs
from tui.render.roles import Line
from tui.render.wrap import wrap_words
from tui.settings import in_force

KEYS_WIDTH = 17
COLUMN = 55
GAP = 3

Groups = Iterable[tuple[str, list[tuple[str, str]]]]


def key_page(groups: Groups, cells: int) -> list[Line]:
    """All groups with a heading each; two columns where there is room for them and nobody hears them line by line."""
    made = [*(_group(name, rows, min(COLUMN, cells)) for name, rows in groups), _marks(min(COLUMN, cells))]
    if not in_two_columns(cells):
        return _stack(made)
    half = sum(map(len, made)) / 2
    left: list[list[Line]] = []
    while made and sum(map(len, left)) + len(made[0]) / 2 < half:
        left.append(made.pop(0))
    return [_beside(one or [], other or []) for one, other in zip_longest(_stack(left), _stack(made))]


def in_two_columns(cells: int) -> bool:
    """Whether the page is set so at a width."""
    return cells >= 2 * COLUMN + GAP and not in_force().accessible


def _stack(groups: list[list[Line]]) -> list[Line]:
    return [line for group in groups for line in [*group, []]]


def _beside(left: Line, right: Line) -> Line:
    used = sum(width(text) for text, _ in left)
    return [*left, (" " * (COLUMN + GAP - used), ()), *right]


def _group(name: str, rows: list[tuple[str, str]], cells: int) -> list[Line]:
    lines: list[Line] = [[(name, ("heading",))]]
    for keys, sentence in rows:
        left = wrap_words(keys, KEYS_WIDTH - 1)
        right = wrap_words(sentence, max(8, cells - KEYS_WIDTH))
        for names, words in zip_longest(left, right, fillvalue=""):
            lines.append([(pad(names, KEYS_WIDTH), ("key",)), (words, ("text",))])
    return lines


def _marks(cells: int) -> list[Line]:
    lines: list[Line] = [[("Marks", ("heading",))]]
    for mark in marks(glyphs()):
        first, *rest = wrap_words(mark.sentence, max(8, cells - KEYS_WIDTH))
        gap = " " if mark.sign and mark.word else ""
        blank = " " * (KEYS_WIDTH - width(mark.words))
        sign: Line = [(f"{mark.sign}{gap}", ("text", mark.sign_role)), (mark.word, ("text", mark.role))]
        lines.append([*sign, (blank, ()), (first, ("text",))])
        lines += [[(" " * KEYS_WIDTH, ()), (words, ("text",))] for words in rest]
    return lines
