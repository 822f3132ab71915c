"""The engine's values as the app uses them: the only module of the app that imports the engine."""

from __future__ import annotations

from index.errors import Cancelled, DatelineError, LibraryMissing, QueryError
from index.model import (
    Actor,
    ActorRef,
    Article,
    ArticleRow,
    Block,
    BlockKind,
    CrossReference,
    Evidence,
    Hit,
    Mention,
    NameKind,
    Origin,
    Page,
    PartialDate,
    Scope,
    Snippet,
    StyleKind,
)

__all__ = [
    "Actor",
    "ActorRef",
    "Article",
    "ArticleRow",
    "Block",
    "BlockKind",
    "Cancelled",
    "CrossReference",
    "DatelineError",
    "Evidence",
    "Hit",
    "LibraryMissing",
    "Mention",
    "NameKind",
    "Origin",
    "Page",
    "PartialDate",
    "QueryError",
    "Scope",
    "Snippet",
    "StyleKind",
]
