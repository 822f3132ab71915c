"""Adding a name that was missed: what it is or whom it means, where, and then the sheet of every correction.

words selected, or typed ──▶ a kind ────────────────────────────┬─▶ here or everywhere ──▶ Correcting
                             another name of… ──▶ names by typing ─┘
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from tui.render.cells import drawable, fit
from tui.render.option import Option
from tui.roll import ACTOR_KINDS
from tui.screens.asking import Chooser, Question
from tui.values import Change

if TYPE_CHECKING:
    from tui.screens.correcting import Candidate, Correcting

SHOWN_CELLS = 40
"""Cells of the words in a heading."""
LONGEST = 100
"""Code points of what may be a name: the longest that the rules find in the news have fewer."""


class Adding:
    """Asks what is needed, and leaves the rest to what corrects."""

    def __init__(self, correcting: Correcting) -> None:
        self._correcting = correcting
        self._screen = correcting.screen

    def ask_words(self) -> None:
        """The words are typed."""
        article = self._screen.reading.article.id if self._screen.reading else ""

        def answered(words: str | None) -> None:
            if words and words.strip():
                self.ask_what(words, article)

        self._screen.app.push_screen(Question("Name that was missed:", placeholder="as it is written"), answered)

    def ask_about(self, start: int, end: int) -> None:
        """The words are a range of the article on the page."""
        reading = self._screen.reading
        self._screen.stop_selecting()
        if reading is not None and end - start > LONGEST:
            self._screen.go_to(self._screen.page, "that is too long for a name: select only its words")
        elif reading is not None:
            self.ask_what(reading.article.text[start:end], reading.article.id)

    def ask_what(self, words: str, article: str) -> None:
        """A name of which kind, or of whom; `article` is where the reader is, empty for nowhere."""
        form = " ".join(words.split())
        change = Change("add", "", forms=(form,))
        options = [Option(kind.value, "", replace(change, kind=kind), kind.value) for kind in ACTOR_KINDS]
        options.append(Option("another name of…", "somebody who is known", change))
        self._correcting.choose(f"Add {_quoted(form)} as", options, lambda one: self._chosen(one, form, article))

    def _chosen(self, option: Option, form: str, article: str) -> None:
        change = cast(Change, option.value)
        if change.kind is None:
            self._ask_whom(change, form, article)
        else:
            self._ask_where(change, form, article)

    def _ask_whom(self, change: Change, form: str, article: str) -> None:
        """Names by typing; before anything is typed, those that share a word with this one."""

        async def options(words: str) -> Sequence[Option]:
            found = self._correcting.like(words) if words.strip() else self._correcting.likely(form)
            return [one.option() for one in await found]

        def taken(option: Option | None) -> None:
            if option is not None:
                self._ask_where(replace(change, actor=cast("Candidate", option.value).ref.id), form, article)

        chooser = Chooser(
            f"{_quoted(form)} is a name of", options, placeholder="a name, by typing", nothing="no other name has that"
        )
        self._screen.app.push_screen(chooser, taken)

    def _ask_where(self, change: Change, form: str, article: str) -> None:
        options = [Option("in all articles", "wherever no other name overlaps it", change)]
        if article:
            options.append(self._correcting.option_here("", replace(change, article=article)))
        self._correcting.choose_change(f"{_quoted(form)} is a name", options)


def _quoted(form: str) -> str:
    return f"“{fit(drawable(form), SHOWN_CELLS)}”"
