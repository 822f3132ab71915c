"""Tables (`.csv`, `.tsv`) → articles, one a row, as they stream by."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import IO

from index.errors import ReadError
from index.model import Article
from index.readers.article.metadata import NAMES
from index.readers.declared import Columns
from index.readers.document import PACKING_ERRORS, Document, Remark, broken
from index.readers.encoding import Decoded, decode, replaced
from index.readers.records import record as records
from index.readers.streams import Pieces
from index.readers.suffixes import suffix_of
from index.text import clean

LONGEST_ROW = 16 * 1024 * 1024
"""Code points of one row. A quotation mark that nobody closes is then an error, and never a gigabyte in memory."""
_SAMPLE = 65_536
"""Bytes at the beginning that say how a table is encoded and divided."""
_CHUNK = 1024 * 1024
_DELIMITERS = (",", ";", "\t", "|")
_MARKED = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)
"""The first line by which spreadsheets say what divides the cells."""
_KNOWN = frozenset(name for names in (records.BODY, *NAMES.values()) for name in names)
_SHOWN = 12
"""Names of columns that an error lists."""


def read_table(document: Document) -> Iterator[Article | ReadError | Remark]:
    """The articles of a table with a header, a row each, and an error in the place of one that can't be read.

    `row` is the number of the line on which it begins, from 0. Never more than one row is in memory.
    """
    try:
        file = document.opened()
    except OSError as error:
        raise broken(error, document.relative) from error
    with closing(file):
        try:
            beginning = _read(file, _SAMPLE)
        except (OSError, *PACKING_ERRORS) as error:
            raise broken(error, document.relative) from error
        if not beginning:
            raise ReadError("the file is empty", place=document.relative, remedy="Fill it or leave it out")
        decoded = _sampled(beginning, document)
        repaired = decoded.encoding == "utf-8" and not document.declared.encoding
        stream = _text(beginning, file, decoded.encoding, repaired=repaired)
        yield from _Table(document, decoded, stream, repaired=repaired).articles()


def _read(file: IO[bytes], most: int) -> bytes:
    found = b""
    while len(found) < most and (piece := file.read(most - len(found))):
        found += piece
    return found


def _sampled(beginning: bytes, document: Document) -> Decoded:
    """How the table is encoded, by its beginning, which ends where no character is cut."""
    if len(beginning) == _SAMPLE and b"\0" not in beginning:
        beginning = beginning[: beginning.rfind(b"\n") + 1] or beginning
    return decode(beginning, document.relative, document.declared.encoding)


def _text(beginning: bytes, file: IO[bytes], encoding: str, *, repaired: bool) -> io.TextIOWrapper:
    """Its text; where it is `repaired` later, bytes that are none of it stand in it as lone surrogates."""
    stream = io.BufferedReader(_Rejoined(beginning, file), _SAMPLE)
    encoding = "utf-8-sig" if encoding == "utf-8" else encoding
    return io.TextIOWrapper(stream, encoding, "surrogateescape" if repaired else "replace", newline="")


class _Rejoined(Pieces):
    """A file whose beginning was read already."""

    def __init__(self, beginning: bytes, file: IO[bytes]) -> None:
        self._beginning = beginning
        self._file = file

    def piece(self, most: int) -> bytes:
        piece, self._beginning = self._beginning[:most], self._beginning[most:]
        return piece or self._file.read(most)


class _TooLongError(Exception):
    """A row is longer than what is read; the lines go on after it."""


class _Lines:
    """The lines of a table, and how many of them the row takes that is read now."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self._stream = stream
        self._length = 0
        self._quotes = 0
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._next(LONGEST_ROW + 1)
        if not line:
            raise StopIteration
        self._length += len(line)
        if self._length > LONGEST_ROW:
            self._skip(line)
            raise _TooLongError
        return line

    def begin_row(self) -> None:
        self._length = self._quotes = 0

    def _next(self, most: int) -> str:
        line = self._stream.readline(most)
        self.number += bool(line)
        self._quotes += line.count('"')
        return line

    def _skip(self, line: str) -> None:
        """To the end of the row: a line end that is in no quotation."""
        while line and (self._quotes % 2 or line[-1] not in "\r\n"):
            whole = line[-1] in "\r\n"
            line = self._next(_CHUNK)
            self.number -= bool(line) and not whole


