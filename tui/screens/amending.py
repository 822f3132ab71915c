"""The reading screen's part in corrections: which name is meant where the reader is, and what follows one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on

from tui import keys
from tui.desk import Desk
from tui.messages import Corrected, Subject
from tui.screens.correcting import Correcting
from tui.screens.filtering import Filtering
from tui.widgets.selector import Selector

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen


class Amending(Filtering):
    """Knows how the name under the cursor is corrected."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.correcting = Correcting(cast("ReadingScreen", self))
        """The door for all that names actors: any screen may lead a reader to it."""

    def action_correct(self) -> None:
        self._correct_here(rename=False)

    def action_rename(self) -> None:
        self._correct_here(rename=True)

    def action_add_name(self) -> None:
        self.correcting.adding.ask_words()

    @on(Selector.NameWanted)
    def _add_selected(self, message: Selector.NameWanted) -> None:
        self.correcting.adding.ask_about(message.start, message.end)

    def _correct_here(self, *, rename: bool) -> None:
        if self.place == "sentences" and self.evidence is not None:
            at = self.sentences.sentence_at(self.sentences.cursor)
            subject = Subject("", article=at.evidence.article if at else "", rename=rename)
            self.correcting.ask_which((self.evidence.actor, self.evidence.other), subject)
            return
        subject = self._subject(rename=rename)
        if subject.actor:
            self.correct(subject)
        elif self.place == "page" and self.page.current is not None:
            self.say("names are still being resolved")
        else:
            self.say("no name is chosen here: ] goes to the next on the page, 3 to all of the article")

    def _subject(self, *, rename: bool) -> Subject:
        """The name that is meant where the reader is; without an actor where there is none."""
        article = self.reading.article.id if self.reading else ""
        current = self.page.current
        if self.place == "references":
            lead = self.references.lead_at(self.references.cursor)
            return Subject(lead.other.id if lead else "", rename=rename)
        if self.place == "names":
            actor = self.names.actor_at(self.names.cursor)
            return Subject(actor.id if actor else "", article=article, rename=rename)
        if self.place == "page" and current is not None:
            return Subject(current.actor or "", self.words_of(current), article, rename)
        return Subject("")

    def correct(self, subject: Subject) -> None:
        """Asks what is to be corrected of a name, on whatever screen the reader is."""
        self.correcting.ask_what(subject)

    def show_corrected(self, done: Corrected) -> None:
        """A correction is made or taken back: says so, and brings all that is shown up to date."""
        self.correcting.made(done)
        self.desk.reload(self.listing)

    def action_plain(self) -> None:
        self.page.show_plain(not self.page.plain)
        back = f"plain text, {keys.first('name.plain')} shows the names again"
        self.say(back if self.page.plain else "the names are shown again")
