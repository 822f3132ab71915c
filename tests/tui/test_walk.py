"""A random walk through the app: whatever is pressed, nothing breaks, and the notebook is what it should be.

It runs for DATELINE_WALK_SECONDS, a minute unless told otherwise (`make soak`: an hour), from DATELINE_WALK_SEED, on
the articles of DATELINE_WALK_FILES or on made-up ones. What goes wrong is raised with the seed and the last keys, which
do it again.
"""

from __future__ import annotations

import os
import random
import time
from collections import deque
from pathlib import Path
from typing import Any

import pytest

from index import Library, Note, corrections_of_user, notebook_of_user
from index.build.pipeline import build
from tests.archive import written
from tests.tui.conftest import Reader
from tui.actions import ACTIONS
from tui.app import DatelineApp
from tui.themes import themes

SECONDS = float(os.environ.get("DATELINE_WALK_SECONDS", "60"))
SEED = int(os.environ.get("DATELINE_WALK_SEED", "1"))
FILES = os.environ.get("DATELINE_WALK_FILES")
ARTICLES = 4_000
KEYS_OF_A_SESSION = 400
SIZES = [(40, 10), (60, 16), (80, 24), (100, 30), (120, 40), (160, 50), (12, 4)]

LEAVING = {"Q", "ctrl+c", "ctrl+z", "e", "|"}
"""What ends the app, or hands the terminal to another program."""

WORDS = ["ceasefire", "varga", "-treaty", "actor:Lindqvist", "is:unread", "same:(a b", 'date:2015 "', "é★", "port, sea"]


class Watched:
    """A library, and beside it the plain model of all that was written into its notebook."""

    def __init__(self, library: Library, model: Model) -> None:
        self._library = library
        self._model = model

    def __getattr__(self, name: str) -> Any:
        asked = getattr(self._library, name)
        learn = getattr(self._model, name, None)
        if learn is None:
            return asked

        def watched(*arguments: Any, **named: Any) -> Any:
            answer = asked(*arguments, **named)
            learn(answer, *arguments, **named)
            return answer

        return watched


class Model:
    """What the notebook should hold."""

    def __init__(self) -> None:
        self.read: set[str] = set()
        self.starred: set[str] = set()
        self.tags: dict[str, set[str]] = {}
        self.kept: dict[str, str] = {}
        self.searches: dict[str, str] = {}
        self.places: dict[str, int] = {}

    def mark_read(self, _: None, articles: list[str], *, read: bool) -> None:
        (self.read.update if read else self.read.difference_update)(articles)

    def star(self, _: None, articles: list[str], *, starred: bool) -> None:
        (self.starred.update if starred else self.starred.difference_update)(articles)

    def tag(self, _: None, articles: list[str], *, add: list[str], remove: list[str]) -> None:
        for article in articles:
            tags = self.tags.setdefault(article, set())
            tags |= {tag.casefold() for tag in add}
            tags -= {tag.casefold() for tag in remove} - {tag.casefold() for tag in add}

    def add_note(self, note: Note, *_: object, **__: object) -> None:
        self.kept[note.id] = note.text

    change_note = restore_note = add_note

    def remove_note(self, note: Note, *_: object) -> None:
        del self.kept[note.id]

    def keep_place(self, _: None, article: str, offset: int) -> None:
        self.places[article] = offset

    def save_search(self, _: None, name: str, query: str) -> None:
        self.searches[name] = query

    def forget_search(self, _: None, name: str) -> None:
        del self.searches[name]

    def compare(self, library: Library) -> None:
        """Against a library that was opened after the app was closed."""
        rows = library.rows()
        assert {row.id for row in rows if row.read} == self.read
        assert {row.id for row in rows if row.starred} == self.starred
        tagged = {row.id: {tag.casefold() for tag in row.tags} for row in rows if row.tags}
        assert tagged == {article: tags for article, tags in self.tags.items() if tags}
        assert {note.id: note.text for note in library.notes()} == self.kept
        assert sum(row.notes for row in rows) == len(self.kept)
        assert {one.name: one.query for one in library.saved_searches()} == self.searches
        for article, offset in self.places.items():
            assert library.place_in(article) == offset


def pressed(chance: random.Random) -> list[str]:
    """A key of the table, or now and then some words."""
    if chance.random() < 0.05:
        words = chance.choice(WORDS)
        return [{" ": "space"}.get(letter, letter) for letter in words]
    action = chance.choice(ACTIONS)
    key = chance.choice(action.keys.split(","))
    return [] if key in LEAVING else [{"\\": "backslash"}.get(key, key)]


async def session(chance: random.Random, library: Path, model: Model, until: float, last: deque[str]) -> None:
    """Some hundred keys, with other sizes and themes in between; ends sooner where a key closes the app."""

    def opened() -> Watched:
        return Watched(Library.open(library, corrections=corrections_of_user(), notebook=notebook_of_user()), model)

    app = DatelineApp(opened, theme=chance.choice(themes()).name)  # type: ignore[arg-type]
    async with app.run_test(size=chance.choice(SIZES)) as pilot:
        reader = Reader(app, pilot, None)  # type: ignore[arg-type]
        await reader.rest()
        for _ in range(KEYS_OF_A_SESSION):
            dice = chance.random()
            if dice < 0.01:
                size = chance.choice(SIZES)
                last.append(f"{size[0]}x{size[1]}")
                await pilot.resize_terminal(*size)
            elif dice < 0.015:
                app.theme = chance.choice(themes()).name
                last.append(app.theme)
            for key in pressed(chance):
                last.append(key)
                await pilot.press(key)
            if not app.is_running or app._exit or time.monotonic() > until:
                return
            if dice > 0.9:
                await reader.rest()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    library = folder / "library"
    files = Path(FILES) if FILES else written(folder, ARTICLES)
    build(library, [files], corrections=corrections_of_user())
    return library


async def test_whatever_is_pressed_nothing_breaks_and_the_notebook_is_what_it_should_be(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("TMUX", raising=False)
    model, last, seed = Model(), deque[str](maxlen=60), SEED
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        try:
            await session(random.Random(seed), archive, model, until, last)
            with_now = Library.open(archive, corrections=corrections_of_user(), notebook=notebook_of_user())
            model.compare(with_now)
            with_now.close()
        except BaseException as error:
            error.add_note(f"seed {seed}, after {' '.join(last)}")
            raise
        seed += 1
