"""A library that is watched is, once it is quiet, the library that would be built anew: the oracle is the new one."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index.build.scan import Root
from index.build.watching import notifications
from index.build.watching.lookout import SystemLookout
from index.build.watching.notifications import NoNotifications, Notifications
from index.build.watching.polling import Polling, remote
from tests.index.watched import Watched, rebuilt, rows

WORDS = ("harbour", "ferry", "strike", "budget", "mole", "treaty", "inquiry", "tariff")


class Disk:
    """Does with files what people, editors and programs do."""

    def __init__(self, folder: Path, beside: Path, chance: random.Random) -> None:
        self.folder, self.beside, self.chance = folder, beside, chance
        self.count = 0

    def act(self) -> str:
        act = self.chance.choice(ACTS)
        act(self)
        return act.__name__

    def text(self) -> str:
        self.count += 1
        return f"Report {self.count}\n\n" + " ".join(self.chance.choices(WORDS, k=self.chance.randint(3, 40))) + ".\n"

    def files(self, pattern: str = "*.txt") -> list[Path]:
        return sorted(path for path in self.folder.rglob(pattern) if path.is_file())

    def folders(self) -> list[Path]:
        below = (path for path in self.folder.rglob("*") if path.is_dir() and not path.is_symlink())
        return sorted({self.folder, *below})

    def new(self, suffix: str = ".txt") -> Path:
        self.count += 1
        return self.chance.choice(self.folders()) / f"{self.count}{suffix}"

    def old(self) -> Path:
        return self.chance.choice(self.files() or [self._written()])

    def _written(self) -> Path:
        path = self.new()
        path.write_text(self.text())
        return path

    def write(self) -> None:
        self._written()

    def rewrite(self) -> None:
        self.old().write_text(self.text())

    def write_in_pieces(self) -> None:
        with self.new().open("w") as file:
            for piece in self.text().split(" "):
                file.write(piece + " ")
                file.flush()

    def save_as_editors_do(self) -> None:
        path = self.old()
        beside = path.with_name(f".{path.name}.swp")
        beside.write_text(self.text())
        beside.replace(path)

    def rename(self) -> None:
        self.old().rename(self.new())

    def remove(self) -> None:
        self.old().unlink()

    def make_folders(self) -> None:
        inner = self.new("") / "a" / "b"
        inner.mkdir(parents=True)
        (inner / "deep.txt").write_text(self.text())

    def rename_folder(self) -> None:
        folders = self.folders()[1:]
        if folders:
            chosen = self.chance.choice(folders)
            self.count += 1
            chosen.rename(chosen.with_name(f"renamed-{self.count}"))

    def remove_folder(self) -> None:
        folders = self.folders()[1:]
        if folders:
            shutil.rmtree(self.chance.choice(folders))

    def move_folder_in(self) -> None:
        outside = self.beside / "whole"
        (outside / "inner").mkdir(parents=True)
        (outside / "inner" / "moved.txt").write_text(self.text())
        outside.rename(self.new(".d"))

    def hide(self) -> None:
        path = self.old()
        path.rename(path.with_name(f".{path.name}"))

    def lines_of_json(self) -> None:
        lines = [json.dumps({"title": f"{n}", "body": self.text()}) for n in range(self.chance.randint(1, 4))]
        self.chance.choice(self.files("*.jsonl") or [self.new(".jsonl")]).write_text("\n".join(lines))

    def state_the_source(self) -> None:
        path = self.chance.choice(self.folders()) / "sources.toml"
        path.write_text(f'[[source]]\nsource = "{self.chance.choice(WORDS)}"\n')

    def state_no_source(self) -> None:
        for path in self.files("sources.toml")[:1]:
            path.unlink()

    def lay_beside(self) -> None:
        path = self.old()
        path.with_name(f"{path.name}.json").write_text(json.dumps({"source": self.chance.choice(WORDS)}))

    def link(self) -> None:
        target = self.beside / f"{self.chance.randint(1, 3)}.txt"
        target.write_text(self.text())
        self.new().symlink_to(target)

    def rewrite_what_is_linked(self) -> None:
        for target in sorted(self.beside.glob("*.txt"))[:1]:
            fresh = target.with_suffix(".new")
            fresh.write_text(self.text())
            fresh.replace(target)

    def link_a_folder(self) -> None:
        folder = self.beside / "linked"
        folder.mkdir(exist_ok=True)
        (folder / "never.txt").write_text(self.text())
        self.new("").symlink_to(folder)

    def write_what_nobody_reads(self) -> None:
        self.new(".png").write_bytes(b"\x89PNG")


ACTS: list[Callable[[Disk], None]] = [
    *[Disk.write] * 3,
    *[Disk.rewrite] * 2,
    Disk.write_in_pieces,
    Disk.save_as_editors_do,
    Disk.rename,
    Disk.remove,
    Disk.make_folders,
    Disk.rename_folder,
    Disk.remove_folder,
    Disk.move_folder_in,
    Disk.hide,
    Disk.lines_of_json,
    Disk.state_the_source,
    Disk.state_no_source,
    Disk.lay_beside,
    Disk.link,
    Disk.rewrite_what_is_linked,
    Disk.link_a_folder,
    Disk.write_what_nobody_reads,
]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "first.txt").write_text("First\n\nThe ferry sails.\n")
    return folder


@pytest.mark.parametrize(("seed", "poll_seconds"), [*((seed, None) for seed in range(4)), (4, 0.1), (5, 0.1)])
def test_a_watched_library_becomes_the_one_that_would_be_built(
    tmp_path: Path, news: Path, seed: int, poll_seconds: float | None
) -> None:
    beside = tmp_path / "beside"
    beside.mkdir()
    chance = random.Random(seed)
    disk = Disk(news, beside, chance)
    with Watched(tmp_path / "library", [news], poll_seconds=poll_seconds) as watched:
        for round_ in range(6):
            for _ in range(chance.randint(1, 5)):
                disk.act()
            watched.until(rebuilt(tmp_path / f"new-{round_}", [news]))


@pytest.mark.parametrize("act", sorted(set(ACTS), key=lambda act: act.__name__), ids=lambda act: act.__name__)
def test_each_single_change_is_noticed(tmp_path: Path, news: Path, act: Callable[[Disk], None]) -> None:
    beside = tmp_path / "beside"
    beside.mkdir()
    disk = Disk(news, beside, random.Random(1))
    disk.make_folders()
    disk.link()
    disk.state_the_source()
    with Watched(tmp_path / "library", [news]) as watched:
        act(disk)
        watched.until(rebuilt(tmp_path / "new", [news]))


def test_a_root_that_is_one_file_is_watched_with_what_states_its_source(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text("One\n\nThe ferry sails.\n")
    with Watched(tmp_path / "library", [path]) as watched:
        for round_, change in enumerate(
            (
                lambda: path.write_text("One\n\nThe ferry sinks.\n"),
                lambda: (tmp_path / "sources.toml").write_text('[[source]]\nsource = "Wire"\n'),
                lambda: (tmp_path / "one.json").write_text('{"source": "Herald"}'),
                path.unlink,
                lambda: path.write_text("One\n\nThe ferry sails again.\n"),
            )
        ):
            change()
            if path.exists():
                watched.until(rebuilt(tmp_path / f"new-{round_}", [path]))
    assert [source for _, _, source in rows(tmp_path / "library")] == ["Herald"]


def test_a_root_that_was_moved_away_and_back_is_watched_again(tmp_path: Path, news: Path) -> None:
    away = tmp_path / "away"
    with Watched(tmp_path / "library", [news]) as watched:
        before = rows(watched.library)
        news.rename(away)
        assert watched.update() is None
        assert rows(watched.library) == before
        away.rename(news)
        watched.update()
        (news / "second.txt").write_text("Second\n\nThe strike ends.\n")
        watched.until(rebuilt(tmp_path / "new", [news]))
    assert watched.said == [f"{news} is there again"]


def test_a_root_that_another_build_gives_is_watched_too(tmp_path: Path, news: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    rebuilt(tmp_path / "library", [news])
    with Watched(tmp_path / "library", []) as watched:
        (other / "x.txt").write_text("X\n\nThe mole.\n")
        rebuilt(tmp_path / "library", [other])
        watched.update()
        (other / "y.txt").write_text("Y\n\nThe mole again.\n")
        watched.until(rebuilt(tmp_path / "new", [news, other]))


def test_a_name_that_is_no_utf8_does_not_end_the_watch(tmp_path: Path, news: Path) -> None:
    with Watched(tmp_path / "library", [news]) as watched:
        Path(os.fsdecode(os.fsencode(news) + b"/bad\xff.txt")).write_text("Bad\n\nThe name is.\n")
        watched.until(rebuilt(tmp_path / "new-1", [news]))
        (news / "good.txt").write_text("Good\n\nThe name is.\n")
        watched.until(rebuilt(tmp_path / "new-2", [news]))


def test_a_library_below_its_own_root_does_not_set_itself_off(tmp_path: Path, news: Path) -> None:
    library = news / "library"
    with Watched(library, [news]) as watched:
        (library / "left.txt").write_text("Left\n\nNo article.\n")
        (news / "second.txt").write_text("Second\n\nThe strike ends.\n")
        watched.update()
        assert [path for path, _, _ in rows(library)] == ["first.txt", "second.txt"]


def noticed(news: Path, change: Callable[[], object]) -> bool:
    """Whether a change is named before another that surely is."""
    watcher = Notifications([Root(news)], lambda: False)
    try:
        change()
        first = watcher.changed()
        (news / "surely.txt").write_text("Surely")
        while not first and not watcher.changed():
            pass
        return first
    finally:
        watcher.close()


@pytest.mark.parametrize("name", [".hidden.txt", "picture.png", "4913", "notes.txt~", ".git/HEAD.txt", "x.part"])
def test_what_a_scan_passes_over_sets_nothing_off(news: Path, name: str) -> None:
    (news / ".git").mkdir()
    assert not noticed(news, lambda: (news / name).write_text("Nothing"))


def test_hidden_folders_and_what_links_lead_to_are_not_watched(
    tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (".git/objects/00", "2020/01"):
        (news / name).mkdir(parents=True)
    (tmp_path / "elsewhere" / "deep").mkdir(parents=True)
    (news / "link").symlink_to(tmp_path / "elsewhere")
    asked: list[str] = []

    def watch(*paths: str, **options: object) -> object:
        asked.extend(paths)
        return iter([set()])

    monkeypatch.setattr(notifications, "watch", watch)
    Notifications([Root(news)], lambda: False)
    assert set(asked) == {str(news), str(news / "2020"), str(news / "2020" / "01")}


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (OSError('OS file watch limit reached. about ["/news"] (Error { kind: MaxFilesWatch })'), "max_user_watches"),
        (RuntimeError("Error creating recommended watcher: Too many open files (os error 24)"), "max_user_instances"),
    ],
)
def test_where_a_limit_is_reached_the_files_are_looked_at_and_the_remedy_is_said(
    news: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, remedy: str
) -> None:
    def refused(*paths: str, **options: object) -> object:
        raise error
        yield

    monkeypatch.setattr(notifications, "watch", refused)
    monkeypatch.setattr("index.build.watching.lookout._POLL_SECONDS", 0.0)
    said: list[str] = []
    lookout = SystemLookout([Root(news)], None, lambda: False, said.append)
    (news / "second.txt").write_text("Second\n\nThe strike ends.\n")
    while not lookout.changed():
        pass
    (line,) = said
    assert remedy in line
    assert "looked at every" in line


LIMITED = """
import sys
from pathlib import Path
from index.build.watching.notifications import Notifications
from index.build.scan import Root
Path(sys.argv[1]).write_text(sys.argv[2])
try:
    Notifications([Root(Path(sys.argv[3]))], lambda: False)
