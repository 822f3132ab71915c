"""Sets an article as a page: title, what is known of it, its blocks, and where its links lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from tui import keys
from tui.render.block_lines import between, block_lines
from tui.render.cells import drawable
from tui.render.layout import Layout, PageLine, layout_of
from tui.render.metadata import about, about_title, oddities
from tui.render.table import table_lines
from tui.render.wrap import Range, wrap, wrap_words
from tui.values import Article, Block, BlockKind, Gap, Origin, StyleKind, counted

MEASURE = 76
"""The widest that a line of prose gets, in cells, unless the reader wants another."""

BREAK = "*  *  *"
"""A thematic break."""


def lay_out(article: Article, label: str, cells: int, *, boilerplate: bool, measure: int = MEASURE) -> Layout:
    """A page that is `cells` wide at most, and no wider than the measure."""
    text = drawable(article.text, keep="\n")
    cells = max(8, min(measure, cells))
    lines = [PageLine(0, 0), *_head(article, text, label, cells)]
    hidden_kind = None if boilerplate else BlockKind.CHROME
    left_out = [block for block in article.blocks if block.kind is hidden_kind]
    shown = [block for block in article.blocks if block.kind is not hidden_kind]
    set_blocks = [block for block in shown if block.kind is not BlockKind.TITLE]
    paragraphs = [0]
    before: Block | None = None
    for block, drawn in _drawn(set_blocks, text, cells):
        lines += _gap(before, block, cells)
        paragraphs.append(len(lines))
        lines += drawn
        before = block
    hidden = sum(1 + text.count("\n", block.start, block.end) for block in left_out)
    lines += _links(set_blocks, text, cells)
    if hidden:
        lines += [PageLine(0, 0), _hidden(hidden)]
    lines.append(PageLine(0, 0))
    return layout_of(lines, text, [(block.start, block.end) for block in shown], paragraphs, hidden)


def _drawn(blocks: Sequence[Block], text: str, cells: int) -> Iterator[tuple[Block, list[PageLine]]]:
    """Each block with its lines; rows of one table are set together."""
    tables = 0

    def table(block: Block) -> int:
        nonlocal tables
        tables += block.kind is not BlockKind.TABLE or block.gap is not Gap.NONE
        return tables

    for _, run in groupby(blocks, key=table):
        rows = list(run)
        if rows[0].kind is BlockKind.TABLE:
            yield from zip(rows, table_lines(rows, text, cells), strict=True)
        else:
            yield from ((block, block_lines(block, text, cells)) for block in rows)


def _gap(before: Block | None, block: Block, cells: int) -> list[PageLine]:
    """What stands between two blocks."""
    if before is None:
        return [PageLine(0, 0)]
    if block.gap is Gap.NONE and block.kind is before.kind:
        return []
    if block.kind is before.kind is BlockKind.LIST and not (block.lead or before.lead):
        return []
    if block.gap is Gap.RULE:
        centred = BREAK.center(cells).rstrip()
        return [PageLine(0, 0), PageLine(0, 0, "faint", words=centred), PageLine(0, 0)]
    return [PageLine(0, 0, lead=between(before, block, cells))]


def _hidden(count: int) -> PageLine:
    shows = f"{keys.first('boilerplate')} shows {_them(count)}"
    return PageLine(0, 0, "faint", words=f"{counted(count, 'line')} of boilerplate hidden, {shows}")


def _them(count: int) -> str:
    return "it" if count == 1 else "them"


def _head(article: Article, text: str, label: str, cells: int) -> list[PageLine]:
    title = next((block for block in article.blocks if block.kind is BlockKind.TITLE), None)
    others = article.title_origin is Origin.USER and (not title or article.title != text[title.start : title.end])
    lines: list[PageLine] = []
    if others or not title:
        role = "title" if others else "no-title"
        lines += [PageLine(0, 0, role, words=words) for words in wrap_words(drawable(article.title), cells)]
    if title:
        role = "subheading" if others else "title"  # what is found and named in it has its place there
        lines += [PageLine(start, end, role) for start, end in wrap(text, title.start, title.end, cells)]
    lines += _faint(drawable(f"{about_title(article)}{about(article, label)}"), cells)
    for oddity in oddities(article):
        lines += _faint(drawable(oddity), cells)
    return lines


def _faint(words: str, cells: int) -> list[PageLine]:
    return [PageLine(0, 0, "faint", words=line) for line in wrap_words(words, cells)]


def _links(blocks: Sequence[Block], text: str, cells: int) -> list[PageLine]:
    """Where the links of the article lead, in the order in which they come; those within the article are left out."""
    targets: dict[str, Range] = {}
    for block in blocks:
        for style in block.styles:
            if style.kind is StyleKind.LINK and style.target and style.target[0] != "#":
                targets.setdefault(style.target, (style.start, style.end))
    if not targets:
        return []
    lines = [PageLine(0, 0), PageLine(0, 0, "subheading", words="Links")]
    for target, (start, end) in targets.items():
        words = text[start:end]
        said = drawable(target) if words.strip() in target else f"{words}: {drawable(target)}"
        for number, line in enumerate(wrap_words(said, max(1, cells - 2))):
            lines.append(PageLine(0, 0, "faint", indent=2 if number else 0, words=line))
    return lines
