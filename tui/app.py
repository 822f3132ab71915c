"""The Textual app: paints first, then loads the rest, opens the library in its thread and follows a build in another.

    first paint ──▶ reading screen ──▶ desk thread: open_library() ──Answered──▶ screen
                                   └─▶ build thread: build(report) ──BuildReported──▶ screen ──reload──▶ desk thread
                                           └─over─▶ names thread: pipeline ──WitnessReported──▶ screen

What the first paint does not need is imported after it.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import sys
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App, SuspendNotSupported
from textual.binding import BindingType
from textual.screen import Screen

from tui import keys
from tui.actions import APP
from tui.front_page import FrontPageFile
from tui.screens.curtain import Curtain
from tui.settings import Settings, put_in_force
from tui.themes import DEFAULTS, NO_COLOUR, after, named, setting_of, themes
from tui.typeahead import TypeAhead

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.filter import LineFilter

    from tui.desk import Desk
    from tui.mailbox import Reply
    from tui.messages import Answered
    from tui.protocols import Build, BuildProgress, Library, OpenLibrary, Pipeline
    from tui.render.witness import Witness
    from tui.screens.reading import ReadingScreen
    from tui.values import NotebookBusy
    from tui.witness import Witnessing


TURNS = 24
"""Turns of the event loop in which a message gets from a list up to the screen: one a hop, and as many to spare."""

START_SECONDS = 3.0
"""So long keys wait for the first articles; one who waits longer may want to quit."""

KEEP_SECONDS = 2.0
"""So long one waits at the end for the next start's front page, which a disk that hangs does not get."""

RETRY_SECONDS = 0.2
"""How often a library that is not there yet is looked for while a build is about to make it."""


def _driver() -> type[Driver] | None:
    """The one that sends only what changes, where a terminal is drawn on; None for Textual's own choice elsewhere."""
    if os.name != "posix" or os.environ.get("TEXTUAL_DRIVER") or not sys.__stderr__ or not sys.__stderr__.isatty():
        return None
    from tui.driver import FrugalDriver

    return FrugalDriver


async def _turns() -> None:
    for _ in range(TURNS):
        await asyncio.sleep(0)


