"""Sets one block: its lines, with bullets, numbers and the rules of quotations before them."""

from __future__ import annotations

import re

from tui.render.glyphs import glyphs
from tui.render.layout import PageLine
from tui.render.wrap import Range, wrap, wrap_code
from tui.values import Block, BlockKind

CODE_INDENT = 2
HEADINGS = ("heading", "heading", "heading", "subheading", "minor-heading", "minor-heading", "minor-heading")
"""Roles by level; 0 is that of a heading whose level is not known."""

_QUOTATIONS = re.compile(r"(?:> ?)*")


def block_lines(block: Block, text: str, cells: int) -> list[PageLine]:
    """The lines of a block, at most `cells` wide with what stands before them."""
    first = _drawn_lead(block)[: cells // 2]
    after = continued(first)
    indent = CODE_INDENT if block.kind is BlockKind.CODE else 0
    room = max(1, cells - len(first) - indent)
    if block.kind is BlockKind.CODE:
        ranges = wrap_code(text, block.start, block.end, room)
    else:
        ranges = _paragraph(block, text, room)
    role = role_of(block)
    return [
        PageLine(start, end, role, indent, after if number else first) for number, (start, end) in enumerate(ranges)
    ]


def role_of(block: Block) -> str:
    """How the words of a block look."""
    if block.kind is BlockKind.HEADING:
        return HEADINGS[min(block.level, 6)]
    if block.kind is BlockKind.TABLE:
        return "heading" if block.level else "text"
    if block.kind is BlockKind.LIST and ">" in block.lead:
        return "quote"
    return {BlockKind.CODE: "code", BlockKind.QUOTE: "quote", BlockKind.CHROME: "chrome"}.get(block.kind, "text")


def continued(lead: str) -> str:
    """What stands before the lines after the first: the rules of quotations go on."""
    rule = glyphs().quote
    return "".join(rule if sign == rule else " " for sign in lead)


def between(before: Block, block: Block, cells: int) -> str:
    """What stands on a blank line between two blocks: the rules of the quotations that both are in."""
    shared = min(_depth(before), _depth(block))
    return (f"{glyphs().quote} " * shared)[: cells // 2].rstrip()


def _depth(block: Block) -> int:
    """Quotations that begin at the margin."""
    found = _QUOTATIONS.match(_lead(block))
    return found.group().count(">") if found else 0


def _lead(block: Block) -> str:
    """What the source has before the block; where that was not kept, what its kind and level ask for."""
    if block.lead:
        return block.lead
    if block.kind is BlockKind.QUOTE:
        return "> " * max(1, block.level)
    if block.kind is BlockKind.LIST:
        return "  " * (max(1, block.level) - 1) + "- "
    return ""


def _drawn_lead(block: Block) -> str:
    bullet = glyphs().bullet if block.level <= 1 else glyphs().inner_bullet
    return _lead(block).replace(">", glyphs().quote).replace("-", bullet)


def _paragraph(block: Block, text: str, cells: int) -> list[Range]:
    """Wraps; a line feed inside a block, should it hold one, is kept."""
    lines: list[Range] = []
    at = block.start
    for part in text[block.start : block.end].split("\n"):
        lines += wrap(text, at, at + len(part), cells)
        at += len(part) + 1
    return lines
