"""kwic: every match on a line, one under the other whatever the script, and the JSON of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from index.cli.cells import begun, cells, ended, to_left, to_right
from tests.cli.conftest import Dateline

SCRIPTS = "abc é停火Криزوقف 한국 ｱｶﾞ Ａ…“”\u0301\u0308"


@pytest.mark.parametrize("sort", ["article", "left", "right", "match"])
def test_every_match_that_search_finds_is_a_line(samples: Dateline, sort: str) -> None:
    *hits, _ = samples("search", "ceasefire OR actor:russia", "--json").json
    *lines, summary = samples("kwic", "ceasefire OR actor:russia", "--sort", sort, "--json").json
    assert set(lines[0]) == {"article", "path", "label", "start", "end", "left", "match", "right"}
    expected = sorted((hit["id"], *match) for hit in hits for match in hit["matches"])
    assert sorted((line["article"], line["start"], line["end"]) for line in lines) == expected
    assert (summary["type"], summary["total"], summary["articles"]) == ("summary", len(lines), 5)
    for hit in hits:
        (article,) = samples("show", hit["id"], "--json").json
        for line in (line for line in lines if line["article"] == hit["id"]):
            assert article["text"][line["start"] : line["end"]] == line["match"]


def test_matches_stand_in_one_column(samples: Dateline) -> None:
    shown = samples("kwic", "ceasefire", "--context", "30", "-n", "12")
    assert len(shown.out.splitlines()) == 12
    *lines, summary = samples("kwic", "ceasefire", "--context", "30", "-n", "12", "--json").json
    columns = {
        text.rindex(line["match"] + line["right"]) for text, line in zip(shown.out.splitlines(), lines, strict=True)
    }
    assert len(columns) == 1
    assert f"12 of {summary['total']} found in 5 articles" in shown.err


def test_wide_and_combining_characters_keep_the_column(dateline: Dateline, home: Path) -> None:
    news = home / "news"
    news.mkdir()
    (news / "a.txt").write_text(
        "Report\n\nThe talks 停火協議 on ceasefire failed.\n\nЗа́втра ceasefire again, she said.\n"
    )
    dateline("index", str(news))
    shown = dateline("kwic", "ceasefire").out.splitlines()
    assert len({cell_len(line[: line.index("ceasefire")]) for line in shown}) == 1


def test_boilerplate_is_left_out_unless_asked_for(samples: Dateline) -> None:
    assert samples("kwic", "EU", "--json").json[-1]["articles"] == 1
    assert samples("kwic", "EU", "--boilerplate", "--json").json[-1]["articles"] == 2
    chrome = {
        (row["id"], at)
        for row in samples("list", "--json").json
        for block in samples("show", row["id"], "--json").json[0]["blocks"]
        if block["kind"] == "chrome"
        for at in range(block["start"], block["end"])
    }
    for query, inside in (("actor:EU", False), ("eu OR actor:EU", False), ("actor:russia", True)):
        options = ("--boilerplate",) if inside else ()
        *lines, _ = samples("kwic", query, "--json", *options).json
        assert any((line["article"], line["start"]) in chrome for line in lines) is inside


def test_nothing_found_and_a_query_that_means_nothing(samples: Dateline) -> None:
    assert samples("kwic", "xylophone").code == 1
    assert samples("kwic", "date:unknown").code == 1
    run = samples("kwic", "haftar", "foo:bar")
    assert (run.code, run.out) == (2, "")
    assert "^^^" in run.err
    assert samples("kwic", "haftar", "--sort", "newest").code == 2


@given(st.text(SCRIPTS, max_size=20), st.integers(0, 12))
def test_cells_are_counted_cut_and_filled_as_a_terminal_does(text: str, room: int) -> None:
    assert cells(text) == cell_len(text)
    assert text.startswith(begun(text, room))
    assert text.endswith(ended(text, room))
    for cut in (begun(text, room), ended(text, room)):
        assert cells(cut) <= room
        assert cell_len(to_left(cut, room)) == cell_len(to_right(cut, room)) == room
