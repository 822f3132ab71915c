"""The frame of the reading screen: its panes, which of them are shown, and where the focus is."""

from __future__ import annotations

from typing import ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from tui import keys
from tui.actions import SCREEN
from tui.desk import Desk
from tui.screens.panes import ORDER, SMALL, Pane, is_small, list_cells, shown
from tui.screens.speaking import Speaking
from tui.widgets.actor_list import ActorList, ReferenceList
from tui.widgets.article_list import ArticleList
from tui.widgets.article_view import ArticleView
from tui.widgets.line import PaneHeading
from tui.widgets.search_bar import Box, FindBar, SearchBar
from tui.widgets.selector import Selector
from tui.widgets.sentence_list import SentenceList
from tui.widgets.status_line import HeaderLine

SMALL_NOTICE = f"small terminal: {SMALL[0]}×{SMALL[1]} reads better"


class Frame(Speaking):
    """Lays out; what the panes hold is the business of the classes built upon it."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(SCREEN)
    CSS_PATH = "../app.tcss"
    AUTO_FOCUS = "#list"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.header = HeaderLine(id="header")
        self.header.hints = keys.header_hints()
        self.search_bar = SearchBar(id="search-bar")
        self.articles = ArticleList(id="list")
        self.page = ArticleView(id="article")
        self.sentences = SentenceList(id="sentences")
        self.names = ActorList(id="names")
        self.references = ReferenceList(id="references")
        self.find_bar = FindBar(id="find-bar")
        self.selector = Selector(self.page, id="selector")
        self.list_heading = PaneHeading("Articles", id="list-heading")
        self.page_heading = PaneHeading("", "below", id="page-heading")
        self.names_heading = PaneHeading("In this article", "below", id="names-heading")
        self.references_heading = PaneHeading("Cross-references", "right", id="references-heading")
        self._shown: tuple[Pane, ...] = ()
        self._zoomed = False
        self._pane: Pane = "list"
        self._arriving = ""
        """What is to be said once the focus is where it was sent."""

    def compose(self) -> ComposeResult:
        yield self.header
        yield self.search_bar
        with Horizontal(id="panes"):
            yield Vertical(self.list_heading, self.articles, id="list-pane", classes="pane")
            yield Vertical(self.page_heading, self.page, self.sentences, id="page-pane", classes="pane")
            yield Vertical(
                self.names_heading, self.names, self.references_heading, self.references, id="side-pane", classes="pane"
            )
        yield self.find_bar
        yield self.selector
        yield self.status

    # Panes

    def on_mount(self) -> None:
        self.status.show_keys(keys.footer("list"))
        self.set_panes()

    def on_resize(self, event: events.Resize) -> None:
        self.set_panes()
        if is_small(event.size.width, event.size.height):
            self.say(SMALL_NOTICE)
        elif self.status.notice == SMALL_NOTICE:
            self.hush()

    def set_panes(self) -> None:
        """Shows the panes that the width has room for."""
        columns = self.size.width or self.app.size.width
        wanted = shown(columns, self._pane, self._shown, zoomed=self._zoomed)
        self.query_one("#list-pane").styles.width = "1fr" if wanted == ("list",) else list_cells(columns)
        if wanted == self._shown:
            return
        self._shown = wanted
        for name in ORDER:
            pane = self.query_one(f"#{name}-pane")
            pane.set_class(name in wanted, "-shown")
            pane.set_class(name == wanted[0], "-first")
            pane.set_class(wanted == (name,), "-alone")
        first = wanted[0]
        for heading, name in (
            (self.list_heading, "list"),
            (self.page_heading, "page"),
            (self.names_heading, "side"),
            (self.references_heading, "side"),
        ):
            heading.first = name == first
            heading.refresh()

    @property
    def shows_sentences(self) -> bool:
        """Whether the page holds sentences and not an article."""
        return self.has_class("-sentences")

    @property
    def place(self) -> str:
        """The part that has the focus, or had it before a box took it: as in the footer's table."""
        if self._pane == "page":
            return "sentences" if self.shows_sentences else "page"
        if self._pane == "side":
            return "references" if self.focused is self.references else "names"
        return "list"

    def go_to(self, target: Widget, words: str = "") -> None:
        """Shows the pane of a part and gives it the focus; `words` are said there."""
        pane = self._pane_of(target)
        if pane is not None:
            self._pane = pane
            self.set_panes()
        if words and self.focused is target:
            self.say(words)
        else:
            self._arriving = words
            target.focus(scroll_visible=False)

    def _pane_of(self, target: Widget | None) -> Pane | None:
        for node in target.ancestors_with_self if target is not None else ():
            if node.has_class("pane"):
                return cast(Pane, (node.id or "").removesuffix("-pane"))
        return None

    @on(events.DescendantFocus)
    def _focus_moved(self, event: events.DescendantFocus) -> None:
        pane = self._pane_of(event.widget)
        if pane is not None:
            self._pane = pane
            self.set_panes()
        if isinstance(event.widget, Box):
            self.status.show_keys(keys.footer("box"))
            return
        if event.widget is self.selector:
            return
        self.list_heading.activate(event.widget is self.articles)
        self.page_heading.activate(event.widget in (self.page, self.sentences))
        self.names_heading.activate(event.widget is self.names)
        self.references_heading.activate(event.widget is self.references)
        self.status.show_keys(keys.footer(self.place))
        if self._arriving:
            self.say(self._arriving)
            self._arriving = ""
        else:
            self.hush()

    def _parts(self) -> list[Widget]:
        return [self.articles, self.sentences if self.shows_sentences else self.page, self.names, self.references]

    def action_next_pane(self) -> None:
        self._step_pane(1)

    def action_previous_pane(self) -> None:
        self._step_pane(-1)

    def _step_pane(self, step: int) -> None:
        parts = self._parts()
        at = parts.index(self.focused) if self.focused in parts else -1 if step > 0 else 0
        self.go_to(parts[(at + step) % len(parts)])

    def action_pane(self, name: str) -> None:
        _, page, names, references = self._parts()
        if name == "side":
            self.go_to(references if self.focused is names else names)
        else:
            self.go_to(self.articles if name == "list" else page)

    def action_zoom(self) -> None:
        self._zoomed = not self._zoomed
        before = self._shown
        self.set_panes()
        if before == self._shown:
            self.say("one pane is all that fits here" if self._zoomed else "all panes that fit")
        else:
            self.say(f"zoomed, {keys.first('pane.zoom')} shows all panes again" if self._zoomed else "all panes again")
