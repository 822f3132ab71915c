"""The report is what the import said, however that ended; a damaged one is said, and costs nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.build.lock import writing
from index.build.pipeline import build
from index.build.progress import FileReport, FileStatus
from index.build.report import ORDER, ImportState, Report, read_report
from index.build.report_file import ReportFile
from index.corrections import Corrections
from index.errors import DatelineError, LibraryBusy, LibraryDamaged
from index.library import Library
from index.places import REPORT_FILE, REPORT_FILE_IN_WRITING
from tests.conftest import PROJECT


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Some of everything: good, broken, empty, unknown, of several articles, and with a name that no terminal takes."""
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.txt").write_text(f"Title {number}\n\nIt met on Monday.\n")
    (folder / "broken.pdf").write_bytes(os.urandom(4000))
    (folder / "empty.txt").write_text("")
    (folder / "picture.bin").write_bytes(b"\0")
    (folder / "data.json").write_text('{"settings": 1}')
    (folder / "lines.jsonl").write_text('{"title": "One", "body": "Body one."}\n{nonsense\n')
    Path(os.fsdecode(os.fsencode(folder) + b"/odd\xff\x1b[31m.txt")).write_text("Title\n\nBody\n")
    return folder


def indexed(tmp_path: Path, *paths: Path, **options: object) -> list[FileReport]:
    """What an import of the library said."""
    said: list[FileReport] = []
    log = Corrections(tmp_path / "log")
    build(tmp_path / "library", paths, corrections=log, report=said.append, **options)  # type: ignore[arg-type]
    return said


def kept(tmp_path: Path) -> Report:
    report = read_report(tmp_path / "library")
    assert report is not None
    return report


def is_in_order(report: Report) -> bool:
    places = [(ORDER.index(one.status), one.path) for one in report.files]
    return places == sorted(places)


def test_what_an_import_said_is_what_its_library_reports(tmp_path: Path, news: Path) -> None:
    for _ in range(2):
        said = indexed(tmp_path, news)
        library = Library.open(tmp_path / "library", corrections=Corrections(tmp_path / "log"))
        report = library.report()
        assert report is not None
        assert Counter(report.files) == Counter(said)
        assert report.counts == Counter(one.status for one in said)
        assert is_in_order(report)
        assert (report.state, report.roots, report.lost) == (ImportState.FINISHED, (str(news),), 0)
        assert report.ended is not None and report.ended >= report.began
        assert library.report(report) is report
        library.close()
    assert {one.path for one in report.files if one.status is FileStatus.SKIPPED} == {"picture.bin", "data.json"}
    indexed(tmp_path, news)
    assert read_report(tmp_path / "library", report) is not report


def test_what_is_doubtful_in_a_file_of_many_articles_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    dates = ["2020-01-09", "2020-02-30", "", "01/09/2020"]
    rows = [f"{n},Words of it and {n}.,{date}" for n, date in enumerate(dates)]
    (folder / "a.csv").write_text("\n".join(["title,body,date", *rows]))
    (folder / "b.csv").write_text("\n".join(["title,body,date", rows[0]]))
    (folder / "c.csv").write_text("\n".join(["title,body,date", rows[1]]))
    many, sound, doubtful = (one.reason for one in indexed(tmp_path, folder))
    assert many.startswith("4 articles: 4 added; 3 of them with a warning: “1”: The date “2020-02-30” is in no")
    assert "01/09" not in many, "one stands for all: there can be thousands"
    assert (sound, doubtful[:45]) == ("1 article: 1 added", "1 article: 1 added; with a warning: “1”: The ")
    again = [one.reason for one in indexed(tmp_path, folder)]
    assert again == [one.replace(": 4 added", "").replace(": 1 added", "") for one in (many, sound, doubtful)]


