"""What sources call an actor and how often it is named when, each beside a plain count over the articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answers.called import description_key
from index.answers.timeline import MOST_PERIODS, timeline
from index.changes import Change
from index.corrections import Corrections
from index.errors import Cancelled, UnknownName
from index.library import Library
from index.model import BlockKind, NameKind, PartialDate
from index.profiles import Called, Period, Step
from index.sparkline import BLOCKS, HEIGHTS, bars
from tests.index.small_library import made_of

ARTICLES = {
    "one.md": "---\ntitle: Renegade commander Ann Lee speaks\nsource: Alpha\ndate: 2020-01-09\n---\n\n"
    "The renegade commander Ann Lee met Robert Stone, head of the Harbour Board, in Paris. Sen. Lee left.\n\n"
    "“The traitor Ann Lee has failed,” said Robert Stone.\n",
    "two.md": "---\ntitle: Two\nsource: Beta\ndate: 2020-02-03\n---\n\n"
    "Senator Lee, a renegade commander, spoke. Ann Lee, the Renegade Commander, left.\n\n"
    "## Famous singer Ann Lee\n\nRobert Stone, the head of the Harbour Board, said no.\n",
    "three.md": "---\ntitle: Three\nsource: Beta\ndate: 2020\n---\n\nFormer singer Ann Lee met Stone.\n",
    "four.txt": "A fourth\n\nThey met Ann Lee, the singer.\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_of(tmp_path_factory.mktemp("called"), ARTICLES)


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(folder, corrections=Corrections(tmp_path / "corrections.jsonl"))
    yield opened
    opened.close()


def said(called: Called) -> dict[str, tuple[int, dict[str, int]]]:
    return {one.text: (one.count, dict(one.sources)) for one in called.descriptions}


def test_descriptions_are_counted_by_source_and_quotations_and_headlines_left_out(library: Library) -> None:
    called = library.called("Ann Lee")
    assert said(called) == {
        "renegade commander": (3, {"Beta": 2, "Alpha": 1}),
        "Senator": (2, {"Alpha": 1, "Beta": 1}),
        "Former singer": (1, {"Beta": 1}),
        "singer": (1, {"four": 1}),
    }
    assert [one.count for one in called.descriptions] == [3, 2, 1, 1]
    assert (called.read, called.articles) == (4, 4)
    assert said(library.called("Robert Stone")) == {"head of the Harbour Board": (2, {"Alpha": 1, "Beta": 1})}


def test_evidence_is_the_words_themselves_where_they_stand_first(library: Library) -> None:
    for name in ("Ann Lee", "Robert Stone"):
        for one in library.called(name).descriptions:
            place = one.evidence
            article = library.article(place.article)
            assert article.text[place.start : place.end] == place.text == one.text
            assert place.path == article.path
            block = next(block for block in article.blocks if block.start <= place.start < block.end)
            assert block.kind is BlockKind.PARAGRAPH
    newest, *_ = library.called("Ann Lee").descriptions
    assert (newest.evidence.path, newest.sources["Alpha"]) == ("two.md", 1)


@pytest.mark.parametrize("step", [1, 2, 3, 9])
def test_slices_make_up_the_whole(library: Library, step: int) -> None:
    whole = library.called("Ann Lee")
    called = None
    while called is None or called.read < called.articles:
        before = 0 if called is None else called.read
        called = library.called("Ann Lee", limit=step, further=called)
        assert called.read == min(before + step, called.articles)
    assert called == whole
    assert library.called("Ann Lee", further=whole) == whole


def test_corrections_decide_who_is_called_so(library: Library) -> None:
    library.correct(Change("merge", "Ann Lee", others=("Robert Stone",)))
    called = library.called("Ann Lee")
    assert said(called)["head of the Harbour Board"] == (2, {"Alpha": 1, "Beta": 1})
    library.correct(Change("ignore", "Ann Lee", forms=("Lee",)))
    assert "Senator" not in said(library.called("Ann Lee"))


def test_a_description_fits_the_kind_that_the_user_says(library: Library) -> None:
    library.correct(Change("retype", "Robert Stone", kind=NameKind.ORGANISATION))
    assert said(library.called("Robert Stone")) == {}


def test_nobody_waits_for_what_is_not_wanted_any_more(library: Library) -> None:
    with pytest.raises(Cancelled):
        library.called("Ann Lee", cancelled=lambda: True)
    with pytest.raises(UnknownName):
        library.called("nobody")


def test_descriptions_are_compared_without_article_case_and_shortening() -> None:
    assert description_key("The U.S. President") == description_key("US president")
    assert description_key("Sen.") == description_key("senator")
    assert description_key("the country’s leader") == description_key("country's Leader")
    assert description_key("former president") != description_key("president")


# ---- over time


def test_a_timeline_counts_what_the_articles_say(library: Library) -> None:
    profile = library.profile("Ann Lee")
    line = profile.timeline
    counts: Counter[str] = Counter()
    for row in library.rows():
        named = [m for m in library.mentions(row.id) if m.actor == profile.actor.id]
        if row.published is not None:
            counts[f"{row.published.year:04}"] += len(named)
    assert line.step is Step.YEAR, "the date of one article in three is a year only"
    assert {str(one.date): one.mentions for one in line.periods} == counts
    assert profile.undated == 1
    for one in line.periods:
        assert library.search(f"actor:{profile.actor.id} date:{one.date}").total == one.articles
    library.set("three.md", {"date": "2020-03-01"})
    line = library.profile("Ann Lee").timeline
    assert (line.step, len(line.periods), line.imprecise) == (Step.DAY, 53, 0)
    for one in line.periods:
        assert library.search(f"actor:{profile.actor.id} date:{one.date}").total == one.articles


def test_the_step_is_the_finest_that_has_room_and_places_nearly_all() -> None:
    def of(*dates: str) -> tuple[Step, list[str], int]:
        days = [PartialDate(*map(int, one.split("-"))) for one in dates]
        line = timeline({day: (2 * days.count(day), days.count(day)) for day in days})
        return line.step, [str(one.date) for one in line.periods], line.imprecise

    assert of() == (Step.YEAR, [], 0)
    assert of("2020-01-09") == (Step.DAY, ["2020-01-09"], 0)
    assert of("2020-02-28", "2020-03-01") == (Step.DAY, ["2020-02-28", "2020-02-29", "2020-03-01"], 0)
    assert of("2019-12", "2020-02-01") == (Step.MONTH, ["2019-12", "2020-01", "2020-02"], 0)
    assert of("1999", "2001-05-05") == (Step.YEAR, ["1999", "2000", "2001"], 0)
    assert of(*["2020-01-09"] * 19, "2020") == (Step.DAY, ["2020-01-09"], 1)
    assert of(*["2020-01-09"] * 8, "2020") == (Step.YEAR, ["2020"], 0)
    assert of("2010-01-01", "2016-01-01")[0] is Step.YEAR


DATES = st.builds(
    lambda day, part: PartialDate(*(day.year, day.month, day.day)[:part]),
    st.dates(date(2015, 1, 1), date(2021, 12, 31)) | st.dates(date(2020, 1, 1), date(2020, 3, 1)) | st.dates(),
    st.sampled_from([3, 3, 3, 3, 2, 1]),
)


@given(st.dictionaries(DATES, st.tuples(st.integers(1, 50), st.integers(1, 5)), max_size=12))
def test_a_timeline_places_each_article_once_or_says_that_it_can_not(
    counts: dict[PartialDate, tuple[int, int]],
) -> None:
    line = timeline(counts)
    placed = sum(one.articles for one in line.periods)
    assert placed + line.imprecise == sum(number for _, number in counts.values())
    assert bool(line.periods) == bool(counts)
    if line.step is not Step.YEAR:
        assert len(line.periods) <= MOST_PERIODS
    for before, after in zip(line.periods, line.periods[1:], strict=False):
        assert after.date.first_day() == before.date.last_day() + timedelta(days=1)
    for end in (line.periods[:1], line.periods[-1:]):
        assert all(one.mentions for one in end)
    for one in line.periods:
        within = [n for day, n in counts.items() if _lies_in(day, one)]
        assert (one.mentions, one.articles) == (sum(n[0] for n in within), sum(n[1] for n in within))


def _lies_in(day: PartialDate, period: Period) -> bool:
    return period.date.first_day() <= day.first_day() and day.last_day() <= period.date.last_day()


@given(st.lists(st.integers(0, 500), max_size=200), st.integers(-1, 80))
def test_bars_keep_the_order_of_their_sums_and_the_room(counts: list[int], most: int) -> None:
    heights, together = bars(counts, most)
    sums = [sum(counts[at : at + together]) for at in range(0, len(counts), together)]
    assert len(heights) == len(sums) <= max(1, most)
    assert together == 1 or len(counts) > max(1, most)
    assert len(BLOCKS) == HEIGHTS + 1
    for height, total in zip(heights, sums, strict=True):
        assert (height == 0) == (total == 0)
        assert 0 <= height <= HEIGHTS
        assert (height == HEIGHTS) >= (total == max(sums) > 0)
    ranked = [height for _, height in sorted(zip(sums, heights, strict=True))]
    assert ranked == sorted(ranked)
