"""set, merge, split, ignore and undo: shown at once, named by kind and form, and taken back without a trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Dateline


@pytest.fixture
def library(dateline: Dateline, seeds: Path) -> Dateline:
    assert dateline("index", str(seeds)).code == 0
    return dateline


def actors(library: Dateline) -> str:
    return library("actors", "--json").out


@pytest.mark.parametrize(
    "correction",
    [
        ("merge", "Khalifa Haftar", "Aguila Saleh"),
        ("split", "Khalifa Haftar", "Hafter"),
        ("split", "Khalifa Haftar", "Haftar", "--article", "002"),
        ("rename", "hifter", "The Field Marshal"),
        ("retype", "Sirte", "country"),
        ("ignore", "Berlin"),
        ("ignore", "Haftar", "--article", "000"),
        ("add", "warlord", "--as", "Khalifa Haftar"),
        ("must-link", "Khalifa Haftar", "Aguila Saleh"),
        ("cannot-link", "Khalifa Haftar", "Hafter"),
        ("set", "000", "title=Another title", "source=Wire", "date=2020-01-09"),
    ],
)
def test_undo_takes_any_correction_back(library: Dateline, correction: tuple[str, ...]) -> None:
    before = (actors(library), library("list", "--json").out, library("refs", "Khalifa Haftar", "--json").out)
    assert library(*correction).code == 0
    during = (actors(library), library("list", "--json").out, library("refs", "Khalifa Haftar", "--json").out)
    assert during != before
    assert library("undo").code == 0
    assert (actors(library), library("list", "--json").out, library("refs", "Khalifa Haftar", "--json").out) == before


def test_merged_actors_are_one_everywhere(library: Dateline) -> None:
    (saleh,) = library("actors", "Aguila Saleh", "--json").json
    (haftar,) = library("actors", "Khalifa Haftar", "--json").json
    library("merge", "Khalifa Haftar", "Aguila Saleh")
    (merged,) = library("actors", saleh["id"], "--json").json
    assert merged["id"] == haftar["id"]
    assert merged["mentions"] == haftar["mentions"] + saleh["mentions"]
    found = library("search", "actor:saleh", "--json").json
    assert found[-1]["total"] == 5
    (article,) = library("show", "002", "--json").json
    assert {m["actor"] for m in article["mentions"] if m["text"] == "Saleh"} == {haftar["id"]}


def test_a_split_form_is_an_actor_of_its_own(library: Dateline) -> None:
    library("split", "Khalifa Haftar", "Khalifa Hifter")
    names = {line["name"]: line for line in library("actors", "Hifter", "--json").json}
    assert names["Khalifa Hifter"]["mentions"] == 1
    assert "Khalifa Hifter" not in library("actors", "Khalifa Haftar", "--json").json[0]["forms"]


def test_a_renamed_actor_keeps_its_forms_and_its_id(library: Dateline) -> None:
    (before,) = library("actors", "hifter", "--json").json
    assert "is now called The Field Marshal" in library("rename", "hifter", "The Field Marshal").out
    (after,) = library("actors", "field marshal", "--json").json
    assert after == before | {"name": "The Field Marshal"}
    assert library("search", "actor:haftar", "--json").json[-1]["total"] == 5
    assert library("refs", "The Field Marshal", "Russia", "--json").json[0]["actor"]["name"] == "The Field Marshal"


def test_a_retyped_actor_is_of_that_kind_everywhere(library: Dateline) -> None:
    (sirte,) = library("actors", "Sirte", "--json").json
    assert library("retype", "Sirte", "organisation", "--json").json == [{"changed": "Sirte is now an organisation"}]
    assert library("search", "org:sirte", "--json").json[-1]["total"] == len(sirte["articles"])
    assert library("search", "place:sirte").code == 1
    (article,) = library("show", next(iter(sirte["articles"])), "--json").json
    assert {m["kind"] for m in article["mentions"] if m["actor"] == sirte["id"]} == {"organisation"}
    assert library("retype", "Sirte", "nationality").code == 2
    assert library("retype", "Sirte", "organisation").code == 2


@pytest.mark.parametrize(
    "correction",
    [
        ("merge", "Khalifa Haftar", "Aguila Saleh", "Berlin"),
        ("split", "Khalifa Haftar", "Hafter"),
        ("split", "Khalifa Haftar", "Haftar", "--article", "002"),
        ("rename", "Khalifa Haftar", "The Field Marshal"),
        ("retype", "Sirte", "country"),
        ("ignore", "Haftar"),
        ("ignore", "Haftar", "--article", "000"),
        ("add", "warlord", "--kind", "person"),
        ("add", "ceasefire", "--kind", "event", "--article", "002"),
        ("must-link", "Khalifa Haftar", "Aguila Saleh"),
        ("cannot-link", "Khalifa Haftar", "Hafter"),
    ],
)
def test_a_dry_run_says_what_the_correction_then_does(
    library: Dateline, home: Path, correction: tuple[str, ...]
) -> None:
    before = actors(library)
    (said,) = library(*correction, "--dry-run", "--json").json
    shown = library(*correction, "--dry-run")
    assert (shown.code, actors(library)) == (0, before)
    assert not (home / ".local/share/dateline/corrections.jsonl").exists()
    assert said["would"] in shown.out
    assert f"changes {said['mentions']} mention" in shown.out
    assert library(*correction, "--json").json == [{"changed": said["would"]}]
    now = {line["name"]: line for line in library("actors", "--json").json}
    for actor in said["after"]:
        told = {key: now[actor["name"]][key] for key in actor}
        assert told | {"id": ""} == actor | {"id": ""}  # an actor split off is given its id when that is done


def test_an_added_name_is_shown_in_its_article_and_found_by_a_search(library: Dateline) -> None:
    library("add", "warlord", "--as", "Khalifa Haftar")
    (article,) = library("show", "003", "--json").json
    (haftar,) = library("actors", "Khalifa Haftar", "--json").json
    (mention,) = [one for one in article["mentions"] if one["text"] == "warlord"]
    assert (mention["actor"], mention["kind"], haftar["forms"]["warlord"]) == (haftar["id"], "person", 1)
    assert library("actors", "warlord", "--json").json == [haftar]


def test_add_wants_to_know_what_or_who(library: Dateline) -> None:
    assert "--kind" in library("add", "warlord").err
    assert library("add", "warlord", "--as", "Khalifa Haftar", "--kind", "place").code == 2
    assert library("add", "warlord", "--as", "Nobody").code == 1
    assert library("add", "Warlord", "--kind", "person").code == 2


def test_a_cannot_link_refuses_a_merge_until_a_must_link_takes_it_back(library: Dateline) -> None:
    before = actors(library)
    library("cannot-link", "Khalifa Haftar", "Hafter")
    refused = library("merge", "Khalifa Haftar", "Hafter")
    assert (refused.code, "dateline must-link 'Khalifa Haftar' Hafter" in refused.err) == (2, True)
    library("must-link", "Khalifa Haftar", "Hafter")
    assert actors(library) == before
    library("undo")
    library("undo")
    assert actors(library) == before


def test_ignoring_a_form_leaves_the_others(library: Dateline) -> None:
    library("ignore", "Hafter")
    (haftar,) = library("actors", "Khalifa Haftar", "--json").json
    assert "Hafter" not in haftar["forms"]
    assert haftar["forms"]["Khalifa Hifter"] == 1


def test_a_set_date_is_found_and_marked_as_the_users(library: Dateline) -> None:
    library("set", "001", "date=2020-01-10", "source=Observer")
    (row,) = [row for row in library("list", "--json").json if row["path"].startswith("001")]
    assert (row["published"], row["published_origin"], row["label"]) == ("2020-01-10", "user", "Observer")
    *hits, _ = library("search", "date:2020-01 source:observer", "--json").json
    assert [hit["path"][:3] for hit in hits] == ["001"]
    assert library("search", "date:2020-01", "--json").json[-1]["undated"] == 4


@pytest.mark.parametrize("fields", [("colour=red",), ("date=2020-02-30",), ("date=soon",), ("title=",), ("nonsense",)])
def test_an_impossible_setting_is_refused(library: Dateline, fields: tuple[str, ...]) -> None:
    assert library("set", "001", *fields).code == 2


def test_a_broken_line_is_reported_and_the_rest_applies(library: Dateline, home: Path) -> None:
    library("set", "001", "source=Observer")
    file = home / ".local/share/dateline/corrections.jsonl"
    with file.open("a") as lines:
        lines.write("{broken\n")
    library("ignore", "Berlin")
    assert library("actors", "Berlin").code == 1
    assert "corrections.jsonl:2" in library("doctor").out
    assert len(file.read_text().splitlines()) == 3


@pytest.mark.parametrize(
    ("correction", "gone"),
    [
        (("merge", "Khalifa Haftar", "Aguila Saleh"), "Aguila Saleh"),
        (("rename", "Aguila Saleh", "The Speaker"), "Aguila Saleh"),
        (("retype", "Sirte", "country"), "Sirte"),
        (("ignore", "Hafter"), "Khalifa Haftar"),
    ],
)
def test_a_correction_that_fits_nothing_any_more_is_reported(
    library: Dateline, home: Path, correction: tuple[str, ...], gone: str
) -> None:
    before = actors(library)
    library(*correction)
    file = home / ".local/share/dateline/corrections.jsonl"
    file.write_text(file.read_text().replace(gone, "Somebody Gone"))
    assert "fits nothing" in library("doctor").out
    assert actors(library) == before


def test_undo_without_a_correction_says_so(library: Dateline) -> None:
    run = library("undo")
    assert run.code == 2
    assert "no correction" in run.err


def test_a_setting_that_makes_no_sense_is_a_broken_line(library: Dateline, home: Path) -> None:
    library("set", "001", "date=2020-01-10")
    file = home / ".local/share/dateline/corrections.jsonl"
    file.write_text(file.read_text().replace("2020-01-10", "soon"))
    assert library("list").code == 0
    assert "corrections.jsonl:1" in library("doctor").out
