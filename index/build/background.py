"""A build in a process of its own, so that whoever shows articles meanwhile never waits for it.

The child is this program's `index` command at low priority; it says how far it is in JSON lines. One that watches says
so of one update after the other, and ends by itself when nobody reads that any more.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

from index.build.progress import BuildProgress
from index.nlp.pipelines import installed

_PATIENCE = "86400"
"""Seconds, as an option: another terminal may be building the same library, and then this build waits its turn."""
_WHOLE = (0, 4, 130)
"""Exit codes of a build that did what it could: all, all but some inputs, or until it was stopped."""


class BackgroundBuild:
    """A build of one library; `run` blocks, `stop` ends it from another thread."""

    def __init__(self, folder: Path, paths: Sequence[Path], *, watch: bool = False, pipeline: str = "") -> None:
        """With `watch` it goes on when it is done, and takes in what changes, until it is stopped.

        `pipeline` is the package of the one that looks at the names afterwards; where it is not installed, none does.
        """
        self._command = [
            "nice",
            sys.executable,
            "-P",  # else a file index.py in the folder where the reader stands would be run in place of this program
            "-m",
            "index",
            "--library",
            str(folder),
            "index",
            "--progress",
            "--wait",
            _PATIENCE,
        ]
        self._command += ["--watch"] if watch else []
        self._pipeline = bool(pipeline) and installed(pipeline) is not None
        self._command += ["--pipeline", pipeline] if self._pipeline else []
        self._command += [str(path.resolve()) for path in paths]
        self._watch = watch
        self._child: subprocess.Popen[str] | None = None
        self._stopped = False
        self._starting = threading.Lock()

    def run(self, tell: Callable[[BuildProgress], None]) -> None:
        """Run it to its end, telling how far it is; the last value is `finished` and says why if it failed.

        One that watches has a `finished` value after each update, and one with a pipeline after the import, too.
        """
        # What it has to say of its end goes to a file: a pipe that nobody reads meanwhile could stop it.
        with tempfile.TemporaryFile() as said:
            with self._starting:
                if self._stopped:
                    tell(BuildProgress("stopped", finished=True))
                    return
                self._child = child = self._start(said)
            last, imported = BuildProgress("looking"), False
            assert child.stdout is not None
            for line in child.stdout:
                if line.startswith("{"):
                    last = _progress(json.loads(line)) or last
                    if self._watch or not last.finished:
                        tell(last)
                    elif self._pipeline and not imported:
                        imported = True
                        tell(last)  # the import is over; what the pipeline does counts other things than files
            failed = child.wait() not in _WHOLE and not self._stopped
            said.seek(0)
            error = _last_line(said.read().decode("utf-8", "replace")) if failed else ""
        stage = "stopped" if self._stopped or last.stage == "stopped" else "done"
        unread = 0 if imported else last.failed
        tell(BuildProgress(stage, last.done, last.total, unread, finished=True, error=error))

    def _start(self, said: IO[bytes]) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self._command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,  # so that Ctrl-C in the terminal reaches the app alone
        )

    def stop(self) -> None:
        """Ask the child to stop between two articles; what it has committed stands."""
        with self._starting:
            self._stopped = True
            if self._child is not None and self._child.poll() is None:
                self._child.terminate()


def _last_line(said: str) -> str:
    lines = said.strip().splitlines()
    return lines[-1].removeprefix("dateline: ") if lines else "the build ended without a word"


def _progress(said: dict[str, object]) -> BuildProgress | None:
    if said.pop("type", None) != "progress":
        return None
    return BuildProgress(**said)  # type: ignore[arg-type]
