"""What a query says: a tree of frozen nodes, each knowing where in the typed text it stands.

Every `start` and `end` here is a half-open range of code points of the query as typed, never of an article.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Area(StrEnum):
    """Which words of an article a leaf looks at."""

    TEXT = "text"
    TITLE = "title"
    SOURCE = "source"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Word:
    """One word."""

    start: int
    end: int
    area: Area
    written: str
    exact: str
    """Normal form."""
    stem: str | None
    """What is compared; None to compare the normal form instead, unstemmed."""
    abbreviation: bool = False
    """A stop word in capitals, or with full stops, that is searched as the name that it is then."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word with `*` in it, each standing for any number of letters."""

    start: int
    end: int
    area: Area
    written: str
    pieces: tuple[str, ...]
    """Normal forms of what stands around the stars; the first is not empty."""


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word and all that are a few edits away; two letters swapped are one edit, and the first two letters stay."""

    start: int
    end: int
    area: Area
    written: str
    exact: str
    edits: int
    """1 or 2."""


Single = Word | Pattern | Fuzzy


@dataclass(frozen=True, slots=True)
class Sequence:
    """Words side by side in this order; or, with `within`, any order and so many words from the first to the last."""

    start: int
    end: int
    area: Area
    written: str
    parts: tuple[Single, ...]
    within: int | None = None
    joined: bool = False
    """Typed as one word with hyphens or the like, not in quotation marks."""


@dataclass(frozen=True, slots=True)
class Near:
    """Two operands at most `distance` words from each other, in either order."""

    start: int
    end: int
    left: Node
    right: Node
    distance: int


@dataclass(frozen=True, slots=True)
class Named:
    """A field that the library resolves to a set of articles."""

    start: int
    end: int
    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Dates:
    """Articles dated wholly from `first` to `last` (yyyymmdd, both included, None for open), or not at all."""

    start: int
    end: int
    written: str
    first: int | None
    last: int | None
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class And:
    start: int
    end: int
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    start: int
    end: int
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    start: int
    end: int
    part: Node


@dataclass(frozen=True, slots=True)
class Same:
    """One sentence of the article holds it all."""

    start: int
    end: int
    part: Node


Node = Word | Pattern | Fuzzy | Sequence | Near | Named | Dates | And | Or | Not | Same


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood."""

    text: str
    """As typed."""
    root: Node
    ignored: tuple[str, ...] = ()
    """Stop words that were left out, as typed, in order."""

    def leaves(self) -> Iterator[Word | Pattern | Fuzzy | Named | Dates]:
        """Every leaf in the order of the text, those inside NOT too."""
        return leaves(self.root)

    @property
    def has_dates(self) -> bool:
        """Whether it asks for a range of dates, so that articles without a date can't be judged."""
        return any(isinstance(leaf, Dates) and not leaf.unknown for leaf in self.leaves())


def children(node: Node) -> tuple[Node, ...]:
    """The nodes right below, in the order of the text."""
    if isinstance(node, And | Or | Sequence):
        return node.parts
    if isinstance(node, Near):
        return (node.left, node.right)
    if isinstance(node, Not | Same):
        return (node.part,)
    return ()


def leaves(node: Node) -> Iterator[Word | Pattern | Fuzzy | Named | Dates]:
    """Every leaf below a node, in the order of the text."""
    if isinstance(node, Word | Pattern | Fuzzy | Named | Dates):
        yield node
    for child in children(node):
        yield from leaves(child)
