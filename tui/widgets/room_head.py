"""The line at the top of a further screen."""

from __future__ import annotations

from typing_extensions import override

from tui import keys
from tui.render.cells import drawable, fit, width
from tui.render.roles import Line
from tui.widgets.line import OneLine


class RoomHead(OneLine):
    """What the screen is about, and a few facts behind it."""

    def __init__(self) -> None:
        super().__init__(id="room-head")
        self._title = ""
        self._facts = ""
        self._role = "accent-strong"

    def say(self, name: str, facts: str = "", role: str = "accent-strong") -> None:
        """`role` is how the name looks."""
        if (name, facts, role) != (self._title, self._facts, self._role):
            self._title, self._facts, self._role = name, facts, role
            self.refresh()

    @override
    def line(self, cells: int) -> Line:
        facts = drawable(f" · {self._facts}") if self._facts else ""
        name = fit(drawable(self._title), max(cells // 2, cells - width(facts) - 2))
        facts = fit(facts, cells - width(name) - 2)
        line: Line = [(" ", ()), (name, ("title", self._role)), (facts, ("faint",))]
        hints = f"{keys.first('close')} close   {keys.first('keys')} keys"
        blank = cells - width(name) - width(facts) - width(hints) - 2
        if blank >= 2:
            line += [(" " * blank, ()), (hints, ("faint",))]
        return line
