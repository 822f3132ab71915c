"""One file, one article: plain text and Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from index.errors import ReadError
from index.model import Article, BlockKind
from index.readers.article import metadata
from index.readers.article.assemble import assemble
from index.readers.article.metadata import Metadata
from index.readers.document import Document
from index.readers.text import front_matter, markdown, plain
from index.text import clean


def read_plain(document: Document) -> Iterator[Article]:
    """The article of a file of plain text."""
    decoded = document.decoded()
    yield assemble(plain.drafts(clean(decoded.text)), Metadata(), document.place(decoded), alone=True)


def read_markdown(document: Document) -> Iterator[Article]:
    """The article of a file of Markdown. Its title: the front matter's, else the first heading where that opens it."""
    decoded = document.decoded()
    fields, text, warning = front_matter.split(clean(decoded.text))
    known = metadata.from_fields(fields)
    found = markdown.drafts(text)
    titled = known.title or document.outside.sidecar.title
    if titled is None and found and found[0].level == 1 and found[0].kind is BlockKind.HEADING:
        known = replace(known, title=found.pop(0).text)
    if warning:
        known = replace(known, warnings=(*known.warnings, warning))
    if not found and known.title is not None:
        raise ReadError("there is a title but no text", place=document.relative, remedy="Fill it or leave it out")
    yield assemble(found, known, document.place(decoded), alone=True)
