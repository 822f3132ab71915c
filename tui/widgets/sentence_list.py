"""The sentences behind a cross-reference, on the page."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import override

from tui.render.leads import Sentence
from tui.render.page import MEASURE
from tui.render.roles import Line
from tui.render.sentences import SentenceRow, set_sentences
from tui.widgets.article_list import MARK
from tui.widgets.row_list import RowList


class SentenceList(RowList):
    """Sentences set as on a page, grouped by article, with a cursor."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes="body")
        self._sentences: tuple[Sentence, ...] = ()
        self._set: tuple[SentenceRow, ...] = ()
        self._set_for = 0

    def show(self, sentences: Sequence[Sentence], cursor: int = 0) -> None:
        """Other sentences."""
        self._sentences = tuple(sentences)
        self._set_for = 0
        self.cursor = cursor
        self._compose_page()

    def sentence_at(self, index: int) -> Sentence | None:
        """None past the end."""
        return self._sentences[index] if 0 <= index < len(self._sentences) else None

    def _margin(self) -> int:
        return max(1, (self.cells - MEASURE) // 2)

    def _compose_page(self) -> None:
        """Sets the sentences for the width; while the list is not on the screen it has none."""
        if self._set_for == self.cells or self.cells <= 0:
            return
        self._set_for = self.cells
        self._set = set_sentences(self._sentences, self.cells - 2 * self._margin())
        tops = [0]
        for row in self._set:
            tops.append(tops[-1] + len(row.lines))
        self.tops = tops
        self.reset(len(self._set), self.cursor)

    def on_resize(self) -> None:
        self._compose_page()
        super().on_resize()

    def cursor_lines(self, index: int) -> range:
        row = self._set[index]
        return range(row.heading, len(row.lines) - 1)

    @override
    def draw(self, index: int, line: int, cells: int) -> tuple[Line, tuple[str, ...]]:
        row = self._set[index]
        chosen = index == self.cursor and line in self.cursor_lines(index)
        blank = " " * self._margin()
        drawn = row.lines[line]
        if not chosen:
            return [(blank, ()), *drawn], ()
        look = ("accent",) if self.has_focus else ("faint",)
        return [(blank, ()), (MARK, look), (" ", ()), *drawn[1:]], ()
