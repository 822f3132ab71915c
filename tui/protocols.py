"""What the app asks of a library and hears of a build. Nothing here assumes local files, or an answer at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from tui.values import (
    Actor,
    ActorRef,
    Article,
    ArticleRow,
    Called,
    Change,
    Concordance,
    CrossReference,
    DatelineError,
    Facets,
    Mention,
    NameKind,
    Note,
    Page,
    Preview,
    Profile,
    Report,
    SavedSearch,
    Scope,
)


class Citation(Protocol):
    """What the app needs of the engine's excerpt."""

    @property
    def path(self) -> str: ...
    @property
    def line(self) -> int | None:
        """The line of the file on which the words begin, from 1; None where that can't be told."""


class Library(Protocol):
    """All calls block, and come from one thread at a time; all answers are frozen."""

    @property
    def name(self) -> str:
        """What the header calls it, e.g. the folder's name."""

    @property
    def warnings(self) -> tuple[DatelineError, ...]:
        """What could not be read of notebook and corrections, so that all answers lack it."""

    def rows(self) -> tuple[ArticleRow, ...]:
        """All articles, newest first where dated, else by path."""

    def row(self, name: str) -> ArticleRow:
        """One article by its id, without its text. Raises UnknownName."""

    def article(self, name: str) -> Article:
        """One article by its id."""

    def mentions(self, article_id: str) -> tuple[Mention, ...]:
        """All names in an article, in order, those in boilerplate included."""

    def search(
        self,
        query: str,
        *,
        sort: str = "relevance",
        limit: int | None = None,
        facets: bool = False,
        boilerplate: bool = False,
        cancelled: Callable[[], bool] = ...,
    ) -> Page:
        """Raises QueryError for what can't be read, Cancelled when `cancelled` turns true."""

    def matches(self, query: str, article_id: str, *, boilerplate: bool = False) -> tuple[tuple[int, int], ...]:
        """Where a query matches in an article."""

    def actor(self, name: str) -> Actor:
        """By id or any form."""

    def actors(self, name: str | None = None, *, kind: NameKind | None = None) -> tuple[Actor, ...]:
        """Most mentioned first."""

    def actors_begun(self, words: str, limit: int) -> tuple[Actor, ...]:
        """Whom words that are still being typed can mean; what fits best comes first."""

    def article_actors(self, article_id: str) -> tuple[tuple[ActorRef, int], ...]:
        """The actors of one article with their counts, most mentioned first."""

    def cross_references(
        self, actor: str, other: str | None = None, *, scope: Scope = ..., limit: int | None = None
    ) -> tuple[CrossReference, ...]:
        """Most frequent first; evidence is in the order of articles and text, at most `limit` places of each."""

    def facets(self, query: str = "", *, boilerplate: bool = False) -> Facets:
        """How what a query finds divides, or with an empty query all articles. Raises QueryError."""

    # Who is who, at length

    def profile(self, actor: str) -> Profile:
        """Forms by source, first and last mention, mentions over time. Raises UnknownName."""

    def called(self, actor: str, *, limit: int | None = None, further: Called | None = None) -> Called:
        """What sources call an actor, from at most `limit` articles beyond those of `further`. Raises UnknownName."""

    def concordance(
        self,
        query: str,
        *,
        sort: str = "article",
        limit: int | None = None,
        context: int = 60,
        boilerplate: bool = False,
        cancelled: Callable[[], bool] = ...,
    ) -> Concordance:
        """Words in context, with `context` code points on each side; `sort` is article, left, right or match.

        Raises QueryError, and Cancelled.
        """

    def preview(self, change: Change) -> Preview:
        """What a correction would change; nothing is written. Raises UnknownName, CorrectionError."""

    def correct(self, change: Change) -> str:
        """Makes a correction; returns it in words. Raises UnknownName, CorrectionError."""

    def undo(self) -> str:
        """Takes back the last correction that stands; returns it in words. Raises CorrectionError where none does."""

    # Taking away

    def citation(self, article: str, start: int, end: int) -> Citation:
        """Where a range of an article stands. Raises UnknownName, NotebookError for what is no range."""

    def file_of(self, article: str) -> Path | None:
        """Where an article's file is; None where it is not there now. Raises UnknownName."""

    # The notebook. Articles are named by id; what is written is on disk when a call returns.

    def mark_read(self, articles: Sequence[str], *, read: bool = True) -> None:
        """Sets or takes away the read mark."""

    def star(self, articles: Sequence[str], *, starred: bool = True) -> None:
        """Sets or takes away the star."""

    def tag(self, articles: Sequence[str], *, add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
        """Adds and removes tags. Raises NotebookError for what can be no tag."""

    def tags(self) -> Mapping[str, int]:
        """Every tag in use → how many articles of this library have it, in alphabetical order."""

    def notes(self, article: str | None = None) -> tuple[Note, ...]:
        """The notes on an article in the order of the text, or all notes of this library by article, lost ones last.

        Raises NotebookError.
        """

    def add_note(self, article: str, text: str, *, start: int = 0, end: int = 0) -> Note:
        """Writes a note on a range, or on the whole article. Raises NotebookError for a range outside the text."""

    def change_note(self, note: str, text: str) -> Note:
        """Gives a note other words. Raises UnknownName."""

    def remove_note(self, note: str) -> Note:
        """Takes a note away; returns what it was, and `restore_note` brings it back. Raises UnknownName."""

    def restore_note(self, note: str) -> Note:
        """Brings a removed note back. Raises UnknownName."""

    def place_in(self, article: str) -> int:
        """The code point at which the article was left; 0 where it was not opened yet, or at its title."""

    def keep_place(self, article: str, offset: int) -> None:
        """Remembers where an article was left."""

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """In alphabetical order, each with what is new in this library since it was last seen."""

    def save_search(self, name: str, query: str) -> None:
        """Keeps a query under a name, in place of the one that was there. Raises QueryError, NotebookError."""

    def forget_search(self, name: str) -> None:
        """Raises UnknownName."""

    def see_search(self, name: str) -> None:
        """What a saved search finds now is no longer new. Raises UnknownName."""

    def report(self, known: Report | None = None) -> Report | None:
        """What became of each file in the last import; None where there is no report, `known` where it is still that.

        Raises DatelineError for one that can't be read.
        """

    def reload(self) -> bool:
        """Picks up what another process has written since; true if something changed."""

    def close(self) -> None: ...


class BuildProgress(Protocol):
    """How far a build has come."""

    @property
    def done(self) -> int: ...
    @property
    def total(self) -> int | None: ...
    @property
    def stage(self) -> str: ...
    @property
    def eta_seconds(self) -> float | None: ...
    @property
    def rate(self) -> float | None: ...
    @property
    def failed(self) -> int: ...
    @property
    def finished(self) -> bool: ...
    @property
    def error(self) -> str: ...


class Run(Protocol):
    """One run of something in the background."""

    def run(self, tell: Callable[[BuildProgress], None]) -> None:
        """Blocks until it is over; the last that is told is `finished`. One that is stopped by then begins nothing."""

    def stop(self) -> None:
        """Asks it to come to an end, from another thread."""


class Pipeline(Protocol):
    """A trained pipeline that looks at the names of a library, beside the rules."""

    def called(self) -> str:
        """Its name and version. Raises DatelineError, with what adds it, where it is not installed."""

    def look(self) -> Run:
        """A run over all that it has not looked at, which is still to begin."""


OpenLibrary = Callable[[], Library]
Build = Callable[[Callable[[BuildProgress], None]], None]
