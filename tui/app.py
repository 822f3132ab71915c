"""The Textual app: paints first, then opens the library in its thread and follows a build in another.

first paint ──▶ desk thread: open_library() ──Answered──▶ screen
            └─▶ build thread: build(report) ──BuildReported──▶ screen ──reload──▶ desk thread
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import BindingType

from tui import keys
from tui.desk import Desk
from tui.mailbox import Reply
from tui.messages import Answered, BuildReported
from tui.protocols import Build, BuildProgress, OpenLibrary
from tui.screens.reading import ReadingScreen
from tui.themes import DARK, DEFAULTS, suited, themes

if TYPE_CHECKING:
    from textual.command import Provider


def _providers() -> dict[str, Callable[[], type[Provider]]]:
    def actions() -> type[Provider]:
        from tui.commands import Actions

        return Actions

    def articles() -> type[Provider]:
        from tui.commands import Articles

        return Articles

    def names() -> type[Provider]:
        from tui.commands import Names

        return Names

    return {"actions": actions, "articles": articles, "names": names}


class DatelineApp(App[None]):
    """Runs one reading screen over one library."""

    TITLE = "dateline"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.APP)
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = set(_providers().values())
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(
        self,
        open_library: OpenLibrary,
        build: Build | None = None,
        *,
        stop_build: Callable[[], None] | None = None,
        theme: str | None = None,
    ) -> None:
        """`build` blocks until it is done, and is told by `stop_build` to come to an end when the app closes.

        `theme` None chooses one for what the terminal can show.
        """
        super().__init__()
        for one in themes():
            self.register_theme(one)
        self.theme = theme or suited(self.console.color_system if self.console.is_terminal else None)
        self.animation_level = "none"
        self._build = build
        self._stop_build = stop_build
        self.desk = Desk(open_library, self._deliver)
        self.reading = ReadingScreen(self.desk)
        self._builder = threading.Thread(target=self._run_build, name="dateline-build", daemon=True)

    def get_default_screen(self) -> ReadingScreen:
        return self.reading

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DEFAULTS

    def on_mount(self) -> None:
        self.call_after_refresh(self._start)

    async def _start(self) -> None:
        """After the first paint."""
        self.desk.start()
        self.desk.list_articles(self.reading.sort)
        if self._build is not None:
            self._builder.start()
        await self.reading.mount_rest()
        gc.freeze()

    def _deliver(self, reply: Reply) -> None:
        """Called by the library's thread."""
        self.post_message(Answered(reply))

    def on_answered(self, message: Answered) -> None:
        reply = message.reply
        if reply.broken is not None:
            raise reply.broken
        if reply.slot == "open" and reply.error is not None:
            from tui.screens.dialog import trouble

            self.push_screen(
                trouble(reply.error), lambda _: self.exit(return_code=getattr(reply.error, "exit_code", 3))
            )
        else:
            self.reading.on_answered(message)

    def _run_build(self) -> None:
        assert self._build is not None
        self._build(self._report)

    def _report(self, progress: BuildProgress) -> None:
        """Called by the build's thread."""
        self.reading.post_message(BuildReported(progress))

    async def on_unmount(self) -> None:
        if self._stop_build is not None:
            self._stop_build()
        self.desk.close()


__all__ = ["DARK", "DatelineApp"]
