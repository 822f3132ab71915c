"""Keeps a library fresh: waits until something has changed and is quiet again, updates, and waits on.

    put up what watches the roots ──▶ update ──▶ wait for a change ──▶ wait for quiet ──▶ update ──▶ wait …
                    ▲                                                        │
                    └──── other folders are to be watched, other roots ◀─────┘

An update is a build, which looks at every file: so nothing that was there before it began is missed, and whatever
changes while it runs is heard of after it. What watches is therefore always put up before an update, never after.
"""

from __future__ import annotations

import math
import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from index.build.pipeline import BuildSummary
from index.build.planning import NOT_THERE
from index.build.progress import FileReport, FileStatus
from index.build.scan import Root, widest
from index.build.watching.lookout import Lookout, SystemLookout
from index.errors import DatelineError, LibraryBusy, LibraryDamaged
from index.places import printable, remembered_roots
from index.store.faults import named

QUIET_SECONDS = 0.3
"""So long nothing may change before an update: several times what lies between two writes of a copy or a checkout."""
_LONGEST_SECONDS = (10.0, 60.0)
"""After so long one updates though it is not quiet: as long as the last update took, within these bounds."""
_ROOTS_SECONDS = 1.0
"""Between two looks whether the roots are still those, and still there."""
_RETRY_SECONDS = 60.0
"""After which what has failed is tried again though nothing has changed: there may be room on the disk by then."""
_LOCK_SECONDS = 2.0
"""So long one waits for another process without a word."""


class Build(Protocol):
    """As `pipeline.build`, of one library."""

    def __call__(self, paths: Sequence[Path], *, wait_seconds: float) -> BuildSummary: ...


class Told(Protocol):
    """Whom a watch tells what it does."""

    def report(self, line: FileReport) -> None:
        """What became of a file."""

    def say(self, words: str) -> None:
        """A line for a person."""

    def updated(self, summary: BuildSummary | None) -> None:
        """An update is over; None where no root was there, and nothing to do."""

    def failed(self, error: DatelineError) -> None:
        """An update came to nothing, or only so far; it is tried again."""


