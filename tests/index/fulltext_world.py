"""A small archive of articles for tests of the full text, and the plain ways to ask it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.errors import DatelineError
from index.fulltext.documents import Document, document
from index.fulltext.evaluate import Found
from index.fulltext.fulltext import FullText
from index.fulltext.parser import parse
from index.model import Article, Block, BlockKind, Origin, PartialDate

STORE = "0f8fad5b-d9cb-469f-a165-70867728950e"


def article(
    *paragraphs: str,
    title: str = "",
    chrome: Sequence[str] = (),
    source: str | None = None,
    authors: Sequence[str] = (),
    published: PartialDate | None = None,
) -> Article:
    """An article of these paragraphs, its boilerplate at the end."""
    parts = [(BlockKind.TITLE, title)] if title else []
    parts += [(BlockKind.PARAGRAPH, paragraph) for paragraph in paragraphs]
    parts += [(BlockKind.CHROME, line) for line in chrome]
    blocks, at = [], 0
    for kind, part in parts:
        blocks.append(Block(kind, at, at + len(part)))
        at += len(part) + 2
    return Article(
        id="a",
        path="a.txt",
        row=0,
        text="\n\n".join(part for _, part in parts),
        text_sha256="",
        blocks=tuple(blocks),
        title=title,
        title_origin=Origin.STATED if title else Origin.DERIVED,
        label="a",
        words=0,
        source=source,
        authors=tuple(authors),
        published=published,
    )


def seed_article(path: Path) -> Article:
    """A sample as a careful person would cut it: the related-link lines at its end are no part of it."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    has_title = not lines[0].startswith("Libyan warlord")
    links = ("EU condemns Turkey", "You might also like", "Please enter your")
    chrome = [line for line in lines if line.startswith(links)]
    body = [line for line in lines[has_title:] if line not in chrome]
    return article(*body, title=lines[0] if has_title else "", chrome=chrome)


@dataclass
class World:
    """Articles by key, and the index of them."""

    full_text: FullText
    articles: dict[int, Article]

    @classmethod
    def of(cls, folder: Path, articles: dict[int, Article], *, batches: int = 1) -> World:
        world = cls(FullText.open(folder, STORE), dict(articles))
        keys = list(articles)
        for batch in range(batches):
            world.fold(keys[batch::batches], revision=batch + 1)
        return world

    def fold(self, keys: Iterable[int], removed: Iterable[int] = (), *, revision: int) -> None:
        self.full_text.fold([document(key, self.articles[key]) for key in keys], removed, revision)

    def search(self, typed: str, *, boilerplate: bool = False, sort: str = "relevance") -> Found:
        return self.full_text.search(
            parse(typed), resolver=self.resolve, text_of=self.text_of, boilerplate=boilerplate, sort=sort
        )

    def keys(self, typed: str, *, boilerplate: bool = False) -> list[int]:
        return sorted(self.search(typed, boilerplate=boilerplate).keys.tolist())

    def text_of(self, key: int) -> tuple[str, tuple[Block, ...]]:
        return self.articles[key].text, self.articles[key].blocks

    def resolve(self, field: str, words: str) -> np.ndarray:
        if field != "id":
            raise DatelineError(f"{field}: needs names that are not there yet", remedy="Wait for the build")
        return np.array([int(word) for word in words.split(",") if word], np.int64)


def documents(count: int) -> list[Document]:
    """So many short documents."""
    return [Document(key, f"title {key}", f"alpha beta{key % 7} gamma{key}") for key in range(count)]
