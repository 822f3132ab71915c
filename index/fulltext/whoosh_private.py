"""The only calls into whoosh 2.7.4 that its documentation does not promise. `test_fulltext_private.py` watches them.

- `structfile.BytesIO`: whoosh's BufferFile copies the whole posting file into memory to open it (396 ms and 487 MB for
  100,000 articles; 2 ms and 20 MB without). It gets a reader of the mapped file instead.
- `FileIndex._read_toc`, `SegmentWriter._commit_toc`, `TOC`: whoosh opens the newest table of contents that it finds and
  deletes the files of the one before as soon as the new one has its name, all without fsync. Here the manifest decides
  what is open, and nothing it names is deleted before its successor is on the disk.
- `SegmentWriter.add_document`, `.pool` and `W3FieldWriter`: whoosh handles each posting as a tuple, several times over;
  see `Writer.add`, `Pool` and `BlockFieldWriter` (75 documents a second before, three to four times that since).
- `ColumnReader._dbfile`: a column of numbers as one array instead of a call for each document.
- `SegmentWriter(_lk=False)`: one lock from before the manifest is read until it is replaced, not one for each segment.
- `SpanWrappingMatcher._get_spans`: the only way to say which documents hold spans that are not whoosh's own.
- `Or.DEFAULT_MATCHER`: whoosh chooses another matcher for small indexes, which overlooks documents with a score of 0.
"""

from __future__ import annotations

import heapq
import threading
from array import array
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import columns
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermInfo
from whoosh.filedb import structfile
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.query import Or
from whoosh.query.spans import Span as WhooshSpan
from whoosh.query.spans import SpanWrappingMatcher
from whoosh.system import pack_ushort
from whoosh.writing import SegmentWriter

from index.fulltext.documents import Document
from index.fulltext.generation import INDEX_NAME
from index.fulltext.inversion import Batch, Postings
from index.fulltext.schema import column_values

_Entry = tuple["array[int]", "array[float]", "array[int]", bytearray]
_patching = threading.Lock()

PLAIN_UNION = Or.DEFAULT_MATCHER
"""What `Or` takes for its `matcher_type` to have no other matcher than the one of unions."""


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
    """Writes one segment and hands over to `publish` between the new table of contents and the cleaning up.

    The caller holds the lock.
    """

    def __init__(self, index: PinnedIndex, generation: int, publish: Callable[[list[str]], None]) -> None:
        super().__init__(index, codec=FlatCodec(compression=0), _lk=False)
        self.generation = generation
        """Of the table of contents to be written: above every one in the folder."""
        self.pool = Pool()
        self._publish = publish
        self.revision = 0
        """Of the store; goes into the manifest."""

    def add(self, document: Document) -> None:
        """What whoosh's `add_document` does, with postings made for the whole segment at its end."""
        writer, number = self.perdocwriter, self.docnum
        lengths = self.pool.batch.add(number, document)
        writer.start_doc(number)
        for field, length in lengths.items():
            writer.add_field(field, self.schema[field], None, length)
        for field, value in column_values(document).items():
            writer.add_column_value(field, self.schema[field].column_type, value)
        writer.finish_doc()
        self._added = True
        self.docnum += 1

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


class Pool:
    """Postings of the segment being written: those of new documents, and those of segments that are merged into it.

    whoosh's own pool sorts and pickles a tuple for each posting, which takes 39 % of a build.
    """

    def __init__(self) -> None:
        self.batch = Batch()
        self.fieldnames: dict[str, dict[bytes, _Entry]] = {}

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """A posting of a merged segment, whose documents come behind the new ones."""
        field, term, number, weight, value = item
        terms = self.fieldnames.setdefault(field, {})
        entry = terms.get(term)
        if entry is None:
            entry = terms[term] = (array("I"), array("f"), array("I"), bytearray())
        entry[0].append(number)
        entry[1].append(weight)
        entry[2].append(len(value))
        entry[3].extend(value)

    def iter_postings(self) -> Iterator[tuple[str, Iterator[Postings]]]:
        """Each field with its postings, both in rising order."""
        new = dict(self.batch.fields())
        for field in sorted({*new, *self.fieldnames}):
            yield field, _joined(new.get(field, iter(())), _merged(self.fieldnames.get(field, {})))

    def cleanup(self) -> None:
        self.batch = Batch()
        self.fieldnames.clear()


