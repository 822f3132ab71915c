"""The second tier of names: a trained pipeline looks at what the rules have read, in the background.

    store ──articles, pieces known──▶ process with the pipeline ──analyses, pieces new──▶ store
                                                                                            │ many at once
                                                                                            ▼
                                                                          in place of those by rules, and resolved

Each batch is committed under the library's lock, which is free between two of them, so that whoever wants to write
need not wait for it. Stopped or killed at any moment it loses the batch at work; what waits to take its place is there
next time.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from index.actors import RULES_VERSION
from index.build.analysis import analyse_names
from index.build.close_reading import CloseReading, CloseTask, Load, load_pipeline, piece_keys, read_closely, start
from index.build.lock import looking
from index.build.lock import writing as lock
from index.build.progress import BuildProgress
from index.build.resolution import resolve_within
from index.build.workers import safe_path
from index.errors import DatelineError, LibraryBusy
from index.nlp.pipelines import Pipeline
from index.nlp.spacy_names import SpacyNames
from index.store import Store, closely
from index.store.closely import Waiting
from index.store.faults import named

Answer = TypeVar("Answer")

_BATCH_WORDS = 12_000
"""About a second and a half of work: what a kill may lose, and what a commit is shared by."""
_FIRST_TURN = 100
"""Articles after which the first analyses take their place; each later turn comes when they have doubled."""
_LOOK_SECONDS = 0.2
"""How often it is looked whether a batch is still wanted."""
_PATIENCE_SECONDS = 3_600.0
"""For which it waits while another process writes."""


@dataclass(slots=True)
class SecondTierSummary:
    """What a run came to."""

    read: int = 0
    """Articles looked at."""
    left_to_rules: list[int] = field(default_factory=list)
    """Keys of articles at which the pipeline broke down."""
    stopped: bool = False


def read_all_closely(
    folder: Path,
    pipeline: Pipeline,
    *,
    progress: Callable[[BuildProgress], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
    wait_seconds: float = _PATIENCE_SECONDS,
    load: Load = SpacyNames,
) -> SecondTierSummary:
    """Let the pipeline look at every article that it has not looked at as it is now.

    Progress counts the articles that it had looked at before as done. Where there is nothing to do nothing is loaded or
    written. Raises LibraryBusy when another process writes for an hour, or for so long as one waits has a pipeline look
    at the same library; LibraryMissing and LibraryDamaged as `Store.open`; DatelineError where the pipeline can't be
    loaded.
    """
    with _Worker(pipeline, load, stopped) as worker:
        tier = _SecondTier(folder, pipeline, worker, progress, stopped)
        try:
            return tier.run(wait_seconds)
        except (LibraryBusy, _Stopped):
            if not stopped():
                raise
            tier.summary.stopped = True
            return tier.summary


class _Stopped(Exception):
    """It is wanted no more; what was at work is lost."""


class _SecondTier:
    def __init__(
        self,
        folder: Path,
        pipeline: Pipeline,
        worker: _Worker,
        progress: Callable[[BuildProgress], None],
        stopped: Callable[[], bool],
    ) -> None:
        self._folder = folder
        self._pipeline = pipeline
        self._worker = worker
        self._tell = progress
        self._stopped = stopped
        self.summary = SecondTierSummary()
        self._number = 0
        self._turned_at = 0
        self._before = 0
        """Articles that it had looked at before this run."""
        self._total = 0
        self._begun = time.monotonic()

    def run(self, wait_seconds: float) -> SecondTierSummary:
        reading = Store.open(self._folder)
        try:
            if self._left(reading) or closely.has_waiting_analyses(reading.connection):
                with looking(self._folder, wait_seconds=wait_seconds, give_up=self._stopped):
                    self.summary.stopped = not self._go_through(reading, self._left(reading))
        finally:
            reading.close()
        if not self.summary.stopped:
            self._say(finished=True)
        return self.summary

    def _left(self, reading: Store) -> list[Waiting]:
        """What is still to be looked at; whoever looked before has done the rest."""
        self._number = closely.pipeline_number(reading.connection, self._pipeline.stamp)
        left = closely.waiting(reading.connection, self._number, RULES_VERSION)
        self._total = closely.named(reading.connection, RULES_VERSION)
        self._before = self._total - len(left)
        return left

    def _go_through(self, reading: Store, left: Sequence[Waiting]) -> bool:
        """Returns whether it has come to the end."""
        with self._written() as store, store.transaction(aside=True) as connection:
            self._number = closely.enter_pipeline(connection, self._pipeline.stamp)
        self._begun = time.monotonic()
        self._say()
        for batch in self._batches(reading, left):
            if self._stopped():
                return False
            self._keep(batch, self._read(reading, batch))
            self._say()
        with self._written() as store:
            self._turn(store)
            with store.transaction(aside=True) as connection:
                closely.forget_other_pieces(connection, self._number)
        return True

    def _batches(self, store: Store, left: Sequence[Waiting]) -> Iterator[list[Waiting]]:
        batch: list[Waiting] = []
        words = 0
        for article in left:
            row = store.connection.execute("SELECT words FROM articles WHERE key = ?", (article.key,)).fetchone()
            batch.append(article)
            words += row[0] if row else 0
            if words >= _BATCH_WORDS:
                yield batch
                batch, words = [], 0
        if batch:
            yield batch

    def _read(self, store: Store, batch: Sequence[Waiting]) -> list[CloseReading]:
        """What came of each article that is still there."""
        tasks = []
        for key, text, blocks in store.texts([article.key for article in batch]):
            pieces = [piece for _, _, piece in piece_keys(self._pipeline, text, blocks)]
            tasks.append(CloseTask(key, text, blocks, closely.known_pieces(store.connection, pieces)))
        return self._worker.read(tasks, self.summary)

    def _keep(self, batch: Sequence[Waiting], read: Sequence[CloseReading]) -> None:
        looked_at = {article.key: article for article in batch}
        with self._written() as store:
            with store.transaction(aside=True) as connection:
                for found in read:
                    closely.put_pieces(connection, self._number, found.fresh)
                    closely.put_close_analysis(
                        connection, looked_at[found.key], RULES_VERSION, found.analysis, self._number
                    )
            self.summary.read += len(batch)
            if self.summary.read >= max(_FIRST_TURN, 2 * self._turned_at):
                self._turn(store)

    def _turn(self, store: Store) -> None:
        """What waits takes the place of what the rules had found, and who is who follows."""
        self._turned_at = self.summary.read
        with store.transaction() as connection:
            if closely.take_over(connection):
                resolve_within(store, connection)

    @contextlib.contextmanager
    def _written(self) -> Iterator[Store]:
        """The store, to write to while the library's lock is held."""
        with lock(self._folder, wait_seconds=_PATIENCE_SECONDS, give_up=self._stopped):
            store = Store.create(self._folder)
            try:
                yield store
            finally:
                store.close()

    def _say(self, *, finished: bool = False) -> None:
        read = self.summary.read
        done = min(self._before + read, self._total)
        seconds = time.monotonic() - self._begun
        rate = read / seconds if read and seconds else None
        left = (self._total - done) / rate if rate else None
        self._tell(BuildProgress(f"names by {self._pipeline.package}", done, self._total, 0, left, rate, finished))


