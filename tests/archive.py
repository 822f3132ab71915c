"""An archive of made-up articles, as many as one likes: for what needs thousands and may not need real ones."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

PEOPLE = [
    "Ada Lindqvist", "Tomas Varga", "Mirela Stan", "Jonas Weber", "Khalid Mansour", "Elena Rossi", "Piotr Zielinski",
    "Amina Diallo", "Grace Okafor", "Hiro Tanaka", "Sofia Marques", "Lars Nyborg",
]  # fmt: skip
BODIES = [
    "the Harbour Board", "the Northern Ferry Company", "the Dockers’ Union", "the Ministry of Transport",
    "the European Commission", "the United Nations", "Reuters", "the Court of Auditors",
]  # fmt: skip
PLACES = ["Turkey", "Russia", "Libya", "Germany", "Tripoli", "Geneva", "Lisbon", "Warsaw", "Qatar", "Norway"]
DOING = ["rejected", "welcomed", "postponed", "denied", "signed", "criticised", "announced", "defended"]
THINGS = [
    "the ceasefire",
    "the new tariff",
    "a plan for the mole",
    "the budget",
    "an inquiry",
    "the strike",
    "a treaty",
]
SOURCES = ["The Gazette", "Morning Herald", "Libya Observer", "Daily Post", None]


def articles(count: int, seed: int = 1) -> Iterator[dict[str, object]]:
    """Articles of a few sentences, the same for the same seed; one in five has no source, one in six no date."""
    chance = random.Random(seed)
    for number in range(count):
        who, body, place = (chance.choice(names) for names in (PEOPLE, BODIES, PLACES))
        title = f"{who} {chance.choice(DOING)} {chance.choice(THINGS)} ({number})"
        paragraphs = [" ".join(_sentence(chance, who, body, place) for _ in range(3)) for _ in range(2)]
        article: dict[str, object] = {"title": title, "body": "\n\n".join(paragraphs)}
        if source := chance.choice(SOURCES):
            article["source"] = source
        if chance.random() > 1 / 6:
            article["date"] = f"20{chance.randint(10, 24)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        yield article


def _sentence(chance: random.Random, who: str, body: str, place: str) -> str:
    other = chance.choice(PEOPLE)
    return chance.choice(
        [
            f"{who} {chance.choice(DOING)} {chance.choice(THINGS)} in {place} on Monday.",
            f"A spokesman of {body} said that {other} had {chance.choice(DOING)} {chance.choice(THINGS)}.",
            f"“We will not wait,” said {other} of {chance.choice(BODIES)}.",
            f"{place} and {chance.choice(PLACES)} {chance.choice(DOING)} {chance.choice(THINGS)} again.",
        ]
    )


def written(folder: Path, count: int, seed: int = 1) -> Path:
    """The archive as one file of JSON lines."""
    path = folder / "archive.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(article, ensure_ascii=False) + "\n" for article in articles(count, seed))
    return path
