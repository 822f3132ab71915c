"""Takes documents into the index: one segment and one generation a call, small segments merged when there are many."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.reading import SegmentReader

from index.errors import DatelineError, LibraryBusy
from index.fulltext.documents import Document
from index.fulltext.generation import (
    Manifest,
    check_owner,
    read_manifest,
    remove_strays,
    write_manifest,
)
from index.fulltext.schema import schema
from index.fulltext.snapshot import Snapshot, open_snapshot
from index.fulltext.whoosh_private import PinnedIndex, Writer, newest_toc, toc_name

SEGMENTS_LIMIT = 8
"""More are merged: every query opens a list of postings in each."""
SEGMENTS_KEPT = 4
"""The largest stay as they are when the others are merged, so that an article is rewritten few times in its life."""
MERGED_DOCUMENTS = 20_000
"""A merge holds its postings in memory, about 15 kB an article."""
BATCH_WORDS = 4_000_000
"""Words before a segment is written and the next begun: some 60 bytes each at the peak (measured on stories-dev)."""


def fold(folder: Path, store: str, documents: Iterable[Document], removed: Iterable[int], revision: int) -> Manifest:
    """See `FullText.fold`. Gives the manifest of the new state."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        check_owner(folder)
        with _write_lock(folder), _without_garbage_collection():
            return _fold(folder, store, iter(documents), removed, revision)
    except OSError as error:
        raise DatelineError(
            f"the full-text index can't be written: {error.strerror or error}",
            place=str(folder),
            remedy="Mend that and run the same command again; what was there before is still there",
        ) from error


@contextmanager
def _write_lock(folder: Path) -> Iterator[None]:
    lock = PinnedIndex(folder, 0, schema()).lock("WRITELOCK")
    if not lock.acquire():
        raise LibraryBusy(
            "another process is writing to the full-text index", place=str(folder), remedy="Wait until it is done"
        )
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Millions of short-lived objects and no cycles: looking for some takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _fold(folder: Path, store: str, documents: Iterator[Document], removed: Iterable[int], revision: int) -> Manifest:
    manifest = read_manifest(folder, store)
    base = open_snapshot(folder, manifest) if manifest is not None else None
    manifest = base.manifest if base is not None else Manifest(store, 0)
    remove_strays(folder, manifest)
    gone = sorted(set(removed))
    while True:
        batch = _Batch(folder, manifest, base, gone)
        exhausted = batch.take(documents)
        manifest = batch.commit(revision if exhausted else manifest.revision)
        if exhausted:
            return manifest
        gone = []
        base = Snapshot(folder, manifest)


class _Batch:
    """One whoosh writer and the state that it builds on."""

    def __init__(self, folder: Path, manifest: Manifest, base: Snapshot | None, removed: list[int]) -> None:
        self.folder = folder
        self.manifest = manifest
        self.base = base
        self.removed = removed
        self.writer: Writer | None = None
        self.added: dict[int, int] = {}
        """Key → number of the document in the new segment."""

    def take(self, documents: Iterator[Document]) -> bool:
        """Documents until there are no more (True) or memory is full (False). Nothing is left behind on an error."""
        try:
            for document in documents:
                writer = self._writer()
                if document.key in self.added:
                    writer.drop_added(self.added[document.key])
                self.added[document.key] = writer.docnum
                writer.add(document)
                if writer.pool.batch.size > BATCH_WORDS:
                    return False
        except BaseException:
            self._cancel()
            raise
        return True

    def commit(self, revision: int) -> Manifest:
        try:
            return self._commit(revision)
        except BaseException:
            self._cancel()
            raise
        finally:
            if self.base is not None:
                self.base.close()

    def _commit(self, revision: int) -> Manifest:
        keys = np.array(sorted({*self.removed, *self.added}), np.int64)
        dead = self.base.numbers(keys) if self.base is not None and len(keys) else []
        if self.writer is None and not dead:
            self._publish(replace(self.manifest, revision=revision), list(self.manifest.entries))
            return self.manifest
        writer = self._writer()
        for number in dead:
            writer.delete_document(number)
        writer.revision = revision
        writer.commit(mergetype=_merge)
        self.writer = None
        return self.manifest

    def _writer(self) -> Writer:
        if self.writer is None:
            index = PinnedIndex(self.folder, self.manifest.generation, schema())
            generation = max(self.manifest.generation, newest_toc(self.folder)) + 1
            self.writer = Writer(index, generation, self._segments_written)
        return self.writer

    def _segments_written(self, names: list[str]) -> None:
        assert self.writer is not None
        generation = self.writer.generation
        state = Manifest(self.manifest.store, self.writer.revision, generation)
        self._publish(state, [*names, toc_name(generation)])

    def _publish(self, state: Manifest, names: list[str]) -> None:
        self.manifest = write_manifest(self.folder, state, names, self.manifest.entries)

    def _cancel(self) -> None:
        if self.writer is not None and not self.writer.is_closed:
            self.writer.cancel()
        self.writer = None
        remove_strays(self.folder, self.manifest)


def _merge(writer: Any, segments: list[Any]) -> list[Any]:
    """whoosh's merge policy: drop what is empty, merge the small ones when there are many."""
    kept = sorted((segment for segment in segments if segment.doc_count()), key=lambda segment: segment.doc_count())
    if len(kept) < SEGMENTS_LIMIT:
        return [segment for segment in segments if segment.doc_count()]
    merged = 0
    while len(kept) > SEGMENTS_KEPT and merged + kept[0].doc_count() <= MERGED_DOCUMENTS:
        segment = kept.pop(0)
        merged += segment.doc_count()
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return kept
