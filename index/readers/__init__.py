"""Files → articles. One module a format; the suffix decides which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from index.errors import ReadError
from index.model import Article
from index.readers.archives import Member, tar_members, zip_length, zip_members
from index.readers.document import PACKING_ERRORS, Document, Limits, Remark
from index.readers.epub import read_epub
from index.readers.files import read_markdown, read_plain
from index.readers.jsonlines import read_json_lines
from index.readers.packing import unpacked
from index.readers.pdf import read_pdf
from index.readers.suffixes import packing_of, suffix_of

__all__ = [
    "READABLE",
    "Item",
    "Limits",
    "Reader",
    "Remark",
    "articles_in",
    "is_readable",
    "is_simple",
    "read",
]

Item = Article | ReadError | Remark
"""An article, what is wrong with one, or what is to be said of the file."""
Reader = Callable[[Document], Iterator[Item]]


def _archive(members: Callable[[Document], Iterator[Member]]) -> Reader:
    def read_members(document: Document) -> Iterator[Item]:
        for member in members(document):
            if isinstance(member, Document):
                yield from _read_member(member)
            else:
                yield member

    return read_members


READABLE: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": read_plain,
        ".text": read_plain,
        ".md": read_markdown,
        ".markdown": read_markdown,
        ".jsonl": read_json_lines,
        ".pdf": read_pdf,
        ".epub": read_epub,
        ".zip": _archive(zip_members),
        ".tar": _archive(tar_members),
    }
)
"""Suffix, in lower case → what reads it. Each also stands in `suffixes.KNOWN`."""


_SIMPLE = (".txt", ".text", ".md", ".markdown", ".jsonl")


def is_simple(path: Path) -> bool:
    """Whether only this program's own code takes part in reading it, which neither hangs nor swells on a short file."""
    return suffix_of(path.name) in _SIMPLE and not packing_of(path.name)


def is_readable(path: Path) -> bool:
    """Whether the file's name has a suffix that a reader knows. Looks at the name only."""
    return bool(suffix_of(path.name))


def read(path: Path, relative: str, *, salt: str = "", limits: Limits | None = None) -> Iterator[Item]:
    """The articles of a file, one after the other, and in the place of each that can't be read a `ReadError`.

    `relative` is the path below the indexed root, with `/` between parts; it and `salt` make the ids. Raises
    `ReadError` when nothing of the file can be read.
    """
    yield from _read_document(_document(path, relative, salt, limits or Limits()))


def _document(path: Path, relative: str, salt: str, limits: Limits) -> Document:
    size = path.stat().st_size if path.is_file() else None
    return Document(relative, lambda: path.open("rb"), salt, size, limits=limits)


def _read_document(document: Document) -> Iterator[Item]:
    reader = READABLE.get(suffix_of(document.name))
    if reader is None:
        known = ", ".join(READABLE)
        place, remedy = document.relative, f"Files that can be read: {known}"
        raise ReadError("no reader knows this kind of file", place=place, remedy=remedy)
    yield from reader(unpacked(document))


def _read_member(document: Document) -> Iterator[Item]:
    """One that can't be read costs only itself."""
    try:
        yield from _read_document(document)
    except ReadError as error:
        yield error


_PIECE = 1 << 20
"""Bytes read at a time when lines are counted."""


def articles_in(path: Path) -> int:
    """About how many articles a file holds: its lines or members, else one. Good for progress only.

    A file that turns out to be damaged counts as far as it can be read; reading it will say what is wrong.
    """
    document, count = _document(path, path.name, "", Limits()), 0
    try:
        match suffix_of(path.name):
            case ".jsonl":
                with unpacked(document).opened() as file:
                    while piece := file.read(_PIECE):
                        count += piece.count(b"\n")
            case ".zip":
                count = zip_length(document)
    except (OSError, ReadError, *PACKING_ERRORS):
        pass
    return max(1, count)
