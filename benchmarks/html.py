"""How well the article in a saved web page is found, and how fast, beside Trafilatura alone.

    python -m benchmarks.html FOLDER   pages/ID.html.gz, and gold.json: ID → {articleBody, url}

Precision, recall and F1 over the multisets of four words in a row: hits, false and missing ones of a page are divided
by their sum, so that each page counts the same, and then averaged. Title lines and boilerplate are no text of the
article; the line below counts them too. Pages a second are of one processor's time, from the file to the article.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

import trafilatura

from index.errors import ReadError
from index.model import Article, BlockKind
from index.readers import read

_WORD = re.compile(r"\w+")
_Given = TypeVar("_Given")
_AROUND = (BlockKind.TITLE, BlockKind.CHROME)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Every four words in a row, and how often; all of them where there are fewer."""
    found = _WORD.findall(text)
    return Counter(tuple(found[at : at + 4]) for at in range(max(1, len(found) - 3))) if found else Counter()


def score(texts: Mapping[str, str], gold: Mapping[str, str]) -> tuple[float, float, float]:
    """F1, precision and recall, each page counting the same."""
    hits = false = missing = 0.0
    for name, right in gold.items():
        wanted, given = shingles(right), shingles(texts[name])
        hit = (wanted & given).total()
        whole = max(1, wanted.total() + given.total() - hit)
        hits += hit / whole
        false += (given.total() - hit) / whole
        missing += (wanted.total() - hit) / whole
    precision, recall = hits / max(1e-9, hits + false), hits / max(1e-9, hits + missing)
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def words_of(article: Article, without: tuple[BlockKind, ...]) -> str:
    return "\n".join(article.text[block.start : block.end] for block in article.blocks if block.kind not in without)


def _article(path: Path) -> Article | None:
    try:
        return next((item for item in read(path, path.name) if isinstance(item, Article)), None)
    except ReadError:
        return None


def _alone(path: Path, **mode: bool) -> str:
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
        return trafilatura.extract(file.read(), include_comments=False, **mode) or ""


def _timed(give: Callable[[Path], _Given], paths: Mapping[str, Path]) -> tuple[dict[str, _Given], float]:
    """What each page gives, and pages a second; the first page is taken once before, so that all is loaded."""
    give(next(iter(paths.values())))
    begun = time.process_time()
    given = {name: give(path) for name, path in paths.items()}
    return given, len(paths) / max(1e-9, time.process_time() - begun)


def _print(title: str, texts: Mapping[str, str], gold: Mapping[str, str], rate: float) -> None:
    f1, precision, recall = score(texts, gold)
    print(f"{title:34} F1 {f1:.4f}  precision {precision:.4f}  recall {recall:.4f}  {rate:5.1f} pages/s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    stored = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    gold = {name: page["articleBody"] for name, page in stored.items()}
    paths = {name: folder / "pages" / f"{name}.html.gz" for name in gold}
    articles, rate = _timed(_article, paths)
    found = {name: article for name, article in articles.items() if article}
    texts = {name: words_of(found[name], _AROUND) if name in found else "" for name in gold}
    _print("dateline", texts, gold, rate)
    whole = {name: found[name].text if name in found else "" for name in gold}
    _print("  with title and boilerplate", whole, gold, rate)
    modes: Mapping[str, dict[str, bool]] = {
        "Trafilatura, precision": {"favor_precision": True},
        "Trafilatura, balanced": {},
        "Trafilatura, recall": {"favor_recall": True},
    }
    for title, mode in modes.items():
        alone, rate = _timed(partial(_alone, **mode), paths)
        _print(title, alone, gold, rate)
    dated = sum(article.published is not None for article in found.values())
    named = sum(bool(article.authors) for article in found.values())
    print(f"{len(gold)} pages, {len(found)} read, {dated} with a date, {named} with authors")


if __name__ == "__main__":
    main()
