"""An updated library is the library that a rebuild would make: the oracle is the rebuild."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from index.build.pipeline import build
from index.corrections import Corrections
from index.library import Library

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


@pytest.mark.parametrize("seed", range(6))
def test_an_updated_library_answers_like_a_new_one(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    corrections = Corrections(tmp_path / "corrections.jsonl")
    folder = tmp_path / "news"
    folder.mkdir()
    for round_ in range(4):
        for _ in range(chance.randint(1, 4)):
            change(folder, chance)
        build(tmp_path / "updated", [folder], corrections=corrections)
        build(tmp_path / f"new-{round_}", [folder], corrections=corrections)
        assert everything(tmp_path / "updated", corrections) == everything(tmp_path / f"new-{round_}", corrections)


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
