"""Runs commands as a shell would, each test in its own home."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PROJECT
from tui import cli


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


@contextlib.contextmanager
def inside(variables: dict[str, str], folder: Path) -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    """This process as a shell would have started it: environment, folder, output that is no terminal."""
    before = (dict(os.environ), Path.cwd(), sys.stdout, sys.stderr, sys.stdin)
    os.environ.clear()
    os.environ.update(variables)
    os.chdir(folder)
    sys.stdout = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    sys.stderr = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    sys.stdin = io.StringIO()
    try:
        yield sys.stdout, sys.stderr
    finally:
        os.environ.clear()
        os.environ.update(before[0])
        os.chdir(before[1])
        sys.stdout, sys.stderr, sys.stdin = before[2:]


def runner(home: Path) -> Dateline:
    def run(*arguments: str, **variables: str) -> Run:
        with inside(environment(home) | variables, home) as (out, err):
            code = cli.main([str(argument) for argument in arguments])
            texts = [stream.buffer.getvalue().decode() for stream in (out, err)]  # type: ignore[attr-defined]
        return Run(code, *texts)

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
