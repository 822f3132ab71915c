"""Runs a compiled query and puts what it finds in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from index.errors import Cancelled
from index.fulltext.schema import NO_DAY
from index.fulltext.snapshot import DocSet, Segment, Snapshot

CHECK_EVERY = 256
"""Documents between two looks at whether the answer is still wanted."""

SORTS = ("relevance", "newest", "oldest", "source")


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Everything that a query finds."""

    keys: DocSet
    """In the order asked for."""
    scores: np.ndarray[Any, np.dtype[np.float64]]
    """Of the same articles; comparable within one answer only."""
    reading: str
    """How the query was read, in words."""
    undated: int = 0
    """With a range of dates in the query: articles without a date that satisfy the rest of it."""


class Cancellation:
    """Asks the caller now and then; `Cancelled` comes out when it says so."""

    def __init__(self, cancelled: Callable[[], bool]) -> None:
        self._cancelled = cancelled
        self._calls = 0

    def __call__(self) -> None:
        self._calls += 1
        if self._calls % CHECK_EVERY == 1 and self._cancelled():
            raise Cancelled


Hits = list[tuple[Segment, DocSet, "np.ndarray[Any, np.dtype[np.float64]]"]]


def run(snapshot: Snapshot, compiled: Any, check: Callable[[], None]) -> Hits:
    """The documents that a whoosh query finds in each segment, with their scores."""
    context = snapshot.searcher.context()
    hits: Hits = []
    for searcher, _ in snapshot.searcher.leaf_searchers():
        if not searcher.reader().doc_count_all():
            continue
        matcher = compiled.matcher(searcher, context)
        numbers: list[int] = []
        scores: list[float] = []
        while matcher.is_active():
            check()
            numbers.append(matcher.id())
            scores.append(matcher.score())
            matcher.next()
        hits.append((snapshot.segment_of(searcher.reader()), np.array(numbers, np.int64), np.array(scores, np.float64)))
    return hits


def keys_of(hits: Hits) -> DocSet:
    """Their keys, sorted."""
    found = [segment.keys[numbers] for segment, numbers, _ in hits]
    return np.sort(np.concatenate(found)) if found else np.zeros(0, np.int64)


def in_order(hits: Hits, sort: str) -> tuple[DocSet, np.ndarray[Any, np.dtype[np.float64]]]:
    """Keys and scores: best, newest or oldest first, or by source; ties by key, what is not known last.

    An article known by its month or year only stands where its first day does.
    """
    if not hits:
        return np.zeros(0, np.int64), np.zeros(0, np.float64)
    keys = np.concatenate([segment.keys[numbers] for segment, numbers, _ in hits])
    scores = np.concatenate([scores for _, _, scores in hits])
    if sort == "relevance":
        order = np.lexsort((keys, -scores))
    elif sort in ("newest", "oldest"):
        days = np.concatenate([segment.first_day[numbers] for segment, numbers, _ in hits])
        order = np.lexsort((keys, -days if sort == "newest" else days, days == NO_DAY))
    elif sort == "source":
        sources = [segment.sources[number] for segment, numbers, _ in hits for number in numbers.tolist()]
        ranks = {source: rank for rank, source in enumerate(sorted(set(sources), key=lambda name: (not name, name)))}
        order = np.lexsort((keys, np.array([ranks[source] for source in sources], np.int64)))
    else:
        raise ValueError(f"no such order: {sort}")
    return keys[order], scores[order]
