"""Drafts and metadata → an `Article`: which line is the title, what is boilerplate, where each block lies.

One function for all formats, so that the canonical text of any of them, read again as plain text, gives itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.errors import ReadError
from index.model import Article, Block, BlockKind, Origin, article_id
from index.readers.article import addresses, boilerplate, mojibake, titles
from index.readers.article.blocks import Draft, lay_out
from index.readers.article.completing import completed
from index.readers.article.metadata import Metadata
from index.readers.place import Place
from index.text import sha256

_WORD = re.compile(r"[^\W_]")
_LONGEST_SITE = 100
"""Code points that a site's names and sections may add to a title."""


def assemble(drafts: Sequence[Draft], known: Metadata, place: Place, *, alone: bool) -> Article:
    """The article of these drafts, which hold no title line when `known` states one.

    What is stated outside the file is laid around what is `known`. `alone` says that the file holds nothing else, so
    that a day in its name is the article's. Raises `ReadError` when there is not a word in it.
    """
    if not drafts:
        where = place.named or place.relative
        raise ReadError("there is no text in it", place=where, remedy="Fill it or leave it out")
    known = place.outside.around(known)
    host = addresses.host_of(known.url) if known.url and not known.source else None
    title, body, outlet = _split_title(drafts, known, known.source or host)
    body = boilerplate.mark(body, title)
    origin = (known.title_origin if known.title else Origin.STATED) if title else Origin.DERIVED
    origin = Origin.RULE if title and outlet is not None else origin
    known = completed(known, [draft.text for draft in body], place, alone=alone, named=(outlet, host))
    whole = [Draft(BlockKind.TITLE, title), *body] if title else list(body)
    text, blocks = lay_out(whole)
    return Article(
        id=article_id(place.relative, place.row, place.salt),
        path=place.relative,
        row=place.row,
        text=text,
        text_sha256=sha256(text),
        blocks=blocks,
        title=title or _derived(body),
        title_origin=origin,
        label=known.source or place.stem,
        words=count_words(text, blocks),
        source=known.source,
        source_origin=known.source_origin,
        published=known.published,
        published_origin=known.published_origin,
        authors=known.authors,
        authors_origin=known.authors_origin,
        url=known.url,
        url_origin=known.url_origin,
        language=known.language,
        language_origin=known.language_origin,
        encoding=place.encoding,
        encoding_guessed=place.encoding_guessed,
        warnings=_warnings(text, known, place),
    )


def _warnings(text: str, known: Metadata, place: Place) -> tuple[str, ...]:
    """What was odd in reading it, and in its words where the reading did not make them so."""
    said = place.warnings + known.warnings
    wrong = mojibake.warning(text)
    return said if wrong is None or any("\ufffd" in warning for warning in place.warnings) else (*said, wrong)


def count_words(text: str, blocks: Sequence[Block]) -> int:
    """Stretches between white space that hold a letter or a digit, without title and boilerplate."""
    left_out = (BlockKind.TITLE, BlockKind.CHROME)
    counted = " ".join(text[block.start : block.end] for block in blocks if block.kind not in left_out).split()
    return len(counted) - sum(_WORD.search(word) is None for word in counted if not word[0].isalnum())


def _split_title(
    drafts: Sequence[Draft], known: Metadata, source: str | None
) -> tuple[str | None, list[Draft], str | None]:
    """Title, the drafts after it, and what was cut from it: the outlet's name, or an empty string, or None."""
    stated = known.title
    body = list(drafts)
    if stated is None:
        if len(body) < 2 or not titles.is_title(body[0].text):
            return None, body, None
        stated = body.pop(0).text
    stated = titles.one_line(stated)
    title, outlet = titles.cut_suffix(stated, source)
    again = 0
    while again < len(body) and _says_again(body[again].text, title, source):
        again += 1
    del body[:again]
    return title, body, outlet if title == stated else outlet or ""


def _says_again(line: str, title: str, source: str | None) -> bool:
    """Whether a line is the title once more, with or without the site's name."""
    if len(line) > len(title) + _LONGEST_SITE:
        return False
    return titles.cut_suffix(titles.one_line(line), source)[0].casefold() == title.casefold()


def _derived(body: Sequence[Draft]) -> str:
    told = next((draft for draft in body if draft.kind is not BlockKind.CHROME), body[0])
    return titles.derive(told.text)
