"""whoosh queries that whoosh does not have: sets of articles, expanded words, words near each other.

They are ordinary `whoosh.query.Query` classes and work under And, Or and AndNot, in any number of segments.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from whoosh import query
from whoosh.matching import FilterMatcher, IntersectionMatcher, NullMatcher, UnionMatcher
from whoosh.matching.mcore import Matcher, ReadTooFar
from whoosh.query.spans import Span as WhooshSpan
from whoosh.query.spans import SpanWrappingMatcher
from whoosh.util import make_binary_tree

from index.fulltext.spans import Span, near_spans, phrase_spans, single_spans, window_spans

DocNumbers = np.ndarray[Any, np.dtype[np.int64]]


class DocsMatcher(Matcher):  # type: ignore[misc]
    """Documents known beforehand, in rising order, all with one score."""

    def __init__(self, numbers: list[int], score: float, places: dict[int, list[int]] | None = None) -> None:
        self._numbers = numbers
        self._score = score
        self._places = places
        self._at = 0

    def is_active(self) -> bool:
        return self._at < len(self._numbers)

    def id(self) -> int:
        return self._numbers[self._at]

    def next(self) -> None:
        if not self.is_active():
            raise ReadTooFar
        self._at += 1

    def skip_to(self, id: int) -> None:  # noqa: A002
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._numbers, id, self._at)

    def all_ids(self) -> Any:
        return iter(self._numbers[self._at :])

    def reset(self) -> None:
        self._at = 0

    def copy(self) -> DocsMatcher:
        twin = DocsMatcher(self._numbers, self._score, self._places)
        twin._at = self._at
        return twin

    def score(self) -> float:
        return self._score

    weight = score

    def supports(self, astype: str) -> bool:
        return astype == "positions" and self._places is not None

    def value_as(self, astype: str) -> list[int]:  # noqa: ARG002
        return (self._places or {})[self.id()]

    def supports_block_quality(self) -> bool:
        return False

    def max_quality(self) -> float:
        return self._score

    block_quality = max_quality

    def depth(self) -> int:
        return 0


class Either(query.Or):  # type: ignore[misc]
    """Any of several. By itself whoosh takes a matcher for small indexes that overlooks documents with a score of 0."""

    matcher_type = query.Or.DEFAULT_MATCHER


class Without(query.Query):  # type: ignore[misc]
    """What one query finds and another does not, with the scores of the first.

    whoosh's AndNot lets the first document pass where the unwanted ones begin before it.
    """

    def __init__(self, wanted: Any, unwanted: Any) -> None:
        self.wanted = wanted
        self.unwanted = unwanted

    def is_leaf(self) -> bool:
        return False

    def children(self) -> Iterator[Any]:
        return iter((self.wanted, self.unwanted))

    def estimate_size(self, reader: Any) -> int:
        return int(self.wanted.estimate_size(reader))

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        unwanted = frozenset(self.unwanted.matcher(searcher, context).all_ids())
        wanted = self.wanted.matcher(searcher, context)
        return FilterMatcher(wanted, unwanted, exclude=True) if unwanted else wanted


class _Leaf(query.Query):  # type: ignore[misc]
    """What the three leaves share: no terms that whoosh could look at, no bound on their size."""

    def is_leaf(self) -> bool:
        return True

    def estimate_size(self, reader: Any) -> int:
        return int(reader.doc_count_all())

    def estimate_min_size(self, reader: Any) -> int:  # noqa: ARG002
        return 0

    def normalize(self) -> _Leaf:
        return self


class DocSetQuery(_Leaf):
    """A set of documents: `numbers_of(reader)` gives those of a segment, live ones only, in rising order."""

    def __init__(self, numbers_of: Callable[[Any], DocNumbers], *, score: float) -> None:
        self.numbers_of = numbers_of
        self.score = score

    def matcher(self, searcher: Any, context: Any = None) -> Any:  # noqa: ARG002
        numbers = self.numbers_of(searcher.reader())
        return DocsMatcher(numbers.tolist(), self.score) if len(numbers) else NullMatcher()


class AnyTerm(_Leaf):
    """Any of these terms of a field; every document scores the same, as rare spellings are no better matches."""

    SCORE = 1.0

    def __init__(self, field: str, terms: Sequence[str], check: Callable[[], None]) -> None:
        self.field_name = field
        self.terms = terms
        self.check = check
        """Called between terms; raises Cancelled when the answer is no longer wanted."""

    def matcher(self, searcher: Any, context: Any = None) -> Any:  # noqa: ARG002
        return self.placed_matcher(searcher, places=False)

    def placed_matcher(self, searcher: Any, *, places: bool) -> Any:
        reader = searcher.reader()
        found: dict[int, list[int]] = {}
        numbers: set[int] = set()
        for term in self.terms:
            self.check()
            if (self.field_name, term) not in reader:
                continue
            postings = reader.postings(self.field_name, term)
            if not places:
                numbers.update(postings.all_ids())
                continue
            while postings.is_active():
                found.setdefault(postings.id(), []).extend(postings.value_as("positions"))
                postings.next()
        if places:
            found = {number: sorted(places_there) for number, places_there in found.items()}
            numbers.update(found)
        return DocsMatcher(sorted(numbers), self.SCORE, found if places else None) if numbers else NullMatcher()


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


class Placed(_Leaf):
    """Documents in which words stand as a phrase or NEAR wants it, scored by their words.

    whoosh's own SpanNear2 overlooks long spans before short ones and lets a word be near itself; see the tests.
    """

    def __init__(self, root: PlacedNode) -> None:
        self.root = root

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        child, spans = self.root.build(searcher, context)
        return _PlacedMatcher(child, spans)


class _PlacedMatcher(SpanWrappingMatcher):  # type: ignore[misc]
    def __init__(self, child: Any, spans_here: SpansHere) -> None:
        self._spans_here = spans_here
        super().__init__(child)

    def _get_spans(self) -> list[WhooshSpan]:
        return [WhooshSpan(first, last) for first, last, _ in self._spans_here(self.child.id())]
