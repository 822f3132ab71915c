"""What would be broken: names that come and go while a pipeline reads, work done twice, or one article that ends it."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from index.actors import Name
from index.build.pipeline import build
from index.build.progress import BuildProgress
from index.build.second_tier import SecondTierSummary, read_all_closely
from index.corrections import Corrections
from index.errors import DatelineError, LibraryBusy
from index.library import Library
from index.model import NameKind
from index.nlp.pipelines import Pipeline, installed, required
from index.nlp.spacy_names import SpacyNames, pieces
from index.store import Store, closely
from tests.conftest import PROJECT

PIPELINE = Pipeline("zelda", "1.0", "none")
ORDINARY = "Nobody asked them. Then King left, and many saw King go. Few missed King."


class SeesKings:
    """Knows one person, writes down what it is shown, breaks down at the word Doom, and comes to no end at Sleep."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._shown = Path(os.environ["SHOWN"])

    def names(self, pieces: Sequence[str]) -> Iterator[tuple[Name, ...]]:
        for piece in pieces:
            if "Doom" in piece:
                os._exit(9)
            with self._shown.open("a", encoding="utf-8") as file:
                file.write(f"{piece}\n")
            if "Sleep" in piece:
                time.sleep(600)
            yield tuple(Name(*match.span(), NameKind.PERSON) for match in re.finditer("King", piece))


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHOWN", str(tmp_path / "shown"))
    (tmp_path / "shown").touch()
    return tmp_path / "shown"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    for number in range(6):
        write(tmp_path / "news", number, f"Story {number} begins. Peru met Chile.\n\n{ORDINARY}\n")
    return tmp_path / "news"


def write(folder: Path, number: int, text: str) -> None:
    (folder / f"{number}.txt").write_text(text, encoding="utf-8")


def refresh(library: Path, folder: Path) -> None:
    build(library, [folder], corrections=Corrections(library.with_name("corrections.jsonl")))


def closer(library: Path, pipeline: Pipeline = PIPELINE, **options: object) -> SecondTierSummary:
    return read_all_closely(library, pipeline, load=SeesKings, **options)  # type: ignore[arg-type]


def names(library: Path) -> dict[str, set[str]]:
    """Path of each article → forms that count in it."""
    store = Store.open(library)
    try:
        query = """SELECT path, form FROM article_names JOIN names ON number = name
                   JOIN articles ON key = article WHERE count > 0"""
        found: dict[str, set[str]] = {}
        for path, form in store.connection.execute(query):
            found.setdefault(path, set()).add(form)
        return found
    finally:
        store.close()


def test_what_a_pipeline_sees_reaches_the_actors(tmp_path: Path, folder: Path, shown: Path) -> None:
    library = tmp_path / "library"
    refresh(library, folder)
    assert all("King" not in forms for forms in names(library).values())
    assert closer(library).read == 6
    assert all({"King", "Peru", "Chile"} <= forms for forms in names(library).values())


def test_only_articles_whose_names_were_looked_for_are_looked_at(tmp_path: Path, folder: Path, shown: Path) -> None:
    library = tmp_path / "library"
    german = json.loads((PROJECT / "tests/data/article1.json").read_text("utf-8"))["de"]
    write(folder, 6, f"{german} King sprach in Peru mit King.")
    write(folder, 7, " ".join([ORDINARY] * 9))
    refresh(library, folder)
    assert closer(library).read == 7
    assert "sprach" not in shown.read_text()
    assert "6.txt" not in names(library)
    opened = Library.open(library, corrections=Corrections(tmp_path / "corrections.jsonl"))
    assert [opened.article(path).language for path in ("6.txt", "7.txt")] == ["de", "en"]
    opened.close()


