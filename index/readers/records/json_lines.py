"""JSON lines → articles, one a line, as they stream by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from index.errors import ReadError
from index.model import Article
from index.readers.document import PACKING_ERRORS, Document, broken
from index.readers.encoding import decode
from index.readers.records.json_objects import loaded, object_article

LONGEST_LINE = 16 * 1024 * 1024
"""Bytes of one line. A file without line ends is then an error, and never a gigabyte in memory."""
_CHUNK = 1024 * 1024


def read_json_lines(document: Document) -> Iterator[Article | ReadError]:
    """The articles of a `.jsonl` file in the order of its lines, with an error in the place of each that can't be read.

    `row` is the number of the line, from 0. Never more than one line is in memory.
    """
    with document.stream() as file:
        number = 0
        for number, line in enumerate(_lines(file, document.relative), start=1):
            if isinstance(line, ReadError):
                yield line
            elif line.strip():
                yield _article(line, number, document)
        if number == 0:
            raise ReadError("the file is empty", place=document.relative, remedy="Fill it or leave it out")


def _lines(file: IO[bytes], relative: str) -> Iterator[bytes | ReadError]:
    """The lines; an error for one that is too long, and a last one where the file breaks off."""
    number = 0
    while True:
        number += 1
        place = f"{relative}:{number}"
        try:
            line = file.readline(LONGEST_LINE + 1)
            if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
                _skip_line(file)
                yield ReadError(
                    f"the line is longer than {LONGEST_LINE // 1024**2} MB, the most that is read",
                    place=place,
                    remedy="Divide the article, or make it a file of its own",
                )
                continue
        except ReadError as error:
            yield error
            return
        except (OSError, *PACKING_ERRORS) as error:
            found = broken(error, relative if isinstance(error, OSError) else place)
            if number == 1:
                raise found from error
            yield found
            return
        if not line:
            return
        yield line


def _skip_line(file: IO[bytes]) -> None:
    while True:
        piece = file.readline(_CHUNK)
        if not piece or piece.endswith(b"\n"):
            return


def _article(line: bytes, number: int, document: Document) -> Article | ReadError:
    place = f"{document.relative}:{number}"
    try:
        decoded = decode(line, place, document.declared.encoding)
        value = loaded(decoded, place, "Mend the line")
    except ReadError as error:
        return error
    return object_article(value, document, decoded, number - 1, place)
