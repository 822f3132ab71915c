"""The notebook as a file: several that write at once, kills, damage, a full disk, what is no notebook at all."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from index.errors import NotebookError
from index.library import Library
from index.migrations import migrate, version_of
from index.notebook import database
from index.notebook.database import Database
from index.notebook.schema import MIGRATIONS, VERSION
from tests.conftest import PROJECT
from tests.index.notebook_world import World, found, marks

# ---- several at once


def test_another_terminal_sees_a_write_after_reload_and_only_once(world: World, library: Library) -> None:
    with world.opened() as other:
        other.rows()
        library.mark_read(["0.txt"])
        assert not library.reload(), "its own write is no news"
        assert marks(other) == {}
        assert other.reload()
        assert not other.reload()
        assert marks(other) == marks(library)
        library.star(["0.txt"])
        other.tag(["1.txt"], add=["x"])
        assert library.reload() and other.reload()
        assert other.rows() == library.rows()
        library.keep_place("0.txt", 7)
        assert not other.reload(), "no list shows a place"
        assert other.place_in("0.txt") == 7
        note = library.add_note("0.txt", "x")
        other.reload()
        other.remove_note(note.id)
        assert library.reload() and library.notes() == ()


def test_two_that_meet_an_article_at_once_enter_it_once(world: World) -> None:
    with world.opened() as one, world.opened() as other:
        one.rows(), other.rows()
        one.mark_read(["0.txt"])
        other.star(["0.txt"])
        one.reload()
        assert marks(one) == marks(other) == {"0.txt": (True, True, (), 0)}
    with sqlite3.connect(world.notebook) as connection:
        assert connection.execute("SELECT COUNT(*) FROM articles").fetchone() == (1,)


def test_many_that_write_at_once_lose_nothing(world: World) -> None:
    start = threading.Barrier(4)

    def write(number: int) -> None:
        with world.opened() as library:
            start.wait()
            for turn in range(15):
                library.add_note(f"{number}.txt", f"{number} {turn}")
                library.tag(["4.txt"], add=[f"t{number}-{turn}"])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    with world.opened() as library:
        texts = {note.text for note in library.notes()}
        assert texts == {f"{number} {turn}" for number in range(4) for turn in range(15)}
        assert len(library.tags()) == 60


def test_a_notebook_made_between_two_looks_is_no_foreign_file(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    path = world.notebook
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()

    def version_before_another_makes_it(connection: sqlite3.Connection) -> int:
        found = version_of(connection)
        if not found:
            with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as another:
                migrate(another, MIGRATIONS)
        return found

    with world.opened() as library:
        monkeypatch.setattr(database, "version_of", version_before_another_makes_it)
        library.add_note("0.txt", "kept")
        assert [note.text for note in library.notes()] == ["kept"]


_WRITER = """
import sys
from pathlib import Path
from tests.index.notebook_world import World
with World(Path(sys.argv[1])).opened() as library:
    turn = 0
    while True:
        note = library.add_note(f"{turn % 5}.txt", f"{sys.argv[2]} {turn}")
        library.tag([f"{turn % 5}.txt"], add=[f"t{sys.argv[2]}-{turn}"])
        print(turn, flush=True)
        turn += 1
