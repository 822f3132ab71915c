"""Libraries of a few short files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from index.build.pipeline import build
from index.corrections import Corrections


def made_of(base: Path, files: Mapping[str, str]) -> Path:
    """The folder of a library of these files, which lie in `news` beside it; corrections are each test's own."""
    news = base / "news"
    news.mkdir()
    for name, text in files.items():
        (news / name).write_text(text)
    build(base / "library", [news], corrections=Corrections(base / "none.jsonl"))
    return base / "library"
