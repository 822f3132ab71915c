"""Globs and patterns on paths: what they fit, and that none of them runs away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.build.sources.globs import Glob
from index.build.sources.path_patterns import LONGEST_PATH, PatternError, compiled
from tests.index.test_readers import RELAXED


@pytest.mark.parametrize(
    "pattern",
    [
        "(?P<date>a+)+b",
        "(?P<date>(?:a|aa)*)b",
        "(?P<date>(?:a{2,5}){9})b",
        "(?P<date>.*.*.*x)",
        "(?P<date>" + "a?" * 25 + "a" * 25 + ")",
        "(?P<date>" + "(?:a|a)" * 25 + "b)",
        "(?P<date>" + "(?:a)?" * 25 + "b)",
        "(?P<date>[^/]+(?:/x)?[^/]+(?:/x)?[^/]+y)",
        r"(?P<date>a*)b\1",
        "(?P<date>a)(?=a*a*b)",
        "(?P<date>a)" + "b" * 1000,
    ],
)
def test_a_pattern_that_can_run_away_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        compiled(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "(?P<date>.*)(?P<source>.*)x",
        r"(?P<source>[^/]+)/(?P<date>\d+-\d+-\d+)_(?P<author>[^_/]+)_(?P<title>.+)\.txt",
        "(?P<date>" + "a?" * 17 + "a" * 17 + "x)",
        "(?P<date>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec).*)x",
        r"(?P<date>[[a]+?\D*+{}x)",
    ],
)
def test_a_pattern_that_is_taken_comes_to_an_end_in_the_worst_path(pattern: str) -> None:
    found = compiled(pattern)
    for signs in ("a", "a/", "1-", "a_", ".txt"):
        found.search(signs * (LONGEST_PATH // len(signs)))


@RELAXED
@given(st.text(r"ab/.*+?()[]|{}0,1\dw^$-P<date>", max_size=20))
def test_any_pattern_is_taken_or_refused(written: str) -> None:
    try:
        found = compiled(f"(?P<date>{written})")
    except PatternError:
        return
    for signs in ("a", "ab/", "0,"):
        found.search(signs * (LONGEST_PATH // len(signs)))


@pytest.mark.parametrize(
    ("glob", "fitting", "others"),
    [
        ("*.txt", ["a.txt", ".txt"], ["b/a.txt", "a.txtx", "a"]),
        ("**/*.txt", ["a.txt", "b/a.txt", "b/c/a.txt"], ["a.md"]),
        ("r/**/x/*.txt", ["r/x/a.txt", "r/b/x/a.txt"], ["r/a.txt", "x/a.txt"]),
        ("r/", ["r/a.txt", "r/b/a.txt"], ["a/r/a.txt", "ra.txt"]),
        ("**", ["a", "b/a"], []),
        ("[ab]?.txt", ["a1.txt"], ["c1.txt", "a.txt", "A1.txt"]),
    ],
)
def test_globs(glob: str, fitting: list[str], others: list[str]) -> None:
    assert [path for path in (*fitting, *others) if Glob(glob).fits(path)] == fitting
