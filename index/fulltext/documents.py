"""What the full text takes of an article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.model import Article, Block, BlockKind, Origin

PARAGRAPH = "\n\n"


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

    def written(block: Block) -> str:
        return text[block.start : block.end]

    headline = next((each for each in article.blocks if each.kind is BlockKind.TITLE and written(each) == title), None)
    body = [written(block) for block in searched_blocks(article.blocks, chrome=False) if block is not headline]
    chrome = [written(block) for block in searched_blocks(article.blocks, chrome=True)]
    published = article.published
    return Document(
        key,
        title,
        PARAGRAPH.join(body),
        PARAGRAPH.join(chrome),
        source=article.source or "",
        authors="\n".join(article.authors),
        first_day=_number(published.first_day().isoformat()) if published else None,
        last_day=_number(published.last_day().isoformat()) if published else None,
        title_in_text=headline is not None or article.title_origin is not Origin.DERIVED,
    )


def _number(day: str) -> int:
    return int(day.replace("-", ""))


def searched_blocks(blocks: Iterable[Block], *, chrome: bool) -> list[Block]:
    """The blocks that are boilerplate, or those that are not, in order."""
    return [block for block in blocks if (block.kind is BlockKind.CHROME) is chrome]
