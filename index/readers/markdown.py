"""Markdown → blocks and inline styles, with front matter in YAML."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from index.model import BlockKind, Style, StyleKind
from index.readers.blocks import Draft
from index.readers.tags import without_tags
from index.text import clean

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_OPENING = {"em_open": StyleKind.EMPHASIS, "strong_open": StyleKind.STRONG, "link_open": StyleKind.LINK}
_CLOSING = {"em_close", "strong_close", "link_close"}
_CELLS = " · "
"""Between the cells of a table's row."""


@cache
def preset() -> MarkdownIt:
    """CommonMark with tables and strikethrough."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def drafts(text: str) -> list[Draft]:
    """The blocks of a clean Markdown text, front matter left off.

    Tags of HTML are dropped and their words kept; an image is its description; each line of code, each item of a list
    and each row of a table is a block, since a block holds no line feed.
    """
    walk = _Walk()
    for token in preset().parse(text):
        walk.take(token)
    return walk.found


class _Walk:
    """Where the walk through the tokens stands: how deep in quotes and lists, in which heading or row."""

    def __init__(self) -> None:
        self.found: list[Draft] = []
        self._quotes = 0
        self._lists = 0
        self._heading = 0
        self._row: list[str] | None = None

    def take(self, token: Token) -> None:
        """Goes one token on."""
        match token.type:
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "bullet_list_open" | "ordered_list_open" | "bullet_list_close" | "ordered_list_close":
                self._lists += token.nesting
            case "heading_open" | "heading_close":
                self._heading = int(token.tag[1]) if token.nesting == 1 else 0
            case "tr_open":
                self._row = []
            case "tr_close":
                self._add(BlockKind.PARAGRAPH, _CELLS.join(self._row or ()))
                self._row = None
            case "inline":
                self._take_inline(token)
            case "fence" | "code_block":
                for line in clean(token.content).split("\n"):
                    self._add(BlockKind.CODE, line)
            case "html_block":
                for line in clean(without_tags(token.content)).split("\n"):
                    self._add(BlockKind.PARAGRAPH, line)

    def _take_inline(self, token: Token) -> None:
        words, styles = _inline(token.children or ())
        if self._row is not None:
            self._row.append(words)
        elif self._heading:
            self._add(BlockKind.HEADING, words, self._heading, styles)
        elif self._lists:
            self._add(BlockKind.LIST, words, self._lists, styles)
        elif self._quotes:
            self._add(BlockKind.QUOTE, words, self._quotes, styles)
        else:
            self._add(BlockKind.PARAGRAPH, words, 0, styles)

    def _add(self, kind: BlockKind, words: str, level: int = 0, styles: Sequence[Style] = ()) -> None:
        stripped = words.strip()
        if not stripped:
            return
        normal = clean(stripped)
        if normal != stripped:  # a mark that was parted from its letter by markup has joined it: the ranges are gone
            stripped, styles = normal, ()
        ahead = len(words) - len(words.lstrip())
        kept = []
        for style in styles:
            start, end = max(0, style.start - ahead), min(len(stripped), style.end - ahead)
            if start < end:
                kept.append(Style(style.kind, start, end, style.target))
        self.found.append(Draft(kind, stripped, level, tuple(kept)))


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
