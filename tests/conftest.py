"""Fixtures that every part shares: where the samples and the optional real data are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Machines that run tests are shared: how long one example takes says nothing about the code.
settings.register_profile("dateline", deadline=None)
settings.load_profile("dateline")

PROJECT = Path(__file__).parent.parent


@pytest.fixture
def seeds() -> Path:
    """The folder of the five sample articles."""
    return PROJECT / "seeds"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real articles that is no part of the project; a test that wants it is skipped without it."""
    folder = Path(os.environ.get("DATELINE_TEST_DATA", PROJECT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("the folder of real articles is not on this machine")
    return folder
