"""The first frame: what the reading screen showed when it was last open, else what it looks like without articles.

Loads next to nothing, and has no widgets, so that it is painted as fast as an empty screen.
"""

from __future__ import annotations

from textual.screen import Screen
from textual.strip import Strip

from tui.front_page import FrontPage, FrontPageFile
from tui.render.glyphs import glyphs
from tui.render.heading import heading
from tui.render.roles import Line
from tui.screens.panes import list_width
from tui.widgets.painter import Painter

BARE = FrontPage(0, [(" ", ()), ("dateline", ("accent-strong",))], [], (), [])
"""What stands there where nothing is remembered."""


class Curtain(Screen[None]):
    """Draws its lines itself."""

    def __init__(self, file: FrontPageFile | None = None) -> None:
        super().__init__()
        self._file = file
        self._painter = Painter(self)
        self._columns = 0
        self._front = BARE

    @property
    def front(self) -> FrontPage | None:
        """What it shows; None where nothing is remembered."""
        return None if self._front is BARE else self._front

    def notify_style_update(self) -> None:
        self._painter.forget()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        columns, lines = self.app.size
        if columns != self._columns:
            self._columns, self._front = columns, (self._file.read(columns) if self._file else None) or BARE
        if y == 0:
            return self._bar(self._front.header)
        if y == lines - 1:
            return self._bar(self._front.footer)
        left = list_width(columns)
        beside = columns - left
        drawn = glyphs()
        if y == 1:
            title = self._front.heading or heading("Articles", left, first=True, active=True)
            rule: Line = [(f"{drawn.below}{drawn.rule * (beside - 1)}", ("rule",))]
            return Strip.join([self._painter.strip(title, left), self._painter.strip(rule if beside else [], beside)])
        line, blank = self._front.rows[y - 2] if y - 2 < len(self._front.rows) else ([], ())
        side: Line = [(drawn.side, ("rule",))]
        strips = [self._painter.strip(line, left, blank), self._painter.strip(side if beside else [], beside)]
        return Strip.join(strips)

    def _bar(self, line: Line) -> Strip:
        """A line on the ground of the top and the bottom line."""
        return self._painter.strip([(text, ("line", *roles)) for text, roles in line], self._columns, ("line",))
