"""One file, one article: plain text and Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from index.errors import ReadError
from index.model import Article, BlockKind
from index.readers import front_matter, markdown, metadata, plain
from index.readers.assemble import Place, assemble
from index.readers.encoding import Decoded, decode
from index.readers.metadata import Metadata
from index.text import clean

LARGEST = 64 * 1024 * 1024
"""Bytes of a file that holds one article; the longest book in English has 12 MB."""


def read_plain(path: Path, relative: str, salt: str) -> Iterator[Article | ReadError]:
    """The article of a file of plain text."""
    decoded = _decoded(path, relative)
    text = clean(decoded.text)
    yield assemble(plain.drafts(text), Metadata(), _place(decoded, relative, salt), alone=True)


def read_markdown(path: Path, relative: str, salt: str) -> Iterator[Article | ReadError]:
    """The article of a file of Markdown. Its title: the front matter's, else the first heading where that opens it."""
    decoded = _decoded(path, relative)
    fields, text, warning = front_matter.split(clean(decoded.text))
    known = metadata.from_fields(fields)
    found = markdown.drafts(text)
    if known.title is None and found and found[0].level == 1 and found[0].kind is BlockKind.HEADING:
        known = replace(known, title=found.pop(0).text)
    if warning:
        known = replace(known, warnings=(*known.warnings, warning))
    if not found and known.title is not None:
        raise ReadError("there is a title but no text", place=relative, remedy="Fill it or leave it out")
    yield assemble(found, known, _place(decoded, relative, salt), alone=True)


def _decoded(path: Path, relative: str) -> Decoded:
    """The file's text. Raises `ReadError` for a file that is gone, closed to us, too large, empty or binary."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise unreadable(error, relative) from error
    if len(content) > LARGEST:
        raise ReadError(
            f"it is larger than {LARGEST // 1024**2} MB, too large for one article",
            place=relative,
            remedy="Divide it, or make it a .jsonl with one article a line",
        )
    if not content:
        raise ReadError("the file is empty", place=relative, remedy="Fill it or leave it out")
    return decode(content, relative)


def unreadable(error: OSError, relative: str) -> ReadError:
    """What the system says about a file that can't be opened or read."""
    match error:
        case FileNotFoundError():
            return ReadError("the file is gone", place=relative, remedy="Index the folder again")
        case PermissionError():
            return ReadError("you may not read this file", place=relative, remedy="Change its permissions")
        case IsADirectoryError():
            return ReadError("this is a folder", place=relative, remedy="Give it a name without this ending")
    said = (error.strerror or str(error) or type(error).__name__).lower()
    return ReadError(f"the file can't be read ({said})", place=relative, remedy="Check the disk or the network")


def _place(decoded: Decoded, relative: str, salt: str) -> Place:
    return Place(
        relative,
        salt=salt,
        encoding=decoded.encoding,
        encoding_guessed=decoded.guessed,
        warnings=decoded.warnings,
    )
