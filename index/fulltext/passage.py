"""A stretch of text as words with positions, and what of a query it holds. No index is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from index.fulltext.analyzer import is_loud, words
from index.fulltext.expansion import accepts
from index.fulltext.query import And, Fuzzy, Near, Node, Not, Or, Pattern, Same, Single, Word
from index.fulltext.query import Sequence as WordSequence
from index.fulltext.spans import Span, near_spans, phrase_spans, single_spans, window_spans
from index.model import Block


class Token(NamedTuple):
    """A word of the text: its range, its position, its normal form, and its stem or None."""

    start: int
    end: int
    place: int
    exact: str
    stem: str | None


def block_tokens(text: str, blocks: Iterable[Block]) -> list[Token]:
    """The words of these blocks, positions counted as the index counts them."""
    tokens: list[Token] = []
    at = 0
    for block in blocks:
        begin = at
        line_start = block.start
        while line_start <= block.end:
            line_end = text.find("\n", line_start, block.end)
            line_end = block.end if line_end < 0 else line_end
            found = list(words(text, line_start, line_end))
            loud = is_loud(text[line_start:line_end], len(found))
            for start, end, word in found:
                tokens.append(Token(start, end, at, word.exact, word.stem if loud else word.capitals))
                at += 1
            line_start = line_end + 1
        at += at > begin
    return tokens


def range_tokens(text: str, start: int, end: int) -> list[Token]:
    """The words of a range that is not written in capitals, positions counted from 0."""
    found = enumerate(words(text, start, end))
    return [Token(first, last, place, word.exact, word.capitals) for place, (first, last, word) in found]


class Passage:
    """Words that can be asked where a part of a query stands."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self._stems: dict[str, list[int]] = {}
        self._exact: dict[str, list[int]] = {}
        for token in tokens:
            self._exact.setdefault(token.exact, []).append(token.place)
            if token.stem is not None:
                self._stems.setdefault(token.stem, []).append(token.place)

    def places(self, single: Single) -> list[int]:
        """Positions of one word of a query."""
        if isinstance(single, Word):
            if single.stem is not None:
                return self._stems.get(single.stem, [])
            return self._exact.get(single.exact, [])
        return sorted(place for term, found in self._exact.items() if accepts(single, term) for place in found)

    def spans(self, node: Node) -> list[Span]:
        """Where a word, phrase or NEAR stands, or any part of an OR."""
        match node:
            case Word() | Pattern() | Fuzzy():
                return single_spans(self.places(node))
            case WordSequence(within=None):
                return phrase_spans([self.places(part) for part in node.parts])
            case WordSequence():
                return window_spans([(part_key(part), self.places(part)) for part in node.parts], node.within or 1)
            case Near():
                return near_spans(self.spans(node.left), self.spans(node.right), node.distance)
            case Or():
                return sorted({span for part in node.parts for span in self.spans(part)})
        return []

    def holds(self, node: Node) -> bool:
        """Whether the words satisfy the node, all of it within this passage."""
        match node:
            case And():
                return all(self.holds(part) for part in node.parts)
            case Or():
                return any(self.holds(part) for part in node.parts)
            case Not() | Same():
                return self.holds(node.part) is not isinstance(node, Not)
        return bool(self.spans(node))


def part_key(single: Single) -> tuple[str, str]:
    """Tells words of a phrase apart; equal for words that find the same."""
    if isinstance(single, Word):
        return ("exact", single.exact) if single.stem is None else ("stem", single.stem)
    return (type(single).__name__, single.written.casefold())
