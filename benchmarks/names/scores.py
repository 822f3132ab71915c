"""Precision and recall of names, and of the clusters of mentions that are actors."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.names.gold import Gold, blocks_of
from index.actors import Name, group_article, resolve

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
        exact = {(name.start, name.end): resolution.of[key, index] for name, index in zip(found, group.of, strict=True)}
        by_end = {end: actor for (_, end), actor in exact.items()}
        told = {(start, end) for start, end, _, _ in gold.mentions}
        for start, end, _, actor in gold.mentions:
            inside = any(other != (start, end) and other[0] <= start and end <= other[1] for other in told)
            found_actor = exact.get((start, end), None if inside else by_end.get(end))
            if found_actor is not None:
                wanted.setdefault(actor, set()).add((key, start, end))
                got.setdefault(found_actor, set()).add((key, start, end))
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


def f1(precision: float, recall: float) -> float:
    """The harmonic mean; 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