def _merged(terms: dict[bytes, _Entry]) -> Iterator[Postings]:
    for term in sorted(terms):
        numbers, weights, lengths, packed = terms.pop(term)
        values, at, held = [], 0, bytes(packed)
        for length in lengths:
            values.append(held[at : at + length])
            at += length
        yield Postings(term, numbers.tolist(), weights.tolist(), values)


def _joined(new: Iterator[Postings], merged: Iterator[Postings]) -> Iterator[Postings]:
    before: Postings | None = None
    for postings in heapq.merge(new, merged, key=lambda each: each.term):
        if before is None:
            before = postings
        elif before.term == postings.term:
            documents, weights = before.documents + postings.documents, before.weights + postings.weights
            before = Postings(before.term, documents, weights, before.positions + postings.positions)
        else:
            yield before
            before = postings
    if before is not None:
        yield before


class FlatCodec(W3Codec):  # type: ignore[misc]
    """whoosh's own format, written a block at a time instead of a posting at a time."""

    def field_writer(self, storage: Any, segment: Any) -> BlockFieldWriter:
        return BlockFieldWriter(self, storage, segment)


class BlockFieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Fills whoosh's block buffer with slices; what it writes is what whoosh would write."""

    def add_postings(self, schema: Any, lengths: Any, items: Iterable[tuple[str, Iterator[Postings]]]) -> None:
        count = lengths.doc_count_all() if lengths is not None else 0
        for field, terms in items:
            if field not in schema:
                continue
            started = False
            of = [lengths.doc_field_length(each, field) or 0 for each in range(count)] if schema[field].scorable else []
            for postings in terms:
                if not started:
                    self.start_field(field, schema[field])
                    started = True
                if len(postings.documents) == 1:
                    self._add_rare_term(postings, of)
                else:
                    self._add_term(postings, of)
            if started:
                self.finish_field()

    def _add_rare_term(self, postings: Postings, lengths: list[int]) -> None:
        """Half of all terms stand in one document: whoosh can keep their posting beside the term, but never does."""
        number, weight = postings.documents[0], postings.weights[0]
        info = W3TermInfo(weight, 1)
        info._minlength = info._maxlength = lengths[number] if lengths else 0
        info._maxweight = weight
        info._minid = info._maxid = number
        info.set_inlined((number,), (weight,), (postings.positions[0],))
        self._tindex.add(pack_ushort(self._fieldid) + postings.term, info.to_bytes())

    def _add_term(self, postings: Postings, lengths: list[int]) -> None:
        self.start_term(postings.term)
        writer = self._postwriter
        limit = writer._blocklimit
        for first in range(0, len(postings.documents), limit):
            if first:
                writer._write_block()
            numbers = postings.documents[first : first + limit]
            writer._ids = array("I", numbers)
            writer._weights = array("f", postings.weights[first : first + limit])
            writer._values = postings.positions[first : first + limit]
            writer._maxweight = max(writer._weights)
            if lengths:
                within = [lengths[number] for number in numbers]
                writer._minlength, writer._maxlength = min(within), max(within)
        self.finish_term()


class SpansMatcher(SpanWrappingMatcher):  # type: ignore[misc]
    """Those documents of another matcher in which something stands, as `places_in` says of a document.

    It gives first and last position of each.
    """

    def __init__(self, child: Any, places_in: Callable[[int], Iterable[tuple[int, int]]]) -> None:
        self._places_in = places_in
        super().__init__(child)

    def _get_spans(self) -> list[WhooshSpan]:
        return [WhooshSpan(first, last) for first, last in self._places_in(self.child.id())]


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
