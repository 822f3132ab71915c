"""A record of named fields, a JSON object or a row of a table → an article."""

from __future__ import annotations

from collections.abc import Mapping

from index.errors import ReadError
from index.model import Article
from index.readers import metadata, plain
from index.readers.assemble import assemble
from index.readers.document import Document
from index.readers.encoding import Decoded
from index.text import clean

BODY = ("body", "text", "content")
"""Fields that may hold the text, the likeliest first."""

Fields = Mapping[object, object]


def article(
    fields: Fields, document: Document, decoded: Decoded, row: int, named: str, *, alone: bool = False
) -> Article | ReadError:
    """The article of one record; `named` is how an error names it, `alone` says that the file holds no other."""
    try:
        drafts = plain.drafts(clean(_body(fields, named)))
        known = metadata.from_fields(fields)
        return assemble(drafts, known, document.place(decoded, row, named=named), alone=alone)
    except ReadError as error:
        return error


def _body(fields: Fields, named: str) -> str:
    """The text of the article, from the first of its fields that has any."""
    said = [fields[name] for name in BODY if fields.get(name) is not None]
    if not said:
        raise ReadError("there is no body", place=named, remedy="Give the article’s text in the field “body”")
    words = [value for value in said if isinstance(value, str)]
    if not words:
        raise ReadError("the body is no text", place=named, remedy="Give the article’s text as a string")
    return next((value for value in words if value.strip()), words[0])