def test_what_is_doubtful_in_an_article_is_told_in_later_imports_as_well(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.md").write_text("---\ndate: 2020-02-30\n---\n\n# Title\n\nWords of it.\n")
    first, again = indexed(tmp_path, folder), indexed(tmp_path, folder)
    assert "2020-02-30" in first[0].reason
    assert (again[0].status, again[0].reason) == (FileStatus.UNCHANGED, first[0].reason)


def test_a_stopped_import_leaves_its_report(tmp_path: Path, news: Path) -> None:
    asked = iter(range(100))
    said = indexed(tmp_path, news, stopped=lambda: next(asked) > 13)
    report = kept(tmp_path)
    assert report.state is ImportState.STOPPED
    assert said
    assert Counter(report.files) == Counter(said)
    assert len(said) < len(indexed(tmp_path, news))


def test_one_can_stop_while_it_looks_for_files(tmp_path: Path, news: Path) -> None:
    whole = indexed(tmp_path, news)
    asked = iter(range(100))
    said = indexed(tmp_path, news, stopped=lambda: next(asked) > 2)
    assert len(said) < len(whole)
    assert kept(tmp_path).state is ImportState.STOPPED
    assert FileStatus.REMOVED not in kept(tmp_path).counts


KILLED = """
import os, sys, time
from pathlib import Path
from index.build.pipeline import build
from index.corrections import Corrections
left = 6
def report(line):
    global left
    left -= 1
    time.sleep(0.11)
    if not left:
        os._exit(9)
folder, news = map(Path, sys.argv[1:])
build(folder / "library", [news], corrections=Corrections(folder / "log"), report=report)
"""


def test_a_killed_import_leaves_its_report_as_far_as_it_went(tmp_path: Path, news: Path) -> None:
    whole = Counter(indexed(tmp_path, news))
    kill = [sys.executable, "-c", KILLED, str(tmp_path), str(news)]
    assert subprocess.run(kill, cwd=PROJECT, check=False).returncode == 9
    report = kept(tmp_path)
    assert (report.state, report.ended, report.lost) == (ImportState.UNFINISHED, None, 0)
    assert 0 < len(report.files) <= 6
    assert {one.path for one in report.files} <= {one.path for one in whole}
    with pytest.raises(DatelineError):  # one that can't begin changes nothing of that
        indexed(tmp_path, tmp_path / "nowhere")
    assert kept(tmp_path).files == report.files
    indexed(tmp_path, news)
    assert kept(tmp_path).state is ImportState.FINISHED


def test_an_import_that_breaks_off_is_unfinished(tmp_path: Path, news: Path) -> None:
    def full(line: FileReport) -> None:
        raise OSError("no space left")

    with pytest.raises(OSError, match="space"):
        build(tmp_path / "library", [news], corrections=Corrections(tmp_path / "log"), report=full)
    assert kept(tmp_path).state is ImportState.UNFINISHED


def test_the_report_before_counts_until_an_import_has_ended(tmp_path: Path, news: Path) -> None:
    library = tmp_path / "library"
    seen: list[Report | None] = []

    def look(line: FileReport) -> None:
        seen.append(read_report(library))

    log = Corrections(tmp_path / "log")
    build(library, [news], corrections=log, report=look)
    assert {one.state for one in seen if one} == {ImportState.RUNNING}, "there is no other one yet"
    first = kept(tmp_path)
    seen.clear()
    build(library, [news], corrections=log, report=look)
    assert {one.stamp for one in seen if one} == {first.stamp}
    assert kept(tmp_path).stamp != first.stamp


def test_an_import_that_another_keeps_out_leaves_the_report(tmp_path: Path, news: Path) -> None:
    indexed(tmp_path, news)
    first = kept(tmp_path)
    with writing(tmp_path / "library"), pytest.raises(LibraryBusy):
        indexed(tmp_path, news)
    assert read_report(tmp_path / "library", first) is first


def test_an_import_goes_on_where_no_report_can_be_written(tmp_path: Path, news: Path) -> None:
    for name in (f"{REPORT_FILE}/full", REPORT_FILE_IN_WRITING):
        (tmp_path / "library" / name).mkdir(parents=True)
    assert indexed(tmp_path, news) == indexed(tmp_path / "other", news)
    with pytest.raises(LibraryDamaged, match="directory"):
        read_report(tmp_path / "library")


# The file

WORDS = st.text(st.characters(), max_size=12)
FILES = st.lists(
    st.builds(FileReport, WORDS, st.sampled_from(FileStatus), WORDS, st.none() | WORDS, st.none() | WORDS, WORDS),
    max_size=250,
)


def written(folder: Path, files: list[FileReport], end: Callable[[ReportFile], None]) -> None:
    with ReportFile(folder) as report:
        for one in files[:1]:
            report.add(one)
        report.begin(["/news"])
        for one in files[1:]:
            report.add(one)
        end(report)


@given(FILES, st.booleans())
def test_any_report_comes_back(files: list[FileReport], stopped: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        written(Path(name), files, lambda report: report.end(stopped=stopped))
        report = read_report(Path(name))
    assert report is not None
    assert Counter(report.files) == Counter(files)
    assert is_in_order(report)
    assert report.state is (ImportState.STOPPED if stopped else ImportState.FINISHED)
    assert report.lost == 0


SOME = [FileReport(f"{n}.txt", FileStatus.FAILED, "why\n\x1b[2J", None, None, "Mend it") for n in range(250)]


@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=3))
def test_a_damaged_report_gives_what_can_be_read_and_says_so(at: int, put: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        written(Path(name), SOME, lambda report: report.end(stopped=False))
        path = Path(name) / REPORT_FILE
        whole = path.read_bytes()
        at %= len(whole)
        path.write_bytes(whole[:at] + put + whole[at + len(put) :])
        try:
            report = read_report(Path(name))
        except LibraryDamaged as error:
            assert at < whole.index(b"\n")
            assert error.remedy
            return
    assert report is not None
    strange = Counter(report.files) - Counter(SOME)
    assert strange.total() <= 1, "one value may be another one now"
    if report.state is ImportState.FINISHED:
        assert len(report.files) + report.lost >= len(SOME)


@given(st.integers(0, 10**6))
def test_a_report_that_is_cut_is_unfinished(at: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        written(Path(name), SOME, lambda report: report.end(stopped=False))
        path = Path(name) / REPORT_FILE
        whole = path.read_bytes()
        head, end = whole.index(b"\n"), whole.rindex(b"\n", 0, -1)
        at = head + 1 + at % (end - head - 1)
        path.write_bytes(whole[:at])
        report = read_report(Path(name))
    assert report is not None
    assert (report.state, report.lost) == (ImportState.UNFINISHED, 0)
    assert not Counter(report.files) - Counter(SOME)


@pytest.mark.parametrize(
    "content", [b"", b"{}\n", b"\xff\xfe\0\n", b"[" * 100_000, b'{"type": "import", "format": 99}\n', b"null\n", b"7"]
)
def test_a_file_that_is_no_report_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / REPORT_FILE).write_bytes(content)
    with pytest.raises(LibraryDamaged, match=r"report of the last import can't be read") as raised:
        read_report(tmp_path)
    assert "dateline index" in raised.value.remedy


def test_a_folder_in_the_place_of_the_report_is_named(tmp_path: Path) -> None:
    (tmp_path / REPORT_FILE).mkdir()
    with pytest.raises(LibraryDamaged, match="directory"):
        read_report(tmp_path)


def test_no_report_is_none(tmp_path: Path) -> None:
    assert read_report(tmp_path) is None
