"""`index --watch` as a shell runs it: what it prints, when it ends, and with which exit code."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from index.build.lock import writing
from tests.cli.conftest import Dateline, environment

WAIT_SECONDS = 60.0


class Watching:
    """The command in a process of its own, whose lines come as they are printed."""

    def __init__(self, home: Path, *arguments: object) -> None:
        command = [sys.executable, "-m", "tui", "--library", str(home / "library"), "index", "--watch"]
        self.process = subprocess.Popen(
            [*command, *map(str, arguments)],
            env=environment(home),
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self.out, self.err = self.process.stdout, self.process.stderr
        self._begun: dict[IO[bytes], bytes] = {self.out: b"", self.err: b""}
        self.lines: dict[IO[bytes], list[str]] = {self.out: [], self.err: []}

    def shows(self, stream: IO[bytes], words: str) -> str:
        """Waits for a line with these words, and takes all lines up to it; gives the line."""
        limit = time.monotonic() + WAIT_SECONDS
        while True:
            for at, line in enumerate(self.lines[stream]):
                if words in line:
                    del self.lines[stream][: at + 1]
                    return line
            ready, _, _ = select.select([self.out, self.err], [], [], max(0.0, limit - time.monotonic()))
            assert ready, f"{words!r} did not come: {self.lines}"
            for one in ready:
                self._take(one)

    def _take(self, stream: IO[bytes]) -> None:
        read = os.read(stream.fileno(), 1 << 16)
        assert read, f"it ended: {self.lines}"
        *whole, self._begun[stream] = (self._begun[stream] + read).split(b"\n")
        self.lines[stream] += [line.decode() for line in whole]

    def begin(self) -> None:
        self.shows(self.err, "watching for changes")

    def end(self, number: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(WAIT_SECONDS)


@contextlib.contextmanager
def watching(home: Path, *arguments: object) -> Iterator[Watching]:
    one = Watching(home, *arguments)
    try:
        yield one
    finally:
        one.process.kill()
        one.process.wait()
        one.out.close()
        one.err.close()


@pytest.fixture
def news(home: Path, seeds: Path) -> Path:
    folder = home / "news"
    shutil.copytree(seeds, folder)
    return folder


def write(path: Path, body: str = "A body that names Malta.") -> None:
    path.write_text(f"A title\n\n{body}\n")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_line_a_changed_file_and_a_wanted_end(home: Path, news: Path, number: signal.Signals) -> None:
    with watching(home, news) as one:
        for name in sorted(path.name for path in news.iterdir()):
            assert one.shows(one.out, name).startswith("added")
        assert one.shows(one.err, "5 articles in the library (files: 5 added)")
        one.begin()
        write(news / "new.txt")
        assert one.shows(one.out, "new.txt") == "added     new.txt"
        one.shows(one.err, "6 articles in the library (files: 1 added)")
        (news / "new.txt").rename(news / "other.txt")
        assert one.shows(one.out, "other.txt") == "updated   other.txt  renamed from new.txt"
        (news / "other.txt").unlink()
        assert one.shows(one.out, "other.txt") == "removed   other.txt"
        one.shows(one.err, "5 articles in the library (files: 1 removed)")
        assert one.lines == {one.out: [], one.err: []}
        assert one.end(number) == 0


def test_what_failed_before_is_not_told_again_with_each_update(home: Path, news: Path) -> None:
    (news / "empty.txt").write_text("")
    (news / "picture.png").write_bytes(b"\x89PNG")
    with watching(home, news, "--json", "-v") as one:
        one.shows(one.out, "empty.txt")
        one.begin()
        one.lines[one.out].clear()
        write(news / "new.txt")
        assert json.loads(one.shows(one.out, "{")) | {"id": ""} == {
            "path": "new.txt",
            "status": "added",
            "reason": "",
            "id": "",
            "encoding": "utf-8",
            "remedy": "",
        }
        one.shows(one.err, "(files: 1 added)")
        assert one.lines[one.out] == []
        write(news / "empty.txt")
        assert json.loads(one.shows(one.out, "empty.txt"))["status"] == "updated"


def test_progress_says_when_each_update_is_over(home: Path, news: Path) -> None:
    with watching(home, news, "--progress") as one:
        assert json.loads(one.shows(one.out, '"finished": true'))["done"] == 5
        one.begin()
        write(news / "new.txt")
        assert json.loads(one.shows(one.out, '"stage": "looking"'))["finished"] is False
        assert json.loads(one.shows(one.out, '"finished": true'))["done"] == 1


def test_an_update_that_is_cut_short_ends_with_130(home: Path) -> None:
    lines = (json.dumps({"title": f"Report {n}", "body": f"Ann Lee met Bob Stone. {n}"}) for n in range(3000))
    (home / "many.jsonl").write_text("\n".join(lines))
    with watching(home, home / "many.jsonl", "--progress") as one:
        one.shows(one.out, '"stage": "reading"')
        assert one.end() == 130
        one.shows(one.err, "the same command goes on from here")


def test_it_ends_when_nobody_reads_it_any_more(home: Path, news: Path) -> None:
    with watching(home, news) as one:
        one.begin()
        one.out.close()
        assert one.process.wait(WAIT_SECONDS) == 0


def test_other_commands_write_between_updates_and_a_held_lock_is_said(
    home: Path, news: Path, dateline: Dateline
) -> None:
    here = ("--library", str(home / "library"))
    with watching(home, news) as one:
        one.begin()
        assert dateline(*here, "set", "001", "source=Wire").code == 0
        assert dateline(*here, "search", "source:wire", "--json").json[-1]["total"] == 1
        with writing(home / "library"):
            write(news / "new.txt")
            one.shows(one.err, f"process {os.getpid()} on ")
            assert not any("new.txt" in line for line in one.lines[one.out])
        one.shows(one.out, "new.txt")
        one.shows(one.err, "6 articles")
        assert one.end() == 0
    assert dateline(*here, "doctor").code == 0


def test_a_damaged_library_is_said_and_the_watch_goes_on(home: Path, news: Path, dateline: Dateline) -> None:
    here = ("--library", str(home / "library"))
    with watching(home, news) as one:
        one.begin()
        store = home / "library" / "store.sqlite3"
        for beside in ("-wal", "-shm"):
            Path(f"{store}{beside}").unlink(missing_ok=True)
        store.write_bytes(b"no database" + store.read_bytes()[11:])
        write(news / "new.txt")
        assert "dateline doctor" in one.shows(one.err, "tried again at the next change")
        assert dateline(*here, "doctor").code == 0
        write(news / "newer.txt")
        one.shows(one.out, "newer.txt")
        one.shows(one.err, "7 articles")
        assert one.end() == 0
    assert len(dateline(*here, "list", "--json").json) == 7


def test_a_library_of_a_newer_version_ends_it(home: Path, news: Path) -> None:
    with watching(home, news) as one:
        one.begin()
        connection = sqlite3.connect(home / "library" / "store.sqlite3")
        connection.execute("PRAGMA user_version = 99")
        connection.close()
        write(news / "new.txt")
        one.shows(one.err, "newer dateline")
        assert one.process.wait(WAIT_SECONDS) == 3


def test_what_it_can_not_do_is_a_usage_error(home: Path, news: Path, dateline: Dateline) -> None:
    assert dateline("index", "--watch").code == 2
    assert dateline("index", "--watch", str(home / "nowhere")).code == 2
    without = dateline("index", "--poll", "5", str(news))
    assert without.code == 2
    assert "--watch" in without.err


def test_looking_finds_what_the_system_does_not_say(home: Path, news: Path) -> None:
    with watching(home, news, "--poll", "0.2") as one:
        one.begin()
        write(news / "new.txt")
        one.shows(one.out, "new.txt")
        one.shows(one.err, "6 articles")
        assert one.end() == 0
