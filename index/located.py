"""In which block and sentence of an article a range of its text stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from index.model import Block, BlockKind
from index.text import sentences


class Located:
    """Of one article; sentences are split once a block, and only where asked."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self._text = text
        self._blocks = blocks
        self._starts = [block.start for block in blocks]
        self._sentences: dict[int, tuple[tuple[int, int], ...]] = {}

    def of(self, start: int, end: int) -> tuple[int, int, int]:
        """(sentence start, sentence end, block); the block is −1 in boilerplate."""
        number = max(0, bisect_right(self._starts, start) - 1)
        block = self._blocks[number]
        if number not in self._sentences:
            self._sentences[number] = sentences(self._text, block.start, block.end)
        inside = self._sentences[number]
        at = max(0, bisect_right([s for s, _ in inside], start) - 1)
        sentence_start, sentence_end = inside[at] if inside else (block.start, block.end)
        return sentence_start, max(sentence_end, end), -1 if block.kind is BlockKind.CHROME else number

    def is_in_one_block(self, start: int, end: int) -> bool:
        """Whether no border between two blocks lies within the range."""
        number = bisect_right(self._starts, start) - 1
        return number >= 0 and end <= self._blocks[number].end