def test_nothing_is_looked_at_twice_and_a_change_only_where_it_is(tmp_path: Path, folder: Path, shown: Path) -> None:
    library = tmp_path / "library"
    refresh(library, folder)
    closer(library)
    first = shown.read_text().splitlines()
    assert len(first) == len(set(first)) == 7  # six beginnings, and one paragraph that all have
    assert closer(library).read == 0
    write(folder, 3, f"Story 3 begins. Brazil met Chile.\n\n{ORDINARY}\n")
    refresh(library, folder)
    assert closer(library).read == 1
    assert shown.read_text().splitlines()[7:] == ["Story 3 begins. Brazil met Chile."]
    assert {"King", "Brazil"} <= names(library)["3.txt"]


def test_another_pipeline_looks_at_everything_again(tmp_path: Path, folder: Path, shown: Path) -> None:
    library = tmp_path / "library"
    refresh(library, folder)
    closer(library)
    assert closer(library, Pipeline("zelda", "1.1", "none")).read == 6
    store = Store.open(library)
    assert dict(closely.looked_at(store.connection)) == {Pipeline("zelda", "1.1", "none").stamp: 6}
    assert store.connection.execute("SELECT COUNT(DISTINCT pipeline) FROM seen").fetchone()[0] == 1
    store.close()


