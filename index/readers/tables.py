"""Tables (`.csv`, `.tsv`) → articles, one a row, as they stream by."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import IO

from index.errors import ReadError
from index.model import Article
from index.readers import records
from index.readers.document import PACKING_ERRORS, Document, broken
from index.readers.encoding import Decoded, decode, replaced
from index.readers.metadata import NAMES
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


def read_table(document: Document) -> Iterator[Article | ReadError]:
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
        yield from _Table(document, decoded, _text(beginning, file, decoded.encoding)).articles()


def _read(file: IO[bytes], most: int) -> bytes:
    found = b""
    while len(found) < most and (piece := file.read(most - len(found))):
        found += piece
    return found


def _sampled(beginning: bytes, document: Document) -> Decoded:
    """How the table is encoded, by its beginning, which ends where no character is cut."""
    if len(beginning) == _SAMPLE and b"\0" not in beginning:
        beginning = beginning[: beginning.rfind(b"\n") + 1] or beginning
    return decode(beginning, document.relative)


def _text(beginning: bytes, file: IO[bytes], encoding: str) -> io.TextIOWrapper:
    stream = io.BufferedReader(_Rejoined(beginning, file), _SAMPLE)
    if encoding == "utf-8":
        return io.TextIOWrapper(stream, "utf-8-sig", "surrogateescape", newline="")
    return io.TextIOWrapper(stream, encoding, "replace", newline="")


class _Rejoined(io.RawIOBase):
    """A file whose beginning was read already."""

    def __init__(self, beginning: bytes, file: IO[bytes]) -> None:
        self._beginning = beginning
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        piece, self._beginning = self._beginning[: len(view)], self._beginning[len(view) :]
        piece = piece or self._file.read(len(view))
        view[: len(piece)] = piece
        return len(piece)


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
    def __init__(self, document: Document, decoded: Decoded, stream: io.TextIOWrapper) -> None:
        self._document = document
        self._decoded = decoded
        self._lines = _Lines(stream)
        marked = _MARKED.match(decoded.text)
        if marked:
            next(self._lines)
        self._delimiter = marked[1] if marked else self._told()
        self._names: list[str] = []

    def articles(self) -> Iterator[Article | ReadError]:
        rows = self._rows()
        header = next(rows, None)
        if header is None:
            raise ReadError("there is no row in it", place=self._document.relative, remedy="Fill it or leave it out")
        if isinstance(header, ReadError):
            raise header
        self._names = [_name(cell) for cell in header[1]]
        if not set(records.BODY) & set(self._names):
            raise self._without_body(header[1])
        for row in rows:
            yield row if isinstance(row, ReadError) else self._article(*row)

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
            decoded, cells = _mended(self._decoded, cells, named)
        except ReadError as error:
            return error
        fields: dict[object, object] = {}
        for name, cell in zip(self._names, cells, strict=False):
            if name and not fields.get(name):
                fields[name] = cell
        return records.article(fields, self._document, decoded, line - 1, named)

    def _without_body(self, header: Sequence[str]) -> ReadError:
        names = ["“" + " ".join(clean(cell).split())[:40] + "”" for cell in header[:_SHOWN]]
        more = f" and {len(header) - _SHOWN:,} more" if len(header) > _SHOWN else ""
        said = f"none of its columns is an article’s text: {', '.join(names)}{more}"
        return ReadError(said, place=self._document.relative, remedy="Call the column with the text “body”")


def _name(cell: str) -> str:
    """A column's name as the table of known names has it: “Publish Date” is `publish_date`."""
    return "_".join(re.findall(r"[^\W_]+", cell.casefold()))


def _mended(decoded: Decoded, cells: list[str], named: str) -> tuple[Decoded, list[str]]:
    """The cells of a row, and how it was decoded: bytes that are not in the encoding of the rest are guessed at."""
    whole = "\n".join(cells)
    encoding = decoded.encoding
    if encoding != "utf-8" or not re.search("[\udc80-\udcff]", whole):
        warnings = (replaced(encoding),) if encoding != "utf-8" and "\ufffd" in whole else ()
        return Decoded("", encoding, decoded.guessed, warnings), cells
    found = decode(whole.encode("utf-8", "surrogateescape"), named)
    raw = [cell.encode("utf-8", "surrogateescape") for cell in cells]
    return found, [cell.decode(found.encoding, "replace") for cell in raw]
