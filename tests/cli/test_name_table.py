"""A list of names looked up at once: each as if it had been asked for alone, none dropped, nothing beyond the width."""

from __future__ import annotations

import io
import json
from collections import Counter
from pathlib import Path

import pytest

from index.cli import name_table
from index.cli.cells import cells
from index.model import Actor, ActorRef, NameKind, PartialDate, Sought
from tests.cli.conftest import Dateline

LIST = "\ufeffHaftar\n\n# politicians\nAguila Saleh   # of Tobruk\n  Khalifa   Hifter\r\nNobody At All\nlibya\nHaftar\n"
NAMES = ["Haftar", "Aguila Saleh", "Khalifa Hifter", "Nobody At All", "libya", "Haftar"]


@pytest.fixture
def names(tmp_path: Path) -> str:
    path = tmp_path / "names.txt"
    path.write_text(LIST, "utf-8", newline="")
    return str(path)


def test_each_name_of_a_list_is_answered_as_if_it_were_asked_for_alone(samples: Dateline, names: str) -> None:
    lines = samples("actors", "--from", names, "--json").json
    rows = {row["id"]: row for row in samples("list", "--json").json}
    assert [line["name"] for line in lines] == NAMES
    for line in lines:
        alone = samples("actors", line["name"], "--json")
        if alone.code:
            assert (line["actor"], line["mentions"], line["articles"], line["candidates"]) == (None, 0, {}, [])
            continue
        (actor,) = alone.json
        assert line["actor"] == {"id": actor["id"], "name": actor["name"], "kind": actor["kind"]}
        assert (line["mentions"], line["articles"]) == (actor["mentions"], actor["articles"])
        sources: Counter[str] = Counter()
        for article, count in actor["articles"].items():
            sources[rows[article]["label"]] += count
        assert list(line["sources"].items()) == sorted(sources.items(), key=lambda one: (-one[1], one[0]))


def test_a_name_of_several_lists_them_and_the_exit_code_says_whether_any_was_found(
    dateline: Dateline, seeds: Path, names: str
) -> None:
    dateline("index", str(seeds))
    dateline("split", "Khalifa Haftar", "Haftar", "--article", "000")
    dateline("rename", "Khalifa Haftar", "The Marshal")
    dateline("rename", "haftar-" + _split_id(dateline), "The Other")
    run = dateline("actors", "--from", names)
    assert (run.code, "5 of 6" in run.err) == (0, False)
    line = next(line for line in run.out.splitlines() if line.startswith("Haftar "))
    assert "could be: " in line and "khalifa-haftar (person)" in line
    (first, *_) = dateline("actors", "--from", names, "--json").json
    assert (first["actor"], len(first["candidates"])) == (None, 2)
    assert dateline("actors", "--from", names, "--kind", "country", "--json").json[0]["candidates"] == []
    Path(names).write_text("Nobody\n#x\n")
    run = dateline("actors", "--from", names)
    assert (run.code, "0 of 1 name found, 1 not found" in run.err) == (1, True)
    assert "Nobody" in run.out


def _split_id(dateline: Dateline) -> str:
    found = dateline("actors", "Haftar", "--json").json
    return next(line["id"] for line in found if line["id"].startswith("haftar-")).removeprefix("haftar-")


def test_a_list_comes_through_a_pipe_too(samples: Dateline, names: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Piped(io.StringIO):
        buffer = io.BytesIO(LIST.encode())

    monkeypatch.setattr("tests.cli.conftest.io.StringIO", Piped)
    assert samples("actors", "--from", "-", "--json").out == samples("actors", "--from", names, "--json").out


def test_dates_are_those_of_the_first_and_the_last_article_that_has_one(
    dateline: Dateline, seeds: Path, names: str
) -> None:
    dateline("index", str(seeds))
    assert {line["first"] for line in dateline("actors", "--from", names, "--json").json} == {None}
    dateline("set", "000", "date=2020-01-10")
    dateline("set", "002", "date=2020")
    dateline("set", "003", "date=2019-12")
    first = dateline("actors", "--from", names, "--json").json[0]
    assert (first["first"], first["last"]) == ("2019-12", "2020")


@pytest.mark.parametrize("options", [("Haftar",), ("--forms",), ("--profile",), ("--min-sources", "2")])
def test_a_list_is_not_mixed_with_what_asks_for_something_else(
    samples: Dateline, names: str, options: tuple[str, ...]
) -> None:
    assert samples("actors", "--from", names, *options).code == 2


def test_a_list_that_is_no_text_is_refused_with_its_line(samples: Dateline, tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(b"Haftar\n\xff\xfe\n")
    run = samples("actors", "--from", str(tmp_path / "list"))
    assert (run.code, "line 2" in run.err) == (2, True)
    assert samples("actors", "--from", str(tmp_path / "absent")).code == 2


def found(name: str, sources: dict[str, int]) -> name_table.Found:
    actor = Actor(name.lower(), name * 3, NameKind.PERSON, {name: 1}, {"x": sum(sources.values())})
    return name_table.Found(Sought(name, actor, ()), sources, PartialDate(2020), None)


def missing(name: str, *candidates: str) -> name_table.Found:
    refs = tuple(ActorRef(one, one, NameKind.PLACE) for one in candidates)
    return name_table.Found(Sought(name, None, refs), {}, None, None)


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 200])
def test_the_table_keeps_to_the_width_and_begins_with_the_sources_that_name_most(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(name_table, "width", lambda: columns)
    rows = [
        found("哈夫塔尔", {"Beta": 3, "Alpha": 1}),
        found("Ann Lee of the Very Long Name", {f"Source {n}": 1 for n in range(30)} | {"Beta": 2}),
        missing("Lee", *(f"lee-{n}" for n in range(40))),
        missing("Nobody"),
    ]
    name_table._print_table(rows)
    head, *lines = capsys.readouterr().out.splitlines()
    assert all(cells(line) <= columns for line in (head, *lines) if columns >= 60)
    assert len(lines) == len(rows)
    assert columns < 80 or head.split()[5] == "Beta"
    assert ("could be" in lines[2], "not found" in lines[3]) == (True, True)
    places = {cells(line[: line.rindex("2020") + 4]) for line in lines[:2]}
    assert len(places) == 1


def test_json_of_a_name_that_means_nobody_is_whole(samples: Dateline, names: str) -> None:
    line = json.loads(samples("actors", "--from", names, "--json").out.splitlines()[3])
    assert set(line) == {"name", "actor", "mentions", "sources", "articles", "first", "last", "candidates"}
