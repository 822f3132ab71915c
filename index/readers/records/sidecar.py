"""Files of JSON that say what is known of the article beside them: `x.json` or `x.html.json` beside `x.html`."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from index.errors import ReadError
from index.model import Origin
from index.readers.article import metadata
from index.readers.article.metadata import Metadata
from index.readers.declared import Columns
from index.readers.document import Document, Limits
from index.readers.records.json_objects import loaded
from index.readers.records.record import mapped
from index.readers.suffixes import stem_of, suffix_of

DESCRIBED = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf")
"""Suffixes of files that hold one article, so that it is clear what a file beside them is about."""
_LARGEST = 1024 * 1024
"""Bytes of a sidecar."""


def sidecar_of(name: str, names: Collection[str]) -> str:
    """Which of the `names` in a file's folder is its sidecar; empty where none is."""
    return next((one for one in sidecar_names(name) if one in names), "")


def sidecar_names(name: str) -> tuple[str, ...]:
    """What the sidecar of a file can be called, the likeliest first."""
    return (f"{name}.json", f"{stem_of(name)}.json") if suffix_of(name) in DESCRIBED else ()


def read_sidecar(path: Path, relative: str, columns: Columns) -> Metadata:
    """What a sidecar states, in the fields that an article in JSON has. Where it can't be read, a warning says so."""
    document = Document(relative, lambda: path.open("rb"), limits=Limits(document_bytes=_LARGEST))
    try:
        value = loaded(document.decoded(), relative, "Mend it")
    except ReadError as error:
        return Metadata(warnings=(f"The file {document.name} beside it is not used: {error.message}.",))
    if not isinstance(value, dict):
        return Metadata(warnings=(f"The file {document.name} beside it is not used: it holds no JSON object.",))
    return metadata.from_fields(mapped(value, columns), origin=Origin.SIDECAR)