class _Worker:
    """The process with the pipeline; a new one where the last broke down."""

    def __init__(self, pipeline: Pipeline, load: Load, stopped: Callable[[], bool]) -> None:
        self._pipeline = pipeline
        self._load = load
        self._stopped = stopped
        self._pool: ProcessPoolExecutor | None = None
        self._process = 0
        """Its number; 0 while it is not known."""

    def __enter__(self) -> _Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def read(self, tasks: Sequence[CloseTask], summary: SecondTierSummary) -> list[CloseReading]:
        """The readings of a batch. An article at which the process breaks down twice is left to the rules.

        Raises _Stopped as soon as that is wanted.
        """
        try:
            return self._read(tasks)
        except (BrokenProcessPool, MemoryError):
            self._end()
        found = []
        for task in tasks:
            try:
                found += self._read([task])
            except (BrokenProcessPool, MemoryError):
                self._end()
                summary.left_to_rules.append(task.key)
                found.append(CloseReading(task.key, analyse_names(task.text, task.blocks), {}))
        return found

    def _read(self, tasks: Sequence[CloseTask]) -> list[CloseReading]:
        with safe_path():
            return self._answer(self._pool or self._started(), read_closely, tasks)

    def _answer(self, pool: ProcessPoolExecutor, work: Callable[..., Answer], *given: object) -> Answer:
        answer = pool.submit(work, *given)
        while not wait([answer], _LOOK_SECONDS).done:
            if self._process and self._stopped():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self._process, signal.SIGKILL)  # beside others who work it could take long to its end
                raise _Stopped
        return answer.result()

    def _started(self) -> ProcessPoolExecutor:
        """A process that has the pipeline. That one can't be loaded is no article's fault, and none pays for it."""
        context = multiprocessing.get_context("spawn")
        self._pool = pool = ProcessPoolExecutor(1, context, start, (os.getpid(),))
        try:
            self._process = self._answer(pool, os.getpid)
            self._answer(pool, load_pipeline, self._load, self._pipeline)
        except (OSError, ValueError, ImportError, MemoryError, BrokenProcessPool) as error:
            self._end()
            said = str(error).partition("\n")[0] or type(error).__name__
            raise DatelineError(
                f"the pipeline {self._pipeline} can't be loaded: {said}",
                remedy=f"Install the version of it that fits spaCy {self._pipeline.engine}, or name another",
            ) from error
        return pool

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool, self._process = None, 0


class Alongside:
    """A second tier beside a watch: begun after each update, while the next may already run."""

    def __init__(self, folder: Path, pipeline: Pipeline, failed: Callable[[DatelineError], None]) -> None:
        """`failed` is told, in the thread of the second tier, why a run came to nothing; the next update begins one."""
        self._folder = folder
        self._pipeline = pipeline
        self._failed = failed
        self._thread: threading.Thread | None = None
        self._turn = threading.Lock()
        self._wanted = False
        self._over = threading.Event()

    def begin(self) -> None:
        """Look at what is new: now, or once more when what is at work is done."""
        with self._turn:
            self._wanted = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="dateline-second-tier", daemon=True)
                self._thread.start()

    def end(self) -> None:
        """Stop; the batch at work is done again another time."""
        self._over.set()
        with self._turn:
            thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while self._is_wanted():
            try:
                read_all_closely(self._folder, self._pipeline, stopped=self._over.is_set)
            except DatelineError as error:
                self._failed(error)
            except (OSError, sqlite3.DatabaseError) as error:
                self._failed(named(error))

    def _is_wanted(self) -> bool:
        with self._turn:
            wanted, self._wanted = self._wanted and not self._over.is_set(), False
            if not wanted:
                self._thread = None
            return wanted
