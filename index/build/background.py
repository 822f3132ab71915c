"""A build in a process of its own, so that whoever shows articles meanwhile never waits for it.

The child is this program's `index` command at low priority; it says how far it is in JSON lines.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from index.build.progress import BuildProgress

_BUSY = 2
"""Exit code of a child that found another build at work (or was called wrongly)."""


class BackgroundBuild:
    """A build of one library; `run` blocks, `stop` ends it from another thread."""

    def __init__(self, folder: Path, paths: Sequence[Path]) -> None:
        self._command = ["nice", sys.executable, "-m", "index", "--library", str(folder), "index", "--progress"]
        self._command += [str(path.resolve()) for path in paths]
        self._child: subprocess.Popen[str] | None = None
        self._stopped = False

    def run(self, tell: Callable[[BuildProgress], None]) -> None:
        """Run it to its end, telling how far it is; the last value is `finished` and says why if it failed."""
        if self._stopped:
            return
        self._child = subprocess.Popen(
            self._command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,  # so that Ctrl-C in the terminal reaches the app alone
        )
        assert self._child.stdout is not None and self._child.stderr is not None
        last = BuildProgress("looking")
        for line in self._child.stdout:
            if line.startswith("{"):
                last = _progress(json.loads(line)) or last
                if not last.finished:
                    tell(last)
        said = self._child.stderr.read().strip().splitlines()
        failed = self._child.wait() in (_BUSY, 3) and not self._stopped
        error = said[-1].removeprefix("dateline: ") if failed and said else ""
        tell(BuildProgress("done", last.done, last.total, last.failed, finished=True, error=error))

    def stop(self) -> None:
        """Ask the child to stop between two articles; what it has committed stands."""
        self._stopped = True
        if self._child is not None and self._child.poll() is None:
            self._child.terminate()


def _progress(said: dict[str, object]) -> BuildProgress | None:
    if said.pop("type", None) != "progress":
        return None
    return BuildProgress(**said)  # type: ignore[arg-type]
