"""What would be broken: something the user made is lost, shows late, or shows on an article that it is not about."""

from __future__ import annotations

import pytest

from index.errors import AmbiguousName, NotebookError, QueryError, UnknownName
from index.library import Library
from tests.index.notebook_world import World, found, marks, story


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
    assert search.fresh == tuple(row.id for row in library.new_hits("the TRUCE"))
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