class DatelineApp(App[None]):
    """Runs one reading screen over one library."""

    TITLE = "dateline"
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(APP)
    ENABLE_COMMAND_PALETTE = False  # the reading screen has one of its own

    def __init__(
        self,
        open_library: OpenLibrary,
        build: Build | None = None,
        *,
        stop_build: Callable[[], None] | None = None,
        pipeline: Pipeline | None = None,
        settings: Settings | None = None,
        notice: str = "",
        theme: str | None = None,
        front_page: FrontPageFile | None = None,
    ) -> None:
        """`build` blocks until it is done; `stop_build` tells it to come to an end. It may be called again after that.

        `pipeline` looks at the names after each build; None where none is to. `settings` None are the defaults;
        `notice` is what is wrong with them, said once the screen is there. `theme` goes before the one that they name.
        `front_page` is what the first paint shows, and is kept anew.
        """
        self.settings = settings or Settings()
        """What the reader has set; it stays as it is while the app is open."""
        put_in_force(self.settings)
        super().__init__(driver_class=_driver())
        for one in themes():
            self.register_theme(one)
        self.theme = theme or named(self.settings, self.console.color_system, os.environ)
        self.animation_level = "none"
        self.set_class(self.settings.accessible, "-accessible")
        self.set_class(not self.settings.colour, "-no-colour")
        if self.settings.keys:
            self.set_keymap(keys.keymap())
        self._notice = notice
        self._front_page = front_page
        self._keeping: list[threading.Thread] = []
        """What writes the front page: a thread of its own, which waits for no answer of the library."""
        self._open_library = open_library
        self._build = build
        self._stop_build = stop_build
        self._pipeline = pipeline
        self._witnessing: Witnessing | None = None
        """What follows the pipeline, once the first paint is over."""
        self._building: threading.Thread | None = None
        """What builds, or waits for files to change."""
        self._build_over = threading.Event()
        self._settling = TypeAhead(self.post_message)
        """Keys wait for what the one before has set off, and at the start for the screen."""
        self._settling.hold()
        self.desk: Desk | None = None
        self.waiting: NotebookBusy | None = None
        """After the app has closed: why something is still to be written; see `Desk.finish`."""
        self.reading: ReadingScreen | None = None

    def get_default_screen(self) -> Screen[None]:
        return Curtain(self._front_page)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DEFAULTS | {"side-width": str(self.settings.panes_side_width)}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Without Textual's own for NO_COLOR, which turns colours into greys: the theme without colours has none."""
        return () if self.theme == NO_COLOUR else super().get_line_filters()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and event.key.startswith("alt+") and not self._is_bound(event.key):
            from tui.driver.keyboard import apart

            for key in apart(event):
                await self._take(key)
        else:
            await self._take(event)

    def _is_bound(self, key: str) -> bool:
        return key in self.screen.active_bindings

    async def _take(self, event: events.Event) -> None:
        if not isinstance(event, events.Key):
            await super().on_event(event)
            return
        if event.is_forwarded:  # no widget has used it up: now its binding is looked for
            await super().on_event(event)
            await _turns()  # and what that sets off may be that the next key has to wait
            return
        if self._settling.keeps(event) or (self.reading is not None and self.reading.keeps(event)):
            return
        await super().on_event(event)
        self._settling.hold()
        await _turns()
        self.call_later(self._settling.release)  # behind the key itself, should it come back

    def on_mount(self) -> None:
        self.call_after_refresh(self._start)

    async def _start(self) -> None:
        """After the first paint."""
        from tui.desk import Desk
        from tui.screens.reading import ReadingScreen

        self.desk = Desk(self._open, self._deliver)
        self.reading = ReadingScreen(self.desk)
        if isinstance(self.screen, Curtain) and self.screen.front is not None:
            self.reading.begin_with(self.screen.front)
        self.reading.typeahead.hold()  # until the first articles are there
        await self.push_screen(self.reading)
        self._settling.release()
        self.reading.set_timer(START_SECONDS, self.reading.arrive)
        self._ready_pipeline()
        self._begin_build()
        if self._notice:
            self.reading.say(self._notice, urgent=True)
        if self.settings.accessible:
            from tui.widgets.terminal_cursor import show_cursor

            show_cursor(self)
        self.desk.start()
        self.desk.list_articles(self.reading.sort)
        gc.freeze()
        gc.enable()

    def _ready_pipeline(self) -> None:
        if self._pipeline is not None:
            from tui.witness import Witnessing

            self._witnessing = Witnessing(self._pipeline, self._attest, self._break)

    def _begin_build(self) -> None:
        if self._build is None:
            self._build_over.set()
            self._begin_names()
        else:
            self._build_over.clear()
            run = threading.Thread(target=self._run_build, args=[self._build], name="dateline-build", daemon=True)
            self._building = run
            run.start()

    @property
    def building(self) -> bool:
        """Whether a build is at work, or one that watches waits for its next."""
        return self._building is not None and self._building.is_alive()

    def action_import_again(self) -> None:
        if self.reading is None:
            return
        if self._build is None:
            self.reading.say("nothing can be imported from here; `dateline index` does")
        elif self.building:
            watching = self.settings.watch and not self.reading.importing
            running = "the files are watched, and what changes comes by itself" if watching else "an import is running"
            self.reading.say(f"{running}; {keys.first('import.stop')} stops that")
        else:
            self.reading.begin_import()
            self._begin_build()

    def action_import_stop(self) -> None:
        if self.reading is None:
            return
        if not self.building or self._stop_build is None:
            self.reading.say(f"no import is running; {keys.first('import.again')} begins one")
        else:
            self.reading.say("it stops as soon as the file that it is at is done")
            self._stop_build()

    def action_names_pause(self) -> None:
        if self.reading is None:
            return
        tier = self._witnessing
        if tier is None:
            self.reading.say("no pipeline looks at the names; the setting `pipeline` names one")
        elif tier.witness.missing is not None:
            self.reading.complain(tier.witness.missing)
        elif tier.witness.paused:
            tier.go_on()
            self.reading.say_paused(tier.witness)
        elif tier.busy or self.building:
            tier.pause()
            self.reading.say_paused(tier.witness)
        else:
            self.reading.say("the pipeline is not at work")

    def action_theme(self) -> None:
        self.theme = after(self.theme)
        if self.reading is not None:
            self.reading.say(f"theme {setting_of(self.theme)}")

    def action_redraw(self) -> None:
        """Draws everything anew, where something else has written on the terminal."""
        with contextlib.suppress(SuspendNotSupported), self.suspend():
            pass
        self.refresh(layout=True)

    # What threads call

    def _open(self) -> Library:
        """Opens the library; where there is none yet, waits for the build that makes it."""
        from tui.values import LibraryMissing

        while not self._build_over.is_set():
            try:
                return self._open_library()
            except LibraryMissing:
                self._build_over.wait(RETRY_SECONDS)
        return self._open_library()

    def _run_build(self, build: Build) -> None:
        try:
            build(self._report)
        except Exception as error:  # noqa: BLE001  the event loop raises it again, where it ends the app with its traceback
            self._break(error)
        finally:
            self._build_over.set()

    def _break(self, error: Exception) -> None:
        from tui.mailbox import Reply

        self._deliver(Reply("build", 0, broken=error))

    def _deliver(self, reply: Reply) -> None:
        from tui.messages import Answered

        self.post_message(Answered(reply))

    def _report(self, progress: BuildProgress) -> None:
        from tui.messages import BuildReported

        if progress.finished:  # one that watches goes on, and whether there is a library is known by now
            self._build_over.set()
        if self.reading is not None:
            self.reading.post_message(BuildReported(progress))
        if progress.finished and not progress.error and progress.stage != "stopped":
            self._begin_names()

    def _begin_names(self) -> None:
        if self._witnessing is not None:
            self._witnessing.begin()

    def _attest(self, witness: Witness) -> None:
        from tui.messages import WitnessReported

        if self.reading is not None:
            self.reading.post_message(WitnessReported(witness))

    def on_answered(self, message: Answered) -> None:
        reply = message.reply
        if reply.broken is not None:
            raise reply.broken
        if reply.slot == "open" and reply.error is not None:
            from tui.screens.dialog import trouble

            exit_code = reply.error.exit_code
            if self.reading is not None:
                self.reading.arrive()
            self.push_screen(trouble(reply.error), lambda _: self.exit(return_code=exit_code))
        elif self.reading is not None:
            first = self.reading.listing is None
            self.reading.on_answered(message)
            if first and self.reading.listing is not None:
                self._keep_front_page()

    def _keep_front_page(self) -> None:
        """What one would see now, were the app to start again."""
        page = self.reading.front_page() if self.reading is not None and self._front_page is not None else None
        if page is not None and self._front_page is not None:
            keep = threading.Thread(target=self._front_page.keep, args=[page], name="dateline-front-page", daemon=True)
            keep.start()
            self._keeping.append(keep)

    async def on_unmount(self) -> None:
        gc.unfreeze()
        if self._stop_build is not None:
            self._stop_build()
        if self._witnessing is not None:
            self._witnessing.end()
        self._build_over.set()
        if self.reading is not None:
            self.reading.keep_place()
            self.reading.leave_article()
            self._keep_front_page()
            self.reading.keep_drafts()
        if self.desk is not None:
            self.waiting = self.desk.close()
        for keep in self._keeping:
            keep.join(KEEP_SECONDS)
