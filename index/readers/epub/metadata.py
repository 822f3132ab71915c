"""What the package of an EPUB states of the book: Dublin Core, and what is said of each of its values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from index.readers.epub.package import found, words_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_PUBLISHED = ("publication", "original-publication", "issued", "")
"""What a date is of, the best first; those of making and changing the file are none of publication."""
_UNSET = "0101-01-01"
"""What Calibre writes where it knows no date."""


def fields(root: _Element) -> Mapping[object, object]:
    """The fields of a book, each as a reader of fields takes them; `source` is the publisher."""
    refined = _refined(root)
    creators = _said(root, "creator")
    roles = [element.get(f"{_OPF}role") or refined.get((element.get("id", ""), "role"), "aut") for element in creators]
    authors = [element for element, role in zip(creators, roles, strict=True) if role == "aut"] or creators
    addresses = [words_of(element) for name in ("identifier", "source") for element in _said(root, name)]
    return {
        "title": _title(root, refined),
        "authors": [words_of(element) for element in authors],
        "date": _date(root),
        "source": _first(root, "publisher"),
        "language": _first(root, "language"),
        "url": next((said for said in addresses if said.startswith(("http://", "https://"))), None),
    }


def _title(root: _Element, refined: Mapping[tuple[str, str], str]) -> str | None:
    """The main title; the first one where none is called so."""
    titles = _said(root, "title")
    main = [title for title in titles if refined.get((title.get("id", ""), "title-type")) == "main"]
    return next((words_of(title) for title in [*main, *titles]), None)


def _date(root: _Element) -> str | None:
    dates = [(element.get(f"{_OPF}event") or "", words_of(element)) for element in _said(root, "date")]
    told = [(_PUBLISHED.index(event), said) for event, said in dates if event in _PUBLISHED]
    return min(told)[1] if told and not min(told)[1].startswith(_UNSET) else None


def _first(root: _Element, name: str) -> str | None:
    return next((words_of(element) for element in _said(root, name)), None)


def _said(root: _Element, name: str) -> list[_Element]:
    """The elements of Dublin Core of this name that say anything."""
    return [element for element in root.iter(f"{_DC}{name}") if words_of(element)]


def _refined(root: _Element) -> dict[tuple[str, str], str]:
    """Id of an element and property → what EPUB 3 says of it."""
    return {
        (meta.get("refines", "").lstrip("#"), meta.get("property", "")): words_of(meta)
        for meta in found(root, "meta")
        if meta.get("refines")
    }
