"""JSON lines → articles, one a line, as they stream by."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

from index.errors import ReadError
from index.model import Article
from index.readers import metadata, plain
from index.readers.assemble import assemble
from index.readers.document import PACKING_ERRORS, Document, broken
from index.readers.encoding import Decoded, decode
from index.text import clean

LONGEST_LINE = 16 * 1024 * 1024
"""Bytes of one line. A file without line ends is then an error, and never a gigabyte in memory."""
_CHUNK = 1024 * 1024
_BODY = ("body", "text")


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
        decoded = decode(line, place)
        fields = _fields(decoded, place)
        body = _body(fields, place)
        known = metadata.from_fields(fields)
        return assemble(plain.drafts(clean(body)), known, document.place(decoded, number - 1, named=place), alone=False)
    except ReadError as error:
        return error


def _fields(decoded: Decoded, place: str) -> dict[object, object]:
    try:
        fields = json.loads(decoded.text)
    except json.JSONDecodeError as error:
        raise ReadError(
            f"this is no JSON: {error.msg} at character {error.colno}", place=place, remedy="Mend the line"
        ) from error
    except (ValueError, RecursionError) as error:
        said = "this JSON can't be read: it is nested too deep, or a number is too long"
        raise ReadError(said, place=place, remedy="Mend the line") from error
    if not isinstance(fields, dict):
        raise ReadError("this is no JSON object", place=place, remedy="Write the article as {“title”: …, “body”: …}")
    return fields


def _body(fields: dict[object, object], place: str) -> str:
    """The text of the article, from the first of its fields that has any."""
    said = [fields[name] for name in _BODY if fields.get(name) is not None]
    if not said:
        raise ReadError("there is no body", place=place, remedy="Give the article’s text in the field “body”")
    words = [value for value in said if isinstance(value, str)]
    if not words:
        raise ReadError("the body is no text", place=place, remedy="Give the article’s text as a string")
    return next((value for value in words if value.strip()), words[0])
