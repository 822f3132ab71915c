"""Names found in other processes are the names found here, even when the system ends such a process."""

from __future__ import annotations

import os
import signal

import pytest

from index.build import analysts
from index.build.analysis import analyse
from index.build.analysts import Analysts, Task
from index.model import Block, BlockKind, Origin

TEXT = "Ann Lee met Robert Stone in Paris. Stone thanked President Lee and the United Nations (UN)."
BLOCKS = (Block(BlockKind.PARAGRAPH, 0, len(TEXT)),)
TASKS: list[Task] = [(key, TEXT, BLOCKS, None, Origin.UNKNOWN) for key in range(120)]


@pytest.mark.parametrize("killed", [False, True])
def test_every_article_is_analysed_once_and_alike(monkeypatch: pytest.MonkeyPatch, killed: bool) -> None:
    monkeypatch.setattr(analysts, "_WORTH_A_PROCESS", 1)
    expected = analyse(TEXT, BLOCKS)
    with Analysts(len(TASKS)) as pool:
        pool.submit(TASKS)
        assert pool._pool is not None
        if killed:
            for process in list(pool._pool._processes.values()):
                os.kill(process.pid, signal.SIGKILL)
        found = [one for chunk in pool.results(all_of_them=True) for one in chunk]
    assert [key for key, _ in found] == list(range(120))
    assert all(one.forms == expected.forms and (one.mentions == expected.mentions).all() for _, one in found)
