"""The actors of the article on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from typing_extensions import override

from tui.render.glyphs import glyphs
from tui.render.leads import REFERENCE_HEIGHT, Lead, actor_line, lead_lines
from tui.render.roles import Line
from tui.values import ActorRef
from tui.widgets.row_list import RowList


class ActorList(RowList):
    """A line an actor, most mentioned first."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes="body")
        self._actors: Sequence[tuple[ActorRef, int]] = ()

    def show(self, actors: Sequence[tuple[ActorRef, int]], cursor: int = 0) -> None:
        """The actors of another article."""
        self._actors = actors
        self.reset(len(actors), cursor)

    def actor_at(self, index: int) -> ActorRef | None:
        """None past the end."""
        return self._actors[index][0] if 0 <= index < len(self._actors) else None

    def index_of(self, actor: str) -> int | None:
        """The row of an actor by its id."""
        return next((index for index, (ref, _) in enumerate(self._actors) if ref.id == actor), None)

    @override
    def draw(self, index: int, line: int, cells: int) -> tuple[Line, tuple[str, ...]]:
        actor, count = self._actors[index]
        chosen = index == self.cursor
        roles = self.cursor_role() if chosen else ()
        return [(glyphs().cursor if chosen else " ", roles), *actor_line(actor, count, cells - 1, roles)], roles


class ReferenceList(RowList):
    """With whom the chosen actor stands in one sentence, over all articles."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes="body")
        self._leads: Sequence[Lead] = ()
        self._labels: Mapping[str, str] = {}
        self.row_height = REFERENCE_HEIGHT

    def show(self, leads: Sequence[Lead], labels: Mapping[str, str], cursor: int = 0) -> None:
        """`labels` are the short ones by article id."""
        self._leads, self._labels = leads, labels
        self.reset(len(leads), cursor)

    def lead_at(self, index: int) -> Lead | None:
        """None past the end."""
        return self._leads[index] if 0 <= index < len(self._leads) else None

    def index_of(self, other: str) -> int:
        """The row of the other actor by its id; the first where it is not there."""
        return next((index for index, lead in enumerate(self._leads) if lead.other.id == other), 0)

    @override
    def cursor_lines(self, index: int) -> range:
        return range(1)

    @override
    def draw(self, index: int, line: int, cells: int) -> tuple[Line, tuple[str, ...]]:
        chosen = index == self.cursor and line == 0
        roles = self.cursor_role() if chosen else ()
        lines = lead_lines(self._leads[index], self._leads[0].count, self._labels, cells - 1, roles)
        return [(glyphs().cursor if chosen else " ", roles), *lines[line]], roles
