"""Sound files of every format, to be damaged: made here, and real ones where they are present."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from index.readers.suffixes import suffix_of
from tests.epub_files import epub, xhtml
from tests.index.test_readers_archives import OTHER, STORY, tarred, zipped
from tests.index.test_readers_feeds import item, rss
from tests.index.test_readers_warc import answer
from tests.mail_files import box, message, of_parts
from tests.pdf_files import column, drawn, pdf

MARKDOWN = (
    "---\ntitle: A day\ndate: 2020-01-09\n---\n# A day\n\nText *here* and **there**, `code`, [a link](https://a.example).\n\n"
    "> quoted\n\n1. one\n2. two\n   - three\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n"
)
LINES = "".join(
    json.dumps({"title": f"No. {n}", "body": f"Two words and {n}.", "date": "2020-01-09"}) + "\n" for n in range(5)
)
MEMBERS = {"one.txt": STORY.encode(), "in/two.md": MARKDOWN.encode(), "three.jsonl": LINES.encode()}


def samples_of(suffix: str, shared: Path | None) -> list[bytes]:
    """Contents of files with this suffix; `shared` is a folder of real ones, None where there is none.

    Real ones are also taken from the folder that DATELINE_FUZZ_FILES names, of any suffix that is read.
    """
    given = os.environ.get("DATELINE_FUZZ_FILES")
    return _made(suffix) + (_real(suffix, shared) if shared else []) + (_given(suffix, Path(given)) if given else [])


PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Army takes town | News</title>'
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2020-01-09"}</script></head><body>'
    f"<nav><a href=/>Home</a></nav><article><h1>Army takes town</h1>{'<p>The army took it <b>on Monday</b>.</p>' * 9}"
    "<ul><li>One<li>Two</ul><table><tr><th>A<td>B</table><blockquote>Nobody asked.</blockquote></article></body></html>"
)


def _made(suffix: str) -> list[bytes]:
    makers: dict[str, Callable[[], list[bytes]]] = {
        ".txt": lambda: [STORY.encode(), OTHER.encode("utf-16")],
        ".md": lambda: [MARKDOWN.encode()],
        ".jsonl": lambda: [LINES.encode()],
        ".json": lambda: [b"[" + LINES.encode().strip().replace(b"\n", b",") + b"]"],
        ".csv": lambda: [b'title,body,date\nOne,"Two, words",2020-01-09\nThree,Four words,\n' * 3],
        ".tsv": lambda: [b"title\tbody\nOne\tTwo words\nThree\tFour words\n"],
        ".html": lambda: [PAGE.encode(), PAGE.encode("utf-16")],
        ".rss": lambda: [rss(item(1), item(2, pubDate="Thu, 09 Jan 2020 10:00:00 GMT")).encode()],
        ".opml": lambda: [
            b'<opml version="2.0"><body><outline text="a" xmlUrl="https://a.example/rss"/></body></opml>'
        ],
        ".eml": lambda: [
            message(),
            of_parts("Content-Type: text/plain\n\nWords.\n", "Content-Type: text/html\n\n" + PAGE),
        ],
        ".mbox": lambda: [box(message(), message("Another."), of_parts("Content-Type: text/plain\n\nWords.\n"))],
        ".pdf": lambda: [
            pdf([drawn(column("Army takes town")), drawn(column("It was on Monday.\nNobody was asked."))])
        ],
        ".epub": lambda: [epub({"one.xhtml": xhtml("<h1>One</h1><p>Words.</p>"), "two.xhtml": xhtml("<p>More.</p>")})],
        ".warc": lambda: [answer(page=PAGE.encode()) + answer("https://example.org/b.html", page=PAGE.encode())],
        ".zip": lambda: [zipped(MEMBERS), zipped({"in.zip": zipped(MEMBERS)})],
        ".tar": lambda: [tarred(MEMBERS)],
    }
    same = {".text": ".txt", ".markdown": ".md", ".htm": ".html", ".xhtml": ".html", ".atom": ".rss", ".xml": ".rss"}
    make = makers.get(same.get(suffix, suffix))
    return make() if make else []


LARGEST = 300_000
"""Bytes of a real file that is taken: of a larger one, damage hits little that matters, and slowly."""


def _given(suffix: str, folder: Path) -> list[bytes]:
    """The files below a folder that a reader of this suffix takes, the packed ones unpacked."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and suffix_of(path.name) == suffix]
    opened = (_UNPACKED.get(path.suffix.casefold(), Path.open)(path, "rb") for path in paths)  # type: ignore[operator]
    contents = []
    for file in opened:
        with file:
            content = file.read(LARGEST + 1)
        if 0 < len(content) <= LARGEST:
            contents.append(content)
    return contents


_UNPACKED = {".gz": gzip.open, ".xz": lzma.open, ".bz2": bz2.open}


def _real(suffix: str, shared: Path) -> list[bytes]:
    match suffix:
        case ".jsonl":
            with lzma.open(shared / "stories-dev.jsonl.xz") as file:
                return [b"".join(islice(file, 5))]
        case ".txt":
            return [path.read_bytes() for path in sorted((shared / "encodings").glob("*.txt"))]
        case ".html" | ".htm" | ".xhtml":
            return [gzip.decompress(path.read_bytes()) for path in sorted((shared / "html" / "pages").iterdir())[:20]]
        case ".xml":
            return [path.read_bytes() for path in sorted((shared / "encodings").glob("*.xml"))]
    return []
