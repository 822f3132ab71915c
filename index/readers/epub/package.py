"""The members of an EPUB, and what its package says of them: which are read, in which order, and what the book is.

Everything is read in memory, and only what the package names; a name that leads out of the archive is refused.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from index.errors import ReadError
from index.places import printable
from index.readers.archives.members import not_opened, zip_opener
from index.readers.depends import over_limit
from index.readers.document import Document
from index.readers.encoding import Decoded, decode_stated
from index.readers.html.elements import name_of
from index.readers.xml_declaration import stated_encoding

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_ONLY_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""How fonts are made unusable outside the book, which hides no text; EPUB 3.3, 4.4, and Adobe's older way."""
_MARKUP = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")
FRONT = frozenset({"cover", "titlepage", "title-page", "halftitlepage", "toc", "copyright-page", "lot", "loi"})
"""What parts of a book are called that hold none of its text; EPUB Structural Semantics, and the guide of EPUB 2."""


@dataclass(frozen=True, slots=True)
class Package:
    """What a book's package document says."""

    root: _Element
    spine: Sequence[str]
    """The members to read, in their order, each once."""
    refused: Sequence[ReadError]
    """For members that it names and that must not be read."""
    contents: Sequence[str]
    """The navigation document and the NCX, whichever it has."""
    front: frozenset[str]
    """Members that hold none of the text."""


class Book:
    """The members of the archive, by name."""

    def __init__(self, archive: zipfile.ZipFile, document: Document) -> None:
        self._archive = archive
        self._document = document
        members = archive.infolist()
        if len(members) > document.limits.members:
            said = f"it holds more than {document.limits.members:,} files, the most that is read"
            raise over_limit(said, document.relative, "Leave it out", "members", document.limits.members)
        around = _folder_around([info.filename for info in members])
        self._members = {info.filename.removeprefix(around): info for info in members}
        self._spelled = {name.casefold(): name for name in self._members}

    def place(self, name: str) -> str:
        """A member as an error names it; the book itself where the name is empty."""
        return f"{self._document.relative}/{printable(name)}" if name else self._document.relative

    def named(self, folder: str, href: str) -> str:
        """The member that a reference in a folder means, whether it is there or not. Raises `ReadError`."""
        bare = unquote(href.partition("#")[0].strip())
        name = posixpath.normpath(posixpath.join(folder, bare))
        if bare.startswith("/") or name == ".." or name.startswith("../"):
            raise ReadError("its name leads out of the archive", place=self.place(bare), remedy="Leave it out")
        return name if name in self._members else self._spelled.get(name.casefold(), name)

    def content(self, name: str) -> bytes:
        """A member's bytes. Raises `ReadError` where it is missing, locked, damaged, empty or too large."""
        info = self._members.get(name)
        if info is None:
            raise ReadError("the book names it and does not hold it", place=self.place(name), remedy="Get it again")
        member = self._document.holding(not_opened, relative=self.place(name), packed_bytes=max(1, info.compress_size))
        return member.holding(zip_opener(self._archive, info, member)).content()

    def decoded(self, name: str) -> Decoded:
        """A member's text, in the encoding that its XML states by `decode_stated`. Raises `ReadError`."""
        content = self.content(name)
        return decode_stated(content, stated_encoding(content), self.place(name))

    def tree(self, name: str) -> _Element:
        """A member's XML, without its comments; nothing that it declares or refers to is read. Raises `ReadError`."""
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            recover=True,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(self.content(name), parser)
        except etree.XMLSyntaxError as error:
            raise ReadError(
                f"its XML is damaged ({error.msg})", place=self.place(name), remedy="Get it again"
            ) from error
        if root is None:
            raise ReadError("its XML is damaged", place=self.place(name), remedy="Get it again")
        return root

    def has(self, name: str) -> bool:
        """Whether there is such a member."""
        return name in self._members


def _folder_around(names: Sequence[str]) -> str:
    """The folder that holds all of the book, with its slash, as when a folder was packed and not what is in it."""
    if _CONTAINER in names:
        return ""
    found = [name.removesuffix(_CONTAINER) for name in names if name.endswith(f"/{_CONTAINER}")]
    return min(found, key=len, default="")


def package(book: Book) -> Package:
    """The package of a book. Raises `ReadError`, also for one whose text is encrypted."""
    path = book.named("", _package_path(book))
    root, folder = book.tree(path), posixpath.dirname(path)
    items = {item.get("id", ""): item for item in found(root, "item")}
    names: dict[str, str] = {}
    refused = []
    for id_, item in items.items():
        try:
            names[id_] = book.named(folder, item.get("href", ""))
        except ReadError as error:
            refused.append(error)
    spine = [id_ for id_ in (ref.get("idref", "") for ref in found(root, "itemref")) if id_ in names]
    read = [names[id_] for id_ in spine if items[id_].get("media-type", "") in _MARKUP]
    navigation = [id_ for id_, item in items.items() if "nav" in item.get("properties", "").split() and id_ in names]
    ncx = [id_ for id_, item in items.items() if item.get("media-type") == "application/x-dtbncx+xml" and id_ in names]
    front = {names[id_] for id_ in navigation}
    front.update(_guided(book, root, folder))
    _refuse_encrypted(book, {path, *read})
    contents = [names[id_] for id_ in (*navigation, *ncx)]
    return Package(root, tuple(dict.fromkeys(read)), tuple(refused), tuple(contents), frozenset(front))


def found(root: _Element, name: str) -> Iterator[_Element]:
    """The elements below of this name, in whatever namespace, in their order."""
    return (element for element in root.iter() if name_of(element) == name)


def words_of(element: _Element) -> str:
    """All that an element says."""
    return " ".join("".join(map(str, element.itertext())).split())


def _package_path(book: Book) -> str:
    if not book.has(_CONTAINER):
        raise ReadError("this is no EPUB: it has no container", place=book.place(_CONTAINER), remedy="Get it again")
    for rootfile in found(book.tree(_CONTAINER), "rootfile"):
        if path := rootfile.get("full-path"):
            return str(path)
    raise ReadError("it does not say where its package is", place=book.place(_CONTAINER), remedy="Get it again")


def _guided(book: Book, root: _Element, folder: str) -> Iterator[str]:
    """The parts without text that the guide of EPUB 2 names."""
    for reference in found(root, "reference"):
        if reference.get("type", "").casefold() in FRONT and "#" not in reference.get("href", ""):
            try:
                yield book.named(folder, reference.get("href", ""))
            except ReadError:
                continue


def _refuse_encrypted(book: Book, read: set[str]) -> None:
    """Raises `ReadError` where one of the members that are read is encrypted; fonts may be."""
    if not book.has(_ENCRYPTION):
        return
    for encrypted in found(book.tree(_ENCRYPTION), "EncryptedData"):
        methods = {method.get("Algorithm", "") for method in found(encrypted, "EncryptionMethod")}
        if methods and methods <= set(_ONLY_FONTS):
            continue
        for reference in found(encrypted, "CipherReference"):
            if book.named("", reference.get("URI", "")) in read:
                said = "its text is encrypted: only the shop’s own reader can open it (DRM)"
                raise ReadError(said, place=book.place(""), remedy="Get it without copy protection")