def test_no_article_is_without_its_names_meanwhile_and_a_stop_loses_nothing(
    tmp_path: Path, folder: Path, shown: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.build.second_tier._BATCH_WORDS", 1)
    library = tmp_path / "library"
    refresh(library, folder)
    before = names(library)
    watched: list[dict[str, set[str]]] = []

    def watch(_: BuildProgress) -> None:
        watched.append(names(library))

    assert closer(library, progress=watch, stopped=lambda: len(watched) > 3).stopped
    assert all(before[path] <= forms for seen in watched for path, forms in seen.items())
    assert all(len(seen) == 6 for seen in watched)
    count = len(shown.read_text().splitlines())
    assert closer(library).read == 3
    assert len(shown.read_text().splitlines()) == 7
    assert 0 < count < 7
    assert all("King" in forms for forms in names(library).values())


def test_an_article_at_which_it_breaks_down_is_left_to_the_rules(tmp_path: Path, folder: Path, shown: Path) -> None:
    library = tmp_path / "library"
    write(folder, 2, f"Doom came to Peru.\n\n{ORDINARY}\n")
    refresh(library, folder)
    summary = closer(library)
    assert (summary.read, len(summary.left_to_rules)) == (6, 1)
    assert names(library)["2.txt"] == {"Peru"}
    assert "King" in names(library)["1.txt"]
    assert closer(library).read == 0


def test_one_that_is_stopped_does_not_wait_for_what_is_at_work(tmp_path: Path, folder: Path, shown: Path) -> None:
    library = tmp_path / "library"
    write(folder, 2, f"Sleep came to Peru.\n\n{ORDINARY}\n")
    refresh(library, folder)
    summary = closer(library, stopped=lambda: "Sleep" in shown.read_text())
    assert (summary.read, summary.stopped) == (0, True)
    assert names(library)["2.txt"] == {"Peru"}


class Breaks:
    """A package that is no pipeline, or brings its process down while it is loaded."""

    def __init__(self, pipeline: Pipeline) -> None:
        if pipeline.package == "heavy":
            os._exit(9)
        raise ValueError("[E002] no such factory\nand much more")


@pytest.mark.parametrize(
    ("package", "said"), [("strange", r"E002\] no such factory\."), ("heavy", "loaded: .*terminated")]
)
def test_a_pipeline_that_can_not_be_loaded_is_no_articles_fault(
    tmp_path: Path, folder: Path, package: str, said: str
) -> None:
    library = tmp_path / "library"
    refresh(library, folder)
    with pytest.raises(DatelineError, match=said):
        read_all_closely(library, Pipeline(package, "1.0", "none"), load=Breaks)
    store = Store.open(library)
    assert list(closely.looked_at(store.connection)) == [("", 6)]
    store.close()


def test_answers_change_when_the_names_do_and_not_with_each_batch(
    tmp_path: Path, folder: Path, shown: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.build.second_tier._BATCH_WORDS", 1)
    library = tmp_path / "library"
    refresh(library, folder)
    opened = Library.open(library, corrections=Corrections(tmp_path / "corrections.jsonl"))
    opened.actors()
    changed: list[bool] = []
    closer(library, progress=lambda _: changed.append(opened.reload()))
    assert changed == [False] * 7 + [True]
    assert opened.actor("King").kind is NameKind.PERSON
    opened.close()


def test_progress_counts_what_was_done_before_and_where_nothing_is_to_do_nothing_is_written(
    tmp_path: Path, folder: Path, shown: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.build.second_tier._BATCH_WORDS", 1)
    library = tmp_path / "library"
    refresh(library, folder)
    told: list[BuildProgress] = []
    closer(library, progress=told.append, stopped=lambda: len(told) > 2)
    assert [(one.done, one.finished) for one in told] == [(0, False), (1, False), (2, False)]
    closer(library, progress=told.append)
    assert [one.done for one in told[3:]] == [2, 3, 4, 5, 6, 6]
    assert {one.total for one in told} == {6}
    assert told[-1].finished
    before = (library / "store.sqlite3").read_bytes()
    assert closer(library).read == 0
    assert (library / "store.sqlite3").read_bytes() == before


def test_two_at_once_do_nothing_twice(tmp_path: Path, folder: Path, shown: Path) -> None:
    library = tmp_path / "library"
    refresh(library, folder)
    second: list[str] = []

    def meanwhile(_: BuildProgress) -> None:
        try:
            closer(library, wait_seconds=0)
        except LibraryBusy as busy:
            second.append(busy.message)

    assert closer(library, progress=meanwhile).read == 6
    assert second
    assert all(f"process {os.getpid()} " in said and "lets a pipeline look" in said for said in second)
    assert len(shown.read_text().splitlines()) == 7
    assert closer(library, wait_seconds=0).read == 0


def test_an_article_that_changed_meanwhile_keeps_its_own_names(
    tmp_path: Path, folder: Path, shown: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.build.second_tier._BATCH_WORDS", 1)
    library = tmp_path / "library"
    refresh(library, folder)
    changed = False

    def stopped() -> bool:
        nonlocal changed
        if not changed and shown.stat().st_size:
            write(folder, 5, "Kenya met Ghana.\n")
            (folder / "4.txt").unlink()
            refresh(library, folder)
            changed = True
        return False

    closer(library, stopped=stopped)
    assert changed
    assert names(library)["5.txt"] == {"Kenya", "Ghana"}
    assert set(names(library)) == {"0.txt", "1.txt", "2.txt", "3.txt", "5.txt"}


def test_a_long_paragraph_is_cut_between_sentences_and_nothing_of_it_is_lost() -> None:
    text = " ".join(f"Sentence {number} is about as long as any." for number in range(400)) + "x" * 9_000
    parts = list(pieces(text, 0, len(text)))
    assert all(0 < end - start <= 4_000 for start, end in parts)
    assert "".join(text[start:end] for start, end in parts).replace(" ", "") == text.replace(" ", "")


def test_a_pipeline_that_is_not_there_is_named_with_the_command_that_adds_it() -> None:
    assert installed("no_such_pipeline") is None
    with pytest.raises(Exception, match="no_such_pipeline") as caught:
        required("no_such_pipeline")
    assert "pip install" in str(caught.value)


@pytest.mark.skipif(installed() is None, reason="the extra dateline[nlp] is not installed")
def test_spacy_gives_ranges_of_the_text_itself() -> None:
    text = "“Khalifa Haftar’s men met Emmanuel Macron in Paris,” said the Apple’s Tim Cook."
    (found,) = SpacyNames(required()).names([text])
    assert {"Emmanuel Macron", "Paris", "Tim Cook"} <= {text[name.start : name.end] for name in found}
