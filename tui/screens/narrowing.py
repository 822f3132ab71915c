"""A room with one list, and above it a box that narrows the list as one types."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from tui import keys
from tui.desk import Desk
from tui.history import Place
from tui.screens.pause import Pause
from tui.screens.room import Outcome, Room
from tui.widgets.line import PaneHeading
from tui.widgets.row_list import RowList
from tui.widgets.search_bar import Box, Prompt


class Narrowing(Room):
    """The box, and the ways between it and the list; what the words mean for the list, each such room says itself."""

    NARROW: ClassVar[str]
    """The action whose key stands before the box."""
    ASKED: ClassVar[str]
    """What the box asks for while it is empty."""
    ALL: ClassVar[str]
    """What stands above the list until there is an answer."""

    def __init__(self, desk: Desk, place: Place, leave: Callable[[Outcome], None], *, boilerplate: bool) -> None:
        super().__init__(desk, place, leave, boilerplate=boilerplate)
        self.box = Box(self.ASKED)
        self.box.value = place.words
        self.heading = PaneHeading(self.ALL)
        self.heading.first = True
        self._typing = Pause(self)

    # What a room of its own kind does

    @property
    def listed(self) -> RowList:
        """The list."""
        raise NotImplementedError

    def compose_list(self) -> ComposeResult:
        """Everything between the box and the line at the bottom."""
        raise NotImplementedError

    def narrow_to(self, words: str) -> None:
        """Asks for what these words leave of the list; nothing where it is so already."""
        raise NotImplementedError

    def widen(self) -> bool:
        """Takes away what else narrows the list, before one leaves; False where nothing does."""
        return False

    # The box

    def compose_parts(self) -> ComposeResult:
        with Horizontal(classes="box-line"):
            yield Prompt(f" {keys.sign(self.NARROW)}")
            yield self.box
        yield from self.compose_list()

    def parts(self) -> list[Widget]:
        return [self.listed, self.box]

    def headings(self) -> dict[Widget, PaneHeading]:
        return {self.listed: self.heading}

    @property
    def pauses(self) -> tuple[Pause, ...]:
        return (self._typing,)

    @on(Input.Changed)
    def _typed(self) -> None:
        self._typing.then(self._narrow)

    def _narrow(self) -> None:
        self.narrow_to(self.box.value)

    @on(Box.Left)
    def _to_list(self) -> None:
        self._typing.now()
        self.go_to(self.listed)

    def action_search_list(self) -> None:
        self.action_narrow()

    def action_narrow(self) -> None:
        self.go_to(self.box)

    def action_leave(self) -> None:
        if self.focused is self.box or self.box.value:
            self.box.value = ""
            self._typing.now()
            self._narrow()
            self.go_to(self.listed)
        elif not self.widen():
            super().action_leave()
