"""A saved web page → its article: the text without the site around it, and what the page states of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from index.errors import ReadError
from index.model import Article
from index.readers.article.assemble import assemble
from index.readers.article.links import absolute
from index.readers.document import Document
from index.readers.html import markup, page_metadata
from index.readers.html.main_text import article_in
from index.readers.html.page_encoding import decode_page

_UNTOLD = "The article could not be told from the rest of the page, so all words of the page are kept."
_FLAT = "The page is nested too deeply or too long in one piece, so only its words are kept, without their shape."


def read_html(document: Document) -> Iterator[Article]:
    """The article of a web page; where it can't be told from the rest, all words of the page, with a warning."""
    declared = document.declared.encoding
    decoded = document.decoded() if declared else decode_page(document.content(), document.relative)
    root = markup.tree(decoded.text)
    known = page_metadata.of_page(root)
    found, told = article_in(root)
    if not found:
        raise ReadError(
            "there is no text in the page",
            place=document.relative,
            remedy="Save it again when the browser shows its text, or leave it out",
        )
    if not told:
        known = replace(known, warnings=(*known.warnings, _FLAT if markup.is_flat(root) else _UNTOLD))
    yield assemble(absolute(found, known.url), known, document.place(decoded), alone=True)
