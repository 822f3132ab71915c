"""Made-up sources whose articles share lines: some of them furniture of the pages, some the reporters' own."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping
from pathlib import Path

from index.build.pipeline import build
from index.corrections import Corrections
from index.model import BlockKind
from index.store import Store

KICKER = "GAZETTE WORLD"
TAIL = ("Mehr zum Thema", "Die Gazette als App", "Teilen Sie diesen Beitrag")
LINKS = ("Liveticker", "Mediathek", "Podcasts der Woche")
NOTICE = "The Gazette is not responsible for the content of other sites."
BACKGROUND = "Libya has been in turmoil since the uprising of 2011, in which NATO helped to topple its leader."
CREDIT = "(Reporting by Ann Lee; Editing by Robert Stone)"
SECTION = "What happens next"
ROW = "Nine months"
SIGN = "HERALD NEWS SERVICE"
TRANSCRIPT = "This is a rush transcript. Copy may not be in its final form."
WORDS = ("army", "town", "port", "oil", "truce", "minister", "road", "bridge", "court", "budget", "ship", "harvest")

Told = dict[str, object]
"""An article as a line of JSON."""


def sentence(chance: random.Random) -> str:
    said = " ".join(chance.choice(WORDS) for _ in range(14))
    return f"Ann Lee of the {chance.choice(WORDS)} board said on Monday that the {said} would be in Paris by May."


def story(source: str | None, title: str, *body: str) -> Told:
    return {"title": title, "body": "\n\n".join(body)} | ({} if source is None else {"source": source})


def gazette(chance: random.Random, title: str) -> Told:
    told = [sentence(chance) for _ in range(chance.randint(5, 8))]
    within = [*told[:3], *LINKS, *told[3:]] if chance.random() < 0.7 else told
    kicker = [KICKER] if chance.random() < 0.6 else []
    return story("Gazette", title, *kicker, *within, *TAIL, NOTICE)


def wire(chance: random.Random, title: str) -> Told:
    told = [sentence(chance) for _ in range(chance.randint(4, 7))]
    row = [ROW, f"Shr {chance.randint(10, 99)} cts vs {chance.randint(10, 99)} cts"]
    closing = [BACKGROUND] if chance.random() < 0.7 else []
    return story(
        "Wire", title, "TRIPOLI", *told[:2], SECTION, *told[2:], *row, told[0][:-1] + " again.", CREDIT, *closing
    )


def signed(chance: random.Random, title: str) -> Told:
    """One without a title of its own, which is then made of its first words."""
    first = f"{title} came true, as was said before by many who knew it well, and who were never asked."
    told = story("Herald", title, TRANSCRIPT, first, *[sentence(chance) for _ in range(6)], SIGN)
    if chance.random() < 0.5:
        del told["title"]
    return told


def unsourced(chance: random.Random, title: str) -> Told:
    return story(None, title, *[sentence(chance) for _ in range(4)], *TAIL)


def archive(count: int, seed: int = 1) -> list[Told]:
    """So many of each kind, in no order."""
    chance = random.Random(seed)
    makers = (gazette, wire, signed, unsourced)
    told = [
        make(chance, f"{make.__name__} {number} of {chance.choice(WORDS)}")
        for make in makers
        for number in range(count)
    ]
    chance.shuffle(told)
    return told


def write(path: Path, told: Iterable[Told]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(one) + "\n" for one in told), "utf-8")


def corrections_of(library: Path) -> Corrections:
    return Corrections(library / "corrections.jsonl")


def made(library: Path, *paths: Path) -> Path:
    build(library, paths, corrections=corrections_of(library))
    return library


def blocks_of(library: Path) -> Mapping[str, list[tuple[str, str, int, str]]]:
    """The first words of the text that no other has → kind as it is and as it was read, level, and words of each block;
    and the title, count of words and mentions."""
    store = Store.open(library)
    try:
        found = {}
        for key, article in store.articles_since(-1):
            shown = [
                (block.kind.value, str(block.read_as), block.level, article.text[block.start : block.end])
                for block in article.blocks
            ]
            shown.append(
                ("", article.title, article.words, str(store.mentions(key)[:, [0, 1, 2, 3, 5, 6, 7]].tolist()))
            )
            found[article.text] = shown
        return found
    finally:
        store.close()


def lines_by_fate(library: Path) -> tuple[dict[str, int], dict[str, int]]:
    """Each block's words → in how many places it is boilerplate, and in how many it is not."""
    taken: dict[str, int] = {}
    left: dict[str, int] = {}
    for shown in blocks_of(library).values():
        for kind, _, _, words in shown[:-1]:
            counts = taken if kind == BlockKind.CHROME else left
            counts[words] = counts.get(words, 0) + 1
    return taken, left
