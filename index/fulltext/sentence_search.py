"""`same:( )`: which articles hold it all in one sentence, and in which."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from index.fulltext.documents import searched_blocks
from index.fulltext.passage import Passage, Token, block_tokens, range_tokens
from index.fulltext.prefilter import may_hold
from index.fulltext.query import Node
from index.fulltext.snapshot import DocSet
from index.model import Block

TextOf = Callable[[int], tuple[str, Sequence[Block]]]
"""Key → canonical text and blocks of the article."""


def in_one_sentence(
    part: Node, candidates: DocSet, text_of: TextOf, *, boilerplate: bool, check: Callable[[], None]
) -> DocSet:
    """Those of the candidates of which one sentence satisfies `part`."""
    found = []
    for key in candidates.tolist():
        check()
        text, blocks = text_of(key)
        if next(matching_sentences(part, text, blocks, boilerplate=boilerplate), None) is not None:
            found.append(key)
    return np.array(found, np.int64)


def matching_sentences(part: Node, text: str, blocks: Sequence[Block], *, boilerplate: bool) -> Iterator[Passage]:
    """The words of each sentence that satisfies `part`, in order; a title is a sentence."""
    from index.text import sentences

    searched = blocks if boilerplate else searched_blocks(blocks, chrome=False)
    for block in searched:
        if not may_hold(part, text, block.start, block.end):
            continue
        in_sentence = _cutter(text, block)
        for start, end in sentences(text, block.start, block.end):
            if may_hold(part, text, start, end):
                passage = Passage(in_sentence(start, end))
                if passage.holds(part):
                    yield passage


def _cutter(text: str, block: Block) -> Callable[[int, int], list[Token]]:
    """Gives the words of a sentence of this block; only capitals need a look at the words around it."""
    written = text[block.start : block.end]
    if "\n" not in written and not written.isupper():
        return lambda start, end: range_tokens(text, start, end)
    tokens = block_tokens(text, [block])
    starts = [token.start for token in tokens]
    return lambda start, end: tokens[bisect_left(starts, start) : bisect_left(starts, end)]
