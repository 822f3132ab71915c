"""An updated library is the library that a rebuild would make: the oracle is the rebuild."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path
from typing import Any

import pytest

from index.build import resolution
from index.build.pipeline import build
from index.changes import Change
from index.corrections import Corrections
from index.errors import DatelineError
from index.library import Library
from index.model import NameKind

PEOPLE = ("Ann Lee", "Robert Stone", "Mohammed Ali Abdallah", "Mohamed Gnunu", "Fayez al-Serraj", "President Lee")
PLACES = ("Paris", "Tripoli", "Mali", "Turkey", "the United Nations (UN)", "Jordan", "Turkish")


def article(chance: random.Random) -> str:
    sentences = [
        f"{chance.choice(PEOPLE)} met {chance.choice(PEOPLE)} in {chance.choice(PLACES)} on Monday."
        for _ in range(chance.randint(1, 4))
    ]
    return f"Report {chance.randint(1, 9)}\n\n" + "\n\n".join(sentences) + "\n"


def change(folder: Path, chance: random.Random) -> None:
    """Add, rewrite, rename or remove a file."""
    files = sorted(folder.iterdir())
    act = chance.choice(("add", "add", "rewrite", "rename", "remove")) if files else "add"
    new = folder / f"{chance.randint(0, 10**6)}.txt"
    if act == "add":
        new.write_text(article(chance))
    elif act == "rewrite":
        chance.choice(files).write_text(article(chance))
    elif act == "rename":
        chance.choice(files).rename(new)
    else:
        chance.choice(files).unlink()


def everything(library: Path, corrections: Corrections) -> dict[str, Any]:
    """All that a library answers, without the numbers that only this library has."""
    opened = Library.open(library, corrections=corrections)
    try:
        rows = [(row.id, row.path, row.title, row.words) for row in opened.rows()]
        actors = [(a.id, a.name, a.kind, dict(a.forms), dict(a.articles)) for a in opened.actors()]
        mentions = {row.id: opened.mentions(row.id) for row in opened.rows()}
        found = {}
        for query in ("lee", "actor:lee", "paris OR mali", '"in tripoli"', "-turkey", "stone NEAR/4 lee"):
            page = opened.search(query, sort="source")
            found[query] = {(hit.article.id, hit.matches, hit.snippet.text) for hit in page.hits}
        together = {
            a.id: [(r.other.id, r.count, r.evidence) for r in opened.cross_references(a.id)] for a in opened.actors()
        }
        return {"rows": rows, "actors": actors, "mentions": mentions, "found": found, "together": together}
    finally:
        opened.close()


def correct(library: Path, corrections: Corrections, chance: random.Random) -> None:
    """Any one correction of who is who that is not refused."""
    opened = Library.open(library, corrections=corrections)
    try:
        actors = opened.actors()
        if not actors:
            return
        one, other = chance.choice(actors), chance.choice(actors)
        form = chance.choice(list(one.forms) or [one.name])
        change = chance.choice(
            (
                Change("merge", one.id, others=(other.id,)),
                Change("split", one.id, forms=(form,)),
                Change("rename", one.id, name=chance.choice(("Ann Lee", "The Lady", "Mali"))),
                Change("retype", one.id, kind=chance.choice((NameKind.PLACE, NameKind.PERSON))),
                Change("ignore", one.id, forms=(form,)),
                Change("add", "", forms=(chance.choice(("Monday", "met", "Report")),), kind=NameKind.EVENT),
                Change("must-link", one.name, others=(other.name,)),
                Change("cannot-link", one.name, others=(other.name,)),
            )
        )
        with contextlib.suppress(DatelineError):
            opened.correct(change)
    finally:
        opened.close()


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("corrections_a_round", [0, 2])
def test_an_updated_library_answers_like_a_new_one(tmp_path: Path, corrections_a_round: int, seed: int) -> None:
    chance = random.Random(seed)
    corrections = Corrections(tmp_path / "corrections.jsonl")
    folder = tmp_path / "news"
    folder.mkdir()
    for round_ in range(4):
        for _ in range(chance.randint(1, 4)):
            change(folder, chance)
        build(tmp_path / "updated", [folder], corrections=corrections)
        for _ in range(corrections_a_round):
            correct(tmp_path / "updated", corrections, chance)
        build(tmp_path / f"new-{round_}", [folder], corrections=corrections)
        assert everything(tmp_path / "updated", corrections) == everything(tmp_path / f"new-{round_}", corrections)


class Killed(BaseException):
    """As when the process ends there."""


@pytest.mark.parametrize("stage", ["gather", "components", "write_actors", "write_names"])
@pytest.mark.parametrize("after", [False, True])
def test_a_kill_in_the_midst_of_resolving_leaves_what_was_and_the_next_build_makes_up_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str, after: bool
) -> None:
    corrections = Corrections(tmp_path / "corrections.jsonl")
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "one.txt").write_text("Report\n\nPresident Tomas Varga met Ann Lee in Paris. Tomas Varga said no.\n")
    (folder / "two.txt").write_text("Report\n\nPresident Varga met Mary Poe in Paris on Monday. Varga said yes.\n")
    build(tmp_path / "updated", [folder], corrections=corrections)
    actors = everything(tmp_path / "updated", corrections)["actors"]
    (folder / "one.txt").unlink()
    (folder / "three.txt").write_text("Report\n\nPresident Anna Varga met Ann Lee in Mali. Anna Varga said no.\n")

    done = getattr(resolution, stage)

    def killed(*given: object) -> None:
        if after:
            done(*given)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(resolution, stage, killed)
        with pytest.raises(Killed):
            build(tmp_path / "updated", [folder], corrections=corrections)
    left = everything(tmp_path / "updated", corrections)["actors"]
    assert "tomas-varga" in {one[0] for one in left}
    assert {one[:3] for one in left} <= {one[:3] for one in actors}
    build(tmp_path / "updated", [folder], corrections=corrections)
    build(tmp_path / "new", [folder], corrections=corrections)
    assert everything(tmp_path / "updated", corrections) == everything(tmp_path / "new", corrections)


def test_a_removal_alone_leaves_the_actors_that_a_new_library_has(tmp_path: Path) -> None:
    corrections = Corrections(tmp_path / "corrections.jsonl")
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "full.txt").write_text("Report\n\nPresident Tomas Varga met Ann Lee in Paris. Tomas Varga said no.\n")
    (folder / "bare.txt").write_text("Other\n\nPresident Varga met Mary Poe in Paris on Monday. Varga said yes.\n")
    build(tmp_path / "updated", [folder], corrections=corrections)
    assert "tomas-varga" in {actor[0] for actor in everything(tmp_path / "updated", corrections)["actors"]}
    (folder / "full.txt").unlink()
    build(tmp_path / "updated", [folder], corrections=corrections)
    build(tmp_path / "new", [folder], corrections=corrections)
    assert everything(tmp_path / "updated", corrections) == everything(tmp_path / "new", corrections)
