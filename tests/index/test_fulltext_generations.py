"""What is on the disk: killed anywhere, damaged anyhow, written by another, read while it is written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zlib
from collections.abc import Iterable
from pathlib import Path

import pytest

from index.errors import DatelineError, LibraryBusy, LibraryDamaged
from index.fulltext import folding
from index.fulltext.documents import Document
from index.fulltext.fulltext import FullText
from index.fulltext.generation import MANIFEST, check_owner
from index.fulltext.parser import parse
from tests.index.fulltext_world import STORE, documents

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "fulltext"


def keys(full_text: FullText, typed: str) -> list[int]:
    found = full_text.search(parse(typed), resolver=lambda field, words: None, text_of=lambda key: ("", ()))  # type: ignore[arg-type, return-value]
    return sorted(found.keys.tolist())


def opened(folder: Path, store: str = STORE) -> FullText:
    return FullText.open(folder, store)


def count(full_text: FullText) -> int:
    """How many articles can be found."""
    return len(keys(full_text, "-absent"))


def content(full_text: FullText) -> tuple[int, list[int], list[int]]:
    """Revision, and what two queries find."""
    return full_text.revision, keys(full_text, "alpha"), keys(full_text, "beta3 OR omega")


# --- folding


def test_opening_writes_nothing(folder: Path) -> None:
    full_text = opened(folder)
    assert (full_text.revision, count(full_text), full_text.check()) == (0, 0, [])
    assert not folder.exists()


def test_folding_the_same_again_changes_nothing(folder: Path) -> None:
    full_text = opened(folder)
    full_text.fold(documents(20), [3], 5)
    before = content(full_text)
    for _ in range(3):
        full_text.fold(documents(20), [3], 5)
        assert content(full_text) == before == content(opened(folder))


def test_removed_and_replaced_articles_are_gone_and_a_key_removed_and_given_is_kept(folder: Path) -> None:
    full_text = opened(folder)
    full_text.fold(documents(20), [], 1)
    full_text.fold([Document(4, "", "omega"), Document(5, "", "omega"), Document(5, "", "sigma")], [1, 2, 5, 99], 2)
    assert keys(full_text, "alpha") == [0, 3, *range(6, 20)]
    assert keys(full_text, "omega") == [4]
    assert keys(full_text, "sigma") == [5]
    assert count(full_text) == 18


def test_only_a_new_revision_writes_no_segment(folder: Path) -> None:
    full_text = opened(folder)
    full_text.fold(documents(3), [], 1)
    before = {path.name for path in folder.iterdir()}
    full_text.fold([], [], 2)
    assert {path.name for path in folder.iterdir()} == before
    assert opened(folder).revision == 2


def test_documents_are_taken_as_they_come_and_none_is_kept_on_an_error(folder: Path) -> None:
    def broken() -> Iterable[Document]:
        yield from documents(5)
        raise RuntimeError("the reader failed")

    full_text = opened(folder)
    full_text.fold(documents(2), [], 1)
    with pytest.raises(RuntimeError):
        full_text.fold(broken(), [0], 2)
    assert content(opened(folder))[:2] == (1, [0, 1])
    full_text.fold(documents(5)[1:], [0], 2)
    assert content(opened(folder))[:2] == (2, [1, 2, 3, 4])


def test_more_than_fits_in_memory_goes_in_with_several_segments(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folding, "BATCH_WORDS", 10)
    full_text = opened(folder)
    full_text.fold(documents(3), [], 6)
    full_text.fold([*documents(12)[2:], Document(1, "", "omega")], [0], 7)
    assert content(full_text) == (7, list(range(2, 12)), [1, 3, 10]) == content(opened(folder))


def test_many_small_folds_are_merged_and_find_what_one_fold_finds(folder: Path, tmp_path: Path) -> None:
    whole, parts = opened(tmp_path / "whole"), opened(folder)
    whole.fold([document for document in documents(120) if document.key % 10], [], 1)
    for begin in range(0, 120, 3):
        parts.fold(documents(120)[begin : begin + 3], [begin - begin % 10], begin + 1)
    parts.fold([], range(0, 120, 10), 200)
    assert len(list(folder.glob("*.seg"))) <= folding.SEGMENTS_LIMIT
    for typed in (
        "alpha",
        "beta3",
        '"alpha beta2"',
        "gamma7",
        "beta1 NEAR/1 alpha",
        "title:title",
        "gamma1*",
        "-beta3",
    ):
        assert keys(parts, typed) == keys(whole, typed), typed
    assert parts.check() == []


def test_two_writers_at_once_are_refused(folder: Path) -> None:
    full_text = opened(folder)

    def second_while_first() -> Iterable[Document]:
        yield from documents(1)
        with pytest.raises(LibraryBusy):
            opened(folder).fold(documents(1), [], 9)

    full_text.fold(second_while_first(), [], 1)
    assert opened(folder).revision == 1


def test_a_full_disk_is_said_and_leaves_the_old_state(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full_text = opened(folder)
    full_text.fold(documents(3), [], 1)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(folding, "write_manifest", full)
        with pytest.raises(DatelineError, match="the full-text index can't be written: No space left on device"):
            full_text.fold(documents(9), [], 2)
    assert content(opened(folder))[:2] == content(full_text)[:2] == (1, [0, 1, 2])
    assert {path.suffix for path in folder.iterdir()} <= {".json", ".seg", ".toc", ""}
    full_text.fold(documents(9), [], 2)
    assert count(opened(folder)) == 9


# --- killed

_KILLED = """
import os, signal, sys
from pathlib import Path
from whoosh.filedb import filestore
from index.fulltext import generation
from index.fulltext.fulltext import FullText
from index.fulltext.documents import Document
from tests.index.fulltext_world import STORE, documents

