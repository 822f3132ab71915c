"""note, tag, star, mark, saved, export and verify: what they write is there for every command, and what they print."""

from __future__ import annotations

import io
import json
import os
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Dateline


@pytest.fixture
def library(dateline: Dateline, seeds: Path) -> Dateline:
    assert dateline("index", str(seeds)).code == 0
    return dateline


@pytest.fixture
def notebook(home: Path) -> Path:
    return home / ".local/share/dateline/notebook.sqlite3"


def listed(library: Dateline) -> dict[str, dict[str, object]]:
    fields = ("read", "starred", "tags", "notes")
    return {row["path"][:3]: {name: row[name] for name in fields} for row in library("list", "--json").json}


def test_a_note_is_written_listed_changed_removed_and_brought_back(library: Dateline) -> None:
    (note,) = library("note", "001", "Compare", "with 003", "--json").json
    assert (note["text"], note["quote"], note["standing"]) == ("Compare with 003", "", "placed")
    assert library("note", "--json").json == library("note", "001", "--json").json == [note]
    assert library("note", "000").code == 1
    (changed,) = library("note", "--change", note["id"], "Or", "not", "--json").json
    assert changed["text"] == "Or not"
    assert "note --restore " + note["id"] in library("note", "--remove", note["id"]).out
    assert library("note").code == 1
    assert library("note", "--restore", note["id"][:5]).code == 0
    assert [one["text"] for one in library("note", "--json").json] == ["Or not"]
    assert listed(library)["001"]["notes"] == 1


def test_a_note_on_words_or_a_range_is_on_exactly_these(library: Dateline) -> None:
    (article,) = library("show", "001", "--json").json
    (by_words,) = library("note", "001", "--quote", "REJECTED a\n ceasefire", "--json").json
    assert article["text"][by_words["start"] : by_words["end"]] == by_words["quote"] == "rejected a ceasefire"
    span = f"{by_words['start']}:{by_words['end']}"
    (by_range,) = library("note", "001", "x", "--range", span, "--json").json
    assert (by_range["start"], by_range["end"]) == (by_words["start"], by_words["end"])
    assert [one["id"] for one in library("show", "001", "--json").json[0]["notes"]] == [by_words["id"], by_range["id"]]


def test_a_note_is_read_from_standard_input(library: Dateline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.cli.notebook.sys", type("Sys", (), {"stdin": io.StringIO("two\nlines \x1b[31m\n")}))
    assert library("note", "000", "-").code == 0
    assert [one["text"] for one in library("note", "--json").json] == ["two\nlines [31m"]


@pytest.mark.parametrize("saves", [True, False])
def test_a_note_is_written_in_an_editor(library: Dateline, home: Path, saves: bool) -> None:
    editor = home / "editor"
    editor.write_text("#!/bin/sh\n" + ("echo 'from the editor' >> \"$1\"\n" if saves else "true\n"))
    editor.chmod(0o755)
    run = library("note", "000", "--edit", VISUAL=str(editor))
    assert run.code == (0 if saves else 2)
    assert len(library("note", "--json").json) == saves


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("note", "999", "x"), 1),
        (("note", "00", "x"), 2),
        (("note", "001", "--quote", "no such words"), 2),
        (("note", "001", "--quote", "the"), 2),
        (("note", "001", "--range", "1-2"), 2),
        (("note", "001", "--range", "5:5"), 2),
        (("note", "001", "--range", "0:99999999"), 2),
        (("note", "001", "--range", "0:5", "--quote", "x"), 2),
        (("note", "--range", "0:5"), 2),
        (("note", "001", " "), 2),
        (("note", "--remove", "ffffffff"), 1),
        (("note", "--remove", "a", "--restore", "b"), 2),
        (("note", "001", "x", "--remove", "a"), 2),
        (("tag", "--add", "x"), 2),
        (("tag", "001", "--add", "a b"), 2),
        (("tag", "999", "--add", "x"), 1),
        (("star", "--remove"), 2),
        (("mark", "001"), 2),
        (("mark", "--read"), 2),
        (("mark", "001", "--all", "--read"), 2),
        (("saved", "x", "(haftar"), 2),
        (("saved", "x"), 1),
        (("saved", "x", "--forget"), 1),
        (("saved", " ", "haftar"), 2),
        (("export",), 1),
        (("export", "--range", "001"), 2),
        (("export", "--range", "001:5:2"), 2),
        (("verify", "no-such-file"), 2),
        (("verify", "."), 2),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    library: Dateline, notebook: Path, arguments: tuple[str, ...], code: int
) -> None:
    run = library(*arguments)
    assert run.code == code
    assert run.err
    assert not notebook.exists()


def test_tags_stars_and_marks_show_in_every_list(library: Dateline) -> None:
    assert library("tag", "001", "003", "--add", "libya", "--add", "EU").code == 0
    assert library("tag", "003", "--remove", "eu", "--json").json[0]["tags"] == ["libya"]
    assert library("tag", "--json").json == [{"tag": "EU", "articles": 1}, {"tag": "libya", "articles": 2}]
    assert library("star", "003").code == 0
    assert [row["path"][:3] for row in library("star", "--json").json] == ["003"]
    assert library("mark", "000", "003", "--read").code == 0
    assert listed(library) == {
        "000": {"read": True, "starred": False, "tags": [], "notes": 0},
        "001": {"read": False, "starred": False, "tags": ["EU", "libya"], "notes": 0},
        "002": {"read": False, "starred": False, "tags": [], "notes": 0},
        "003": {"read": True, "starred": True, "tags": ["libya"], "notes": 0},
        "004": {"read": False, "starred": False, "tags": [], "notes": 0},
    }
    assert " r*   003" in library("list").out
    assert library("search", "tag:libya -is:read", "--json").json[-1]["total"] == 1
    assert library("star", "003", "--remove").code == 0
    assert library("star").code == 1
    assert len(library("mark", "--all", "--read", "--json").json) == 3
    assert library("mark", "--all", "--unread").out == "5 articles marked as unread\n"


