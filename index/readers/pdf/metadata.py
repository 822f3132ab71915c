"""What a PDF states of itself: in its information dictionary and in XMP, as far as a person can have meant it.

When the file was made is no date of publication, and a title or an author that a program filled in is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.dom import Node

from index.readers.article import metadata
from index.readers.article.metadata import Metadata
from index.readers.article.titles import one_line
from index.readers.pdf.errors import damage
from index.text import clean

if TYPE_CHECKING:
    from xml.dom.minidom import Element

    from pypdf import PdfReader

_DC = "http://purl.org/dc/elements/1.1/"
_XMP = "http://ns.adobe.com/xap/1.0/"
_PRISM = "http://prismstandard.org/namespaces/"
"""Before its version: basic/2.0/ and others; PRISM Metadata Specification."""
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PROGRAM = re.compile(r"(?:Microsoft (?:Word|PowerPoint|Excel)|Word|PowerPoint|Slide \d+) - ", re.IGNORECASE)
"""What printing to a file puts before the file's name."""
_NO_TITLE = re.compile(
    r"untitled\b.{0,10}|\(?anonymous\)?|(?:document|layout|print|page|slide|book|scan|img|doc)[ _-]?\d*"
    r"|powerpoint presentation|presentation|full page (?:photo|fax)(?: print)?|(?:no|document) title|title"
    r"|\S*[_\\/]\S*|.*\.(?:docx?|dotx?|odt|rtf|pdf|indd|qxp|qxd|tex|dvi|e?ps|ai|pages|pptx?|xlsx?|html?|txt|xml|p65|cdr)",
    re.IGNORECASE,
)
"""Names of files, and what programs call a document that nobody gave a title."""
_NO_AUTHOR = re.compile(
    r"(?:unknown|anonymous|admin(?:istrator)?|(?:default )?user\d*|owner|root|guest|author|pc|hp|dell|windows user"
    r"|microsoft office user|\W*)",
    re.IGNORECASE,
)
"""What accounts of computers are called, which is written as the author where nobody gave one."""
_LONGEST_TITLE = 300
"""Code points; what is longer is an abstract, or no words at all."""
_DAY = re.compile(r"(?:D:)?(\d{4})-?(\d\d)-?(\d\d)")


def stated(reader: PdfReader, stem: str) -> Metadata:
    """The metadata of a file whose name has this stem."""
    xmp, info = _Xmp(reader), _information(reader)
    titles = (_title(said, stem) for said in (*xmp.all(_DC, "title"), info.get("/Title", "")))
    creators = xmp.all(_DC, "creator") or [info.get("/Author", "")]
    authors = [name.strip() for said in creators for name in said.split(";")]
    return metadata.from_fields(
        {
            "title": next((title for title in titles if title), None),
            "authors": [name for name in authors if not _NO_AUTHOR.fullmatch(name)],
            "source": xmp.first(_PRISM, "publicationName") or xmp.first(_DC, "publisher"),
            "date": _published(xmp, info.get("/CreationDate", "")),
            "url": xmp.first(_PRISM, "url"),
            "language": _language(reader) or xmp.first(_DC, "language"),
        }
    )


def _information(reader: PdfReader) -> dict[str, str]:
    """The words of the information dictionary; empty where it is damaged, which harms nothing else."""
    try:
        found = reader.metadata
        return {} if found is None else {name: value for name in found if isinstance(value := found[name], str)}
    except damage():
        return {}


def _language(reader: PdfReader) -> str | None:
    said = reader.root_object.get("/Lang")
    return said if isinstance(said, str) and said.strip() else None


def _title(said: str, stem: str) -> str | None:
    """What can be a title of what is said; None for the name of a file and what programs put in."""
    words = _PROGRAM.sub("", one_line(clean(said)))
    if len(words) > _LONGEST_TITLE or words.casefold() == stem.casefold() or not any(map(str.isalpha, words)):
        return None
    return None if _NO_TITLE.fullmatch(words) else words


def _published(xmp: _Xmp, made: str) -> str | None:
    """The date of publication; Dublin Core's only where it is not the day on which the file was made."""
    stated = xmp.first(_PRISM, "publicationDate") or xmp.first(_PRISM, "coverDate")
    if stated:
        return stated
    making = {_day(said) for said in (made, xmp.first(_XMP, "CreateDate"), xmp.first(_XMP, "ModifyDate"))}
    return next((said for said in xmp.all(_DC, "date") if _day(said) not in making), None)


def _day(said: str | None) -> tuple[str, ...] | str | None:
    match = _DAY.match(said or "")
    return match.groups() if match else said


class _Xmp:
    """The properties of a file's XMP; none where it has no XMP, or only a damaged one."""

    def __init__(self, reader: PdfReader) -> None:
        self._found: list[tuple[str, str, Element | str]] = []
        """Namespace, name, and the element, or what its attribute says."""
        try:
            xmp = reader.xmp_metadata
        except damage():
            return
        if xmp is not None:
            self._found = list(_properties(xmp.rdf_root))

    def all(self, namespace: str, name: str) -> list[str]:
        """What is said of a property, without what is empty; `namespace` may be only how it begins."""
        values = (value for space, local, value in self._found if local == name and space.startswith(namespace))
        said = (value for found in values for value in ([found] if isinstance(found, str) else _values(found)))
        return [words for words in map(one_line, map(clean, said)) if words]

    def first(self, namespace: str, name: str) -> str | None:
        """The first of them."""
        return next(iter(self.all(namespace, name)), None)


def _properties(root: Element) -> Iterator[tuple[str, str, Element | str]]:
    """The properties of all descriptions, written as elements or as attributes; ISO 16684-1, 7."""
    for description in root.getElementsByTagNameNS(_RDF, "Description"):
        for attribute in description.attributes.values():
            yield attribute.namespaceURI or "", attribute.localName or "", attribute.value
        for child in description.childNodes:
            if child.nodeType == Node.ELEMENT_NODE:
                yield child.namespaceURI or "", child.localName or "", child


def _values(element: Element) -> Iterator[str]:
    """The values of a property: its items, or its own words."""
    items = element.getElementsByTagNameNS(_RDF, "li") or [element]
    for item in items:
        yield "".join(child.data for child in item.childNodes if child.nodeType == Node.TEXT_NODE)
