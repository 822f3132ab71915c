"""The words of a message of plain text → drafts: what it quotes, what it says, and its signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from index.model import BlockKind
from index.readers.article.blocks import Draft
from index.readers.text import plain

_QUOTED = re.compile(r"(?:> ?)+")
_DEEPEST = 20
"""Quotations within each other that are told apart."""
_SIGNATURE = "-- "
_LONGEST_SIGNATURE = 12
"""Lines with words: usage has it at four, mailing lists add their own; what is longer is part of the message."""


@dataclass(frozen=True, slots=True)
class _Line:
    depth: int
    """In how many quotations it stands."""
    words: str
    is_signature: bool = False


def drafts(text: str, *, flowed: bool = False, delete_space: bool = False) -> list[Draft]:
    """The blocks of a clean text. `flowed` and `delete_space` are the parameters `format` and `delsp` of RFC 3676."""
    lines = list(map(_quoted, text.split("\n")))
    if flowed:
        lines = list(_unflowed(lines, "" if delete_space else " "))
    found: list[Draft] = []
    for (depth, is_signature), group in groupby(_signed(lines), key=lambda line: (line.depth, line.is_signature)):
        kind = BlockKind.CHROME if is_signature else BlockKind.QUOTE if depth else BlockKind.PARAGRAPH
        level = depth if kind is BlockKind.QUOTE else 0
        paragraphs = plain.paragraphs("\n".join(line.words for line in group))
        found += [Draft(kind, paragraph, level, lead="> " * level) for paragraph in paragraphs]
    return found


def _quoted(line: str) -> _Line:
    match = _QUOTED.match(line)
    if not match:
        return _Line(0, line)
    return _Line(min(_DEEPEST, match[0].count(">")), line[match.end() :])


def _unflowed(lines: list[_Line], between: str) -> Iterator[_Line]:
    """Lines that end with a blank joined with the one behind them, as long as that stands in the same quotation."""
    open_words: list[str] = []
    depth = 0
    for line in lines:
        words = line.words[1:] if line.words.startswith(" ") and not line.depth else line.words
        is_soft = words.endswith(" ") and words != _SIGNATURE
        if open_words and (line.depth != depth or words == _SIGNATURE):
            yield _Line(depth, between.join(open_words))
            open_words = []
        depth = line.depth
        open_words.append(words[:-1] if is_soft else words)
        if not is_soft:
            yield _Line(depth, between.join(open_words))
            open_words = []
    if open_words:
        yield _Line(depth, between.join(open_words))


def _signed(lines: list[_Line]) -> list[_Line]:
    """The lines with the signature marked: from the last “-- ” to the end, or to what is quoted below it."""
    begin = next((at for at in range(len(lines) - 1, -1, -1) if lines[at] == _Line(0, _SIGNATURE)), len(lines))
    end = next((at for at in range(begin, len(lines)) if lines[at].depth), len(lines))
    if sum(bool(line.words.strip()) for line in lines[begin + 1 : end]) > _LONGEST_SIGNATURE:
        return lines
    signature = [_Line(0, line.words, is_signature=True) for line in lines[begin + 1 : end]]
    return [*lines[:begin], *signature, *lines[end:]]
