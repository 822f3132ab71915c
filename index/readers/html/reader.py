"""A saved web page → its article: the text without the site around it, and what the page states of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin

from index.errors import ReadError
from index.model import Article, Style, StyleKind
from index.readers.article.assemble import assemble
from index.readers.article.blocks import Draft
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
    if known.url:
        found = [_with_addresses(draft, known.url) for draft in found]
    yield assemble(found, known, document.place(decoded), alone=True)


def _with_addresses(draft: Draft, base: str) -> Draft:
    """The draft with links that lead somewhere from wherever it is read, not only from the page's own address."""
    if not any(style.kind is StyleKind.LINK for style in draft.styles):
        return draft
    return replace(draft, styles=tuple(_with_address(style, base) for style in draft.styles))


def _with_address(style: Style, base: str) -> Style:
    try:
        return replace(style, target=urljoin(base, style.target)) if style.kind is StyleKind.LINK else style
    except ValueError:  # an address that is none
        return style