class Watch:
    """Keeps one library fresh until it is stopped."""

    def __init__(
        self,
        folder: Path,
        paths: Sequence[Path],
        build: Build,
        told: Told,
        *,
        stopped: Callable[[], bool],
        poll_seconds: float | None = None,
        afterwards: Callable[[], None] = lambda: None,
        lookout: Callable[[Sequence[Root]], Lookout] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`paths` as `build` takes them; none stand for all roots that the library knows at any time.

        `poll_seconds` has the files looked at so often, whatever the system says of them. `afterwards` begins what is
        to be done after each update, and does not wait for it.
        """
        self._afterwards = afterwards
        self._folder = folder
        self._paths = [path.resolve() for path in paths]
        self._build = build
        self._told = told
        self._stopped = stopped
        self._clock = clock
        self._lookout_on = lookout or (lambda roots: SystemLookout(roots, poll_seconds, stopped, told.say))
        self._place: list[tuple[Path, int, int]] = []
        """The roots that are watched, each with its device and inode."""
        self._away: list[Path] = []
        self._devices: dict[Path, int] = {}
        """Root → the device that it was on when something was in it."""
        self._begun = False
        self._whole = False
        self._took = 0.0
        self._due = math.inf
        self._roots_due = 0.0

    def run(self) -> bool:
        """Watch until it is stopped; returns whether all changes that were noticed by then are in the library.

        Raises DatelineError where the first update refuses what it was asked for, and whenever a newer version of this
        program has written the library.
        """
        lookout = self._put_up()
        try:
            self._update()
            while self._await(lookout):
                if lookout.outdated or self._place != self._places():
                    lookout.close()
                    lookout = self._put_up()
                self._update()
        finally:
            lookout.close()
        return self._whole

    def _put_up(self) -> Lookout:
        self._place = self._places()
        return self._lookout_on(self._roots())

    def _await(self, lookout: Lookout) -> bool:
        """Wait until an update is due; False where the watch is stopped."""
        while not self._stopped():
            if lookout.changed() or lookout.outdated or self._has_moved():
                self._whole = False
                self._settle(lookout)
                return not self._stopped()
            if self._clock() >= self._due:
                return True
        return False

    def _settle(self, lookout: Lookout) -> None:
        """Wait until nothing has changed for a moment, though not for ever."""
        began = last = now = self._clock()
        least, most = _LONGEST_SECONDS
        longest = min(max(least, self._took), most)
        while now - last < QUIET_SECONDS and now - began < longest and not self._stopped():
            changed = lookout.changed()
            now = self._clock()
            last = now if changed else last

    # ---- the roots

    def _roots(self) -> list[Root]:
        known = [Root(Path(root)) for root in remembered_roots(self._folder)]
        return widest(known, [Root(path) for path in self._paths] or known)

    def _places(self) -> list[tuple[Path, int, int]]:
        return [(root.path, *_place_of(root.path)) for root in self._roots()]

    def _has_moved(self) -> bool:
        if self._clock() < self._roots_due:
            return False
        self._roots_due = self._clock() + _ROOTS_SECONDS
        return self._place != self._places()

    def _is_away(self, path: Path) -> bool:
        """Whether a root is not there now: gone, or the empty place that a disk leaves where it was mounted."""
        device, _ = _place_of(path)
        if device and not _is_empty(path):
            self._devices[path] = device
        return self._devices.setdefault(path, device) != device if device else True

    # ---- an update

    def _update(self) -> None:
        self._due = math.inf
        roots = [root.path for root in self._roots()]
        away = [path for path in roots if self._is_away(path)]
        if self._paths and not self._begun:
            self._bring(self._paths)
            return
        for path in away:
            self._told.report(FileReport(printable(str(path)), FileStatus.FAILED, NOT_THERE))
        for path in self._away:
            if path not in away:
                self._told.say(f"{printable(str(path))} is there again")
        self._away = away
        if away and len(away) == len(roots):
            self._whole = True
            self._told.updated(None)
        else:
            self._bring([path for path in roots if path not in away])

    def _bring(self, paths: Sequence[Path]) -> None:
        try:
            summary, began = self._built(paths)
        except LibraryBusy:  # and stopped while it waited
            self._whole = False
            return
        except (DatelineError, OSError, sqlite3.DatabaseError) as error:
            fault = error if isinstance(error, DatelineError) else named(error)
            hopeless = isinstance(fault, LibraryDamaged) and fault.newer
            if hopeless or (isinstance(error, DatelineError) and not self._begun):
                raise
            self._whole = False
            self._due = self._clock() + _RETRY_SECONDS
            self._told.failed(fault)
            return
        self._took = self._clock() - began
        self._begun = True
        self._whole = not summary.stopped
        self._told.updated(summary)
        self._afterwards()

    def _built(self, paths: Sequence[Path]) -> tuple[BuildSummary, float]:
        """What a build did, and when it began: after whoever else was writing. Raises LibraryBusy when stopped."""
        waiting = False
        while True:
            began = self._clock()
            try:
                return self._build(paths, wait_seconds=_LOCK_SECONDS), began
            except LibraryBusy as busy:
                if self._stopped():
                    raise
                if not waiting:
                    self._told.say(f"{busy.message}; waiting until it is done")
                waiting = True


def _place_of(path: Path) -> tuple[int, int]:
    """Device and inode of a folder; zeros for what is not there. A file may be another at each save."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_dev, found.st_ino if path.is_dir() else 0


def _is_empty(path: Path) -> bool:
    """Whether it is a folder with nothing in it."""
    try:
        with os.scandir(path) as entries:
            return not any(True for _ in entries)
    except OSError:
        return False
