"""whoosh queries that whoosh does not have, or has with a fault: sets of articles, expanded words, OR and NOT.

They are ordinary `whoosh.query.Query` classes and work under And, Or and AndNot, in any number of segments.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from whoosh import query
from whoosh.matching import FilterMatcher, NullMatcher
from whoosh.matching.mcore import Matcher, ReadTooFar

from index.fulltext.whoosh_private import PLAIN_UNION

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

    matcher_type = PLAIN_UNION


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


class Leaf(query.Query):  # type: ignore[misc]
    """What leaves share: no terms that whoosh could look at, no bound on their size."""

    def is_leaf(self) -> bool:
        return True

    def estimate_size(self, reader: Any) -> int:
        return int(reader.doc_count_all())

    def estimate_min_size(self, reader: Any) -> int:  # noqa: ARG002
        return 0

    def normalize(self) -> Leaf:
        return self


class DocSetQuery(Leaf):
    """A set of documents: `numbers_of(reader)` gives those of a segment, live ones only, in rising order."""

    def __init__(self, numbers_of: Callable[[Any], DocNumbers], *, score: float) -> None:
        self.numbers_of = numbers_of
        self.score = score

    def matcher(self, searcher: Any, context: Any = None) -> Any:  # noqa: ARG002
        numbers = self.numbers_of(searcher.reader())
        return DocsMatcher(numbers.tolist(), self.score) if len(numbers) else NullMatcher()


class AnyTerm(Leaf):
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
