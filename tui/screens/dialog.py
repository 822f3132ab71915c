"""Pages laid over the reading screen: the keys, the reading of a query, and what went wrong at the start."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Size
from textual.screen import Screen
from textual.strip import Strip

from tui import keys
from tui.actions import DIALOG
from tui.render.cells import drawable
from tui.render.key_page import COLUMN, GAP, in_two_columns, key_page
from tui.render.roles import Line
from tui.render.wrap import wrap_words
from tui.settings import in_force
from tui.values import DatelineError, Page, counted
from tui.widgets.line import PaneHeading
from tui.widgets.paged import PagedView
from tui.widgets.painter import Painter
from tui.widgets.status_line import StatusLine

Setting = Callable[[int], list[Line]]


class Lines(PagedView, can_focus=True):
    """Lines that are set for each width anew."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(DIALOG)
    ALLOW_SELECT = False

    def __init__(self, setting: Setting) -> None:
        super().__init__(id="lines")
        self.painter = Painter(self)
        self._setting = setting
        self._lines: list[Line] = []

    def on_resize(self) -> None:
        self._lines = self._setting(self.scrollable_content_region.width)
        self.virtual_size = Size(0, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        line = self._lines[number] if number < len(self._lines) else []
        return self.painter.strip(line, self.scrollable_content_region.width)

    def notify_style_update(self) -> None:
        self.painter.forget()
        super().notify_style_update()

    def action_close(self) -> None:
        self.screen.dismiss()


class Dialog(Screen[None]):
    """A page of lines with a heading."""

    AUTO_FOCUS = "#lines"

    def __init__(self, title: str, setting: Setting, hints: list[tuple[str, str]]) -> None:
        super().__init__()
        self._title = title
        self._setting = setting
        self._hints = hints

    def compose(self) -> ComposeResult:
        heading = PaneHeading(self._title)
        heading.first = True
        heading.activate(True)
        yield heading
        yield Lines(self._setting)
        status = StatusLine()
        status.show_keys(self._hints)
        yield status


def closing() -> list[tuple[str, str]]:
    """The keys of a page that can be scrolled."""
    return [keys.moving(), (keys.first("close"), "close")]


def keys_dialog() -> Dialog:
    """All keys, and what the marks mean."""

    def setting(cells: int) -> list[Line]:
        room = cells - 2
        page = key_page(keys.described(), room)
        wide = 2 * COLUMN + GAP if in_two_columns(room) else COLUMN
        return [[], *indented(page, max(1, (cells - wide) // 2))]

    return Dialog("Keys and marks", setting, closing())


def explanation(query: str, page: Page) -> Dialog:
    """How a query was read, at length."""

    def setting(cells: int) -> list[Line]:
        room = min(in_force().measure, cells - 4)
        lines: list[Line] = [[(words, ("title",))] for words in wrap_words(drawable(query), room)]
        lines.append([])
        lines += [[(words, ("text",))] for words in wrap_words(drawable(page.reading), room)]
        lines += [[], [(f"It found {counted(page.total, 'article')}.", ("text",))]]
        if page.undated:
            said = f"{counted(page.undated, 'article')} could not be judged: no date is known."
            lines += [[(words, ("text",))] for words in wrap_words(said, room)]
        return [[], *indented(lines, max(2, (cells - in_force().measure) // 2))]

    return Dialog("How the query was read", setting, closing())


def trouble(error: DatelineError) -> Dialog:
    """A library that can't be opened: what, where, and what to do."""

    def setting(cells: int) -> list[Line]:
        room = min(in_force().measure, cells - 4)
        lines: list[Line] = [[(words, ("title",))] for words in wrap_words(drawable(error.message), room)]
        for words in (error.place, error.remedy):
            if words:
                role = "faint" if words is error.place else "text"
                lines.append([])
                lines += [[(said, (role,))] for said in wrap_words(drawable(words), room)]
        return [[], [], *indented(lines, max(2, (cells - in_force().measure) // 2))]

    return Dialog("The library can't be opened", setting, [(keys.first("close"), "quit")])


def indented(lines: list[Line], cells: int) -> list[Line]:
    """All lines moved to the right."""
    return [[(" " * cells, ()), *line] if line else [] for line in lines]
