"""A page with what is marked on it: names, matches, notes, a sentence pointed out, a selection; and how it is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Region
from textual.strip import Strip

from tui.render.glyphs import glyphs
from tui.render.gutter import CELLS as GUTTER_CELLS
from tui.render.gutter import CURRENT, MATCH, NAME, NOTE
from tui.render.layout import PageLine
from tui.render.roles import Line
from tui.render.spans import Layer, layer, layers, pieces
from tui.render.wrap import Range
from tui.settings import in_force
from tui.values import Mention, StyleKind
from tui.widgets.set_page import SetPage

NoteRange = tuple[int, int, str]
"""Start, end and id of a note; start and end are 0 for one on the whole article."""


class MarkedPage(SetPage):
    """Its ranges are code points of the article's text."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._mentions: tuple[Mention, ...] = ()
        self._names = self._matches = self._spot = self._noted = Layer(())
        self.plain = not in_force().names
        """Whether names stand in the text like all other words."""
        self._styles: tuple[Layer, ...] = ()
        self._over: tuple[Layer, ...] = ()
        """The selection, else the current name and the current match, which lie over everything else."""
        self._notes: tuple[NoteRange, ...] = ()
        self._seen_notes: tuple[NoteRange, ...] = ()
        self._chosen = ""
        self._selected: Range | None = None
        self._cursor: Range | None = None
        self._seen_names: tuple[Mention, ...] = ()
        self._seen_matches: tuple[Range, ...] = ()
        self._current: int | None = None
        self._match: int | None = None

    # What is marked

    def take_names(self, mentions: Sequence[Mention]) -> None:
        """The names of the article, which is set anew."""
        self._mentions = tuple(mentions)
        self._names = Layer(tuple((name.start, name.end, name.kind.value) for name in mentions))
        blocks = self.article.blocks if self.article else ()
        self._styles = layers((style.start, style.end, style.kind.value) for block in blocks for style in block.styles)
        self.lay_out_anew()

    def take_stock(self) -> None:
        """Which names and matches can be seen, once for each change: every line drawn asks for them."""
        super().take_stock()
        layout = self._layout
        self._seen_names = tuple(name for name in self._mentions if layout and layout.is_shown(name.start))
        matches = self._matches.spans
        self._seen_matches = tuple((start, end) for start, end, _ in matches if layout and layout.is_shown(start))
        self._seen_notes = tuple(note for note in self._notes if layout and layout.is_shown(note[0]))
        self._lay_over()

    def show_plain(self, plain: bool) -> None:
        """Sets names like all other words, or in their looks again."""
        self.plain = plain
        self.refresh()

    def show_matches(self, matches: Sequence[Range]) -> int:
        """Marks what a search or a find found, and nothing else; returns how many of them can be seen."""
        self._matches = layer(matches, "match")
        self._match = None
        self.take_stock()
        self.refresh()
        return len(self._seen_matches)

    def show_notes(self, notes: Sequence[NoteRange]) -> None:
        """Underlines what the reader has written a note on, with a sign at the margin."""
        self._notes = tuple(notes)
        drawn = layers((start, end, "note") for start, end, _ in notes if start < end)
        self._noted = drawn[0] if drawn else Layer(())
        self.take_stock()
        self.refresh()

    def note_at(self, offset: int) -> str | None:
        """The id of the shortest note whose range a code point is in; None where there is none."""
        around = [(end - start, note) for start, end, note in self._notes if start <= offset < end]
        return min(around)[1] if around else None

    def show_actor(self, actor: str) -> None:
        """Whose mentions the strip at the edge shows, by id; empty for the current name's."""
        if actor != self._chosen:
            self._chosen = actor
            self._refresh_overview()

    def link_at(self, offset: int) -> str | None:
        """Where the link that a code point is in leads; None outside of links."""
        blocks = self.article.blocks if self.article else ()
        for block in blocks:
            if block.start <= offset < block.end:
                found = (one for one in block.styles if one.kind is StyleKind.LINK and one.start <= offset < one.end)
                return next((one.target for one in found if one.target), None)
        return None

    def show_selection(self, selected: Range | None, cursor: Range | None = None) -> None:
        """What is selected, and the character within it that the keys move; None for nothing."""
        changed = [one for one in (self._selected, self._cursor, selected, cursor) if one]
        if (selected, cursor) == (self._selected, self._cursor):
            return
        if self._selected and selected:
            ends = [(min(one), max(one)) for one in zip(self._selected, selected, strict=True) if one[0] != one[1]]
            changed = [*ends, *(one for one in (self._cursor, cursor) if one)]
        self._selected, self._cursor = selected, cursor
        self._lay_over()
        for start, end in changed:
            self.refresh_range(start, end)

    @property
    def current(self) -> Mention | None:
        """The current name."""
        if self._current is None or self._current >= len(self._seen_names):
            return None
        return self._seen_names[self._current]

    @property
    def current_match(self) -> Range | None:
        """The match that was gone to last."""
        if self._match is None or self._match >= len(self._seen_matches):
            return None
        return self._seen_matches[self._match]

    def set_current(self, number: int | None) -> None:
        """Makes one of the names that can be seen the current one."""
        before = self.current
        self._current = number
        self._redraw(*((name.start, name.end) for name in (before, self.current) if name is not None))

    def set_current_match(self, number: int | None) -> None:
        """Makes one of the matches that can be seen the current one."""
        before = self.current_match
        self._match = number
        self._redraw(before, self.current_match)

    def _redraw(self, *ranges: Range | None) -> None:
        self._lay_over()
        for one in ranges:
            if one is not None:
                self.refresh_range(*one)
        self._refresh_overview()

    def _lay_over(self) -> None:
        name, match = self.current, self.current_match
        if self._selected is not None:
            over = [
                layer([self._selected], "selected"),
                layer([self._cursor] if self._cursor else [], "selection-cursor"),
            ]
        else:
            over = [
                layer([(name.start, name.end)] if name else [], "current"),
                layer([match] if match else [], "current"),
            ]
        self._over = tuple(one for one in over if one.spans)

    # The strip at the edge

    def marks(self) -> Sequence[tuple[str, Sequence[int]]]:
        current = self.current
        chosen = current.actor if current is not None and current.actor else self._chosen
        match = self.current_match
        return (
            (CURRENT, [match[0]] if match else []),
            (MATCH, [start for start, _ in self._seen_matches]),
            (NOTE, [start for start, _, _ in self._seen_notes]),
            (NAME, [name.start for name in self._seen_names if chosen and name.actor == chosen]),
        )

    def _refresh_overview(self) -> None:
        """Sends only the rows whose sign is another."""
        before, self._overview = self._overview, None
        now = self.overview
        if before is None or now is None:
            return
        for row, (old, new) in enumerate(zip(before.kinds, now.kinds, strict=False)):
            if old != new:
                self.refresh(Region(self.cells - GUTTER_CELLS, row, 1, 1))

    # Drawing

    def refresh_range(self, start: int, end: int) -> None:
        """Sends only the lines that hold a range."""
        if self._layout is not None:
            first, last = self.lines_of(start, end)
            self.refresh(Region(0, first - self.scroll_offset.y, self.cells - GUTTER_CELLS, last - first + 1))

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        room = self.cells - GUTTER_CELLS
        if self._layout is None or room <= 0:
            return self.painter.strip([], self.cells)
        here = self._layout.lines[number] if number < len(self._layout.lines) else PageLine(0, 0)
        strip = self.painter.strip(self._draw(here, self._layout.text), room)
        edge = self.overview.row(y, self.scroll_offset.y) if self.overview else []
        return Strip.join([strip, self.painter.strip(edge, GUTTER_CELLS)])

    def _draw(self, line: PageLine, text: str) -> Line:
        margin = " " * self.margin
        if line.end <= line.start:
            before = [(margin + " " * line.indent, ()), *_drawn_lead(line)]
            return [*before, (line.words, (line.role,))] if line.words or line.lead else []
        drawn: Line = [self._sign(line), (" " * line.indent, ()), *_drawn_lead(line)]
        names = () if self.plain else (self._names,)
        laid = (self._spot, *self._styles, *names, self._noted, self._matches, *self._over)
        at = line.start
        for border, blanks in (*line.pads, (line.end, 0)):
            drawn += pieces(text, at, border, (line.role,), laid) if border > at else []
            drawn.append((" " * blanks, self._on_blanks(border) if blanks else ()))
            at = border
        return drawn

    def _on_blanks(self, border: int) -> tuple[str, ...]:
        """The look of the blanks before a code point of a table: a selection goes on over them."""
        start, end = self._selected or (0, 0)
        return ("selected",) if start < border < end else ()

    def _sign(self, line: PageLine) -> tuple[str, tuple[str, ...]]:
        """The margin, with a sign beside what is pointed out or noted."""
        margin = self.margin
        spotted = self._spot.within(line.start, line.end)
        noted = any(line.start <= start < line.end for start, _, _ in self._noted.within(line.start, line.end))
        if not (spotted or noted):
            return " " * margin, ()
        sign, role = (glyphs().spot, "accent") if spotted else (glyphs().noted, "mark-note")
        return (sign if margin < 2 else f"{sign} ").rjust(margin), (role,)

    def notify_style_update(self) -> None:
        self.painter.forget()
        super().notify_style_update()


def _drawn_lead(line: PageLine) -> Line:
    """The rules of quotations, then a bullet or number, which is to be read."""
    rules = line.lead[: line.lead.rfind(glyphs().quote) + 1]
    return [(rules, ("rule",)), (line.lead[len(rules) :], ("faint",))]
