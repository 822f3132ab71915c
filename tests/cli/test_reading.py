"""list, show, search, actors and refs on the samples: JSON fields, exit codes, and what queries find."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.cli.cells import cells
from index.cli.printing import MEASURE
from tests.cli.conftest import Dateline


def found(samples: Dateline, query: str, *options: str) -> set[str]:
    lines = samples("search", "--json", *options, "--", query).json
    return {line["path"][:3] for line in lines if line.get("type") != "summary"}


def test_list_gives_each_sample_with_the_origin_of_what_is_known(samples: Dateline) -> None:
    rows = {row["path"][:3]: row for row in samples("list", "--json").json}
    assert sorted(rows) == ["000", "001", "002", "003", "004"]
    assert all(row["published"] is None and row["published_origin"] == "unknown" for row in rows.values())
    assert all(row["source"] is None and row["source_origin"] == "unknown" for row in rows.values())
    assert rows["000"]["label"] == "000_10ab38e55e6a2ff9"
    assert rows["002"]["title"] == "Libyan GNA forces advance after Egypt’s truce offer fails"
    assert rows["002"]["title_origin"] == "rule"
    assert rows["003"]["title_origin"] == "derived"
    assert rows["004"]["title"] == "Turkey and Russia push for Libya ceasefire"


def test_every_range_that_show_gives_is_its_text(samples: Dateline) -> None:
    for row in samples("list", "--json").json:
        (article,) = samples("show", row["id"], "--json").json
        text = article["text"]
        assert article["mentions"]
        for mention in article["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["text"]
        assert all(0 <= block["start"] <= block["end"] <= len(text) for block in article["blocks"])


def test_show_says_where_each_value_comes_from(dateline: Dateline, home: Path) -> None:
    (home / "a.txt").write_bytes(
        "Le café\n\nUn café à la cathédrale de Saint-Malo, près de la forêt.\n".encode("latin-1")
    )
    (home / "a.json").write_text('{"title": "Beside", "authors": ["Ann Lee"], "source": "The Gazette"}')
    dateline("index", str(home / "a.txt"))
    said = dateline("show", "a.txt").out.splitlines()
    assert said[0] == "Beside (sidecar)"
    assert said[1].startswith("source The Gazette (sidecar) · date unknown · by Ann Lee (sidecar) · ")
    assert any(line.startswith("! It is read as ") and line.endswith(", which is a guess.") for line in said)


def test_show_wraps_what_takes_two_columns_a_character(dateline: Dateline, home: Path) -> None:
    sentence = "安倍晋三は東京でドナルド・トランプと会談した。"
    (home / "one.md").write_text(f"# Tokyo\n\n> {sentence * 9}\n\nIn Latin script, *{sentence}* is {'long ' * 40}\n")
    assert dateline("index", str(home / "one.md")).code == 0
    shown = dateline("show", "one").out.splitlines()
    assert all(cells(line) <= MEASURE + 1 for line in shown)
    quoted = [line.removeprefix("> ") for line in shown if line.startswith("> ")]
    assert "".join(quoted) == sentence * 9
    assert all(cells(line) >= 70 for line in quoted[:-1])


@pytest.mark.parametrize("name", ["001", "001_474a7aa0f96e345c.txt"])
def test_an_article_is_named_by_path_or_the_start_of_its_file_name(samples: Dateline, name: str) -> None:
    (article,) = samples("show", name, "--json").json
    assert article["title"].startswith("Haftar rejects ceasefire call")


def test_an_ambiguous_article_is_refused_with_the_candidates(samples: Dateline) -> None:
    run = samples("show", "00")
    assert run.code == 2
    assert "can mean 5 articles" in run.err


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        ("Haftar -Qatar", {"000", "002", "004"}),
        ("al-Serraj", {"001", "003", "004"}),
        ("actor:al-Serraj", {"001", "002", "003", "004"}),
        ("EU", {"003"}),
        ("conte NEAR/8 serraj", {"004"}),
        ("serraj NEAR/8 conte", {"004"}),
        ('"in their war"', {"000"}),
        ("-Qatar", {"000", "002", "004"}),
        ("qatar OR conte", {"001", "003", "004"}),
        ("actor:hifter", {"000", "001", "002", "003", "004"}),
        ("path:002", {"002"}),
        ("date:unknown", {"000", "001", "002", "003", "004"}),
    ],
)
def test_a_query_finds_what_a_careful_reader_would(samples: Dateline, query: str, articles: set[str]) -> None:
    assert found(samples, query) == articles


def test_boilerplate_is_searched_only_when_asked_for(samples: Dateline) -> None:
    assert found(samples, "EU", "--boilerplate") == {"001", "003"}
    assert found(samples, '"enter your comment"') == set()
    assert found(samples, '"enter your comment"', "--boilerplate") == {"002"}


def test_search_lines_and_summary_have_the_fields_of_the_design(samples: Dateline) -> None:
    *hits, summary = samples("search", "ceasefire", "--json", "--facets", "-n", "2").json
    assert len(hits) == 2
    assert set(hits[0]) == {"id", "path", "label", "title", "source", "published", "score", "snippet", "matches"}
    assert summary["type"] == "summary"
    assert summary["total"] == 5
    assert (summary["facets"]["source"], summary["facets"]["language"]) == ({"unknown": 5}, {"en": 5})
    assert set(summary["facets"]) == {"source", "year", "language", "actor", "tag", "mark"}
    assert summary["facets"]["actor"][0]["count"] == 5
    for hit in hits:
        (article,) = samples("show", hit["id"], "--json").json
        snippet = hit["snippet"]
        assert article["text"][snippet["start"] : snippet["end"]] == snippet["text"]
        assert all("ceasefire" in article["text"][start:end].lower() for start, end in hit["matches"])


def test_a_date_says_how_many_articles_it_could_not_judge(samples: Dateline) -> None:
    run = samples("search", "date:2020-01", "--json")
    assert run.code == 1
    assert run.json[-1]["undated"] == 5
    assert "5 articles without a date" in run.err


@pytest.mark.parametrize("query", ["foo:bar", "(haftar", '"haftar', "the", "", "haftar AND", "date:2020-13", "quote:x"])
def test_a_query_that_means_nothing_is_an_error_and_never_an_empty_list(samples: Dateline, query: str) -> None:
    run = samples("search", "--json", "--", query)
    assert run.code == 2
    assert run.out == ""
    assert "dateline:" in run.err


def test_an_error_in_a_query_points_at_its_place(samples: Dateline) -> None:
    assert "  haftar foo:bar\n         ^^^" in samples("search", "haftar foo:bar").err


def test_three_mohammeds_stay_three(samples: Dateline) -> None:
    names = {line["name"] for name in ("Mohammed", "Mohamed") for line in samples("actors", name, "--json").json}
    assert names >= {"Mohammed Ali Abdallah", "Mohamed Gnunu"}
    (mahmoud,) = samples("actors", "Mahmoud Abdelwahed", "--json").json
    assert set(mahmoud["forms"]) == {"Mahmoud Abdelwahed"}


def test_all_forms_of_haftar_are_one_actor(samples: Dateline) -> None:
    (haftar,) = samples("actors", "hifter", "--json").json
    assert haftar["name"] == "Khalifa Haftar"
    assert haftar["kind"] == "person"
    assert {"Haftar", "Khalifa Haftar", "Khalifa Hifter", "Hafter"} <= set(haftar["forms"])
    assert sum(haftar["forms"].values()) == sum(haftar["articles"].values()) == haftar["mentions"]


def test_actors_are_filtered_by_the_number_of_sources_that_name_them(samples: Dateline) -> None:
    everyone = samples("actors", "--json").json
    labels = {row["id"]: row["label"] for row in samples("list", "--json").json}
    for actor in everyone:
        assert actor["sources"] == len({labels[article] for article in actor["articles"]})
    for least in (1, 2, 5):
        found = samples("actors", "--min-sources", str(least), "--json").json
        assert found == [actor for actor in everyone if actor["sources"] >= least]
    run = samples("actors", "--min-sources", "6")
    assert (run.code, "6 sources or more" in run.err) == (1, True)


def test_a_profile_prints_what_refs_and_actors_say(samples: Dateline) -> None:
    (plain,) = samples("actors", "hifter", "--json").json
    (haftar,) = samples("actors", "hifter", "--profile", "--json").json
    assert {key: haftar[key] for key in plain} == plain
    assert {form: sum(sources.values()) for form, sources in haftar["forms_by_source"].items()} == plain["forms"]
    assert (haftar["first"], haftar["last"], haftar["undated"]) == (None, None, 5)
    refs = samples("refs", "hifter", "--json").json
    assert [(ref["other"], ref["count"], ref["articles"]) for ref in haftar["references"]] == [
        (ref["other"], ref["count"], ref["articles"]) for ref in refs
    ]
    shown = samples("actors", "hifter", "--profile").out
    assert "42 times in 5 articles, 5 sources" in shown
    assert f"20 of {len(refs)} shown" in shown
    assert samples("actors", "--profile").code == 2


def test_a_profile_says_what_sources_call_the_actor_and_when_they_name_it(samples: Dateline) -> None:
    (haftar,) = samples("actors", "hifter", "--profile", "--json").json
    called = {one["text"]: one for one in haftar["called"]}
    assert {"renegade military commander", "Libyan warlord", "General"} <= set(called)
    for one in haftar["called"]:
        assert list(one) == ["text", "count", "sources", "evidence"]
        assert one["count"] == sum(one["sources"].values())
        place = one["evidence"]
        (shown,) = samples("show", place["article"], "--json").json
        assert shown["text"][place["start"] : place["end"]] == place["text"] == one["text"]
    shown = samples("actors", "hifter", "--profile").out
    assert "     1  Libyan warlord: 003_3fd82656c9f22207 1" in shown
    assert (haftar["timeline"], "over time" in shown) == ([], False)


def test_a_profile_draws_mentions_over_time(dateline: Dateline, seeds: Path) -> None:
    dateline("index", str(seeds))
    for article, day in (("000", "2019-11"), ("001", "2020-01-09"), ("002", "2020-06")):
        assert dateline("set", article, f"date={day}").code == 0
    (haftar,) = dateline("actors", "hifter", "--profile", "--json").json
    line = haftar["timeline"]
    assert [one["period"] for one in line[:4]] == ["2019-11", "2019-12", "2020-01", "2020-02"]
    assert len(line) == 8
    assert (haftar["undated"], sum(one["articles"] for one in line)) == (2, 3)
    shown = dateline("actors", "hifter", "--profile").out
    peak = max(line, key=lambda one: one["mentions"])
    assert "over time, by month" in shown
    assert f"most in {peak['period']}: {peak['mentions']} times in 1 article" in shown
    assert re.search(r"2019-11 [▁▂▃▄▅▆▇█ ]{8} 2020-06", shown)


def test_cross_references_open_the_sentences_that_name_both(samples: Dateline) -> None:
    (reference,) = samples("refs", "Greece", "Cyprus", "--json").json
    assert reference["count"] == 1
    (sentence,) = reference["evidence"]
    assert sentence["text"].startswith("In Cairo, the foreign ministers of France, Egypt, Greece and Cyprus")


def test_cross_references_count_wider_scopes_at_least_as_often(samples: Dateline) -> None:
    counts = {}
    for scope in ("sentence", "paragraph", "article"):
        (reference,) = samples("refs", "Qatar", "Turkey", "--scope", scope, "--json").json
        counts[scope] = len(reference["articles"])
        assert reference["scope"] == scope
    assert counts["sentence"] <= counts["paragraph"] <= counts["article"]


def test_a_kind_is_kept_to(samples: Dateline) -> None:
    assert samples("actors", "libya", "--kind", "person").code == 1
    assert found(samples, "person:turkey") == set()
    assert found(samples, "country:turkey") == {"000", "001", "002", "003", "004"}


def test_nobody_of_that_name_is_exit_code_1(samples: Dateline) -> None:
    assert samples("refs", "Nobody Whatsoever").code == 1
    assert samples("actors", "Nobody Whatsoever").code == 1
    assert samples("search", "xylophone").code == 1
