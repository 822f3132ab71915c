"""EPUB → an article a chapter.

A book as one article has a hundred thousand words: whatever is sought in it stands in the same article, everyone is
named with everyone, and a citation leads to all of it. So an article is what the table of contents lists, or a file of
the book where it lists nothing; the book is the source of its chapters, as a newspaper is of its articles. Their path
is the book's, and `row` counts its parts in reading order: so they stay in that order, whatever their files are called.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from index.counting import counted
from index.errors import ReadError
from index.model import Article, BlockKind, Origin
from index.readers.archives.members import ARCHIVE_ERRORS, damaged, seekable
from index.readers.article import metadata
from index.readers.article.assemble import assemble
from index.readers.article.blocks import Draft
from index.readers.article.metadata import Metadata
from index.readers.document import PACKING_ERRORS, Document, Remark
from index.readers.encoding import Decoded
from index.readers.epub import metadata as epub_metadata
from index.readers.epub.contents import Contents, Entry, contents
from index.readers.epub.package import FRONT, Book, package, words_of
from index.readers.html import markup
from index.readers.html.elements import name_of
from index.text import word_table

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_LONGEST = 500_000
"""Code points from which a chapter does not go on in the next file, about 250 printed pages: so a table of contents of
one line does not make one article of a book."""
_AROUND = word_table("body section div article main html")
"""Elements between whose children a chapter may begin."""
_INTO_BOOK = re.compile(r"[^:#?]+(?:#|$)")
_FEWEST_LINKS, _MOSTLY_LINKS = 4, 0.8
"""Links, and the share of the words in them, from which a file is a table of contents."""
_MARK = re.compile("\ue000(\\d{1,9})\ue001")


def read_epub(document: Document) -> Iterator[Article | ReadError | Remark]:
    """The chapters of a book in reading order, and an error for each file of it that can't be read."""
    try:
        file = seekable(document)
    except (OSError, *PACKING_ERRORS) as error:
        raise damaged(error, document) from error
    with closing(file):
        try:
            archive = zipfile.ZipFile(file)
        except (OSError, *PACKING_ERRORS, *ARCHIVE_ERRORS) as error:
            raise damaged(error, document) from error
        with archive:
            yield from _Reading(Book(archive, document), document).items()


@dataclass(slots=True)
class _Chapter:
    """What is put together to an article."""

    row: int
    name: str
    title: str | None
    """As the table of contents has it."""
    decoded: Decoded
    drafts: list[Draft] = field(default_factory=list)
    length: int = 0
    """Code points of the drafts."""

    def add(self, drafts: Sequence[Draft]) -> None:
        """Puts more behind it."""
        self.drafts += drafts
        self.length += sum(len(draft.text) for draft in drafts)

    def only_announces(self) -> bool:
        """Whether it is only a heading, as of a part, which belongs to what follows."""
        return all(draft.kind is BlockKind.HEADING for draft in self.drafts)


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a file; `title` is None where the table of contents does not name it."""

    title: str | None
    begins: bool
    """Whether a chapter begins with it, and not only goes on."""
    drafts: Sequence[Draft]


class _Reading:
    """How far a book is read."""

    def __init__(self, book: Book, document: Document) -> None:
        self._book = book
        self._document = document
        self._package = package(book)
        self._contents: Contents = contents(book, self._package.contents)
        self._front = self._package.front | self._contents.front
        self._known = metadata.from_fields(epub_metadata.fields(self._package.root))
        self._row = 0
        self._passed = 0

    def items(self) -> Iterator[Article | ReadError | Remark]:
        """Everything in the book."""
        waiting: _Chapter | None = None
        """Each chapter waits for the next one, until it is known whether it is alone."""
        found = 0
        for item in self._chapters():
            if waiting is not None:
                yield self._article(waiting, alone=False)
            found += 1
            waiting = None if isinstance(item, ReadError) else item
            if isinstance(item, ReadError):
                yield item
        if waiting is not None:
            yield self._article(waiting, alone=found == 1)
        if not found:
            raise ReadError("there is no text in it", place=self._document.relative, remedy="Leave it out")
        if self._passed:
            said = "without text of its own passed over: cover, contents and the like"
            yield Remark(f"{counted(self._passed, 'part')} {said}")

    def _chapters(self) -> Iterator[_Chapter | ReadError]:
        """The chapters, and an error in the place of each file that can't be read; what follows it begins anew."""
        yield from self._package.refused
        chapter: _Chapter | None = None
        for name in self._package.spine:
            try:
                decoded = self._book.decoded(name)
            except ReadError as error:
                self._row += 1
                if chapter is not None:
                    yield chapter
                    chapter = None
                yield error
                continue
            for part in self._parts(name, decoded):
                row, self._row = self._row, self._row + 1
                if not part.drafts:
                    continue
                if chapter is None or part.begins or chapter.length > _LONGEST:
                    announced = chapter.drafts if chapter is not None and chapter.only_announces() else []
                    if chapter is not None and not announced:
                        yield chapter
                    chapter = _Chapter(row, name, part.title, decoded)
                    chapter.add(announced)
                chapter.add(part.drafts)
        if chapter is not None:
            yield chapter

    def _parts(self, name: str, decoded: Decoded) -> Sequence[_Part]:
        root = markup.tree(decoded.text)
        if name in self._front or FRONT.intersection(_types(root)) or _only_leads_on(root):
            self._passed += 1
            return [_Part(None, begins=False, drafts=())]
        return list(_divided(root, self._contents.chapters(name), listed=bool(self._contents.entries)))

    def _article(self, chapter: _Chapter, *, alone: bool) -> Article:
        place = self._document.place(chapter.decoded, chapter.row, named=self._book.place(chapter.name))
        return assemble(chapter.drafts, self._stated(chapter, alone=alone), place, alone=False)

    def _stated(self, chapter: _Chapter, *, alone: bool) -> Metadata:
        """What is known of a chapter: its source is the book, or the publisher where the book is one article."""
        book = self._known
        if alone:
            return replace(book, title=book.title or chapter.title)
        source = book.title or book.source
        origin = Origin.STATED if source else Origin.UNKNOWN
        return replace(book, title=chapter.title, source=source, source_origin=origin)


