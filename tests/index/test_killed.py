"""A build that is killed outright, wherever it stands: the next one ends with what it would have made by itself."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.library import Library
from tests.index.repeating import archive, blocks_of, corrections_of, made, write

_KILLED = """
import os, signal, sys
from pathlib import Path
from index.build.repetition import settling
from index.store import Store, repeated, writing
from tests.index.repeating import made

left = int(sys.argv[3])
steps = 0
def step():
    global steps
    steps += 1
    if steps == left:
        os.kill(os.getpid(), signal.SIGKILL)
def watched(owner, name):
    original = getattr(owner, name)
    def called(*arguments, **options):
        step()
        found = original(*arguments, **options)
        step()
        return found
    setattr(owner, name, called)
for name in ("put_marks", "put_article"):
    watched(writing, name)
for name in ("put_lines", "lines_of_source", "set_marked", "set_settled", "unsettled_sources"):
    watched(repeated, name)
watched(settling, "furniture_of")
watched(Store, "set_meta")
made(Path(sys.argv[1]), Path(sys.argv[2]))
print(steps)
"""


def killed(library: Path, news: Path, step: int) -> subprocess.CompletedProcess[str]:
    """A build that is killed at this step of boilerplate by repetition; 0 is never."""
    command = [sys.executable, "-c", _KILLED, str(library), str(news), str(step)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def found(library: Path) -> int:
    opened = Library.open(library, corrections=corrections_of(library))
    try:
        return opened.search("podcasts").total
    finally:
        opened.close()


@pytest.mark.parametrize("seed", range(2))
def test_killed_while_it_marks_what_repeats_the_next_build_ends_with_the_same(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    told = archive(12, seed)
    news = tmp_path / "news"
    for start in range(0, len(told), 10):
        write(news / f"{start}.jsonl", told[start : start + 10])
    whole = killed(tmp_path / "whole", news, 0)
    steps = int(whole.stdout)
    expected, number = blocks_of(tmp_path / "whole"), found(tmp_path / "whole")
    late = [step for step in range(steps - steps // 4, steps + 1) if chance.random() < 0.05]
    for step in (*chance.sample(range(1, steps), 2), *late[:2], steps - 1):
        library = tmp_path / f"killed-{step}"
        assert killed(library, news, step).returncode == -signal.SIGKILL
        assert blocks_of(made(library, news)) == expected
        assert found(library) == number


@pytest.mark.parametrize("seed", range(2))
def test_killed_at_any_moment_with_its_readers_it_goes_on_and_leaves_none_behind(tmp_path: Path, seed: int) -> None:
    """Several times over, by the clock and not by steps: readers and analysts of their own are under way then."""
    chance = random.Random(seed)
    news = tmp_path / "news"
    told = archive(60, seed)
    for start in range(0, len(told), 10):
        write(news / f"{start}.jsonl", told[start : start + 10])
        (news / f"{start}.html").write_text(f"<title>Page {start}</title><p>{'Some words of a page. ' * 30}")
    expected = blocks_of(made(tmp_path / "whole", news))
    library = tmp_path / "killed"
    for _ in range(4):
        command = [sys.executable, "-c", _KILLED, str(library), str(news), "0"]
        build = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
        time.sleep(chance.uniform(0.3, 2.5))
        build.kill()
        build.wait()
        limit = time.monotonic() + 30
        while _lives(build.pid):
            assert time.monotonic() < limit, "a process of the build is left behind"
            time.sleep(0.05)
    assert blocks_of(made(library, news)) == expected


def _lives(session: int) -> bool:
    """Whether any process of this session is left."""
    try:
        os.killpg(session, 0)
    except ProcessLookupError:
        return False
    return True
