"""Facets of the library in memory, and the fields of a query that ask for them."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from tui.values import Article, Facets, QueryError

_FIELD = re.compile(r'(-?)\b(source|date|actor|person|org|country|place|lang|tag|is):(?:"([^"]*)"|([^\s()"]+))')


class Filterable:
    """The part of the newsroom that filters."""

    def filtered(self: Any, query: str) -> tuple[str, str, frozenset[str]]:
        """The words of a query without its fields, how those were read, and the articles that they let pass."""
        passing = {article.id for article in self.articles}
        said: list[str] = []
        for minus, field, phrase, word in _FIELD.findall(query):
            found = {article.id for article in self.articles if self._has(article, field, phrase or word)}
            passing = passing - found if minus else passing & found
            said.append(f"{minus}{field}:{phrase or word}")
        rest = _FIELD.sub(" ", query)
        if said and rest.count("(") == rest.count(")"):
            rest = re.sub(r"[()]|\bOR\b", " ", rest)
        return rest, ", ".join(said), frozenset(passing)

    def _has(self: Any, article: Article, field: str, value: str) -> bool:
        if field == "source":
            return article.source is not None and f" {_words(value)} " in f" {_words(article.source)} "
        if field == "date":
            dated = article.published
            if value == "unknown":
                return dated is None
            if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value):
                raise QueryError(f"“{value}” is not a date", start=0, end=len(value))
            return dated is not None and f"{dated}-".startswith(f"{value}-")
        if field == "lang":
            return (article.language or "unknown") == value
        if field in ("tag", "is"):
            marked = self.__dict__.get("marked", {}).get(value, set())
            return (
                (article.id not in self.__dict__.get("marked", {}).get("read", ()))
                if value == "unread"
                else (article.id in marked)
            )
        kind = {"person": "person", "org": "organisation", "country": "country", "place": "place"}.get(field)
        meant = {one.id for one in self.actors(value) if kind in (None, one.kind.value)}
        return any(actor.id in meant for actor, _ in self.article_actors(article.id))

    def facets(self: Any, query: str = "", *, boilerplate: bool = False) -> Facets:
        self.asked.append(f"facets {query}")
        ids = {hit.article.id for hit in self.search(query).hits} if query else {one.id for one in self.articles}
        found = [one for one in self.articles if one.id in ids]
        actors = Counter(actor for one in found for actor, _ in self.article_actors(one.id))
        marked: dict[str, set[str]] = self.__dict__.get("marked", {})
        marks = {"unread": len(ids - marked.get("read", set()))}
        marks |= {name: len(ids & marked.get(name, set())) for name in ("read", "starred")}
        return Facets(
            dict(Counter(one.source or "unknown" for one in found).most_common()),
            dict(Counter(f"{one.published.year:04}" if one.published else "unknown" for one in found).most_common()),
            tuple(actors.most_common()),
            dict(Counter(one.language or "unknown" for one in found).most_common()),
            {name: len(ids & who) for name, who in marked.items() if name not in ("read", "starred")},
            marks,
        )


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