left = int(sys.argv[2])
def watched(owner, name):
    original = getattr(owner, name)
    def step(*arguments, **options):
        global left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*arguments, **options)
    setattr(owner, name, step)
for name in ("create_file", "rename_file", "delete_file"):
    watched(filestore.FileStorage, name)
for name in ("_sync", "_crc32_of"):
    watched(generation, name)
for name in ("replace", "unlink", "open", "rmdir"):
    watched(Path, name)
full_text = FullText.open(Path(sys.argv[1]), STORE)
full_text.fold([Document(3, "", "omega"), *documents(12)[8:]], [0], 2)
"""


def test_killed_at_any_step_of_a_fold_it_is_as_before_or_as_after(tmp_path: Path) -> None:
    start = tmp_path / "start"
    full_text = opened(start)
    for begin in range(0, 10, 1):  # the next fold merges, so that files are removed too
        full_text.fold(documents(10)[begin : begin + 1], [], 1)
    before = content(full_text)
    after = (2, [1, 2, *range(4, 12)], [3, 10])
    states = []
    for step in range(1, 400):
        folder = tmp_path / "killed"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(start, folder)
        command = [sys.executable, "-c", _KILLED, str(folder), str(step)]
        ended = subprocess.run(command, cwd=PROJECT, env={**os.environ, "PYTHONPATH": str(PROJECT)}, check=False)
        survivor = opened(folder)
        states.append(content(survivor))
        assert states[-1] in (before, after), f"step {step}"
        assert survivor.check() == []
        survivor.fold([Document(3, "", "omega"), *documents(12)[8:]], [0], 2)
        assert content(opened(folder)) == after, f"folding again after a kill at step {step}"
        assert {path.suffix for path in folder.iterdir()} == {".json", ".seg", ".toc", ""}, "nothing is left behind"
        if ended.returncode == 0:
            break
    assert ended.returncode == 0 and len(states) > 15
    assert before in states and after in states


# --- damaged


@pytest.fixture
def written(folder: Path) -> Path:
    full_text = opened(folder)
    full_text.fold(documents(10), [], 4)
    full_text.fold(documents(12)[10:], [], 5)
    return folder


def test_an_index_of_another_store_counts_as_empty_and_is_replaced(written: Path) -> None:
    other = opened(written, "another store")
    assert (other.revision, count(other)) == (0, 0)
    assert opened(written).revision == 5, "nothing was written yet"
    other.fold(documents(1), [], 1)
    assert count(opened(written, "another store")) == 1
    assert opened(written).revision == 0


@pytest.mark.parametrize("name", ["*.seg", "*.toc", MANIFEST])
@pytest.mark.parametrize("damage", ["cut", "empty", "gone", "noise"])
def test_what_is_cut_gone_or_noise_counts_as_empty_and_is_made_anew(written: Path, name: str, damage: str) -> None:
    path = next(written.glob(name))
    whole = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes({"cut": whole[:-9], "empty": b"", "noise": bytes(range(256)) * 40}[damage])
    full_text = opened(written)
    assert (full_text.revision, count(full_text)) == (0, 0)
    full_text.fold(documents(12), [], 5)
    assert content(opened(written))[:2] == (5, list(range(12)))
    assert full_text.check() == []


def test_every_flipped_bit_of_a_segment_is_found_by_check_and_never_raises_anything_unknown(written: Path) -> None:
    path = max(written.glob("*.seg"), key=lambda each: each.stat().st_size)
    whole = path.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 150)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        full_text = opened(written)
        if full_text.revision == 0:
            continue
        assert len(full_text.check()) == 1
        for typed in ("alpha", "gamma3", '"alpha beta3"', "be*", "-alpha"):
            try:
                keys(full_text, typed)
            except LibraryDamaged as error:
                assert "doctor" in error.remedy
    path.write_bytes(whole)
    assert opened(written).check() == []


def test_every_flipped_bit_of_the_manifest_or_the_contents_is_noticed(written: Path) -> None:
    for path in (written / MANIFEST, next(written.glob("*.toc"))):
        whole = path.read_bytes()
        for at in range(0, len(whole), 7):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x02]) + whole[at + 1 :])
            try:
                assert opened(written).revision in (0, 5)
            except LibraryDamaged as error:
                assert "newer" in error.message
        path.write_bytes(whole)


def test_a_newer_index_is_refused_with_what_to_do(written: Path) -> None:
    path = written / MANIFEST
    manifest = json.loads(path.read_text())
    manifest["content"]["format"] += 1
    manifest["crc32"] = zlib.crc32(json.dumps(manifest["content"], sort_keys=True).encode())
    path.write_text(json.dumps(manifest))
    with pytest.raises(LibraryDamaged, match="newer version"):
        opened(written)


def test_an_index_of_another_user_is_refused(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_owner(written)
    monkeypatch.setattr(os, "getuid", lambda: written.stat().st_uid + 1)
    with pytest.raises(LibraryDamaged, match="another user"):
        opened(written)


def test_an_index_with_other_words_is_made_anew(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from index.fulltext import generation

    monkeypatch.setattr(generation, "ANALYZER_VERSION", 99)
    assert opened(written).revision == 0


# --- read while it is written


def test_a_reader_keeps_its_state_until_it_reloads(written: Path) -> None:
    reader = opened(written)
    assert keys(reader, "alpha") == list(range(12))
    code = (
        "from pathlib import Path; import sys; from index.fulltext.fulltext import FullText;"
        "from tests.index.fulltext_world import STORE, documents\n"
        "full_text = FullText.open(Path(sys.argv[1]), STORE)\n"
        "for n in range(12): full_text.fold(documents(20 + n)[n + 1 :], [n], 6 + n)"
    )
    subprocess.run([sys.executable, "-c", code, str(written)], cwd=PROJECT, check=True)
    for typed in ("alpha", "title:title", "date:unknown", '"alpha beta3"', "be*"):
        assert max(keys(reader, typed)) < 12, "files that the writer removed are still read"
    assert reader.search(parse("alpha"), resolver=lambda *_: None, text_of=lambda _: ("", ()), sort="source")  # type: ignore[arg-type, return-value]
    assert reader.revision == 5
    assert reader.reload()
    assert reader.revision == 17
    assert keys(reader, "alpha") == list(range(12, 31))
    assert not reader.reload()


def test_a_reader_that_comes_late_finds_the_newer_state(written: Path) -> None:
    late = opened(written)
    opened(written).fold(documents(30), [], 6)
    for path in written.glob("*_1.toc"):
        path.unlink()
    assert keys(late, "alpha") == list(range(30))
    assert late.revision == 6
