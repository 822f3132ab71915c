"""What is stated of a file outside it: by the user in `sources.toml`, and in a file of JSON that lies beside it."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass, field

from index.readers.article.metadata import Metadata

Columns = tuple[tuple[str, tuple[str, ...]], ...]
"""What of an article → the columns or fields that have it."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What holds for one file, before anything of it was read."""

    values: tuple[tuple[str, str], ...] = ()
    """Field → what it is for each article that does not state it itself."""
    columns: Columns = ()
    encoding: str = ""
    """In place of a guess; empty where nobody says."""
    delimiter: str = ""
    """What divides the cells of a table; empty where nobody says."""
    repetition: bool = True
    """Whether a line may be boilerplate because it stands in many articles of the source."""
    sidecar: str = ""
    """Name of the file in the same folder that states the article's metadata; empty where there is none."""
    sidecar_state: tuple[int, ...] = ()
    """Size and times of it: when they change, so does what is declared."""

    @property
    def digest(self) -> str:
        """Another one for all that would make the file read otherwise; empty where nothing is declared."""
        if self == Declared():
            return ""
        return hashlib.sha256(ascii(astuple(self)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Outside:
    """Metadata from outside a file: above what it states itself, and below."""

    sidecar: Metadata = field(default_factory=Metadata)
    rule: Metadata = field(default_factory=Metadata)

    def around(self, stated: Metadata) -> Metadata:
        """What is known of an article that states so much itself; what a rule found there counts for least."""
        return self.sidecar.over(stated.without_rules()).over(self.rule).over(stated)
