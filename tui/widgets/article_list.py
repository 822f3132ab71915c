"""The list of articles, or of what a search found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from textual.message import Message
from textual.strip import Strip
from typing_extensions import override

from tui.front_page import FrontPage
from tui.render.roles import Line
from tui.render.row import INDENT, ROW_HEIGHT, hit_height, second_line, snippet_lines, title_line
from tui.values import ArticleRow, Hit
from tui.widgets.row_list import RowList


class ArticleList(RowList):
    """Two lines an article, four where a search shows why it was found."""

    @dataclass
    class EndWanted(Message):
        """The reader wants the last of what was found, which is not in the list yet."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes="body")
        self._rows: Sequence[ArticleRow] = ()
        self._hits: Sequence[Hit] | None = None
        self._newer: dict[str, ArticleRow] = {}
        """Articles by id whose marks have changed since the rows or hits came: those may be a hundred thousand."""
        self._labels: Mapping[str, str] = {}
        self._opened = ""
        self._fresh: frozenset[str] = frozenset()
        """What a kept search has found that it did not find before."""
        self._found = 0
        """How many articles there are in the end; more than rows while not all hits are here."""
        self._remembered: FrontPage | None = None
        self.row_height = ROW_HEIGHT

    def remember(self, page: FrontPage | None) -> None:
        """What it looked like last time, until there are rows: a picture, on which no key acts. None to forget it."""
        if page is not self._remembered:
            self._remembered = page
            self.refresh()

    @override
    def render_line(self, y: int) -> Strip:
        page = self._remembered
        if page is None or self.count or page.columns != self.app.size.width:
            return super().render_line(y)
        line, blank = page.rows[y] if y < len(page.rows) else ([], ())
        return self.painter.strip(line, self.cells, blank)

    def show_rows(
        self, rows: Sequence[ArticleRow], labels: Mapping[str, str], cursor: int, *, keep_place: bool = False
    ) -> None:
        """All articles; `labels` are the short ones."""
        self._rows, self._hits, self._labels, self._found = rows, None, labels, len(rows)
        self._newer.clear()
        self.row_height = ROW_HEIGHT
        self.reset(len(rows), cursor, keep_place=keep_place)

    def show_hits(self, hits: Sequence[Hit], cursor: int = 0, *, found: int = 0, keep_place: bool = False) -> None:
        """What a search found; `found` says how many there are where these are only the first."""
        self._hits, self._found = hits, max(found, len(hits))
        self._newer.clear()
        self.row_height = hit_height(self.cells)
        self.reset(len(hits), cursor, keep_place=keep_place)

    def on_resize(self) -> None:
        if self._hits is not None:
            self.row_height = hit_height(self.cells)
        super().on_resize()

    def article_at(self, index: int) -> ArticleRow | None:
        """None past the end."""
        if not 0 <= index < self.count:
            return None
        row = self._rows[index] if self._hits is None else self._hits[index].article
        return self._newer.get(row.id, row)

    def point_at(self, article: str) -> None:
        """Puts the cursor on an article that is on the page by other ways; it stays where the list has not got it."""
        at = self.article_at(self.cursor)
        if at is not None and at.id == article:
            return
        rows = self._rows if self._hits is None else (hit.article for hit in self._hits)
        index = next((index for index, row in enumerate(rows) if row.id == article), None)
        if index is not None:
            with self.prevent(self.Moved):
                self.move_to(index)

    def next_unread(self) -> int | None:
        """The first row below the cursor whose article is unread, from the top again where there is none; or None."""
        rows = self._rows if self._hits is None else [hit.article for hit in self._hits]
        below, newer = self.cursor + 1, self._newer
        for index in chain(range(below, self.count), range(min(below, self.count))):
            row = rows[index]
            if (newer.get(row.id, row) if newer else row).is_unread:
                return index
        return None

    def mark_new(self, articles: Iterable[str]) -> None:
        """Shows which articles are new in a kept search; none any more with none."""
        if self._fresh != (fresh := frozenset(articles)):
            self._fresh = fresh
            self.refresh()

    def mark_opened(self, article: str) -> None:
        """Shows which article the page holds."""
        if article != self._opened:
            self._opened = article
            self.refresh()

    def action_bottom(self) -> None:
        if self.count < self._found:
            self.post_message(self.EndWanted())
        else:
            super().action_bottom()

    @override
    def cursor_lines(self, index: int) -> range:
        return range(1)

    def draw(self, index: int, line: int, cells: int) -> tuple[Line, tuple[str, ...]]:
        row = self.article_at(index)
        if row is None:
            return [], ()
        if line == 0:
            roles = self.cursor_role() if index == self.cursor else ()
            opened = row.id == self._opened
            return title_line(row, cells, cursor=roles, focus=self.has_focus, opened=opened), roles
        if line == 1:
            label = self._labels.get(row.label, row.label)
            return second_line(row, label, cells, new=row.id in self._fresh), ()
        return self._snippet(index, line - ROW_HEIGHT, cells), ()

    def update(self, rows: Mapping[str, ArticleRow]) -> None:
        """Articles by id whose marks have changed."""
        self._newer |= rows
        self.refresh()

    def _snippet(self, index: int, line: int, cells: int) -> Line:
        hit = self._hits[index] if self._hits is not None and 0 <= index < self.count else None
        lines = snippet_lines(hit, cells - INDENT - 2, self.row_height - ROW_HEIGHT - 1) if hit else []
        return [(" " * INDENT, ()), *lines[line]] if line < len(lines) else []
