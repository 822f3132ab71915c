"""Takes files into the store in batches: one transaction each, after which the full text takes in the same articles.

An article that a reader gives exactly as before is not written, so that reading a file again costs only the reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from index.build.progress import FileReport, FileStatus, of_warnings
from index.build.repetition.settling import Repetition
from index.build.scan import FoundFile, Root
from index.counting import counted
from index.errors import NoArticles, ReadError
from index.model import Article, article_id
from index.readers import Item, Remark
from index.store import Store, rows, writing
from index.store.writing import KnownArticle, KnownFile, Problem

_BATCHES = (20, 100, 500)
"""Articles in the first, the second and every later batch: the first ones are on the screen at once, and a batch costs
a commit of the full text (13 to 43 ms measured), which later ones spread thinner."""


class Passed(Enum):
    """What one article of a file came to."""

    READ = "read"
    UNCHANGED = "unchanged"
    FAILED = "failed"


_MOST_TOLD = 1_000
"""What can't be read in one file and is reported one by one: a mailbox of nothing but damage has a million of it."""


@dataclass(slots=True)
class _Outcome:
    """What has become of a file while it is read."""

    read: int = 0
    added: int = 0
    updated: int = 0
    removed: int = 0
    problems: list[ReadError] = field(default_factory=list)
    passed_over: list[ReadError] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    untold: Counter[type[ReadError]] = field(default_factory=Counter)
    last: Article | None = None
    warned: int = 0
    """Articles with warnings."""
    doubtful: Article | None = None
    """The first of those."""

    def refuse(self, error: ReadError) -> None:
        """Something in the file is no article, or can't be read."""
        told = self.passed_over if isinstance(error, NoArticles) else self.problems
        if len(told) < _MOST_TOLD:
            told.append(error)
        else:
            self.untold[NoArticles if told is self.passed_over else ReadError] += 1

    def end(self, path: str) -> None:
        """No more comes out of the file; says how much was refused that is not told."""
        remedy = "Mend the others, and index it again"
        if failed := self.untold[ReadError]:
            self.problems.append(ReadError(f"{failed:,} more in it can't be read", place=path, remedy=remedy))
        if passed := self.untold[NoArticles]:
            self.passed_over.append(NoArticles(f"{passed:,} more in it are no articles", place=path))


