"""The reading screen: sends every answer to the part that wants it, and follows a build and what others write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any

from tui import keys
from tui.desk import FURTHER, Desk
from tui.mailbox import HELD
from tui.messages import (
    Aim,
    Answered,
    BuildReported,
    Corrected,
    Found,
    Gone,
    Leads,
    Listing,
    Marked,
    NoteKept,
    Reading,
    SavedSearches,
    Sentences,
    Subject,
    Taken,
)
from tui.protocols import BuildProgress
from tui.render.header import Progress
from tui.render.option import Option
from tui.screens.amending import Amending
from tui.screens.asking import Chooser
from tui.screens.attesting import STILL_SECONDS, Attesting
from tui.screens.dialog import keys_dialog
from tui.screens.pause import LONG, Pause
from tui.screens.report_room import ReportRoom
from tui.screens.room import Outcome
from tui.screens.taking import Taking
from tui.settings import in_force
from tui.values import DatelineError, UnknownName, counted, duration

RELOAD_SECONDS = 1.0
"""At most so often the list takes up what a build has added."""

WATCH_SECONDS = 3.0
"""How often one looks whether something else has written: a correction made in another terminal, another build.

Where nothing has changed, a look asks for a few stamps of files, and nothing is drawn.
"""

PASSED_OVER = "a place was passed over: what was there is corrected or gone"

TRAVELLING = ("read", "leads", "evidence")
"""Slots whose answers may take the reader to another place."""


class ReadingScreen(Amending, Taking, Attesting):
    """Everything together."""

    def __init__(self, desk: Desk, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(desk)
        self._clock = clock
        self._build_began: float | None = None
        self._import_wanted = False
        """The reader has asked for the import that runs."""
        self._reloaded = 0.0
        self._reloaded_at = -1
        self._progress_shown = 0.0
        self._progress: BuildProgress | None = None
        self._built = False
        """Whether a build has come to its end since the screen is there; one that watches has many."""
        self._build_error = ""
        """Why the last one came to nothing."""
        self._building = Pause(self, LONG)
        self._trouble = ""
        """What was wrong with the list, as it was said last."""
        self._warned: Sequence[str] = ()
        """What could not be read beside the library, as it was said last."""
        self._takers: dict[type, Callable[[Any], None]] = {
            Listing: self._take_up,
            Reading: self.show_reading,
            Found: self._found,
            Leads: self.show_leads,
            Sentences: self.show_evidence,
            Marked: self.show_marked,
            NoteKept: self.note_kept,
            SavedSearches: self.show_saved,
            Taken: self.take_away,
            Corrected: self.show_corrected,
            str: self.say,
        }
        self._renewals: dict[str, Callable[[Any], None]] = {
            "again": self.show_again,
            "leads-again": self._renew,
            "evidence-again": self._renew,
        }
        """What is shown already, as it is by now: by the slot of the answer."""

    def on_mount(self) -> None:
        self.set_interval(WATCH_SECONDS, self._look_again)

    def _look_again(self) -> None:
        self.keep_place()
        if self.desk.idle:
            self.desk.reload(self.listing)

    def on_answered(self, message: Answered) -> None:
        """An answer of the library's thread."""
        reply = message.reply
        if not self.desk.is_current(reply):
            return
        if reply.slot.startswith(FURTHER):
            if self.room is not None:
                self.room.answered(reply)
            return
        if reply.slot == HELD:
            self._held_up(reply.error)
            return
        arrives = reply.slot == self._bound_for
        if arrives:
            self._bound_for = ""
        take = self._renewals.get(reply.slot) or self._takers.get(type(reply.value))
        if reply.error is not None:
            self._show_error(reply.slot, reply.error)
        elif take is not None:
            take(reply.value)
        if arrives and not self._bound_for:  # else the answer has shown the way to another place
            self.arrive()

    def _held_up(self, error: DatelineError | None) -> None:
        """Another process keeps from writing, or does so no longer."""
        if error is None:
            self.say("the notebook is free again, and all that waited is written")
        else:
            remedy = "Wait or end that process: what you do is kept, and written then"
            self.complain(DatelineError(error.message, remedy=remedy))

    def _renew(self, answer: Leads | Sentences | Gone) -> None:
        match answer:
            case Leads():
                self.show_leads_again(answer)
            case Sentences():
                self.show_evidence_again(answer)
            case Gone():
                self.show_gone(answer)

    def _found(self, found: Found) -> None:
        if self.is_searching:
            self.show_found(found)

    def _take_up(self, listing: Listing) -> None:
        self._trouble = ""
        changed = self.listing is not None and self.listing.change != listing.change
        self.show_listing(listing)
        if changed and self._build_began is None:
            self.search_again()
        self._warn(listing.warnings)

    def _warn(self, warnings: Sequence[DatelineError]) -> None:
        """Says once what is left out of all that is shown."""
        said = [str(warning) for warning in warnings]
        if said and said != self._warned:
            several = DatelineError(
                "neither marks nor all corrections can be read", remedy="`dateline doctor` says why"
            )
            self.complain(warnings[0] if len(warnings) == 1 else several)
        self._warned = said

    def show_reading(self, reading: Reading) -> None:
        super().show_reading(reading)
        if reading.trouble is not None and not self._warned:
            self._warn([reading.trouble])

    def _show_error(self, slot: str, error: DatelineError) -> None:
        if slot == "search":
            self.show_search_error(error)
            return
        if slot == "leads":
            self.leads_failed()
        elif slot == "note":
            self.note_failed()
        if slot == "correct":
            self.correcting.failed(error)
            return
        if slot in self._renewals or (slot == "list" and str(error) == self._trouble):
            return
        if isinstance(error, UnknownName) and slot in TRAVELLING and self.pass_over(PASSED_OVER):
            return
        self._trouble = str(error) if slot == "list" else self._trouble
        self.complain(error)

    def on_build_reported(self, message: BuildReported) -> None:
        """How far the build is; what it has added comes into the list now and then."""
        progress, now = message.progress, self._clock()
        if self._build_began is None:
            self._build_began = now
        elapsed = now - self._build_began
        self._progress = progress
        if progress.finished:
            self._import_over(progress, elapsed)
            return
        self.say_no_articles("the first articles will be here in a moment")
        if self.header.progress is not None or not self.rows:
            self._show_progress()
        elif not self._building.waiting:  # most builds find nothing new, and are over before one has read a word of it
            self._building.then(self._show_progress)
        if progress.done != self._reloaded_at and now - self._reloaded >= RELOAD_SECONDS:
            self._reloaded, self._reloaded_at = now, progress.done
            self.desk.reload(self.listing)

    def _show_progress(self) -> None:
        progress, now = self._progress, self._clock()
        if progress is None or self._build_began is None:
            return
        self.add_class("-building")
        shown = self.header.progress is not None
        if not (in_force().still and shown and now - self._progress_shown < STILL_SECONDS):
            self._progress_shown = now
            left, rate = progress.eta_seconds, progress.rate
            self._tell_progress(Progress(progress.stage, progress.done, progress.total, rate, left, progress.failed))

    def _tell_progress(self, progress: Progress | None) -> None:
        self.header.show_progress(progress)
        if self.room is not None:
            self.room.show_progress(progress)

    @property
    def importing(self) -> bool:
        """Whether an import is at work; one that only waits for files to change is not."""
        return self._build_began is not None

    def begin_import(self) -> None:
        """The reader wants one, and it begins."""
        self._import_wanted = True
        self.say("looking for what is new, changed or gone")

    def _import_over(self, progress: BuildProgress, elapsed: float) -> None:
        wanted, self._import_wanted, self._build_began = self._import_wanted, False, None
        self._building.cancel()
        self._tell_progress(None)
        self.remove_class("-building")
        self.say_no_articles(f"no articles; {keys.first('report')} shows what became of each file")
        self.desk.reload(self.listing)
        self._say_how_it_ended(progress, elapsed, wanted=wanted)
        self._built = True
        self._build_error = progress.error

    def _say_how_it_ended(self, progress: BuildProgress, elapsed: float, *, wanted: bool) -> None:
        """What there is to say of a build; of one that follows another only what went wrong, or no longer does."""
        shows = "" if isinstance(self.room, ReportRoom) else f"; {keys.first('report')} shows"
        if progress.error:
            if progress.error != self._build_error:
                self.say(progress.error, urgent=True)
        elif progress.stage == "stopped":
            unwatched = ", and the files are not watched" if in_force().watch else ""
            again = keys.first("import.again")
            self.say(f"the import is stopped{unwatched}; what was done stands, and {again} goes on")
        elif self._build_error:
            self.say("the library is up to date again")
        elif progress.failed:
            failed = counted(progress.failed, "file or article", "files or articles")
            self.say(f"{failed} could not be read" + (shows and f"{shows} which and why"))
        elif wanted and not progress.done:
            self.say("there was nothing new to read" + (shows and f"{shows} the report"))
        elif wanted or (elapsed >= RELOAD_SECONDS and not self._built):
            self.say(f"{counted(progress.done, 'article')} in {duration(elapsed)}")

    @property
    def resting(self) -> bool:
        """Nothing is asked and nothing waits for a pause: what is on the screen is what will stay there."""
        pauses = (self._previewing, self._choosing, self._typing, self._patience, self._looking_up, self._building)
        here = self.room is None or self.room.resting
        busy = self.correcting.busy or self.filtering
        return here and self.desk.idle and not busy and not any(pause.waiting for pause in pauses)

    # Keys of the whole screen

    def action_keys(self) -> None:
        self.app.push_screen(keys_dialog())

    def action_palette(self) -> None:
        from tui.commands import Palette

        chooser = Chooser("Go to", Palette(self).options, placeholder="an action, words of a title, or a name")
        self.app.push_screen(chooser, self._do_chosen)

    async def _do_chosen(self, option: Option | None) -> None:
        if option is not None and callable(option.value):
            await option.value()

    def _left(self, outcome: Outcome) -> None:
        if isinstance(outcome, Subject):
            self.correct(outcome)
        else:
            super()._left(outcome)

    def action_close(self) -> None:
        if self.place == "list" and not self.is_searching:
            self.app.exit()
        elif self.place == "list":
            self.leave_search()
        elif self.shows_sentences and self.place == "sentences":
            self.action_back()
        else:
            self.go_to(self.articles)

    # For the palette

    def open_article(self, article: str) -> None:
        """Goes to an article."""
        self.read(Aim(article, focus=True, remember=True))

    def open_actor(self, actor: str) -> None:
        """Goes to the cross-references of an actor, whether or not the article on the page names it."""
        self.choose_actor(actor, references=True)
