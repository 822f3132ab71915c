"""Where an article was found, and how its bytes were read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from index.readers.article import titles
from index.readers.declared import Outside
from index.readers.suffixes import stem_of
from index.text import clean


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article was found, and how its bytes were read."""

    relative: str
    """Path below the indexed root, with `/` between parts."""
    row: int = 0
    salt: str = ""
    encoding: str = "utf-8"
    encoding_guessed: bool = False
    warnings: tuple[str, ...] = ()
    named: str = ""
    """As an error names it, when not by its path."""
    outside: Outside = field(default_factory=Outside)
    """What is stated of it outside its file."""

    @property
    def stem(self) -> str:
        """The file's name without what says how to read it."""
        name = PurePosixPath(self.relative).name
        return titles.one_line(clean(stem_of(name))) or name
