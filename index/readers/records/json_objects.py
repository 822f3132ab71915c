"""A JSON file → articles: one object, or an array of them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from index.errors import NoArticles, ReadError
from index.model import Article
from index.readers.document import Document
from index.readers.encoding import Decoded
from index.readers.records import record as records

_FIELDS = "Write an article as {“title”: …, “body”: …}, several as an array, or name their fields in sources.toml"


def read_json(document: Document) -> Iterator[Article | ReadError]:
    """The articles of a `.json` file in the order of its array, with an error in the place of each that can't be read.

    `row` is the position in the array, from 0. The whole file is in memory, so it is bounded as one article is.
    """
    decoded = document.decoded()
    value = loaded(decoded, document.relative, "Mend the file")
    if isinstance(value, dict):
        if not records.is_article(value, document):
            raise NoArticles("this JSON is no article", place=document.relative, remedy=_FIELDS)
        made = records.article(value, document, decoded, 0, document.relative, alone=True)
        if isinstance(made, ReadError):
            raise made
        yield made
        return
    if not isinstance(value, list) or not any(records.is_article(item, document) for item in value):
        raise NoArticles("there is no article in this JSON", place=document.relative, remedy=_FIELDS)
    for row, item in enumerate(value):
        named = f"{document.relative} (item {row + 1:,})"
        yield object_article(item, document, decoded, row, named)


def object_article(value: object, document: Document, decoded: Decoded, row: int, named: str) -> Article | ReadError:
    """The article of one JSON value among others."""
    if not isinstance(value, dict):
        remedy = "Write the article as {“title”: …, “body”: …}"
        return ReadError("this is no JSON object", place=named, remedy=remedy)
    return records.article(value, document, decoded, row, named)


def loaded(decoded: Decoded, place: str, remedy: str) -> object:
    """The value of a JSON text. Raises `ReadError` with this place and remedy."""
    try:
        return json.loads(decoded.text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, " if error.lineno > 1 else ""
        fault = error.msg.removesuffix(" at")  # some of the parser's words end so
        said = f"this is no JSON: {fault} at {where}character {error.colno}"
        raise ReadError(said, place=place, remedy=remedy) from error
    except (ValueError, RecursionError) as error:
        said = "this JSON can't be read: it is nested too deep, or a number is too long"
        raise ReadError(said, place=place, remedy=remedy) from error
