"""Commands of this program in processes of their own, so that whoever shows articles meanwhile never waits for them.

The child works at low priority and says how far it is in JSON lines. One that watches says so of one update after the
other. What goes on for long ends by itself when nobody reads that any more.
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
from index.nlp.pipelines import Pipeline, required

_PATIENCE = "86400"
"""Seconds, as an option: another terminal may be building the same library, and then this build waits its turn."""
_WHOLE = (0, 4, 130)
"""Exit codes of a command that did what it could: all, all but some inputs, or until it was stopped."""


class _Background:
    """One run of a command on a library; `run` blocks, `stop` ends it from another thread."""

    def __init__(self, folder: Path, *words: str, many: bool = False) -> None:
        """With `many`, what is `finished` is told each time, and not the end of the run alone."""
        self._command = [
            "nice",
            sys.executable,
            "-P",  # else a file index.py in the folder where the reader stands would be run in place of this program
            "-m",
            "index",
            "--library",
            str(folder),
            *words,
        ]
        self._many = many
        self._child: subprocess.Popen[str] | None = None
        self._stopped = False
        self._starting = threading.Lock()

    def run(self, tell: Callable[[BuildProgress], None]) -> None:
        """Run it to its end, telling how far it is; the last value is `finished` and says why if it failed."""
        # What it has to say of its end goes to a file: a pipe that nobody reads meanwhile could stop it.
        with tempfile.TemporaryFile() as said:
            with self._starting:
                if self._stopped:
                    tell(BuildProgress("stopped", finished=True))
                    return
                self._child = child = self._start(said)
            last = BuildProgress("looking")
            assert child.stdout is not None
            for line in child.stdout:
                if line.startswith("{"):
                    last = _progress(json.loads(line)) or last
                    if self._many or not last.finished:
                        tell(last)
            failed = child.wait() not in _WHOLE and not self._stopped
            said.seek(0)
            error = _last_line(said.read().decode("utf-8", "replace")) if failed else ""
        stage = "stopped" if self._stopped or last.stage == "stopped" else "done"
        tell(BuildProgress(stage, last.done, last.total, last.failed, finished=True, error=error))

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
        """Ask the child to stop as soon as what it is at is done; what it has committed stands."""
        with self._starting:
            self._stopped = True
            if self._child is not None and self._child.poll() is None:
                self._child.terminate()


class BackgroundBuild(_Background):
    """A build of one library."""

    def __init__(self, folder: Path, paths: Sequence[Path], *, watch: bool = False) -> None:
        """With `watch` it goes on when it is done, and takes in what changes, until it is stopped; each update has its
        `finished` value.
        """
        words = ["index", "--progress", "--wait", _PATIENCE, *(["--watch"] if watch else [])]
        super().__init__(folder, *words, *(str(path.resolve()) for path in paths), many=watch)


class BackgroundNames(_Background):
    """A pipeline that looks at the names of one library, until it has looked at all."""

    def __init__(self, folder: Path, package: str) -> None:
        super().__init__(folder, "names", "--progress", "--wait", _PATIENCE, "--pipeline", package)

    @staticmethod
    def pipeline(package: str) -> Pipeline:
        """The pipeline of that package. Raises DatelineError, with the command that adds it, where there is none."""
        return required(package)


def _last_line(said: str) -> str:
    lines = said.strip().splitlines()
    return lines[-1].removeprefix("dateline: ") if lines else "it ended without a word"


def _progress(said: dict[str, object]) -> BuildProgress | None:
    if said.pop("type", None) != "progress":
        return None
    return BuildProgress(**said)  # type: ignore[arg-type]
