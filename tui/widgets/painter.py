"""Turns lines of text with roles into strips in the colours of the theme. Text is never read as markup here."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.widget import Widget

from tui.render.cells import width
from tui.render.roles import Line, Look, look_of
from tui.settings import in_force


class Painter:
    """The styles of one widget. `forget` when the widget's own style or the theme may have changed."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[tuple[str, ...], Style] = {}

    def forget(self) -> None:
        """The next line is painted in the styles as they are then."""
        self._styles.clear()

    def style(self, roles: tuple[str, ...]) -> Style:
        """The widget's own style with the looks of the roles laid over it in order."""
        made = self._styles.get(roles)
        if made is None:
            colour = in_force().colour
            made = self._widget.rich_style
            for role in roles:
                made += self._look(look_of(role, colour=colour))
            self._styles[roles] = made
        return made

    def strip(self, line: Line, cells: int, roles: tuple[str, ...] = ()) -> Strip:
        """Exactly `cells` wide; what the line leaves free is filled in the look of `roles`.

        Neighbouring pieces of one style are joined, since each costs its escape sequences.
        """
        segments: list[Segment] = []
        texts: list[str] = []
        style: Style | None = None
        used = 0
        blank = cells - sum(width(text) for text, _ in line)
        for text, over in [*line, (" " * max(0, blank), roles)]:
            if not text:
                continue
            wanted = self.style(over)
            if wanted is not style and wanted != style:
                if texts:
                    segments.append(Segment("".join(texts), style))
                texts, style = [], wanted
            texts.append(text)
            used += width(text)
        if texts:
            segments.append(Segment("".join(texts), style))
        strip = Strip(segments, used)
        return strip if used == cells else strip.adjust_cell_length(cells, self.style(roles))

    def _look(self, look: Look) -> Style:
        variables = self._widget.app.theme_variables
        return Style(
            color=Color.parse(variables[look.colour]).rich_color if look.colour else None,
            bgcolor=Color.parse(variables[look.ground]).rich_color if look.ground else None,
            bold=look.bold,
            italic=look.italic,
            underline=look.underline,
            reverse=look.reverse,
            dim=look.dim,
        )
