"""Widgets one line high."""

from __future__ import annotations

from typing import Literal

from textual.strip import Strip
from textual.widget import Widget
from typing_extensions import override

from tui.render.cells import fit, width
from tui.render.glyphs import glyphs
from tui.render.roles import Line
from tui.widgets.painter import Painter

Corner = Literal["rule", "below", "right"]
"""A rule that goes on, one that goes down from the heading, one that goes right."""


class OneLine(Widget):
    """Draws what `line` gives for its width."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id, classes=classes)
        self.painter = Painter(self)

    def line(self, cells: int) -> Line:
        """What to draw, at most `cells` wide."""
        raise NotImplementedError

    @override
    def render_line(self, y: int) -> Strip:
        return self.painter.strip(self.line(self.size.width), self.size.width)

    def notify_style_update(self) -> None:
        self.painter.forget()
        super().notify_style_update()


class PaneHeading(OneLine):
    """The rule above a pane, with the pane's name in it."""

    def __init__(self, title: str, join: Corner = "rule", *, id: str | None = None) -> None:  # noqa: A002
        """`join` is the glyph where the rule to the left of the pane meets this one."""
        super().__init__(id=id, classes="heading")
        self._title = title
        self._right = ""
        self._join: Corner = join
        self._active = False
        self.first = False

    def say(self, title: str, right: str = "") -> None:
        """A new name, and a few words at the right."""
        if (title, right) != (self._title, self._right):
            self._title, self._right = title, right
            self.refresh()

    @property
    def title(self) -> str:
        """The name it says now."""
        return self._title

    def activate(self, active: bool) -> None:
        """Whether the pane has the reader's attention."""
        if active != self._active:
            self._active = active
            self.refresh()

    def line(self, cells: int) -> Line:
        drawn = glyphs()
        dash = drawn.rule or " "
        corner = dash if self.first else getattr(drawn, self._join) or " "
        start = f"{corner} " if self.first else f"{corner}{dash} "
        right = f" {self._right} {dash}" if self._right and width(self._right) < cells // 2 else ""
        title = fit(self._title, cells - width(start) - width(right) - 2)
        rule = dash * max(0, cells - width(start) - width(title) - width(right) - 1)
        role = "accent-strong" if self._active else "text"
        if not title:
            return [(start.rstrip() + rule + 2 * dash, ("rule",))]
        line: Line = [(start, ("rule",)), (title, (role,)), (f" {rule}", ("rule",))]
        if right:
            line += [(right[:-1], ("faint",)), (dash, ("rule",))]
        return line
