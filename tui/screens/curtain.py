"""The first frame: what the reading screen looks like before it has anything to show. Loads next to nothing."""

from __future__ import annotations

from textual.color import Color
from textual.content import Content, Span
from textual.screen import Screen
from textual.style import Style

from tui.render.glyphs import glyphs
from tui.screens.panes import list_cells, room_for


class Curtain(Screen[None]):
    """One text and no widgets, so that it is painted as fast as an empty screen."""

    def render(self) -> Content:
        columns, rows = self.app.size
        header = " dateline"
        two = room_for(columns) > 1
        left = list_cells(columns) if two else columns
        drawn = glyphs()
        rule = f"{drawn.rule or ' '} Articles {drawn.rule * (left - 11)}"
        rule += (drawn.below + drawn.rule * (columns - left - 1)) * two
        body = " " * left + drawn.side if two else ""
        text = "\n".join([header, rule, *([body] * (rows - 3)), ""])
        plain, strong = self._style("rule"), self._style("accent-text", bold=True)
        at = len(header) + 1
        spans = [Span(1, at, strong), Span(at, at + 2, plain), Span(at + 2, at + 10, strong)]
        return Content(text, [*spans, Span(at + 10, len(text), plain)])

    def _style(self, variable: str, *, bold: bool | None = None) -> Style:
        return Style(foreground=Color.parse(self.app.theme_variables[variable]), bold=bold)
