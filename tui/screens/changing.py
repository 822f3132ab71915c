"""The sheet that shows what a correction would change, before it is made."""

from __future__ import annotations

from asyncio import CancelledError, Future, wait
from collections.abc import Callable
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui import keys
from tui.actions import CHANGE
from tui.render.preview import Named, preview_lines, refusal_lines
from tui.render.roles import Line
from tui.screens.dialog import Lines, indented
from tui.values import Cancelled, DatelineError, Preview
from tui.widgets.line import PaneHeading
from tui.widgets.status_line import StatusLine

Decision = Literal["make", "more"]


class ChangeSheet(ModalScreen[Decision | None]):
    """Answered with `make`, with `more` where one more name is to be merged, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(CHANGE)
    AUTO_FOCUS = "#lines"

    def __init__(self, asked: Future[Preview], article: Callable[[str], Named | None], *, merging: bool) -> None:
        """`asked` is the answer, which may be here already; `article` gives what a list calls one."""
        super().__init__()
        self._asked = asked
        self._article = article
        self._merging = merging
        self._preview: Preview | None = None
        self._refusal: DatelineError | None = None
        self._heading = PaneHeading("What would change")
        self._heading.first = True
        self._lines = Lines(self._setting)
        self._status = StatusLine()

    def compose(self) -> ComposeResult:
        with Vertical(classes="asking"):
            yield self._heading
            yield self._lines
            yield self._status

    def on_mount(self) -> None:
        self._heading.activate(True)
        if self._asked.done():
            self._take()
        else:
            self._set()
            self.run_worker(self._wait())

    def on_unmount(self) -> None:
        self._asked.cancel()

    async def _wait(self) -> None:
        await wait({self._asked})
        if self.is_mounted:
            self._take()

    def _take(self) -> None:
        try:
            self._preview = self._asked.result()
        except DatelineError as error:
            self._refusal = error
            self._heading.say("This can't be corrected so")
        except (Cancelled, CancelledError):
            self.dismiss(None)
            return
        self._set()

    def _set(self) -> None:
        """The sheet is as high as what it says, and leaves a third of the screen to what is behind."""
        size = self.app.size
        lines = len(self._setting(size.width - 2))
        self._lines.styles.height = max(1, min(lines, size.height * 2 // 3 - 2))
        self._lines.on_resize()
        self._status.show_keys(self._hints())

    def _hints(self) -> list[tuple[str, str]]:
        leave = keys.hints("change.leave")
        if self._preview is None:
            return leave
        more = ("change.more",) if self._merging else ()
        return [*keys.hints("change.make", *more), keys.moving(), *leave]

    def _setting(self, cells: int) -> list[Line]:
        room = cells - 2
        if self._preview is not None:
            lines = preview_lines(self._preview, self._article, room)
        elif self._refusal is not None:
            lines = refusal_lines(self._refusal, room)
        else:
            lines = [[("looking up what would change…", ("faint",))]]
        return [[], *indented(lines, 1), []]

    def on_resize(self) -> None:
        self._set()

    def action_make(self) -> None:
        if self._preview is not None:
            self.dismiss("make")
        elif self._refusal is not None:
            self.dismiss(None)

    def action_more(self) -> None:
        if self._merging and self._preview is not None:
            self.dismiss("more")

    def action_leave(self) -> None:
        self.dismiss(None)
