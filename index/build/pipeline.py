"""Builds a library and keeps it fresh: scan → read → store → full text → names → actors.

One process holds the library's lock and writes in small batches. Whatever happens to it, what it has committed stands,
and the next build goes on from there: files that were read to their end are not read again, articles whose names were
found are not analysed again, and the full text takes in whatever revision it lacks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.actors import RULES_VERSION
from index.build.analysts import Analysts
from index.build.folding import fold, open_full_text
from index.build.intake import Intake, Passed
from index.build.lock import writing as lock
from index.build.progress import BuildProgress, FileReport, FileStatus, ProgressMeter, Work
from index.build.resolution import resolve_names
from index.build.scan import FoundFile, Root, count_articles, files_below, printable
from index.corrections import Corrections
from index.errors import DatelineError
from index.fulltext import FullText
from index.model import Block
from index.store import Store, writing
from index.store.writing import KnownFile

ROOTS_FILE = "roots"
"""The store's roots once more, a line each, for the day on which the store itself can't be read."""


class BuildStopped(Exception):
    """The caller asked the build to stop; what it had committed stands."""


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did, by files."""

    counts: dict[FileStatus, int]
    articles: int
    """Articles in the library when it ended."""
    stopped: bool = False

    @property
    def failed(self) -> int:
        return self.counts.get(FileStatus.FAILED, 0)


