"""index and doctor: what changed is noticed, what is broken is named, and nothing is lost."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.build.lock import writing
from tests.cli.conftest import Dateline, environment


@pytest.fixture
def news(home: Path, seeds: Path) -> Path:
    folder = home / "news"
    shutil.copytree(seeds, folder)
    return folder


def statuses(dateline: Dateline, *paths: object) -> dict[str, str]:
    return {line["path"]: line["status"] for line in dateline("index", *map(str, paths), "--json").json}


def test_unchanged_files_are_not_read_again_and_changes_are_noticed(dateline: Dateline, news: Path) -> None:
    assert set(statuses(dateline, news).values()) == {"added"}
    assert set(statuses(dateline, news).values()) == {"unchanged"}
    first, second, *_ = sorted(news.iterdir())
    first.write_text(first.read_text() + "\n\nA new paragraph names Malta.\n")
    second.unlink()
    (news / "new.txt").write_text("A title\n\nA body that names Malta twice: Malta.\n")
    after = statuses(dateline, news)
    assert after[first.name] == "updated"
    assert after[second.name] == "removed"
    assert after["new.txt"] == "added"
    assert {line["path"] for line in dateline("search", "malta", "--json").json[:-1]} == {first.name, "new.txt"}


def test_a_renamed_file_is_known_by_its_text(dateline: Dateline, news: Path) -> None:
    statuses(dateline, news)
    (before,) = dateline("show", "004", "--json").json
    dateline("set", "004", "source=Wire")
    sorted(news.iterdir())[-1].rename(news / "renamed.txt")
    (line,) = [line for line in dateline("index", str(news), "--json").json if line["status"] != "unchanged"]
    assert (line["path"], line["status"]) == ("renamed.txt", "updated")
    assert line["reason"].startswith("renamed from 004_")
    (after,) = dateline("show", "renamed", "--json").json
    assert after["text"] == before["text"]
    assert after["source"] == "Wire"


def test_what_cannot_be_read_is_named_and_the_others_go_in(dateline: Dateline, home: Path) -> None:
    folder = home / "mixed"
    folder.mkdir()
    (folder / "good.txt").write_text("A title\n\nA good body.\n")
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "broken.jsonl").write_text(
        '{"title": "One", "body": "Body one."}\n{nonsense\n{"title": "Two", "body": "Body two."}\n'
    )
    (folder / "front.md").write_text("---\ntitle: [unclosed\n---\n\n# Heading\n\nBody.\n")
    run = dateline("index", str(folder), "--json")
    assert run.code == 4
    by_path = {line["path"]: line for line in run.json}
    assert by_path["good.txt"]["status"] == "added"
    assert by_path["empty.txt"]["status"] == by_path["binary.txt"]["status"] == "failed"
    assert by_path["broken.jsonl:2"]["status"] == "failed"
    assert by_path["broken.jsonl"]["reason"].startswith("2 articles")
    assert by_path["picture.png"]["status"] == "skipped"
    assert by_path["front.md"]["status"] == "added"
    assert by_path["front.md"]["reason"]
    assert all(line["reason"] for line in run.json if line["status"] == "failed")
    again = dateline("index", str(folder), "--json")
    assert again.code == 4
    assert {line["path"] for line in again.json if line["status"] == "failed"} == {
        "empty.txt",
        "binary.txt",
        "broken.jsonl:2",
    }


def test_a_missing_folder_is_an_error_with_a_remedy(dateline: Dateline, home: Path) -> None:
    run = dateline("index", str(home / "nowhere"))
    assert run.code == 2
    assert "no such file or folder" in run.err


def test_a_root_that_is_not_there_keeps_its_articles(dateline: Dateline, news: Path) -> None:
    statuses(dateline, news)
    news.rename(news.with_name("unmounted"))
    run = dateline("index")
    assert run.code == 4
    assert len(dateline("list", "--json").json) == 5


def test_a_missing_library_is_exit_code_3_with_the_command_that_builds_one(dateline: Dateline) -> None:
    run = dateline("list")
    assert run.code == 3
    assert "dateline index PATH" in run.err


def test_a_missing_library_points_to_what_the_app_has_read(dateline: Dateline, home: Path, news: Path) -> None:
    kept = home / ".cache" / "dateline" / "read" / "0123456789abcdef"
    assert dateline("--library", kept, "index", news).code == 0
    assert f"`--library {kept}` holds what the app has read of {news}" in dateline("list").err
    assert "the app" not in dateline("--library", home / "other", "list").err


def test_a_second_build_names_the_first(dateline: Dateline, home: Path, news: Path) -> None:
    library = home / "library"
    with writing(library):
        run = dateline("--library", str(library), "index", str(news))
    assert run.code == 2
    assert f"process {os.getpid()} on " in run.err
    assert dateline("--library", str(library), "index", str(news)).code == 0


@pytest.mark.parametrize("moment", [0.3, 0.6, 0.9, 1.3, 1.8])
def test_a_build_that_is_killed_leaves_a_library_that_the_next_one_completes(
    dateline: Dateline, home: Path, moment: float
) -> None:
    lines = [
        json.dumps(
            {
                "title": f"Report {n}",
                "body": f"Minister Ann Lee met Bob Stone in Paris. Number {n}.",
                "date": "2020-01-09",
            }
        )
        for n in range(600)
    ]
    (home / "many.jsonl").write_text("\n".join(lines))
    command = [sys.executable, "-m", "tui", "index", str(home / "many.jsonl")]
    build = subprocess.Popen(command, env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(moment)  # the moment of the fault, not a wait for a result
    build.send_signal(signal.SIGKILL)
    build.wait()
    before = dateline("search", "report", "--json", "-n", "0")
    assert before.code in (0, 1, 3), before.err
    assert dateline("index", str(home / "many.jsonl")).code == 0
    assert dateline("search", "report", "--json", "-n", "0").json[-1]["total"] == 600
    (lee,) = dateline("actors", "Ann Lee", "--json").json
    assert lee["mentions"] == 600
    assert dateline("doctor").code == 0


def test_doctor_rebuilds_a_damaged_store_and_a_damaged_full_text(dateline: Dateline, home: Path, news: Path) -> None:
    library = home / "library"
    here = ("--library", str(library))
    assert dateline(*here, "index", str(news)).code == 0
    store = library / "store.sqlite3"
    store.write_bytes(b"no database" + store.read_bytes()[11:])
    assert dateline(*here, "list").code == 3
    assert dateline(*here, "doctor").code == 0
    assert len(dateline(*here, "list", "--json").json) == 5
    for file in (library / "fulltext").iterdir():
        if file.suffix == ".seg":
            file.write_bytes(file.read_bytes()[:-40])
    assert dateline(*here, "doctor").code == 0
    assert dateline(*here, "search", "haftar", "--json").json[-1]["total"] == 5


def test_a_library_of_a_newer_version_is_refused_and_not_repaired(dateline: Dateline, home: Path, news: Path) -> None:
    import sqlite3

    library = home / "library"
    here = ("--library", str(library))
    dateline(*here, "index", str(news))
    connection = sqlite3.connect(library / "store.sqlite3")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    for command in (("list",), ("doctor",), ("index", str(news))):
        run = dateline(*here, *command)
        assert run.code == 3
        assert "newer" in run.err


def test_naughty_strings_go_in_and_come_out(dateline: Dateline, home: Path, shared_data: Path) -> None:
    naughty = json.loads((shared_data / "naughty-strings.json").read_text())
    lines = [json.dumps({"title": text, "body": f"Before. {text} After."}) for text in naughty]
    (home / "naughty.jsonl").write_text("\n".join(lines))
    run = dateline("index", str(home / "naughty.jsonl"), "--json")
    assert run.code == 0, run.err
    rows = dateline("list", "--json").json
    assert len(rows) == len(naughty)
    plain = dateline("list").out
    assert not any((ord(char) < 32 and char != "\n") or 127 <= ord(char) < 160 for char in plain)


def test_two_folders_may_hold_the_same_path(dateline: Dateline, home: Path) -> None:
    for name in ("a", "b"):
        (home / name).mkdir()
        (home / name / "x.txt").write_text(f"Title {name}\n\nBody {name}.\n")
    assert dateline("index", str(home / "a"), str(home / "b")).code == 0
    ids = {row["id"] for row in dateline("list", "--json").json}
    assert len(ids) == 2
    assert dateline("index").code == 0
    assert {row["id"] for row in dateline("list", "--json").json} == ids


def test_a_folder_takes_in_the_narrower_ones_that_were_indexed_before(dateline: Dateline, news: Path) -> None:
    inner = news / "inner"
    inner.mkdir()
    (inner / "x.txt").write_text("Title\n\nBody names Malta.\n")
    assert dateline("index", str(inner)).code == 0
    assert dateline("index", str(news)).code == 0
    assert sorted(row["path"] for row in dateline("list", "--json").json)[-1] == "inner/x.txt"
    assert len(dateline("list", "--json").json) == 6
    assert statuses(dateline) == dict.fromkeys((row["path"] for row in dateline("list", "--json").json), "unchanged")


def test_a_folder_that_is_no_utf8_is_refused_with_a_remedy(dateline: Dateline, home: Path) -> None:
    folder = os.fsdecode(os.fsencode(home) + b"/bad\xff")
    Path(folder).mkdir()
    (Path(folder) / "x.txt").write_text("Title\n\nBody.\n")
    assert dateline("index", folder).code == 2
    assert dateline("index", str(home)).code == 0
    assert [row["path"] for row in dateline("list", "--json").json] == ["bad\\xff/x.txt"]


def test_damage_that_shows_only_when_read_is_named(dateline: Dateline, home: Path, news: Path) -> None:
    here = ("--library", str(home / "library"))
    dateline(*here, "index", str(news))
    store = home / "library" / "store.sqlite3"
    pages = bytearray(store.read_bytes())
    pages[4096 * 3 :] = b"\xff" * (len(pages) - 4096 * 3)
    store.write_bytes(pages)
    for command in (("list",), ("show", "001"), ("search", "haftar")):
        run = dateline(*here, *command)
        assert run.code == 3
        assert "dateline doctor" in run.err
    assert dateline(*here, "doctor").code == 0
    assert len(dateline(*here, "list", "--json").json) == 5


def test_the_library_may_be_named_behind_the_command(dateline: Dateline, tmp_path: Path) -> None:
    news, library = tmp_path / "news", tmp_path / "library"
    news.mkdir()
    (news / "a.txt").write_text("Harbour board meets\n\nIt met on Monday.\n")
    assert dateline("index", str(news), "--library", str(library)).code == 0
    assert "Harbour" in dateline("list", f"--library={library}").out
    assert "Harbour" in dateline("--library", str(library), "list").out
    assert dateline("index", str(news), "--library").code == 2
