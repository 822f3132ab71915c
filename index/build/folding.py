"""Hands to the full text what the store has and it has not, with the user's own metadata in place of the source's.

Whoosh is loaded when a full text is opened, not with this module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from index.build.lock import writing
from index.corrections import Corrections
from index.errors import LibraryBusy
from index.overrides import Overrides, Setting
from index.store import Store

if TYPE_CHECKING:
    from index.fulltext import Document, FullText

FULLTEXT_FOLDER = "fulltext"


def open_full_text(folder: Path, store: Store) -> FullText:
    """The full text of the library in this folder. Raises LibraryDamaged where it must not be opened."""
    from index.fulltext import FullText

    return FullText.open(folder / FULLTEXT_FOLDER, store.uuid)


def catch_up(folder: Path, full_text: FullText, corrections: Corrections, *, wait_seconds: float) -> None:
    """Fold in what the full text lacks, unless another process writes to the library: a build does it itself."""
    settings = settings_of(corrections)
    store = Store.open(folder)
    try:
        if full_text.revision == store.revision and (
            settings is None or Overrides.of(store, settings).is_entered(store)
        ):
            return
    finally:
        store.close()
    try:
        with writing(folder, wait_seconds=wait_seconds):
            writer = Store.create(folder)
            try:
                fold(writer, full_text, entered(writer, settings))
            finally:
                writer.close()
    except LibraryBusy:
        return
    full_text.reload()


def settings_of(corrections: Corrections) -> Iterable[Setting] | None:
    """The user's metadata; None where the corrections can't be read now."""
    read = corrections.readable()
    return None if read.trouble is not None else read.settings


def entered(store: Store, settings: Iterable[Setting] | None) -> Overrides:
    """The settings as they fit the articles of now, entered in the store; None stands for those of the last time."""
    overrides = Overrides.entered(store) if settings is None else Overrides.of(store, settings)
    with store.transaction():
        overrides.enter(store)
    return overrides


def fold(store: Store, full_text: FullText, overrides: Overrides, taken: Callable[[], None] = lambda: None) -> None:
    """Bring the full text to the store's revision, settings included; does nothing where it is there already.

    `taken` is called for each article that goes in.
    """
    revision = store.revision
    if full_text.revision == revision:
        return
    since = full_text.revision
    full_text.fold(_documents(store, since, overrides, taken), store.removed_since(since), revision)


def _documents(store: Store, since: int, overrides: Overrides, taken: Callable[[], None]) -> Iterator[Document]:
    from index.fulltext import document

    for key, article in store.articles_since(since):
        yield document(key, overrides.article(article))
        taken()
