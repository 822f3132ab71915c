"""How well names and actors are found, and how fast, on annotated articles.

    python benchmarks/names.py tests/data/gold            the samples, as the project annotated them
    python benchmarks/names.py path/to/meantime-dev.jsonl  {doc, text, mentions: [{start, end, type, actor}]} a line
    python benchmarks/names.py --speed path/to/articles.jsonl.xz  words a second, and the time to resolve all of them

Names: precision, recall and F1, untyped and by kind, exact and partial (half a point for a name that overlaps). Actors:
MUC, B³ and CEAFe, once over the names that the rules found and once over the annotated ones. In a file of JSON lines an
article counts up to its last annotated name, since such files are often annotated only that far.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.actors import Name, find_names, group_article, resolve
from index.actors.forms import known_name
from index.model import Block, BlockKind, NameKind

MARK = re.compile(r"⟦([^|⟧]*)\|([^|⟧]*)\|([^⟧]*)⟧")
TYPES = {"PER": "person", "PERSON": "person", "ORG": "organisation", "GPE": "gpe", "LOC": "gpe", "FAC": "place"}
EVERYTHING = "all"


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated article: ranges with kind and actor. The kind `gpe` is a country or a place."""

    text: str
    mentions: tuple[tuple[int, int, str, str], ...]
    until: int


def read(path: Path) -> list[Gold]:
    """The annotated articles of a folder of marked texts, or of a file of JSON lines."""
    if path.is_dir():
        return [_marked(file.read_text(encoding="utf-8")) for file in sorted(path.glob("*.txt"))]
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        stored = json.loads(line)
        mentions = []
        for mention in stored["mentions"]:
            start, end = _trimmed(stored["text"], mention["start"], mention["end"])
            mentions.append((start, end, TYPES.get(mention["type"], mention["type"].lower()), mention["actor"]))
        found.append(Gold(stored["text"], tuple(mentions), max((end for _, end, _, _ in mentions), default=0)))
    return found


def _marked(raw: str) -> Gold:
    parts: list[str] = []
    mentions, at, length = [], 0, 0
    for match in MARK.finditer(raw):
        parts += [raw[at : match.start()], match[1]]
        length += match.start() - at
        mentions.append((length, length + len(match[1]), match[2], match[3]))
        length, at = length + len(match[1]), match.end()
    text = "".join(parts) + raw[at:]
    return Gold(text, tuple(mentions), len(text))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without a leading article and an opening bracket that belongs to what follows."""
    words = text[start:end]
    if words.lower().startswith("the ") and words != "The Hague":
        start += 4
    bracket = text.find(" (", start, end)
    if bracket > 0 and ")" not in text[bracket:end]:
        end = bracket
    return start, end


def blocks_of(text: str) -> tuple[Block, ...]:
    """A paragraph for each stretch without a blank line."""
    return tuple(
        Block(BlockKind.PARAGRAPH, match.start(), match.end()) for match in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text)
    )


def same_kind(gold: str, found: str) -> bool:
    """Whether a kind is the annotated one."""
    return gold == found or (gold == "gpe" and found in ("country", "place", "nationality"))


def score_names(articles: Sequence[Gold], find: Callable[[Gold], Sequence[Name]]) -> None:
    """Prints precision, recall and F1 by kind."""
    exact, typed, partial = Counter[str](), Counter[str](), Counter[str]()
    gold_count, found_count = Counter[str](), Counter[str]()
    for article in articles:
        gold = {(start, end): kind for start, end, kind, _ in article.mentions}
        names = [name for name in find(article) if name.start < article.until]
        found = {(name.start, name.end): name.kind.value for name in names}
        for span, kind in gold.items():
            gold_count.update((kind, EVERYTHING))
            near = [other for other in found if other[0] < span[1] and span[0] < other[1]]
            exact[EVERYTHING] += span in found
            partial[EVERYTHING] += 2 if span in found else bool(near)
            if span in found and same_kind(kind, found[span]):
                typed.update((kind, EVERYTHING))
        for kind in found.values():
            found_count.update((kind, EVERYTHING))
    line("untyped, exact", exact[EVERYTHING], found_count[EVERYTHING], gold_count[EVERYTHING])
    line("untyped, partial", partial[EVERYTHING] / 2, found_count[EVERYTHING], gold_count[EVERYTHING])
    line("typed, exact", typed[EVERYTHING], found_count[EVERYTHING], gold_count[EVERYTHING])
    for kind in sorted(set(gold_count) - {EVERYTHING}):
        of_kind = sum(count for other, count in found_count.items() if other != EVERYTHING and same_kind(kind, other))
        line(f"  {kind}", typed[kind], of_kind, gold_count[kind])


def line(title: str, right: float, found: float, gold: float) -> None:
    """Prints one line of precision, recall and F1, in percent."""
    precision, recall = right / found if found else 0.0, right / gold if gold else 0.0
    print(
        f"{title:24} P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1(precision, recall):5.1f}  ({gold:g})"
    )


def f1(precision: float, recall: float) -> float:
    """The harmonic mean; 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


