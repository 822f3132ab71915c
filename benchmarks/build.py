"""How fast a library is built, how large it gets, and how fast it answers: `python -m benchmarks.build FILE`.

The same articles go into SQLite's own full-text index (FTS5) beside it, in the same run, so that the ratios hold on any
machine. FTS5 finds words only: no names, no boilerplate, no stems.
"""

from __future__ import annotations

import argparse
import itertools
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from index.build.pipeline import build
from index.corrections import Corrections
from index.library import Library
from index.model import Article
from index.readers import read

QUERIES = ("trump", "climate change", '"supreme court"', "health OR tax", "war -iraq")
"""A frequent word, two words, a phrase, an alternative, an exclusion."""
FTS5 = ("trump", "climate change", '"supreme court"', "health OR tax", "war NOT iraq")
ROUNDS = 7


def articles(path: Path) -> Iterator[Article]:
    """Every article of the file that can be read."""
    return (item for item in read(path, path.name) if isinstance(item, Article))


def build_fts5(path: Path, target: Path) -> sqlite3.Connection:
    """The same articles in FTS5 with its Porter stemmer."""
    connection = sqlite3.connect(target)
    connection.execute("CREATE VIRTUAL TABLE texts USING fts5 (title, body, tokenize = 'porter unicode61')")
    rows = ((article.title, article.text) for article in articles(path))
    connection.executemany("INSERT INTO texts VALUES (?, ?)", rows)
    connection.commit()
    return connection


def seconds(work: Callable[[], object]) -> float:
    """Wall-clock seconds of one call."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def median_ms(work: Callable[[], object]) -> float:
    """Median of several calls, in milliseconds."""
    return 1000 * statistics.median(seconds(work) for _ in range(ROUNDS))


def size_mb(path: Path) -> float:
    """A file, or all files below a folder, in MB."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="a .jsonl or .jsonl.xz of articles")
    path = parser.parse_args().file
    count = sum(1 for _ in articles(path))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corrections = Corrections(folder / "corrections.jsonl")
        reading = seconds(lambda: sum(1 for _ in articles(path)))
        ours = seconds(lambda: build(folder / "library", [path], corrections=corrections))
        again = seconds(lambda: build(folder / "library", [path], corrections=corrections))
        one = folder / "one.txt"
        one.write_text(next(articles(path)).text, "utf-8")
        more = seconds(lambda: build(folder / "library", [path, one], corrections=corrections))
        connections: list[sqlite3.Connection] = []
        peer = seconds(lambda: connections.append(build_fts5(path, folder / "fts5")))
        print(f"{count:,} articles of {path.name}")
        print(f"{'reading alone':<28}{count / reading:>10,.0f} a second")
        size = size_mb(folder / "library")
        print(f"{'building, names included':<28}{count / ours:>10,.0f} a second   {size:,.0f} MB")
        print(f"{'FTS5, words alone':<28}{count / peer:>10,.0f} a second   {size_mb(folder / 'fts5'):,.0f} MB")
        print(f"{'building again, unchanged':<28}{again:>10.2f} s")
        print(f"{'one article more':<28}{more:>10.2f} s")
        opening = seconds(lambda: Library.open(folder / "library", corrections=corrections).rows())
        print(f"{'opening and listing':<28}{opening:>10.2f} s")
        compare_queries(Library.open(folder / "library", corrections=corrections), connections[0])


def compare_queries(library: Library, peer: sqlite3.Connection) -> None:
    """The same queries, twenty results each, as medians and ratios."""
    find = "SELECT rowid, snippet(texts, 1, '', '', '', 40) FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 20"
    print(f"\nms, median of {ROUNDS}; dateline also finds every match in the articles it shows")
    print(f"{'query':<28}{'dateline':>10}{'FTS5':>10}{'ratio':>8}")
    for query, other in zip(QUERIES, FTS5, strict=True):
        ours = median_ms(lambda query=query: library.search(query, limit=20))
        theirs = median_ms(lambda other=other: peer.execute(find, (other,)).fetchall())
        print(f"{query:<28}{ours:>10.1f}{theirs:>10.1f}{ours / theirs:>8.1f}")
    print()
    for actor in itertools.islice(library.actors(), 3):
        spent = median_ms(lambda actor=actor: library.cross_references(actor.id, limit=3))
        named = f"{actor.mentions:,} mentions in {len(actor.articles):,} articles"
        print(f"with whom {actor.name:<18}{spent:>10.1f} ms  ({named})")


if __name__ == "__main__":
    main()
