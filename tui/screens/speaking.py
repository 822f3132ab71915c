"""A screen with a line at the bottom: the keys that matter, or for a while what was just said."""

from __future__ import annotations

from textual import events, on
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input

from tui import keys
from tui.render.footer import ways_to_say
from tui.values import DatelineError
from tui.widgets.status_line import StatusLine

NOTICE_SECONDS = 5.0
"""How long something said stands in place of the keys."""


class Speaking(Screen[None]):
    """Says things at the bottom."""

    def __init__(self) -> None:
        super().__init__()
        self.status = StatusLine(id="status")
        self._silence: Timer | None = None

    @on(events.Key)
    def _key_without_meaning(self, event: events.Key) -> None:
        """Keys come here before they are looked up; what a box takes does not."""
        if event.key not in self.active_bindings and not isinstance(self.focused, Input):
            key = event.character if event.is_printable and event.character else event.key
            if keys.of_the_page(event.key, event.character or ""):
                self.say(f"{key} works in the article: {keys.first('open')} or {keys.first('pane.page')} goes there")
            else:
                self.say(f"no key {key}; {keys.first('keys')} shows the keys")

    def say(self, words: str, *, urgent: bool = False) -> None:
        """Says something in place of the keys, for a while or until the focus moves; an urgent word until the next."""
        self.hush()
        self.status.say(words, urgent=urgent)
        self._silence = None if urgent else self.set_timer(NOTICE_SECONDS, self.hush)

    def complain(self, error: DatelineError) -> None:
        """Says what is wrong and what to do about it: the latter first where not all of it fits."""
        self.hush()
        self.status.say(*ways_to_say(error), urgent=True)
        self._silence = None

    def hush(self) -> None:
        """Shows the keys again, unless the word was urgent."""
        if self._silence is not None:
            self._silence.stop()
            self._silence = None
            self.status.say("")
