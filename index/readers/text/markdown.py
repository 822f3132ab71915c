"""Markdown → blocks and inline styles, with front matter in YAML."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from index.model import BlockKind, Gap, Style, StyleKind
from index.readers.article.blocks import Draft
from index.readers.article.containers import markers
from index.readers.article.drafting import Drafting, Words
from index.readers.html.tags import without_tags
from index.text import clean

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_OPENING = {"em_open": StyleKind.EMPHASIS, "strong_open": StyleKind.STRONG, "link_open": StyleKind.LINK}
_CLOSING = {"em_close", "strong_close", "link_close"}


@cache
def preset() -> MarkdownIt:
    """CommonMark with tables and strikethrough."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def drafts(text: str) -> list[Draft]:
    """The blocks of a clean Markdown text, front matter left off.

    Tags of HTML are dropped and their words kept; an image is its description; each line of code, each paragraph of
    an item and each row of a table is a block, since a block holds no line feed.
    """
    return _Walk(preset().parse(text)).walk()


class _Walk:
    """Where the walk through the tokens stands: in which quotations, lists, heading, row or item."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._made = Drafting()
        self._tokens = tokens
        self._markers = markers(tokens)
        self._heading = 0
        self._row: list[Words] | None = None
        self._in_head = False
        self._tight = False
        """Whether the next block follows the one before it in an item that is written without blank lines."""

    def walk(self) -> list[Draft]:
        """All blocks, in order."""
        for number, token in enumerate(self._tokens):
            self._take(number, token)
        return self._made.found

    def _take(self, number: int, token: Token) -> None:
        match token.type:
            case "blockquote_open":
                self._made.around.enter_quote()
            case "blockquote_close":
                self._made.around.leave_quote()
            case "bullet_list_open" | "ordered_list_open" | "bullet_list_close" | "ordered_list_close":
                self._made.around.lists += token.nesting
                self._tight = self._made.around.lists > (1 if token.nesting == 1 else 0)
            case "list_item_open":
                self._made.around.enter_item(self._markers[number])
            case "list_item_close":
                self._made.around.leave_item()
                self._tight = True
            case "paragraph_open":
                self._made.gap = Gap.NONE if token.hidden and self._tight else self._made.gap
            case "paragraph_close":
                self._tight = token.hidden
            case "heading_open" | "heading_close":
                self._heading = int(token.tag[1]) if token.nesting == 1 else 0
            case "hr":
                self._made.gap = Gap.RULE
            case _:
                self._take_leaf(token)

    def _take_leaf(self, token: Token) -> None:
        match token.type:
            case "thead_open" | "thead_close":
                self._in_head = token.nesting == 1
            case "tr_open":
                self._row = []
            case "tr_close":
                self._made.add_row(self._row or (), head=self._in_head)
                self._row = None
            case "table_close":
                self._made.gap = Gap.LINE
            case "inline":
                self._take_inline(token)
            case "fence" | "code_block":
                self._made.add_code(clean(token.content))
            case "html_block":
                for line in clean(without_tags(token.content)).split("\n"):
                    self._made.add(BlockKind.PARAGRAPH, line)

    def _take_inline(self, token: Token) -> None:
        words, styles = _inline(token.children or ())
        if self._row is None:
            self._made.add_words(words, styles, self._heading)
        else:
            self._row.append((words, styles))


def _inline(children: Sequence[Token]) -> tuple[str, list[Style]]:
    """The words of inline tokens and the styles over them, in order of their start."""
    words: list[str] = []
    styles: list[Style] = []
    opened: list[tuple[StyleKind, int, str]] = []
    at = 0
    for token in children:
        if token.type in _OPENING:
            opened.append((_OPENING[token.type], at, clean(str(token.attrs.get("href", "")))))
            continue
        if token.type in _CLOSING:
            kind, start, target = opened.pop()
            styles.append(Style(kind, start, at, target))
            continue
        said = _said(token)
        if token.type == "code_inline":
            styles.append(Style(StyleKind.CODE, at, at + len(said)))
        words.append(said)
        at += len(said)
    return "".join(words), sorted(styles, key=lambda style: (style.start, -style.end))


def _said(token: Token) -> str:
    """The words that an inline token stands for, on one line."""
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    if token.type == "html_inline":
        return " " if token.content.casefold().startswith("<br") else ""
    if token.type == "image":
        return _inline(token.children or ())[0]
    return clean(token.content).replace("\n", " ")
