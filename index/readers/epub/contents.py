"""The table of contents of an EPUB: which chapters begin in which member, and what they are called."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from index.errors import ReadError
from index.readers.epub.package import FRONT, Book, found, words_of
from index.readers.html.elements import name_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_OPS = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents."""

    title: str
    fragment: str
    """The id of the element where it begins; empty for the beginning of the member."""
    depth: int


@dataclass(frozen=True, slots=True)
class Contents:
    """All of the table."""

    entries: Mapping[str, Sequence[Entry]]
    """Member → what begins in it, in order."""
    front: frozenset[str] = frozenset()
    """Members that the landmarks name as parts without text."""

    def chapters(self, name: str) -> list[Entry]:
        """What begins in a member at the highest level that begins there; what stands below are its sections."""
        entries = self.entries.get(name, ())
        highest = min((entry.depth for entry in entries), default=0)
        return [entry for entry in entries if entry.depth == highest]


def contents(book: Book, names: Sequence[str]) -> Contents:
    """The table of a book, from the first of these members that has one; empty where it is damaged or missing."""
    entries: dict[str, list[Entry]] = defaultdict(list)
    front: set[str] = set()
    for name in names:
        try:
            root = book.tree(name)
        except ReadError:
            continue
        folder = posixpath.dirname(name)
        listed = _ncx(root) if name_of(root) == "ncx" else _navigation(root)
        if not entries:
            for title, href, depth in listed:
                _add(entries, book, folder, Entry(title, unquote(href.partition("#")[2]), depth), href)
        front.update(_landmarks(root, book, folder))
    return Contents(entries, frozenset(front))


def _add(entries: dict[str, list[Entry]], book: Book, folder: str, entry: Entry, href: str) -> None:
    try:
        name = book.named(folder, href)
    except ReadError:
        return
    if entry.title and all(entry.fragment != other.fragment for other in entries[name][-1:]):
        entries[name].append(entry)


def _navigation(root: _Element) -> Iterator[tuple[str, str, int]]:
    """Title, reference and depth of each link of the table in a navigation document."""
    for nav in found(root, "nav"):
        if "toc" in (nav.get(_OPS) or "toc").split():
            for link in found(nav, "a"):
                depth = sum(name_of(above) == "ol" for above in link.iterancestors())
                yield words_of(link), link.get("href", ""), depth
            return


def _ncx(root: _Element) -> Iterator[tuple[str, str, int]]:
    for point in found(root, "navPoint"):
        label = next((child for child in point if name_of(child) == "navLabel"), None)
        content = next((child for child in point if name_of(child) == "content"), None)
        if label is not None and content is not None:
            depth = sum(name_of(above) == "navPoint" for above in point.iterancestors())
            yield words_of(label), content.get("src", ""), depth


def _landmarks(root: _Element, book: Book, folder: str) -> Iterator[str]:
    for nav in found(root, "nav"):
        if (nav.get(_OPS) or "") == "landmarks":
            for link in found(nav, "a"):
                href = link.get("href", "")
                if FRONT.intersection((link.get(_OPS) or "").split()) and "#" not in href:
                    try:
                        yield book.named(folder, href)
                    except ReadError:
                        continue
