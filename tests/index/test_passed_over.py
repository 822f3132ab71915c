"""Files that may hold articles and hold something else are passed over with the reason, and are no fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.build.pipeline import build
from index.build.progress import FileReport, FileStatus
from index.corrections import Corrections
from index.readers import is_readable
from index.readers.unread import why_unread
from tests.index.test_readers_archives import zipped

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


@pytest.mark.parametrize(
    ("name", "reason", "remedy"),
    [
        ("minutes.DOCX", "no reader for .DOCX", "Save it as .pdf, .html or .txt"),
        ("old.7z", "no reader for .7z", "Unpack it, or pack it as .zip or .tar.xz"),
        ("page.mhtml.gz", "no reader for .mhtml", "Save it as .html"),
        ("dump.gz", "nothing before .gz says what is in it", "Call it after that, as in x.txt.gz"),
        ("README", "no reader for a name without an ending", "If it is text, give it one, as in x.txt"),
        ("harbour.jpg", "no reader for .jpg", ""),
    ],
)
def test_what_no_reader_takes_says_what_would_be_taken(tmp_path: Path, name: str, reason: str, remedy: str) -> None:
    assert why_unread(name) == (reason, remedy)
    for ending in (one for word in remedy.split() if (one := word.strip(",")).startswith(".")):
        assert is_readable(Path(f"x{ending}")), "what a remedy names is read"
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / name).write_bytes(b"x")
    said: list[FileReport] = []
    log = Corrections(tmp_path / "log")
    build(tmp_path / "library", [tmp_path / "news"], corrections=log, report=said.append)
    assert [(one.reason, one.remedy) for one in said] == [(reason, remedy)]


def test_what_the_parser_of_json_says_reads_as_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.jsonl").write_text('{"title": "One\n')
    said: list[FileReport] = []
    log = Corrections(tmp_path / "log")
    build(tmp_path / "library", [tmp_path / "news"], corrections=log, report=said.append)
    assert said[0].reason.startswith("this is no JSON: ")
    assert " at at " not in said[0].reason


def told_of(tmp_path: Path, folder: Path) -> list[FileReport]:
    said: list[FileReport] = []
    build(tmp_path / "library", [folder], corrections=Corrections(tmp_path / "log"), report=said.append)
    return said


def test_a_file_without_any_article_is_said_to_be_so_each_time(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "rows.csv").write_text("title,body\n" + ",\n" * 20)
    (folder / "pictures.zip").write_bytes(zipped({"a.jpg": b"1", "b.jpg": b"2"}))
    for _ in range(2):
        said = {one.path: one for one in told_of(tmp_path, folder)}
        assert {name: one.status for name, one in said.items()} == dict.fromkeys(
            ("rows.csv", "pictures.zip"), FileStatus.SKIPPED
        )
        assert all(one.reason.startswith("no article is in it") for one in said.values())


def test_of_a_file_of_nothing_but_damage_a_thousand_faults_are_told_and_the_others_counted(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.jsonl").write_text("{\n" * 5_000 + '{"title": "One", "body": "Two words."}\n')
    for _ in range(2):
        said = told_of(tmp_path, folder)
        failed = [one for one in said if one.status is FileStatus.FAILED]
        assert len(failed) == 1_001
        assert (failed[-1].path, failed[-1].reason) == ("a.jsonl", "4,000 more in it can't be read")
        assert len(said) == 1_002


def test_records_that_are_no_articles_never_become_a_fault_by_their_number(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.zip").write_bytes(zipped({f"{number}.json": b"[]" for number in range(1_200)}))
    said = told_of(tmp_path, folder)
    assert {one.status for one in said} == {FileStatus.SKIPPED}
    assert said[-1].reason == "200 more in it are no articles"


def test_a_library_in_the_folder_of_the_files_does_not_read_its_own_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Harbour board meets\n\nIt met on Monday.\n")
    for _ in range(2):
        said: list[FileReport] = []
        build(tmp_path, [tmp_path], corrections=Corrections(tmp_path.parent / "log"), report=said.append)
        assert "report.jsonl" not in "".join(one.path for one in said)
