"""The lists of the actor screen: what it is called, with whom it stands, and which articles name it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from typing_extensions import override

from tui.render.cells import drawable, width
from tui.render.dossier import MOST_CALLED, AboutRow, Dossier, Naming, about_rows, company_line, naming_line
from tui.render.glyphs import glyphs
from tui.render.leads import REFERENCE_HEIGHT, Lead
from tui.render.roles import Line
from tui.widgets.actor_list import ReferenceList
from tui.widgets.row_list import RowList

WIDE = 64
"""Cells from which a line says with whom, how often and where."""
NAME_CELLS = 32
"""Cells of the widest name in such a line."""


class AboutList(RowList):
    """Descriptions, mentions over time, first and last, and the forms; rows of some lines each.

    The cursor shows while the list has the focus. What is found later leaves as many rows as there were.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id, classes="body")
        self._dossier: Dossier | None = None
        self._rows: tuple[AboutRow, ...] = ()
        self._set_for = 0
        self._most: int | None = MOST_CALLED
        """Descriptions that are shown at most; None for all."""

    def show(self, dossier: Dossier, cursor: int = 0) -> None:
        """Another actor, or the same as it is now."""
        self._dossier = dossier
        self._set_again(cursor)

    def show_called(self, dossier: Dossier) -> None:
        """The same with more descriptions."""
        self._dossier = dossier
        self._set_again(self.cursor)

    def limit(self, most: int) -> None:
        """Shows at most so many descriptions, unless all are wanted."""
        if self._most not in (None, most):
            self._most = most
            self._set_again(self.cursor)

    def unfold(self) -> None:
        """Shows all descriptions."""
        self._most = None
        self._set_again(self.cursor)

    def _set_again(self, cursor: int) -> None:
        self._set_for = 0
        self.cursor = cursor
        self._set()

    def row(self, index: int) -> AboutRow | None:
        """None past the end."""
        return self._rows[index] if 0 <= index < len(self._rows) else None

    def _set(self) -> None:
        if self._dossier is None or self._set_for == self.cells or self.cells <= 0:
            return
        self._set_for = self.cells
        self._rows = about_rows(self._dossier, self.cells - 4, self._most)
        tops = [0]
        for row in self._rows:
            tops.append(tops[-1] + len(row.lines))
        self.reset(len(self._rows), self.cursor, tops=tops, keep_place=True)

    def on_resize(self) -> None:
        self._set()
        super().on_resize()

    @override
    def cursor_lines(self, index: int) -> range:
        return range(1)

    @override
    def draw(self, index: int, line: int, cells: int) -> tuple[Line, tuple[str, ...]]:
        drawn = self._rows[index].lines[line]
        if index != self.cursor or line or not self.has_focus:
            return [("  ", ()), *drawn], ()
        roles = self.cursor_role()
        return [(f"{glyphs().cursor} ", roles), *((text, (*look, *roles)) for text, look in drawn)], roles


class CompanyList(ReferenceList):
    """With whom the actor stands; a line each where there is room, else two."""

    def show_company(self, leads: Sequence[Lead], labels: Mapping[str, str], other: str, *, keep_place: bool) -> None:
        """The cursor goes to the other actor of this id; `keep_place` leaves its row at the height where it stands."""
        self._leads, self._labels = leads, labels
        self._name_cells = min(NAME_CELLS, max((width(drawable(lead.other.name)) for lead in leads), default=0))
        self.reset(len(leads), self.index_of(other), keep_place=keep_place)

    def on_resize(self) -> None:
        self.row_height = 1 if self.cells >= WIDE else REFERENCE_HEIGHT
        super().on_resize()

    @override
    def draw(self, index: int, line: int, cells: int) -> tuple[Line, tuple[str, ...]]:
        if self.row_height > 1:
            return super().draw(index, line, cells)
        chosen = index == self.cursor
        roles = self.cursor_role() if chosen else ()
        drawn = company_line(self._leads[index], self._leads[0].count, self._name_cells, self._labels, cells - 3, roles)
        return [(f"{glyphs().cursor if chosen else ' '} ", roles), *drawn], roles


class NamingList(RowList):
    """The articles that name the actor, a line each. The cursor shows while the list has the focus."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes="body")
        self._namings: Sequence[Naming] = ()
        self._most = 0

    def show(self, namings: Sequence[Naming], article: str, *, keep_place: bool) -> None:
        """The cursor goes to the article of this id."""
        self._namings = namings
        self._most = max((naming.count for naming in namings), default=0)
        self.reset(len(namings), self._index_of(article), keep_place=keep_place)

    def naming_at(self, index: int) -> Naming | None:
        """None past the end."""
        return self._namings[index] if 0 <= index < len(self._namings) else None

    def _index_of(self, article: str) -> int:
        """The row of an article by its id; the first where it is not there."""
        return next((index for index, one in enumerate(self._namings) if one.row.id == article), 0)

    @override
    def draw(self, index: int, line: int, cells: int) -> tuple[Line, tuple[str, ...]]:
        chosen = index == self.cursor and self.has_focus
        roles = self.cursor_role() if chosen else ()
        drawn = naming_line(self._namings[index], self._most, cells - 3, roles)
        return [(f"{glyphs().cursor if chosen else ' '} ", roles), *drawn], roles
