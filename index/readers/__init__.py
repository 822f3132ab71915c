"""Files → articles: a room a family of formats, and in it a reader a format; the suffix decides which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import IO

from index.errors import ReadError
from index.model import Article, Origin
from index.readers.archives.members import Member, tar_members, zip_length, zip_members
from index.readers.archives.packing import unpacked
from index.readers.archives.warc import warc_members
from index.readers.article import metadata
from index.readers.declared import Declared, Outside
from index.readers.document import PACKING_ERRORS, Document, Limits, Remark
from index.readers.epub.reader import read_epub
from index.readers.feeds.reader import read_feed, read_feed_list
from index.readers.html.reader import read_html
from index.readers.mail.reader import read_mailbox, read_message
from index.readers.pdf.reader import read_pdf
from index.readers.records.delimited import read_table
from index.readers.records.json_lines import read_json_lines
from index.readers.records.json_objects import read_json
from index.readers.records.sidecar import read_sidecar, sidecar_names, sidecar_of
from index.readers.suffixes import packing_of, suffix_of
from index.readers.text.files import read_markdown, read_plain

__all__ = [
    "READABLE",
    "Declared",
    "Item",
    "Limits",
    "Reader",
    "Remark",
    "articles_in",
    "is_readable",
    "is_simple",
    "read",
    "sidecar_names",
    "sidecar_of",
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
        ".html": read_html,
        ".htm": read_html,
        ".xhtml": read_html,
        ".rss": read_feed,
        ".atom": read_feed,
        ".xml": read_feed,
        ".opml": read_feed_list,
        ".eml": read_message,
        ".mbox": read_mailbox,
        ".json": read_json,
        ".csv": read_table,
        ".tsv": read_table,
        ".pdf": read_pdf,
        ".epub": read_epub,
        ".zip": _archive(zip_members),
        ".tar": _archive(tar_members),
        ".warc": _archive(warc_members),
    }
)
"""Suffix, in lower case → what reads it. Each also stands in `suffixes.KNOWN`."""


_SIMPLE = (".txt", ".text", ".md", ".markdown", ".jsonl", ".json", ".csv", ".tsv")


def is_simple(path: Path) -> bool:
    """Whether only this program's own code takes part in reading it, which neither hangs nor swells on a short file."""
    return suffix_of(path.name) in _SIMPLE and not packing_of(path.name)


def is_readable(path: Path) -> bool:
    """Whether the file's name has a suffix that a reader knows. Looks at the name only."""
    return bool(suffix_of(path.name))


def read(
    path: Path, relative: str, *, salt: str = "", limits: Limits | None = None, declared: Declared | None = None
) -> Iterator[Item]:
    """The articles of a file, one after the other, and in the place of each that can't be read a `ReadError`.

    `relative` is the path below the indexed root, with `/` between parts; it and `salt` make the ids. `declared` is
    what is stated of the file outside it. Raises `ReadError` when nothing of the file can be read.
    """
    yield from _read_document(_document(path, relative, salt, limits or Limits(), declared or Declared()))


def _document(path: Path, relative: str, salt: str, limits: Limits, declared: Declared) -> Document:
    size = path.stat().st_size if path.is_file() else None
    rule = metadata.from_fields(dict(declared.values), origin=Origin.RULE)
    beside = metadata.Metadata()
    if declared.sidecar:
        within = relative.rpartition("/")[0]
        named = f"{within}/{declared.sidecar}" if within else declared.sidecar
        beside = read_sidecar(path.with_name(declared.sidecar), named, declared.columns)
    outside = Outside(beside, rule)
    return Document(relative, lambda: path.open("rb"), salt, size, limits=limits, declared=declared, outside=outside)


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


_COUNTED = 4 << 20
"""Bytes of a file, unpacked, in which articles are counted; the rest is taken to hold as many. A large file costs a
hundredth of a second before anything of it is read."""
_PIECE = 1 << 16
"""Bytes of it read at a time."""
_ENTRIES = (b"<item ", b"<item>", b"<entry ", b"<entry>")
_MARKS: Mapping[str, tuple[bytes, ...]] = {
    **dict.fromkeys((".jsonl", ".csv", ".tsv"), (b"\n",)),
    **dict.fromkeys((".rss", ".atom", ".xml"), _ENTRIES),
    ".json": (b"{",),
    ".mbox": (b"\nFrom ",),
    ".warc": (b"WARC-Type: response",),
}
"""What stands in a file of this suffix about as often as there are articles."""


def articles_in(path: Path) -> int:
    """About how many articles a file holds: its lines, entries, messages or members, else one. Good for progress only.

    They are counted at its beginning. A file that turns out to be damaged counts as far as it can be read; reading it
    will say what is wrong.
    """
    document, suffix = _document(path, path.name, "", Limits(), Declared()), suffix_of(path.name)
    found = 0.0
    try:
        if suffix in _MARKS:
            found = _counted(document, _MARKS[suffix])
        elif suffix == ".zip":
            found = zip_length(document)
    except (OSError, ReadError, *PACKING_ERRORS):
        pass
    return max(1, round(found))


def _counted(document: Document, marks: tuple[bytes, ...]) -> float:
    """How often any of these stands in a file, by its beginning and how much of the file, packed or not, that is."""
    with document.opened() as file, unpacked(document.holding(lambda: file)).opened() as stream:
        beginning = _beginning(stream, _COUNTED)
        count = sum(map(beginning.count, marks))
        if len(beginning) < _COUNTED:
            return count
        return count * max(1.0, (document.packed_bytes or 0) / max(1, file.tell()))


def _beginning(stream: IO[bytes], most: int) -> bytes:
    """As much as there is, up to a bound; what stands before damage is taken."""
    pieces, length = [], 0
    try:
        while length < most and (piece := stream.read(min(_PIECE, most - length))):
            pieces.append(piece)
            length += len(piece)
    except (OSError, ReadError, *PACKING_ERRORS):
        pass
    return b"".join(pieces)
