"""An article with some of its blocks as furniture, and back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from index.model import Article, Block, BlockKind, Origin
from index.readers.article import titles
from index.readers.article.assemble import count_words


def marked(article: Article, numbers: Collection[int]) -> Article:
    """The article with these blocks, and no others, as boilerplate by repetition; without any it is as it was read.

    The count of words follows, and a title that is made of the text's first words. At least one block has to be left.
    """
    if not numbers and all(block.read_as is None for block in article.blocks):
        return article
    blocks = tuple(_furniture(block) if at in numbers else as_read(block) for at, block in enumerate(article.blocks))
    title = article.title
    if article.title_origin is Origin.DERIVED:
        told = next((block for block in blocks if block.kind is not BlockKind.CHROME), blocks[0])
        title = titles.derive(article.text[told.start : told.end])
    return replace(article, blocks=blocks, title=title, words=count_words(article.text, blocks))


def marks_in(article: Article) -> tuple[int, ...]:
    """The numbers of the blocks that are boilerplate by repetition."""
    return tuple(at for at, block in enumerate(article.blocks) if block.read_as is not None)


def as_read(block: Block) -> Block:
    """The block as it was read."""
    return block if block.read_as is None else replace(block, kind=block.read_as, read_as=None)


def _furniture(block: Block) -> Block:
    return block if block.read_as is not None else replace(block, kind=BlockKind.CHROME, read_as=block.kind)
