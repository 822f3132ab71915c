"""Readers on files that were damaged at random: whatever comes of it, no reader breaks, hangs or swells.

It goes on for DATELINE_FUZZ_SECONDS a format, a few unless told otherwise (`make fuzz`: twenty minutes), from
DATELINE_FUZZ_SEED, on files that the tests make and on real ones: those of the tests' data where that is present, and
those in the folder that DATELINE_FUZZ_FILES names. What goes wrong is left in a file whose name the failure says.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.build.reading import Reading
from index.build.scan import FoundFile, Root, files_below
from index.errors import ReadError
from index.readers import READABLE, Limits
from index.text import clean
from tests.index.samples import samples_of

SECONDS = float(os.environ.get("DATELINE_FUZZ_SECONDS", "3"))
SEED = int(os.environ.get("DATELINE_FUZZ_SEED", "1"))
BATCH = 40
"""Files read by one process: what one leaves behind may trip the next."""
BROKEN = ("broke down", "was stopped", "of memory")
TOKENS = (
    b"\0",
    b"\xff\xfe",
    b"<",
    b">",
    b"&x;",
    b'"',
    b"{",
    b"]]>",
    b"\r\n\r\n",
    b"PK",
    b"\x1b]0;",
    b"%PDF",
    b"9" * 30,
)


def hurt(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """The content with some bytes changed, cut, doubled, or put in from another file."""
    made = bytearray(content)
    for _ in range(chance.choice((1, 2, 5, 20))):
        at = chance.randrange(len(made) + 1)
        length = min(chance.choice((1, 2, 8, 100, 5_000)), len(made) - at)
        match chance.randrange(7):
            case 0:
                made[at : at + length] = bytes(chance.randrange(256) for _ in range(length))
            case 1:
                del made[at : at + length]
            case 2:
                made[at:at] = made[at : at + length] * chance.choice((1, 2, 50))
            case 3:
                made[at:at] = chance.choice(TOKENS) * chance.choice((1, 3, 1_000))
            case 4:
                begin = chance.randrange(len(other) + 1)
                made[at:at] = other[begin : begin + length]
            case 5 if made:
                made[min(at, len(made) - 1)] ^= 1 << chance.randrange(8)
            case 6:
                del made[at:]
    return bytes(made)


def batches(suffix: str, folder: Path, shared: Path | None) -> Iterator[tuple[list[FoundFile], int]]:
    samples = samples_of(suffix, shared)
    assert samples, f"no sample of {suffix} to damage: tests/index/samples.py makes them"
    until, seed = time.monotonic() + SECONDS, SEED
    while time.monotonic() < until:
        chance = random.Random(f"{suffix} {seed}")
        for number in range(BATCH):
            content = hurt(chance, chance.choice(samples), chance.choice(samples))
            (folder / f"{number:02}{suffix}").write_bytes(content)
        yield [found for found in files_below(Root(folder)) if isinstance(found, FoundFile)], seed
        seed += 1


@pytest.mark.parametrize("suffix", sorted(READABLE))
def test_damaged_files_break_no_reader(suffix: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    shared = Path(os.environ.get("DATELINE_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))
    for files, seed in batches(suffix, tmp_path, shared if shared.is_dir() else None):
        with Reading(files, Limits(seconds=20), apart=True) as reading:
            for file in files:
                for item in reading.items(file):
                    if isinstance(item, ReadError):
                        broke = any(said in item.message for said in BROKEN)
                        assert not broke, f"seed {seed}, {file.path}: {item.message}"
                    elif hasattr(item, "text"):
                        assert clean(item.text) == item.text, f"seed {seed}, {file.path}: not the canonical text"
