"""Blocks as they are found one after the other in marked up text, whatever the markup is: Markdown or HTML.

One rule always holds: the text of a draft is canonical and without a line feed, and its styles lie within it.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.model import BlockKind, Gap, Style
from index.readers.article.blocks import Draft
from index.readers.article.containers import Containers
from index.text import clean

CELLS = " · "
"""Between the cells of a table's row."""

Words = tuple[str, Sequence[Style]]
"""Words on one line, and the styles over them."""


class Drafting:
    """The drafts so far, the quotations and lists that the next one stands in, and what parts it from the last."""

    def __init__(self) -> None:
        self.found: list[Draft] = []
        self.around = Containers()
        self.gap = Gap.LINE
        """Between the last draft and the next."""

    def add(
        self, kind: BlockKind, words: str, level: int = 0, styles: Sequence[Style] = (), *, indent: str = ""
    ) -> None:
        """A block of these words, unless they are only white space; the styles move with what is stripped."""
        stripped = words.strip()
        if not stripped:
            return
        normal = clean(stripped)
        if normal != stripped:  # a mark that was parted from its letter by markup has joined it: the ranges are gone
            stripped, styles = normal, ()
        ahead = len(words) - len(words.lstrip())
        kept = []
        for style in styles:
            start, end = max(0, style.start - ahead), min(len(stripped), style.end - ahead)
            if start < end:
                kept.append(Style(style.kind, start, end, style.target))
        gap, self.gap = self.gap, Gap.LINE
        self.found.append(Draft(kind, stripped, level, tuple(kept), self.around.lead() + indent, gap))

    def add_words(self, words: str, styles: Sequence[Style], heading: int = 0) -> None:
        """A block of the kind that the words have by where they stand; `heading` is its level, 0 for none."""
        if heading:
            self.add(BlockKind.HEADING, words, heading, styles)
        elif self.around.lists:
            self.add(BlockKind.LIST, words, self.around.lists, styles)
        elif self.around.quotes:
            self.add(BlockKind.QUOTE, words, self.around.quotes, styles)
        else:
            self.add(BlockKind.PARAGRAPH, words, 0, styles)

    def add_code(self, code: str) -> None:
        """A block for each line of clean code; a blank line stays between those that it parts."""
        gap = self.gap
        for line in code.split("\n"):
            if not line.strip():
                gap = max(gap, Gap.LINE)
                continue
            self.gap = gap
            self.add(BlockKind.CODE, line.rstrip(), indent=line[: len(line) - len(line.lstrip())])
            gap = Gap.NONE

    def add_row(self, cells: Sequence[Words], *, head: bool) -> None:
        """A row of a table as one block; the styles move to where their cell begins."""
        at = 0
        styles: list[Style] = []
        for words, within in cells:
            styles += [Style(one.kind, at + one.start, at + one.end, one.target) for one in within]
            at += len(words) + len(CELLS)
        before = len(self.found)
        self.add(BlockKind.TABLE, CELLS.join(words for words, _ in cells), int(head), styles)
        self.gap = Gap.NONE if len(self.found) > before else self.gap
