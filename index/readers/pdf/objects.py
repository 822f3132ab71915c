"""What stands in the dictionaries of a file, wherever in it that lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject


def value(within: DictionaryObject, name: str) -> object:
    """What stands under a name, wherever in the file it lies; None where nothing does."""
    return within[name] if name in within else None  # noqa: SIM401  `get` does not follow where it leads


def dictionary(found: object) -> DictionaryObject:
    """What is found, or an empty dictionary where it is none."""
    from pypdf.generic import DictionaryObject, PdfObject

    found = found.get_object() if isinstance(found, PdfObject) else found
    return found if isinstance(found, DictionaryObject) else DictionaryObject()
