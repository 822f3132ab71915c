"""A further screen: laid over the reading screen, shown for a place of the history, and left with a result.

    reading screen ──Place──▶ room ──ask──▶ desk ──▶ library's thread
          ▲                    ▲ │                        │
          └──────Outcome───────│─┘                        │
          └─────Answered, renew──────◀───────Answered─────┘

A room never changes the history and never closes itself: it says what the reader wants next, and the reading screen,
which goes on beneath it, does that. It stays until what it leads to is there.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import ClassVar, Literal

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.timer import Timer
from textual.widget import Widget

from tui import keys
from tui.actions import ROOM
from tui.desk import Desk, Inquiry
from tui.history import Place
from tui.mailbox import Reply
from tui.messages import Aim, Subject
from tui.render.header import Progress
from tui.render.witness import Witness
from tui.screens.dialog import keys_dialog
from tui.screens.pause import LONG, LOOKING_UP, Pause
from tui.screens.speaking import Speaking
from tui.values import DatelineError, Note
from tui.widgets.line import PaneHeading
from tui.widgets.room_head import RoomHead
from tui.widgets.search_bar import Box

Outcome = Aim | Place | Note | Subject | Literal["back", "forward", "close", "search", "palette", "undo", "unread"]
"""An article to read, another place, a note to rewrite, a name to correct, or a way to go; `search` closes first."""

REST = 4
"""After an answer that took long, so many times its time passes before the library is asked for it anew."""


class Room(Speaking):
    """Asks for what its place shows, and shows it again when the library has changed."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(ROOM)
    CSS_PATH = "../app.tcss"
    AUTO_FOCUS = ""

    FOOTER: ClassVar[str]
    """The pane of the table of actions whose footer it has."""

    def __init__(self, desk: Desk, place: Place, leave: Callable[[Outcome], None], *, boilerplate: bool) -> None:
        super().__init__()
        self.desk = desk
        self.place = place
        """The place as it was come to."""
        self.boilerplate = boilerplate
        self.over = False
        """It was left, and closes as soon as nothing lies upon it."""
        self.head = RoomHead()
        self._leave = leave
        self._waiting = False
        self._again = False
        self._zoomed = False
        self._taking_long = Pause(self, LONG)
        self._asked_at = 0.0
        self._answered_at = 0.0
        self._took = 0.0
        self._renewal: Timer | None = None

    # What a room of its own kind does

    def here(self) -> Place:
        """The place as it looks now: its cursor, and what its lists are narrowed to."""
        raise NotImplementedError

    def ask(self) -> None:
        """Asks for all that it shows, by `inquire`."""
        raise NotImplementedError

    def show(self, value: object) -> None:
        """An answer: the first one, a newer one, or the same again; the cursor stays with its row."""
        raise NotImplementedError

    def failed(self, error: DatelineError) -> None:
        """An answer that will not come."""
        self.complain(error)

    def parts(self) -> list[Widget]:
        """What Tab goes round, in order; the first is where it begins."""
        raise NotImplementedError

    def headings(self) -> dict[Widget, PaneHeading]:
        """The heading above each part that has one."""
        return {}

    def chosen_actor(self) -> str:
        """The actor under the cursor; empty where there is none."""
        return ""

    def show_progress(self, progress: Progress | None) -> None:
        """How far an import is; None once it is over."""

    def show_witness(self, witness: Witness) -> None:
        """How far a pipeline is with the names."""

    def lay_out(self, here: Widget | None = None) -> None:
        """Shows the parts that the size has room for; `here` is where the focus goes, None where it stays."""

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """What waits for a key to rest."""
        return ()

    # Questions and answers

    def on_mount(self) -> None:
        self.status.show_keys(keys.footer(self.FOOTER))
        self.lay_out()
        self.begin()

    def begin(self) -> None:
        """Asks, and says so if the answer takes long."""
        self._waiting, self._again, self._asked_at = True, False, monotonic()
        if self._renewal is not None:
            self._renewal.stop()
            self._renewal = None
        if not self._taking_long.waiting:
            self._taking_long.then(lambda: self.say(LOOKING_UP))
        self.ask()

    def inquire(self, slot: str, inquiry: Inquiry) -> None:
        """Asks the library; the latest question of a slot is answered to `show` or `failed`."""
        self.desk.ask(slot, inquiry)

    def renew(self) -> None:
        """The library has changed. A question that is being answered is not overtaken, so that a build starves none;
        and one that takes long is asked again only after a while, so that it leaves time for those of the reader.
        """
        rest = REST * self._took - (monotonic() - self._answered_at)
        if self._waiting:
            self._again = True
        elif self._took < LONG or rest <= 0:
            self.begin()
        elif self._renewal is None:
            self._renewal = self.set_timer(rest, self.begin)

    def answered(self, reply: Reply) -> None:
        """An answer of the library's thread to one of its questions."""
        if self._waiting:
            self._waiting, self._answered_at = False, monotonic()
            self._took = self._answered_at - self._asked_at
        if self._taking_long.waiting:
            self._taking_long.cancel()
        elif self.status.notice == LOOKING_UP:
            self.hush()
        if reply.error is not None:
            self.failed(reply.error)
        else:
            self.show(reply.value)
        if self._again:
            self.renew()

    @property
    def resting(self) -> bool:
        """Nothing is asked and nothing waits for a pause."""
        quiet = not self._waiting and self._renewal is None
        return self.is_mounted and quiet and not any(pause.waiting for pause in self.pauses)

    # Layout and focus

    def compose(self) -> ComposeResult:
        yield self.head
        yield from self.compose_parts()
        yield self.status

    def compose_parts(self) -> ComposeResult:
        """Everything between the line at the top and the one at the bottom."""
        raise NotImplementedError

    def on_resize(self) -> None:
        self.lay_out()

    def on_screen_resume(self) -> None:
        if self.over and self.is_current:
            self.dismiss()

    @on(events.DescendantFocus)
    def _focus_moved(self, event: events.DescendantFocus) -> None:
        self.lay_out()
        for part, heading in self.headings().items():
            heading.activate(part is event.widget)
        self.status.show_keys(keys.footer("box" if isinstance(event.widget, Box) else self.FOOTER))
        self.hush()

    def go_to(self, part: Widget) -> None:
        """Shows a part and gives it the focus."""
        self.lay_out(part)
        part.focus(scroll_visible=False)

    def action_next_pane(self) -> None:
        self._step_part(1)

    def action_previous_pane(self) -> None:
        self._step_part(-1)

    def _step_part(self, step: int) -> None:
        parts = self.parts()
        at = parts.index(self.focused) if self.focused in parts else -1 if step > 0 else 0
        self.go_to(parts[(at + step) % len(parts)])

    def action_zoom(self) -> None:
        self._zoomed = not self._zoomed
        self.lay_out()

    # Leaving

    def leave(self, outcome: Outcome) -> None:
        """Says where the reader wants to go."""
        self._leave(outcome)

    def action_back(self) -> None:
        self.leave("back")

    def action_leave(self) -> None:
        self.action_back()

    def action_history_back(self) -> None:
        self.leave("back")

    def action_history_forward(self) -> None:
        self.leave("forward")

    def action_close(self) -> None:
        self.leave("close")

    def action_search(self) -> None:
        self.leave("search")

    def action_search_list(self) -> None:
        self.action_search()

    def action_palette(self) -> None:
        self.leave("palette")

    def action_keys(self) -> None:
        self.app.push_screen(keys_dialog())

    # From one room to another

    def action_actors(self) -> None:
        self.leave(Place("actors"))

    def action_report(self) -> None:
        self.leave(Place("report"))

    def action_actor(self) -> None:
        actor = self.chosen_actor()
        if actor:
            self.leave(Place("actor", actor=actor))
        else:
            self.say("no name is chosen here")

    def action_correct(self) -> None:
        self._correct(rename=False)

    def action_rename(self) -> None:
        self._correct(rename=True)

    def _correct(self, *, rename: bool) -> None:
        actor = self.chosen_actor()
        if actor:
            self.leave(Subject(actor, rename=rename))
        else:
            self.say("no name is chosen here")

    def action_undo(self) -> None:
        self.leave("undo")

    def action_next_unread(self) -> None:
        self.leave("unread")

    def action_concordance(self) -> None:
        actor = self.chosen_actor()
        if actor:
            self.leave(in_context(actor))
        else:
            self.say("no name is chosen here")


def in_context(actor: str, form: str = "") -> Place:
    """The words around every mention of an actor, or around those that are written so."""
    return Place("kwic", asked_for(actor), words=form)


def asked_for(actor: str) -> str:
    """The query that finds the articles which name an actor, by its id."""
    plain = actor.replace("-", "").replace("_", "").isalnum()
    return f"actor:{actor}" if plain else f'actor:"{actor}"'
