"""Which articles may hold a form: the full text says so without reading their texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index.errors import LibraryDamaged
from index.store import Store

if TYPE_CHECKING:
    from typing import NoReturn

    from index.fulltext import FullText


def holding(opened: Callable[[], FullText], store: Store, form: str) -> Sequence[int] | None:
    """Keys of the articles that hold all words of a form, and of those that the full text does not have yet.

    None where nobody knows: it is not there, can't be read, or is ahead of the store as this one is held.
    """
    from index.fulltext import every_word

    query = every_word(form)
    if query is None:
        return ()
    try:
        full_text = opened()
        if not 0 < full_text.revision <= store.revision:
            return None
        found = full_text.search(query, resolver=_not_asked, text_of=_not_asked, boilerplate=True)
    except LibraryDamaged:
        return None
    return list({*found.keys.tolist(), *store.keys_since(full_text.revision)})


def _not_asked(*_: object) -> NoReturn:
    raise AssertionError("plain words name nothing and stand in no sentence")
