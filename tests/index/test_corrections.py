"""What would be broken: a correction is lost, does what nobody asked for, or can't be taken back."""

from __future__ import annotations

import fcntl
import json
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.corrections import Corrections
from index.errors import CorrectionError
from index.model import ActorRef, NameKind
from index.operations import ArticleRef, NameRef
from index.register import NO_ACTOR, Overlay
from index.register.names import Names, StoredName

PERSON, PLACE = NameKind.PERSON, NameKind.PLACE
ACTORS = (
    ActorRef("khalifa-haftar", "Khalifa Haftar", PERSON),
    ActorRef("hifter", "Hifter", PERSON),
    ActorRef("sirte", "Sirte", PLACE),
)
NAMES = (
    StoredName(0, 0, "Khalifa Haftar", PERSON, 5),
    StoredName(1, 0, "Haftar", PERSON, 30),
    StoredName(2, 1, "Hifter", PERSON, 1),
    StoredName(3, 2, "Sirte", PLACE, 9),
)
HAFTAR, HIFTER, SIRTE = (NameRef(actor.kind, actor.name) for actor in ACTORS)
ARTICLE = ArticleRef("aaaaaaaaaa", "000.txt", "0" * 64)


def overlay(corrections: Corrections) -> Overlay:
    """The overlay of a file over the little archive above, whose one article has the key 7."""
    operations = corrections.read().own_operations
    return Overlay(Names(ACTORS, NAMES), operations, lambda article: 7 if article == ARTICLE else None)


def state(corrections: Corrections) -> tuple[list[int], dict[int, dict[int, int]], list[str]]:
    """Everything that an overlay says, to compare."""
    laid = overlay(corrections)
    return laid.of_name.tolist(), laid.in_article, [repr(actor) for actor in laid.actors]


def append(corrections: Corrections, what: str) -> None:
    """One of a few operations by name."""
    match what:
        case "merge":
            corrections.append("merge", into=HAFTAR, others=[HIFTER])
        case "merge back":
            corrections.append("merge", into=HIFTER, others=[HAFTAR])
        case "split":
            corrections.append("split", actor=HAFTAR, forms=["Haftar"], article=None)
        case "split here":
            corrections.append("split", actor=HAFTAR, forms=["Haftar"], article=ARTICLE)
        case "ignore":
            corrections.append("ignore", names=[SIRTE], article=None)
        case "ignore here":
            corrections.append("ignore", names=[SIRTE], article=ARTICLE)
        case "nothing":
            corrections.append("merge", into=NameRef(PERSON, "Nobody"), others=[HIFTER])
        case "rename":
            corrections.append("rename", actor=HAFTAR, name="The Field Marshal")
        case "retype":
            corrections.append("retype", actor=SIRTE, kind=PERSON)
        case "set":
            corrections.append("set", article=ARTICLE, fields={"title": "Another"})


OPERATIONS = st.sampled_from(
    ["merge", "merge back", "split", "split here", "ignore", "ignore here", "nothing", "set", "rename", "retype"]
)


