"""Words a second of the rules and of a pipeline, and the time and memory that they take."""

from __future__ import annotations

import json
import lzma
import os
import resource
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.names.gold import blocks_of
from index.actors import find_names, group_article, resolve
from index.nlp.pipelines import Pipeline


def rules(path: Path, most: int) -> None:
    """Prints words a second of CPU time on one core, and how long it takes to resolve all articles."""
    texts = list(_texts(path, most))
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


def pipeline(path: Path, most: int, which: Pipeline) -> None:
    """Prints words a second of the clock and of CPU time, the memory, and how much a second look costs."""
    from index.nlp.spacy_names import SpacyNames, pieces

    began = time.perf_counter()
    names = SpacyNames(which)
    print(f"{which}: loaded in {time.perf_counter() - began:.1f} s")
    texts = list(_texts(path, most))
    cut = [
        text[start:end]
        for text in texts
        for block in blocks_of(text)
        for start, end in pieces(text, block.start, block.end)
    ]
    new = list(dict.fromkeys(cut))
    words = sum(len(piece.split()) for piece in new)
    clock, cpu = time.perf_counter(), time.process_time()
    found = sum(map(len, names.names(new)))
    clock, cpu = time.perf_counter() - clock, time.process_time() - cpu
    print(f"{len(texts)} articles, {len(cut)} pieces, {100 - 100 * len(new) / len(cut):.1f} % of them seen before")
    print(f"{words} words, {found} names, load {os.getloadavg()[0]:.1f}")
    print(f"by the clock {words / clock:10,.0f} words a second")
    print(f"of CPU time  {words / cpu:10,.0f} words a second")
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _texts(path: Path, most: int) -> Iterator[str]:
    """The texts of a file of JSON lines, packed or not."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number >= most:
                return
            article = json.loads(line)
            yield f"{article.get('title', '')}\n\n{article.get('body', article.get('text', ''))}"