class _Table:
    def __init__(self, document: Document, decoded: Decoded, stream: io.TextIOWrapper, *, repaired: bool) -> None:
        self._document = document
        self._decoded = decoded
        self._repaired = repaired
        self._lines = _Lines(stream)
        marked = _MARKED.match(decoded.text)
        if marked:
            next(self._lines)
        self._delimiter = document.declared.delimiter or (marked[1] if marked else self._told())
        self._names: list[tuple[str, str]] = []
        """Of each column: by which it may be known, and as it is written."""

    def articles(self) -> Iterator[Article | ReadError | Remark]:
        rows = self._rows()
        header = next(rows, None)
        if header is None:
            raise ReadError("there is no row in it", place=self._document.relative, remedy="Fill it or leave it out")
        if isinstance(header, ReadError):
            raise header
        self._names = [(_name(cell), cell.strip()) for cell in header[1]]
        missing = self._map_columns()
        if not set(records.BODY) & ({name for name, _ in self._names} | {name for name, _ in self._columns}):
            raise self._without_body(next(rows, None))
        if missing:
            yield Remark(f"sources.toml names columns that it has not: {_listed(missing)}")
        for row in rows:
            yield row if isinstance(row, ReadError) else self._article(*row)

    def _map_columns(self) -> list[str]:
        """Have the user's columns under the names that the header writes; gives those that are not in it."""
        written = {shown: shown for _, shown in self._names}
        known = {name: shown for name, shown in self._names if name} | written
        missing, mapping = [], []
        for name, columns in self._document.declared.columns:
            missing += [column for column in columns if not (known.get(column) or known.get(_name(column)))]
            found = (known.get(column) or known.get(_name(column)) for column in columns)
            mapping.append((name, tuple(column for column in found if column)))
        self._columns: Columns = tuple((name, columns) for name, columns in mapping if columns)
        self._document = self._document.holding(
            self._document.opened, declared=replace(self._document.declared, columns=self._columns)
        )
        return missing

    def _told(self) -> str:
        """What divides the cells: what makes the most known names of the header, and then the most names."""
        if suffix_of(self._document.name) == ".tsv":
            return "\t"

        def names(delimiter: str) -> tuple[int, int]:
            head = io.StringIO(self._decoded.text.removeprefix("\ufeff"), newline="")
            try:
                cells = next((cells for cells in csv.reader(head, delimiter=delimiter) if cells), [])
            except csv.Error:
                return 0, 0
            return len(_KNOWN & set(map(_name, cells))), len(cells)

        return max(_DELIMITERS, key=names)

    def _rows(self) -> Iterator[tuple[int, list[str]] | ReadError]:
        """Number of the first line, from 1, and the cells of each row that has any."""
        # The module keeps one limit for the process; the length of a row is bounded below it, by `_Lines`.
        csv.field_size_limit(max(LONGEST_ROW, csv.field_size_limit()))
        reader = csv.reader(self._lines, delimiter=self._delimiter)
        while True:
            first = self._lines.number + 1
            place = f"{self._document.relative}:{first}"
            self._lines.begin_row()
            try:
                cells = next(reader, None)
            except _TooLongError:
                said = f"the row is longer than {LONGEST_ROW // 1024**2} MB, the most that is read"
                remedy = "Close the quotation mark that is open in it, or divide the article"
                yield ReadError(said, place=place, remedy=remedy)
                continue
            except csv.Error as error:
                yield ReadError(f"the row can't be read ({error})", place=place, remedy="Mend the row")
                continue
            except ReadError as error:
                yield error
                return
            except (OSError, *PACKING_ERRORS) as error:
                yield broken(error, self._document.relative if isinstance(error, OSError) else place)
                return
            if cells is None:
                return
            if any(map(str.strip, cells)):
                yield first, cells

    def _article(self, line: int, cells: list[str]) -> Article | ReadError:
        named = f"{self._document.relative}:{line}"
        more = len(cells) - len(self._names)
        if more > 0 and any(map(str.strip, cells[-more:])):
            said = f"the row has {len(cells):,} cells, and the table {len(self._names):,} columns"
            return ReadError(said, place=named, remedy="Put a text that has the delimiter in it into quotation marks")
        try:
            decoded, cells = _mended(self._decoded, cells, named, replacing=not self._repaired)
        except ReadError as error:
            return error
        fields: dict[object, object] = {}
        for (name, _), cell in zip(self._names, cells, strict=False):
            if name and not fields.get(name):
                fields[name] = cell
        fields |= {shown: cell for (_, shown), cell in zip(self._names, cells, strict=False) if shown}
        return records.article(fields, self._document, decoded, line - 1, named)

    def _without_body(self, first: tuple[int, list[str]] | ReadError | None) -> ReadError:
        """Names the columns, and how to say which it is; that of the first row's longest cell is the example."""
        shown = [name for _, name in self._names]
        cells = first[1][: len(shown)] if isinstance(first, tuple) else []
        likely = max(zip(cells, shown, strict=False), key=lambda pair: len(pair[0]), default=("", "Text"))[1]
        files = f"files = {json.dumps(self._document.name, ensure_ascii=False)}, " if not self._document.depth else ""
        lines = f"[[source]], {files}columns.body = {json.dumps(likely, ensure_ascii=False)}"
        return ReadError(
            f"none of its columns is an article’s text: {_listed(shown)}",
            place=self._document.relative,
            remedy=f"Call one “body”, or write into sources.toml in its folder, a line each: {lines}",
        )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join("“" + " ".join(clean(name).split())[:40] + "”" for name in names[:_SHOWN])
    return shown + (f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else "")


def _name(cell: str) -> str:
    """A column's name as the table of known names has it: “Publish Date” is `publish_date`."""
    return "_".join(re.findall(r"[^\W_]+", cell.casefold()))


def _mended(decoded: Decoded, cells: list[str], named: str, *, replacing: bool) -> tuple[Decoded, list[str]]:
    """The cells of a row, and how it was decoded: bytes that are not in the encoding of the rest are guessed at."""
    whole = "\n".join(cells)
    encoding = decoded.encoding
    if not re.search("[\udc80-\udcff]", whole):
        warnings = (replaced(encoding),) if replacing and "\ufffd" in whole else ()
        return Decoded("", encoding, decoded.guessed, warnings), cells
    found = decode(whole.encode("utf-8", "surrogateescape"), named)
    raw = [cell.encode("utf-8", "surrogateescape") for cell in cells]
    return found, [cell.decode(found.encoding, "replace") for cell in raw]
