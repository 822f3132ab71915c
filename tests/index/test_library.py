"""A library that is open while another process writes: consistent until it is reloaded, and up to date after."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.build.pipeline import build
from index.changes import Change
from index.corrections import Corrections
from index.errors import LibraryMissing, UnknownName
from index.library import Library
from index.store import Store
from index.store.schema import VERSION, migrate, version_of
from tests.index.older_store import made_older

FIRST = "First report\n\nAnn Lee met Robert Stone in Paris. President Lee thanked Mr. Stone.\n"
SECOND = "Second report\n\nFayez al-Serraj and Ann Lee talked in Malta about Turkey and the European Union (EU).\n"


@pytest.fixture
def corrections(tmp_path: Path) -> Corrections:
    return Corrections(tmp_path / "corrections.jsonl")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST)
    return folder


@pytest.fixture
def library(tmp_path: Path, news: Path, corrections: Corrections) -> Iterator[Library]:
    build(tmp_path / "library", [news], corrections=corrections)
    opened = Library.open(tmp_path / "library", corrections=corrections)
    yield opened
    opened.close()


def ask_everything(library: Library) -> int:
    """Ask all questions; returns how many articles there are."""
    for row in library.rows():
        library.article(row.id)
        library.mentions(row.id)
        library.article_actors(row.id)
        library.matches("lee OR malta", row.id)
    for actor in library.actors():
        library.cross_references(actor.id)
    library.search("lee OR malta", facets=True)
    return len(library.rows())


def test_an_open_library_stays_as_it_was_until_it_is_reloaded(
    library: Library, news: Path, corrections: Corrections
) -> None:
    assert ask_everything(library) == 1
    (news / "second.txt").write_text(SECOND)
    build(library.folder, [news], corrections=corrections)
    assert ask_everything(library) == 1
    assert library.reload()
    assert ask_everything(library) == 2
    assert not library.reload()
    (news / "first.txt").unlink()
    build(library.folder, [news], corrections=corrections)
    assert ask_everything(library) == 2
    assert library.reload()
    assert ask_everything(library) == 1
    with pytest.raises(UnknownName):
        library.article("first.txt")


def test_a_correction_made_elsewhere_shows_after_a_reload(library: Library, corrections: Corrections) -> None:
    other = Library.open(library.folder, corrections=Corrections(corrections.path))
    assert library.actor("Robert Stone").name == "Robert Stone"
    other.correct(Change("merge", "Ann Lee", others=("Robert Stone",)))
    other.close()
    assert library.reload()
    assert library.actor("Robert Stone").name == "Ann Lee"


def test_a_store_that_is_just_being_made_is_not_there_yet(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite3").touch()
    with pytest.raises(LibraryMissing):
        Store.open(tmp_path)


def test_a_second_migration_finds_nothing_to_do(tmp_path: Path) -> None:
    store = Store.create(tmp_path)
    uuid = store.uuid
    migrate(store.connection)
    store.close()
    again = Store.create(tmp_path)
    assert again.uuid == uuid
    again.close()


def older(library: Library) -> None:
    """Leaves the store as the first version did, without what came since."""
    library.close()
    made_older(library.folder, 1)


def test_a_list_is_read_without_going_through_the_texts(library: Library) -> None:
    store = Store.open(library.folder)
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    store.article_rows()
    store.connection.set_trace_callback(None)
    plan = store.connection.execute(f"EXPLAIN QUERY PLAN {asked[0]}").fetchall()
    store.close()
    assert [row[3] for row in plan] == ["SCAN articles USING COVERING INDEX articles_in_list"]


def test_a_library_of_the_first_version_is_brought_up_to_date(library: Library, corrections: Corrections) -> None:
    before = library.rows()
    older(library)
    again = Library.open(library.folder, corrections=corrections)
    assert again.rows() == before
    again.close()
    store = Store.open(library.folder)
    assert version_of(store.connection) == VERSION
    store.close()


def test_a_library_of_the_first_version_is_read_where_it_cannot_be_written(
    library: Library, corrections: Corrections, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = library.rows()
    older(library)
    monkeypatch.setattr(os, "access", lambda *_: False)
    again = Library.open(library.folder, corrections=corrections)
    assert again.rows() == before
    again.close()
    monkeypatch.undo()
    store = Store(library.folder, read_only=True)
    assert version_of(store.connection) == 1
    store.close()


def test_on_a_full_disk_a_full_text_that_lags_behind_goes_on_to_answer(
    library: Library, news: Path, corrections: Corrections, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    folder = library.folder
    library.close()
    (news / "second.txt").write_text(SECOND)
    monkeypatch.setattr("index.build.pipeline.fold", full)
    with pytest.raises(OSError, match="No space"):
        build(folder, [news], corrections=corrections)
    monkeypatch.setattr("index.build.folding.fold", full)
    behind = Library.open(folder, corrections=corrections)
    assert len(behind.rows()) == 2
    assert (behind.search("thanked").total, behind.search("talked").total) == (1, 0)
    assert "no space left" in str(behind.warnings[-1])
    monkeypatch.undo()
    build(folder, [news], corrections=corrections)
    assert behind.reload()
    assert (behind.search("talked").total, behind.warnings) == (1, ())
    behind.close()
