"""The frozen values of the notebook. An article is named by its id in the library that is open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """Whether a note still has its place in the article's text."""

    PLACED = "placed"
    """The text is as it was when the note was written."""
    MOVED = "moved"
    """The text has changed, and the quoted words were found again, at other offsets or the same."""
    LOST = "lost"
    """The quoted words are gone, or the article is."""


@dataclass(frozen=True, slots=True)
class Note:
    """What the user wrote about an article, or about a range of it."""

    id: str
    """Eight hexadecimal characters; stable, and never reused."""
    article: str
    """Id of the article; of one that is gone, the id that it had."""
    path: str
    text: str
    """The user's own words, in Markdown or plain; empty where a range is only kept."""
    start: int
    """Half-open range in code points of the article's text as it is now; both 0 for a note on the whole article."""
    end: int
    quote: str
    """The words of the range as they were when the note was written; empty for a note on the whole article."""
    standing: Standing
    created: str
    """ISO 8601, in UTC, to the second."""
    changed: str

    @property
    def on_range(self) -> bool:
        """Whether it is about a range and not the whole article."""
        return bool(self.quote)


@dataclass(frozen=True, slots=True)
class Marks:
    """What the user made of one article."""

    read: bool = False
    starred: bool = False
    tags: tuple[str, ...] = ()
    """In alphabetical order."""
    notes: int = 0


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query with a name, and what it finds that it did not find when it was last looked at."""

    name: str
    query: str
    seen_at: str
    """ISO 8601, in UTC: when its hits were last looked at."""
    total: int
    new: int
    """Hits of today that were not among those of then."""
    fresh: tuple[str, ...] = ()
    """Ids of those articles."""
