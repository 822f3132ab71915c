"""How well names and actors are found, and how fast, on annotated articles.

    python -m benchmarks.names tests/data/gold             the samples, as the project annotated them
    python -m benchmarks.names path/to/meantime-dev.jsonl  {doc, text, mentions: [{start, end, type, actor}]} a line
    python -m benchmarks.names path/to/eng.testa           the columns of CoNLL-2003: token first, tag last
    python -m benchmarks.names --speed path/to/articles.jsonl.xz  words a second, and the time to resolve all of them
    … --pipeline [PACKAGE]                                 with a trained pipeline beside the rules

Names: precision, recall and F1, untyped and by kind, exact and partial (half a point for a name that overlaps); people,
organisations and places together, as CoNLL counts. Actors: MUC, B³ and CEAFe, and their mean, once over the names that
were found and once over the annotated ones. In a file of JSON lines an article counts up to its last annotated name,
since such files are often annotated only that far.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.names import speed
from benchmarks.names.gold import NEVER, Gold, annotated, blocks_of, read
from benchmarks.names.scores import b_cubed, ceaf_e, clusters, f1, muc
from index.actors import Name, find_names
from index.nlp.pipelines import DEFAULT, Pipeline, required

Find = Callable[[Gold], Sequence[Name]]
_TOGETHER = ("person", "organisation", "gpe", "place", "country")


def same_kind(gold: str, found: str) -> bool:
    """Whether a kind is the annotated one."""
    return gold == found or (gold == "gpe" and found in ("country", "place", "nationality"))


class NameCounts:
    """What was annotated, found and right, by kind."""

    def __init__(self) -> None:
        self.gold = Counter[str]()
        self.found = Counter[str]()
        self.typed = Counter[str]()
        self.exact = 0
        self.partial = 0.0

    def add(self, article: Gold, names: Sequence[Name]) -> None:
        """Count an article."""
        gold = {(start, end): kind for start, end, kind, _ in article.mentions if kind != NEVER}
        found = {(name.start, name.end): name.kind.value for name in names if name.start < article.until}
        for span, kind in gold.items():
            self.gold[kind] += 1
            near = any(other[0] < span[1] and span[0] < other[1] for other in found)
            self.exact += span in found
            self.partial += 1 if span in found else near / 2
            self.typed[kind] += span in found and same_kind(kind, found[span])
        self.found.update(found.values())

    def print(self) -> None:
        """Print precision, recall and F1."""
        found, gold = self.found.total(), self.gold.total()
        line("untyped, exact", self.exact, found, gold)
        line("untyped, partial", self.partial, found, gold)
        line("typed, exact", self.typed.total(), found, gold)
        together = [sum(counts[kind] for kind in _TOGETHER) for counts in (self.typed, self.found, self.gold)]
        line("people, bodies, places", *together)
        for kind in sorted(self.gold):
            of_kind = sum(count for other, count in self.found.items() if same_kind(kind, other))
            line(f"  {kind}", self.typed[kind], of_kind, self.gold[kind])


def line(title: str, right: float, found: float, gold: float) -> None:
    """Prints one line of precision, recall and F1, in percent."""
    precision, recall = right / found if found else 0.0, right / gold if gold else 0.0
    print(
        f"{title:24} P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1(precision, recall):5.1f}  ({gold:g})"
    )


def score_actors(title: str, articles: Sequence[Gold], names: Sequence[Sequence[Name]]) -> None:
    """Prints MUC, B³ and CEAFe, and their mean."""
    gold, found = clusters(articles, names)
    mentions = sum(map(len, gold))
    print(f"actors over {title}: {mentions} mentions, {len(gold)} actors annotated, {len(found)} found")
    together = []
    for measure, score in (("MUC", muc), ("B³", b_cubed), ("CEAFe", ceaf_e)):
        precision, recall = score(gold, found)
        together.append(f1(precision, recall))
        print(f"  {measure:22} P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * together[-1]:5.1f}")
    print(f"  {'mean':38} F1 {100 * sum(together) / 3:5.1f}")


def finder(pipeline: Pipeline | None) -> Find:
    """The rules alone, or with what a pipeline sees beside them."""
    if pipeline is None:
        return lambda article: find_names(article.text, blocks_of(article.text))
    from index.nlp.spacy_names import SpacyNames, pieces

    loaded = SpacyNames(pipeline)

    def find(article: Gold) -> Sequence[Name]:
        blocks = blocks_of(article.text)
        cut = [part for block in blocks for part in pieces(article.text, block.start, block.end)]
        seen = zip(cut, loaded.names([article.text[start:end] for start, end in cut]), strict=True)
        witnesses = [Name(at + name.start, at + name.end, name.kind) for (at, _), names in seen for name in names]
        return find_names(article.text, blocks, witnesses)

    return find


def main(arguments: Sequence[str]) -> int:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--speed", action="store_true", help="measure time on unannotated articles")
    parser.add_argument("--most", type=int, default=4000, help="articles to measure time on")
    parser.add_argument("--pipeline", nargs="?", const=DEFAULT, help=f"a spaCy pipeline, {DEFAULT} if none is named")
    options = parser.parse_args(arguments)
    pipeline = required(options.pipeline) if options.pipeline else None
    if options.speed:
        if pipeline is None:
            speed.rules(options.path, options.most)
        else:
            speed.pipeline(options.path, options.most, pipeline)
        return 0
    articles = read(options.path)
    found = list(map(finder(pipeline), articles))
    counts = NameCounts()
    for article, names in zip(articles, found, strict=True):
        counts.add(article, names)
    counts.print()
    if any(actor for article in articles for *_, actor in article.mentions):
        score_actors("the names found", articles, found)
        score_actors("the annotated names", articles, [annotated(article) for article in articles])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
