"""Runs commands as a shell would, each test in its own home."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PROJECT


@dataclass(frozen=True)
class Run:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Dateline = Callable[..., Run]


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "DATELINE_LIBRARY"))}
    return kept | {"HOME": str(home), "PYTHONPATH": str(PROJECT), "NO_COLOR": "1", "COLUMNS": "100"}


def runner(home: Path) -> Dateline:
    def run(*arguments: str, **variables: str) -> Run:
        done = subprocess.run(
            [sys.executable, "-m", "tui", *map(str, arguments)],
            env=environment(home) | variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            cwd=home,
        )
        return Run(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def dateline(home: Path) -> Dateline:
    """A fresh home without a library."""
    return runner(home)


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Dateline:
    """A home whose library holds the five samples; for commands that change nothing."""
    home = tmp_path_factory.mktemp("samples")
    run = runner(home)
    done = run("index", str(PROJECT / "seeds"))
    assert done.code == 0, done.err
    return run
