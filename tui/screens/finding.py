"""Finding words on the page, and walking what is marked there."""

from __future__ import annotations

from textual import on
from textual.widgets import Input

from tui import keys
from tui.desk import Desk
from tui.messages import Reading
from tui.render.find import find
from tui.screens.searching import Searching
from tui.values import counted
from tui.widgets.article_view import ArticleView
from tui.widgets.search_bar import Box


class Finding(Searching):
    """Knows what was sought on the page: it is sought in every article that comes there, until it is left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._sought = ""
        self._find_from = 0
        """The top of the page when the finding began: every letter more looks from there again."""

    @property
    def is_finding(self) -> bool:
        """Whether the box for it is on the screen."""
        return self.has_class("-finding")

    @on(ArticleView.FindWanted)
    def _open_find(self) -> None:
        self.add_class("-finding")
        self._find_from = self.page.top
        self.find_bar.box.value = ""
        self.find_bar.say("")
        self.find_bar.box.focus()

    @on(Input.Changed, "#find-bar Box")
    def _find_typed(self, message: Input.Changed) -> None:
        if self.reading is None or not self.is_finding:
            return
        self.page.show_matches(find(self.reading.article.text, message.value))
        found = self.page.step_match(1, self._find_from) if message.value else None
        nothing = "not there" if message.value.strip() else ""
        self.find_bar.say(f"{found[0]} of {found[1]}" if found else nothing)

    @on(Box.Left, "#find-bar Box")
    def _find_done(self) -> None:
        words = self.find_bar.box.value
        said = ""
        if words.strip():
            self._sought = words
            number = self._show_sought()
            self.page.step_match(1, self._find_from)
            walk = f"{keys.first('find.next')} next, {keys.first('find.previous')} previous"
            said = f"{counted(number, 'place')} · {walk}" if number else "the article does not have that"
        self.close_find(said, keep=bool(words.strip()))

    def _show_sought(self) -> int:
        """Marks what is sought; how many places of it can be seen."""
        return self.page.show_matches(find(self.reading.article.text, self._sought)) if self.reading else 0

    def close_find(self, words: str = "", *, keep: bool) -> None:
        """Takes the box away; the places found stay marked where they are to be kept."""
        self.remove_class("-finding")
        if not keep:
            self.mark_matches()
        self.go_to(self.page, words)

    def mark_matches(self) -> None:
        """What is sought on the page, else the matches of the search; a new search takes the place of a find."""
        if self._sought and not self.search_bar.box.has_focus:
            self._show_sought()
            return
        self._sought = ""
        self.page.show_matches(())
        super().mark_matches()

    def show_reading(self, reading: Reading) -> None:
        super().show_reading(reading)
        if self._sought and not reading.aim.query:
            self._show_sought()

    def leave_search(self) -> None:
        self._sought = ""
        super().leave_search()

    def action_leave(self) -> None:
        """First the box, then the marks of a find, then the page."""
        if self.is_finding:
            self.close_find(keep=False)
        elif self._sought and self.place == "page" and self.focused is self.page:
            self._sought = ""
            self.mark_matches()
            self.hush()
        else:
            super().action_leave()

    def action_next_match(self) -> None:
        self._step_match(1)

    def action_previous_match(self) -> None:
        self._step_match(-1)

    def _step_match(self, direction: int) -> None:
        found = None if self.shows_sentences else self.page.step_match(direction)
        if found is None:
            said = f"the article does not have “{self._sought}”" if self._sought else "nothing is marked here"
            self.say(f"{said}: {keys.first('find')} finds in the article, {keys.first('search')} in all")
            return
        number, total, wrapped = found
        self.say(f"match {number} of {total}{', round again' if wrapped else ''}")
