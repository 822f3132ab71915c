"""Reading articles: opening them, going from one to the next, and back through the places that were visited."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events, on

from tui import keys
from tui.desk import Desk
from tui.front_page import FrontPage
from tui.history import History, Place
from tui.messages import Aim, Listing, Reading
from tui.render.metadata import no_names
from tui.render.row import page_marks
from tui.screens.frame import Frame
from tui.screens.panes import room_for
from tui.screens.pause import LONG, LOOKING_UP, Pause
from tui.settings import in_force
from tui.typeahead import TypeAhead
from tui.values import ArticleRow, BlockKind, counted, why_no_names
from tui.widgets.article_view import ArticleView
from tui.widgets.row_list import RowList

PATIENCE_SECONDS = 3.0
"""So long keys wait for a place; by then something is wrong, and one may want to quit."""


class Opening(Frame):
    """Knows which article is on the page, and the history."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rows: list[ArticleRow] = []
        """All articles in the order of the list, with the marks that they have now."""
        self._numbers: Mapping[str, int] = {}
        """Article id → its place in `rows`."""
        self.labels: dict[str, str] = {}
        """Short labels by article id."""
        self._short: Mapping[str, str] = {}
        self.listing: Listing | None = None
        """The last that came."""
        self.reading: Reading | None = None
        self.history = History()
        self.boilerplate = False
        self.sort = "newest"
        self._follow = {"always": True, "never": False}.get(in_force().panes_follow)
        self._travelling = 0
        """-1 on the way back through the history, 1 on the way forward, 0 once there."""
        self._previewing = Pause(self)
        self._bound_for = ""
        """The slot whose answer takes the reader to another place; empty while on no way."""
        self.typeahead = TypeAhead(self._pass_key)
        self._patience = Pause(self, PATIENCE_SECONDS)
        self._looking_up = Pause(self, LONG)
        self._no_articles = "no articles yet"
        """What the list of all says where there are none."""

    @property
    def searched(self) -> str:
        """The search that the list shows; empty for all articles."""
        return ""

    @property
    def following(self) -> bool:
        """Whether the page follows the cursor of the list: unless the reader says otherwise, where all panes show.

        A preview sends a page of some thousand bytes at each rest of the cursor, the cursor alone some two hundred.
        """
        return room_for(self.size.width) == 3 if self._follow is None else self._follow

    # The list

    def show_listing(self, listing: Listing) -> None:
        """All articles, or all again after something changed: the cursor stays with its article."""
        first = not self.rows
        self.listing = listing
        at = self.articles.article_at(self.articles.cursor)
        resorted = listing.sort != self.sort
        self.rows, self._numbers = list(listing.rows), listing.numbers
        self.labels, self._short = listing.labels_by_id, listing.labels
        self.sort = listing.sort
        self.header.show_library(listing.name, len(listing.rows))
        self.name_page()
        if self.reading is not None:
            self.desk.read_again(self.reading.article.id, self.searched, boilerplate=self.boilerplate)
        self.renew_leads()
        self.renew_evidence()
        if self.searched:
            return
        self.show_all(at.id if at and not resorted else "", keep_place=not first and not resorted)
        if first:
            self.arrive()
        if first and listing.rows:
            if not self.history.places:
                self.history.visit(Place("list"))
            self.read(Aim(listing.rows[0].id))

    def show_all(self, article: str = "", *, keep_place: bool = False) -> None:
        """The list without a search, with the cursor on an article."""
        self.articles.mark_new(())
        self.articles.show_rows(self.rows, self._short, self._numbers.get(article, 0), keep_place=keep_place)
        self.articles.say_empty(self._no_articles)
        self.list_heading.say("Articles", "" if self.sort == "newest" else f"by {self.sort}")

    def say_no_articles(self, words: str) -> None:
        """Why there is no article in the list of all, for as long as there is none."""
        self._no_articles = words
        if not self.searched:
            self.articles.say_empty(words)

    def row_of(self, article: str) -> ArticleRow | None:
        """An article of the list of all by its id; None where it is gone."""
        number = self._numbers.get(article)
        return None if number is None else self.rows[number]

    @on(RowList.Opened, "#list")
    def _open_chosen(self, message: RowList.Opened) -> None:
        row = self.articles.article_at(message.index)
        if row is not None:
            self.read(Aim(row.id, query=self.searched, focus=True, remember=True))

    @on(RowList.Moved, "#list")
    def _list_moved(self) -> None:
        if self.following:
            self._previewing.then(self.preview)

    def preview(self) -> None:
        """Puts the article under the cursor on the page, without going there."""
        row = self.articles.article_at(self.articles.cursor)
        if row is not None and not (self.reading and self.reading.article.id == row.id):
            self.read(Aim(row.id, query=self.searched))

    def action_follow(self) -> None:
        self._follow = not self.following
        opens = f"{keys.first('open')} opens the article under the cursor"
        self.say("the article follows the cursor" if self._follow else opens)
        if self._follow:
            self.preview()

    def action_next_article(self) -> None:
        self._step_article(1)

    def action_previous_article(self) -> None:
        self._step_article(-1)

    def _step_article(self, step: int) -> None:
        at = self.articles.cursor
        self.articles.move_to(at + step)
        row = self.articles.article_at(self.articles.cursor)
        if row is None:
            return
        if self.articles.cursor == at:
            self.say("the last article of the list" if step > 0 else "the first article of the list")
            return
        on_page = self.place in ("page", "sentences")
        self.read(Aim(row.id, query=self.searched, focus=on_page, remember=on_page))

    # The page

    def read(self, aim: Aim) -> None:
        """Asks for an article."""
        if aim.focus or aim.references:
            self.set_out("read")
        if aim.remember:
            self._travelling = 0
        self.desk.read(aim, boilerplate=self.boilerplate)

    def _pass_key(self, key: events.Key) -> None:
        self.app.post_message(key)

    def set_out(self, slot: str) -> None:
        """Keys wait for the place to which the answer in a slot leads, unless that takes very long; see `keeps`."""
        self._bound_for = slot
        self.typeahead.hold()
        self._patience.then(self.arrive)
        self._looking_up.then(lambda: self.say(f"{LOOKING_UP} esc stays here"))

    def keeps(self, event: events.Key) -> bool:
        """Whether a key has to wait for the place that the reader is on the way to; esc gives up the way."""
        if event.key == "escape" and self._bound_for:
            slot = self._bound_for
            self.typeahead.forget()
            self.arrive()
            self.hush()
            self.stay(slot)
            return True
        return self.typeahead.keeps(event)

    def stay(self, slot: str) -> None:
        """The answer in a slot, which would lead elsewhere, is not wanted any more."""
        self.desk.drop(slot)
        if self._travelling:  # the history has gone ahead
            (self.history.back if self._travelling > 0 else self.history.forward)()
            self._travelling = 0

    def begin_with(self, page: FrontPage) -> None:
        """Looks as it did last time, until the first articles are there."""
        self.header.remember(page)
        self.articles.remember(page)

    def arrive(self) -> None:
        """The place is there, or will not come."""
        self._bound_for = ""
        self.header.remember(None)
        self.articles.remember(None)
        self._patience.cancel()
        self._looking_up.cancel()
        self.app.call_later(self.typeahead.release)  # after the focus, which moves by such a call as well

    def show_reading(self, reading: Reading) -> None:
        """An article has come."""
        aim, article = reading.aim, reading.article
        leaving = self.here()
        self._travelling = 0
        self.reading = reading
        self.remove_class("-sentences")
        if aim.spot and not self.boilerplate and _in_chrome(reading, aim.spot[0]):
            self.toggle_boilerplate()
        label = self.labels.get(article.id, article.label)
        come_back = aim.focus and not aim.remember
        self.page.show(
            article,
            label,
            reading.mentions,
            reading.matches,
            offset=aim.offset or self.where_left(reading),
            spot=aim.spot,
            first_match=not aim.spot and not come_back,
        )
        self.articles.mark_opened(article.id)
        if aim.focus:
            self.articles.point_at(article.id)
        self.name_page()
        self._show_names(reading)
        if aim.remember:
            self.history.visit(Place("page", self.searched, article.id, aim.offset), leaving)
        if aim.focus:
            self.hush()  # what was said was about the article before
            self.go_to(self.page, aim.said)
        self.choose_actor(aim.actor or (reading.actors[0][0].id if reading.actors else ""), aim.references)

    def where_left(self, reading: Reading) -> int:  # noqa: ARG002
        """The code point at which to go on reading; the class that keeps the notebook knows it."""
        return 0

    def show_again(self, reading: Reading) -> None:
        """What has changed since in the article on the page; nothing if another is there by now."""
        if self.reading is None or self.reading.article.id != reading.article.id:
            return
        label = self.labels.get(reading.article.id, reading.article.label)
        if (label, *_known(reading)) == (self.page.label, *_known(self.reading)):
            return
        self.reading = reading
        self.page.renew(reading.article, label, reading.mentions, reading.matches)
        self.name_page()
        at = self.names.actor_at(self.names.cursor)
        row = next((row for row, (actor, _) in enumerate(reading.actors) if at and actor.id == at.id), 0)
        self._show_names(reading, row)
        self.keep_actor()

    def _show_names(self, reading: Reading, row: int = 0) -> None:
        self.names.say_empty(why_no_names(reading.article.language))
        self.names.show(reading.actors, row)
        self.names_heading.say("In this article", counted(len(reading.actors), "name"))

    def no_name(self) -> str:
        """Why no name can be chosen in the article on the page."""
        return no_names(self.reading.article if self.reading else None)

    def choose_actor(self, actor: str, references: bool) -> None:
        """Which actor's cross-references stand beside the page; the class built upon this one knows how."""

    def keep_actor(self) -> None:
        """Chooses an actor where none is chosen yet; the class built upon this one knows how."""

    def renew_leads(self) -> None:
        """Asks anew for the cross-references beside the page; the class built upon this one knows how."""

    def renew_evidence(self) -> None:
        """Asks anew for the sentences on the page; the class built upon this one knows how."""

    def name_page(self) -> None:
        """The heading of the page: the article's label and marks, and its title once that has scrolled away."""
        if self.reading is None or self.shows_sentences:
            return
        article = self.reading.article
        label, row = self.labels.get(article.id, article.label), self.row_of(article.id)
        title = label if self.page.scroll_offset.y == 0 else f"{label} · {article.title}"
        self.page_heading.say(title, marks=page_marks(row) if row is not None else "")

    @on(ArticleView.Scrolled)
    def _page_scrolled(self) -> None:
        self.name_page()

    def toggle_boilerplate(self) -> None:
        """Shows what is no part of the articles, or hides it again."""
        self.boilerplate = not self.boilerplate
        self.page.show_boilerplate(self.boilerplate)

    # History

    def here(self) -> Place:
        """The present place as it looks now."""
        if self.place == "list" or self.reading is None:
            return Place("list", self.searched)
        return Place("page", self.searched, self.reading.article.id, self.page.top)

    def leave(self) -> Place | None:
        """The present place, if it is the one that the history stands at: one may have gone elsewhere by Tab."""
        history, here = self.history, self.here()
        at = history.places[history.position] if history.places else None
        if at is None or (at.kind, at.actor) != (here.kind, here.actor):
            return None
        same = at.query == here.query if at.kind == "list" else at.article == here.article
        return here if same else None

    def return_to(self, place: Place) -> None:
        """Shows a place of the history."""
        if place.kind == "list":
            self.go_to(self.articles)
        elif place.kind == "page":
            same = self.reading is not None and self.reading.article.id == place.article
            if same and not self.shows_sentences:
                self.articles.point_at(place.article)
                self.go_to(self.page)
            else:
                self.read(Aim(place.article, place.query, place.offset, focus=True))

    def action_back(self) -> None:
        place = self.history.back(self.leave())
        self._travelling = -1
        if place is not None:
            self.return_to(place)
        else:
            self.go_to(self.articles)

    def action_history_back(self) -> None:
        self._travelling = -1
        self._travel(self.history.back(self.leave()), "the first place that you were at")

    def action_history_forward(self) -> None:
        self._travelling = 1
        self._travel(self.history.forward(self.leave()), "the last place that you were at")

    def _travel(self, place: Place | None, otherwise: str) -> None:
        if place is None:
            self.say(otherwise)
        else:
            self.return_to(place)

    def pass_over(self, words: str) -> bool:
        """Goes on to the place behind one that is no more, if that is where the reader was going; `words` say why."""
        if not self._travelling:
            return False
        history = self.history
        place = history.back() if self._travelling < 0 else history.forward()
        if place is None:
            self._travelling = 0
            self.say(words)
        else:
            self.return_to(place)
            self._arriving = words
            self.say(words)
        return True


def _known(reading: Reading) -> tuple[object, ...]:
    """What the screen shows of an article, the matches aside: those change with the text or with the search."""
    return reading.article, reading.mentions, reading.actors


def _in_chrome(reading: Reading, offset: int) -> bool:
    return any(block.kind is BlockKind.CHROME and block.start <= offset < block.end for block in reading.article.blocks)
