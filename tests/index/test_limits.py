"""Limits that a user writes are those that a build keeps to."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from index.build.pipeline import build
from index.build.progress import FileReport
from index.cli.upkeep import index
from index.corrections import Corrections
from index.errors import DatelineError
from index.readers import Limits
from index.readers.bounds import limits_of, names
from tests.index.test_readers_archives import STORY, zipped


def test_each_limit_can_be_written() -> None:
    for one, name in zip(fields(Limits), names(), strict=True):
        assert getattr(limits_of([f"{name}=7"]), one.name) == 7


def test_sizes_may_be_short() -> None:
    assert limits_of(["document-bytes=200M", "archive_bytes=1.5g"]) == Limits(
        document_bytes=200 * 1024**2, archive_bytes=3 * 1024**3 // 2
    )


@pytest.mark.parametrize("words", ["", "seconds", "second=3", "seconds=", "seconds=0", "seconds=-1", "depth=many"])
def test_what_is_no_limit_is_refused_with_a_remedy(words: str) -> None:
    with pytest.raises(DatelineError) as caught:
        limits_of([words])
    assert caught.value.remedy


def test_the_help_names_every_limit() -> None:
    (option,) = [one for one in index.params if one.name == "written_limits"]
    assert all(name in option.help for name in names())  # type: ignore[attr-defined]


def test_a_build_keeps_to_them(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.zip").write_bytes(zipped({f"{n}.txt": STORY.encode() for n in range(5)}))
    said: list[FileReport] = []
    build(
        tmp_path / "library",
        [tmp_path / "news"],
        corrections=Corrections(tmp_path / "corrections.jsonl"),
        report=said.append,
        limits=limits_of(["members=3"]),
    )
    assert [one.reason for one in said] == ["it holds more than 3 files, the most that is read"]
