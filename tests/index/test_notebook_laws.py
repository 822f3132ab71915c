"""The notebook against a plain model kept beside it, while files are renamed, edited and the library is rebuilt."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from index.errors import DatelineError
from index.library import Library
from index.notebook.notebook import Notebook
from index.notebook.values import Standing
from tests.index.notebook_world import World, found, story

ARTICLES = st.integers(0, 3)
TAGS = st.sampled_from(["eu", "libya", "to-read"])
WHO = st.integers(0, 1)


@dataclass
class Kept:
    """What the user made of one article, as a person would list it."""

    path: str
    read: bool = False
    starred: bool = False
    tags: set[str] = field(default_factory=set)
    place: int = 0
    notes: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Id → text and quote."""


class NotebookMachine(RuleBasedStateMachine):
    """Two terminals on one library and one notebook."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.world = World(self.folder)
        self.kept: list[Kept] = []
        self.removed: dict[str, tuple[int, tuple[str, str]]] = {}
        self.libraries: list[Library] = []
        self.names = 0

    @initialize()
    def begin(self) -> None:
        for number in range(4):
            self.world.write(f"{number}.txt", story(number))
            self.kept.append(Kept(f"{number}.txt"))
        self.world.build()
        self.libraries = [self._open(), self._open()]

    def _open(self) -> Library:
        notebook = Notebook(self.world.notebook, self.world.clock)
        return Library.open(self.world.folder / "library", corrections=self.world.corrections, notebook=notebook)

    @rule(who=WHO, articles=st.lists(ARTICLES, min_size=1, unique=True), read=st.booleans())
    def mark_read(self, who: int, articles: list[int], read: bool) -> None:
        self.libraries[who].mark_read([self.kept[one].path for one in articles], read=read)
        for one in articles:
            self.kept[one].read = read

    @rule(who=WHO, article=ARTICLES, starred=st.booleans())
    def star(self, who: int, article: int, starred: bool) -> None:
        self.libraries[who].star([self.kept[article].path], starred=starred)
        self.kept[article].starred = starred

    @rule(who=WHO, articles=st.lists(ARTICLES, min_size=1), add=st.sets(TAGS), remove=st.sets(TAGS))
    def tag(self, who: int, articles: list[int], add: set[str], remove: set[str]) -> None:
        paths = [self.kept[one].path for one in articles]
        self.libraries[who].tag(paths, add=sorted(add), remove=[tag.upper() for tag in sorted(remove)])
        for one in articles:
            self.kept[one].tags = (self.kept[one].tags | add) - remove

    @rule(who=WHO, article=ARTICLES, start=st.integers(0, 60), length=st.integers(0, 30))
    def add_note(self, who: int, article: int, start: int, length: int) -> None:
        library, kept = self.libraries[who], self.kept[article]
        start, end = (start, start + length) if length else (0, 0)
        text = library.article(kept.path).text
        note = library.add_note(kept.path, f"on {start}", start=start, end=end)
        kept.notes[note.id] = (f"on {start}", text[start:end])

    @rule(who=WHO, article=ARTICLES, which=st.integers(0, 9))
    def remove_note(self, who: int, article: int, which: int) -> None:
        if notes := sorted(self.kept[article].notes):
            id_ = notes[which % len(notes)]
            self.libraries[who].remove_note(id_)
            self.removed[id_] = (article, self.kept[article].notes.pop(id_))

    @rule(who=WHO, which=st.integers(0, 9))
    def restore_note(self, who: int, which: int) -> None:
        if ids := sorted(self.removed):
            id_ = ids[which % len(ids)]
            self.libraries[who].restore_note(id_)
            article, note = self.removed.pop(id_)
            self.kept[article].notes[id_] = note

    @rule(who=WHO, article=ARTICLES, offset=st.integers(0, 40))
    def keep_place(self, who: int, article: int, offset: int) -> None:
        self.libraries[who].keep_place(self.kept[article].path, offset)
        self.kept[article].place = offset

    @rule(article=ARTICLES)
    def rename(self, article: int) -> None:
        self.names += 1
        name = f"renamed-{self.names}.txt"
        (self.world.news / self.kept[article].path).rename(self.world.news / name)
        self.kept[article].path = name
        self._rebuild()

    @rule(article=ARTICLES)
    def edit(self, article: int) -> None:
        path = self.world.news / self.kept[article].path
        path.write_text(path.read_text("utf-8") + "\nOne more sentence was added later.\n", "utf-8")
        self._rebuild()

    def _rebuild(self) -> None:
        self.world.build()
        for library in self.libraries:
            library.reload()
        # What was met is recorded with the next write, so that an article renamed and then edited is still known.
        self.libraries[0].save_search("all", "story")

    @rule(who=WHO)
    def open_again(self, who: int) -> None:
        self.libraries[who].close()
        self.libraries[who] = self._open()

    @rule(who=WHO, tag=TAGS)
    def refused(self, who: int, tag: str) -> None:
        try:
            self.libraries[who].tag([self.kept[0].path], add=[tag, "not a tag"])
        except DatelineError:
            return
        raise AssertionError("a tag with a blank was taken")

    @invariant()
    def both_say_what_the_model_says(self) -> None:
        for library in self.libraries:
            library.reload()
            rows = {row.path: (row.read, row.starred, set(row.tags), row.notes) for row in library.rows()}
            assert rows == {one.path: (one.read, one.starred, one.tags, len(one.notes)) for one in self.kept}
            notes = {note.id: (note.path, note.text, note.quote) for note in library.notes()}
            assert notes == {id_: (one.path, *note) for one in self.kept for id_, note in one.notes.items()}
            for note in library.notes():
                text = library.article(note.article).text
                assert note.standing is not Standing.LOST
                assert text[note.start : note.end] == note.quote
            assert [library.place_in(one.path) for one in self.kept] == [one.place for one in self.kept]
            unread = {one.path for one in self.kept if not one.read}
            assert found(library, "is:unread") == unread
            assert found(library, "tag:eu -is:starred") == {
                one.path for one in self.kept if "eu" in one.tags and not one.starred
            }
            assert dict(library.tags()) == {
                tag: count for tag in ("eu", "libya", "to-read") if (count := sum(tag in one.tags for one in self.kept))
            }

    def teardown(self) -> None:
        for library in self.libraries:
            library.close()
        shutil.rmtree(self.folder)


TestNotebook = NotebookMachine.TestCase
TestNotebook.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
