"""Keeps the lines of articles as they are written, and marks furniture when all are in.

What is known of a source so far is applied while its articles come in, so that few have to be marked again at the end.
What holds in the end is decided once they are all there: whatever the order they came in, and however often a build was
interrupted, since a source stays on the list of the unsettled until all its articles are marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.actors import RULES_VERSION
from index.build.repetition.deciding import LEAST_STORIES, SourceLines, furniture_of, marks_of
from index.build.repetition.lines import LineArray, group_of, lines_of
from index.build.repetition.marking import marked, marks_in
from index.model import Article
from index.store import Store, repeated, writing
from index.store.writing import KnownArticle

REPETITION_VERSION = 1
"""Rises whenever the same articles would give other lines or other furniture; all is then made and decided anew."""
_VERSION = "repetition_version"
_WHOLE = f"{REPETITION_VERSION}, names {RULES_VERSION}"
"""Where all lines are of this version; the tables of names know what is a place and who is a person."""
_BEGUN = f"{_WHOLE}, begun"
"""Where those that there are, are."""
_BATCH = 200
"""Articles in a transaction, whose texts are read and rewritten."""


@dataclass(slots=True)
class _Known:
    """What is known of a source while its articles come in."""

    furniture: npt.NDArray[np.uint64]
    articles: int
    due: int
    """Articles from which on it is decided anew: twice as many each time, so that each is looked at twice."""


class Repetition:
    """Boilerplate by repetition in one store; what is written belongs to the transaction of whoever calls.

    The source is what files say. The user's own corrections of it are only laid over the articles later, and make
    neither more nor less of a page.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[int, _Known] = {}
        if store.meta(_VERSION) not in (_WHOLE, _BEGUN):
            with store.transaction() as connection:
                repeated.drop_lines(connection)
                store.set_meta(_VERSION, _BEGUN)

    def put(
        self, file: int, article: Article, known: KnownArticle | None, fingerprint: str, *, takes_part: bool
    ) -> int:
        """Write an article as it was read, marked by what is known of its source so far; returns its key."""
        connection = self._store.connection
        source = group_of(article.source) if article.source and takes_part else repeated.NO_SOURCE
        lines = lines_of(article) if source else np.zeros(0, np.uint64)
        marks = self._marks_so_far(source, lines) if source else ()
        key = writing.put_article(connection, file, marked(article, marks), known, fingerprint)
        repeated.put_lines(connection, key, source, lines, marks)
        return key

    def _marks_so_far(self, source: int, lines: LineArray) -> tuple[int, ...]:
        known = self._known.get(source)
        if known is None or known.articles >= known.due:
            kept = repeated.lines_of_source(self._store.connection, source)
            furniture = furniture_of(SourceLines.of([one.lines for one in kept]))
            known = self._known[source] = _Known(furniture, len(kept), max(LEAST_STORIES, 2 * len(kept)))
        known.articles += 1
        return marks_of(SourceLines.of([lines]), known.furniture)[0] if len(known.furniture) else ()

    def settle(self) -> Iterator[int]:
        """Mark all articles as they have to be, a transaction at a time; gives how many were marked anew in each."""
        self._known.clear()
        yield from self._fill_up()
        for source in repeated.unsettled_sources(self._store.connection):
            yield from self._settle(source)

    def _settle(self, source: int) -> Iterator[int]:
        kept = repeated.lines_of_source(self._store.connection, source)
        lines = SourceLines.of([one.lines for one in kept])
        wanted = marks_of(lines, furniture_of(lines))
        changed = [(one.article, marks) for one, marks in zip(kept, wanted, strict=True) if one.marked != marks]
        for start in range(0, len(changed), _BATCH):
            batch = changed[start : start + _BATCH]
            with self._store.transaction() as connection:
                for key, marks in batch:
                    writing.put_marks(connection, key, marked(self._store.article(key), marks))
                    repeated.set_marked(connection, key, marks)
            yield len(batch)
        with self._store.transaction() as connection:
            repeated.set_settled(connection, source)

    def _fill_up(self) -> Iterator[int]:
        """Make the lines of articles that an older version wrote."""
        if self._store.meta(_VERSION) == _WHOLE:
            return
        lacking = repeated.articles_without_lines(self._store.connection)
        for start in range(0, len(lacking), _BATCH):
            with self._store.transaction() as connection:
                for key in lacking[start : start + _BATCH]:
                    article = self._store.article(key)
                    source = group_of(article.source) if article.source else repeated.NO_SOURCE
                    lines = lines_of(marked(article, ())) if source else np.zeros(0, np.uint64)
                    repeated.put_lines(connection, key, source, lines, marks_in(article))
            yield 0
        self._store.set_meta(_VERSION, _WHOLE)
