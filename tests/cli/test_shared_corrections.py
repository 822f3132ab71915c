"""Corrections that several people share: they apply before one's own, are never written, and what is wrong is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Dateline

HAFTAR = {"kind": "person", "form": "Khalifa Haftar"}
SALEH = {"kind": "person", "form": "Aguila Saleh"}
NOBODY = {"kind": "person", "form": "Nobody"}
GONE = {"id": "aaaaaaaaaa", "path": "gone.txt", "text_sha256": "0" * 64}
MERGE = {"id": "s1", "op": "merge", "into": HAFTAR, "others": [SALEH]}
VARIABLE = "DATELINE_SHARED_CORRECTIONS"


@pytest.fixture
def library(dateline: Dateline, seeds: Path) -> Dateline:
    assert dateline("index", str(seeds)).code == 0
    return dateline


@pytest.fixture
def shared(home: Path) -> Path:
    """A shared file that merges Saleh and Haftar, as the settings name it."""
    path = home / "desk" / "corrections.jsonl"
    path.parent.mkdir()
    write(path, MERGE)
    config = home / ".config/dateline/config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[corrections]\nshared = "~/desk/corrections.jsonl"\n')
    return path


def write(path: Path, *lines: Any) -> None:
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines))


def saleh(library: Dateline, **variables: str) -> str:
    return str(library("actors", "Aguila Saleh", "--json", **variables).json[0]["name"])


def test_shared_corrections_apply_and_ones_own_win(library: Dateline, shared: Path) -> None:
    assert saleh(library) == "Khalifa Haftar"
    library("split", "Khalifa Haftar", "Aguila Saleh", "Saleh")
    assert saleh(library) == "Aguila Saleh"
    assert library("undo").code == 0
    assert saleh(library) == "Khalifa Haftar"
    assert library("undo").code == 2, "a shared correction is nobody's to take back"
    library("rename", "Khalifa Haftar", "Mine")
    write(shared, MERGE, {"id": "s2", "op": "rename", "actor": HAFTAR, "name": "Theirs"})
    assert saleh(library) == "Mine"
    assert shared.read_text().count("\n") == 2


def test_a_shared_setting_is_shown_searched_and_overridden(library: Dateline, shared: Path) -> None:
    row = library("list", "--json").json[0]
    article = {"id": row["id"], "path": row["path"], "text_sha256": "0" * 64}
    write(shared, {"id": "s1", "op": "set", "article": article, "fields": {"source": "Wire", "date": "2020-01-09"}})
    assert library("search", "source:wire", "--json").json[0]["id"] == row["id"]
    library("set", row["id"], "source=Observer")
    (now,) = [one for one in library("list", "--json").json if one["id"] == row["id"]]
    assert (now["source"], now["published"]) == ("Observer", "2020-01-09")
    assert library("search", "source:wire").code == 1


def test_what_changes_in_the_shared_file_is_seen_the_next_time(library: Dateline, shared: Path) -> None:
    assert saleh(library) == "Khalifa Haftar"
    write(shared)
    assert saleh(library) == "Aguila Saleh"


def test_a_variable_names_another_file_and_wins(library: Dateline, shared: Path, home: Path) -> None:
    write(home / "other.jsonl", {"id": "o", "op": "rename", "actor": SALEH, "name": "The Speaker"})
    assert saleh(library, **{VARIABLE: "other.jsonl"}) == "The Speaker"
    shown = {line["name"]: line for line in library("config", "--json", **{VARIABLE: "other.jsonl"}).json}
    assert shown["corrections.shared"] == {"name": "corrections.shared", "value": "other.jsonl", "origin": VARIABLE}
    (shown_of_file,) = [line for line in library("config", "--json").json if line["name"] == "corrections.shared"]
    assert shown_of_file["origin"].endswith("config.toml:2")


def test_a_broken_line_of_either_file_is_named_and_the_rest_applies(
    library: Dateline, shared: Path, home: Path
) -> None:
    write(shared, "{broken", MERGE)
    library("rename", "Khalifa Haftar", "Mine")
    own = home / ".local/share/dateline/corrections.jsonl"
    with own.open("a") as file:
        file.write("nonsense\n")
    run = library("actors", "Aguila Saleh", "--json")
    assert run.json[0]["name"] == "Mine"
    assert f"{shared}:1 is no correction" in run.err
    told = library("doctor").out
    assert f"{shared}:1 is no correction" in told
    assert "corrections.jsonl:2 is no correction" in told


@pytest.mark.parametrize("fault", ["absent", "folder", "unreadable settings"])
def test_a_shared_file_that_cannot_be_read_is_said_and_reading_goes_on(
    library: Dateline, shared: Path, home: Path, fault: str
) -> None:
    write(shared)
    library("rename", "Aguila Saleh", "Mine")
    shared.unlink()
    if fault == "folder":
        shared.mkdir()
    if fault == "unreadable settings":
        (home / ".config/dateline/config.toml").write_text("[corrections\n")
    run = library("actors", "Aguila Saleh", "--json")
    assert (run.code, run.json[0]["name"]) == (0, "Mine")
    assert "warning" in run.err and "shared" in run.err
    assert library("rename", "Mine", "Still mine").code == 0
    assert library("search", "ceasefire").code == 0
    examined = library("doctor", "--check")
    assert (examined.code, "shared" in examined.out) == (0, True)


def test_ones_own_file_is_not_read_twice(library: Dateline, home: Path) -> None:
    library("merge", "Khalifa Haftar", "Aguila Saleh")
    own = home / ".local/share/dateline/corrections.jsonl"
    run = library("doctor", **{VARIABLE: str(own)})
    assert "fits" not in run.out
    assert library("undo", **{VARIABLE: str(own)}).code == 0
    assert saleh(library, **{VARIABLE: str(own)}) == "Aguila Saleh"


MISFITS: dict[str, tuple[dict[str, Any], str]] = {
    "merge": ({"into": HAFTAR, "others": [NOBODY]}, "nobody is called Nobody (person)"),
    "must-link": ({"into": NOBODY, "others": [HAFTAR]}, "nobody is called Nobody (person)"),
    "cannot-link": ({"form": HAFTAR, "other": NOBODY}, "nobody is called Nobody (person)"),
    "split": ({"actor": HAFTAR, "forms": ["Nobody"]}, "Khalifa Haftar is never called Nobody"),
    "ignore": ({"actor": HAFTAR, "names": [NOBODY]}, "Khalifa Haftar is never called Nobody"),
    "rename": ({"actor": NOBODY, "name": "Somebody"}, "nobody is called Nobody (person)"),
    "retype": ({"actor": NOBODY, "kind": "place"}, "nobody is called Nobody (person)"),
    "add": ({"form": "Nobody At All", "kind": "person"}, "it stands nowhere"),
    "set": ({"article": GONE, "fields": {"title": "x"}}, "the article gone.txt is not here"),
    "undo": ({"undoes": "nothing"}, "takes back what is not there"),
}


@pytest.mark.parametrize("where", ["own", "shared"])
@pytest.mark.parametrize("op", MISFITS)
def test_each_correction_that_fits_nothing_is_reported_with_its_line(
    library: Dateline, shared: Path, home: Path, op: str, where: str
) -> None:
    before = library("actors", "--json", **{VARIABLE: "/dev/null"}).out
    own = home / ".local/share/dateline/corrections.jsonl"
    own.parent.mkdir(parents=True, exist_ok=True)
    values, why = MISFITS[op]
    write(shared)
    write(shared if where == "shared" else own, "", {"id": "1", "op": op, **values})
    run = library("doctor")
    (line,) = [line for line in run.out.splitlines() if why in line]
    assert f"{shared if where == 'shared' else 'corrections.jsonl'}:2 " in line
    assert run.code == 0
    assert library("actors", "--json").out == before


def test_what_fits_in_part_applies_and_is_reported(library: Dateline, shared: Path) -> None:
    write(
        shared,
        MERGE | {"others": [SALEH, NOBODY]},
        {"id": "2", "op": "split", "actor": HAFTAR, "forms": ["Hafter", "Nobody"], "article": GONE},
        {"id": "3", "op": "add", "form": "warlord", "kind": "person", "actor": NOBODY},
        {"id": "4", "op": "add", "form": "Haftar", "kind": "person"},
        {"id": "5", "op": "cannot-link", "form": HAFTAR, "other": {"kind": "person", "form": "Hafter"}},
        {"id": "6", "op": "merge", "into": HAFTAR, "others": [{"kind": "person", "form": "Hafter"}]},
    )
    told = library("doctor").out
    assert saleh(library) == "Khalifa Haftar"
    for said in (
        ":1 fits only in part: Aguila Saleh and Nobody are now Khalifa Haftar (nobody is called Nobody (person))",
        ":2 fits nothing in this library: Hafter and Nobody are not Khalifa Haftar in gone.txt (the article gone.txt",
        ":3 fits nothing in this library: warlord is a name of Nobody (nobody is called Nobody (person))",
        ":4 fits nothing in this library: Haftar is a name (person) (it is a name, or part of one, wherever",
        ":6 fits nothing in this library: Hafter is now Khalifa Haftar (a cannot-link keeps Khalifa Haftar and Hafter",
    ):
        assert f"{shared}{said}" in told
    assert f"{shared}:5" not in told


def test_a_split_of_a_form_that_its_article_has_no_more_is_reported(library: Dateline, shared: Path) -> None:
    row = next(row for row in library("list", "--json").json if row["path"].startswith("000"))
    here = {"id": row["id"], "path": row["path"], "text_sha256": "0" * 64}
    write(shared, {"id": "1", "op": "split", "actor": HAFTAR, "forms": ["Hafter"], "article": here})
    assert "the article does not call anybody so" in library("doctor").out
