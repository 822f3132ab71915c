"""The lines of one article that may stand in many of its source, as hashes: a function of the article alone.

Figures are not folded into one another, though “12 comments” and “13 comments” are one line to a reader: in a hundred
thousand reports of Reuters that makes one line of “Shr 16 cts vs 10 cts” and five hundred others, all of them news.
What pages count and date so (comments, minutes, years of a copyright) is told by the line's own words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from index.actors.tables import tables
from index.model import Article, Block, BlockKind, NameKind, Origin
from index.readers.article import dateline, day_lines
from index.readers.article.boilerplate import is_prose
from index.readers.article.metadata import byline
from index.signs import STRAIGHT

LineArray = npt.NDArray[np.uint64]
"""Two sketches of the article, then an item for each block but the title, in order; a row of prose is one item.

A sketch: 32 bits of the title and 32 of the text, then 32 of the text in another way and 32 of nothing. An item: 40
bits of the line's hash (0 where no hash is wanted), 16 of the block's number, 8 of its role."""
SKETCHES = 2


class Role(IntEnum):
    """What a block may be to the rule."""

    PROSE = 0
    """The article speaks."""
    OTHER = 1
    """Neither: figures, a credit, a name, a piece of a sentence."""
    CHROME = 2
    """Boilerplate by its own words."""
    LINE = 3
    """A short line that is no sentence, and may be furniture."""
    HEADING = 4
    """The same, as a heading: it heads what follows, so that it is furniture only where nothing follows."""
    FIGURES = 5
    """A line with figures in it, which may be furniture."""
    SENTENCE = 6
    """Prose at the start or the end, which may be furniture."""


_FIRST, _LAST = 2, 4
"""Blocks at the start and at the end among which a sentence may be furniture."""
_LONGEST = 100
"""Code points of a line; a longer one is prose."""
_LONGEST_WORDS = 14
_LEAST_LETTERS = 2
_CUT_WORDS = 4
"""Words of a line that may end with a colon or be cut off (“More on this...”): more of them are a sentence."""
_LONG = 100
"""Code points of a paragraph that tells one story from another."""
_MOST_BLOCKS = 1 << 16
_MASK = (1 << 64) - 1
_SCRAMBLE = 0x9E3779B97F4A7C15
"""Any odd number gives another order of the same hashes; this one is 2^64 divided by the golden ratio."""

_CLOSERS = "\"'”’»›)\\]}」』）"
_STOP = re.compile(f"[.!?…؟۔।॥。！？։።၊။។][{_CLOSERS}]*$")
_ENDING = 6
"""Code points at the end of a line that show whether it ends a sentence."""
_CUT = re.compile(r"(?:\.\.\.|…|:)$")
_BROKEN = re.compile(r"[,;،؛、–—-]$")
_FIGURE = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{3,}")
_PARTS = re.compile(r"[,/]")
_CREDIT = re.compile(
    r"\W*(?:sources?|reporting|writing|editing|additional reporting|with (?:files|inputs?|assistance|reporting))\b"
    r"|.*\bcontribut(?:ed|ing)\b"
    r"|.*\b(?:report(?:ing|ed)|writ(?:ing|ten)|edit(?:ing|ed)|compiled|translated|produced) by\b"
)
"""Who made the article is part of it, in every article of a source though it may be."""
_LONGEST_CREDIT = 200
"""Code points."""


def group_of(source: str) -> int:
    """The number that the articles of a source share; 48 bits, never 0."""
    return _hash(_folded(source)) >> 16 or 1


def lines_of(article: Article) -> LineArray:
    """What is kept of an article as it was read."""
    body = [(number, block) for number, block in enumerate(article.blocks) if block.kind is not BlockKind.TITLE]
    words = [article.text[block.start : block.end] for _, block in body]
    items: list[int] = []
    last = None
    for at, (number, block) in enumerate(body):
        role = _role(article, block, words, at)
        if number >= _MOST_BLOCKS and role > Role.CHROME:
            role = Role.OTHER
        if role is not Role.PROSE or role is not last:
            line = _hash(_folded(words[at])) >> 24 if role > Role.CHROME else 0
            items.append(line << 24 | (number % _MOST_BLOCKS) << 8 | role)
        last = role
    return np.array([*_sketches(article, body, words), *items], dtype=np.uint64)


def _role(article: Article, block: Block, words: Sequence[str], at: int) -> Role:
    line = words[at]
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.HEADING):
        prose = block.kind is BlockKind.QUOTE and is_prose(line)
        return Role.CHROME if block.kind is BlockKind.CHROME else Role.PROSE if prose else Role.OTHER
    if len(line) > _LONGEST or (_STOP.search(line[-_ENDING:]) and not _is_cut_off(line)):
        at_edge = at < _FIRST or at >= len(words) - _LAST
        return Role.SENTENCE if at_edge and not _is_credit(line) else Role.PROSE
    if not _is_line(line, words[at + 1] if at + 1 < len(words) else "") or _says_who_or_where(line, article.authors):
        return Role.OTHER
    if _FIGURE.search(line):
        return Role.FIGURES if len(_WORD.findall(line)) > 1 else Role.OTHER
    return Role.HEADING if block.kind is BlockKind.HEADING else Role.LINE


def _is_cut_off(line: str) -> bool:
    return _CUT.search(line) is not None and len(line.split()) <= _CUT_WORDS


def _is_line(line: str, following: str) -> bool:
    """Whether it is whole: neither a piece of a sentence, nor one that leads to what follows, nor signs alone."""
    first = _LETTER.search(line)
    goes_on = following[:1].islower() or _BROKEN.search(line) or (_CUT.search(line) and not _is_cut_off(line))
    if goes_on or first is None or first.group().islower():
        return False
    return len(line.split()) <= _LONGEST_WORDS and len(_LETTER.findall(line)) >= _LEAST_LETTERS


def _says_who_or_where(line: str, authors: Sequence[str]) -> bool:
    """Whether it is a credit, a day, a place or a person: of the article, however often it stands in others."""
    folded = line.casefold()
    if _is_credit(line) or byline(line) or any(author.casefold() in folded for author in authors):
        return True
    if dateline.find(line) is not None:
        return True
    if _FIGURE.search(line):
        return day_lines.read(line) is not None
    return _is_person(line.split()) or all(map(_is_place, _PARTS.split(line)))


def _is_credit(line: str) -> bool:
    return len(line) <= _LONGEST_CREDIT and _CREDIT.match(line.lower()) is not None


def _is_person(words: Sequence[str]) -> bool:
    known = tables().given
    return 2 <= len(words) <= 4 and words[0].capitalize() in known and all(word[0].isupper() for word in words)


def _is_place(words: str) -> bool:
    known, plain = tables(), words.strip().translate(STRAIGHT)
    form = plain if plain in known.kinds else known.folded.get(plain.lower(), "")
    return known.kinds.get(form) in (NameKind.PLACE, NameKind.COUNTRY)


def _folded(line: str) -> str:
    return " ".join(line.casefold().split())


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _sketches(article: Article, body: Sequence[tuple[int, Block]], words: Sequence[str]) -> tuple[int, int]:
    """What copies, versions and updates of one story have in common: the title, or a paragraph of the text.

    The least of the paragraphs' hashes is the same in two texts as often as a paragraph of both is in both (Broder, On
    the resemblance and containment of documents, 1997). Those at the start and the end are left out: they may be
    furniture. Two orders of the hashes, since one could have a furniture's as its least.
    """
    told = [at for at, (_, block) in enumerate(body) if block.kind is not BlockKind.CHROME]
    long = [at for at in told if len(words[at]) >= _LONG]
    within = [at for at in long if _FIRST <= at < len(words) - _LAST]
    hashes = [_hash(words[at]) for at in within or long or told]
    one = min(hashes, default=0) >> 32
    other = min((value * _SCRAMBLE & _MASK for value in hashes), default=0) >> 32
    # A title that was made of the text's first words is that of all articles that begin with the same furniture.
    title = one if article.title_origin is Origin.DERIVED else _hash(_folded(article.title)) >> 32
    return title << 32 | one, other << 32
