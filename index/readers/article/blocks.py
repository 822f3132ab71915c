"""Blocks while an article is being read: their words and styles, before they have a place in the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.model import Block, BlockKind, Gap, Style


@dataclass(frozen=True, slots=True)
class Draft:
    """A block whose styles are ranges of its own text; the text is canonical, without a line feed, not empty."""

    kind: BlockKind
    text: str
    level: int = 0
    styles: tuple[Style, ...] = ()
    lead: str = ""
    gap: Gap = Gap.LINE


BETWEEN = "\n\n"
"""What stands between two blocks of the canonical text."""


def lay_out(drafts: Iterable[Draft]) -> tuple[str, tuple[Block, ...]]:
    """The canonical text of the drafts and their blocks in it."""
    pieces: list[str] = []
    blocks: list[Block] = []
    at = 0
    for draft in drafts:
        end = at + len(draft.text)
        styles = _moved(draft.styles, at) if draft.styles else ()
        blocks.append(Block(draft.kind, at, end, draft.level, styles, draft.lead, draft.gap))
        pieces.append(draft.text)
        at = end + len(BETWEEN)
    return BETWEEN.join(pieces), tuple(blocks)


def _moved(styles: Iterable[Style], by: int) -> tuple[Style, ...]:
    return tuple(Style(style.kind, by + style.start, by + style.end, style.target) for style in styles)
