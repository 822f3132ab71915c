"""A watch of real files in a thread of its own, and what it has in its library."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from queue import Queue
from types import TracebackType
from typing import Self

from index.build.pipeline import BuildSummary, build
from index.build.progress import FileReport
from index.build.watching.watch import Watch
from index.corrections import Corrections
from index.errors import DatelineError

WAIT_SECONDS = 60.0
"""How long a machine under load may take for what takes a second."""

Rows = list[tuple[str, str, str | None]]


def rows(library: Path) -> Rows:
    """Path, hash of the text and source of each article."""
    connection = sqlite3.connect(library / "store.sqlite3")
    try:
        return connection.execute("SELECT path, text_sha256, source FROM articles ORDER BY path, row").fetchall()
    finally:
        connection.close()


def rebuilt(library: Path, paths: Sequence[Path]) -> Rows:
    """The same of a library that is built anew."""
    build(library, paths, corrections=Corrections(library / "none.jsonl"))
    return rows(library)


class Watched:
    """Keeps a library fresh while it is entered."""

    def __init__(self, library: Path, paths: Sequence[Path], *, poll_seconds: float | None = None) -> None:
        self.library = library
        self.said: list[str] = []
        self.lines: list[FileReport] = []
        self.whole: bool | None = None
        self._updates: Queue[BuildSummary | DatelineError | BaseException | None] = Queue()
        self._stop = threading.Event()
        corrections = Corrections(library / "none.jsonl")
        one_build = partial(build, library, corrections=corrections, report=self.report, stopped=self._stop.is_set)
        self._watch = Watch(library, paths, one_build, self, stopped=self._stop.is_set, poll_seconds=poll_seconds)
        self._thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        try:
            self.whole = self._watch.run()
        except BaseException as error:  # noqa: BLE001 - raised where it is waited for
            self._updates.put(error)

    def __enter__(self) -> Self:
        self._thread.start()
        self.update()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join(WAIT_SECONDS)
        assert not self._thread.is_alive()

    def update(self) -> BuildSummary | DatelineError | None:
        """Waits for the next update, and gives what came of it."""
        update = self._updates.get(timeout=WAIT_SECONDS)
        if isinstance(update, BaseException) and not isinstance(update, DatelineError):
            raise update
        return update

    def until(self, wanted: Rows) -> None:
        """Waits until the library holds these articles."""
        while (found := rows(self.library)) != wanted:
            try:
                self.update()
            except Exception as error:
                raise AssertionError(f"{found} is not {wanted}") from error

    # what the watch tells

    def report(self, line: FileReport) -> None:
        self.lines.append(line)

    def say(self, words: str) -> None:
        self.said.append(words)

    def updated(self, summary: BuildSummary | None) -> None:
        self._updates.put(summary)

    def failed(self, error: DatelineError) -> None:
        self._updates.put(error)
