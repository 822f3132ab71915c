"""`dateline names` and `index --pipeline` as a shell runs them, with the pipeline that the extra brings."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from index.nlp.pipelines import DEFAULT, installed
from tests.cli.conftest import Dateline
from tests.cli.test_watching import WAIT_SECONDS, watching

pytestmark = pytest.mark.skipif(installed() is None, reason="the extra dateline[nlp] is not installed")


def looked_at(dateline: Dateline, *options: object) -> int:
    """Articles whose names a pipeline has looked at."""
    said = dateline(*options, "names", "--status", "--json").json
    return sum(line["articles"] for line in said if line["pipeline"])


def test_names_looks_at_all_articles_once(dateline: Dateline, seeds: Path) -> None:
    dateline("index", seeds)
    assert looked_at(dateline) == 0
    run = dateline("names", "--progress")
    assert run.code == 0
    assert "looked at 5 articles" in run.err
    assert [line["type"] for line in run.json] == ["progress"] * len(run.json)
    assert run.json[-1]["finished"]
    assert looked_at(dateline) == 5
    assert "looked at 0 articles" in dateline("names").err


def test_index_goes_on_to_the_pipeline_that_is_named(dateline: Dateline, seeds: Path) -> None:
    run = dateline("index", seeds, "--pipeline", DEFAULT)
    assert (run.code, looked_at(dateline)) == (0, 5)


def test_a_pipeline_that_is_not_installed_is_named_before_anything_is_read(dateline: Dateline, seeds: Path) -> None:
    run = dateline("index", seeds, "--pipeline", "nowhere_to_be_found")
    assert run.code == 2
    assert "nowhere_to_be_found" in run.err
    assert "pip install" in run.err
    assert dateline("names", "--status").code == 3


def test_names_without_a_library_say_so(dateline: Dateline) -> None:
    run = dateline("names")
    assert run.code == 3
    assert "dateline index" in run.err


def test_a_watch_has_the_pipeline_look_at_what_comes(home: Path, dateline: Dateline) -> None:
    (home / "news").mkdir()
    (home / "news" / "one.txt").write_text("A title\n\nAngela Merkel met Donald Tusk in Warsaw.\n")

    def until(number: int) -> None:
        limit = time.monotonic() + WAIT_SECONDS
        while looked_at(dateline, "--library", home / "library") != number:
            assert time.monotonic() < limit
            time.sleep(0.2)

    with watching(home, home / "news", "--pipeline", DEFAULT) as one:
        one.begin()
        until(1)
        (home / "news" / "two.txt").write_text("A title\n\nPeter Altmaier met Bruno Le Maire in Bonn.\n")
        until(2)
        assert one.end() == 0
