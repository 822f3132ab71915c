"""Sound files of every format, to be damaged: made here, and real ones where they are present."""

from __future__ import annotations

import gzip
import json
import lzma
from itertools import islice
from pathlib import Path

from tests.index.test_readers_archives import OTHER, STORY, tarred, zipped

MARKDOWN = (
    "---\ntitle: A day\ndate: 2020-01-09\n---\n# A day\n\nText *here* and **there**, `code`, [a link](https://a.example).\n\n"
    "> quoted\n\n1. one\n2. two\n   - three\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n"
)
LINES = "".join(
    json.dumps({"title": f"No. {n}", "body": f"Two words and {n}.", "date": "2020-01-09"}) + "\n" for n in range(5)
)
MEMBERS = {"one.txt": STORY.encode(), "in/two.md": MARKDOWN.encode(), "three.jsonl": LINES.encode()}


def samples_of(suffix: str, shared: Path | None) -> list[bytes]:
    """Contents of files with this suffix; `shared` is a folder of real ones, None where there is none."""
    return _made(suffix) + (_real(suffix, shared) if shared else [])


def _made(suffix: str) -> list[bytes]:
    match suffix:
        case ".txt" | ".text":
            return [STORY.encode(), OTHER.encode("utf-16")]
        case ".md" | ".markdown":
            return [MARKDOWN.encode()]
        case ".jsonl":
            return [LINES.encode()]
        case ".zip":
            return [zipped(MEMBERS), zipped({"in.zip": zipped(MEMBERS)})]
        case ".tar":
            return [tarred(MEMBERS)]
    return []


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
