"""The door to the full text: one folder, opened for searching by any thread and for writing by one process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from index.errors import Cancelled, DatelineError, LibraryDamaged
from index.fulltext import folding
from index.fulltext.compile import Compiler, Resolver
from index.fulltext.documents import Document
from index.fulltext.evaluate import Cancellation, Found, in_order, keys_of, run
from index.fulltext.explain import forms_of
from index.fulltext.generation import Manifest, check_owner, read_manifest, stamp, wrong_files
from index.fulltext.query import And, Node, Query
from index.fulltext.reading import reading
from index.fulltext.sentence_search import TextOf, in_one_sentence
from index.fulltext.snapshot import DocSet, Snapshot, open_snapshot

_OPEN_ATTEMPTS = 5
"""How often a reader follows a writer that replaces the files it is about to open."""


class FullText:
    """The words of all articles. May be used by several threads; each has files of its own."""

    def __init__(self, folder: Path, store_uuid: str) -> None:
        self._folder = folder
        self._store = store_uuid
        self._lock = threading.Lock()
        self._manifest = Manifest(store_uuid, 0)
        self._stamp: tuple[int, int, int] | None = None
        self._local = threading.local()

    @classmethod
    def open(cls, folder: Path, store_uuid: str) -> FullText:
        """Open the index in this folder for the store with this uuid; nothing is written before the first `fold`.

        An index that is damaged, of another store, or of another version's words counts as empty, revision 0.
        Raises LibraryDamaged where another user owns it or a newer version wrote it.
        """
        opened = cls(folder, store_uuid)
        opened.reload()
        return opened

    @property
    def revision(self) -> int:
        """Revision of the store up to which everything was folded in; 0 where nothing is."""
        return self._manifest.revision

    def reload(self) -> bool:
        """Take up what another process wrote since; True if there was something. Running searches are not disturbed."""
        with self._lock:
            seen = stamp(self._folder)
            if seen == self._stamp and seen is not None:
                return False
            before = self._manifest
            self._manifest, self._stamp = self._readable_manifest(), seen
            return self._manifest != before

    def _readable_manifest(self) -> Manifest:
        if self._folder.is_dir():
            check_owner(self._folder)
            for _ in range(_OPEN_ATTEMPTS):
                manifest = read_manifest(self._folder, self._store)
                if manifest is None:
                    break
                if (snapshot := open_snapshot(self._folder, manifest)) is not None:
                    snapshot.close()
                    return manifest
        return Manifest(self._store, 0)

    def _snapshot(self) -> Snapshot:
        """The open index of this thread, of the newest generation that `reload` or `fold` saw."""
        current: Snapshot | None = getattr(self._local, "snapshot", None)
        if current is not None and current.manifest == self._manifest:
            return current
        if current is not None:
            self._local.snapshot = None
            current.close()
        for _ in range(_OPEN_ATTEMPTS):
            opened = open_snapshot(self._folder, self._manifest)
            if opened is not None:
                self._local.snapshot = opened
                return opened
            self._stamp = None
            self.reload()
        raise self._damaged()

    def _damaged(self) -> LibraryDamaged:
        return LibraryDamaged(
            "the full-text index can't be read", place=str(self._folder), remedy="Run dateline doctor to mend it"
        )

    # --- writing

    def fold(self, documents: Iterable[Document], removed: Iterable[int], revision: int) -> None:
        """Take in documents, in place of those with the same keys, drop the removed keys, then record the revision.

        Doing it again changes nothing. Killed in between, the index is as before or as after, or, with more documents
        than fit in memory, has part of them and the old revision. Raises LibraryBusy while another process writes,
        and DatelineError where the disk is full or read-only; the old state stays.
        """
        manifest = folding.fold(self._folder, self._store, documents, removed, revision)
        with self._lock:
            self._manifest, self._stamp = manifest, None  # another process may have written since

    def check(self) -> list[str]:
        """What is wrong, a line each; reads every byte of the index. The remedy is to fold everything anew."""
        return wrong_files(self._folder, self._manifest)

    def close(self) -> None:
        """Close the files of this thread; those of others close with their threads."""
        current: Snapshot | None = getattr(self._local, "snapshot", None)
        if current is not None:
            self._local.snapshot = None
            current.close()

    # --- searching

    def search(
        self,
        query: Query,
        *,
        resolver: Resolver,
        text_of: TextOf,
        boilerplate: bool = False,
        sort: str = "relevance",
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Found:
        """All articles that the query finds, in order of relevance, newest, oldest or source.

        `text_of` is asked only for same:( ). Raises QueryError where the resolver refuses a name, Cancelled soon after
        `cancelled()` is true, LibraryDamaged where the index can't be read.
        """
        snapshot = self._snapshot()
        search = _Search(snapshot, resolver, text_of, boilerplate, Cancellation(cancelled))
        compiler = search.compiler()
        try:
            hits = run(snapshot, compiler.compile(query.root), search.check)
            keys, scores = in_order(hits, sort)
            said = reading(query, compiler.expansions, lambda word: forms_of(snapshot, word))
            undated = search.count_undated(query) if query.has_dates else 0
        except (DatelineError, Cancelled):
            raise
        except Exception as error:
            if wrong_files(self._folder, snapshot.manifest):
                raise self._damaged() from error
            raise
        return Found(keys, scores, said, undated)


class _Search:
    """What one search hands to the compiler."""

    def __init__(
        self, snapshot: Snapshot, resolver: Resolver, text_of: TextOf, boilerplate: bool, check: Cancellation
    ) -> None:
        self.snapshot = snapshot
        self.resolver = resolver
        self.text_of = text_of
        self.boilerplate = boilerplate
        self.check = check

    def compiler(self, *, ignore_dates: bool = False) -> Compiler:
        return Compiler(
            self.snapshot,
            self.resolver,
            self.boilerplate,
            self._same_sentence,
            lambda compiled: keys_of(run(self.snapshot, compiled, self.check)),
            self.check,
            ignore_dates,
        )

    def _same_sentence(self, part: Node, candidates: DocSet) -> DocSet:
        return in_one_sentence(part, candidates, self.text_of, boilerplate=self.boilerplate, check=self.check)

    def count_undated(self, query: Query) -> int:
        """Articles without a date that satisfy everything else in the query."""
        root = query.root
        compiler = self.compiler(ignore_dates=True)
        parts = root.parts if isinstance(root, And) else (root,)
        compiled = compiler.compile(And(root.start, root.end, (*parts, compiler.undated_leaf())))
        return sum(len(numbers) for _, numbers, _ in run(self.snapshot, compiled, self.check))
