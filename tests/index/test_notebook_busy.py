"""The notebook while another process holds it: reading waits for nobody, and a write as long as it is told to."""

from __future__ import annotations

import fcntl
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import NotebookBusy
from index.notebook.database import Patience
from index.notebook.holder import holder
from tests.index.notebook_world import World, found, marks

_HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
"""


class Holder:
    """A process that has the notebook for writing until it is told to let go."""

    def __init__(self, notebook: Path) -> None:
        command = [sys.executable, "-c", _HOLDER, str(notebook)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "held\n"

    def let_go(self, _: object = None) -> None:
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGCONT)
            self.process.communicate("go\n")


@pytest.fixture
def held(world: World) -> Iterator[Holder]:
    with world.opened() as library:
        library.mark_read(["0.txt"])
    one = Holder(world.notebook)
    yield one
    one.let_go()


def test_reading_waits_for_nobody_and_a_write_says_for_whom(world: World, held: Holder) -> None:
    with world.opened(patience=Patience(0)) as library:
        assert set(marks(library)) == found(library, "is:read") == {"0.txt"}
        assert library.notes() == ()
        assert library.place_in("0.txt") == 0
        with pytest.raises(NotebookBusy, match=f"process {held.process.pid} ") as error:
            library.star(["1.txt"])
        assert error.value.remedy
        assert not library.reload()
        held.let_go()
        library.star(["1.txt"])
        assert set(marks(library)) == {"0.txt", "1.txt"}


def test_after_a_second_one_hears_for_whom_a_write_waits_and_then_it_is_written(world: World, held: Holder) -> None:
    heard: list[str] = []
    patience = Patience(told=lambda busy: (heard.append(busy.message), held.let_go()))
    with world.opened(patience=patience) as library:
        library.star(["1.txt"])
        assert set(marks(library)) == {"0.txt", "1.txt"}
    assert len(heard) == 1 and str(held.process.pid) in heard[0]


def test_a_suspended_process_is_called_so(world: World, held: Holder) -> None:
    os.kill(held.process.pid, signal.SIGSTOP)
    os.waitid(os.P_PID, held.process.pid, os.WSTOPPED | os.WNOWAIT)
    assert ", suspended)" in holder(world.notebook)


def test_where_the_system_does_not_tell_it_is_another_process(world: World, held: Holder, tmp_path: Path) -> None:
    assert holder(world.notebook, locks=tmp_path / "none") == "another process"
    (tmp_path / "locks").write_text("1: FLOCK  ADVISORY  WRITE 1 fe:00:1 0 EOF\nx\n\n2: -> POSIX\n")
    assert holder(world.notebook, locks=tmp_path / "locks") == "another process"
    held.let_go()
    assert holder(world.notebook) == "another process"


def test_a_folder_that_another_process_keeps_is_not_waited_for_for_ever(world: World) -> None:
    world.notebook.parent.mkdir(parents=True)
    folder = os.open(world.notebook.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        with world.opened(patience=Patience(0)) as library:
            assert marks(library) == {}
            with pytest.raises(NotebookBusy):
                library.star(["1.txt"])
    finally:
        os.close(folder)
    with world.opened() as library:
        library.star(["1.txt"])


def test_a_refused_write_leaves_nothing_behind(world: World, held: Holder) -> None:
    with world.opened(patience=Patience(0)) as library:
        with pytest.raises(NotebookBusy):
            library.tag([f"{number}.txt" for number in range(5)], add=["x"])
        assert library.tags() == {}
    held.let_go()
    with sqlite3.connect(world.notebook) as connection:
        assert connection.execute("SELECT COUNT(*) FROM articles").fetchone() == (1,)
    connection.close()