class Intake:
    """Writes what readers give; call `flush` at the end."""

    def __init__(
        self,
        store: Store,
        repetition: Repetition,
        written: Callable[[Sequence[int]], None],
        passed: Callable[[Passed], None],
    ) -> None:
        """`written` is told the keys of a batch after its commit; `passed` what each article came to."""
        self._store = store
        self._repetition = repetition
        self._written = written
        self._passed = passed
        self._steps: list[Callable[[], int | None]] = []
        self._ids: dict[str, int] = {}
        self._batch = 0

    def take(
        self, root: Root, root_number: int, found: FoundFile, items: Iterator[Item], known: KnownFile | None
    ) -> Iterator[FileReport]:
        """Take what is in one file; gives the report of the file, and one for each article that could not be read."""
        connection = self._store.connection
        number = writing.begin_file(connection, root_number, found.relative, found.state)
        stored = writing.known_articles(connection, number)
        before = len(stored)
        outcome = _Outcome()
        for item in items:
            match item:
                case NoArticles():
                    outcome.refuse(item)
                    self._passed(Passed.UNCHANGED)
                case ReadError():
                    outcome.refuse(item)
                    self._passed(Passed.FAILED)
                case Remark():
                    outcome.remarks.append(item.words)
                case Article():
                    self._put(root, number, found, item, stored.pop((item.path, item.row), None), outcome)
        outcome.end(found.relative)
        outcome.removed = len(stored)
        self._steps += [self._removal(gone.key) for gone in stored.values()]
        problems = [_kept(error) for error in (*outcome.problems, *outcome.passed_over)]
        self._steps.append(lambda: writing.end_file(connection, number, problems))
        yield from _reports(found.relative, outcome, known=known, before=before)

    def flush(self) -> None:
        """Commit what is waiting, and tell of it."""
        if self._steps:
            self._written(self.commit())

    def commit(self) -> list[int]:
        """Commit what is waiting; returns the keys of the articles written."""
        steps, self._steps = self._steps, []
        self._ids.clear()
        self._batch += 1
        with self._store.transaction():
            return [key for step in steps if (key := step()) is not None]

    def rename(
        self, root_number: int, found: FoundFile, first: Article, candidates: Sequence[KnownFile]
    ) -> KnownFile | None:
        """Which of the vanished files of its size a new one was before, known by the text of its `first` article.

        The store then knows it under its new name, and its articles keep their keys and all that was found in them.
        """
        connection = self._store.connection
        for file in candidates:
            inside = first.path.removeprefix(found.relative)
            stored = writing.known_articles(connection, file.number).get((file.path + inside, first.row))
            if stored is not None and stored.text_sha256 == first.text_sha256:
                writing.rename_file(connection, file, root_number, found.relative, found.state)
                return file
        return None

    def remove(self, file: KnownFile) -> None:
        """A file is gone, and its articles with it."""

        def step() -> None:
            writing.remove_file(self._store.connection, file.number)

        self._steps.append(step)

    def _put(
        self, root: Root, number: int, found: FoundFile, article: Article, known: KnownArticle | None, outcome: _Outcome
    ) -> None:
        outcome.read += 1
        outcome.last = article = self._with_free_id(root, article, known, number)
        outcome.warned += bool(article.warnings)
        if article.warnings and outcome.doubtful is None:
            outcome.doubtful = article
        repeats = found.declared.repetition
        fingerprint = rows.fingerprint(article, repetition=repeats)
        if known is not None and known.fingerprint == fingerprint:
            self._passed(Passed.UNCHANGED)
            return
        self._passed(Passed.READ)
        outcome.added += known is None
        outcome.updated += known is not None
        self._steps.append(lambda: self._repetition.put(number, article, known, fingerprint, takes_part=repeats))
        if len(self._steps) >= _BATCHES[min(self._batch, len(_BATCHES) - 1)]:
            self.flush()

    def _with_free_id(self, root: Root, article: Article, known: KnownArticle | None, file: int) -> Article:
        """The article, under another id where a file of the same path below another root has its own already."""
        if known is not None and known.id == article.id:
            return article
        query = "SELECT 1 FROM articles WHERE id = ? AND file <> ?"
        taken = self._store.connection.execute(query, (article.id, file)).fetchone() is not None
        if taken or self._ids.get(article.id, file) != file:
            article = replace(article, id=article_id(article.path, article.row, salt=str(root.base)))
        self._ids[article.id] = file
        return article

    def _removal(self, key: int) -> Callable[[], None]:
        return lambda: writing.remove_article(self._store.connection, key)


def _kept(error: ReadError) -> Problem:
    passed_over = isinstance(error, NoArticles)
    return Problem(error.message, error.place, error.remedy, passed_over, error.depends)


def _reports(path: str, outcome: _Outcome, *, known: KnownFile | None, before: int) -> Iterator[FileReport]:
    for error in outcome.problems:
        yield FileReport(error.place or path, FileStatus.FAILED, error.message, remedy=error.remedy)
    for error in outcome.passed_over:
        yield FileReport(error.place or path, FileStatus.SKIPPED, error.message, remedy=error.remedy)
    if outcome.last is None:
        if before and not outcome.problems:
            yield FileReport(path, FileStatus.UPDATED, "no article is left in it")
        elif not outcome.problems and not outcome.passed_over:
            yield FileReport(path, FileStatus.SKIPPED, "; ".join(["no article is in it", *outcome.remarks]))
        return
    status = FileStatus.UNCHANGED
    if outcome.added or outcome.updated or outcome.removed:
        status = FileStatus.UPDATED if known is not None else FileStatus.ADDED
    single = outcome.read == 1 and outcome.last.row == 0
    first = outcome.doubtful
    doubts = of_warnings(outcome.read, outcome.warned, first.title, first.warnings) if first is not None else ""
    said = ["; ".join(outcome.last.warnings)] if single else [_counts(outcome), doubts]
    said += outcome.remarks
    if known is not None and known.path != path:
        said.insert(0, f"renamed from {known.path}")
    reason = "; ".join(part for part in said if part)
    yield FileReport(path, status, reason, outcome.last.id if single else None, outcome.last.encoding)


def _counts(outcome: _Outcome) -> str:
    numbers = (("added", outcome.added), ("updated", outcome.updated), ("removed", outcome.removed))
    changes = ", ".join(f"{number:,} {what}" for what, number in numbers if number)
    return counted(outcome.read, "article") + (f": {changes}" if changes else "")