"""


def test_what_was_acknowledged_outlives_a_kill(world: World) -> None:
    """Two processes write, and each is killed in the middle of it."""
    command = [sys.executable, "-c", _WRITER, str(world.folder)]
    said: dict[str, int] = {}
    for round_ in range(3):
        names = [f"{round_}a", f"{round_}b"]
        children = [
            subprocess.Popen([*command, name], stdout=subprocess.PIPE, text=True, cwd=PROJECT) for name in names
        ]
        for child, name, turns in zip(children, names, (3 + round_, 6), strict=True):
            assert child.stdout is not None
            for _ in range(turns):
                said[name] = int(child.stdout.readline())
            os.kill(child.pid, signal.SIGKILL)
            for line in child.stdout:
                said[name] = int(line)
            child.wait()
            child.stdout.close()
    with world.opened() as library:
        texts = {note.text for note in library.notes()}
        expected = {(name, turn) for name, last in said.items() for turn in range(last + 1)}
        assert texts >= {f"{name} {turn}" for name, turn in expected}
        assert set(library.tags()) >= {f"t{name}-{turn}" for name, turn in expected}
    assert Database(world.notebook).damage() == []


# ---- files that are not as they should be


def assert_read_without_marks(world: World, library: Library, said: str) -> None:
    """Articles and searches go on, and say what they lack; whatever wants a mark is refused with the same words."""
    assert len(library.rows()) == len(found(library, "ceasefire")) == 5
    assert not any(row.marks_known or row.is_unread for row in library.rows())
    assert library.place_in("0.txt") == 0
    facets = library.facets()
    assert facets.sources and facets.tags is None and facets.marks is None
    (warning,) = library.warnings
    for ask in (
        library.notes,
        library.tags,
        library.saved_searches,
        library.exported,
        lambda: library.search("is:unread"),
        lambda: library.search("tag:x"),
        lambda: library.star(["1.txt"]),
        lambda: library.star(["1.txt"], starred=False),
        lambda: library.mark_read(["1.txt"], read=False),
        lambda: library.tag(["1.txt"], remove=["x"]),
        lambda: library.add_note("1.txt", "x"),
        lambda: library.keep_place("1.txt", 7),
    ):
        with pytest.raises(NotebookError, match=said) as error:
            ask()
        assert str(error.value) == str(warning)
        assert error.value.place == str(world.notebook) and error.value.remedy


def test_a_notebook_that_is_damaged_meanwhile_takes_its_marks_along_and_mended_brings_them_back(
    world: World, library: Library
) -> None:
    library.mark_read(["0.txt"])
    before = marks(library)
    library.close()
    whole = world.notebook.read_bytes()
    with world.opened() as again:
        assert marks(again) == before
        beside = world.notebook.with_name("beside")
        beside.write_bytes(whole[:2000])
        beside.replace(world.notebook)
        assert again.reload()
        assert_read_without_marks(world, again, "damaged")
        assert not again.reload(), "that is no news any more"
        assert world.notebook.read_bytes() == whole[:2000]
        beside.write_bytes(whole)
        beside.replace(world.notebook)
        assert again.reload()
        assert marks(again) == before and all(row.marks_known for row in again.rows())
        assert again.warnings == ()
        again.star(["1.txt"])
        assert again.tags() == {}


def test_one_damaged_page_of_notes_keeps_no_article_from_being_listed(world: World, library: Library) -> None:
    library.add_note("0.txt", "kept")
    library.close()
    with sqlite3.connect(world.notebook) as connection:
        connection.execute("DROP TABLE searches")
    connection.close()
    with world.opened() as again:
        assert marks(again) == {"0.txt": (False, False, (), 1)}
        with pytest.raises(NotebookError, match="damaged"):
            again.saved_searches()


def test_a_newer_notebook_is_refused_and_left_alone(world: World, library: Library) -> None:
    library.mark_read(["0.txt"])
    library.close()
    with sqlite3.connect(world.notebook) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = world.notebook.read_bytes()
    with world.opened() as again:
        assert_read_without_marks(world, again, "newer")
    assert world.notebook.read_bytes() == before


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be taken for one" * 200, b"x"])
def test_a_damaged_notebook_is_named_and_never_overwritten(world: World, content: bytes) -> None:
    world.notebook.parent.mkdir(parents=True)
    world.notebook.write_bytes(content)
    with world.opened() as library:
        assert_read_without_marks(world, library, r"damaged|no notebook")
    assert world.notebook.read_bytes() == content


def test_a_database_of_something_else_is_refused(world: World) -> None:
    world.notebook.parent.mkdir(parents=True)
    with sqlite3.connect(world.notebook) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    with world.opened() as library, pytest.raises(NotebookError, match="no notebook of dateline"):
        library.mark_read(["0.txt"])


def test_what_is_no_file_is_refused_and_not_waited_for(world: World) -> None:
    world.notebook.parent.mkdir(parents=True)
    os.mkfifo(world.notebook)
    with world.opened() as library:
        assert_read_without_marks(world, library, "no ordinary file")


def test_an_empty_file_is_a_notebook_that_was_never_begun(world: World) -> None:
    world.notebook.parent.mkdir(parents=True)
    world.notebook.touch()
    with world.opened() as library:
        assert marks(library) == {}
        library.mark_read(["0.txt"])
        assert set(marks(library)) == {"0.txt"}


def test_a_read_only_notebook_can_be_read(world: World, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.add_note("0.txt", "kept")
    library.close()
    monkeypatch.setattr("index.notebook.database.os.access", lambda path, mode: False)
    with world.opened() as again:
        assert [note.text for note in again.notes()] == ["kept"]
        assert found(again, "is:noted") == {"0.txt"}
        with pytest.raises(NotebookError, match="can't be written") as error:
            again.mark_read(["1.txt"])
        assert "XDG_DATA_HOME" in error.value.remedy
        assert marks(again) == {"0.txt": (False, False, (), 1)}


def test_a_folder_that_cannot_be_made_is_a_notebook_error(world: World) -> None:
    (world.folder / "data").write_text("in the way")
    with world.opened() as library, pytest.raises(NotebookError):
        library.mark_read(["0.txt"])


def test_a_full_disk_leaves_the_notebook_as_it_was(world: World, library: Library) -> None:
    library.add_note("0.txt", "kept")
    with library._notebook.database.reading() as connection:
        assert connection is not None
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(NotebookError, match="full") as error:
        library.add_note("1.txt", "x" * 10**6)
    assert "room" in error.value.remedy
    assert [note.text for note in library.notes()] == ["kept"]
    assert marks(library) == {"0.txt": (False, False, (), 1)}
    library.close()
    with world.opened() as again:
        again.add_note("1.txt", "x" * 10**6)
        assert len(again.notes()) == 2


def test_a_notebook_put_in_the_place_of_another_is_taken_up(world: World, library: Library) -> None:
    library.mark_read(["0.txt"])
    library.close()
    copy = world.notebook.read_bytes()
    library = Library.open(world.folder / "library", corrections=world.corrections, notebook=library._notebook)
    library.star(["1.txt"])
    beside = world.notebook.with_name("copy")
    beside.write_bytes(copy)
    beside.replace(world.notebook)
    assert library.reload()
    assert marks(library) == {"0.txt": (True, False, (), 0)}
    library.tag(["2.txt"], add=["x"])
    world.notebook.unlink()
    assert library.reload()
    assert marks(library) == {}
    library.close()
