"""When a watch updates: the clock, the changes and the build are made up here."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from index.build.pipeline import BuildSummary
from index.build.planning import NOT_THERE
from index.build.progress import FileReport, FileStatus
from index.build.scan import Root
from index.build.watching import watch
from index.build.watching.watch import QUIET_SECONDS, Watch
from index.errors import DatelineError, LibraryBusy, LibraryDamaged
from index.places import ROOTS_FILE

TICK = 0.1
_Build = Callable[["World", Sequence[Path]], BuildSummary]


class World:
    """A clock that goes on where the watch waits, changes at their times, and a build that takes its time."""

    def __init__(self, folder: Path, changes: Iterable[float] = (), *, end: float = 100.0) -> None:
        self.folder = folder
        self.root = folder / "news"
        self.root.mkdir()
        (self.root / "one.txt").write_text("One\n\nBody.\n")
        self.changes = sorted(changes)
        self.end = end
        self.now = 0.0
        self.outdated = False
        self.seconds = 0.05
        self.build: _Build = World.built
        self.updates: list[tuple[float, list[Path]]] = []
        self.put_up: list[tuple[float, list[Path]]] = []
        self.said: list[str] = []
        self.lines: list[FileReport] = []
        self.failures: list[str] = []
        self.happenings: list[tuple[float, Callable[[], object]]] = []

    def watch(self, paths: Sequence[Path] | None = None) -> bool:
        return Watch(
            self.folder,
            [self.root] if paths is None else paths,
            self,
            self,
            stopped=lambda: self.now >= self.end,
            lookout=self.look_out,
            clock=lambda: self.now,
        ).run()

    # as a lookout

    def look_out(self, roots: Sequence[Root]) -> World:
        self.put_up.append((self.now, [root.path for root in roots]))
        self.outdated = False
        return self

    def changed(self) -> bool:
        self.pass_time(TICK)
        seen = [moment for moment in self.changes if moment <= self.now]
        self.changes = self.changes[len(seen) :]
        return bool(seen)

    def close(self) -> None:
        pass

    def pass_time(self, seconds: float) -> None:
        self.now += seconds
        for moment, happen in list(self.happenings):
            if moment <= self.now:
                self.happenings.remove((moment, happen))
                happen()

    # as a build

    def __call__(self, paths: Sequence[Path], *, wait_seconds: float) -> BuildSummary:
        self.updates.append((self.now, list(paths)))
        self.pass_time(self.seconds)
        summary = self.build(self, paths)
        (self.folder / ROOTS_FILE).write_text(str(self.root))
        return summary

    def built(self, paths: Sequence[Path]) -> BuildSummary:
        return BuildSummary({}, 1)

    # as whom it tells

    def report(self, line: FileReport) -> None:
        self.lines.append(line)

    def say(self, words: str) -> None:
        self.said.append(words)

    def updated(self, summary: BuildSummary | None) -> None:
        pass

    def failed(self, error: DatelineError) -> None:
        self.failures.append(str(error))

    @property
    def moments(self) -> list[float]:
        return [round(moment, 2) for moment, _ in self.updates]


def test_a_burst_is_one_update_after_it_is_quiet(tmp_path: Path) -> None:
    world = World(tmp_path, [10 + 0.05 * n for n in range(100)])
    assert world.watch()
    first, then = world.moments
    assert first == 0
    assert 15 + QUIET_SECONDS <= then <= 15 + QUIET_SECONDS + 2 * TICK


def test_an_idle_watch_builds_nothing(tmp_path: Path) -> None:
    world = World(tmp_path, end=5000)
    assert world.watch()
    assert world.moments == [0]


def test_who_never_stops_writing_keeps_nobody_from_an_update(tmp_path: Path) -> None:
    world = World(tmp_path, [0.1 * n for n in range(2000)], end=60)
    assert not world.watch()
    assert 5 <= len(world.moments) <= 7
    gaps = [then - now for now, then in zip(world.moments, world.moments[1:], strict=False)]
    assert max(gaps) < 11


def test_updates_that_take_long_leave_as_much_time_between(tmp_path: Path) -> None:
    world = World(tmp_path, [0.1 * n for n in range(5000)], end=200)
    world.seconds = 20
    world.watch()
    gaps = [then - now for now, then in zip(world.moments, world.moments[1:], strict=False)]
    assert min(gaps) >= 39


def test_what_changes_during_an_update_is_taken_in_after_it(tmp_path: Path) -> None:
    world = World(tmp_path, [10, 10.5])
    world.seconds = 1
    assert world.watch()
    assert len(world.moments) == 3


def test_other_folders_are_watched_before_the_update_and_not_after(tmp_path: Path) -> None:
    world = World(tmp_path, [10])
    world.happenings = [(10, lambda: setattr(world, "outdated", True))]
    world.watch()
    (first, _), (again, _) = world.put_up
    assert first == 0
    assert 10 < again <= world.moments[1]


def test_a_lock_that_another_holds_is_waited_for_and_said_once(tmp_path: Path) -> None:
    world = World(tmp_path, [5])

    def busy(world: World, paths: Sequence[Path]) -> BuildSummary:
        if 5 < world.now < 30:
            world.pass_time(2)
            raise LibraryBusy("process 7 on mars is writing to this library")
        return World.built(world, paths)

    world.build = busy
    assert world.watch()
    assert world.said == ["process 7 on mars is writing to this library; waiting until it is done"]
    assert world.moments[-1] >= 28
    assert not world.failures


def test_a_stop_while_waiting_for_the_lock_leaves_something_undone(tmp_path: Path) -> None:
    world = World(tmp_path, [5], end=50)

    def busy(world: World, paths: Sequence[Path]) -> BuildSummary:
        if world.now > 5:
            world.pass_time(2)
            raise LibraryBusy("somebody is writing")
        return World.built(world, paths)

    world.build = busy
    assert not world.watch()


@pytest.mark.parametrize(
    "fault", [OSError(28, "No space left on device"), sqlite3.DatabaseError("malformed"), LibraryDamaged("damaged")]
)
def test_what_fails_is_said_and_tried_again(tmp_path: Path, fault: Exception) -> None:
    world = World(tmp_path, [5, 20], end=30)

    def failing(world: World, paths: Sequence[Path]) -> BuildSummary:
        if 5 < world.now < 10:
            raise fault
        return World.built(world, paths)

    world.build = failing
    assert world.watch()
    assert len(world.failures) == 1
    assert len(world.moments) == 3


def test_what_failed_is_tried_again_without_a_change_after_a_while(tmp_path: Path) -> None:
    world = World(tmp_path, [5])

    def full(world: World, paths: Sequence[Path]) -> BuildSummary:
        if 5 < world.now < 10:
            raise OSError(28, "No space left on device")
        return World.built(world, paths)

    world.build = full
    assert world.watch()
    assert world.moments[-1] > 60


def test_a_library_of_a_newer_version_ends_the_watch(tmp_path: Path) -> None:
    world = World(tmp_path, [5])

    def newer(world: World, paths: Sequence[Path]) -> BuildSummary:
        if world.now > 5:
            error = LibraryDamaged("written by a newer dateline")
            error.newer = True
            raise error
        return World.built(world, paths)

    world.build = newer
    with pytest.raises(LibraryDamaged):
        world.watch()


def test_what_the_first_update_refuses_ends_the_watch_but_a_full_disk_does_not(tmp_path: Path) -> None:
    world = World(tmp_path)

    def refused(world: World, paths: Sequence[Path]) -> BuildSummary:
        raise DatelineError("no such file or folder")

    world.build = refused
    with pytest.raises(DatelineError):
        world.watch()

    def full(world: World, paths: Sequence[Path]) -> BuildSummary:
        if world.now < 1:
            raise OSError(28, "No space left on device")
        return World.built(world, paths)

    world.now, world.build = 0.0, full
    assert world.watch()
    assert len(world.failures) == 1


def test_a_root_that_vanishes_keeps_its_articles_and_is_watched_again_when_it_is_back(tmp_path: Path) -> None:
    world = World(tmp_path)
    away = world.root.with_name("unmounted")
    world.happenings = [(10, lambda: world.root.rename(away)), (40, lambda: away.rename(world.root))]
    assert world.watch()
    assert [(line.path, line.status, line.reason) for line in world.lines] == [
        (str(world.root), FileStatus.FAILED, NOT_THERE)
    ]
    assert world.said == [f"{world.root} is there again"]
    assert len(world.moments) == 2
    assert world.moments[1] > 40
    assert len(world.put_up) == 3


def test_the_empty_place_of_a_disk_is_a_root_that_is_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(tmp_path)
    mounted = [True]
    monkeypatch.setattr(watch, "_place_of", lambda path: (7, 2) if mounted[0] else (3, 9))

    def unmount() -> None:
        (world.root / "one.txt").rename(tmp_path / "kept.txt")
        mounted[0] = False

    def mount() -> None:
        (tmp_path / "kept.txt").rename(world.root / "one.txt")
        mounted[0] = True

    world.happenings = [(10, unmount), (40, mount)]
    assert world.watch()
    assert [line.reason for line in world.lines] == [NOT_THERE]
    assert [moment > 40 for moment in world.moments] == [False, True]


def test_a_folder_that_was_emptied_is_no_disk_that_is_away(tmp_path: Path) -> None:
    world = World(tmp_path, [10])
    world.happenings = [(10, (world.root / "one.txt").unlink)]
    assert world.watch()
    assert not world.lines
    assert len(world.moments) == 2


def test_roots_that_another_build_gives_are_watched_where_all_are(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    world = World(tmp_path)
    (tmp_path / ROOTS_FILE).write_text(str(world.root))
    world.happenings = [(10, lambda: (tmp_path / ROOTS_FILE).write_text(f"{world.root}\0{other}"))]
    world.watch(())
    assert [set(roots) for _, roots in world.put_up][:2] == [{world.root}, {world.root, other}]


def test_roots_that_another_build_gives_are_left_alone_where_paths_were_named(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.happenings = [(10, lambda: (tmp_path / ROOTS_FILE).write_text(f"{world.root}\0{tmp_path / 'other'}"))]
    world.watch()
    assert len(world.put_up) == 1
