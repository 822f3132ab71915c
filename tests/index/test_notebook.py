"""What would be broken: something the user made is lost, shows late, or shows on an article that it was not made for."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.errors import AmbiguousName, NotebookError, QueryError, UnknownName
from index.library import Library
from index.notebook.database import Database
from index.notebook.schema import VERSION
from index.notebook.values import Standing
from tests.conftest import PROJECT
from tests.index.notebook_world import World, found, marks, story


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    for number in range(5):
        made.write(f"{number}.txt", story(number))
    made.build()
    return made


@pytest.fixture
def library(world: World) -> Iterator[Library]:
    with world.opened() as opened:
        yield opened


# ---- written and shown


def test_what_is_written_shows_at_once_and_after_opening_again(world: World, library: Library) -> None:
    library.mark_read(["0.txt", "1.txt"])
    library.star(["1.txt"])
    library.tag(["1.txt", "2.txt"], add=["libya", "EU"])
    library.add_note("2.txt", "look again")
    library.mark_read(["0.txt"], read=False)
    library.tag(["1.txt"], remove=["eu"])
    expected = {"1.txt": (True, True, ("libya",), 0), "2.txt": (False, False, ("EU", "libya"), 1)}
    assert marks(library) == expected
    assert library.tags() == {"EU": 1, "libya": 2}
    with world.opened() as again:
        assert marks(again) == expected
        assert again.rows() == library.rows()
    hit = next(hit.article for hit in library.search("story").hits if hit.article.path == "1.txt")
    assert hit == library.row("1.txt")


def test_the_file_is_made_with_the_first_write_and_closed_to_others(world: World, library: Library) -> None:
    library.rows()
    library.search("is:unread")
    library.notes()
    library.mark_read(["0.txt"], read=False)
    library.keep_place("0.txt", 0)
    assert not world.notebook.parent.exists()
    library.mark_read(["0.txt"])
    assert world.notebook.stat().st_mode & 0o777 == 0o600
    assert world.notebook.parent.stat().st_mode & 0o777 == 0o700


def test_fields_find_marks_at_once_under_any_operator(library: Library) -> None:
    everything = {f"{number}.txt" for number in range(5)}
    assert found(library, "is:unread") == everything
    library.mark_read(["0.txt", "1.txt"])
    assert found(library, "is:unread") == everything - {"0.txt", "1.txt"} == found(library, "NOT is:read")
    library.star(["1.txt"])
    library.tag(["2.txt"], add=["to-read"])
    library.add_note("3.txt", "A CEASEFIRE’s end; Straße")
    assert found(library, "is:read -is:starred") == {"0.txt"}
    assert found(library, "is:starred OR tag:to-read") == {"1.txt", "2.txt"}
    assert found(library, "tag:TO*") == found(library, "is:tagged") == {"2.txt"}
    assert found(library, "tag:to") == set()
    assert found(library, "note:(end ceasefire's)") == found(library, "note:STRASSE") == {"3.txt"}
    assert found(library, "note:cease") == set()
    assert found(library, "note:cease*") == found(library, "is:noted") == {"3.txt"}
    assert found(library, "NOT (is:noted OR is:tagged OR is:read)") == {"4.txt"}
    assert found(library, "same:(ceasefire malta) is:starred") == {"1.txt"}
    library.mark_read(["0.txt"], read=False)
    assert found(library, "is:read") == {"1.txt"}


def test_is_lists_what_it_can_be(library: Library) -> None:
    with pytest.raises(QueryError) as error:
        library.search("is:nothing")
    assert "unread, read, starred, noted, tagged" in error.value.remedy


def test_a_removed_note_comes_back_as_it_was(library: Library) -> None:
    note = library.add_note("0.txt", "first", start=0, end=5)
    library.change_note(note.id[:6], "second")
    removed = library.remove_note(note.id)
    assert (removed.text, library.notes(), marks(library)) == ("second", (), {})
    with pytest.raises(UnknownName):
        library.change_note(note.id, "third")
    assert library.restore_note(note.id) == removed
    assert library.notes() == (removed,)
    assert removed.created < removed.changed


def test_notes_are_in_the_order_of_articles_and_text(library: Library) -> None:
    written = [("3.txt", 20, 30), ("0.txt", 30, 40), ("0.txt", 0, 0), ("0.txt", 10, 20)]
    for name, start, end in written:
        library.add_note(name, "x", start=start, end=end)
    order = [(note.path, note.start) for note in library.notes()]
    assert order == [("0.txt", 0), ("0.txt", 10), ("0.txt", 30), ("3.txt", 20)]
    assert [note.start for note in library.notes("0.txt")] == [0, 10, 30]
    assert library.notes("1.txt") == ()


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 2), (3, 3), (0, 10**6), (10**6, 10**6 + 1)])
def test_a_range_outside_the_text_is_refused(library: Library, start: int, end: int) -> None:
    with pytest.raises(NotebookError):
        library.add_note("0.txt", "x", start=start, end=end)


def test_a_note_of_nothing_on_nothing_is_refused(library: Library) -> None:
    with pytest.raises(NotebookError):
        library.add_note("0.txt", " \n")
    kept = library.add_note("0.txt", "", start=0, end=4)
    assert library.change_note(kept.id, "").quote == kept.quote
    whole = library.add_note("0.txt", "x")
    with pytest.raises(NotebookError):
        library.change_note(whole.id, "")


@pytest.mark.parametrize(
    "tag", ["", "  ", "a b", "+x", "-x", "x*", 'x"', "a,b", "(x)", "tag:x", "x" * 65, "\x1b", "\u200b"]
)
def test_what_can_be_no_tag_is_refused_and_nothing_is_written(world: World, library: Library, tag: str) -> None:
    with pytest.raises(NotebookError):
        library.tag(["0.txt"], add=["good", tag])
    assert not world.notebook.exists()


def test_two_spellings_are_one_tag_as_long_as_something_has_it(library: Library) -> None:
    library.tag(["0.txt"], add=["Libya"])
    library.tag(["1.txt"], add=["LIBYA"])
    assert library.tags() == {"Libya": 2}
    library.tag(["0.txt", "1.txt"], remove=["libya"])
    assert library.tags() == {}
    library.tag(["0.txt"], add=["libya"])
    assert library.tags() == {"libya": 1}


def test_a_note_is_named_by_a_start_of_its_id_that_fits_one(library: Library) -> None:
    for _ in range(40):
        library.add_note("0.txt", "x")
    starts = [note.id[0] for note in library.notes()]
    twice = next(start for start in starts if starts.count(start) > 1)
    with pytest.raises(AmbiguousName):
        library.remove_note(twice)


def test_the_place_is_kept_and_never_behind_the_text(world: World, library: Library) -> None:
    assert library.place_in("0.txt") == 0
    library.keep_place("0.txt", 60)
    assert library.place_in("0.txt") == 60
    world.write("0.txt", "Story number 0\n\nEnd.\n")
    world.build()
    library.reload()
    assert library.place_in("0.txt") == len(library.article("0.txt").text)


def test_without_a_notebook_reading_works_and_writing_is_refused(world: World) -> None:
    library = Library.open(world.folder / "library", corrections=world.corrections)
    assert marks(library) == {}
    assert found(library, "is:read") == set()
    for write in (lambda: library.mark_read(["0.txt"]), lambda: library.save_search("x", "story")):
        with pytest.raises(NotebookError):
            write()
    library.close()


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


def test_a_newer_notebook_is_refused_and_left_alone(world: World, library: Library) -> None:
    library.mark_read(["0.txt"])
    library.close()
    with sqlite3.connect(world.notebook) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = world.notebook.read_bytes()
    with world.opened() as again:
        for ask in (again.rows, lambda: again.mark_read(["1.txt"]), lambda: again.notes()):
            with pytest.raises(NotebookError, match="newer") as error:
                ask()
            assert error.value.place == str(world.notebook) and error.value.remedy
    assert world.notebook.read_bytes() == before


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be taken for one" * 200, b"x"])
def test_a_damaged_notebook_is_named_and_never_overwritten(world: World, content: bytes) -> None:
    world.notebook.parent.mkdir(parents=True)
    world.notebook.write_bytes(content)
    with world.opened() as library:
        for ask in (library.rows, library.notes, lambda: library.star(["1.txt"])):
            with pytest.raises(NotebookError, match="damaged|no notebook") as error:
                ask()
            assert error.value.place == str(world.notebook) and error.value.remedy
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
    with world.opened() as library, pytest.raises(NotebookError, match="no ordinary file"):
        library.rows()


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


# ---- articles found again


def test_marks_follow_a_renamed_file(world: World, library: Library) -> None:
    library.mark_read(["0.txt"])
    library.tag(["0.txt"], add=["x"])
    note = library.add_note("0.txt", "why", start=20, end=40)
    (world.news / "0.txt").rename(world.news / "renamed.txt")
    world.build()
    assert library.reload()
    assert marks(library) == {"renamed.txt": (True, False, ("x",), 1)}
    (moved,) = library.notes()
    assert (moved.path, moved.start, moved.standing) == ("renamed.txt", note.start, Standing.PLACED)


def test_marks_follow_an_edited_file_and_a_note_its_words(world: World, library: Library) -> None:
    library.star(["0.txt"])
    text = library.article("0.txt").text
    at = text.index("rejected a call")
    library.add_note("0.txt", "who?", start=at, end=at + 15)
    world.write("0.txt", story(0, "A new first sentence. Eastern forces Rejected  a\ncall for a truce. Others agreed."))
    world.build()
    library.reload()
    assert marks(library) == {"0.txt": (False, True, (), 1)}
    (note,) = library.notes("0.txt")
    assert note.standing is Standing.MOVED
    assert library.article("0.txt").text[note.start : note.end].split() == ["Rejected", "a", "call"]
    world.write("0.txt", story(0, "Nothing of it is left."))
    world.build()
    library.reload()
    (note,) = library.notes("0.txt")
    assert (note.standing, note.start, note.end, note.quote) == (Standing.LOST, 0, 0, "rejected a call")
    assert library.row("0.txt").starred


def test_edited_then_renamed_is_still_known(world: World, library: Library) -> None:
    library.star(["0.txt"])
    world.write("0.txt", story(0, "Edited."))
    world.build()
    library.reload()
    library.mark_read(["1.txt"])  # any write records what was seen
    (world.news / "0.txt").rename(world.news / "later.txt")
    world.build()
    library.reload()
    assert library.row("later.txt").starred


def test_a_new_file_in_the_place_of_a_renamed_one_gets_nothing(world: World, library: Library) -> None:
    library.star(["0.txt"])
    (world.news / "0.txt").rename(world.news / "old.txt")
    world.write("0.txt", story(99, "Another story altogether."))
    world.build()
    library.reload()
    assert marks(library) == {"old.txt": (False, True, (), 0)}
    library.mark_read(["old.txt"])
    world.write("old.txt", story(0, "Now edited under its new name."))
    world.build()
    library.reload()
    assert marks(library) == {"old.txt": (True, True, (), 0)}


def test_the_same_path_below_another_root_is_another_article(world: World, library: Library) -> None:
    library.mark_read(["0.txt"])
    library.add_note("0.txt", "mine")
    elsewhere = world.folder / "elsewhere"
    world.write("0.txt", "Another title\n\nAnother text of somebody else.\n", elsewhere)
    world.build(elsewhere, library="second")
    with world.opened("second") as second:
        assert second.rows()[0].id == library.row("0.txt").id, "the ids collide"
        assert (marks(second), second.notes()) == ({}, ())
        second.star(["0.txt"])
        assert marks(second) == {"0.txt": (False, True, (), 0)}
    library.reload()
    assert marks(library) == {"0.txt": (True, False, (), 1)}


def test_a_copy_below_another_root_is_the_same_article_and_edits_of_each_are_followed(
    world: World, library: Library
) -> None:
    library.mark_read(["0.txt"])
    elsewhere = world.folder / "elsewhere"
    world.write("copy.txt", story(0), elsewhere)
    world.build(elsewhere, library="second")
    with world.opened("second") as second:
        assert marks(second) == {"copy.txt": (True, False, (), 0)}
        second.star(["copy.txt"])
    world.write("copy.txt", story(0, "Edited there."), elsewhere)
    world.build(elsewhere, library="second")
    world.write("0.txt", story(0, "Edited here."))
    world.build()
    library.reload()
    with world.opened("second") as second:
        assert marks(second) == {"copy.txt": (True, True, (), 0)}
    assert marks(library) == {"0.txt": (True, True, (), 0)}


def test_of_two_articles_with_one_text_only_the_marked_one_is_marked(world: World, library: Library) -> None:
    world.write("twin.txt", story(0))
    world.build()
    library.reload()
    library.mark_read(["0.txt"])
    assert set(marks(library)) == {"0.txt"}
    library.star(["twin.txt"])
    assert marks(library) == {"0.txt": (True, False, (), 0), "twin.txt": (False, True, (), 0)}
    with world.opened() as again:
        assert marks(again) == marks(library)


def test_a_line_added_before_others_moves_their_marks_with_them(tmp_path: Path) -> None:
    world = World(tmp_path)
    lines = [f'{{"title": "Story {number}", "body": "The body of story {number}."}}' for number in range(5)]
    world.write("feed.jsonl", "\n".join(lines) + "\n")
    world.build()
    with world.opened() as library:
        rows = {row.title: row.id for row in library.rows()}
        library.mark_read([rows["Story 0"]])
        library.star([rows["Story 2"]])
        library.save_search("all", "story")
        new = '{"title": "Story new", "body": "The body of a new story."}'
        world.write("feed.jsonl", "\n".join([new, *lines[1:]]) + "\n")
        world.build()
        library.reload()
        assert {row.title for row in library.rows() if row.read} == set(), "the read one is gone"
        world.write("feed.jsonl", "\n".join([new, *lines]) + "\n")
        world.build()
        library.reload()
        assert {row.title for row in library.rows() if row.read} == {"Story 0"}
        assert {row.title for row in library.rows() if row.starred} == {"Story 2"}
        assert [row.title for row in library.new_hits("all")] == ["Story new"]


def test_a_note_on_an_article_that_is_gone_is_lost_but_listed(world: World, library: Library) -> None:
    library.add_note("1.txt", "b", start=0, end=5)
    library.add_note("0.txt", "a", start=0, end=5)
    (world.news / "0.txt").unlink()
    world.build()
    library.reload()
    assert [(note.path, note.standing) for note in library.notes()] == [
        ("1.txt", Standing.PLACED),
        ("0.txt", Standing.LOST),
    ]
    world.write("0.txt", story(0))
    world.build()
    library.reload()
    assert [note.standing for note in library.notes()] == [Standing.PLACED] * 2


# ---- saved searches


def test_a_saved_search_says_what_is_new_since_it_was_seen(world: World, library: Library) -> None:
    library.save_search(" The  truce ", "ceasefire")
    with pytest.raises(QueryError):
        library.save_search("broken", "(ceasefire")
    (search,) = library.saved_searches()
    assert (search.name, search.total, search.new) == ("The truce", 5, 0)
    world.write("5.txt", story(5))
    world.write("0.txt", story(0, "A ceasefire, edited."))
    (world.news / "1.txt").rename(world.news / "01.txt")
    world.build()
    library.reload()
    (search,) = library.saved_searches()
    assert (search.total, search.new) == (6, 1)
    assert [row.path for row in library.new_hits("the TRUCE")] == ["5.txt"]
    library.see_search("the truce")
    assert library.saved_searches()[0].new == 0
    library.forget_search("The Truce")
    assert library.saved_searches() == ()
    for ask in (library.forget_search, library.see_search, library.new_hits):
        with pytest.raises(UnknownName):
            ask("the truce")


def test_what_was_seen_in_one_library_stays_seen_when_another_is_looked_at(world: World, library: Library) -> None:
    library.save_search("truce", "ceasefire")
    elsewhere = world.folder / "elsewhere"
    world.write("0.txt", story(77), elsewhere)
    world.build(elsewhere, library="second")
    with world.opened("second") as second:
        assert [(s.total, s.new) for s in second.saved_searches()] == [(1, 1)]
        second.see_search("truce")
        assert [(s.total, s.new) for s in second.saved_searches()] == [(1, 0)]
    assert [(s.total, s.new) for s in library.saved_searches()] == [(5, 0)]
