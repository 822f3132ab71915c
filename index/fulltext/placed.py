"""Phrases and NEAR as a whoosh query: words whose positions are looked at in every document that holds them all.

whoosh's own SpanNear2 overlooks long spans before short ones and lets a word be near itself; see the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from whoosh.matching import IntersectionMatcher, UnionMatcher
from whoosh.util import make_binary_tree

from index.fulltext.leaves import AnyTerm, Leaf
from index.fulltext.spans import Span, near_spans, phrase_spans, single_spans, window_spans
from index.fulltext.whoosh_private import SpansMatcher

SpansHere = Callable[[int], list[Span]]


class PlacedTerm:
    """One word, or the words of a pattern, as part of a `Placed` query."""

    def __init__(self, leaf: Any, key: tuple[str, str]) -> None:
        self.leaf = leaf
        """A whoosh Term or an `AnyTerm`."""
        self.key = key

    def open(self, searcher: Any, context: Any) -> tuple[Any, Callable[[int], list[int]]]:
        """The documents, and the positions in one of them."""
        if isinstance(self.leaf, AnyTerm):
            matcher = self.leaf.placed_matcher(searcher, places=True)
        else:
            matcher = self.leaf.matcher(searcher, context)

        def places(number: int) -> list[int]:
            if matcher.is_active() and matcher.id() == number:
                return list(matcher.value_as("positions"))
            return []

        return matcher, places

    def build(self, searcher: Any, context: Any) -> tuple[Any, SpansHere]:
        matcher, places = self.open(searcher, context)
        return matcher, lambda number: single_spans(places(number))


class PlacedSequence:
    """Words side by side, or with `within` in any order and not far from each other."""

    def __init__(self, parts: Sequence[PlacedTerm], within: int | None) -> None:
        self.parts = parts
        self.within = within

    def build(self, searcher: Any, context: Any) -> tuple[Any, SpansHere]:
        opened = [part.open(searcher, context) for part in self.parts]
        matcher = make_binary_tree(IntersectionMatcher, [matcher for matcher, _ in opened])

        def spans(number: int) -> list[Span]:
            words = [places(number) for _, places in opened]
            if self.within is None:
                return phrase_spans(words)
            keyed = [(part.key, places) for part, places in zip(self.parts, words, strict=True)]
            return window_spans(keyed, self.within)

        return matcher, spans


class PlacedNear:
    """One operand at most so many words from the other."""

    def __init__(self, left: PlacedNode, right: PlacedNode, distance: int) -> None:
        self.left = left
        self.right = right
        self.distance = distance

    def build(self, searcher: Any, context: Any) -> tuple[Any, SpansHere]:
        left, left_spans = self.left.build(searcher, context)
        right, right_spans = self.right.build(searcher, context)

        def spans(number: int) -> list[Span]:
            return near_spans(left_spans(number), right_spans(number), self.distance)

        return IntersectionMatcher(left, right), spans


class PlacedAny:
    """Any of several."""

    def __init__(self, parts: Sequence[PlacedNode]) -> None:
        self.parts = parts

    def build(self, searcher: Any, context: Any) -> tuple[Any, SpansHere]:
        built = [part.build(searcher, context) for part in self.parts]
        matcher = make_binary_tree(UnionMatcher, [matcher for matcher, _ in built])
        return matcher, lambda number: sorted({span for _, spans in built for span in spans(number)})


PlacedNode = PlacedTerm | PlacedSequence | PlacedNear | PlacedAny


class Placed(Leaf):
    """Documents in which words stand as a phrase or NEAR wants it, scored by their words."""

    def __init__(self, root: PlacedNode) -> None:
        self.root = root

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        child, spans = self.root.build(searcher, context)
        return SpansMatcher(child, lambda number: [(first, last) for first, last, _ in spans(number)])
