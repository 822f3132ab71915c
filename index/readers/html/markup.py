"""HTML → drafts: a page, or the piece of one that a feed or a book holds.

Nothing is fetched, no entity of a document's own is expanded, and nothing here calls itself, so that the depth of a
page costs no more than its length. What the parser refuses as too deep or too long loses its shape, not its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, repeat
from typing import TYPE_CHECKING

from index.model import Gap, StyleKind
from index.readers.article.blocks import Draft
from index.readers.article.drafting import Drafting, Words
from index.readers.html.elements import CELLS, HEADINGS, LISTS, name_of
from index.readers.html.line import Line
from index.readers.html.tables import is_head, layouts
from index.readers.html.tags import without_tags
from index.text import clean, word_table

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

DROPPED = word_table(
    """
    head title script style template noscript svg math iframe object embed canvas audio video select textarea button
    """
)
"""Elements without words of the text: their tails stay."""
_BLOCKS = word_table(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead
    tr ul
    """
) | frozenset(HEADINGS)
_STYLES = {
    "b": StyleKind.STRONG,
    "strong": StyleKind.STRONG,
    "i": StyleKind.EMPHASIS,
    "em": StyleKind.EMPHASIS,
    "cite": StyleKind.EMPHASIS,
    "code": StyleKind.CODE,
    "tt": StyleKind.CODE,
    "kbd": StyleKind.CODE,
    "samp": StyleKind.CODE,
}
_DEEPEST = 20
"""Quotations and lists within each other that are told apart, as many as CommonMark's readers do."""
_NO_ADDRESS = re.compile(r"(?:javascript|vbscript|data|file|about):", re.IGNORECASE)
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32), 127))
_REFERENCE = re.compile(
    rb"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])(?!\d)"
    rb"|[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]|[fF]{3}[eEfF])(?![0-9a-fA-F]));?"
)
"""What no tree of XML may hold, as a reference: those who change the tree fail on it, as on `_CONTROLS` themselves."""
_NUMBER = re.compile(r"[0-9]{1,9}")
_FLAT = "data-flat"


def tree(content: bytes | str, encoding: str | None = None) -> HtmlElement:
    """The tree of a document or fragment; its root is an empty element where there is nothing in it.

    Bytes are in `encoding`, else in the one that they state. Where a page is nested deeper than 255 elements or has a
    text of more than 10 MB, the tree holds a paragraph a line instead (see `is_flat`).
    """
    from lxml import etree, html

    if isinstance(content, bytes) and encoding is not None:
        content = content.decode(encoding, "replace")
    if isinstance(content, str):
        content, encoding = content.encode("utf-8", "replace").translate(None, _CONTROLS), "utf-8"
        content = _REFERENCE.sub(b"", content.replace(b"\xef\xbf\xbe", b"").replace(b"\xef\xbf\xbf", b""))
    parser = html.HTMLParser(encoding=encoding, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(content, parser=parser)
    except etree.ParserError:  # nothing but white space and comments
        return html.Element("html")
    refused = parser.error_log.filter_from_fatals()
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in refused):
        return _flat(content.decode(encoding or "utf-8", "replace"))
    return root


def is_flat(root: HtmlElement) -> bool:
    """Whether the page was more than the parser takes, so that only its words are left."""
    return root.get(_FLAT) is not None


def _flat(markup: str) -> HtmlElement:
    from lxml import html

    root = html.Element("html", {_FLAT: ""})
    body = html.Element("body")
    root.append(body)
    for line in clean(without_tags(markup)).split("\n"):
        if line.strip():
            paragraph = html.Element("p")
            paragraph.text = line
            body.append(paragraph)
    return root


def drafts(root: _Element, *, without: frozenset[str] = frozenset()) -> list[Draft]:
    """The blocks of a tree of HTML, in order, those within elements of the names `without` left out.

    Each line of preformatted text, each paragraph of an item and each row of a table is a block. A table that lays out
    a page is none: its cells are read one after the other.
    """
    return _Walk(root, DROPPED | without).walk()


