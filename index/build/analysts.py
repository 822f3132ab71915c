"""Names found in other processes, while this one reads and writes.

A batch goes out as texts and comes back as analyses; the one writer writes them. With little to do, or a single core,
the work is done right here, since starting a process costs more than it saves.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType

from index.build.analysis import Analysis, analyse
from index.build.workers import safe_path, serve
from index.model import Block, Origin

Task = tuple[int, str, tuple[Block, ...], str | None, Origin]
"""Key, text and blocks of an article, the language that is stated, and where."""

_Pending = Future[list[tuple[int, Analysis]]]

_CHUNK = 50
"""Articles in one message between processes: a few hundred kB, so that the pipe is no bottleneck."""
_WORTH_A_PROCESS = 200
"""Articles from which on a second process saves time: it takes 0.3 s to start, 200 articles take about 1.5 s."""


class Analysts:
    """A queue of articles to analyse; results come out in the order that articles went in."""

    def __init__(self, expected: int) -> None:
        """`expected`: about how many articles will come."""
        self._workers = max(1, (os.cpu_count() or 1) - 1) if expected >= _WORTH_A_PROCESS else 0
        self._pool: ProcessPoolExecutor | None = None
        self._safe = contextlib.ExitStack()
        self._waiting: deque[tuple[list[Task], _Pending | None]] = deque()

    def __enter__(self) -> Analysts:
        if self._workers:
            self._safe.enter_context(safe_path())  # the pool starts its processes when they are needed
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(
                self._workers, mp_context=context, initializer=serve, initargs=(os.getpid(),)
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._safe.close()

    def submit(self, tasks: Sequence[Task]) -> None:
        """Hand over articles."""
        for start in range(0, len(tasks), _CHUNK):
            chunk = list(tasks[start : start + _CHUNK])
            self._waiting.append((chunk, self._handed_over(chunk)))

    def _handed_over(self, chunk: list[Task]) -> _Pending | None:
        """What the workers will give; None where the work is done here, when it is asked for."""
        if self._pool is None:
            return None
        try:
            return self._pool.submit(_analyse_all, chunk)
        except BrokenProcessPool:
            self._pool = None
            return None

    def results(self, *, all_of_them: bool = False) -> Iterator[list[tuple[int, Analysis]]]:
        """What is ready; with `all_of_them`, or when more waits than the workers need, it waits."""
        enough = 0 if all_of_them else 40 * max(1, self._workers)
        while self._waiting:
            chunk, pending = self._waiting[0]
            if pending is not None and not pending.done() and len(self._waiting) <= enough:
                return
            self._waiting.popleft()
            yield self._result(chunk, pending)

    def _result(self, chunk: list[Task], pending: _Pending | None) -> list[tuple[int, Analysis]]:
        """The analyses of a chunk. When the system has ended a worker, for want of memory say, it is done here."""
        if pending is not None:
            try:
                return pending.result()
            except BrokenProcessPool:
                self._pool = None
        return _analyse_all(chunk)


def _analyse_all(tasks: Sequence[Task]) -> list[tuple[int, Analysis]]:
    return [(key, analyse(text, blocks, stated, origin)) for key, text, blocks, stated, origin in tasks]
