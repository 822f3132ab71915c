"""Tree of a query → tree of whoosh queries, over one snapshot of the index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from whoosh import query as whoosh_query

from index.errors import DatelineError, NotebookError, QueryError
from index.fulltext.expansion import accepts, beginning
from index.fulltext.leaves import AnyTerm, DocSetQuery, Either, Without
from index.fulltext.passage import part_key
from index.fulltext.placed import Placed, PlacedAny, PlacedNear, PlacedNode, PlacedSequence, PlacedTerm
from index.fulltext.query import (
    And,
    Area,
    Dates,
    Fuzzy,
    Named,
    Near,
    Node,
    Not,
    Or,
    Pattern,
    Same,
    Single,
    Word,
    leaves,
)
from index.fulltext.query import (
    Sequence as WordSequence,
)
from index.fulltext.snapshot import DocSet, Snapshot

Resolver = Callable[[str, str], DocSet]
"""`(field, words)` → keys of articles. May raise any DatelineError; it is shown at the field's place in the query."""

SameSentence = Callable[[Node, DocSet], DocSet]
"""Those of the articles in which one sentence holds the node."""

_FIELDS = {
    Area.TEXT: ("text", "exact"),
    Area.TITLE: ("title", "title_exact"),
    Area.SOURCE: ("source", "source"),
    Area.AUTHOR: ("author", "author"),
}
_CHROME = ("chrome", "chrome_exact")


@dataclass
class Compiler:
    """Holds what compiling one query needs; used once."""

    snapshot: Snapshot
    resolver: Resolver
    boilerplate: bool
    same_sentence: SameSentence
    evaluate: Callable[[Any], DocSet]
    """Keys that a whoosh query finds."""
    check: Callable[[], None]
    """Raises Cancelled when the answer is no longer wanted."""
    ignore_dates: bool = False
    """Let every range of dates, negated or not, hold for all articles: to count those that can't be judged."""
    expansions: dict[Single, tuple[str, ...]] = field(default_factory=dict)
    """What each pattern and misspelt word stands for in this index, sorted; filled while compiling."""

    def compile(self, node: Node) -> Any:
        """A whoosh query that finds what the node says. Raises QueryError from the resolver, and Cancelled."""
        match node:
            case And():
                found = self._and(node.parts)
            case Or():
                found = Either([self.compile(part) for part in node.parts])
            case Not():
                found = self._and((node,))
            case Named():
                found = self._named(node)
            case Dates():
                found = self._dates(node)
            case Same():
                found = self._same(node)
            case _:
                found = self._in_fields(node)
        return found

    # --- words

    def _in_fields(self, node: Node) -> Any:
        """A leaf of words, or several in relation, in the article and if wanted in its boilerplate."""
        area = next(leaf.area for leaf in leaves(node) if not isinstance(leaf, Named | Dates))
        found = self._words(node, _FIELDS[area])
        if self.boilerplate and area is Area.TEXT:
            return Either([found, self._words(node, _CHROME)])
        return found

    def _words(self, node: Node, names: tuple[str, str]) -> Any:
        if isinstance(node, Word | Pattern | Fuzzy):
            return self._single(node, names)
        return Placed(self._placed(node, names))

    def _single(self, single: Single, names: tuple[str, str]) -> Any:
        stemmed, exact = names
        if isinstance(single, Word):
            return whoosh_query.Term(*((exact, single.exact) if single.stem is None else (stemmed, single.stem)))
        return AnyTerm(exact, self._expand(single, exact), self.check)

    def _expand(self, single: Pattern | Fuzzy, name: str) -> tuple[str, ...]:
        terms = []
        for term in self.snapshot.terms(name, beginning(single)):
            self.check()
            if accepts(single, term):
                terms.append(term)
        if name not in _CHROME:
            self.expansions[single] = tuple(self.snapshot.by_frequency(name, terms))
        return tuple(terms)

    def _placed(self, node: Node, names: tuple[str, str]) -> PlacedNode:
        match node:
            case WordSequence():
                return PlacedSequence([self._placed_term(part, names) for part in node.parts], node.within)
            case Near():
                return PlacedNear(self._placed(node.left, names), self._placed(node.right, names), node.distance)
            case Or():
                return PlacedAny([self._placed(part, names) for part in node.parts])
        assert isinstance(node, Word | Pattern | Fuzzy), "rules.check_near lets nothing else pass"
        return self._placed_term(node, names)

    def _placed_term(self, single: Single, names: tuple[str, str]) -> PlacedTerm:
        return PlacedTerm(self._single(single, names), part_key(single))

    # --- sets

    def _and(self, parts: Sequence[Node]) -> Any:
        wanted = [self.compile(part) for part in parts if not isinstance(part, Not)]
        unwanted = [self.compile(part.part) for part in parts if isinstance(part, Not) and not self._undated(part.part)]
        found = whoosh_query.And(wanted) if wanted else self._everything()
        return Without(found, Either(unwanted)) if unwanted else found

    def _undated(self, node: Node) -> bool:
        return self.ignore_dates and isinstance(node, Dates) and not node.unknown

    def _everything(self) -> Any:
        return DocSetQuery(lambda reader: np.flatnonzero(self.snapshot.segment_of(reader).live), score=0.0)

    def _named(self, node: Named) -> Any:
        try:
            keys = np.unique(np.asarray(self.resolver(node.field, node.words), dtype=np.int64))
        except NotebookError:
            raise  # it can't be read, and nothing is wrong with the query
        except DatelineError as error:
            raise QueryError(error.message, start=node.start, end=node.end, remedy=error.remedy) from error
        return self.of_keys(keys)

    def of_keys(self, keys: DocSet, score: float = 1.0) -> Any:
        """The articles with these keys, sorted and each once."""
        return DocSetQuery(lambda reader: self.snapshot.segment_of(reader).numbers(keys), score=score)

    def undated_leaf(self) -> Dates:
        """A leaf that finds the articles without a date."""
        return Dates(0, 0, "unknown", None, None, unknown=True)

    def _dates(self, node: Dates) -> Any:
        segment_of = self.snapshot.segment_of
        if self._undated(node):
            return self._everything()
        if node.unknown:
            return DocSetQuery(lambda reader: segment_of(reader).undated(), score=0.0)
        return DocSetQuery(lambda reader: segment_of(reader).dated(node.first, node.last), score=0.0)

    def _same(self, node: Same) -> Any:
        candidates = self.compile(_relaxed(node.part))
        keys = self.same_sentence(node.part, self.evaluate(candidates))
        return whoosh_query.And([candidates, self.of_keys(keys, score=0.0)])


def _relaxed(node: Node) -> Node:
    """What an article must hold for one of its sentences to satisfy the node: the same without its NOTs."""
    if isinstance(node, And):
        parts = tuple(_relaxed(part) for part in node.parts if not isinstance(part, Not))
        return parts[0] if len(parts) == 1 else And(node.start, node.end, parts)
    if isinstance(node, Or):
        return Or(node.start, node.end, tuple(_relaxed(part) for part in node.parts))
    return node