class _Walk:
    """Where the walk through the tree stands: in which list, heading, row, cell or preformatted text."""

    def __init__(self, root: _Element, dropped: frozenset[str]) -> None:
        self._root = root
        self._dropped = dropped
        self._made = Drafting()
        self._line = Line()
        self._layouts = layouts(root)
        self._tables: list[bool] = []
        """The tables around, the outermost first: whether each is one of cells."""
        self._markers: list[Iterator[str]] = []
        """What the next items begin with, of each list around."""
        self._heading = 0
        self._code: list[str] | None = None
        self._pre: _Element | None = None
        """The outermost preformatted element around."""
        self._entered: list[bool] = []
        """The quotations and items around: whether each is told apart."""
        self._row: list[Words] | None = None
        self._in_head = False
        self._broken = False
        """Whether nothing was said since the last line break."""
        self._tight = False
        """Whether the next block follows the one before it in an item without paragraphs."""
        self._paragraphs = 0

    def walk(self) -> list[Draft]:
        """All blocks, in order."""
        from lxml import etree

        dropped = self._dropped
        steps = etree.iterwalk(self._root, events=("start", "end", "comment", "pi"))
        around: list[str] = []
        """The names of the elements that are open; empty for one that is dropped."""
        for event, element in steps:
            if event == "start":
                name = name_of(element)
                if name in dropped:
                    steps.skip_subtree()
                    around.append("")
                else:
                    around.append(name)
                    self._enter(name, element)
                    self._say(element.text)
                continue
            if event == "end" and (name := around.pop()):
                self._leave(name, element)
            if element is not self._root:
                self._say(element.tail)
        self._flush()
        return self._made.found

    def _say(self, words: str | None) -> None:
        if not words:
            return
        if self._code is not None:
            self._code.append(words)
            return
        self._line.say(words)
        self._broken = self._broken and not words.strip()

    def _flush(self) -> None:
        """Ends the block; within a cell it only parts words."""
        self._broken = False
        if self._code is not None:
            self._code.append("\n")
        elif self._row is not None:
            self._line.say(" ")
        elif not self._line.empty:
            self._end_block()

    def _end_block(self) -> None:
        words, styles = self._line.take()
        if not words.strip():
            return
        if self._made.around.lists and self._tight and not self._paragraphs:
            self._made.gap = Gap.NONE if self._made.gap is Gap.LINE else self._made.gap
        self._made.add_words(words, styles, self._heading)
        self._tight = not self._paragraphs

    def _break(self) -> None:
        """A line break is a blank, and two of them end a paragraph."""
        if self._code is not None:
            self._code.append("\n")
        elif self._broken and self._row is None and not self._heading:
            self._flush()
        else:
            self._line.say(" ")
            self._broken = True

    def _enter(self, name: str, element: _Element) -> None:
        if name in _BLOCKS:
            self._flush()
            if self._code is None:
                self._enter_block(name, element)
        elif name == "br":
            self._break()
        elif name == "q":
            self._say("“")
        elif style := _style(name, element):
            self._line.open(*style)

    def _enter_block(self, name: str, element: _Element) -> None:
        self._heading = HEADINGS.get(name, self._heading)
        if name in LISTS:
            self._markers.append(_markers(name, element))
            self._made.around.lists += 1
            self._tight = self._made.around.lists > 1
        elif name in {"li", "blockquote"}:
            self._enter_container(name)
        elif name == "table":
            self._tables.append(element not in self._layouts)
        elif name == "tr":
            self._enter_row(element)
        elif name == "p":
            self._paragraphs += 1
        elif name == "hr":
            self._made.gap = Gap.RULE
        elif name == "pre":
            self._code, self._pre = [], element

    def _enter_container(self, name: str) -> None:
        entered = sum(self._entered) < _DEEPEST and (name == "blockquote" or bool(self._markers))
        self._entered.append(entered)
        if entered and name == "li":
            self._made.around.enter_item(next(self._markers[-1]))
        elif entered:
            self._made.around.enter_quote()

    def _enter_row(self, row: _Element) -> None:
        if self._tables and self._tables[-1]:
            self._end_row()
            self._row = []
            self._in_head = is_head(row)

    def _leave(self, name: str, element: _Element) -> None:
        if element is self._pre:
            self._made.add_code(clean("".join(self._code or ())))
            self._code = self._pre = None
        elif name in CELLS and self._row is not None:
            self._row.append(self._line.take())
        elif name in _BLOCKS:
            self._flush()
            if self._code is None:
                self._leave_block(name)
        elif name == "q":
            self._say("”")
        elif style := _style(name, element):
            self._line.close(style[0])

    def _leave_block(self, name: str) -> None:
        if name in HEADINGS:
            self._heading = 0
        elif name in LISTS:
            self._markers.pop()
            self._made.around.lists -= 1
            self._tight = self._made.around.lists > 0
        elif name == "li":
            if self._entered.pop():
                self._made.around.leave_item()
            self._tight = True
        elif name == "blockquote":
            if self._entered.pop():
                self._made.around.leave_quote()
        elif name == "table":
            self._tables.pop()
            self._made.gap = Gap.LINE
        elif name == "tr":
            self._end_row()
        elif name == "p":
            self._paragraphs -= 1

    def _end_row(self) -> None:
        if self._row is not None:
            rest = self._line.take()
            self._made.add_row([*self._row, rest] if rest[0] else self._row, head=self._in_head)
            self._row = None


def _style(name: str, element: _Element) -> tuple[StyleKind, str] | None:
    """The style of an element, and where it leads."""
    if name != "a":
        return (_STYLES[name], "") if name in _STYLES else None
    target = " ".join(clean(element.get("href") or "").split())
    return (StyleKind.LINK, target) if target and not _NO_ADDRESS.match(target) else None


def _markers(name: str, element: _Element) -> Iterator[str]:
    """What the items of a list begin with; the numbers of one list end in one column."""
    if name != "ol":
        return repeat("- ")
    start = element.get("start") or "1"
    first = int(start) if _NUMBER.fullmatch(start) else 1
    items = sum(name_of(child) == "li" for child in element)
    widest = len(str(first + max(0, items - 1)))
    return (f"{number}. ".rjust(widest + 2) for number in count(first))