def _types(root: HtmlElement) -> set[str]:
    """What the file says it is, on its body or on the one section in it."""
    body = root.find("body")
    elements = [root] if body is None else [body, *(list(body) if len(body) == 1 else [])]
    return {type_ for element in elements for type_ in (element.get("epub:type") or "").split()}


def _only_leads_on(root: HtmlElement) -> bool:
    """Whether nearly all its words are links into the book, as in a table of contents that nothing says is one."""
    links = [link for link in root.iter("a") if _INTO_BOOK.match(link.get("href") or "")]
    if len(links) < _FEWEST_LINKS:
        return False
    said, linked = (sum(len(words_of(element)) for element in elements) for elements in ([root], links))
    return linked > _MOSTLY_LINKS * said


def _divided(root: HtmlElement, entries: Sequence[Entry], *, listed: bool) -> Iterator[_Part]:
    """The parts of a file: what stands before the first chapter that begins within it, and each chapter."""
    ids = {id_: element for element in root.iter() for id_ in (element.get("id"), element.get("name")) if id_}
    marked = [entry for number, entry in enumerate(entries) if _set_mark(ids.get(entry.fragment), number)]
    opening = next((entry for entry in entries if entry not in marked), None)
    parts: list[tuple[Entry | None, list[Draft]]] = [(opening, [])]
    for draft in markup.drafts(root):
        mark = _MARK.fullmatch(draft.text)
        if mark and int(mark[1]) < len(entries):
            parts.append((entries[int(mark[1])], []))
        else:
            parts[-1][1].append(draft)
    for entry, drafts in parts:
        headed = bool(drafts) and drafts[0].kind is BlockKind.HEADING
        if drafts or len(parts) == 1:
            begins = entry is not None or not listed or (headed and not marked)
            yield _Part(entry.title if entry else None, begins, drafts)


def _set_mark(element: _Element | None, number: int) -> bool:
    """Puts a paragraph before the block in which an element is; False where it is none, or the body itself."""
    from lxml import etree

    if element is None:
        return False
    above = element.getparent()
    while above is not None and name_of(above) not in _AROUND:
        element, above = above, above.getparent()
    if above is None or name_of(element) == "body":
        return False
    mark = etree.Element("p")
    mark.text = f"\ue000{number}\ue001"
    above.insert(above.index(element), mark)
    return True
