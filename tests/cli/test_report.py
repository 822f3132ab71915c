"""report: what `index` said, said again without importing."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.build.progress import FileReport, FileStatus
from index.build.report_file import ReportFile
from index.places import REPORT_FILE
from tests.cli.conftest import Dateline, Run


@pytest.fixture
def mixed(home: Path) -> Path:
    folder = home / "mixed"
    folder.mkdir()
    (folder / "good.txt").write_text("A title\n\nA good body.\n")
    (folder / "empty.txt").write_text("")
    (folder / "picture.bin").write_bytes(b"\0")
    return folder


def lines(run: Run) -> set[str]:
    return {str(sorted(one.items())) for one in run.json if "type" not in one}


def test_the_lines_are_those_of_index(dateline: Dateline, mixed: Path) -> None:
    imported = dateline("index", str(mixed), "--json")
    again = dateline("report", "--json")
    assert imported.code == again.code == 4
    assert lines(imported) == lines(again)
    summary = again.json[-1]
    assert summary["type"] == "summary"
    assert summary["counts"] == {"failed": 1, "skipped": 1, "added": 1}
    assert (summary["state"], summary["roots"], summary["lost"]) == ("finished", [str(mixed)], 0)
    assert summary["began"] <= summary["ended"]
    for options in ([], ["--verbose"]):
        said = dateline("index", str(mixed), *options).out.splitlines()
        assert sorted(said) == sorted(dateline("report", *options).out.splitlines())


def test_only_what_became_of_a_kind_is_named(dateline: Dateline, mixed: Path) -> None:
    dateline("index", str(mixed))
    failed = dateline("report", "--status", "failed")
    assert failed.code == 4
    assert failed.out.split()[:2] == ["failed", "empty.txt"]
    assert "1 failed, 1 skipped, 1 added" in failed.err
    skipped = dateline("report", "--status", "skipped", "--status", "added", "--json")
    assert [line.get("path") for line in skipped.json] == ["picture.bin", "good.txt", None]
    assert dateline("report", "--status", "removed").code == 1
    assert dateline("report", "--status", "nonsense").code == 2
    (mixed / "empty.txt").unlink()
    dateline("index", str(mixed))
    assert dateline("report").code == 0
    assert dateline("report", "--status", "removed").out.split() == ["removed", "empty.txt"]


def test_no_report_and_a_damaged_one_are_said_in_one_line(dateline: Dateline, home: Path, mixed: Path) -> None:
    here = ("--library", str(home / "library"))
    assert dateline(*here, "report").code == 3
    dateline(*here, "index", str(mixed))
    kept = home / "library" / REPORT_FILE
    kept.write_bytes(b"\xff\0no report\n")
    damaged = dateline(*here, "report")
    assert (damaged.code, damaged.out, damaged.err.count("\n")) == (3, "", 1)
    assert "`dateline index` writes a new one" in damaged.err
    assert dateline(*here, "list").code == 0
    kept.unlink()
    none = dateline(*here, "report")
    assert (none.code, none.err.count("\n")) == (1, 1)
    assert dateline(*here, "index").code == 4
    assert dateline(*here, "report").code == 4


def test_nothing_in_a_report_reaches_the_terminal_as_a_command(dateline: Dateline, home: Path, mixed: Path) -> None:
    here = ("--library", str(home / "library"))
    dateline(*here, "index", str(mixed))
    with ReportFile(home / "library") as report:
        report.begin([])
        report.add(FileReport("a\x1b[2J\udc80.txt", FileStatus.FAILED, "the \x9b31m reason\n", remedy="\x07mend it"))
        report.end(stopped=True)
    said = dateline(*here, "report")
    assert said.out == "failed    a\\x1b[2J\\udc80.txt  the \\x9b31m reason\\n. \\x07mend it\n"
    assert "stopped before its end" in said.err
    assert dateline(*here, "report", "--json").json[0]["reason"] == "the \x9b31m reason\n"


def test_a_report_with_lost_lines_says_so(dateline: Dateline, home: Path, mixed: Path) -> None:
    here = ("--library", str(home / "library"))
    dateline(*here, "index", str(mixed))
    kept = home / "library" / REPORT_FILE
    first, files, end = kept.read_text().splitlines()
    kept.write_text(f"{first}\n{files[:-20]}\n{end}\n")
    said = dateline(*here, "report")
    assert said.code == 1
    assert "3 files of the report can't be read" in said.err
