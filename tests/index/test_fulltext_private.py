"""Whoosh's insides that this program relies on: each test fails when a release of whoosh changes them."""

from __future__ import annotations

import io
import random
from pathlib import Path

import numpy as np
import pytest
import whoosh
from hypothesis import given
from hypothesis import strategies as st
from whoosh import columns
from whoosh.codec import whoosh3
from whoosh.filedb import compound, structfile
from whoosh.index import FileIndex, LockError
from whoosh.matching import IntersectionMatcher
from whoosh.query import Or, Term
from whoosh.query.spans import SpanNear2
from whoosh.writing import SegmentWriter

from index.fulltext import generation
from index.fulltext.documents import Document
from index.fulltext.generation import read_manifest
from index.fulltext.inversion import pack, unpack
from index.fulltext.schema import schema
from index.fulltext.snapshot import Snapshot
from index.fulltext.whoosh_private import (
    MappedReader,
    PinnedIndex,
    SpansMatcher,
    Writer,
    map_files_instead_of_copying,
    numbers_column,
)
from tests.index.fulltext_world import STORE, World, article, documents


def test_this_is_the_whoosh_that_was_looked_into() -> None:
    assert whoosh.__version__ == (2, 7, 4)


# --- the mapped reader


@given(
    st.binary(max_size=400),
    st.lists(st.tuples(st.sampled_from("rls"), st.integers(0, 450), st.integers(0, 2)), max_size=12),
)
def test_the_mapped_reader_reads_as_bytesio_does(data: bytes, steps: list[tuple[str, int, int]]) -> None:
    stock, mapped = io.BytesIO(data), MappedReader(memoryview(data))
    for kind, number, whence in steps:
        if kind == "r":
            assert mapped.read(number) == stock.read(number)
        elif kind == "l":
            assert mapped.readline() == stock.readline()
        else:
            offset = -number if whence == 2 else number
            assert mapped.seek(offset, whence) == stock.seek(max(offset, -len(data)), whence)
        assert mapped.tell() == stock.tell()
    assert mapped.read() == stock.read()


def test_opening_copies_no_posting_file_into_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    World.of(tmp_path / "fulltext", {1: article("alpha")})
    manifest = read_manifest(tmp_path / "fulltext", STORE)
    assert manifest is not None
    copied: list[int] = []

    class Watched(io.BytesIO):
        def __init__(self, data: bytes) -> None:
            copied.append(len(data))
            super().__init__(data)

    monkeypatch.setattr(structfile, "BytesIO", Watched)
    monkeypatch.setattr("index.fulltext.snapshot.map_files_instead_of_copying", lambda: None)
    Snapshot(tmp_path / "fulltext", manifest).close()
    assert copied, "whoosh no longer goes through structfile.BytesIO: the patch is of no use"
    copied.clear()
    map_files_instead_of_copying()
    Snapshot(tmp_path / "fulltext", manifest).close()
    assert not copied
    assert structfile.BytesIO is MappedReader


def test_whoosh_still_maps_a_compound_segment() -> None:
    assert "mmap.mmap" in Path(compound.__file__).read_text(encoding="utf-8")


# --- the pinned generation and the writer


def test_the_methods_that_are_replaced_are_there() -> None:
    for owner, name in (
        (FileIndex, "_read_toc"),
        (SegmentWriter, "_commit_toc"),
        (whoosh3.W3FieldWriter, "add_postings"),
        (whoosh3.W3PostingsWriter, "_write_block"),
        (whoosh3.W3TermInfo, "set_inlined"),
        (whoosh3.W3Codec, "field_writer"),
    ):
        assert callable(getattr(owner, name)), name


def test_a_pinned_index_does_not_look_at_newer_contents(tmp_path: Path) -> None:
    folder = tmp_path / "fulltext"
    World.of(folder, {1: article("alpha")})
    manifest = read_manifest(folder, STORE)
    assert manifest is not None
    name = f"_{generation.INDEX_NAME}_{{}}.toc"
    (folder / name.format(manifest.generation + 1)).write_bytes(b"not whole yet")
    with PinnedIndex(folder, manifest.generation, schema()).searcher() as searcher:
        assert searcher.doc_count() == 1


def test_a_writer_takes_no_lock_where_the_caller_has_it(tmp_path: Path) -> None:
    tmp_path.joinpath("fulltext").mkdir()
    index = PinnedIndex(tmp_path / "fulltext", 0, schema())
    lock = index.lock("WRITELOCK")
    assert lock.acquire()
    Writer(index, 1, lambda _: None).cancel()
    with pytest.raises(LockError):
        SegmentWriter(index)
    lock.release()


def test_postings_are_what_stock_whoosh_writes(tmp_path: Path) -> None:
    """The blocks written at a time and the terms kept inline, read back through whoosh, against plain counting."""
    chosen = random.Random(7)
    bodies = {
        key: [chosen.choice(("alpha", "beta", f"rare{key}")) for _ in range(chosen.randrange(1, 40))]
        for key in range(400)
    }
    world = World.of(tmp_path / "fulltext", {key: article(" ".join(body)) for key, body in bodies.items()})
    manifest = read_manifest(tmp_path / "fulltext", STORE)
    assert manifest is not None
    snapshot = Snapshot(tmp_path / "fulltext", manifest)
    (segment,) = snapshot.segments
    for term in ("alpha", "beta", "rare3"):
        postings = segment.reader.postings("exact", term)
        seen = {}
        while postings.is_active():
            seen[int(segment.keys[postings.id()])] = postings.value_as("positions")
            assert postings.weight() == len(seen[int(segment.keys[postings.id()])])
            postings.next()
        expected = {key: [at for at, word in enumerate(body) if word == term] for key, body in bodies.items()}
        assert seen == {key: places for key, places in expected.items() if places}
        info = segment.reader.term_info("exact", term)
        lengths = [len(bodies[key]) for key in seen]
        assert info.doc_frequency() == len(seen)
        assert info.weight() == sum(map(len, seen.values()))
        assert (info.min_id(), info.max_id()) == (min(seen), max(seen))
        assert info.max_weight() == max(map(len, seen.values()))
        assert info.min_length() <= min(lengths) and info.max_length() >= max(lengths) - 1
    snapshot.close()
    world.full_text.close()


