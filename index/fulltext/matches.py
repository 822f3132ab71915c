"""Where a query matches in one article: ranges of its canonical text, for highlighting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from index.fulltext.documents import searched_blocks
from index.fulltext.passage import Passage, Token, block_tokens
from index.fulltext.prefilter import may_hold
from index.fulltext.query import And, Area, Dates, Named, Node, Not, Or, Query, Same, Single, Word, leaves
from index.fulltext.query import Sequence as WordSequence
from index.fulltext.sentence_search import matching_sentences
from index.fulltext.word_finder import finder_of
from index.model import Block, BlockKind

Range = tuple[int, int]

Names = Callable[[str, str], Iterable[Range]]
"""`(field, words)` → ranges of the article that the library has for it, such as all mentions of an actor."""

Group = tuple[Node, tuple[Range, ...]]


def match_ranges(
    query: Query, text: str, blocks: Sequence[Block], *, boilerplate: bool = False, names: Names | None = None
) -> tuple[Range, ...]:
    """Every match of the query in the article: sorted, not overlapping; nothing of what stands under NOT.

    A phrase is one range over all its words. Words beside NEAR, and in same:( ), count only where they satisfy it.
    Boilerplate is left out unless asked for.
    """
    groups = match_groups(query, text, blocks, boilerplate=boilerplate, names=names)
    return merged(found for _, ranges in groups for found in ranges)


def match_groups(
    query: Query, text: str, blocks: Sequence[Block], *, boilerplate: bool = False, names: Names | None = None
) -> list[Group]:
    """The matches of each part of the query by itself; parts without any are left out."""
    finder = _Finder(text, blocks, boilerplate, names)
    found = ((part, tuple(sorted(set(finder.ranges(part))))) for part in _positive_parts(query.root))
    return [(part, ranges) for part, ranges in found if ranges]


def merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Sorted, with what overlaps made one; ranges that only touch stay two."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _positive_parts(node: Node) -> Iterator[Node]:
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from _positive_parts(part)
    elif not isinstance(node, Not | Dates):
        yield node


class _Finder:
    """The searched parts of one article, cut into words when first asked for."""

    def __init__(self, text: str, blocks: Sequence[Block], boilerplate: bool, names: Names | None) -> None:
        self.text = text
        self.blocks = blocks
        self.boilerplate = boilerplate
        self.names = names
        article = searched_blocks(blocks, chrome=False)
        self.stretches = [article]
        if boilerplate:
            self.stretches.append(searched_blocks(blocks, chrome=True))
        self.title = [block for block in article if block.kind is BlockKind.TITLE]
        self._passages: dict[tuple[int, int], Passage] = {}

    def ranges(self, part: Node) -> Iterator[Range]:
        if isinstance(part, Named):
            if self.names is not None:
                yield from self.names(part.field, part.words)
            return
        if isinstance(part, Same):
            sentences = matching_sentences(part.part, self.text, self.blocks, boilerplate=self.boilerplate)
            for passage in sentences:
                for inner in _positive_parts(part.part):
                    yield from _marked(passage, inner)
            return
        for stretch in self._stretches(part):
            for piece in self._pieces(part, stretch):
                if isinstance(part, Word) and "\n" not in self.text[piece[0].start : piece[0].end]:
                    yield from finder_of(part).ranges(self.text, piece[0].start, piece[0].end)
                else:
                    yield from _marked(self._passage(piece), part)

    def _pieces(self, part: Node, stretch: list[Block]) -> Iterator[list[Block]]:
        """What has to be cut into words: most of an article holds nothing of a query, as a quick look tells."""
        if not stretch or not may_hold(part, self.text, stretch[0].start, stretch[-1].end):
            return
        if _stays_in_a_block(part):
            yield from ([block] for block in stretch if may_hold(part, self.text, block.start, block.end))
        else:
            yield stretch

    def _stretches(self, part: Node) -> list[list[Block]]:
        areas = {leaf.area for leaf in leaves(part) if not isinstance(leaf, Named | Dates)}
        if areas <= {Area.TEXT}:
            return self.stretches
        return [self.title] if areas == {Area.TITLE} else []

    def _passage(self, blocks: list[Block]) -> Passage:
        bounds = (blocks[0].start, blocks[-1].end)
        passage = self._passages.get(bounds)
        if passage is None:
            passage = self._passages[bounds] = Passage(block_tokens(self.text, blocks))
        return passage


def _stays_in_a_block(part: Node) -> bool:
    """Whether no match can reach from one block into the next: words do not, and neither do exact phrases."""
    if isinstance(part, Or):
        return all(_stays_in_a_block(inner) for inner in part.parts)
    return isinstance(part, Single) or (isinstance(part, WordSequence) and part.within is None)


def _marked(passage: Passage, part: Node) -> Iterator[Range]:
    """The text ranges of a part's matches in a passage."""
    by_place: dict[int, Token] | None = None
    for _, _, marks in passage.spans(part):
        by_place = by_place or {token.place: token for token in passage.tokens}
        for first, last in marks:
            yield by_place[first].start, by_place[last].end
