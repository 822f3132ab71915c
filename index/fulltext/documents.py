"""What the full text keeps of an article, and the words of it with their positions.

A position counts words from 0. The title stands before the body, and between paragraphs one position is left free, so
that no phrase runs from one paragraph into the next.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.fulltext.analyzer import CHUNK, Word, cut, is_loud, without_marks, words
from index.model import Article, Block, BlockKind, Origin

TITLE_WEIGHT = 3.0
"""What a word of the title counts in relevance; one of the body counts 1."""

PARAGRAPH = "\n\n"

Item = tuple[bytes, int, float, bytes]
"""A term in UTF-8, how often it stands there, its weight, its positions."""


@dataclass(frozen=True, slots=True)
class Document:
    """One article as the full text takes it."""

    key: int
    title: str
    body: str
    """Paragraphs of the article without title and boilerplate, an empty line between them."""
    chrome: str = ""
    """Its boilerplate, likewise."""
    source: str = ""
    authors: str = ""
    first_day: int | None = None
    """Earliest day of its date, yyyymmdd; None where the date is unknown."""
    last_day: int | None = None
    title_in_text: bool = True
    """Whether the title belongs to its words; not so where it was derived from them."""


def document(key: int, article: Article) -> Document:
    """The document of an article. Where the text's own title line is not its title, both can be found."""
    text, title = article.text, article.title
    lines = [text[block.start : block.end] for block in article.blocks if block.kind is BlockKind.TITLE]
    in_text = title in lines
    body = [text[block.start : block.end] for block in searched_blocks(article.blocks, chrome=False)]
    chrome = [text[block.start : block.end] for block in article.blocks if block.kind is BlockKind.CHROME]
    published = article.published
    return Document(
        key,
        title,
        PARAGRAPH.join(([] if in_text else lines) + [part for part in body if part not in lines]),
        PARAGRAPH.join(chrome),
        source=article.source or "",
        authors="\n".join(article.authors),
        first_day=_number(published.first_day().isoformat()) if published else None,
        last_day=_number(published.last_day().isoformat()) if published else None,
        title_in_text=in_text or article.title_origin is not Origin.DERIVED,
    )


def _number(day: str) -> int:
    return int(day.replace("-", ""))


def searched_blocks(blocks: Iterable[Block], *, chrome: bool) -> list[Block]:
    """The blocks that are boilerplate, or those that are not, in order."""
    return [block for block in blocks if (block.kind is BlockKind.CHROME) is chrome]


class Places:
    """The words of one document and where each stands."""

    def __init__(self) -> None:
        self.stems: dict[str, list[int]] = {}
        self.exact: dict[str, list[int]] = {}
        self.next = 0

    def add(self, text: str) -> None:
        """Words of one or more paragraphs, behind what is there."""
        found: dict[tuple[Word, bool], list[int]] = {}
        at = self.next
        for paragraph in text.split(PARAGRAPH):
            begin = at
            for line in paragraph.split("\n"):
                written = [word for chunk in CHUNK.findall(line) for word in cut(chunk)]
                loud = is_loud(line, len(written))
                for word in written:
                    places = found.get((word, loud))
                    if places is None:
                        found[word, loud] = [at]
                    else:
                        places.append(at)
                    at += 1
            at += at > begin
        self.next = at
        self._enter(found)

    def _enter(self, found: dict[tuple[Word, bool], list[int]]) -> None:
        for (word, loud), places in found.items():
            self.exact.setdefault(word.exact, []).extend(places)
            term = word.stem if loud else word.capitals
            if term is not None:
                self.stems.setdefault(term, []).extend(places)


def items(places: dict[str, list[int]], title: dict[str, list[int]] | None = None) -> Iterator[Item]:
    """What the index takes of each term; those also in the title weigh more."""
    for term, where in places.items():
        where.sort()
        weight = float(len(where))
        if title is not None and term in title:
            weight += (TITLE_WEIGHT - 1.0) * len(title[term])
        yield term.encode("utf-8"), len(where), weight, pack(where)


def pack(places: list[int]) -> bytes:
    """Positions as 16 bits each, or where one is too large, as 32 bits each and a zero byte that tells."""
    if places[-1] < 65_536:
        return array("H", places).tobytes()
    return array("I", places).tobytes() + b"\0"


def unpack(packed: bytes) -> list[int]:
    """What `pack` was given."""
    if len(packed) % 2:
        return array("I", packed[:-1]).tolist()
    return array("H", packed).tolist()


def plain_items(text: str) -> Iterator[Item]:
    """The words of a source or of authors (a line each): normal forms without diacritics, stop words too."""
    places: dict[str, list[int]] = {}
    at = 0
    for line in text.split("\n"):
        for _, _, word in words(line):
            places.setdefault(without_marks(word.exact), []).append(at)
            at += 1
        at += 1
    return items(places)
