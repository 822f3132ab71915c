"""Files that may hold articles and hold something else are passed over with the reason, and are no fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.build.pipeline import build
from index.build.progress import FileReport, FileStatus
from index.corrections import Corrections

OTHERS = {
    "package.json": '{"name": "thing", "version": "1.0"}',
    "list.json": "[1, 2, 3]",
    "empty.json": "[]",
    "sitemap.xml": "<urlset><url><loc>https://a.example/</loc></url></urlset>",
    "mine.opml": '<opml version="2.0"><body/></opml>',
}


@pytest.mark.parametrize("name", OTHERS)
def test_another_kind_of_file_is_skipped_with_its_reason(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / name).write_text(OTHERS[name])
    (folder / "a.txt").write_text("Harbour board meets\n\nIt met on Monday.\n")
    said: list[FileReport] = []
    summary = build(tmp_path / "library", [folder], corrections=Corrections(tmp_path / "log"), report=said.append)
    assert (summary.failed, summary.articles) == (0, 1)
    (about,) = [one for one in said if one.path == name]
    assert about.status is FileStatus.SKIPPED
    assert about.reason
    assert about.remedy
    assert build(tmp_path / "library", [folder], corrections=Corrections(tmp_path / "log")).failed == 0


@pytest.mark.parametrize("text", ['{"title": "One", "body": 7}', '{"title": "One"}', "{", '{"body": ""}'])
def test_a_damaged_article_is_a_fault(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.json").write_text(text)
    summary = build(tmp_path / "library", [folder], corrections=Corrections(tmp_path / "log"))
    assert summary.failed == 1
