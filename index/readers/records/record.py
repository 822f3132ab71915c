"""A record of named fields, a JSON object or a row of a table → an article."""

from __future__ import annotations

from collections.abc import Mapping

from index.errors import ReadError
from index.model import Article
from index.readers.article import metadata
from index.readers.article.assemble import assemble
from index.readers.declared import Columns
from index.readers.document import Document
from index.readers.encoding import Decoded
from index.readers.text import plain
from index.text import clean

BODY = ("body", "text", "content")
"""Fields that may hold the text, the likeliest first."""

Fields = Mapping[object, object]


def article(
    fields: Fields, document: Document, decoded: Decoded, row: int, named: str, *, alone: bool = False
) -> Article | ReadError:
    """The article of one record; `named` is how an error names it, `alone` says that the file holds no other."""
    fields = mapped(fields, document.declared.columns)
    try:
        drafts = plain.drafts(clean(_body(fields, named)))
        known = metadata.from_fields(fields)
        return assemble(drafts, known, document.place(decoded, row, named=named), alone=alone)
    except ReadError as error:
        return error


def is_article(value: object, document: Document) -> bool:
    """Whether a JSON value has a field that only an article's text or title stands in."""
    return isinstance(value, dict) and bool(
        mapped(value, document.declared.columns).keys() & {*BODY, *metadata.NAMES["title"]}
    )


def mapped(fields: Fields, columns: Columns) -> Fields:
    """The fields by the names that are known, where the user says under which others they stand.

    Several columns make a body of several paragraphs, and authors one after the other; of others the first that says
    anything counts. Where none of them does, the known names count as ever.
    """
    made = dict(fields)
    for name, columns_of_it in columns:
        values = [fields[column] for column in columns_of_it if fields.get(column) not in (None, "", [])]
        if values:
            made[name] = _joined(name, values)
    return made


def _joined(name: str, values: list[object]) -> object:
    if len(values) == 1:
        return values[0]
    if name == "body":
        return "\n\n".join(value for value in values if isinstance(value, str))
    if name != "authors":
        return values[0]
    authors: list[object] = []
    for value in values:
        authors += value.split(";") if isinstance(value, str) else value if isinstance(value, list) else [value]
    return authors


def _body(fields: Fields, named: str) -> str:
    """The text of the article, from the first of its fields that has any."""
    said = [fields[name] for name in BODY if fields.get(name) is not None]
    if not said:
        remedy = "Give the article’s text in the field “body”, or say in sources.toml which field has it"
        raise ReadError("there is no body", place=named, remedy=remedy)
    words = [value for value in said if isinstance(value, str)]
    if not words:
        raise ReadError("the body is no text", place=named, remedy="Give the article’s text as a string")
    return next((value for value in words if value.strip()), words[0])
