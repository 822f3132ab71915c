"""Selecting on the page and taking words away: to the clipboard, through a pipe, into the editor, into a note."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from textual import events, on
from textual.app import SuspendNotSupported

from tui import outside
from tui.messages import Reading, Taken
from tui.render.citation import citation, quoted
from tui.screens.asking import Question
from tui.screens.copying import Copying
from tui.screens.finding import Finding
from tui.screens.noting import Noting
from tui.settings import in_force
from tui.values import Note, Standing, counted
from tui.widgets.article_view import ArticleView
from tui.widgets.selector import Selector

BETWEEN = "\n\n"
"""Between paragraphs of what is taken."""


class Taking(Finding, Noting, Copying):
    """Knows what is selected, and what other programs are for."""

    _piped = ""
    """The command that was typed last."""

    # Selecting

    @property
    def is_selecting(self) -> bool:
        """Whether the keys move a selection."""
        return self.has_class("-selecting")

    @on(ArticleView.SelectWanted)
    def _select(self, message: ArticleView.SelectWanted) -> None:
        if self.selector.begin(message.anchor, message.head):
            self.add_class("-selecting")
            self.selector.focus(scroll_visible=False)

    @on(Selector.Left)
    def stop_selecting(self) -> None:
        """Nothing is selected any more; the keys are the page's again."""
        if self.is_selecting:
            self._forget_selection()
            self.go_to(self.page)

    def _forget_selection(self) -> None:
        self.remove_class("-selecting")
        self.selector.end()

    @on(events.DescendantFocus)
    def _elsewhere(self, event: events.DescendantFocus) -> None:
        if self.is_selecting and event.widget is not self.selector:
            self._forget_selection()

    def show_reading(self, reading: Reading) -> None:
        if self.is_selecting:
            self._forget_selection()
        super().show_reading(reading)
        self.show_notes(reading.notes)

    def show_again(self, reading: Reading) -> None:
        super().show_again(reading)
        if self.reading is not None and self.reading.article.id == reading.article.id:
            self.show_notes(reading.notes)

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Marks what the notes are on; those on the whole article, or whose words are gone, have no place."""
        placed = (note for note in notes if note.on_range and note.standing is not Standing.LOST)
        self.page.show_notes([(note.start, note.end, note.id) for note in placed])

    @on(Selector.NoteWanted)
    def _note_on_selection(self, message: Selector.NoteWanted) -> None:
        self.stop_selecting()
        self.note_range(message.start, message.end)

    @on(ArticleView.LinkPointed)
    def _link_pointed(self, message: ArticleView.LinkPointed) -> None:
        self.say(f"leads to {message.target}")

    # Taking away

    @on(Selector.TakeWanted)
    def _take_selection(self, message: Selector.TakeWanted) -> None:
        self._take(message.how, message.start, message.end)

    @on(ArticleView.TakeWanted)
    def _take_article(self, message: ArticleView.TakeWanted) -> None:
        self._take(message.how, 0, 0)

    def _take(self, how: str, start: int, end: int) -> None:
        if self.reading is not None:
            self.desk.take(how, self.reading.article.id, start, end, near=self.page.top)

    def take_away(self, taken: Taken) -> None:
        """The library has said where the words stand."""
        if self.reading is None or self.reading.article.id != taken.article:
            return
        words = self._shown_words(taken.start, taken.end)
        self.stop_selecting()
        if taken.how == "copy":
            self._copy_words(words, taken)
        elif taken.how == "pipe":
            self._ask_command(words or self._shown_words(0, len(self.reading.article.text)))
        else:
            self._edit(taken)

    def _shown_words(self, start: int, end: int) -> str:
        """What a range shows: without boilerplate that is hidden, paragraphs apart."""
        ground = self.page.ground
        if ground is None or end <= start:
            return ""
        return BETWEEN.join(ground.text[first:last] for first, last in ground.shown_in(start, end))

    def _copy_words(self, words: str, taken: Taken) -> None:
        assert self.reading is not None
        article = self.reading.article
        line = taken.line if words else None
        cited = citation(
            title=article.title, source=article.source, published=article.published, path=taken.path, line=line
        )
        what = f"{counted(len(words.split()), 'word')} with their source" if words else "title, source, date and path"
        self.copy(quoted(words, cited), what)

    @property
    def editor(self) -> str:
        """The reader's editor."""
        return outside.editor_of(os.environ, in_force().editor)

    def _ask_command(self, words: str) -> None:
        question = Question(
            "|", self._piped, placeholder=f"a command; it gets {counted(len(words.split()), 'word')}", selected=True
        )
        self.app.push_screen(question, lambda command: self._pipe(command, words))

    def _pipe(self, command: str | None, words: str) -> None:
        if command is None or not command.strip():
            return
        self._piped = command

        def run() -> str:
            failed = outside.run_piped(command, f"{words}\n")
            outside.wait_for_enter(failed)
            return failed

        self._outside(run)

    def _edit(self, taken: Taken) -> None:
        """Opens the file itself where it is this one article, else a copy of the text that can't be written."""
        assert self.reading is not None
        article = self.reading.article
        own = taken.file if outside.is_one_article(taken.file) else None
        line = taken.line if own else article.text.count("\n", 0, self.page.top) + 1
        try:
            path = own or outside.read_only_copy(article.text, article.title)
        except OSError as error:
            self.say(f"no copy can be made for the editor: {(error.strerror or str(error)).lower()}", urgent=True)
            return
        try:
            words = outside.editing(self.editor, path, line)
            copied = "the file is not there now" if taken.file is None else "the file holds more"
            self._outside(lambda: outside.run_editor(words), "" if own else f"that was a copy: {copied}")
        except ValueError as error:
            self.say(f"{self.editor}: {str(error).lower()}", urgent=True)
        finally:
            if own is None:
                outside.remove_copy(path)

    def _outside(self, run: Callable[[], str], said: str = "") -> None:
        """Runs something that has the terminal meanwhile, and paints everything anew after it."""
        try:
            with self.app.suspend():
                failed = run()
        except SuspendNotSupported:
            self.say("other programs can't be run from here", urgent=True)
            return
        self.app.refresh(layout=True)
        self.desk.reload(self.listing)
        self.say(failed or said, urgent=bool(failed))
