"""A library in memory for the app's tests: a few invented articles, a lexicon of names, a search of plain words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from tests.tui.fake_corrections import Correctable
from tests.tui.fake_facets import Filterable
from tests.tui.fake_notebook import Notebook, WithNotebook
from tests.tui.fake_register import FakeRegister
from tui.values import (
    Actor,
    ActorRef,
    Article,
    ArticleRow,
    Block,
    BlockKind,
    Cancelled,
    CrossReference,
    DatelineError,
    Evidence,
    Hit,
    Mention,
    NameKind,
    Origin,
    Page,
    PartialDate,
    QueryError,
    Report,
    Scope,
    Snippet,
    UnknownName,
)

Lexicon = dict[str, tuple[str, NameKind]]
"""Form → the actor's name and the kind of this form."""

_SENTENCE = re.compile(r"[^.!?]+[.!?]?")


@dataclass(frozen=True)
class Progress:
    """A report of a build."""

    done: int
    total: int | None
    stage: str = "reading"
    eta_seconds: float | None = None
    failed: int = 0
    rate: float | None = None
    finished: bool = False
    error: str = ""


@dataclass(frozen=True)
class Cited:
    """Where a range of an article stands."""

    path: str
    line: int | None


@dataclass
class Newsroom(WithNotebook, FakeRegister, Correctable, Filterable):
    """Answers as a library does, and counts what it was asked."""

    articles: Sequence[Article]
    lexicon: Lexicon = field(default_factory=dict)
    name: str = "samples"
    asked: list[str] = field(default_factory=list)
    added: list[Article] = field(default_factory=list)
    """Articles that the next `reload` brings in."""
    folder: Path | None = None
    """Where the files of the articles are; None where they are gone."""
    notebook: Notebook = field(default_factory=Notebook)
    kept: Report | None = None
    """What the last import has left."""
    rewritten: bool = False
    """Whether the next `reload` is to say that something changed."""

    @property
    def warnings(self) -> tuple[DatelineError, ...]:
        return () if self.notebook.damaged is None else (self.notebook.damaged,)

    def rows(self) -> tuple[ArticleRow, ...]:
        self.asked.append("rows")
        made = map(row_of, range(len(self.articles)), self.articles)
        return tuple(self.notebook.marked(row) for row in made)

    def article(self, name: str) -> Article:
        self.asked.append(f"article {name}")
        return self._article(name)

    def _article(self, name: str) -> Article:
        for article in self.articles:
            if article.id == name:
                return article
        raise UnknownName(f"no article is called {name}")

    def mentions(self, article_id: str) -> tuple[Mention, ...]:
        article = self._article(article_id)
        if not self.lexicon:
            return ()
        known = {*self.lexicon, *self.forms_here(article_id)}
        forms = "|".join(re.escape(form) for form in sorted(known, key=len, reverse=True))
        found = re.finditer(rf"(?<!\w)(?:{forms})(?!\w)", article.text)
        meant = ((one, self.meaning(one.group(), article_id)) for one in found)
        return tuple(Mention(one.start(), one.end(), says[1], self.id_of(says[0])) for one, says in meant if says)

    def search(
        self,
        query: str,
        *,
        sort: str = "relevance",
        limit: int | None = None,
        facets: bool = False,
        boilerplate: bool = False,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Page:
        self.asked.append(f"search {query}")
        if cancelled():
            raise Cancelled
        query, said, passing = self.filtered(query)
        undated = sum(one.published is None for one in self.articles) if "date:" in said else 0
        if unknown := re.search(r"\b(\w+):", query):
            raise QueryError(
                f"there is no field {unknown.group(1)!r}",
                start=unknown.start(),
                end=unknown.end(),
                remedy="fields are title, source, date, actor",
            )
        wanted, unwanted = _words(query)
        hits = [
            hit
            for number, article in enumerate(self.articles)
            if article.id in passing
            and (hit := _hit(row_of(number, article), article, wanted, unwanted, alone=bool(said)))
        ]
        if sort == "oldest":
            hits.reverse()
        reading = " and ".join(f"{word} finds some" if word[-1] == "*" else f"“{word}”" for word in wanted) + "".join(
            f", without “{word}”" for word in unwanted
        )
        reading = " · ".join(filter(None, (reading, said)))
        return Page(tuple(hits[:limit]), len(hits), reading, undated)

    def matches(self, query: str, article_id: str, *, boilerplate: bool = False) -> tuple[tuple[int, int], ...]:
        wanted, _ = _words(self.filtered(query)[0])
        return _matches(self._article(article_id).text, wanted)

    def actor(self, name: str) -> Actor:
        for actor in self.actors():
            if self.led_on(name) == actor.id or name in actor.forms:
                return actor
        raise UnknownName(f"nobody is called {name}")

    def actors(self, name: str | None = None, *, kind: NameKind | None = None) -> tuple[Actor, ...]:
        forms: dict[str, Counter[str]] = {}
        articles: dict[str, Counter[str]] = {}
        for article in self.articles:
            for one in self.mentions(article.id):
                assert one.actor
                forms.setdefault(one.actor, Counter())[article.text[one.start : one.end]] += 1
                articles.setdefault(one.actor, Counter())[article.id] += 1
        made = [
            Actor(one, self._ref(one).name, self._ref(one).kind, dict(forms[one].most_common()), articles[one])
            for one in forms
        ]
        kept = [
            one for one in made if (name is None or self.is_called(one, name)) and (kind is None or one.kind is kind)
        ]
        return tuple(sorted(kept, key=lambda one: (-one.mentions, one.name)))

    def actors_begun(self, words: str, limit: int) -> tuple[Actor, ...]:
        self.asked.append(f"actors_begun {words}")
        begun = re.compile(rf"\b{re.escape(words)}", re.IGNORECASE)
        found = (actor for actor in self.actors() if any(map(begun.search, actor.forms)))
        return tuple(sorted(found, key=lambda actor: words.casefold() not in map(str.casefold, actor.forms)))[:limit]

    def _ref(self, actor: str) -> ActorRef:
        for name, kind in self.meanings():
            if self.id_of(name) == actor:
                shown = NameKind.COUNTRY if kind is NameKind.NATIONALITY else kind
                return ActorRef(actor, name, shown)
        raise UnknownName(f"nobody is called {actor}")

    def article_actors(self, article_id: str) -> tuple[tuple[ActorRef, int], ...]:
        counts = Counter(one.actor for one in self.mentions(article_id) if one.actor)
        return tuple((self._ref(actor), count) for actor, count in counts.most_common())

    def cross_references(
        self, actor: str, other: str | None = None, *, scope: Scope = Scope.SENTENCE, limit: int | None = None
    ) -> tuple[CrossReference, ...]:
        self.asked.append(f"cross_references {actor} {other} limit {limit}")
        actor, other = self.led_on(actor), self.led_on(other) if other else None
        found: dict[str, list[Evidence]] = {}
        for article in self.articles:
            names = self.mentions(article.id)
            for start, end in sentences(article):
                here = {one.actor for one in names if start <= one.start < end and one.actor}
                for pair in combinations(sorted(filter(None, here)), 2):
                    if actor in pair:
                        second = pair[1] if pair[0] == actor else pair[0]
                        evidence = Evidence(article.id, article.path, start, end, article.text[start:end])
                        found.setdefault(second, []).append(evidence)
        made = [
            CrossReference(
                self._ref(actor),
                self._ref(second),
                scope,
                len(evidence),
                dict(Counter(one.article for one in evidence)),
                tuple(evidence[:limit]),
            )
            for second, evidence in found.items()
            if other in (None, second)
        ]
        return tuple(sorted(made, key=lambda one: (-one.count, one.other.name)))

    def citation(self, article: str, start: int, end: int) -> Cited:
        self.asked.append(f"citation {article} {start} {end}")
        text = self._article(article).text
        return Cited(self._article(article).path, text.count("\n", 0, start) + 1)

    def file_of(self, article: str) -> Path | None:
        return self.folder / self._article(article).path if self.folder else None

    def report(self, known: Report | None = None) -> Report | None:
        return self.kept

    def reload(self) -> bool:
        self.asked.append("reload")
        if not self.added and not self.rewritten:
            return False
        self.rewritten = False
        self.articles = [*self.added, *self.articles]
        self.added = []
        return True

    def close(self) -> None:
        self.asked.append("close")


def row_of(number: int, article: Article) -> ArticleRow:
    """What a list shows of an article."""
    return ArticleRow(
        number,
        article.id,
        article.path,
        article.label,
        article.title,
        article.title_origin,
        article.source,
        article.source_origin,
        article.published,
        article.published_origin,
        article.words,
    )


def sentences(article: Article) -> Iterable[tuple[int, int]]:
    """Ranges of the sentences of the blocks that are no boilerplate."""
    for block in article.blocks:
        if block.kind is BlockKind.CHROME:
            continue
        for one in _SENTENCE.finditer(article.text, block.start, block.end):
            words = one.group()
            yield one.end() - len(words.lstrip()), one.end() - (len(words) - len(words.rstrip()))


def made(
    stem: str,
    title: str | None,
    blocks: Sequence[tuple[BlockKind, str] | str],
    *,
    source: str | None = None,
    published: PartialDate | None = None,
) -> Article:
    """An article with the ranges of its blocks; a block without a kind is a paragraph."""
    parts: list[tuple[BlockKind, str]] = [(BlockKind.TITLE, title)] if title is not None else []
    parts += [(BlockKind.PARAGRAPH, one) if isinstance(one, str) else one for one in blocks]
    placed: list[Block] = []
    at = 0
    for kind, words in parts:
        placed.append(Block(kind, at, at + len(words), 1 if kind in (BlockKind.LIST, BlockKind.QUOTE) else 0))
        at += len(words) + 2
    text = "\n\n".join(words for _, words in parts)
    counted = sum(len(words.split()) for kind, words in parts if kind not in (BlockKind.TITLE, BlockKind.CHROME))
    return Article(
        id=stem,
        path=f"{stem}.txt",
        row=0,
        text=text,
        text_sha256="",
        blocks=tuple(placed),
        title=title if title is not None else parts[0][1][:60],
        title_origin=Origin.STATED if title is not None else Origin.DERIVED,
        label=source or stem,
        words=counted,
        source=source,
        source_origin=Origin.STATED if source else Origin.UNKNOWN,
        published=published,
        published_origin=Origin.STATED if published else Origin.UNKNOWN,
    )


def _words(query: str) -> tuple[list[str], list[str]]:
    words = query.casefold().split()
    return [word for word in words if word[0] != "-"], [word[1:] for word in words if word[0] == "-" and word[1:]]


def _matches(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    if not words:
        return ()
    found = re.finditer("|".join(map(_pattern, words)), text, re.IGNORECASE)
    return tuple((one.start(), one.end()) for one in found)


def _pattern(word: str) -> str:
    """A whole word, or with `*` behind it one that begins so."""
    return rf"\b{re.escape(word.rstrip('*'))}" + (r"\w*" if word[-1] == "*" else r"\b")


def _hit(
    row: ArticleRow, article: Article, wanted: Sequence[str], unwanted: Sequence[str], *, alone: bool = False
) -> Hit | None:
    """`alone` lets an article pass that no word is wanted of."""
    text = article.text
    if (
        (not wanted and not alone)
        or not all(_matches(text, [word]) for word in wanted)
        or any(_matches(text, [w]) for w in unwanted)
    ):
        return None
    matches = _matches(article.text, wanted)
    start = max(0, matches[0][0] - 100) if matches else 0
    start = article.text.rfind(" ", 0, start) + 1 if start else 0
    return Hit(row, 1.0, Snippet(start, start + 240, article.text[start : start + 240].replace("\n", " ")), matches)
