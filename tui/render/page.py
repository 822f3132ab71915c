"""Sets an article as a page: every line knows its range of the text, and every range its line."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from tui.render.cells import drawable
from tui.render.metadata import about, counted, oddities
from tui.render.wrap import Range, wrap, wrap_code, wrap_words
from tui.values import Article, Block, BlockKind, Origin

MEASURE = 76
"""The widest that a line of prose gets, in cells."""

_BULLET = re.compile(r"(?:[-*+•–]|\(?\d{1,3}[.)])\s")


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of the page: a range of the text, or words of the app's own where the range is empty."""

    start: int
    end: int
    role: str = "text"
    indent: int = 0
    """Blank cells before it."""
    lead: str = ""
    """What stands between indent and text: a bullet, the rule of a quotation."""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A page of one width."""

    lines: tuple[PageLine, ...]
    text: str
    """The article's text as drawn, code point for code point."""
    shown: tuple[Range, ...]
    """The ranges of the blocks that can be seen, in order."""
    paragraphs: tuple[int, ...]
    """Numbers of the lines that a block starts with."""
    hidden: int
    """Lines of boilerplate left out."""
    _starts: tuple[int, ...] = field(default=())
    _numbers: tuple[int, ...] = field(default=())

    def line_of(self, offset: int) -> int:
        """The number of the line that shows a code point, or the last one before it."""
        found = bisect_right(self._starts, offset) - 1
        return self._numbers[found] if found >= 0 else 0

    def is_shown(self, offset: int) -> bool:
        """Whether a code point is on the page, and not in hidden boilerplate."""
        found = bisect_right(self.shown, offset, key=lambda block: block[0]) - 1
        return found >= 0 and offset < self.shown[found][1]

    def offset_of(self, number: int) -> int:
        """The code point that the first line of text at or after line `number` starts with."""
        found = bisect_left(self._numbers, number)
        return self._starts[min(found, len(self._starts) - 1)] if self._starts else 0


def lay_out(article: Article, label: str, cells: int, *, boilerplate: bool) -> Layout:
    """Title, what is known of the article, then its blocks with a blank line between; `cells` wide at most."""
    text = drawable(article.text, keep="\n")
    cells = max(8, min(MEASURE, cells))
    lines = [PageLine(0, 0), *_head(article, text, label, cells)]
    shown = [(block.start, block.end) for block in article.blocks if block.kind is BlockKind.TITLE]
    paragraphs = [0]
    hidden = 0
    before: Block | None = None
    for block in article.blocks:
        if block.kind is BlockKind.TITLE:
            continue
        if block.kind is BlockKind.CHROME and not boilerplate:
            hidden += 1 + text.count("\n", block.start, block.end)
            continue
        if not (before and _together(before, block)):
            lines.append(PageLine(0, 0))
        paragraphs.append(len(lines))
        lines += _block(block, text, cells)
        shown.append((block.start, block.end))
        before = block
    if hidden:
        lines += [PageLine(0, 0), _hidden(hidden)]
    lines.append(PageLine(0, 0))
    placed = sorted((line.start, number) for number, line in enumerate(lines) if line.end > line.start)
    return Layout(
        tuple(lines),
        text,
        tuple(sorted(shown)),
        tuple(paragraphs),
        hidden,
        tuple(start for start, _ in placed),
        tuple(number for _, number in placed),
    )


def _hidden(count: int) -> PageLine:
    return PageLine(0, 0, "faint", words=f"{counted(count, 'line')} of boilerplate hidden, B shows {_them(count)}")


def _them(count: int) -> str:
    return "it" if count == 1 else "them"


def _head(article: Article, text: str, label: str, cells: int) -> list[PageLine]:
    title = next((block for block in article.blocks if block.kind is BlockKind.TITLE), None)
    if title:
        lines = [PageLine(start, end, "title") for start, end in wrap(text, title.start, title.end, cells)]
    else:
        lines = [PageLine(0, 0, "no-title", words=words) for words in wrap_words(drawable(article.title), cells)]
    known = drawable(about(article, label))
    if title is None and article.title_origin is Origin.DERIVED:
        known = f"no title of its own · {known}"
    lines += [PageLine(0, 0, "faint", words=words) for words in wrap_words(known, cells)]
    for oddity in oddities(article):
        lines += [PageLine(0, 0, "faint", words=words) for words in wrap_words(drawable(oddity), cells)]
    return lines


def _together(before: Block, block: Block) -> bool:
    """Items of one list stand without a blank line between them."""
    return before.kind is BlockKind.LIST and block.kind is BlockKind.LIST


def _block(block: Block, text: str, cells: int) -> list[PageLine]:
    if block.kind is BlockKind.CODE:
        ranges = wrap_code(text, block.start, block.end, cells - 2)
        return [PageLine(start, end, "code", indent=2) for start, end in ranges]
    if block.kind is BlockKind.QUOTE:
        indent = 2 * max(0, block.level - 1)
        ranges = wrap(text, block.start, block.end, cells - indent - 2)
        return [PageLine(start, end, "quote", indent, "│ ") for start, end in ranges]
    if block.kind is BlockKind.LIST:
        return _item(block, text, cells)
    role = {BlockKind.HEADING: "heading", BlockKind.CHROME: "chrome"}.get(block.kind, "text")
    return [PageLine(start, end, role) for start, end in _lines(block, text, cells)]


def _lines(block: Block, text: str, cells: int) -> list[Range]:
    """Wraps; a line feed inside a block, should it hold one, is kept."""
    lines: list[Range] = []
    at = block.start
    for part in text[block.start : block.end].split("\n"):
        lines += wrap(text, at, at + len(part), cells)
        at += len(part) + 1
    return lines


def _item(block: Block, text: str, cells: int) -> list[PageLine]:
    indent = 2 * max(0, block.level - 1)
    bullet = _BULLET.match(text, block.start, block.end)
    if bullet:
        hang = len(bullet.group())
        ranges = _hanging(text, block.start, block.end, cells - indent, hang)
        return [
            PageLine(start, end, "text", indent + (hang if number else 0)) for number, (start, end) in enumerate(ranges)
        ]
    ranges = wrap(text, block.start, block.end, cells - indent - 2)
    return [
        PageLine(start, end, "text", indent, "  " if number else "• ") for number, (start, end) in enumerate(ranges)
    ]


def _hanging(text: str, start: int, end: int, cells: int, hang: int) -> list[Range]:
    first = wrap(text, start, end, cells)[:1]
    if not first:
        return []
    return first + wrap(text, first[0][1], end, cells - hang)