Clusters = list[set[tuple[int, int, int]]]


def clusters(articles: Sequence[Gold], names: Sequence[Sequence[Name]]) -> tuple[Clusters, Clusters]:
    """The annotated and the found clusters of the mentions that both have: exactly, or with the same end."""
    grouped = [
        group_article(gold.text, blocks_of(gold.text), found) for gold, found in zip(articles, names, strict=True)
    ]
    resolution = resolve((key, group.actors) for key, group in enumerate(grouped))
    wanted: dict[str, set[tuple[int, int, int]]] = {}
    got: dict[int, set[tuple[int, int, int]]] = {}
    for key, (gold, found, group) in enumerate(zip(articles, names, grouped, strict=True)):
        by_end = {name.end: resolution.of[key, index] for name, index in zip(found, group.of, strict=True)}
        for start, end, _, actor in gold.mentions:
            if end in by_end:
                wanted.setdefault(actor, set()).add((key, start, end))
                got.setdefault(by_end[end], set()).add((key, start, end))
    return list(wanted.values()), list(got.values())


def muc(gold: Clusters, found: Clusters) -> tuple[float, float]:
    """Precision and recall of links (Vilain et al. 1995)."""

    def links(these: Clusters, those: Clusters) -> float:
        of = {mention: at for at, cluster in enumerate(those) for mention in cluster}
        kept = sum(len(cluster) - len({of[mention] for mention in cluster}) for cluster in these)
        return kept / max(1, sum(len(cluster) - 1 for cluster in these))

    return links(found, gold), links(gold, found)


def b_cubed(gold: Clusters, found: Clusters) -> tuple[float, float]:
    """Precision and recall by mention (Bagga and Baldwin 1998)."""
    wanted = {mention: cluster for cluster in gold for mention in cluster}
    got = {mention: cluster for cluster in found for mention in cluster}
    both = {mention: len(wanted[mention] & got[mention]) for mention in wanted}
    count = max(1, len(both))
    return (
        sum(both[mention] / len(got[mention]) for mention in both) / count,
        sum(both[mention] / len(wanted[mention]) for mention in both) / count,
    )


def ceaf_e(gold: Clusters, found: Clusters) -> tuple[float, float]:
    """Precision and recall by entity, with the best one-to-one pairing (Luo 2005, φ4)."""
    likeness = [[2 * len(one & other) / (len(one) + len(other)) for other in found] for one in gold]
    total = best_pairing(likeness) if gold and found else 0.0
    return total / max(1, len(found)), total / max(1, len(gold))


