"""How far a build is: what it says can be added up, and never runs ahead of what is done."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from index.build.pipeline import build
from index.build.progress import BuildProgress, ProgressMeter, Work
from index.cli.telling import progress_line
from index.corrections import Corrections


@dataclass
class Watched:
    """A meter with a clock of its own."""

    said: list[BuildProgress] = field(default_factory=list)
    now: float = 0.0

    def __post_init__(self) -> None:
        self.meter = ProgressMeter(self.said.append, lambda: self.now)

    def deal_with(self, articles: int, seconds: float) -> None:
        for _ in range(articles):
            self.now += seconds / articles
            self.meter.advance(*Work)

    @property
    def last(self) -> BuildProgress:
        self.meter.say("reading", force=True)
        return self.said[-1]


def test_time_left_is_what_is_left_at_the_rate_that_is_said() -> None:
    watched = Watched()
    watched.meter.start(1000)
    for _ in range(600):
        watched.meter.spare()
    watched.deal_with(100, seconds=10)
    last = watched.last
    assert (last.done, last.total, last.rate) == (700, 1000, pytest.approx(10))
    assert last.eta_seconds == pytest.approx(30)


def test_more_articles_than_were_counted_make_the_total_unknown_and_not_the_work_done() -> None:
    watched = Watched()
    watched.meter.start(10)
    watched.deal_with(12, seconds=12)
    last = watched.last
    assert (last.done, last.total, last.eta_seconds) == (12, None, None)
    watched.meter.correct(20)
    assert (watched.last.total, watched.last.eta_seconds) == (30, pytest.approx(18))


def test_totals_of_files_that_are_done_are_exact(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    for name, lines in (("a", 3), ("b", 4)):
        rows = (json.dumps({"title": f"{name} {n}", "body": "It met on Monday."}) for n in range(lines))
        (news / f"{name}.jsonl").write_text("\n".join(rows))  # the last line has no end, which is what is counted
    said: list[BuildProgress] = []
    build(tmp_path / "library", [news], corrections=Corrections(tmp_path / "log"), progress=said.append)
    assert (said[-1].done, said[-1].total) == (7, 7)


@pytest.mark.parametrize("columns", range(0, 130, 7))
def test_the_line_keeps_whole_parts_and_its_width(columns: int) -> None:
    state = BuildProgress("reading", 1234, 4000, 14, 725.0, 174.4)
    line = progress_line(state, columns)
    assert len(line) <= columns
    whole = ["reading", "1,234 of 4,000 articles", "12 min left", "14 failed", "174 a second"]
    if columns > 35:
        parts = line.split(" · ")
        assert [part for part in parts if part in whole] == whole[: len([part for part in parts if part in whole])]
        assert all(part in whole or set(part) <= {"█", "░"} for part in parts)
    assert ("174 a second" in line) == (columns >= len(" · ".join(whole)))
