"""Files → articles. One module a format; the suffix decides which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from index.errors import ReadError
from index.model import Article
from index.readers.files import read_markdown, read_plain
from index.readers.jsonlines import read_json_lines

Reader = Callable[[Path, str, str], Iterator[Article | ReadError]]
"""A file, its path below the root, and the salt of its articles' ids → its articles, or what is wrong with each."""

READABLE: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": read_plain,
        ".text": read_plain,
        ".md": read_markdown,
        ".markdown": read_markdown,
        ".jsonl": read_json_lines,
        ".jsonl.xz": read_json_lines,
    }
)
"""Suffix, in lower case → what reads it."""


def _reader(path: Path) -> Reader | None:
    name = path.name.casefold()
    return next((reader for suffix, reader in READABLE.items() if name.endswith(suffix) and name != suffix), None)


def is_readable(path: Path) -> bool:
    """Whether the file's name has a suffix that a reader knows. Looks at the name only."""
    return _reader(path) is not None


def read(path: Path, relative: str, *, salt: str = "") -> Iterator[Article | ReadError]:
    """The articles of a file, one after the other, and in the place of each that can't be read a `ReadError`.

    `relative` is the path below the indexed root, with `/` between parts; it and `salt` make the ids. Raises
    `ReadError` when nothing of the file can be read.
    """
    reader = _reader(path)
    if reader is None:
        known = ", ".join(READABLE)
        raise ReadError("no reader knows this kind of file", place=relative, remedy=f"Files that can be read: {known}")
    yield from reader(path, relative, salt)
