"""Hands to the full text what the store has and it has not, with the user's own metadata in place of the source's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from index.fulltext import Document, FullText, document
from index.overrides import Overrides, Setting
from index.store import Store


def fold(
    store: Store, full_text: FullText, settings: Iterable[Setting], taken: Callable[[], None] = lambda: None
) -> None:
    """Bring the full text to the store's revision, settings included; does nothing where it is there already.

    `taken` is called for each article that goes in.
    """
    overrides = Overrides.of(store, settings)
    with store.transaction():
        overrides.enter(store)
    revision = store.revision
    if full_text.revision == revision:
        return
    since = full_text.revision
    full_text.fold(_documents(store, since, overrides, taken), store.removed_since(since), revision)


def _documents(store: Store, since: int, overrides: Overrides, taken: Callable[[], None]) -> Iterator[Document]:
    for key, article in store.articles_since(since):
        yield document(key, overrides.article(article))
        taken()
