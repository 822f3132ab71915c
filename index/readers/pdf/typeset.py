"""Printed pages → drafts: lines joined into paragraphs across columns and pages, words that were divided made whole."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from index.model import BlockKind
from index.readers.article.blocks import Draft
from index.readers.pdf.pages import Line, Page, furniture
from index.readers.pdf.runs import WITHOUT_BLANKS

_LARGER = 1.12
"""How much larger than the text a heading is set, at the least: 11 on 10 points is no heading, 12 on 10 is one."""
_SAME_SIZE = 0.08
"""Share by which lines of one paragraph may differ in size."""
_WIDE_GAP = 1.25
"""Times the usual distance of two lines from which another paragraph begins; half a line between them is usual."""
_INDENT = 0.8
"""Of the size of the letters: the first line of a paragraph stands in by one of them or more."""
_SLACK = 1.0
"""Sizes of the letters by which lines that are full differ in width, with a blank."""
_AROUND = 4
"""Lines before and after that say how wide a line can be."""
_LONGEST_HEADING = 200
_LONGEST_WORD = 80
"""Code points at the end of a line that are looked at for a word that was divided."""
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"([^\W_]+(?:-[^\W_]+)*)[-\u2010]$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BULLET = re.compile(r"[•‣◦▪■●–—*]\s")


def drafts(pages: Sequence[Page]) -> list[Draft]:
    """The blocks of the pages in their order; what is repeated on them is chrome, behind the block that it cuts."""
    aside = furniture(pages)
    body = [line for page, marked in zip(pages, aside, strict=True) for line in _kept(page, marked)]
    if not body:
        return [Draft(BlockKind.PARAGRAPH, line.text) for page in pages for line in page]
    setting = _Setting(body)
    found: list[Draft] = []
    waiting: list[Draft] = []
    """Heads and feet that stand before a line whose paragraph may still go on."""
    for page, marked in zip(pages, aside, strict=True):
        for at, line in enumerate(page):
            if at in marked:
                waiting.append(Draft(BlockKind.CHROME, line.text))
            elif not setting.take(line):
                found += setting.finished()
                found += waiting
                waiting.clear()
                setting.begin(line)
    return _led([*found, *setting.finished(), *waiting])


def _kept(page: Page, marked: Iterable[int]) -> list[Line]:
    aside = set(marked)
    return [line for at, line in enumerate(page) if at not in aside]


def _led(found: list[Draft]) -> list[Draft]:
    """The drafts with what stands above the first block of text behind it, so that no running head is the title."""
    first = next(at for at, draft in enumerate(found) if draft.kind is not BlockKind.CHROME)
    return [found[first], *found[:first], *found[first + 1 :]]


class _Setting:
    """How a document is set, and the lines of the paragraph that is being put together."""

    def __init__(self, body: Sequence[Line]) -> None:
        self._body = body
        self._sizes = Counter[float]()
        for line in body:
            self._sizes[round(line.size, 1)] += len(line.text)
        self._size = self._sizes.most_common(1)[0][0]
        self._words = {word.casefold() for line in body for word in _WORD.findall(line.text)}
        self._leading = _leading(body)
        self._at = -1
        """Position in the body of the line taken last."""
        self._lines: list[Line] = []

    def take(self, line: Line) -> bool:
        """Adds a line to the paragraph; False where it begins another one."""
        self._at += 1
        if not self._lines or not self._goes_on(self._lines[-1], line):
            return False
        self._lines.append(line)
        return True

    def begin(self, line: Line) -> None:
        """Begins a paragraph with the line that was not taken."""
        self._lines = [line]

    def finished(self) -> list[Draft]:
        """The block of the lines taken so far; none before the first."""
        if not self._lines:
            return []
        parts: list[str] = []
        for line in self._lines:
            if parts:
                parts[-1] = self._ready(parts[-1], line.text)
            parts.append(line.text)
        text = "".join(parts)
        size = max(self._lines, key=lambda line: len(line.text)).size
        if size < _LARGER * self._size or len(text) > _LONGEST_HEADING:
            return [Draft(BlockKind.PARAGRAPH, text)]
        larger = [other for other in self._sizes if other > round(size, 1) * (1 + _SAME_SIZE)]
        return [Draft(BlockKind.HEADING, text, min(6, len(larger) + 1))]

    def _goes_on(self, line: Line, after: Line) -> bool:
        """Whether two lines that follow each other belong to one paragraph."""
        if _is_initial(line, after):
            return True
        if abs(line.size - after.size) > _SAME_SIZE * line.size or _BULLET.match(after.text):
            return False
        down = line.y - after.y
        early = self._ends_early(line, after) and not after.text[0].islower()
        if down < line.size / 2:  # in the next column, or on the next page
            return not early and not _ends_sentence(line)
        if down > _WIDE_GAP * self._leading[round(line.size)]:
            return False
        return line.size >= _LARGER * self._size or not (early or self._is_ended(line, after))

    def _is_ended(self, line: Line, after: Line) -> bool:
        """Whether a sentence ends with the line and another paragraph begins behind it, by how they are set."""
        indented = after.x - line.x > _INDENT * after.size and not _BULLET.match(line.text)
        return _ends_sentence(line) and (indented or self._ends_early(line, after))

    def _ends_early(self, line: Line, after: Line) -> bool:
        """Whether the first word of the line after would have fitted behind this one, as the lines around say."""
        around = self._body[max(0, self._at - 1 - _AROUND) : self._at + 1 + _AROUND]
        like = [other for other in around if abs(other.size - line.size) <= _SAME_SIZE * line.size]
        edge = max((other.right for other in like if abs(other.x - line.x) <= 3 * line.size), default=line.right)
        word = len(after.text.split(None, 1)[0]) / len(after.text) * (after.right - after.x)
        return line.right + word + _SLACK * line.size <= edge

    def _ready(self, line: str, after: str) -> str:
        """The line as the one after is to be put behind it: with a space, or without the hyphen that divided a word."""
        begun = _WORD.match(after)
        if len(line) == 1 and line.isupper() and begun is not None:
            alone = line in "AI" and (line + begun[0]).casefold() not in self._words
            return line + " " if alone else line
        if WITHOUT_BLANKS.match(line[-1]) and WITHOUT_BLANKS.match(after[0]):
            return line
        hyphen = _HYPHEN.search(line[-_LONGEST_WORD:])
        if hyphen is None:
            return line + " "
        if begun is None or not after[0].islower() or not hyphen[1][-1].isalpha():
            return line
        head, tail = hyphen[1].casefold(), begun[0].casefold()
        is_compound = f"{head}-{tail}" in self._words and head + tail not in self._words
        return line if is_compound else line[:-1]


def _ends_sentence(line: Line) -> bool:
    return _SENTENCE_END.search(line.text[-6:]) is not None


def _is_initial(line: Line, after: Line) -> bool:
    """Whether a line is the large first letter of a paragraph, which the rest of its word follows."""
    return len(line.text) == 1 and line.text.isupper() and line.size > 1.5 * after.size and after.text[0].isalpha()


def _leading(body: Sequence[Line]) -> defaultdict[int, float]:
    """Size of letters, in whole points → the usual distance of two lines of that size."""
    distances: defaultdict[int, list[float]] = defaultdict(list)
    for line, after in pairwise(body):
        down = line.y - after.y
        if abs(line.size - after.size) <= _SAME_SIZE * line.size and line.size / 2 < down < 3 * line.size:
            distances[round(line.size)].append(down)
    found: defaultdict[int, float] = defaultdict(lambda: float("inf"))
    found.update({size: median(all_) for size, all_ in distances.items()})
    return found
