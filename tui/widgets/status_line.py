"""The lines at the top and bottom of the screen."""

from __future__ import annotations

from collections.abc import Sequence

from tui.front_page import FrontPage
from tui.render.footer import keys_line, notice_line
from tui.render.header import Progress, header
from tui.render.roles import Line
from tui.render.witness import Witness, header_words
from tui.widgets.line import OneLine


class HeaderLine(OneLine):
    """What is open, and how far a build has come."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._library = ""
        self._articles: int | None = None
        self._unread: int | None = 0
        self._progress: Progress | None = None
        self._witness: Sequence[str] = ()
        self._remembered: FrontPage | None = None
        self.hints = ""

    def remember(self, page: FrontPage | None) -> None:
        """What it looked like last time, until there is a library; None to forget it."""
        if page is not self._remembered:
            self._remembered = page
            self.refresh()

    def show_library(self, name: str, articles: int) -> None:
        """Its name, and how many articles it holds."""
        self._library, self._articles = name, articles
        self.refresh()

    def show_unread(self, unread: int | None) -> None:
        """How many of the articles were not read yet; None where that is not known."""
        if unread != self._unread:
            self._unread = unread
            self.refresh()

    @property
    def progress(self) -> Progress | None:
        """How far a build is, as it shows that; None where there is none."""
        return self._progress

    def show_progress(self, progress: Progress | None) -> None:
        """How far the build is; None when there is none."""
        self._progress = progress
        self.refresh()

    @property
    def shows_witness(self) -> bool:
        """Whether it says anything of a pipeline."""
        return bool(self._witness)

    def show_witness(self, witness: Witness) -> None:
        """How far a pipeline is with the names."""
        words = header_words(witness)
        if words != self._witness:
            self._witness = words
            self.refresh()

    def line(self, cells: int) -> Line:
        page = self._remembered
        if page is not None and page.columns == cells and self._articles is None and self._progress is None:
            return page.header
        return header(
            self._library, self._articles, self._unread, self._progress, cells, self.hints, further=self._witness
        )


class StatusLine(OneLine):
    """The keys that matter in this pane, or what was just said."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._hints: Sequence[tuple[str, str]] = ()
        self._notice: Sequence[str] = ()
        self._urgent = False

    @property
    def notice(self) -> str:
        """What is being said; empty while the keys are shown."""
        return self._notice[0] if self._notice else ""

    def show_keys(self, hints: Sequence[tuple[str, str]]) -> None:
        """The keys of the pane that has the focus."""
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def say(self, *ways: str, urgent: bool = False) -> None:
        """Shows words in place of the keys, until others or none are said; of several ways the first that fits."""
        said = tuple(way for way in ways if way)
        if (said, urgent) != (self._notice, self._urgent):
            self._notice, self._urgent = said, urgent
            self.refresh()

    def line(self, cells: int) -> Line:
        if self._notice:
            return notice_line(self._notice, cells, urgent=self._urgent)
        return keys_line(self._hints, cells)