@given(st.lists(OPERATIONS, max_size=6), OPERATIONS)
@settings(max_examples=60, deadline=None)
def test_undo_brings_back_what_was_before(before: list[str], last: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        corrections = Corrections(Path(folder) / "corrections.jsonl")
        for what in before:
            append(corrections, what)
        was = state(corrections)
        append(corrections, last)
        assert corrections.undo() is not None
        assert state(corrections) == was


@given(st.lists(OPERATIONS, max_size=6))
@settings(max_examples=60, deadline=None)
def test_undoing_everything_leaves_the_archive_as_it_was(made: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        corrections = Corrections(Path(folder) / "corrections.jsonl")
        was = state(corrections)
        for what in made:
            append(corrections, what)
        for _ in made:
            assert corrections.undo() is not None
        assert corrections.undo() is None
        assert state(corrections) == was


def test_merging_twice_is_merging_once(tmp_path: Path) -> None:
    corrections = Corrections(tmp_path / "corrections.jsonl")
    append(corrections, "merge")
    once = state(corrections)
    append(corrections, "merge")
    assert state(corrections) == once
    assert overlay(corrections).of_name[2] == 0


def test_a_form_ignored_in_one_article_is_a_name_elsewhere(tmp_path: Path) -> None:
    corrections = Corrections(tmp_path / "corrections.jsonl")
    append(corrections, "ignore here")
    laid = overlay(corrections)
    assert laid.of_mentions(7, np.array([3], np.int32)).tolist() == [NO_ACTOR]
    assert laid.of_mentions(8, np.array([3], np.int32)).tolist() == [2]


def test_what_fits_nothing_is_listed_and_changes_nothing(tmp_path: Path) -> None:
    corrections = Corrections(tmp_path / "corrections.jsonl")
    was = state(corrections)
    append(corrections, "nothing")
    assert state(corrections) == was
    assert len(overlay(corrections).unfit) == 1


def test_a_broken_line_is_told_by_its_place_and_the_rest_counts(tmp_path: Path) -> None:
    path = tmp_path / "corrections.jsonl"
    corrections = Corrections(path)
    append(corrections, "ignore")
    with path.open("ab") as file:
        file.write(b'{"op": "merge", "in\xff')
    append(corrections, "merge")
    read = corrections.read()
    assert len(read.own_operations) == 2
    assert len(read.broken) == 1
    assert "corrections.jsonl:2" in read.broken[0]


def test_a_file_read_as_it_grows_says_the_same_as_one_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "corrections.jsonl"
    growing = Corrections(path)
    for what in ("merge", "split", "rename", "ignore", "retype"):
        append(Corrections(path), what)
        assert growing.read() == Corrections(path).read()
    growing.undo()
    with path.open("ab") as file:
        file.write(b'{"op": "mer')
    assert growing.read() == Corrections(path).read()
    append(Corrections(path), "merge")
    assert growing.read() == Corrections(path).read()
    path.write_bytes(b"\n".join(path.read_bytes().splitlines()[2:]) + b"\n")
    assert growing.read() == Corrections(path).read()


def test_a_line_of_an_older_version_ignores_every_name_of_its_kind(tmp_path: Path) -> None:
    corrections = Corrections(tmp_path / "corrections.jsonl")
    corrections.append("ignore", names=[NameRef(PERSON, "Hifter")])
    assert overlay(corrections).of_name.tolist()[:4] == [0, 0, NO_ACTOR, 2]


@pytest.mark.parametrize(
    "said", ['{"op": "retype", "kind": "nationality"}', '{"op": "rename", "name": " "}', '{"op": "rename"}']
)
def test_a_name_or_kind_that_nobody_can_have_is_a_broken_line(tmp_path: Path, said: str) -> None:
    path = tmp_path / "corrections.jsonl"
    line = json.loads(said) | {"id": "1", "actor": {"kind": "person", "form": "Hifter"}}
    path.write_text(json.dumps(line) + "\n")
    read = Corrections(path).read()
    assert (len(read.own_operations), len(read.broken)) == (0, 1)


@pytest.mark.parametrize(
    "said",
    [
        '"op": "merge", "into": {"kind": "person", "form": "Hifter"}, "others": []',
        '"op": "split", "actor": {"kind": "person", "form": "Hifter"}, "forms": []',
        '"op": "ignore", "names": []',
        '"op": "retype", "actor": {"kind": "person", "form": "\\ud800"}, "kind": "place"',
        '"op": "rename", "actor": {"kind": "person", "form": "Hifter"}, "name": "\\ud800"',
        '"op": "set", "article": {"id": "\\ud800", "path": "", "text_sha256": ""}, "fields": {"title": "x"}',
        '"op": "merge", "into": {"kind": "person", "form": "Hifter"}, "others": ' + "[" * 100_000,
    ],
)
def test_a_line_that_says_nothing_or_what_is_no_text_is_a_broken_line(tmp_path: Path, said: str) -> None:
    path = tmp_path / "corrections.jsonl"
    path.write_text(f'{{"id": "1", {said}}}\n')
    read = Corrections(path).read()
    assert (len(read.own_operations), len(read.broken)) == (0, 1)
    assert read.warnings


def test_a_file_that_another_process_keeps_is_not_waited_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.corrections._WAIT_SECONDS", 0.0)
    path = tmp_path / "corrections.jsonl"
    append(Corrections(path), "merge")
    with path.open("rb") as kept:
        fcntl.flock(kept, fcntl.LOCK_EX)
        with pytest.raises(CorrectionError, match="another process") as error:
            append(Corrections(path), "split")
        assert error.value.remedy
        assert len(Corrections(path).read().own_operations) == 1
    append(Corrections(path), "split")


def test_the_file_only_grows(tmp_path: Path) -> None:
    path = tmp_path / "corrections.jsonl"
    corrections = Corrections(path)
    content = b""
    for what in ("merge", "split", "ignore"):
        append(corrections, what)
        assert path.read_bytes().startswith(content)
        content = path.read_bytes()
    corrections.undo()
    assert path.read_bytes().startswith(content)


def test_many_writers_lose_no_line(tmp_path: Path) -> None:
    path = tmp_path / "corrections.jsonl"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: append(Corrections(path), "merge"), range(40)))
    read = Corrections(path).read()
    assert (len(read.own_operations), read.broken) == (40, ())


def test_a_file_that_cannot_be_opened_is_a_correction_error(tmp_path: Path) -> None:
    corrections = Corrections(tmp_path)
    with pytest.raises(CorrectionError):
        corrections.read()
    with pytest.raises(CorrectionError):
        append(corrections, "merge")
