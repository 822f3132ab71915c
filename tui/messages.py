"""What threads tell the screens, and the frozen answers of a library as the screens use them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from textual.message import Message

from tui.mailbox import Reply
from tui.protocols import BuildProgress
from tui.render.leads import Lead, Sentence
from tui.render.witness import Witness
from tui.values import (
    Actor,
    ActorRef,
    Article,
    ArticleRow,
    DatelineError,
    Mention,
    Note,
    NotebookError,
    Page,
    SavedSearch,
)


@dataclass
class Answered(Message):
    """The library's thread has an answer, or an error."""

    reply: Reply


@dataclass
class BuildReported(Message):
    """How far a build is; only the last report of each update matters."""

    progress: BuildProgress

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, BuildReported) and not self.progress.finished


@dataclass
class WitnessReported(Message):
    """How far a pipeline is with the names."""

    witness: Witness


@dataclass(frozen=True, slots=True)
class Listing:
    """All articles in the order that was asked for."""

    name: str
    rows: tuple[ArticleRow, ...]
    labels: Mapping[str, str]
    """Label → short label."""
    labels_by_id: dict[str, str]
    """Article id → short label."""
    sort: str
    change: int
    """How often the library had been found changed by then."""
    numbers: Mapping[str, int]
    """Article id → its place in `rows`."""
    unread: int
    warnings: tuple[DatelineError, ...] = ()
    """What could not be read beside the library, so that the rows lack it."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Why an article is read, and what is to happen when it is there."""

    article: str
    query: str = ""
    """The search whose matches are to be marked."""
    offset: int = 0
    """Where to begin, in code points; 0 is the title."""
    spot: tuple[int, int] | None = None
    """A sentence to point out."""
    focus: bool = False
    """Go to the page; otherwise it is a preview."""
    remember: bool = False
    """A new place in the history."""
    actor: str = ""
    """The actor whose cross-references stay beside it; empty for the most mentioned."""
    references: bool = False
    """Go on to the cross-references."""
    first_of: str = ""
    """Begin at the first mention of this actor, and point it out."""
    said: str = ""
    """What the reader is to be told on the page."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with all that the screen shows of it."""

    aim: Aim
    article: Article
    mentions: tuple[Mention, ...]
    actors: tuple[tuple[ActorRef, int], ...]
    matches: tuple[tuple[int, int], ...]
    notes: tuple[Note, ...] = ()
    """On this article, in the order of the text."""
    place: int = 0
    """The code point at which it was left; 0 at its title."""
    trouble: NotebookError | None = None
    """Why its notes are not known."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Articles whose marks have changed, as they are now."""

    rows: tuple[ArticleRow, ...]
    said: str = ""
    """What was done, in words; empty where it is not worth saying."""


@dataclass(frozen=True, slots=True)
class NoteKept:
    """A note was written, changed, taken away or brought back."""

    note: Note
    notes: tuple[Note, ...]
    """All that are on its article now."""
    row: ArticleRow | None
    """The article as it is now; None where it is not in this library any more."""
    removed: bool = False
    restored: bool = False
    draft: int = 0
    """Number of the draft that it was written for; 0 for none."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What the library knows of words that are taken away: where they stand."""

    how: str
    """`copy`, `pipe` or `edit`."""
    article: str
    start: int
    """Half-open range of the article's text; both 0 for the whole article."""
    end: int
    path: str
    file: Path | None
    """The file on this machine; None where it is not there now."""
    line: int | None
    """The line of the file on which the range begins, from 1; None where that can't be told."""


@dataclass(frozen=True, slots=True)
class SavedSearches:
    """The searches that were kept, with what is new in each."""

    searches: tuple[SavedSearch, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found."""

    query: str
    """What was asked in the end: as it was typed, or with its last word as a prefix."""
    sort: str
    limit: int
    page: Page


@dataclass(frozen=True, slots=True)
class Leads:
    """With whom an actor stands."""

    actor: Actor
    leads: tuple[Lead, ...]
    total: int
    """How many there are; more than `leads` where they were cut."""
    other: str
    """The id of the row that the cursor goes to; empty for the first."""
    focus: bool
    remember: bool
    asked: str = ""
    """The id by which the actor was asked for: unlike its own where it was merged with another since."""


@dataclass(frozen=True, slots=True)
class Gone:
    """What is on the screen is no more: the actor is no name, or no sentence names both."""

    actor: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """The name that a reader points at, to have it corrected."""

    actor: str
    form: str = ""
    """As it is written there; empty where the reader points at the actor alone."""
    article: str = ""
    """Where; empty for nowhere in particular."""
    rename: bool = False
    """It is to be renamed; else the reader is asked what is to be done."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction that was made, or taken back."""

    said: str
    undone: bool


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences that name two actors."""

    actor: ActorRef
    other: ActorRef
    count: int
    """How many there are; more than `sentences` where they were cut."""
    articles: int
    sentences: tuple[Sentence, ...]
    row: int
    remember: bool
    asked: tuple[str, str] = ("", "")
    """The ids by which the two were asked for."""
