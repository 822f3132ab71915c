"""The only calls into whoosh 2.7.4 that its documentation does not promise. `test_fulltext_private.py` watches them.

- `structfile.BytesIO`: whoosh's BufferFile copies the whole posting file into memory to open it (396 ms and 487 MB for
  100,000 articles; 2 ms and 20 MB without). It gets a reader of the mapped file instead.
- `FileIndex._read_toc`, `SegmentWriter._commit_toc`, `TOC`: whoosh opens the newest table of contents that it finds and
  deletes the files of the one before as soon as the new one has its name, all without fsync. Here the manifest decides
  what is open, and nothing it names is deleted before its successor is on the disk.
- `SegmentWriter.pool` and `W3FieldWriter`: see `DictPool` and `LengthsOnce`.
- `ColumnReader._dbfile`: a column of numbers as one array instead of a call for each document.
"""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import columns
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter
from whoosh.filedb import structfile
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.writing import SegmentWriter

INDEX_NAME = "MAIN"
_Entry = tuple["array[int]", "array[float]", "array[int]", bytearray]
_patching = threading.Lock()


class MappedReader:
    """What BufferFile needs of a BytesIO, over the mapped file itself."""

    def __init__(self, buffer: Any) -> None:
        self._buffer = buffer
        self._at = 0

    def read(self, size: int | None = None) -> bytes:
        end = len(self._buffer) if size is None or size < 0 else self._at + size
        data = bytes(self._buffer[self._at : end])
        self._at += len(data)
        return data

    def readinto(self, target: Any) -> int:
        data = self.read(len(target))
        target[: len(data)] = data
        return len(data)

    def readline(self, size: int = -1) -> bytes:
        limit = len(self._buffer) if size < 0 else min(len(self._buffer), self._at + size)
        step, end = 4096, self._at
        while end < limit:
            found = bytes(self._buffer[end : min(limit, end + step)]).find(b"\n")
            if found >= 0:
                return self.read(end + found + 1 - self._at)
            end += step
        return self.read(limit - self._at)

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = max(0, offset + (0, self._at, len(self._buffer))[whence])
        return self._at

    def tell(self) -> int:
        return self._at

    def close(self) -> None:
        self._buffer = b""


def map_files_instead_of_copying() -> None:
    """From now on whoosh reads compound segments where they are mapped."""
    with _patching:
        structfile.BytesIO = MappedReader


class PinnedIndex(FileIndex):  # type: ignore[misc]
    """A whoosh index as one table of contents tells it, whatever newer ones lie in the folder."""

    def __init__(self, folder: Path, generation: int, schema: Any) -> None:
        self.storage = FileStorage(str(folder))
        self._schema = schema
        self.indexname = INDEX_NAME
        self.generation = generation
        """0 for an index that holds nothing yet."""

    def _read_toc(self) -> TOC:
        if not self.generation:
            return TOC(self._schema, [], 0)
        return TOC.read(self.storage, self.indexname, gen=self.generation, schema=self._schema)


class Writer(SegmentWriter):  # type: ignore[misc]
    """Writes one segment and hands over to `publish` between the new table of contents and the cleaning up."""

    def __init__(
        self, index: PinnedIndex, generation: int, publish: Callable[[list[str]], None], **options: Any
    ) -> None:
        codec = FlatCodec(compression=0)
        super().__init__(index, codec=codec, **options)
        self.generation = generation
        """Of the table of contents to be written: above every one in the folder."""
        self.pool = DictPool()
        self._publish = publish
        self.revision = 0
        """Of the store; goes into the manifest."""

    def _commit_toc(self, segments: list[Any]) -> None:
        TOC(self.schema, segments, self.generation).write(self.storage, self.indexname)
        names = [name for segment in segments for name in segment.list_files(self.storage)]
        self._publish(names)
        clean_files(self.storage, self.indexname, self.generation, segments)

    def drop_added(self, number: int) -> None:
        """Take back a document that this writer was given, the `number`th from 0; another follows in its place."""
        self.newsegment.delete_document(number)


def toc_name(generation: int) -> str:
    """File name of a table of contents."""
    return str(TOC._filename(INDEX_NAME, generation))


def newest_toc(folder: Path) -> int:
    """The highest generation in the folder, named by a manifest or not; 0 if there is none."""
    return max(0, int(TOC._latest_generation(FileStorage(str(folder)), INDEX_NAME)))


class DictPool:
    """Postings in memory, by field and term, flat. whoosh's pool sorts and pickles a tuple for each (39 % of a build).

    A posting takes 12 bytes and its positions; the caller bounds how many there are.
    """

    def __init__(self) -> None:
        self.fieldnames: dict[str, dict[bytes, _Entry]] = {}
        self.size = 0
        """Bytes held, about."""

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        field, term, number, weight, value = item
        terms = self.fieldnames.get(field)
        if terms is None:
            terms = self.fieldnames[field] = {}
        entry = terms.get(term)
        if entry is None:
            entry = terms[term] = (array("I"), array("f"), array("I"), bytearray())
            self.size += 500
        entry[0].append(number)
        entry[1].append(weight)
        entry[2].append(len(value))
        entry[3].extend(value)
        self.size += 16

    def iter_postings(self) -> Iterator[tuple[str, bytes, int, float, bytes]]:
        for field in sorted(self.fieldnames):
            terms = self.fieldnames[field]
            for term in sorted(terms):
                numbers, weights, lengths, values = terms.pop(term)
                packed, at = bytes(values), 0
                for number, weight, length in zip(numbers, weights, lengths, strict=True):
                    yield field, term, number, weight, packed[at : at + length]
                    at += length

    def cleanup(self) -> None:
        self.fieldnames.clear()


class FlatCodec(W3Codec):  # type: ignore[misc]
    """whoosh's own format, written with one look at the lengths of a field instead of one a posting."""

    def field_writer(self, storage: Any, segment: Any) -> LengthsOnce:
        return LengthsOnce(self, storage, segment)


class LengthsOnce(W3FieldWriter):  # type: ignore[misc]
    """Keeps the length of every document in a list while a field is written: a sixth of a build's time."""

    def add_postings(self, schema: Any, lengths: Any, items: Any) -> None:
        super().add_postings(schema, _Lengths(lengths) if lengths is not None else None, items)


class _Lengths:
    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._field = ""
        self._lengths: list[int] = []

    def doc_field_length(self, number: int, field: str) -> int:
        if field != self._field:
            count = self._reader.doc_count_all()
            self._lengths = [self._reader.doc_field_length(each, field) or 0 for each in range(count)]
            self._field = field
        return self._lengths[number]


def numbers_column(reader: Any, field: str, typecode: str, default: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    """A column of numbers of one segment, a value for each document in the order of their numbers."""
    count = reader.doc_count_all()
    values = np.full(count, default, dtype=np.int64)
    if not reader.has_column(field):
        return values
    column = reader.column_reader(field, columns.NumericColumn(typecode, default=default), translate=False)
    width = np.dtype(typecode).itemsize
    data = column._dbfile.get(column._basepos, column._count * width)
    stored = np.frombuffer(data, dtype=np.dtype(typecode).newbyteorder(">"))
    values[: len(stored)] = stored
    return values
