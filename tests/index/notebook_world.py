"""A folder of news, a library of it and a notebook, all in a temporary place, with a clock that ticks by the call."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from index.build.pipeline import build
from index.corrections import Corrections
from index.library import Library
from index.notebook.database import Patience
from index.notebook.notebook import Notebook

BODY = "Eastern forces rejected a call for a ceasefire on Monday, and Ann Lee left Paris for Malta."


class Clock:
    """A second later each time."""

    def __init__(self) -> None:
        self.now = datetime(2020, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@dataclass
class World:
    """Where everything is; `news` can have several roots."""

    folder: Path
    clock: Clock = field(default_factory=Clock)

    @property
    def notebook(self) -> Path:
        return self.folder / "data" / "dateline" / "notebook.sqlite3"

    @property
    def news(self) -> Path:
        found = self.folder / "news"
        found.mkdir(exist_ok=True)
        return found

    def write(self, name: str, text: str, root: Path | None = None) -> None:
        (root or self.news).mkdir(exist_ok=True)
        ((root or self.news) / name).write_text(text, "utf-8")

    def build(self, *roots: Path, library: str = "library") -> None:
        build(self.folder / library, roots or [self.news], corrections=self.corrections)

    @property
    def corrections(self) -> Corrections:
        return Corrections(self.folder / "corrections.jsonl")

    @contextmanager
    def opened(self, library: str = "library", patience: Patience | None = None) -> Iterator[Library]:
        notebook = Notebook(self.notebook, self.clock, patience)
        found = Library.open(self.folder / library, corrections=self.corrections, notebook=notebook)
        try:
            yield found
        finally:
            found.close()


def story(number: int, body: str = BODY) -> str:
    return f"Story number {number}\n\n{body} This was story {number} of a long day.\n"


def marks(library: Library) -> dict[str, tuple[bool, bool, tuple[str, ...], int]]:
    """Path → what the rows say of each article that has any mark."""
    return {
        row.path: (row.read, row.starred, row.tags, row.notes)
        for row in library.rows()
        if row.read or row.starred or row.tags or row.notes
    }


def found(library: Library, query: str) -> set[str]:
    return {hit.article.path for hit in library.search(query).hits}
