"""What the tests of the notebook share: five articles in a library, and a notebook beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library
from tests.index.notebook_world import World, story


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    for number in range(5):
        made.write(f"{number}.txt", story(number))
    made.build()
    return made


@pytest.fixture
def library(world: World) -> Iterator[Library]:
    with world.opened() as opened:
        yield opened
