"""What the app asks of a library and hears of a build. Nothing here assumes local files, or an answer at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from tui.values import (
    Actor,
    ActorRef,
    Article,
    ArticleRow,
    CrossReference,
    Mention,
    NameKind,
    Page,
    Scope,
)


class Library(Protocol):
    """All calls block, and come from one thread at a time; all answers are frozen."""

    @property
    def name(self) -> str:
        """What the header calls it, e.g. the folder's name."""

    def rows(self) -> tuple[ArticleRow, ...]:
        """All articles, newest first where dated, else by path."""

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

    def article_actors(self, article_id: str) -> tuple[tuple[ActorRef, int], ...]:
        """The actors of one article with their counts, most mentioned first."""

    def cross_references(
        self, actor: str, other: str | None = None, *, scope: Scope = ..., limit: int | None = None
    ) -> tuple[CrossReference, ...]:
        """Most frequent first; evidence is in the order of articles and text, at most `limit` places of each."""

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
    def failed(self) -> int: ...
    @property
    def finished(self) -> bool: ...
    @property
    def error(self) -> str: ...


OpenLibrary = Callable[[], Library]
Build = Callable[[Callable[[BuildProgress], None]], None]
