"""How many articles a file holds is told by its beginning, so that a large file keeps nobody waiting."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from index import readers
from index.readers import articles_in

LINES = 3_000


def lines() -> bytes:
    chance = random.Random(1)
    return b"".join(b'{"body": "%d %s"}\n' % (n, chance.randbytes(60).hex().encode()) for n in range(LINES))


@pytest.mark.parametrize(
    ("name", "pack"),
    [("a.jsonl", bytes), ("a.jsonl.gz", gzip.compress), ("a.jsonl.xz", lzma.compress), ("a.jsonl.bz2", bz2.compress)],
)
def test_a_large_file_is_counted_by_its_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, pack: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / name
    path.write_bytes(pack(lines()))
    assert articles_in(path) == LINES
    monkeypatch.setattr(readers, "_COUNTED", 1 << 17)
    # What unpacks reads ahead of what it gives: bzip2 a whole block, which here is all of the file.
    assert articles_in(path) == pytest.approx(LINES, rel=0.7 if name.endswith("bz2") else 0.3)


def test_no_more_of_a_large_file_is_read_than_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Large(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            assert size is not None
            assert 0 <= size <= readers._COUNTED
            assert self.tell() < readers._COUNTED
            return super().read(size)

    path = tmp_path / "a.jsonl"
    path.write_bytes(b"")
    monkeypatch.setattr(Path, "open", lambda *_: Large(b"{}\n" * (4 << 20)))
    assert articles_in(path) > 0


def test_a_damaged_file_is_counted_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines())[:-9])
    assert 1 < articles_in(path) <= LINES