def best_pairing(likeness: list[list[float]]) -> float:
    """The greatest sum of a one-to-one pairing of rows and columns (Kuhn 1955, with potentials)."""
    if len(likeness) > len(likeness[0]):
        likeness = [list(column) for column in zip(*likeness, strict=True)]
    rows, columns = len(likeness), len(likeness[0])
    above, beside = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner = [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0], at = row, 0
        least, way, seen = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while owner[at]:
            seen[at], here, step, nearest = True, owner[at], float("inf"), 0
            for column in range(1, columns + 1):
                if not seen[column]:
                    cost = -likeness[here - 1][column - 1] - above[here] - beside[column]
                    if cost < least[column]:
                        least[column], way[column] = cost, at
                    if least[column] < step:
                        step, nearest = least[column], column
            for column in range(columns + 1):
                if seen[column]:
                    above[owner[column]] += step
                    beside[column] -= step
                else:
                    least[column] -= step
            at = nearest
        while at:
            owner[at], at = owner[way[at]], way[at]
    return sum(likeness[owner[column] - 1][column - 1] for column in range(1, columns + 1) if owner[column])


def annotated(article: Gold) -> list[Name]:
    """The annotated mentions as names, without those that overlap an earlier one."""
    names: list[Name] = []
    for start, end, kind, _ in sorted(set(article.mentions)):
        if names and start < names[-1].end:
            continue
        known = known_name(article.text[start:end])
        precise = (known[1] if known else NameKind.PLACE).value if kind == "gpe" else kind
        if precise in {member.value for member in NameKind}:
            names.append(Name(start, end, NameKind(precise)))
    return names


def score_actors(title: str, articles: Sequence[Gold], names: Sequence[Sequence[Name]]) -> None:
    """Prints MUC, B³ and CEAFe."""
    gold, found = clusters(articles, names)
    mentions = sum(map(len, gold))
    print(f"actors over {title}: {mentions} mentions, {len(gold)} actors annotated, {len(found)} found")
    for measure, score in (("MUC", muc), ("B³", b_cubed), ("CEAFe", ceaf_e)):
        precision, recall = score(gold, found)
        print(f"  {measure:22} P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1(precision, recall):5.1f}")


def lines_of(path: Path) -> Iterator[str]:
    """The lines of a file, packed or not."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
        yield from file


def speed(path: Path, most: int) -> None:
    """Prints words a second of CPU time on one core, and how long it takes to resolve all articles."""
    texts = []
    for number, stored in enumerate(lines_of(path)):
        if number >= most:
            break
        article = json.loads(stored)
        texts.append(f"{article.get('title', '')}\n\n{article.get('body', article.get('text', ''))}")
    words = sum(len(text.split()) for text in texts)
    blocks = [blocks_of(text) for text in texts]
    find_names(texts[0], blocks[0])
    began = time.process_time()
    names = [find_names(text, these) for text, these in zip(texts, blocks, strict=True)]
    found = time.process_time()
    grouped = [group_article(*these) for these in zip(texts, blocks, names, strict=True)]
    done = time.process_time()
    resolution = resolve((key, group.actors) for key, group in enumerate(grouped))
    resolved = time.process_time()
    print(f"{len(texts)} articles, {words} words, {sum(map(len, names))} names")
    print(f"names    {words / (found - began):12,.0f} words a second")
    print(f"grouping {words / (done - found):12,.0f} words a second")
    locals_ = sum(len(group.actors) for group in grouped)
    print(f"resolve  {resolved - done:12.2f} s for {locals_} local actors, {len(resolution.actors)} actors")


def main(arguments: Sequence[str]) -> int:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--speed", action="store_true", help="measure time on unannotated articles")
    parser.add_argument("--most", type=int, default=4000, help="articles to measure time on")
    options = parser.parse_args(arguments)
    if options.speed:
        speed(options.path, options.most)
        return 0
    articles = read(options.path)
    found = [find_names(article.text, blocks_of(article.text)) for article in articles]
    by_text = {article.text: names for article, names in zip(articles, found, strict=True)}
    score_names(articles, lambda article: by_text[article.text])
    score_actors("the names found", articles, found)
    score_actors("the annotated names", articles, [annotated(article) for article in articles])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
