"""Marks and notes follow an article that is renamed, moved or edited, and go to no other."""

from __future__ import annotations

from pathlib import Path

from index.library import Library
from index.notebook.values import Standing
from tests.index.notebook_world import World, marks, story


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
