"""Keeps the report of an import in the library's folder while it goes on: lines of JSON, each of some files.

    import ──lines──▶ report.jsonl.new, locked ──end──▶ report.jsonl          finished, or stopped by the user
                            │ killed
                            ▼
                      report.jsonl.new, locked by nobody                      unfinished: as far as it went

Until an import has ended, the report of the one before is the one that counts.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO

from index.build.progress import FileReport
from index.build.report import FORMAT
from index.places import REPORT_FILE, REPORT_FILE_IN_WRITING

_FLUSH_SECONDS = 0.1
"""How often it is brought to the file: where the import is killed, it lacks the files of so long at most."""
_BATCH = 100
"""Files in a line: encoding one by one took three times as long, 0.33 s for 100,000."""


class ReportFile:
    """Writes the report of one import. Where the system takes no more, it stays unfinished, and the import goes on.

    An import that can't begin leaves the report of the one before as it is.
    """

    def __init__(self, folder: Path, clock: Callable[[], float] = time.monotonic) -> None:
        """The caller holds the lock of the library in `folder`."""
        self._kept, self._fresh = folder / REPORT_FILE, folder / REPORT_FILE_IN_WRITING
        self._clock = clock
        self._file: IO[str] | None = None
        self._early: list[FileReport] | None = []
        """What was reported before the import began; None since it did."""
        self._batch: list[tuple[str | None, ...]] = []
        self._files = 0
        self._flushed = 0.0

    def __enter__(self) -> ReportFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """What was not ended by then stays unfinished, unless it was the user who broke it off."""
        if isinstance(error, KeyboardInterrupt):
            self.end(stopped=True)
        if self._file is not None:
            with self._unless_refused():
                self._flush()
        self._close()

    def begin(self, roots: Sequence[str]) -> None:
        """The import begins, with these folders and files."""
        with self._unless_refused():
            if self._fresh.exists() and self._fresh.stat().st_size:
                self._fresh.replace(self._kept)  # an import that was killed, and the last one till now
            self._fresh.unlink(missing_ok=True)
            self._file = self._fresh.open("x", encoding="ascii")
            fcntl.flock(self._file, fcntl.LOCK_EX)
            self._write({"type": "import", "format": FORMAT, "began": _now(), "roots": list(roots)})
            self._file.flush()
            self._flushed = self._clock()
        early, self._early = self._early or [], None
        for line in early:
            self.add(line)

    def add(self, line: FileReport) -> None:
        """One more line; what comes before `begin` waits for it."""
        if self._early is not None:
            self._early.append(line)
        elif self._file is not None:
            self._batch.append((line.status.value, line.path, line.reason, line.id, line.encoding, line.remedy))
            if len(self._batch) == _BATCH or self._clock() - self._flushed >= _FLUSH_SECONDS:
                with self._unless_refused():
                    self._flush()

    def end(self, *, stopped: bool) -> None:
        """The import is over, by itself or because the user wanted it so."""
        if self._file is not None:
            with self._unless_refused():
                self._flush()
                self._write({"type": "end", "ended": _now(), "stopped": stopped, "files": self._files})
                self._file.flush()
                self._fresh.replace(self._kept)
        self._close()

    def _write(self, value: object) -> None:
        assert self._file is not None
        self._file.write(json.dumps(value) + "\n")

    def _flush(self) -> None:
        assert self._file is not None
        if self._batch:
            self._write(self._batch)
            self._files += len(self._batch)
            self._batch = []
        if self._clock() - self._flushed >= _FLUSH_SECONDS:
            self._file.flush()
            self._flushed = self._clock()

    @contextlib.contextmanager
    def _unless_refused(self) -> Iterator[None]:
        try:
            yield
        except OSError:
            self._close()

    def _close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            with contextlib.suppress(OSError):
                file.close()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
