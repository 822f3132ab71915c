"""The whoosh schema: which fields the index has and how a document becomes postings.

Fields of words get their postings from `inversion`, since one pass over the text serves four of them. The text itself
is not kept here.
"""

from __future__ import annotations

from typing import Any

from whoosh import columns, fields, formats

from index.fulltext.documents import Document
from index.fulltext.inversion import unpack

SCHEMA_VERSION = 1
"""Rises with every change of fields or postings; an index of another version is made anew."""

NO_DAY = 0
"""In the columns of days: the date is unknown."""


class WordPositions(formats.Format):  # type: ignore[misc]
    """Postings with positions, 16 bits each; stock whoosh pickles a list for every posting."""

    posting_size = -1

    def decode_positions(self, packed: bytes) -> list[int]:
        return unpack(packed)

    def decode_frequency(self, packed: bytes) -> int:
        return len(unpack(packed))

    def decode_weight(self, packed: bytes) -> float:
        return float(len(unpack(packed)))


class Words(fields.FieldType):  # type: ignore[misc]
    """A field of words."""

    indexed = True
    stored = False
    analyzer = None
    multitoken_query = "and"

    def __init__(self, *, scorable: bool) -> None:
        self.format = WordPositions()
        self.scorable = scorable
        self.vector = None
        self.column_type = None
        self.spelling = False


def schema() -> fields.Schema:
    """A fresh schema."""
    return fields.Schema(
        key=fields.COLUMN(columns.NumericColumn("q")),
        first_day=fields.COLUMN(columns.NumericColumn("i", default=NO_DAY)),
        last_day=fields.COLUMN(columns.NumericColumn("i", default=NO_DAY)),
        source_order=fields.COLUMN(columns.VarBytesColumn()),
        text=Words(scorable=True),
        exact=Words(scorable=True),
        title=Words(scorable=True),
        title_exact=Words(scorable=True),
        chrome=Words(scorable=True),
        chrome_exact=Words(scorable=True),
        source=Words(scorable=False),
        author=Words(scorable=False),
    )


def column_values(document: Document) -> dict[str, Any]:
    """What the index keeps of a document beside its words."""
    return {
        "key": document.key,
        "first_day": document.first_day or NO_DAY,
        "last_day": document.last_day or NO_DAY,
        "source_order": document.source.casefold().encode("utf-8", "replace"),
    }
