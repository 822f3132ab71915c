"""Who is named in an article, and who is who in an archive, before any correction."""

from __future__ import annotations

from index.actors.groups import group_article
from index.actors.names import RULES_VERSION, find_names
from index.actors.resolve import resolve
from index.actors.values import ArticleActors, LocalActor, Name, RawActor, Resolution

__all__ = [
    "RULES_VERSION",
    "ArticleActors",
    "LocalActor",
    "Name",
    "RawActor",
    "Resolution",
    "find_names",
    "group_article",
    "resolve",
]