def test_a_saved_search_prints_what_is_new_once(library: Dateline, home: Path) -> None:
    assert library("saved", "truce", "haftar", "-qatar").code == 0
    assert library("saved", "--json").json[0]["new"] == 0
    assert library("saved", "truce").code == 1
    more = home / "more"
    more.mkdir()
    (more / "new.txt").write_text("A new report\n\nKhalifa Haftar left Tripoli.\n")
    assert library("index", str(more)).code == 0
    assert library("saved", "--json").json[0] | {"seen_at": ""} == {
        "name": "truce",
        "query": "haftar -qatar",
        "seen_at": "",
        "total": 4,
        "new": 1,
    }
    for options in (("--peek",), ()):
        assert [row["path"] for row in library("saved", "truce", "--json", *options).json] == ["new.txt"]
    assert library("saved", "truce").code == 1
    assert library("saved", "truce", "--forget").code == 0
    assert library("saved").code == 1


def test_an_export_is_verified_until_something_changes(library: Dateline, home: Path, seeds: Path) -> None:
    folder = home / "own"
    folder.mkdir()
    (folder / "a.txt").write_text("A title\r\n\r\nThe body 😀 has\r\nwords.\r\n", newline="")
    library("index", str(folder))
    library("note", "a.txt", "why", "--quote", "body 😀 has words")
    library("note", "001", "whole")
    assert library("export", "--output", "out.jsonl").code == 0
    lines = [json.loads(line) for line in (home / "out.jsonl").read_text().splitlines()]
    ours = next(line for line in lines if line["path"] == "a.txt")
    assert (ours["note"], ours["line"], ours["quote"]) == ("why", 3, "body 😀 has words")
    run = library("verify", "out.jsonl", "--json")
    assert (run.code, [line["status"] for line in run.json]) == (0, ["same", "same"])
    (folder / "a.txt").write_text("A title\n\nMore. The body 😀 has words.\n")
    library("index")
    run = library("verify", "out.jsonl", "--json")
    assert (run.code, {line["path"]: line["status"] for line in run.json}["a.txt"]) == (4, "changed")
    (folder / "a.txt").unlink()
    library("index")
    run = library("verify", "out.jsonl")
    assert run.code == 4
    assert "1 same, 1 missing" in run.err


def test_verify_names_hostile_lines_by_number(library: Dateline, home: Path) -> None:
    library("note", "001", "x")
    good = library("export", "--json").out
    (home / "out.jsonl").write_bytes(good.encode() + b'{"path": "\\u001b[31m"}\nno\x1b[0m\n\n' + good.encode())
    run = library("verify", "out.jsonl")
    assert run.code == 4
    assert "\x1b" not in run.out
    assert [line.split()[:2] for line in run.out.splitlines()] == [
        ["same", "1"],
        ["broken", "2"],
        ["broken", "3"],
        ["same", "5"],
    ]
    (home / "empty").touch()
    assert library("verify", "empty").code == 1


def test_an_export_is_written_as_a_whole_or_not_at_all(library: Dateline, home: Path) -> None:
    library("note", "001", "x")
    (home / "out.md").write_text("before")
    (home / "out.md").chmod(0o640)
    assert library("export", "--output", "out.md").code == 0
    assert "Haftar rejects" in (home / "out.md").read_text()
    assert (home / "out.md").stat().st_mode & 0o777 == 0o640
    assert library("export", "--output", "no/such/folder/out.md").code == 2
    assert sorted(path.name for path in home.iterdir() if "out" in path.name) == ["out.md"]


def test_an_export_that_cannot_be_checked_says_which_one_can(library: Dateline, home: Path) -> None:
    library("note", "001", "x")
    library("export", "--output", "out.md")
    run = library("verify", "out.md")
    assert run.code == 4
    assert "`dateline export --json` writes what can be checked" in run.err
    library("export", "--output", "out.jsonl")
    assert "--json" not in library("verify", "out.jsonl").err


def test_any_words_are_exported_without_a_note(library: Dateline, notebook: Path) -> None:
    (one,) = library("export", "--range", "001:180:200", "--json").json
    assert (one["quote"], one["id"], one["note"]) == ("rejected a ceasefire", None, "")
    assert library("export", "--range", "001:180:200").out.startswith("> rejected a ceasefire\n")
    assert not notebook.exists()


def test_the_doctor_names_a_damaged_notebook_and_leaves_it(library: Dateline, notebook: Path) -> None:
    library("note", "001", "x" * 10_000)
    assert library("doctor").code == 0
    whole = notebook.read_bytes()
    hurt = whole[:4096] + os.urandom(8192) + whole[12288:]
    notebook.write_bytes(hurt)
    run = library("doctor")
    assert run.code == 3
    assert str(notebook) in run.out
    assert notebook.read_bytes() == hurt
    notebook.write_bytes(whole)
    with sqlite3.connect(notebook) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert "newer" in library("doctor").out
    assert library("star", "001").code == 2
    assert "newer dateline" in library("list").err


def test_a_narrow_standard_output_takes_an_export(library: Dateline) -> None:
    library("note", "002", "…", "--quote", "Egypt’s truce offer fails")
    assert "Egypt’s" in library("export", PYTHONIOENCODING="latin-1").out
