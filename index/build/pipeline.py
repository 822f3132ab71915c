"""Builds a library and keeps it fresh: scan → read → store → full text → names → actors.

One process holds the library's lock and writes in small batches. Whatever happens to it, what it has committed stands,
and the next build goes on from there: files that were read to their end are not read again, articles whose names were
found are not analysed again, and the full text takes in whatever revision it lacks.
"""

from __future__ import annotations

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
from index.build.planning import Plan, Planner
from index.build.progress import BuildProgress, FileReport, FileStatus, ProgressMeter, Work
from index.build.reading import Reading
from index.build.repetition.settling import Repetition
from index.build.report_file import ReportFile
from index.build.resolution import is_due, resolve_names
from index.build.scan import FoundFile
from index.corrections import Corrections
from index.fulltext import FullText
from index.model import Article, Origin
from index.overrides import Overrides
from index.readers import Item, Limits, articles_in
from index.store import Store, writing
from index.store.writing import KnownFile

_LEFT_OVER_BATCH = 200
"""Articles handed over at a time, so that their texts never fill the memory."""


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
    limits: Limits | None = None,
) -> BuildSummary:
    """Bring the library in `folder` up to date with `paths`, and with all that it knows already where none are given.

    Raises LibraryBusy when another process writes to it, LibraryDamaged when it can't be used, DatelineError when none
    of the paths exist. A file that can't be read is reported, and the others go in; the library keeps the report.
    """
    with lock(folder, wait_seconds=wait_seconds, give_up=stopped):
        store = Store.create(folder)
        try:
            full_text = open_full_text(folder, store)
            try:
                with ReportFile(folder) as kept:
                    return _Build(
                        store,
                        full_text,
                        corrections,
                        report=report,
                        progress=progress,
                        kept=kept,
                        stopped=stopped,
                        limits=limits or Limits(),
                    ).run(paths)
            finally:
                full_text.close()
        finally:
            store.close()


class _Build:
    def __init__(
        self,
        store: Store,
        full_text: FullText,
        corrections: Corrections,
        *,
        report: Callable[[FileReport], None],
        progress: Callable[[BuildProgress], None],
        kept: ReportFile,
        stopped: Callable[[], bool],
        limits: Limits,
    ) -> None:
        self._store = store
        self._full_text = full_text
        self._corrections = corrections
        self._report_to = report
        self._meter = ProgressMeter(progress)
        self._kept = kept
        self._stopped = stopped
        self._limits = limits
        self._planner = Planner(store, limits, self._report, self._heed)
        self._repetition = Repetition(store)
        self._counts: Counter[FileStatus] = Counter()
        self._resolved_at = 0
        self._analysed = 0
        self._expected: dict[Path, int] = {}
        """About how many articles each file holds that is to be read."""
        self._dealt_with = 0
        """Articles that readers gave, or errors in their place."""

    def run(self, paths: Sequence[Path]) -> BuildSummary:
        self._meter.say("looking", force=True)
        stopped = False
        try:
            roots = self._planner.roots(paths)
            self._kept.begin([root.name for root in roots])
            plans = self._planner.plans(roots)
            self._settings()
            waiting = self._unanalysed()
            self._expected = {found.path: articles_in(found.path) for plan in plans for found in plan.read}
            total = sum(self._expected.values())
            self._meter.start(total)
            with Analysts(total + len(waiting)) as analysts:
                self._read(plans, analysts)
                self._settle(analysts)
                self._meter.say("names", force=True)
                self._analyse_rest(analysts)
            self._fold()
            self._meter.say("who is who", force=True)
            if is_due(self._store):
                resolve_names(self._store)
        except BuildStopped:
            stopped = True
        self._kept.end(stopped=stopped)
        self._meter.say("stopped" if stopped else "done", force=True, finished=True)
        articles = self._store.connection.execute("SELECT COUNT(*) FROM articles").fetchone()[0]
        return BuildSummary(dict(self._counts), articles, stopped)

    def _read(self, plans: Sequence[Plan], analysts: Analysts) -> None:
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
        self._planner.forget_absorbed()

    def _take(
        self, intake: Intake, plan: Plan, found: FoundFile, items: Iterator[Item], vanished: list[KnownFile]
    ) -> None:
        known, before = plan.known.get(found.relative), self._dealt_with
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
        self._meter.correct(self._dealt_with - before - self._expected[found.path])

    def _passed(self, passed: Passed) -> None:
        self._dealt_with += 1
        self._meter.failed += passed is Passed.FAILED
        if passed is Passed.READ:
            self._meter.advance(Work.READ)
        else:
            self._meter.spare()
        self._heed()

    def _written(self, keys: Sequence[int], analysts: Analysts) -> None:
        """A batch is committed: the full text and the analysts take it up."""
        self._submit(keys, analysts)
        self._fold(lambda: self._meter.advance(Work.INDEXED))
        self._collect(analysts)
        # Actors are resolved early, so that the first screen has them, and again each time that there are four times as
        # many articles: what the new ones have in common with the others is looked at each time.
        if self._analysed >= max(1, 4 * self._resolved_at):
            self._resolved_at = self._analysed
            resolve_names(self._store)

    def _settle(self, analysts: Analysts) -> None:
        """Mark what repeats, once every article is there; no analysis is under way that knows other blocks."""
        self._meter.say("boilerplate", force=True)
        self._collect(analysts, all_of_them=True)
        for _ in self._repetition.settle():
            self._heed()

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
            self._heed()

    def _heed(self) -> None:
        """Raises BuildStopped where the caller has asked for it."""
        if self._stopped():
            raise BuildStopped

    def _report(self, line: FileReport) -> None:
        self._counts[line.status] += 1
        self._kept.add(line)
        self._report_to(line)
