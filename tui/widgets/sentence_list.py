"""The sentences behind a cross-reference, on the page."""

from __future__ import annotations

from collections.abc import Sequence

from typing_extensions import override

from tui.render.leads import Sentence
from tui.render.sentences import set_sentences
from tui.render.set_row import SetRow
from tui.widgets.set_rows import SetRows


class SentenceList(SetRows):
    """Sentences set as on a page, grouped by article, with a cursor."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._sentences: tuple[Sentence, ...] = ()

    def show(self, sentences: Sequence[Sentence], cursor: int = 0) -> None:
        """Other sentences."""
        self._sentences = tuple(sentences)
        self.cursor = cursor
        self.compose_page()

    def sentence_at(self, index: int) -> Sentence | None:
        """None past the end."""
        return self._sentences[index] if 0 <= index < len(self._sentences) else None

    @override
    def set_rows(self, cells: int) -> Sequence[SetRow]:
        return set_sentences(self._sentences, cells)
