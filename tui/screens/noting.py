"""The notebook at work: read marks, stars, tags, notes, the place in each article, and searches that are kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from textual import events, on

from tui import keys
from tui.desk import Desk
from tui.draft import Draft
from tui.front_page import FrontPage
from tui.messages import Aim, Listing, Marked, NoteKept, Reading, SavedSearches
from tui.render.cells import drawable, fit
from tui.render.option import Option
from tui.screens.asking import Chooser, Question
from tui.screens.front import front_page
from tui.screens.note_editor import NoteEditor
from tui.screens.opening import Opening
from tui.settings import in_force
from tui.values import ArticleRow, Note, SavedSearch, counted
from tui.widgets.article_view import ArticleView

_PARTED = re.compile(r"[\s,]+")
QUOTED_CELLS = 40
"""Cells of a note's quotation in the heading of its editor."""


def taking_back() -> str:
    """What is said after something was done."""
    return f"; {keys.first('undo')} takes it back"


class Noting(Opening):
    """Knows what the reader makes of the articles."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._unread = 0
        self._drafts: dict[int, Draft] = {}
        """By number: the one being written, and those that were left before all of it was on disk."""
        self._last_draft = 0
        self.undoing: list[Callable[[], None]] = []
        """Takes back what was done in this session, the last one last."""

    # What is known of the articles

    def show_listing(self, listing: Listing) -> None:
        self._unread = listing.unread
        super().show_listing(listing)
        self.header.show_unread(self.unread)

    def front_page(self) -> FrontPage | None:
        """The screen as it would begin now; None while there are no articles."""
        if self.listing is None or not self.rows:
            return None
        return front_page(self.listing.name, self.rows, self._short, self.unread, self.app.size.width)

    @property
    def unread(self) -> int | None:
        """How many articles were not read yet; None while the notebook can't be read."""
        return self._unread if all(row.marks_known for row in self.rows[:1]) else None

    @property
    def chosen_row(self) -> ArticleRow | None:
        """The article that a mark goes to: under the cursor of the list, else on the page."""
        if self.place == "list" or self.reading is None:
            row = self.articles.article_at(self.articles.cursor)
            return None if row is None else self.row_of(row.id)
        return self.row_of(self.reading.article.id)

    def show_marked(self, marked: Marked) -> None:
        """Articles have other marks now: wherever they are shown, they show them."""
        for row in marked.rows:
            number = self._numbers.get(row.id)
            if number is not None:
                self._unread += row.is_unread - self.rows[number].is_unread
                self.rows[number] = row
        self.articles.update({row.id: row for row in marked.rows})
        self.header.show_unread(self.unread)
        self.name_page()
        if marked.said:
            self.say(marked.said)

    # Reading

    def show_reading(self, reading: Reading) -> None:
        self.keep_place()
        self.leave_article(reading.article.id)
        super().show_reading(reading)
        if self.focused is self.page:
            self._was_opened()

    def where_left(self, reading: Reading) -> int:
        aim = reading.aim
        returning = aim.focus and not aim.remember
        return 0 if returning or aim.spot or reading.matches else reading.place

    @on(events.DescendantFocus)
    def _page_focused(self, event: events.DescendantFocus) -> None:
        if event.widget is self.page:
            self._was_opened()

    def _was_opened(self) -> None:
        """An article that the reader goes to, and not one that is only previewed, is read."""
        row = self.row_of(self.reading.article.id) if self.reading is not None and not self.shows_sentences else None
        if row is not None and row.is_unread and in_force().mark_read == "opening":
            self.desk.notebook.read_mark([row.id], read=True)

    def leave_article(self, other: str = "") -> None:
        """The article on the page gives way to another, by its id, or the app closes: that may be when it is read."""
        left = self.reading.article.id if self.reading is not None and self.page.was_entered else other
        row = self.row_of(left) if left != other else None
        if row is not None and row.is_unread and in_force().mark_read == "leaving":
            self.desk.notebook.read_mark([row.id], read=True)

    def keep_place(self) -> None:
        """Remembers where the article on the page is, once the reader has gone on in it; at its end, its beginning."""
        reading = self.reading
        if reading is None or self.page.article is None or not self.page.was_entered:
            return
        at, row = self.page.place, self.row_of(reading.article.id)
        if at != reading.place and (row is None or row.marks_known):
            self.reading = replace(reading, place=at)
            self.desk.notebook.keep_place(reading.article.id, at)

    # Marks

    def action_read_mark(self) -> None:
        row = self.chosen_row
        if row is not None:
            self._mark([row.id], read=not row.read, said="unread again" if row.read else "marked as read")

    def action_read_all(self) -> None:
        """Marks all articles of the list, those of a search if one is open, as read."""
        shown = (self.articles.article_at(number) for number in range(self.articles.count))
        unread = [row.id for row in shown if row is not None and row.is_unread]
        if unread:
            self._mark(unread, read=True, said=f"{counted(len(unread), 'article')} marked as read")
        else:
            self.say("nothing here is unread")

    def _mark(self, articles: Sequence[str], *, read: bool, said: str) -> None:
        marks = self.desk.notebook
        marks.read_mark(articles, read=read, said=f"{said}{taking_back()}")
        self.undoing.append(lambda: marks.read_mark(articles, read=not read, said=f"taken back: {said}"))

    def action_star(self) -> None:
        row = self.chosen_row
        if row is not None:
            said = "the star is taken away" if row.starred else "starred; is:starred finds all that are"
            self.desk.notebook.star([row.id], starred=not row.starred, said=said)

    def action_tags(self) -> None:
        row = self.chosen_row
        if row is None:
            return
        known = sorted({tag for other in self.rows for tag in other.tags})
        question = Question("tags", " ".join(row.tags), placeholder="words, with blanks between", suggestions=known)
        self.app.push_screen(question, lambda said: self._tag(row, said))

    def _tag(self, row: ArticleRow, said: str | None) -> None:
        if said is None:
            return
        wanted = list(dict.fromkeys(tag for part in _PARTED.split(said) if (tag := part.lstrip("#"))))
        add = [tag for tag in wanted if tag not in row.tags]
        remove = [tag for tag in row.tags if tag not in wanted]
        if add or remove:
            words = f"tags: {' '.join(wanted)}" if wanted else "no tags"
            tags = self.desk.notebook
            tags.tag([row.id], add=add, remove=remove, said=f"{words}{taking_back()}")
            self.undoing.append(lambda: tags.tag([row.id], add=remove, remove=add, said=f"taken back: {words}"))

    def action_next_unread(self) -> None:
        """Opens it, be it below the cursor of the list or from its top again."""
        at, number = self.articles.cursor, self.articles.next_unread()
        row = None if number is None else self.articles.article_at(number)
        if number is None or row is None:
            self.say("nothing here is unread")
            return
        said = "from the top of the list again" if number <= at else ""
        self.read(Aim(row.id, query=self.searched, focus=True, remember=True, said=said))

    # Notes

    def action_note(self) -> None:
        """Writes on the whole article: in the note that it has, else in a new one."""
        reading = self.reading
        if reading is None or (self.place == "list" and self._is_elsewhere(reading)):
            self.say(f"{keys.first('open')} opens the article; then {keys.first('note.write')} writes a note on it")
            return
        whole = next((note for note in reading.notes if not note.on_range), None)
        self.edit_note(reading.article.id, whole, 0, 0)

    def _is_elsewhere(self, reading: Reading) -> bool:
        row = self.articles.article_at(self.articles.cursor)
        return row is None or row.id != reading.article.id

    def note_range(self, start: int, end: int) -> None:
        """Keeps a range of the article on the page, and opens the editor for what there is to say of it."""
        reading = self.reading
        if reading is not None:
            same = next((note for note in reading.notes if (note.start, note.end) == (start, end)), None)
            self.edit_note(reading.article.id, same, start, end)

    @on(ArticleView.NoteOpened)
    def _note_opened(self, message: ArticleView.NoteOpened) -> None:
        reading = self.reading
        note = next((note for note in reading.notes if note.id == message.note), None) if reading else None
        if note is not None:
            self.edit_note(note.article, note, note.start, note.end)

    def edit_note(self, article: str, note: Note | None, start: int, end: int) -> None:
        """Opens the editor on a note, or on a new one over a range; 0 and 0 are the whole article."""
        text = note.text if note else ""

        def write(id_: str, words: str) -> None:
            self.desk.notebook.write_note(article, id_, words, start=start, end=end, draft=number)

        self._drafts = {number: draft for number, draft in self._drafts.items() if not draft.is_kept}
        number = self._last_draft = self._last_draft + 1
        self._drafts[number] = draft = Draft(write, note.id if note else "", text, on_range=end > start)
        if note is None and end > start:
            draft.begin()
        quoted = note.quote if note else self._quoted(start, end)
        about = (
            f"Note on “{fit(drawable(' '.join(quoted.split())), QUOTED_CELLS)}”" if quoted else "Note on the article"
        )
        self.app.push_screen(
            NoteEditor(about, text, draft.typed), lambda said: self._note_left(draft, said, end > start)
        )

    def _quoted(self, start: int, end: int) -> str:
        return self.reading.article.text[start:end] if self.reading else ""

    def _note_left(self, draft: Draft, said: str | None, on_range: bool) -> None:
        """A note without words is none, unless it keeps a range. What could not be kept is tried once more."""
        draft.typed(draft.text)
        if not (said or "").strip() and draft.note and not on_range:
            self.desk.notebook.remove_note(draft.note)

    def note_kept(self, kept: NoteKept) -> None:
        """What was written is on disk."""
        note = kept.note
        draft = self._drafts.get(kept.draft)
        if draft is not None:
            draft.kept(note.id)
            if draft.is_kept and kept.draft != self._last_draft:
                del self._drafts[kept.draft]
        if kept.row is not None:
            self.show_marked(Marked((kept.row,)))
        if self.reading is not None and self.reading.article.id == note.article:
            self.reading = replace(self.reading, notes=kept.notes)
            self.show_notes(kept.notes)
        if kept.removed:
            self.undoing.append(lambda: self.desk.notebook.restore_note(note.id))
            self.say(f"the note is taken away{taking_back()}")
        elif kept.restored:
            self.say("the note is back")

    def keep_drafts(self) -> None:
        """The app closes: all that was typed is written."""
        for draft in self._drafts.values():
            draft.finish()

    def note_failed(self) -> None:
        """What was typed could not be kept."""
        first = next((draft for draft in self._drafts.values() if draft.is_on_its_way), None)
        if first is not None:  # what is sent is answered in order
            first.failed()

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Marks the ranges of the notes on the page."""

    def action_undo(self) -> None:
        """Takes back what was done last in this session."""
        if self.undoing:
            self.undoing.pop()()
        else:
            self.say("there is nothing to take back")

    # Searches that are kept

    def action_saved(self) -> None:
        self.desk.notebook.saved_searches()

    def show_saved(self, saved: SavedSearches) -> None:
        """Those that there are, to go to one, to keep the present one, or to forget one."""
        options = [Option(_called(one), _news(one), one) for one in saved.searches]
        if self.searched:
            options.append(Option(f"keep this search: {self.searched}", "under a name", "keep"))
        if saved.searches:
            options.append(Option("forget one of them", "", "forget"))
        if not options:
            search, keeps = keys.first("search"), keys.first("search.saved")
            self.say(f"no search is kept yet: {search} searches, and {keeps} then keeps it under a name")
            return
        chooser = Chooser("Kept searches", options, placeholder="a name, or words of a query")
        self.app.push_screen(chooser, lambda option: self._saved_chosen(option, saved))

    def _saved_chosen(self, option: Option | None, saved: SavedSearches) -> None:
        chosen = option.value if option else None
        if isinstance(chosen, SavedSearch):
            self.search_for(chosen.query)
            self.articles.mark_new(chosen.fresh)
            self.desk.notebook.see_search(chosen.name)
        elif chosen == "keep":
            query = self.searched
            self.app.push_screen(Question("keep as", query, selected=True), lambda name: self._keep_search(name, query))
        elif chosen == "forget":
            names = [Option(one.name, one.query, one.name) for one in saved.searches]
            self.app.push_screen(Chooser("Forget", names), self._forget_search)

    def _keep_search(self, name: str | None, query: str) -> None:
        if name and name.strip():
            self.desk.notebook.save_search(name.strip(), query)

    def _forget_search(self, option: Option | None) -> None:
        if option is not None:
            self.desk.notebook.forget_search(str(option.value))

    def search_for(self, query: str) -> None:
        """Shows what a query finds; the class that searches knows how."""


def _called(search: SavedSearch) -> str:
    """Its name, and what it asks where that is not its name already."""
    return search.name if search.name == search.query else f"{search.name}: {search.query}"


def _news(search: SavedSearch) -> str:
    return f"{search.new:,} new of {search.total:,}" if search.new else f"{search.total:,}, none new"