def build(
    folder: Path,
    paths: Sequence[Path],
    *,
    corrections: Corrections,
    report: Callable[[FileReport], None] = lambda _: None,
    progress: Callable[[BuildProgress], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
    wait_seconds: float = 0.0,
) -> BuildSummary:
    """Bring the library in `folder` up to date with `paths`, and with all that it knows already where none are given.

    Raises LibraryBusy when another process writes to it, LibraryDamaged when it can't be used, DatelineError when none
    of the paths exist. A file that can't be read is reported, and the others go in.
    """
    with lock(folder, wait_seconds=wait_seconds):
        store = Store.create(folder)
        try:
            full_text = open_full_text(folder, store)
            try:
                return _Build(store, full_text, corrections, report, progress, stopped).run(paths)
            finally:
                full_text.close()
        finally:
            store.close()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a scan found to do below one root."""

    root: Root
    number: int
    read: tuple[FoundFile, ...]
    known: dict[str, KnownFile]
    vanished: tuple[KnownFile, ...]


class _Build:
    def __init__(
        self,
        store: Store,
        full_text: FullText,
        corrections: Corrections,
        report: Callable[[FileReport], None],
        progress: Callable[[BuildProgress], None],
        stopped: Callable[[], bool],
    ) -> None:
        self._store = store
        self._full_text = full_text
        self._corrections = corrections
        self._report_to = report
        self._meter = ProgressMeter(progress)
        self._stopped = stopped
        self._counts: Counter[FileStatus] = Counter()
        self._resolved_at = 0
        self._analysed = 0

    def run(self, paths: Sequence[Path]) -> BuildSummary:
        self._meter.say("looking", force=True)
        stopped = False
        try:
            plans = [plan for root in self._roots(paths) if (plan := self._plan(root)) is not None]
            self._keep_roots()
            total = sum(count_articles(found.path) for plan in plans for found in plan.read)
            self._meter.start(total)
            with Analysts(total) as analysts:
                self._read(plans, analysts)
                self._meter.say("names", force=True)
                analysts.submit(self._unanalysed())
                self._collect(analysts, all_of_them=True)
        except BuildStopped:
            stopped = True
        self._fold()
        self._meter.say("who is who", force=True)
        resolve_names(self._store)
        self._meter.say("stopped" if stopped else "done", force=True, finished=True)
        articles = self._store.connection.execute("SELECT COUNT(*) FROM articles").fetchone()[0]
        return BuildSummary(dict(self._counts), articles, stopped)

    # ---- what there is to do

    def _roots(self, paths: Sequence[Path]) -> list[Root]:
        """The roots to look through, entered in the store; a path below a known root is part of that one."""
        missing = [path for path in paths if not path.exists()]
        for path in missing:
            self._report(FileReport(printable(str(path)), FileStatus.FAILED, "no such file or folder"))
        if paths and len(missing) == len(paths):
            raise DatelineError(
                "no such file or folder",
                place=", ".join(printable(str(path)) for path in missing),
                remedy="Name a folder of articles, or a .txt, .md or .jsonl file",
            )
        known = [Root(Path(root)) for root in self._store.roots()]
        if not paths:
            return known
        roots: list[Root] = []
        for path in paths:
            if path.exists():
                asked = Root(path.resolve())
                root = next((k for k in [*known, *roots] if k.covers(asked.path)), asked)
                roots += [root] if root not in roots else []
        return roots

    def _keep_roots(self) -> None:
        lines = "".join(f"{root}\n" for root in self._store.roots())
        path = self._store.path.parent / ROOTS_FILE
        fresh = path.with_suffix(".new")
        fresh.write_text(lines, "utf-8", "surrogateescape")
        fresh.replace(path)

    def _plan(self, root: Root) -> _Plan | None:
        connection = self._store.connection
        if not root.path.exists():
            reason = "the folder or file is not there now; its articles are kept as they were last read"
            self._report(FileReport(printable(str(root.path)), FileStatus.FAILED, reason))
            return None
        number = writing.root_number(connection, str(root.path))
        known = writing.known_files(connection, number)
        seen: set[str] = set()
        read: list[FoundFile] = []
        for found in files_below(root):
            if isinstance(found, FileReport):
                self._report(found)
                continue
            seen.add(found.relative)
            if self._is_unchanged(known.get(found.relative), found):
                self._report_unchanged(known[found.relative])
            else:
                read.append(found)
        vanished = tuple(file for path, file in known.items() if path not in seen)
        return _Plan(root, number, tuple(read), known, vanished)

    @staticmethod
    def _is_unchanged(known: KnownFile | None, found: FoundFile) -> bool:
        return known is not None and known.complete and known.state == found.state

    def _report_unchanged(self, file: KnownFile) -> None:
        for message, place, remedy in file.problems:
            self._report(FileReport(place or file.path, FileStatus.FAILED, message, remedy=remedy))
        articles = list(writing.known_articles(self._store.connection, file.number).values())
        if articles:
            single = len(articles) == 1 and articles[0].row == 0
            reason = "" if single else f"{len(articles):,} articles"
            self._report(FileReport(file.path, FileStatus.UNCHANGED, reason, articles[0].id if single else None))

    # ---- doing it

    def _read(self, plans: Sequence[_Plan], analysts: Analysts) -> None:
        intake = Intake(self._store, lambda keys: self._written(keys, analysts), self._passed)
        vanished = [file for plan in plans for file in plan.vanished]
        for plan in plans:
            for found in plan.read:
                known = plan.known.get(found.relative)
                renamed = None if known else intake.rename(plan.number, found, vanished)
                if renamed is not None:
                    vanished.remove(renamed)
                for line in intake.take(plan.root, plan.number, found, known or renamed):
                    self._report(line)
        for file in vanished:
            intake.remove(file)
            self._report(FileReport(file.path, FileStatus.REMOVED))
        intake.flush()

    def _passed(self, passed: Passed) -> None:
        self._meter.failed += passed is Passed.FAILED
        self._meter.advance(*([Work.READ] if passed is Passed.READ else Work))
        if self._stopped():
            raise BuildStopped

    def _written(self, keys: Sequence[int], analysts: Analysts) -> None:
        """A batch is committed: the full text and the analysts take it up."""
        analysts.submit([self._task(key) for key in keys])
        self._fold(lambda: self._meter.advance(Work.INDEXED))
        self._collect(analysts)
        # Actors are resolved early, so that the first screen has them, and again each time that there are four times as
        # many articles: all in all a third more work than once at the end.
        if self._analysed >= max(1, 4 * self._resolved_at):
            self._resolved_at = self._analysed
            resolve_names(self._store)

    def _fold(self, taken: Callable[[], None] = lambda: None) -> None:
        fold(self._store, self._full_text, self._corrections.read().settings, taken)

    def _task(self, key: int) -> tuple[int, str, tuple[Block, ...]]:
        article = self._store.article(key)
        return key, article.text, article.blocks

    def _unanalysed(self) -> list[tuple[int, str, tuple[Block, ...]]]:
        """Articles that an interrupted build, or one with older rules, left without names."""
        query = """SELECT key FROM articles LEFT JOIN analyses ON analyses.article = key
                   WHERE rules_version IS NOT ?"""
        waiting = self._store.connection.execute(query, (RULES_VERSION,)).fetchall()
        return [self._task(row[0]) for row in waiting]

    def _collect(self, analysts: Analysts, *, all_of_them: bool = False) -> None:
        for analyses in analysts.results(all_of_them=all_of_them):
            with self._store.transaction() as connection:
                for key, analysis in analyses:
                    writing.put_analysis(
                        connection, key, RULES_VERSION, analysis.mentions, analysis.forms, analysis.actors
                    )
            self._analysed += len(analyses)
            for _ in analyses:
                self._meter.advance(Work.NAMED)

    def _report(self, line: FileReport) -> None:
        self._counts[line.status] += 1
        self._report_to(line)
