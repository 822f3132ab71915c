"""A name that an archive holds twice: no two articles have one path."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from index.build.pipeline import build
from index.build.progress import FileReport, FileStatus
from index.corrections import Corrections


def archive(path: Path) -> None:
    texts = [b"One text of an article.", b"Another text of one."]
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as zipped:
            for text in texts:
                zipped.writestr(zipfile.ZipInfo("a.txt"), text)
        return
    with tarfile.open(path, "w") as tarred:
        for text in texts:
            member = tarfile.TarInfo("a.txt")
            member.size = len(text)
            tarred.addfile(member, io.BytesIO(text))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["a.zip", "a.tar"])
def test_the_second_file_of_a_name_costs_only_itself(tmp_path: Path, name: str) -> None:
    archive(tmp_path / name)
    said: list[FileReport] = []
    summary = build(
        tmp_path / "library", [tmp_path / name], corrections=Corrections(tmp_path / "c.jsonl"), report=said.append
    )
    assert summary.articles == 1
    (failed,) = [line for line in said if line.status is FileStatus.FAILED]
    assert failed.path == f"{name}/a.txt"
    assert "same name" in failed.reason
    assert failed.remedy
