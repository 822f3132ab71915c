"""The app in a terminal of its own, killed at any moment: what was written into a note is there the next time."""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Library, corrections_of_user
from index.notebook.notebook import Notebook
from tests.tui.program import WAIT_SECONDS, App

WORDS = "who says so and who does not"


@contextlib.contextmanager
def opened(library: Path, home: Path) -> Iterator[Library]:
    notebook = Notebook(home / ".local" / "share" / "dateline" / "notebook.sqlite3")
    one = Library.open(library, corrections=corrections_of_user(), notebook=notebook)
    yield one
    one.close()


def written(library: Path, home: Path) -> str:
    with opened(library, home) as one:
        return next((note.text for note in one.notes()), "")


@pytest.mark.parametrize("seed", range(3))
def test_a_note_loses_at_most_the_last_letters_that_were_on_their_way(library: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    app = App(library, tmp_path)
    try:
        app.shows("Haftar")
        app.press("\ri")
        app.shows("done")
        until = chance.randrange(4, len(WORDS) - 2)
        for number, letter in enumerate(WORDS[:until], start=1):
            app.press(letter)
            limit = time.monotonic() + WAIT_SECONDS
            while len(written(library, tmp_path)) < len(WORDS[:number].strip()):
                assert time.monotonic() < limit
                app.read(0.01)
        app.press(WORDS[until])
        app.read(chance.random() * 0.02)
    finally:
        app.kill()
    assert written(library, tmp_path) in (WORDS[:until].strip(), WORDS[: until + 1].strip())
    with opened(library, tmp_path) as one:
        assert sum(row.read for row in one.rows()) == 1


def test_two_terminals_write_at_once_and_both_notes_are_kept(library: Path, tmp_path: Path) -> None:
    apps = [App(library, tmp_path) for _ in range(2)]
    try:
        for number, app in enumerate(apps):
            app.shows("Haftar")
            app.press("j" * number + "\ri")
            app.shows("done")
        for letters in zip("first words", "other words", strict=True):
            for app, letter in zip(apps, letters, strict=True):
                app.press(letter)
        limit = time.monotonic() + WAIT_SECONDS
        while True:
            for app in apps:
                app.read(0.02)
            with opened(library, tmp_path) as one:
                if {note.text for note in one.notes()} == {"first words", "other words"}:
                    break
            assert time.monotonic() < limit
    finally:
        for app in apps:
            app.kill()
