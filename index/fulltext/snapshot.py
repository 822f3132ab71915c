"""One generation of the index, opened by one thread: its searcher, and its columns as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from index.fulltext.generation import Manifest, wrong_files
from index.fulltext.schema import NO_DAY, schema
from index.fulltext.whoosh_private import PinnedIndex, map_files_instead_of_copying, numbers_column

DocSet = np.ndarray[Any, np.dtype[np.int64]]
"""Keys of articles, sorted, each once."""

COUNTED_TERMS = 200
"""Terms whose documents are counted to show the most frequent ones first; 10 µs each."""


class Segment:
    """The columns of one segment. Documents are numbered from 0 in it."""

    def __init__(self, reader: Any, offset: int) -> None:
        self.reader = reader
        self.offset = offset
        """Number of its first document among all segments."""
        self.keys: DocSet = numbers_column(reader, "key", "q", 0)
        """Key of each document, not sorted."""
        self.live = np.ones(len(self.keys), dtype=bool)
        self.live[list(reader.segment().deleted_docs())] = False

    @cached_property
    def first_day(self) -> DocSet:
        return numbers_column(self.reader, "first_day", "i", NO_DAY)

    @cached_property
    def last_day(self) -> DocSet:
        return numbers_column(self.reader, "last_day", "i", NO_DAY)

    @cached_property
    def sources(self) -> list[bytes]:
        """Source of each document, case folded, empty where it is not known."""
        column = self.reader.column_reader("source_order", translate=False)
        return [bytes(column[number]) for number in range(len(self.keys))]

    def numbers(self, keys: DocSet) -> DocSet:
        """Live documents with one of these keys."""
        if not len(keys) or not len(self.keys):
            return np.zeros(0, dtype=np.int64)
        places = np.minimum(np.searchsorted(keys, self.keys), len(keys) - 1)
        return np.flatnonzero((keys[places] == self.keys) & self.live)

    def dated(self, first: int | None, last: int | None) -> DocSet:
        """Live documents that are dated wholly from `first` to `last`."""
        chosen = self.live & (self.first_day != NO_DAY)
        if first is not None:
            chosen &= self.first_day >= first
        if last is not None:
            chosen &= self.last_day <= last
        return np.flatnonzero(chosen)

    def undated(self) -> DocSet:
        """Live documents without a date."""
        return np.flatnonzero(self.live & (self.first_day == NO_DAY))


class Snapshot:
    """Not to be shared between threads: whoosh's files have one position each."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        """Raises anything, see `open_snapshot`."""
        map_files_instead_of_copying()
        self.manifest = manifest
        index = PinnedIndex(folder, manifest.generation, schema())
        self.searcher = index.searcher()
        self.segments = [
            Segment(leaf.reader(), offset)
            for leaf, offset in self.searcher.leaf_searchers()
            if leaf.reader().doc_count_all()
        ]
        self._by_reader = {id(segment.reader): segment for segment in self.segments}
        self.forms: dict[str, tuple[str, ...]] = {}
        """Stem → words of the index that have it; filled as queries are explained."""

    def segment_of(self, reader: Any) -> Segment:
        return self._by_reader[id(reader)]

    def numbers(self, keys: DocSet) -> list[int]:
        """Live documents with one of these keys, numbered among all segments."""
        return [int(number) + segment.offset for segment in self.segments for number in segment.numbers(keys).tolist()]

    def terms(self, field: str, prefix: str) -> list[str]:
        """Every term of a field that begins so, sorted."""
        found: set[bytes] = set()
        for segment in self.segments:
            if field in segment.reader.indexed_field_names():
                found.update(segment.reader.expand_prefix(field, prefix))
        return sorted(term.decode("utf-8", "replace") for term in found)

    def by_frequency(self, field: str, terms: Sequence[str]) -> list[str]:
        """The terms, those in most documents first; so many that nobody reads them all stay as they are."""
        if len(terms) > COUNTED_TERMS:
            return list(terms)
        known = [(self._frequency(field, term), term) for term in terms]
        return [term for _, term in sorted(known, key=lambda each: (-each[0], each[1]))]

    def _frequency(self, field: str, term: str) -> int:
        return sum(int(segment.reader.doc_frequency(field, term)) for segment in self.segments)

    def close(self) -> None:
        if not self.searcher.is_closed:
            self.searcher.close()


def open_snapshot(folder: Path, manifest: Manifest) -> Snapshot | None:
    """The generation, or None where its files are damaged, or gone since a newer one came.

    whoosh raises whatever the damaged bytes lead to, bare Exception included; so the files themselves are asked.
    """
    try:
        return Snapshot(folder, manifest)
    except Exception:
        if wrong_files(folder, manifest):
            return None
        raise
