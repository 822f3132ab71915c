"""PDF → one article a file, from its text layer; pictures of pages are named, never guessed at."""

from __future__ import annotations

import io
import logging
import math
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import IO, TYPE_CHECKING

from index.errors import ReadError
from index.model import Article, BlockKind
from index.readers.archives.members import seekable
from index.readers.article.assemble import assemble
from index.readers.article.blocks import Draft
from index.readers.article.metadata import Metadata
from index.readers.depends import over_limit, without_extra
from index.readers.document import PACKING_ERRORS, Document, broken
from index.readers.pdf import metadata as pdf_metadata
from index.readers.pdf import typeset
from index.readers.pdf.drawing import Faces, runs
from index.readers.pdf.errors import damage, refused
from index.readers.pdf.fonts import UNKNOWN
from index.readers.pdf.lines import Box, lines_of
from index.readers.pdf.order import in_reading_order
from index.readers.pdf.pages import Page

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_MOST_UNREADABLE = 0.05
"""Share of signs that no font gives a letter from which a text is called garbled."""
_UNREADABLE = 0.8
"""The same from which it is refused."""
_PICTURE = re.compile(rb"\b(?:Do|EI|sh)\b")
_PAINTED = re.compile(rb"\s(?:[fFSsBb]\*?)\s")
_MOST_PAINTED = 20
"""Paths on a page without text that may be rules, frames and a background; letters that are drawn are more."""
_HEADER_WITHIN = 1024
"""Bytes within which the header of a file stands; ISO 32000-1, H.3, note 13."""
_MENDED = 256 * 1024 * 1024
"""Bytes of a file that is mended, which is done in memory."""
_END = b"\nstartxref\n0\n%%EOF\n"
_EVERYWHERE = (-math.inf, -math.inf, math.inf, math.inf)
_OCR_AGAIN = "Give it another text layer, e.g. with ocrmypdf --force-ocr, or leave it out"
_OCR = "Give it a text layer, e.g. with ocrmypdf, or leave it out"


def read_pdf(document: Document) -> Iterator[Article]:
    """The article of a PDF file. Its title: what the file states, else the first heading where that opens it."""
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends is of no use to whoever reads
    try:
        with closing(seekable(document)) as file:
            printed = _printed(file, document)
    except DependencyError as error:
        said = "it is encrypted with AES, and nothing here decrypts that"
        raise without_extra(said, document.relative, "pdf-aes") from error
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
        known = pdf_metadata.stated(reader, document.place().stem)
    except damage() as error:
        raise refused(error, document.relative) from error
    pages: list[Page] = []
    silent, damaged = [], []
    faces = Faces()
    for number, page in enumerate(reader.pages, start=1):
        try:
            pages.append(_lines(page, faces))
            if not pages[-1] and _shows_something(page):
                silent.append(number)
        except damage() as error:
            damaged.append(number)
            if len(damaged) == len(reader.pages):
                raise refused(error, document.relative) from error
    return _Printed(pages, known, silent, damaged)


def _opened(file: IO[bytes], document: Document) -> PdfReader:
    from pypdf import PasswordType, PdfReader

    try:
        reader = PdfReader(_from_header(file))
    except damage():
        reader = PdfReader(_with_end(file))
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        remedy = "Save it without its password"
        raise ReadError("it is locked with a password", place=document.relative, remedy=remedy)
    pages = len(reader.pages)
    if pages > document.limits.pages:
        most = document.limits.pages
        said = f"it has {pages:,} pages, more than {most:,}, the most that is read"
        raise over_limit(said, document.relative, "Divide it", "pages", most)
    return reader


def _from_header(file: IO[bytes]) -> IO[bytes]:
    """The file without what a server or a mail program put before it; its offsets count from its header."""
    ahead = file.read(_HEADER_WITHIN).find(b"%PDF-")
    file.seek(max(0, ahead))
    return io.BytesIO(file.read()) if ahead > 0 else file


def _with_end(file: IO[bytes]) -> IO[bytes]:
    """The file with an end that leads to no table, so that its objects are looked for; for one whose own is missing."""
    file.seek(0)
    content = file.read(_MENDED + 1)
    begun = content.find(b"%PDF-", 0, _HEADER_WITHIN)
    return io.BytesIO((content[max(0, begun) :] if len(content) <= _MENDED else b"") + _END)


def _article(printed: _Printed, document: Document) -> Article:
    if not any(printed.pages):
        if not printed.silent:
            raise ReadError("there is no text in it", place=document.relative, remedy="Leave it out")
        raise ReadError("it holds pictures only, no text", place=document.relative, remedy=_OCR)
    drafts, known = typeset.drafts(printed.pages), printed.known
    if _unreadable(drafts) > _UNREADABLE:
        raise ReadError("its fonts don’t say which letters its signs are", place=document.relative, remedy=_OCR_AGAIN)
    if known.title is None and len(drafts) > 1 and drafts[0].kind is BlockKind.HEADING:
        known = replace(known, title=drafts[0].text)
        drafts = drafts[1:]
    known = replace(known, warnings=(*known.warnings, *_warnings(printed, drafts)))
    return assemble(drafts, known, document.place(), alone=True)


def _lines(page: PageObject, faces: Faces) -> Page:
    """The lines of a page in the order in which they are read."""
    return tuple(in_reading_order(lines_of(runs(page, faces), _shown(page))))


def _shown(page: PageObject) -> Box:
    """What of a page is shown; all of it where the page does not say so as it must."""
    try:
        left, bottom, right, top = map(float, page.cropbox)
    except damage():
        return _EVERYWHERE
    return (left, bottom, right, top) if left < right and bottom < top else _EVERYWHERE


def _shows_something(page: PageObject) -> bool:
    """Whether a page without text shows a picture or a drawing, and is not blank or only coloured."""
    contents = page.get_contents()
    if contents is None:
        return False
    content = contents.get_data()
    return _PICTURE.search(content) is not None or sum(1 for _ in _PAINTED.finditer(content)) > _MOST_PAINTED


def _warnings(printed: _Printed, drafts: Sequence[Draft]) -> Iterator[str]:
    if printed.silent:
        yield _of_pages(printed.silent, "holds no text, only pictures", "hold no text, only pictures")
    if printed.damaged:
        yield _of_pages(printed.damaged, "is damaged and left out", "are damaged and left out")
    if _unreadable(drafts) > _MOST_UNREADABLE:
        yield "Its fonts don’t say which letters many of its signs are, so that words are garbled."


def _unreadable(drafts: Sequence[Draft]) -> float:
    """Share of its signs that nobody can read."""
    text = "".join(draft.text for draft in drafts)
    unreadable = sum(text.count(sign) for sign in set(text) if sign == UNKNOWN or "\ue000" <= sign <= "\uf8ff")
    return unreadable / max(1, len(text) - text.count(" "))


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
