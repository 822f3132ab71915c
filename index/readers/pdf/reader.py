"""PDF → one article a file, from its text layer; pictures of pages are named, never guessed at."""

from __future__ import annotations

import io
import logging
import math
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import IO, TYPE_CHECKING, Any

from index.errors import ReadError
from index.model import Article, BlockKind
from index.readers.archives.members import seekable
from index.readers.article.assemble import assemble
from index.readers.article.blocks import Draft
from index.readers.article.metadata import Metadata
from index.readers.article.titles import one_line
from index.readers.document import PACKING_ERRORS, Document, broken
from index.readers.pdf import metadata as pdf_metadata
from index.readers.pdf import typeset
from index.readers.pdf.errors import damage, refused
from index.readers.pdf.pages import Line, Page
from index.readers.place import Place
from index.text import clean

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
"""Signs of printing for letters that stand close; nobody searches for “oﬃcial” with one sign for three letters."""
_MOST_UNREADABLE = 0.05
"""Share of signs that no font gives a letter from which a text is called garbled."""
_HEADER_WITHIN = 1024
"""Bytes within which the header of a file stands; ISO 32000-1, H.3, note 13."""
_OCR = "Give it a text layer, e.g. with ocrmypdf, or leave it out"
_Piece = tuple[str, Sequence[float], Sequence[float], float]
"""Text, two matrices that place it, and the size of its letters before them."""


def read_pdf(document: Document) -> Iterator[Article]:
    """The article of a PDF file. Its title: what the file states, else the first heading where that opens it."""
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends is of no use to whoever reads
    try:
        with closing(seekable(document)) as file:
            printed = _printed(file, document)
    except DependencyError as error:
        said = "it is encrypted, and what decrypts it is not installed (the package cryptography)"
        remedy = "Install cryptography beside this program, or save the file without encryption"
        raise ReadError(said, place=document.relative, remedy=remedy) from error
    except (OSError, *PACKING_ERRORS) as error:
        raise broken(error, document.relative) from error
    yield _article(printed, document)


@dataclass(frozen=True, slots=True)
class _Printed:
    """What a file holds."""

    pages: Sequence[Page]
    known: Metadata
    silent: Sequence[int]
    """Numbers of the pages that show something, but no text."""
    damaged: Sequence[int]
    """Numbers of the pages that can't be read."""


def _printed(file: IO[bytes], document: Document) -> _Printed:
    try:
        reader = _opened(file, document)
        known = pdf_metadata.stated(reader, Place(document.relative).stem)
    except damage() as error:
        raise refused(error, document.relative) from error
    pages: list[Page] = []
    silent, damaged = [], []
    for number, page in enumerate(reader.pages, start=1):
        try:
            pages.append(_lines(page))
            if not pages[-1] and _shows_something(page):
                silent.append(number)
        except damage() as error:
            damaged.append(number)
            if len(damaged) == len(reader.pages):
                raise refused(error, document.relative) from error
    return _Printed(pages, known, silent, damaged)


def _opened(file: IO[bytes], document: Document) -> PdfReader:
    from pypdf import PasswordType, PdfReader

    reader = PdfReader(_from_header(file))
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        remedy = "Save it without its password"
        raise ReadError("it is locked with a password", place=document.relative, remedy=remedy)
    pages = len(reader.pages)
    if pages > document.limits.pages:
        raise ReadError(
            f"it has {pages:,} pages, more than {document.limits.pages:,}, the most that is read",
            place=document.relative,
            remedy="Divide it",
        )
    return reader


def _from_header(file: IO[bytes]) -> IO[bytes]:
    """The file without what a server or a mail program put before it; its offsets count from its header."""
    ahead = file.read(_HEADER_WITHIN).find(b"%PDF-")
    file.seek(max(0, ahead))
    return io.BytesIO(file.read()) if ahead > 0 else file


def _article(printed: _Printed, document: Document) -> Article:
    if not any(printed.pages):
        if not printed.silent:
            raise ReadError("there is no text in it", place=document.relative, remedy="Leave it out")
        raise ReadError("it holds pictures only, no text", place=document.relative, remedy=_OCR)
    drafts, known = typeset.drafts(printed.pages), printed.known
    if known.title is None and len(drafts) > 1 and drafts[0].kind is BlockKind.HEADING:
        known = replace(known, title=drafts[0].text)
        drafts = drafts[1:]
    known = replace(known, warnings=(*known.warnings, *_warnings(printed, drafts)))
    return assemble(drafts, known, Place(document.relative, salt=document.salt), alone=True)


def _lines(page: PageObject) -> Page:
    """The lines of a page in the order in which the file draws them."""
    pieces: list[_Piece] = []

    def visit(text: str, around: Any, within: Any, font: Any, size: float) -> None:  # noqa: ARG001  pypdf's signature
        pieces.append((text, tuple(around), tuple(within), size))

    page.extract_text(visitor_text=visit)
    found = []
    for begun in _broken_up(pieces):
        line = _line(begun)
        if line is not None:
            found.append(line)
    return tuple(found)


def _broken_up(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """The pieces of each line."""
    line: list[_Piece] = []
    for text, around, within, size in pieces:
        first, *rest = text.split("\n")
        line.append((first, around, within, size))
        for begun in rest:
            yield line
            line = [(begun, around, within, size)]
    yield line


def _line(pieces: Sequence[_Piece]) -> Line | None:
    """The line of these pieces; None where they say nothing."""
    joined = "".join(text for text, *_ in pieces).translate(_LIGATURES).rstrip()
    if joined.endswith("\u00ad"):
        joined = joined[:-1] + "-"
    text = one_line(clean(joined))
    if not text:
        return None
    _, around, within, _ = next(piece for piece in pieces if piece[0].strip())
    _, outer, inner, size = max(pieces, key=lambda piece: len(piece[0].strip()))
    x, y = _placed(within[4], within[5], around)
    foot, head = _placed(0, 0, outer), _placed(inner[2], inner[3], outer)
    return Line(text, x, y, abs(size) * math.dist(foot, head))


def _placed(x: float, y: float, matrix: Sequence[float]) -> tuple[float, float]:
    """A point as a matrix of six numbers places it; ISO 32000-1, 8.3.4."""
    return x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5]


def _shows_something(page: PageObject) -> bool:
    """Whether a page without text is more than blank."""
    contents = page.get_contents()
    return contents is not None and bool(contents.get_data().strip())


def _warnings(printed: _Printed, drafts: Sequence[Draft]) -> Iterator[str]:
    if printed.silent:
        yield _of_pages(printed.silent, "holds no text, only pictures", "hold no text, only pictures")
    if printed.damaged:
        yield _of_pages(printed.damaged, "is damaged and left out", "are damaged and left out")
    text = "".join(draft.text for draft in drafts)
    unreadable = sum(text.count(sign) for sign in set(text) if sign == "\ufffd" or "\ue000" <= sign <= "\uf8ff")
    if unreadable > _MOST_UNREADABLE * len(text):
        yield "Its fonts don’t say which letters many of its signs are, so that words are garbled."


def _of_pages(numbers: Sequence[int], of_one: str, of_several: str) -> str:
    return f"Page {numbers[0]} {of_one}." if len(numbers) == 1 else f"Pages {_ranges(numbers)} {of_several}."


def _ranges(numbers: Sequence[int]) -> str:
    """`3–5, 8 and 10` for rising numbers."""
    runs = [[numbers[0], numbers[0]]]
    for before, number in pairwise(numbers):
        if number == before + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    said = [f"{first}" if first == last else f"{first}–{last}" for first, last in runs]
    return " and ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]
