"""`same:( )`: which articles hold it all in one sentence, and in which."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from index.fulltext.documents import searched_blocks
from index.fulltext.passage import Passage, Token, block_tokens
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
        tokens = block_tokens(text, [block])
        starts = [token.start for token in tokens]
        for start, end in sentences(text, block.start, block.end):
            within: list[Token] = tokens[bisect_left(starts, start) : bisect_left(starts, end)]
            passage = Passage(within)
            if passage.holds(part):
                yield passage