except Exception as error:
    print(type(error).__name__, error)
"""


@pytest.mark.parametrize("limit", ["max_inotify_watches", "max_inotify_instances"])
def test_the_limits_of_the_system_are_known_by_what_watchfiles_says_of_them(news: Path, limit: str) -> None:
    for number in range(5):
        (news / f"{number}").mkdir()
    unshare = shutil.which("unshare")
    known = Path("/proc/sys/user") / limit
    if unshare is None or not known.exists():
        pytest.skip("limits of one's own need Linux and unshare")
    allowed = "2" if limit == "max_inotify_watches" else "0"
    command = [unshare, "-Ur", sys.executable, "-c", LIMITED, str(known), allowed, str(news)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        pytest.skip("this system gives no namespace of one's own")
    assert run.stdout.startswith(NoNotifications.__name__)
    assert "sysctl" in run.stdout


def test_looking_takes_its_time_where_looks_take_long(news: Path) -> None:
    moments = iter([0.0, 10.0, 11.0, 199.0, 201.0, 201.0, 211.0])
    polling = Polling([Root(news)], 1.0, lambda: False, lambda: next(moments))
    (news / "second.txt").write_text("Second\n\nThe strike ends.\n")
    assert not polling.changed()
    assert not polling.changed()
    assert polling.changed()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/ann/news", ""),
        ("/mnt/share/news", "nfs4"),
        ("/mnt/share", "nfs4"),
        ("/mnt/shared", ""),
        ("/mnt/share/local/x", ""),
        ("/mnt/two words/x", "fuse.sshfs"),
        ("/mnt/disk/x", ""),
    ],
)
def test_file_systems_on_which_others_write_are_known(tmp_path: Path, path: str, kind: str) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/vda / ext4 rw 0 0\n"
        "server:/x /mnt/share nfs4 rw 0 0\n"
        "/dev/vdb /mnt/share/local ext4 rw 0 0\n"
        "ann@host: /mnt/two\\040words fuse.sshfs rw 0 0\n"
        "/dev/vdc /mnt/disk fuseblk rw 0 0\n"
    )
    assert remote(Path(path), mounts) == kind
    assert remote(Path(path), tmp_path / "none") == ""
