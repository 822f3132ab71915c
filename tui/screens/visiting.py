"""Going into further screens and out of them; the history that the reading screen keeps leads through them all."""

from __future__ import annotations

from textual.widget import Widget

from tui import keys
from tui.desk import Desk
from tui.history import READING_KINDS, Place
from tui.messages import Aim, Listing, NoteKept
from tui.screens.noting import Noting
from tui.screens.room import Outcome, Room, in_context
from tui.screens.searching import Searching
from tui.values import Note

WITHOUT_ARTICLES = ("report",)
"""Rooms that have something to show where there are no articles."""


class Visiting(Searching, Noting):
    """Knows the room that lies over the reading screen, if one does."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.room: Room | None = None

    # In

    def visit(self, place: Place) -> None:
        """Goes to a place that the reader has not come back to."""
        if not self.rows and place.kind not in WITHOUT_ARTICLES:
            self.say("there are no articles yet")
            return
        if not self.history.places:
            self.history.visit(Place("list"))
        self.history.visit(place, self.leave())
        self.return_to(place)

    def _enter(self, place: Place) -> None:
        """Lays the room of a place over the reading screen, where another may lie that ends."""
        from tui.screens.rooms import room_for

        before = self.room
        self.room = room = room_for(place, self.desk, self._left, boilerplate=self.boilerplate)
        if self.header.progress is not None:
            room.show_progress(self.header.progress)
        self.show_to(room)
        if before is None:
            self.app.push_screen(room)
            return
        before.over = True
        if self.app.screen is before:
            self.app.switch_screen(room)
        else:
            self.app.push_screen(room)

    def show_to(self, room: Room) -> None:
        """What a room has to know that is entered; the class built upon this one knows it."""

    def return_to(self, place: Place) -> None:
        if place.kind in READING_KINDS:
            super().return_to(place)
        else:
            self._enter(place)

    # Out

    def _left(self, outcome: Outcome) -> None:
        """What the reader wants next, as a room says."""
        match outcome:
            case Aim():
                self.read(outcome)
            case Place():
                self.visit(outcome)
            case Note():
                self.edit_note(outcome.article, outcome, outcome.start, outcome.end)
            case "back":
                self.action_back()
            case "forward":
                self.action_history_forward()
            case "close":
                self.close_room()
            case "search":
                self.close_room()
                self.action_search()
            case "palette":
                self.action_palette()
            case "undo":
                self.action_undo()
            case "unread":
                self.action_next_unread()

    def action_palette(self) -> None:
        """Opens over whatever is open; the class built upon this one knows how."""

    def close_room(self) -> None:
        """Back to the reading screen, to where it was when the reader left it."""
        if self.room is not None:
            self.history.amend(self.room.here())
            self.return_to(self.history.leave_for(READING_KINDS) or Place("list"))

    def go_to(self, target: Widget, words: str = "") -> None:
        """As for the panes; whatever leads to a part of the reading screen ends the room over it."""
        room, self.room = self.room, None
        if room is not None:
            room.over = True
            if self.app.screen is room:
                self.app.pop_screen()
        super().go_to(target, words)

    # What the room beneath which the reading screen lies has part in

    def here(self) -> Place:
        return self.room.here() if self.room is not None else super().here()

    def leave(self) -> Place | None:
        return self.room.here() if self.room is not None else super().leave()

    def say(self, words: str, *, urgent: bool = False) -> None:
        if self.room is not None:
            self.room.say(words, urgent=urgent)
        else:
            super().say(words, urgent=urgent)

    def show_listing(self, listing: Listing) -> None:
        changed = self.listing is not None and self.listing.change != listing.change
        super().show_listing(listing)
        if changed and self.room is not None:
            self.room.renew()

    def action_back(self) -> None:
        if self.room is None and not self._found_for_room:
            super().action_back()
            return
        place = self.history.back(self.leave())
        if place is not None:
            self.return_to(place)
        else:
            self.close_room()

    @property
    def _found_for_room(self) -> bool:
        """Whether the list shows what a room asked to be searched for, so that the way back leads to that room."""
        places, at = self.history.places, self.history.position
        if self.place != "list" or at < 1 or places[at - 1].kind in READING_KINDS:
            return False
        return bool(self.searched) and places[at] == Place("list", self.searched)

    # Keys of the reading screen that lead to a room

    def action_actors(self) -> None:
        self.visit(Place("actors"))

    def action_report(self) -> None:
        self.visit(Place("report"))

    def action_actor(self) -> None:
        row = self.articles.article_at(self.articles.cursor)
        if self.place == "list" and row is not None and not (self.reading and self.reading.article.id == row.id):
            self.visit(Place("actor", article=row.id))
            return
        actor = self.current_actor()
        if actor:
            self.visit(Place("actor", actor=actor))
        else:
            self.say(self.no_name())

    def action_notes(self) -> None:
        on_page = self.place != "list" and self.reading is not None
        self.visit(Place("notes", article=self.reading.article.id if on_page and self.reading else ""))

    def note_kept(self, kept: NoteKept) -> None:
        super().note_kept(kept)
        if self.room is not None:
            self.room.renew()

    def action_concordance(self) -> None:
        if self.searched:
            self.visit(Place("kwic", self.searched))
            return
        actor = self.current_actor()
        if actor:
            self.visit(in_context(actor))
        else:
            self.say(
                f"nothing to see in context: {keys.first('search')} searches, {keys.first('name.next')} goes to a name"
            )

    def current_actor(self) -> str:
        """The name under the cursor, else the chosen one; empty where there is none."""
        if self.place == "page" and self.page.current is not None and self.page.current.actor:
            return self.page.current.actor
        if self.place == "sentences" and self.evidence is not None:
            return self.evidence.other.id
        lead = self.references.lead_at(self.references.cursor) if self.place == "references" else None
        if lead is not None:
            return lead.other.id
        named = self.names.actor_at(self.names.cursor)
        return named.id if named is not None else ""
