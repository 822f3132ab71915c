"""How often an address or the first lines of an article give the day that is stated of it, when that is hidden.

    python -m benchmarks.dates FILE…   .jsonl or .jsonl.xz with `date`, or `html`, the folder of `benchmarks.html`

Each article is read as ever but for its date: with its address, with its words alone, and with its year, as
`sources.toml` may give it. A day beside the stated one may be the same in another zone.
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from index.errors import ReadError
from index.model import Article, Origin, PartialDate
from index.readers.article.assemble import assemble
from index.readers.article.blocks import Draft
from index.readers.article.metadata import Metadata, from_fields
from index.readers.html import markup, page_metadata
from index.readers.html.main_text import article_in
from index.readers.html.page_encoding import decode_page
from index.readers.place import Place
from index.readers.text import plain
from index.text import clean

_SHOWN = 12
"""Days that are not the stated ones and are printed."""
_VERDICTS = ("right", "beside", "wrong", "none")


@dataclass(frozen=True)
class Case:
    """An article whose day is known."""

    name: str
    stated: PartialDate
    known: Metadata
    drafts: list[Draft]


def cases(path: Path) -> Iterator[Case]:
    """The articles of a file that state a day."""
    for name, known, drafts in _pages(path) if path.is_dir() else _records(path):
        if known.published and known.published.day and known.published_origin is Origin.STATED and drafts:
            yield Case(name, known.published, known, drafts)


def _records(path: Path) -> Iterator[tuple[str, Metadata, list[Draft]]]:
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            body = record.get("body") or record.get("text") or ""
            yield str(record.get("id") or record.get("doc")), from_fields(record), plain.drafts(clean(body))


def _pages(folder: Path) -> Iterator[tuple[str, Metadata, list[Draft]]]:
    for path in sorted((folder / "pages").iterdir()):
        root = markup.tree(decode_page(gzip.decompress(path.read_bytes()), path.name).text)
        known = page_metadata.of_page(root)
        yield path.name, known, article_in(root)[0]


def found_in(case: Case, left: str) -> Article | None:
    """The article without what is stated of its day, and what is left of the rest."""
    known = replace(case.known, published=None, published_origin=Origin.UNKNOWN, warnings=())
    if left != "address":
        known = replace(known, url=None)
    if left == "year":
        known = replace(known, published=PartialDate(case.stated.year), published_origin=Origin.RULE)
    try:
        return assemble(case.drafts, known, Place("a"), alone=False)
    except ReadError:
        return None


def verdict(found: PartialDate | None, stated: PartialDate) -> str:
    if found is None or found.day is None:
        return "none"
    apart = abs((found.first_day() - stated.first_day()).days)
    return ("right", "beside")[apart] if apart < 2 else "wrong"


def measure(path: Path) -> None:
    """Prints a line for each thing that is left of the articles of a file, and the days that are not as stated."""
    whole = list(cases(path))
    for left, title in (("address", "its address"), ("words", "its words alone"), ("year", "its words and year")):
        begun = time.process_time()
        found = [(case, item) for case in whole if (item := found_in(case, left))]
        spent = 1000 * (time.process_time() - begun) / max(1, len(whole))
        told = [(case, item, verdict(item.published, case.stated)) for case, item in found]
        count = Counter(said for _, _, said in told)
        print(f"{path.name + ', ' + title:44}" + "".join(f"{count[it]:8,}" for it in _VERDICTS) + f"{spent:11.2f}")
        for case, item, said in [one for one in told if one[2] in {"beside", "wrong"}][:_SHOWN]:
            where = item.url if left == "address" else repr(item.text[len(item.title) : len(item.title) + 90])
            print(f"    {said}: {case.name}, {case.stated} stated, {item.published} found: {where}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+", metavar="FILE")
    print(f"{'':44}" + "".join(f"{said:>8}" for said in _VERDICTS) + " ms/article")
    for path in parser.parse_args().paths:
        measure(path)


if __name__ == "__main__":
    main()
