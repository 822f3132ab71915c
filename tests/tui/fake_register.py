"""The part of the library in memory that knows who is who at length: profiles, and words in context."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Protocol

from index.actors.descriptions import descriptions
from index.actors.values import Name
from index.answers.timeline import timeline
from tui.values import (
    Actor,
    Article,
    Called,
    Cancelled,
    Concordance,
    Description,
    Evidence,
    FormCount,
    KwicLine,
    Mention,
    Page,
    PartialDate,
    Profile,
    UnknownName,
)


class _Room(Protocol):
    articles: Sequence[Article]
    asked: list[str]

    def mentions(self, article_id: str) -> tuple[Mention, ...]: ...
    def matches(self, query: str, article_id: str, *, boilerplate: bool = False) -> tuple[tuple[int, int], ...]: ...
    def actor(self, name: str) -> Actor: ...
    def search(self, query: str) -> Page: ...


class FakeRegister:
    """Laid under the newsroom, whose articles and mentions it asks."""

    def profile(self: _Room, actor: str) -> Profile:
        self.asked.append(f"profile {actor}")
        found = self.actor(actor)
        sources: dict[str, Counter[str]] = {}
        for article in self.articles:
            for one in self.mentions(article.id):
                if one.actor == found.id:
                    sources.setdefault(article.text[one.start : one.end], Counter())[article.label] += 1
        forms = tuple(
            FormCount(form, counts.total(), dict(counts.most_common()))
            for form, counts in sorted(sources.items(), key=lambda one: (-one[1].total(), one[0]))
        )
        named = [article for article in self.articles if article.id in found.articles]
        dated = sorted((article for article in named if article.published), key=_first_day)
        first = _naming(self, dated[0], found.id, 0) if dated else None
        last = _naming(self, dated[-1], found.id, -1) if dated else None
        counts: dict[PartialDate, tuple[int, int]] = {}
        for article in dated:
            assert article.published
            mentions, number = counts.get(article.published, (0, 0))
            counts[article.published] = mentions + found.articles[article.id], number + 1
        return Profile(found, forms, first, last, len(named) - len(dated), timeline(counts))

    def called(
        self: _Room,
        actor: str,
        *,
        limit: int | None = None,
        further: Called | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Called:
        self.asked.append(f"called {actor}")
        found = self.actor(actor)
        read = list(found.articles)[: None if limit is None else (further.read if further else 0) + limit]
        said: dict[str, list[Evidence]] = {}
        labels = {article.id: article.label for article in self.articles}
        for article in self.articles:
            for start, end in _descriptions(self, article, found.id) if article.id in read else ():
                words = article.text[start:end]
                said.setdefault(words, []).append(Evidence(article.id, article.path, start, end, words))
        counted = [
            Description(words, len(places), dict(Counter(labels[one.article] for one in places)), places[0])
            for words, places in said.items()
        ]
        ranked = sorted(counted, key=lambda one: (-one.count, one.text))
        return Called(tuple(ranked), len(read), len(found.articles))

    def concordance(
        self: _Room,
        query: str,
        *,
        sort: str = "article",
        limit: int | None = None,
        context: int = 60,
        boilerplate: bool = False,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Concordance:
        self.asked.append(f"concordance {query} by {sort}")
        if cancelled():
            raise Cancelled
        wanted = re.fullmatch(r'actor:"?(.*?)"?', query)
        reading = f"{wanted.group(1)} is one" if wanted else self.search(query).reading
        lines: list[KwicLine] = []
        for article in self.articles:
            found = _places(self, wanted.group(1), article) if wanted else self.matches(query, article.id)
            lines += [_line(article, start, end, context) for start, end in found]
        order: dict[str, Callable[[KwicLine], object]] = {
            "left": lambda line: [word.casefold() for word in reversed(line.left.split())],
            "right": lambda line: line.right.split(),
            "match": lambda line: line.match.casefold(),
        }
        if sort in order:
            lines.sort(key=order[sort])  # type: ignore[arg-type]
        return Concordance(tuple(lines[:limit]), len(lines), len({line.article for line in lines}), reading)


def _descriptions(room: _Room, article: Article, actor: str) -> list[tuple[int, int]]:
    from tests.tui.newsroom import sentences

    mentions = room.mentions(article.id)
    names = [Name(one.start, one.end, one.kind) for one in mentions]
    return [
        one
        for start, end in sentences(article)
        for at, mention in enumerate(mentions)
        if mention.actor == actor and start <= mention.start < end
        for one in descriptions(article.text, (start, end), names, at)
    ]


def _first_day(article: Article) -> int:
    assert article.published
    return article.published.first_day().toordinal()


def _places(room: _Room, actor: str, article: Article) -> list[tuple[int, int]]:
    if not any(one.actor == actor for each in room.articles for one in room.mentions(each.id)):
        raise UnknownName(f"nobody is called {actor}")
    return [(one.start, one.end) for one in room.mentions(article.id) if one.actor == actor]


def _naming(room: _Room, article: Article, actor: str, which: int) -> Evidence:
    from tests.tui.newsroom import sentences

    names = [one for one in room.mentions(article.id) if one.actor == actor]
    found = [(start, end) for start, end in sentences(article) if any(start <= one.start < end for one in names)]
    start, end = found[which] if found else (names[which].start, names[which].end)
    return Evidence(article.id, article.path, start, end, article.text[start:end])


def _line(article: Article, start: int, end: int, context: int) -> KwicLine:
    left = re.sub(r"\s+", " ", article.text[max(0, start - context) : start])
    right = re.sub(r"\s+", " ", article.text[end : end + context])
    return KwicLine(article.id, article.path, article.label, start, end, left, article.text[start:end], right)
