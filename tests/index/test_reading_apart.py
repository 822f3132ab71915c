"""A file that hangs, kills or swells its reader costs itself: the others go in, in order, and the build goes on."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.build.pipeline import build
from index.build.reading import Reading
from index.build.scan import FoundFile, Root, files_below
from index.corrections import Corrections
from index.errors import ReadError
from index.model import Article
from index.readers import Item, Limits, read
from index.readers.declared import Declared
from index.store import Store
from tests.index.test_readers_archives import OTHER, STORY, zipped


def misbehaving(path: Path, relative: str, *, limits: Limits, declared: Declared) -> Iterator[Item]:
    """Reads a file as it should be read, but for those whose names say otherwise."""
    yield from read(path, relative, limits=limits, declared=declared)
    match path.name.partition(".")[0].rstrip("0123456789"):
        case "hangs":
            time.sleep(600)
        case "dies":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "leaves":
            os._exit(3)
        case "swells":
            _ = [bytearray(1 << 28) for _ in range(40)]
        case "breaks":
            raise KeyError("no such thing")
        case "deepens":
            _deepen()


def _deepen() -> None:
    _deepen()


def reading(folder: Path, names: list[str], seconds: float = 60.0) -> dict[str, list[Item]]:
    for name in names:
        (folder / name).write_bytes(zipped({"in.txt": STORY.encode()}))
    files = [found for found in files_below(Root(folder)) if isinstance(found, FoundFile)]
    assert [file.path.name for file in files] == sorted(names)
    with Reading(files, Limits(seconds=seconds), misbehaving) as apart:
        return {file.relative: list(apart.items(file)) for file in files}


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("dies", "its reader broke down (ended by SIGSEGV)"),
        ("leaves", "its reader broke down (exit code 3)"),
        ("swells", "reading it takes more than 1 GB of memory"),
        ("breaks", "its reader broke down (KeyError: 'no such thing')"),
        ("deepens", "its reader broke down (RecursionError: maximum recursion depth exceeded)"),
    ],
)
def test_what_breaks_its_reader_costs_only_itself(tmp_path: Path, how: str, said: str) -> None:
    found = reading(tmp_path, ["a.zip", f"{how}1.zip", f"{how}2.zip", "z.zip"])
    for name, items in found.items():
        article, *rest = items
        assert isinstance(article, Article)
        assert article.path == f"{name}/in.txt"
        expected = [] if name in ("a.zip", "z.zip") else [said]
        assert [item.message for item in rest if isinstance(item, ReadError)] == expected


def test_what_hangs_is_stopped(tmp_path: Path) -> None:
    found = reading(tmp_path, ["a.zip", "hangs.zip", "z.zip"], seconds=1.0)
    assert [len(items) for items in found.values()] == [1, 2, 1]
    stopped = found["hangs.zip"][1]
    assert isinstance(stopped, ReadError)
    assert stopped.message == "reading it gave nothing for 1 seconds, so it was stopped"


def test_files_that_nobody_asks_for_are_passed_over(tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip", "c.zip"):
        (tmp_path / name).write_bytes(zipped({"in.txt": STORY.encode()}))
    files = [found for found in files_below(Root(tmp_path)) if isinstance(found, FoundFile)]
    with Reading(files, Limits()) as apart:
        assert [getattr(item, "path", "") for item in apart.items(files[2])] == ["c.zip/in.txt"]


def test_nothing_is_left_running_when_it_is_left_halfway(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({f"{n}.txt": STORY.encode() for n in range(50)}))
    (file,) = [found for found in files_below(Root(tmp_path)) if isinstance(found, FoundFile)]
    with Reading([file], Limits()) as apart:
        assert isinstance(next(apart.items(file)), Article)
        child = apart._child
        assert child is not None
    assert child.exitcode is not None


def library(folder: Path, root: Path) -> dict[str, str]:
    build(folder, [root], corrections=Corrections(folder.with_name("corrections.jsonl")))
    store = Store.open(folder)
    found = {row.path: f"{row.key} {row.title}" for row in store.article_rows()}
    store.close()
    return found


def test_members_of_an_archive_keep_their_keys_when_others_come_and_go(tmp_path: Path) -> None:
    root = tmp_path / "news"
    root.mkdir()
    (root / "a.zip").write_bytes(zipped({"one.txt": STORY.encode(), "two.txt": OTHER.encode()}))
    before = library(tmp_path / "library", root)
    assert list(before) == ["a.zip/one.txt", "a.zip/two.txt"]
    (root / "a.zip").write_bytes(zipped({"nil.txt": STORY.encode(), "two.txt": OTHER.encode()}))
    after = library(tmp_path / "library", root)
    assert list(after) == ["a.zip/nil.txt", "a.zip/two.txt"]
    assert after["a.zip/two.txt"] == before["a.zip/two.txt"]


def test_a_renamed_archive_keeps_the_keys_of_its_members(tmp_path: Path) -> None:
    root = tmp_path / "news"
    root.mkdir()
    (root / "a.zip").write_bytes(zipped({"one.txt": STORY.encode(), "two.txt": OTHER.encode()}))
    before = library(tmp_path / "library", root)
    (root / "a.zip").rename(root / "older.zip")
    after = library(tmp_path / "library", root)
    assert after == {path.replace("a.zip", "older.zip"): said for path, said in before.items()}
