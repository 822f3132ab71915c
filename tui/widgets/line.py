"""Widgets one line high."""

from __future__ import annotations

from textual.strip import Strip
from textual.widget import Widget
from typing_extensions import override

from tui.render.heading import Corner, heading
from tui.render.roles import Line
from tui.widgets.painter import Painter


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
        self._right = self._marks = ""
        self._join: Corner = join
        self._active = False
        self.first = False

    def say(self, title: str, right: str = "", marks: str = "") -> None:
        """A new name, and at the right a few words, left out where they don't fit, or marks, which are cut there."""
        if (title, right, marks) != (self._title, self._right, self._marks):
            self._title, self._right, self._marks = title, right, marks
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
        return heading(
            self._title,
            cells,
            right=self._right,
            marks=self._marks,
            join=self._join,
            first=self.first,
            active=self._active,
        )
