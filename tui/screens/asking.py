"""Questions at the bottom of the screen: a line to type, or something to choose from a list that typing narrows."""

from __future__ import annotations

from asyncio import CancelledError
from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input

from tui import keys
from tui.actions import CHOOSER, QUESTION
from tui.render.option import Option, having
from tui.screens.pause import LONG, LOOKING_UP, Pause
from tui.values import Cancelled
from tui.widgets.line import PaneHeading
from tui.widgets.option_list import OptionLines
from tui.widgets.row_list import RowList
from tui.widgets.search_bar import Box, Prompt
from tui.widgets.status_line import StatusLine

Source = Callable[[str], Awaitable[Sequence[Option]]]
"""Options for what is typed; asked again at each pause of the typing."""

EMPTY_ROWS = 2
"""A list without rows says why on its second line."""
MOST_ROWS = 16
"""Lines of a chooser's list, where the screen has room for so many."""


class Question(ModalScreen[str | None]):
    """One line to type; answered with it, or with None where the reader does not want to say."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(QUESTION)
    AUTO_FOCUS = "Box"

    def __init__(
        self,
        prompt: str,
        value: str = "",
        *,
        placeholder: str = "",
        suggestions: Sequence[str] = (),
        selected: bool = False,
    ) -> None:
        """`suggestions` are whole answers, offered behind what is typed; → takes one.

        `selected`: the value is one answer of many, so that typing replaces it; enter takes it, ← → edit it.
        """
        super().__init__()
        self._selected = selected
        self._prompt = f" {prompt}"
        self._box = Box(placeholder)
        self._box.value = value
        if suggestions:
            self._box.suggester = SuggestFromList(suggestions, case_sensitive=False)

    def compose(self) -> ComposeResult:
        prompt = Prompt(self._prompt)
        prompt.styles.width = len(self._prompt) + 1
        with Vertical(classes="asking"), Horizontal(classes="box-line"):
            yield prompt
            yield self._box

    def on_mount(self) -> None:
        self._box.cursor_position = len(self._box.value)
        if self._selected:
            self._box.select_all()

    @on(Box.Left)
    def _answered(self) -> None:
        self.dismiss(self._box.value)

    def action_cancel(self) -> None:
        self.dismiss(None)


class Chooser(ModalScreen[Option | None]):
    """A list that typing narrows; answered with the option chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(CHOOSER)
    AUTO_FOCUS = "Box"

    def __init__(
        self,
        title: str,
        options: Sequence[Option] | Source,
        *,
        placeholder: str = "",
        words: str = "",
        nothing: str = "nothing has that",
    ) -> None:
        """Options that are all there are narrowed here; a source is asked for what fits what was typed.

        `nothing` is said where there is none.
        """
        super().__init__()
        self._options: tuple[Option, ...] = () if callable(options) else tuple(options)
        self._source = options if callable(options) else None
        self._heading = PaneHeading(title)
        self._heading.first = True
        self._list = OptionLines()
        self._box = Box(placeholder)
        self._box.value = words
        self._nothing = nothing
        self._typing = Pause(self)
        self._asked = 0
        self._listed: str | None = None
        """The words that the list answers."""
        self._taking_long = Pause(self, LONG)
        self._steps: list[Callable[[], None]] = []
        """Steps through the list that wait until it answers what is typed."""

    def compose(self) -> ComposeResult:
        status = StatusLine()
        takes = [(key, "choose") for key, _ in keys.hints("box.to-list")]
        status.show_keys([*takes, *keys.footer("chooser")])
        with Vertical(classes="asking"):
            yield self._heading
            yield self._list
            with Horizontal(classes="box-line"):
                yield Prompt(" >")
                yield self._box
            yield status

    async def on_mount(self) -> None:
        self._heading.activate(True)
        self._box.cursor_position = len(self._box.value)
        if self._source is None:
            await self._narrow()
        else:
            self._list.say_empty(LOOKING_UP)
            self._ask()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._steps.clear()
        if self._source is None:
            self._show(having(self._options, self._box.value))
            return
        self._typing.then(self._ask)
        if not self._taking_long.waiting:
            self._taking_long.then(self._say_looking_up)

    @property
    def _is_behind(self) -> bool:
        """Whether the rows are still those of what was typed before."""
        return self._source is not None and self._listed != self._box.value

    def _say_looking_up(self) -> None:
        """The rows have stood for long enough as if they were the answer."""
        if self._is_behind:
            self._list.say_empty(LOOKING_UP)
            self._list.show(())
            self._heading.say(self._heading.title)

    def _ask(self) -> None:
        self.run_worker(self._narrow(), exclusive=True)

    async def _narrow(self) -> None:
        """Asks the source for what fits the words; another answer or none may come first."""
        if self._source is None:
            self._show(having(self._options, self._box.value))
            return
        self._asked += 1
        number, words = self._asked, self._box.value
        try:
            options = await self._source(words)
        except (Cancelled, CancelledError):  # other words were typed meanwhile, and are asked for
            return
        if number == self._asked and self.is_mounted:
            self._listed = words
            self._show(tuple(options))
            if not self._is_behind:
                self._taking_long.cancel()
                for step in self._steps:
                    step()
                self._steps.clear()

    def _show(self, options: tuple[Option, ...]) -> None:
        typed = self._source is None or bool(self._box.value.strip())
        self._list.say_empty(self._nothing if typed else "type to find one")
        most = min(MOST_ROWS, self.app.size.height // 2)
        self._list.styles.height = min(len(options), most) or EMPTY_ROWS
        self._list.show(options)
        cut = self._source is None and len(options) < len(self._options)
        of = f" of {len(self._options):,}" if cut else ""
        self._heading.say(self._heading.title, f"{len(options):,}{of}")

    @on(Box.Left)
    async def _chosen(self) -> None:
        if self._is_behind:
            self._typing.cancel()
            await self._narrow()
        if self.is_current and not self._is_behind:  # one may have left, or typed on, while the answer was on its way
            self.dismiss(self._list.chosen)

    @on(RowList.Opened)
    def _clicked(self) -> None:
        if not self._is_behind:
            self.dismiss(self._list.chosen)

    def action_cancel(self) -> None:
        self.dismiss(None)

    def action_list_down(self) -> None:
        self._step(self._list.action_down)

    def action_list_up(self) -> None:
        self._step(self._list.action_up)

    def action_list_page_down(self) -> None:
        self._step(self._list.action_page_down)

    def action_list_page_up(self) -> None:
        self._step(self._list.action_page_up)

    def _step(self, step: Callable[[], None]) -> None:
        if self._is_behind:
            self._steps.append(step)
        else:
            step()
