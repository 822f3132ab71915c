"""The page of sentences behind a cross-reference, article by article."""

from __future__ import annotations

from tui.render.cells import drawable
from tui.render.leads import Sentence
from tui.render.metadata import day
from tui.render.roles import Line
from tui.render.set_row import SetRow, article_line
from tui.render.spans import Layer, pieces
from tui.render.wrap import wrap
from tui.settings import in_force


def set_sentences(sentences: tuple[Sentence, ...], cells: int) -> tuple[SetRow, ...]:
    """One row for each sentence; the first of an article carries its label and title."""
    cells = max(8, min(in_force().measure, cells))
    rows: list[SetRow] = []
    article = ""
    for sentence in sentences:
        heading: list[Line] = []
        if sentence.evidence.article != article:
            article = sentence.evidence.article
            called = article_line(sentence.label, sentence.title, cells, f" · {day(sentence.published)}")
            heading = [*([] if rows else [[]]), called]
        text = drawable(sentence.evidence.text)
        layers = (Layer(sentence.names),) if in_force().names else ()
        body: list[Line] = [
            [("  ", ()), *pieces(text, start, end, ("text",), layers)]
            for start, end in wrap(text, 0, len(text), cells - 2)
        ]
        rows.append(SetRow((*heading, *body, []), len(heading)))
    return tuple(rows)
