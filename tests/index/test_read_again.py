"""What could not be read is tried again when what stood in the way is gone, and not before."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from index.build.pipeline import build
from index.build.progress import FileReport, FileStatus
from index.corrections import Corrections
from index.extras import MODULES, is_there
from index.places import STORE_FILE
from index.readers import Limits
from index.readers.depends import MOMENT, limit, may_end_otherwise
from index.store import Store
from tests.index.test_readers_archives import STORY, zipped
from tests.index.test_readers_warc import answer


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    return folder


def told(news: Path, limits: Limits | None = None) -> list[FileReport]:
    said: list[FileReport] = []
    log = Corrections(news.parent / "corrections.jsonl")
    build(news.parent / "library", [news], corrections=log, report=said.append, limits=limits)
    return said


def statuses(said: list[FileReport]) -> list[tuple[str, FileStatus]]:
    return [(one.path, one.status) for one in said]


def test_an_archive_is_read_once_its_limit_is_higher(news: Path) -> None:
    (news / "a.zip").write_bytes(zipped({f"{n}.txt": f"{STORY}{n}".encode() for n in range(5)}))
    assert statuses(told(news, Limits(members=3))) == [("a.zip", FileStatus.FAILED)]
    assert statuses(told(news, Limits(members=2))) == [("a.zip", FileStatus.FAILED)]
    assert statuses(told(news, Limits(members=9))) == [("a.zip", FileStatus.UPDATED)]
    assert statuses(told(news, Limits(members=3))) == [("a.zip", FileStatus.UNCHANGED)]


def test_a_refusal_names_the_limit_and_the_option(news: Path) -> None:
    (news / "a.txt").write_text(STORY * 40)
    (refused,) = told(news, Limits(document_bytes=1000))
    assert "dateline index --limit document-bytes=" in refused.remedy
    (again,) = told(news, Limits(document_bytes=1000))
    assert (again.reason, again.remedy) == (refused.reason, refused.remedy)


def test_a_web_archive_is_read_once_there_is_what_reads_it(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("fastwarc")
    (news / "a.warc").write_bytes(answer())
    broken = tmp_path / "path"
    broken.mkdir()
    (broken / "fastwarc.py").write_text("raise ImportError\n")
    with monkeypatch.context() as patch:
        patch.syspath_prepend(broken)  # the process that reads has the same path
        (failed,) = told(news)
    assert failed.status is FileStatus.FAILED
    assert failed.remedy.endswith("-m pip install 'dateline[warc]'")
    assert [one.status for one in told(news)] == [FileStatus.UPDATED]


def test_what_another_import_may_end_otherwise() -> None:
    usual = Limits()
    assert not may_end_otherwise("", usual)
    assert may_end_otherwise(MOMENT, usual)
    assert not may_end_otherwise("extra nothing-of-ours", usual)
    assert [may_end_otherwise(f"extra {extra}", usual) for extra in MODULES] == [is_there(extra) for extra in MODULES]
    assert not may_end_otherwise(limit("seconds", usual.seconds), usual)
    assert may_end_otherwise(limit("archive-bytes", usual.archive_bytes), Limits(archive_bytes=usual.archive_bytes + 1))


def test_what_is_passed_over_keeps_its_reason_and_is_no_fault(news: Path) -> None:
    (news / "mine.opml").write_text('<opml version="2.0"><body/></opml>')
    (news / "a.txt").write_text(STORY)
    first, again = ({one.path: one for one in told(news)}["mine.opml"] for _ in range(2))
    assert again == first
    assert again.status is FileStatus.SKIPPED
    assert again.remedy
    store = Store.open(news.parent / "library")
    assert store.unread_files() == 0
    store.close()


def test_problems_of_older_libraries_are_still_told(news: Path) -> None:
    (news / "a.txt").write_bytes(b"")
    (first,) = told(news)
    with sqlite3.connect(news.parent / "library" / STORE_FILE) as store:
        store.execute("UPDATE files SET problems = ?", (json.dumps([[first.reason, first.path, first.remedy]]),))
    store.close()
    assert told(news) == [first]


def test_what_an_older_version_refused_is_read_once_more(news: Path) -> None:
    (news / "a.zip").write_bytes(zipped({f"{n}.txt": f"{STORY}{n}".encode() for n in range(5)}))
    (refused,) = told(news, Limits(members=3))
    with sqlite3.connect(news.parent / "library" / STORE_FILE) as store:
        store.execute("UPDATE files SET problems = ?", (json.dumps([[refused.reason, refused.path, refused.remedy]]),))
    store.close()
    assert statuses(told(news)) == [("a.zip", FileStatus.UPDATED)]
