"""Builds a library and keeps it fresh: scan → read → store → full text → names → actors.

One process holds the library's lock and writes in small batches. Whatever happens to it, what it has committed stands,
and the next build goes on from there: files that were read to their end are not read again, articles whose names were
found are not analysed again, and the full text takes in whatever revision it lacks.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from index.actors import RULES_VERSION
from index.build.analysts import Analysts, Task
from index.build.folding import entered, fold, open_full_text, settings_of
from index.build.intake import Intake, Passed
from index.build.lock import writing as lock
from index.build.progress import BuildProgress, FileReport, FileStatus, ProgressMeter, Work
from index.build.reading import Reading
from index.build.repetition.settling import Repetition
from index.build.report_file import ReportFile
from index.build.resolution import RESOLVED_BY, resolve_names
from index.build.scan import FoundFile, Root, UnlistedFolder, files_below, widest
from index.corrections import Corrections
from index.errors import DatelineError
from index.fulltext import FullText
from index.model import Article, Origin
from index.overrides import Overrides
from index.places import ROOTS_FILE, printable, remembered_roots
from index.readers import Item, Limits, articles_in
from index.store import Store, writing
from index.store.writing import KnownFile

_LEFT_OVER_BATCH = 200
"""Articles handed over at a time, so that their texts never fill the memory."""


NOT_THERE = "the folder or file is not there now; its articles are kept as they were last read"


class BuildStopped(Exception):
    """The caller asked the build to stop; what it had committed stands."""


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did, by files."""

    counts: dict[FileStatus, int]
    articles: int
    """Articles in the library when it ended."""
    stopped: bool = False
    unresolved: bool = False
    """Whether there are names of which it is still to be worked out whose they are."""
    resolving_seconds: float = 0.0
    """How long that took, the last time; 0 where it was left out, or was not due."""

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
    limits: Limits | None = None,
    who_is_who: bool = True,
) -> BuildSummary:
    """Bring the library in `folder` up to date with `paths`, and with all that it knows already where none are given.

    Raises LibraryBusy when another process writes to it, LibraryDamaged when it can't be used, DatelineError when none
    of the paths exist. A file that can't be read is reported, and the others go in; the library keeps the report.
    Without `who_is_who`, whose the names are that were found is left to a later build: it takes as long as the library
    is large.
    """
    with lock(folder, wait_seconds=wait_seconds, give_up=stopped):
        store = Store.create(folder)
        try:
            full_text = open_full_text(folder, store)
            try:
                with ReportFile(folder) as kept:
                    told = (report, progress, kept)
                    built = _Build(store, full_text, corrections, *told, stopped, limits or Limits(), who_is_who)
                    return built.run(paths)
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
        kept: ReportFile,
        stopped: Callable[[], bool],
        limits: Limits,
        who_is_who: bool,
    ) -> None:
        self._store = store
        self._full_text = full_text
        self._corrections = corrections
        self._report_to = report
        self._meter = ProgressMeter(progress)
        self._kept = kept
        self._stopped = stopped
        self._limits = limits
        self._who_is_who = who_is_who
        self._repetition = Repetition(store)
        self._counts: Counter[FileStatus] = Counter()
        self._resolved_at = 0
        self._resolving_seconds = 0.0
        self._analysed = 0
        self._absorbed: list[str] = []

    def run(self, paths: Sequence[Path]) -> BuildSummary:
        self._meter.say("looking", force=True)
        stopped = False
        try:
            roots = self._roots(paths)
            self._kept.begin([root.name for root in roots])
            plans = [plan for root in roots if (plan := self._plan(root)) is not None]
            self._keep_roots()
            self._settings()
            waiting = self._unanalysed()
            total = sum(articles_in(found.path) for plan in plans for found in plan.read)
            self._meter.start(total)
            with Analysts(total + len(waiting)) as analysts:
                self._read(plans, analysts)
                self._settle(analysts)
                self._meter.say("names", force=True)
                self._analyse_rest(analysts)
            self._fold()
            self._meter.say("who is who", force=True)
            if self._who_is_who and self._is_unresolved():
                self._resolve()
        except BuildStopped:
            stopped = True
        self._kept.end(stopped=stopped)
        self._meter.say("stopped" if stopped else "done", force=True, finished=True)
        articles = self._store.connection.execute("SELECT COUNT(*) FROM articles").fetchone()[0]
        return BuildSummary(dict(self._counts), articles, stopped, self._is_unresolved(), self._resolving_seconds)

    def _resolve(self) -> None:
        began = time.monotonic()
        resolve_names(self._store)
        self._resolving_seconds = time.monotonic() - began

    def _is_unresolved(self) -> bool:
        return self._store.meta(RESOLVED_BY) != str(RULES_VERSION)

    # ---- what there is to do

    def _roots(self, paths: Sequence[Path]) -> list[Root]:
        """The roots to look through. Raises DatelineError where nothing of what was asked for is there."""
        missing = [path for path in paths if not path.exists()]
        for path in missing:
            self._report(FileReport(printable(str(path)), FileStatus.FAILED, "no such file or folder"))
        if paths and len(missing) == len(paths):
            raise DatelineError(
                "no such file or folder",
                place=", ".join(printable(str(path)) for path in missing),
                remedy="Name a folder of articles, or a .txt, .md or .jsonl file",
            )
        # A store that was lost is made anew from what the library was built from before.
        folder = self._store.path.parent
        known = [Root(Path(root)) for root in self._store.roots() or remembered_roots(folder)]
        asked = [Root(path.resolve()) for path in paths if path.exists()] or known
        return widest(known, asked)

    def _keep_roots(self) -> None:
        path = self._store.path.parent / ROOTS_FILE
        if path.is_dir():
            path.rename(path.with_suffix(".strange"))
        fresh = path.with_suffix(".new")
        fresh.write_text("\0".join(self._store.roots()), "utf-8")
        fresh.replace(path)

    def _plan(self, root: Root) -> _Plan | None:
        connection = self._store.connection
        if not root.path.exists():
            self._report(FileReport(printable(str(root.path)), FileStatus.FAILED, NOT_THERE))
            return None
        number = writing.root_number(connection, root.name)
        known = writing.known_files(connection, number)
        seen: set[str] = set()
        unlisted: list[str] = []
        read: list[FoundFile] = []
        for found in files_below(root):
            if self._stopped():
                raise BuildStopped
            if isinstance(found, UnlistedFolder):
                unlisted.append(found.relative + "/")
                self._report(found.report)
            elif isinstance(found, FileReport):
                # What can't be looked at now may be there all the same, so it is not taken for removed.
                seen.update([found.path] if found.status is FileStatus.FAILED else [])
                self._report(found)
            elif self._is_unchanged(known.get(found.relative), found):
                seen.add(found.relative)
                self._report_unchanged(known[found.relative])
            else:
                seen.add(found.relative)
                read.append(found)
        gone = (file for path, file in known.items() if path not in seen and not path.startswith(tuple(unlisted)))
        return _Plan(root, number, tuple(read), known, (*gone, *self._of_narrower_roots(root)))

    def _of_narrower_roots(self, root: Root) -> Iterator[KnownFile]:
        """Files of the roots that lie within this one: they are found again below it, and the narrower root is none."""
        connection = self._store.connection
        for other in self._store.roots():
            if other != root.name and root.covers(Path(other)):
                yield from writing.known_files(connection, writing.root_number(connection, other)).values()
                self._absorbed.append(other)

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
        elif not file.problems:
            self._report(FileReport(file.path, FileStatus.SKIPPED, "no article is in it, as before"))

    # ---- doing it

    def _read(self, plans: Sequence[_Plan], analysts: Analysts) -> None:
        intake = Intake(self._store, self._repetition, lambda keys: self._written(keys, analysts), self._passed)
        files = [found for plan in plans for found in plan.read]
        vanished: dict[int, list[KnownFile]] = defaultdict(list)
        for file in (file for plan in plans for file in plan.vanished):
            vanished[file.state.size].append(file)
        try:
            with Reading(files, self._limits) as reading:
                for plan in plans:
                    for found in plan.read:
                        self._take(intake, plan, found, reading.items(found), vanished[found.state.size])
        except BuildStopped:
            intake.commit()
            raise
        for file in (file for files in vanished.values() for file in files):
            intake.remove(file)
            self._report(FileReport(file.path, FileStatus.REMOVED))
        intake.flush()
        writing.remove_roots(self._store.connection, self._absorbed)
        self._keep_roots()

    def _take(
        self, intake: Intake, plan: _Plan, found: FoundFile, items: Iterator[Item], vanished: list[KnownFile]
    ) -> None:
        known = plan.known.get(found.relative)
        renamed = None
        if known is None and vanished:
            begun = [next(items, None)]
            if isinstance(begun[0], Article):
                renamed = intake.rename(plan.number, found, begun[0], vanished)
            items = chain((item for item in begun if item is not None), items)
        if renamed is not None:
            vanished.remove(renamed)
        for line in intake.take(plan.root, plan.number, found, items, known or renamed):
            self._report(line)

    def _passed(self, passed: Passed) -> None:
        self._meter.failed += passed is Passed.FAILED
        if passed is Passed.READ:
            self._meter.advance(Work.READ)
        else:
            self._meter.spare()
        if self._stopped():
            raise BuildStopped

    def _written(self, keys: Sequence[int], analysts: Analysts) -> None:
        """A batch is committed: the full text and the analysts take it up."""
        self._submit(keys, analysts)
        self._fold(lambda: self._meter.advance(Work.INDEXED))
        self._collect(analysts)
        # Actors are resolved early, so that the first screen has them, and again each time that there are four times as
        # many articles: all in all a third more work than once at the end.
        if self._who_is_who and self._analysed >= max(1, 4 * self._resolved_at):
            self._resolved_at = self._analysed
            self._resolve()

    def _settle(self, analysts: Analysts) -> None:
        """Mark what repeats, once every article is there; no analysis is under way that knows other blocks."""
        self._meter.say("boilerplate", force=True)
        self._collect(analysts, all_of_them=True)
        for _ in self._repetition.settle():
            if self._stopped():
                raise BuildStopped

    def _fold(self, taken: Callable[[], None] = lambda: None) -> None:
        fold(self._store, self._full_text, self._settings(), taken)

    def _settings(self) -> Overrides:
        return entered(self._store, settings_of(self._corrections))

    def _submit(self, keys: Sequence[int], analysts: Analysts) -> None:
        overrides = self._settings()
        analysts.submit([self._task(key, overrides) for key in keys])

    def _task(self, key: int, overrides: Overrides) -> Task:
        article = overrides.article(self._store.article(key))
        if article.language_origin is Origin.USER:
            return key, article.text, article.blocks, article.language, Origin.USER
        return key, article.text, article.blocks, *self._store.stated_language(key)

    def _unanalysed(self) -> list[int]:
        """Keys of articles that an interrupted build, or one with older rules, left without names."""
        query = """SELECT key FROM articles LEFT JOIN analyses ON analyses.article = key
                   WHERE rules_version IS NOT ? ORDER BY key"""
        return [row[0] for row in self._store.connection.execute(query, (RULES_VERSION,))]

    def _analyse_rest(self, analysts: Analysts) -> None:
        """Wait for what is at work, then see to what was left over before, some at a time."""
        self._collect(analysts, all_of_them=True)
        waiting = self._unanalysed()
        for start in range(0, len(waiting), _LEFT_OVER_BATCH):
            self._submit(waiting[start : start + _LEFT_OVER_BATCH], analysts)
            self._collect(analysts)
        self._collect(analysts, all_of_them=True)

    def _collect(self, analysts: Analysts, *, all_of_them: bool = False) -> None:
        for analyses in analysts.results(all_of_them=all_of_them):
            with self._store.transaction() as connection:
                for key, analysis in analyses:
                    writing.put_analysis(
                        connection,
                        key,
                        RULES_VERSION,
                        analysis.mentions,
                        analysis.forms,
                        analysis.actors,
                        analysis.language,
                        named=analysis.named,
                    )
            self._analysed += len(analyses)
            for _ in analyses:
                self._meter.advance(Work.NAMED)
            if self._stopped():
                raise BuildStopped

    def _report(self, line: FileReport) -> None:
        self._counts[line.status] += 1
        self._kept.add(line)
        self._report_to(line)
