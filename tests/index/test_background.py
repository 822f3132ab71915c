"""A build in a process of its own tells how far it is, and at its end what became of the import."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from index.build.background import BackgroundBuild
from index.build.progress import BuildProgress


def told(tmp_path: Path, *lines: dict[str, object], code: int = 0, watch: bool = False) -> list[BuildProgress]:
    """What is told of a child that says these lines."""
    build = BackgroundBuild(tmp_path, [], watch=watch)
    said = "\n".join(json.dumps({"type": "progress", **line}) for line in lines)
    build._command = [sys.executable, "-c", f"print({said!r}); raise SystemExit({code})"]
    heard: list[BuildProgress] = []
    build.run(heard.append)
    return heard


IMPORTED = {"stage": "done", "done": 7, "total": 7, "failed": 3, "finished": True}


def test_what_failed_in_the_import_is_told_at_its_end(tmp_path: Path) -> None:
    heard = told(tmp_path, {"stage": "looking"}, IMPORTED, code=4)
    assert heard[0] == BuildProgress("looking")
    assert heard[-1] == BuildProgress("done", 7, 7, 3, finished=True)
    assert [one.finished for one in heard].count(True) == 1


def test_each_update_of_a_watch_has_its_end(tmp_path: Path) -> None:
    heard = told(tmp_path, IMPORTED, {**IMPORTED, "done": 1}, watch=True)
    assert [(one.done, one.finished) for one in heard[:2]] == [(7, True), (1, True)]


def test_an_import_that_was_stopped_is_told_as_that(tmp_path: Path) -> None:
    assert told(tmp_path, {"stage": "stopped", "done": 2, "finished": True}, code=130)[-1].stage == "stopped"
    build = BackgroundBuild(tmp_path, [])
    build.stop()
    heard: list[BuildProgress] = []
    build.run(heard.append)
    assert heard == [BuildProgress("stopped", finished=True)]
