"""The article in a web page, without what the site puts around it.

Trafilatura decides which words belong to the article: it does best where it sees neither links nor emphasis, but then
gives none. So its words choose, and the page itself says how they stand there: each of its blocks that is one of the
page's is taken as the page has it, in its list, with its links and emphasis.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.readers.article.blocks import Draft
from index.readers.html import markup

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_MOST_ELEMENTS = 30_000
"""Elements of a page above which nobody looks for the article in it: the largest of 91 news pages has 1,600, and the
time grows faster than their number."""
_AROUND = frozenset({"nav", "aside", "footer", "figure"})
"""Elements that Trafilatura takes nothing from."""
_WORDLESS = ("style", "svg", "link", "meta", "template")
"""A sixth of the elements of 91 news pages, which are faster read without them."""
_AS_HTML = {
    "item": "li",
    "quote": "blockquote",
    "lb": "br",
    "row": "tr",
    "ref": "a",
    "hi": "span",
    "del": "span",
    "graphic": "span",
}
"""What Trafilatura calls an element, after the guidelines of the TEI → its name in HTML, where one is enough."""


def article_in(root: HtmlElement) -> tuple[list[Draft], bool]:
    """The blocks of the article, and whether it was found; where not, they are all that the page says.

    Takes from the tree what no words are in, so what the page states elsewhere has to be read before.
    """
    from lxml import etree

    etree.strip_elements(root, *_WORDLESS, with_tail=False)
    body = None if markup.is_flat(root) or _is_large(root) else _extracted(root)
    found = [] if body is None else markup.drafts(_as_html(body))
    if found:
        return _as_in_page(found, markup.drafts(root, without=_AROUND)), True
    return markup.drafts(root), False


def _is_large(root: HtmlElement) -> bool:
    return bool(root.xpath("count(//*)") > _MOST_ELEMENTS)


def _extracted(root: HtmlElement) -> _Element | None:
    """Trafilatura's tree of the article; None where it finds none. Leaves `root` as it is."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # else its remarks go to the terminal
    for precise in (True, False):
        found = bare_extraction(root, favor_precision=precise, include_comments=False)
        if found is not None and found.body is not None and any(map(str.strip, found.body.itertext())):
            return found.body
    return None


def _as_html(body: _Element) -> _Element:
    """The same tree with the names of HTML, which `markup` reads."""
    for element in body.iter("*"):
        name, look = element.tag, element.get("rend") or ""
        if name == "head":
            element.tag = look if look in {"h1", "h2", "h3", "h4", "h5", "h6"} else "h2"
        elif name == "list":
            element.tag = "ol" if look == "ol" else "ul"
        elif name == "cell":
            element.tag = "th" if element.get("role") == "head" else "td"
        elif name == "quote" and element.getparent() is not None and element.getparent().tag == "p":
            element.tag = "span"
        elif name in _AS_HTML:
            element.tag = _AS_HTML[name]
    return body


def _as_in_page(found: Sequence[Draft], page: Sequence[Draft]) -> list[Draft]:
    """Each block of the article as the page has it, where it has the same one; the next such behind the last."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, draft in enumerate(page):
        places[_signs(draft)].append(at)
    chosen, last = [], -1
    for draft in found:
        same = places.get(_signs(draft))
        if same:
            last = next((at for at in same if at > last), same[0])
            draft = page[last]  # noqa: PLW2901
        chosen.append(draft)
    return chosen


def _signs(draft: Draft) -> str:
    """The words of a block without white space, which extraction may change at the edges of elements."""
    return "".join(draft.text.split())
