"""However a library came to be, its boilerplate is the same: in any order, by many builds, killed anywhere, or old."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from index.build.pipeline import build
from index.build.progress import FileReport, FileStatus
from index.build.repetition import settling
from index.build.repetition.marking import marked
from index.corrections import Corrections
from index.store import Store, writing
from index.store.schema import VERSION
from index.store.soundness import unsound
from tests.index.repeating import (
    TAIL,
    archive,
    blocks_of,
    lines_by_fate,
    made,
    story,
    write,
)
from tests.index.test_repetition import FURNITURE, library_of


@pytest.mark.parametrize("seed", range(4))
def test_the_order_and_number_of_imports_changes_nothing(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    told = archive(16, seed)
    at_once = blocks_of(library_of(tmp_path, told, "at-once"))
    chance.shuffle(told)
    roots = [tmp_path / "east", tmp_path / "west"]
    parts = sorted(chance.sample(range(1, len(told)), chance.randint(1, 6)))
    for first, last in zip([0, *parts], [*parts, len(told)], strict=True):
        write(chance.choice(roots) / f"{first}.jsonl", told[first:last])
        made(tmp_path / "bit-by-bit", *[root for root in roots if root.exists()])
    assert blocks_of(tmp_path / "bit-by-bit") == at_once


@pytest.mark.parametrize("seed", range(4))
def test_what_is_removed_or_written_anew_leaves_no_trace(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    told = archive(16, seed)
    folder = tmp_path / "news"
    for start in range(0, len(told), 8):
        write(folder / f"{start}.jsonl", told[start : start + 8])
    made(tmp_path / "changed", folder)
    assert lines_by_fate(tmp_path / "changed")[0]
    for path in chance.sample(sorted(folder.iterdir()), 3):
        path.unlink()
        made(tmp_path / "changed", folder)
    for path in chance.sample(sorted(folder.iterdir()), 2):
        path.write_text(path.read_text().replace(TAIL[1], "Etwas anderes").replace('"Gazette"', '"Herald"'))
    made(tmp_path / "changed", folder)
    assert blocks_of(tmp_path / "changed") == blocks_of(made(tmp_path / "new", folder))
    for path in sorted(folder.iterdir())[1:]:
        path.unlink()
    made(tmp_path / "changed", folder)
    assert lines_by_fate(tmp_path / "changed")[0] == {}, "too few are left for anything to repeat"


class Killed(BaseException):
    """Ends a build where it stands, like a signal that nobody can catch."""


class Watched(sqlite3.Connection):
    """A connection that ends the build in place of one of its commits."""

    left = 0

    def execute(self, statement: str, *values: object) -> sqlite3.Cursor:  # type: ignore[override]
        if statement == "COMMIT":
            Watched.left -= 1
            if not Watched.left:
                raise Killed
        return super().execute(statement, *values)  # type: ignore[arg-type]


def test_a_build_that_ends_anywhere_goes_on_to_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = archive(9)
    expected = blocks_of(library_of(tmp_path, told, "whole"))
    write(tmp_path / "killed.jsonl", told)
    monkeypatch.setattr(settling, "_BATCH", 8)
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *given, **how: connect(*given, factory=Watched, **how))
    for commit in range(VERSION + 2, 200):  # those before make the database
        library = tmp_path / f"killed-{commit}"
        Watched.left = commit
        try:
            made(library, tmp_path / "killed.jsonl")
            break
        except Killed:
            made(library, tmp_path / "killed.jsonl")
        assert blocks_of(library) == expected, f"killed at commit {commit}"
    assert commit > VERSION + 15


def test_an_article_read_again_is_unchanged(tmp_path: Path) -> None:
    library = library_of(tmp_path, archive(16))
    before = blocks_of(library)
    path = tmp_path / "library.jsonl"
    path.touch()
    reports: list[FileReport] = []
    build(library, [path], corrections=Corrections(library / "corrections.jsonl"), report=reports.append)
    assert [report.status for report in reports] == [FileStatus.UNCHANGED]
    assert blocks_of(library) == before


def test_a_library_of_an_older_version_catches_up_without_reading_files(tmp_path: Path) -> None:
    library = library_of(tmp_path, archive(16))
    expected = blocks_of(library)
    store = Store.create(library)
    with store.transaction():
        for key, article_ in list(store.articles_since(-1)):
            writing.put_marks(store.connection, key, marked(article_, ()))
        store.connection.execute("DELETE FROM lines")
        store.connection.execute("DELETE FROM unsettled")
        store.connection.execute("DELETE FROM meta WHERE name = 'repetition_version'")
    store.close()
    (tmp_path / "library.jsonl").rename(tmp_path / "away.jsonl")
    other = tmp_path / "other.jsonl"
    write(other, [story("Other", "Another", "The army left the town.")])
    made(library, other)
    after = blocks_of(library)
    assert {text: shown for text, shown in after.items() if text in expected} == expected


def test_the_user_can_say_no(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    write(folder / "a.jsonl", archive(24))
    made(tmp_path / "library", folder)
    assert lines_by_fate(tmp_path / "library")[0]
    (folder / "sources.toml").write_text("[[source]]\nfiles = '*.jsonl'\nrepetition = false\n")
    made(tmp_path / "library", folder)
    assert lines_by_fate(tmp_path / "library")[0] == {}
    (folder / "sources.toml").write_text("[[source]]\nfiles = '*.jsonl'\nrepetition = true\n")
    made(tmp_path / "library", folder)
    assert set(lines_by_fate(tmp_path / "library")[0]) == set(FURNITURE)


def test_lines_that_this_program_did_not_write_are_damage(tmp_path: Path) -> None:
    library = library_of(tmp_path, archive(8))
    store = Store.create(library)
    assert unsound(store) == []
    store.connection.execute("UPDATE lines SET lines = x'010203'")
    assert unsound(store)
    store.close()
