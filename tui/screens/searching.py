"""Searching all articles as one types."""

from __future__ import annotations

from textual import on
from textual.widgets import Input

from tui import keys
from tui.desk import Desk
from tui.history import Place
from tui.messages import Found
from tui.order import LIST_SORTS, SEARCH_SORTS, after
from tui.screens.dialog import explanation
from tui.screens.pause import LONG, Pause
from tui.screens.referring import Referring
from tui.values import DatelineError, QueryError
from tui.widgets.article_list import ArticleList
from tui.widgets.row_list import RowList
from tui.widgets.search_bar import Box

FIRST_HITS = 100
"""Hits that are asked for at first; the list asks for more when the cursor comes near their end."""


class Searching(Referring):
    """Knows the query, and what it found."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._query = ""
        """What the box says."""
        self._asked = ""
        """What the list answers: the query, or the query with its last word as a prefix."""
        self.found: Found | None = None
        self._search_sort = "relevance"
        self._typing = Pause(self)
        self._taking_long = Pause(self, LONG)
        self._before = ""
        self._limit = FIRST_HITS
        self._to_the_end = False
        """The cursor is to go to the last of all hits once they are here."""

    @property
    def searched(self) -> str:
        return self._asked

    @property
    def is_searching(self) -> bool:
        """Whether the search box is on the screen."""
        return self.has_class("-searching")

    # The box

    def action_search(self) -> None:
        self._open_box()
        self.search_bar.box.focus()

    def _open_box(self) -> None:
        if not self.is_searching:
            row = self.articles.article_at(self.articles.cursor)
            self._before = row.id if row else ""
            self.add_class("-searching")
            self.search_bar.answer.show_hint(_ways_out())
        if self._pane != "list":
            self._pane = "list"
            self.set_panes()

    def action_search_list(self) -> None:
        self.action_search()

    @on(Input.Changed, "#search-bar Box")
    def _typed(self) -> None:
        self._typing.then(self._ask)

    def _ask(self) -> None:
        """Asks for what the box says now."""
        self._query = self._asked = self.search_bar.box.value
        self._limit, self._to_the_end = FIRST_HITS, False
        if not self._query.strip():
            self._forget_query()
            self.search_bar.answer.show_hint(_ways_out())
            self.show_all(self._before)
            return
        self._search(typing=True)

    def _forget_query(self) -> None:
        self._query = self._asked = ""
        self.found = None
        self.desk.drop("search")
        self._taking_long.cancel()

    def _search(self, *, typing: bool = False) -> None:
        """Only what is being typed may end in half a word; once the box is left, what it found stands."""
        typing = typing or self.search_bar.box.has_focus
        query = self._query if typing else self._asked
        self.desk.search(query, self._search_sort, self._limit, boilerplate=self.boilerplate, typing=typing)
        if not self._taking_long.waiting:
            self._taking_long.then(self._say_searching)

    def _say_searching(self) -> None:
        """The line has stood for long enough as if it were about what the box says now."""
        if self.found is None or self.found.query != self._asked or self.found.sort != self._search_sort:
            self.search_bar.answer.show_hint("searching…")

    def search_again(self) -> None:
        """Searches for the same, since what is searched has changed; the cursor stays with its article."""
        if self.found is not None and self.found.query == self._asked:
            self._search()

    @on(Box.Left, "#search-bar Box")
    def _to_results(self) -> None:
        self._typing.now()
        if self.search_bar.answer.error is not None:
            return
        if not self._query:
            self.leave_search()
            return
        leaving = self.leave()
        self.go_to(self.articles)
        self.history.visit(Place("list", self._asked), leaving)

    def leave_search(self) -> None:
        """Back to all articles, with the cursor where it was before the search.

        In the history that is a step back, where the search is the present place and began there.
        """
        self._typing.cancel()
        places, at = self.history.places, self.history.position
        if at > 0 and self._asked and places[at] == Place("list", self._asked) and places[at - 1] == Place("list"):
            self.history.back()
        self._forget_query()
        self.remove_class("-searching")
        with self.search_bar.box.prevent(Input.Changed):
            self.search_bar.box.value = ""
        self.page.show_matches(())
        self.show_all(self._before)
        self.go_to(self.articles)

    def search_for(self, query: str, *, remember: bool = False) -> None:
        """Shows the search box with a query in it, and the list of what it finds; `remember` makes it a new place."""
        leaving = self.leave() if remember else None
        self._open_box()
        with self.search_bar.box.prevent(Input.Changed):
            self.search_bar.box.value = query
            self.search_bar.box.cursor_position = len(query)
        self._ask()
        self.go_to(self.articles)
        if remember:
            self.history.visit(Place("list", query), leaving)

    # Answers

    def show_found(self, found: Found) -> None:
        """What the search found."""
        before = self.found
        again = before is not None and (before.query, before.sort) == (found.query, found.sort)
        self._taking_long.cancel()
        self.found = found
        self._asked = found.query
        hits = found.page.hits
        at = self.articles.article_at(self.articles.cursor) if again else None
        cursor = next((index for index, hit in enumerate(hits) if at and hit.article.id == at.id), 0)
        if self._to_the_end and again:
            cursor = len(hits) - 1
            self.hush()
        self._to_the_end = False
        self.search_bar.answer.show_page(found.page, len(hits))
        self.list_heading.say("Found", "" if self._search_sort == "relevance" else f"by {self._search_sort}")
        self.articles.say_empty("no article has that")
        self.articles.show_hits(hits, cursor, found=found.page.total, keep_place=again)
        self.mark_matches()
        if self.following and hits and not again:
            self.preview()

    def mark_matches(self) -> None:
        """What is on the page shows the matches of the search as it is now."""
        if self.reading is not None and self.found is not None:
            opened = self.reading.article.id
            hit = next((hit for hit in self.found.page.hits if hit.article.id == opened), None)
            self.page.show_matches(hit.matches if hit else ())

    def show_search_error(self, error: DatelineError) -> None:
        """The query can't be read: says where and why, and leaves the list as it is, but not as the answer."""
        box = self.search_bar.box
        self._taking_long.cancel()
        if isinstance(error, QueryError):
            self.articles.say_empty("the query can't be read yet")
            self.search_bar.answer.show_error(error, self._query, box.first_cell)
            if self.found is not None and self.articles.count:
                self.list_heading.say("Found before")
        else:
            self.complain(error)

    @on(RowList.Moved, "#list")
    def _near_the_end(self, message: RowList.Moved) -> None:
        found = self.found
        self._stay_here()
        if found is None or found.limit != self._limit:
            return
        shown = len(found.page.hits)
        if shown < found.page.total and message.index >= shown - 20:
            self._limit *= 4
            self._search()

    @on(ArticleList.EndWanted)
    def _go_to_the_end(self) -> None:
        """Asks for all hits; the cursor goes to the last of them unless it is moved before they come."""
        if self.found is None:
            return
        total = self.found.page.total
        self._limit, self._to_the_end = total, True
        self._taking_long.cancel()
        self._search()
        self._taking_long.then(lambda: self.say(f"fetching all {total:,}…  any move gives up"))

    def _stay_here(self) -> None:
        """The reader has gone elsewhere than to the end of all hits."""
        if self._to_the_end and self.found is not None:
            self._to_the_end, self._limit = False, self.found.limit
            self._taking_long.cancel()
            self.desk.drop("search")
            self.hush()

    @on(RowList.Opened, "#list")
    def _opened_meanwhile(self) -> None:
        self._stay_here()

    # Keys

    def action_leave(self) -> None:
        if self.is_searching and self.focused in (self.search_bar.box, self.articles):
            self.leave_search()
        else:
            self.action_back()

    def action_back(self) -> None:
        if self.place == "list" and self.is_searching:
            self.leave_search()
        elif self.place == "list":
            self.say(f"this is the list of all articles; {keys.first('close')} quits")
        else:
            super().action_back()

    def return_to(self, place: Place) -> None:
        if place.kind == "list" and place.query not in (self._query, self._asked):
            if place.query:
                self.search_for(place.query)
            else:
                self.leave_search()
            return
        super().return_to(place)

    def action_sort(self) -> None:
        if self._query:
            self._search_sort = after(SEARCH_SORTS, self._search_sort)
            self._search()
            self.say(f"sorted by {self._search_sort}")
        else:
            sort = after(LIST_SORTS, self.sort)
            self.desk.list_articles(sort)
            self.say("newest first, else by path" if sort == "newest" else f"sorted by {sort}")

    def action_boilerplate(self) -> None:
        self.toggle_boilerplate()
        self.say(
            "boilerplate is shown, and searched" if self.boilerplate else "boilerplate is hidden, and not searched"
        )
        if self._query:
            self._search()

    def action_explain(self) -> None:
        if self.found is None or not self._query:
            self.say(f"no search to explain: {keys.first('search')} begins one")
        else:
            self.app.push_screen(explanation(self.found.query, self.found.page))


def _ways_out() -> str:
    return f"{keys.first('box.to-list')} goes to the list, {keys.first('box.leave')} back to all articles"