def test_a_column_read_at_once_is_the_column_read_one_by_one(tmp_path: Path) -> None:
    world = World.of(tmp_path / "fulltext", {})
    keys = [3, 2**40, 7, 11]
    world.full_text.fold([Document(key, "", "x", first_day=key % 9 or None) for key in keys], [], 1)
    manifest = read_manifest(tmp_path / "fulltext", STORE)
    assert manifest is not None
    snapshot = Snapshot(tmp_path / "fulltext", manifest)
    (segment,) = snapshot.segments
    for name, typecode in (("key", "q"), ("first_day", "i")):
        column = segment.reader.column_reader(name, columns.NumericColumn(typecode), translate=False)
        slow = [column[number] for number in range(len(keys))]
        assert numbers_column(segment.reader, name, typecode, 0).tolist() == slow
    assert segment.keys.tolist() == keys
    snapshot.close()


@given(st.lists(st.integers(0, 200_000), min_size=1, max_size=50, unique=True).map(sorted))
def test_packed_positions_come_back(places: list[int]) -> None:
    assert unpack(pack(places)) == places


# --- why the stock spans are not used


def test_stock_spans_overlook_a_long_span_that_begins_early(tmp_path: Path) -> None:
    """Once this fails, whoosh's own SpanNear2 can be looked at again."""
    world = World.of(tmp_path / "fulltext", {1: article("far one two three four five near")})
    manifest = read_manifest(tmp_path / "fulltext", STORE)
    assert manifest is not None
    snapshot = Snapshot(tmp_path / "fulltext", manifest)
    long = SpanNear2([Term("exact", "far"), Term("exact", "five")], slop=8)
    stock = SpanNear2([Term("exact", "near"), long], slop=1, ordered=False)
    assert not list(stock.matcher(snapshot.searcher).all_ids())
    assert world.keys("near NEAR/1 (far NEAR/8 five)") == [1]
    snapshot.close()


def test_an_intersection_with_nothing_is_not_active() -> None:
    from whoosh.matching import NullMatcher

    from index.fulltext.leaves import DocsMatcher

    assert not IntersectionMatcher(DocsMatcher([1, 2], 1.0), NullMatcher()).is_active()


@given(st.lists(st.integers(0, 60), unique=True).map(sorted), st.lists(st.integers(0, 70), max_size=6).map(sorted))
def test_a_matcher_of_known_documents_moves_as_whoosh_expects(numbers: list[int], targets: list[int]) -> None:
    from index.fulltext.leaves import DocsMatcher

    matcher = DocsMatcher(numbers, 2.0)
    left = np.array(numbers)
    for target in targets:
        if not matcher.is_active():
            break
        matcher.skip_to(target)
        left = left[left >= target]
        assert list(matcher.copy().all_ids()) == left.tolist()
    if matcher.is_active():
        assert matcher.score() == 2.0
        first = matcher.id()
        matcher.next()
        assert list(matcher.all_ids()) == [number for number in left.tolist() if number != first]


@given(st.dictionaries(st.integers(0, 40), st.booleans(), max_size=12))
def test_a_matcher_of_spans_keeps_the_documents_that_hold_one(holds: dict[int, bool]) -> None:
    from index.fulltext.leaves import DocsMatcher

    asked: list[int] = []

    def places_in(number: int) -> list[tuple[int, int]]:
        asked.append(number)
        return [(3, 4)] if holds[number] else []

    matcher = SpansMatcher(DocsMatcher(sorted(holds), 1.0), places_in)
    assert list(matcher.all_ids()) == sorted(number for number, held in holds.items() if held)
    assert set(asked) == set(holds), "whoosh asks `_get_spans` about every document"


def test_stock_or_still_overlooks_a_document_with_a_score_of_0_and_either_does_not(tmp_path: Path) -> None:
    """Once the first half fails, `Either` is of no use."""
    from index.fulltext.leaves import DocSetQuery, Either

    World.of(tmp_path / "fulltext", {key: article("alpha") for key in (1, 2, 3)})
    manifest = read_manifest(tmp_path / "fulltext", STORE)
    assert manifest is not None
    snapshot = Snapshot(tmp_path / "fulltext", manifest)
    parts = [DocSetQuery(lambda _, number=number: np.array([number]), score=0.0) for number in (0, 1, 2)]
    stock, mended = (
        list(kind(parts).matcher(snapshot.searcher, snapshot.searcher.context()).all_ids()) for kind in (Or, Either)
    )
    assert stock != [0, 1, 2] == mended
    snapshot.close()


def test_opening_and_closing_many_times_keeps_no_files_open(tmp_path: Path) -> None:
    listing = Path("/proc/self/fd")
    if not listing.is_dir():
        pytest.skip("this system does not list open files")
    world = World.of(tmp_path / "fulltext", {})
    world.full_text.fold(documents(5), [], 1)
    before = len(list(listing.iterdir()))
    for revision in range(2, 30):
        world.full_text.fold([], [revision % 5], revision)
        world.keys("alpha")
    world.full_text.close()
    assert len(list(listing.iterdir())) <= before + 2
