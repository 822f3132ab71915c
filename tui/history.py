"""The places that a reader has been, with back and forward as in a browser."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["list", "page", "sentences", "side", "actor", "actors", "kwic", "notes", "report"]

READING_KINDS = ("list", "page", "sentences", "side")
"""Places on the reading screen; each other is a screen laid over it, see `tui.screens.rooms`."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to come back to."""

    kind: Kind
    query: str = ""
    """The search that the list showed; empty for all articles."""
    article: str = ""
    """Id of the article on the page."""
    offset: int = 0
    """Code point of the article at the top of the page."""
    actor: str = ""
    other: str = ""
    """The second actor of a page of sentences, or the one under the cursor of the cross-references."""
    row: int = 0
    """Cursor in a list of sentences, notes or files."""
    part: str = ""
    """The part of a further screen that had the cursor; empty for the one it begins with."""
    words: str = ""
    """What a list on a further screen is narrowed to."""
    kind_of_name: str = ""
    """Of which kind the names are that a list is narrowed to; empty for all."""
    sources: int = 0
    """From how many sources they come at least."""
    status: str = ""
    """What became of the files in an import that a list is narrowed to; empty for all."""
    sort: str = ""
    """The order of a list on a further screen; empty for the one it begins with."""


@dataclass(slots=True)
class History:
    """A list of places and where in it the reader is."""

    limit: int = 500
    places: list[Place] = field(default_factory=list)
    position: int = -1

    def visit(self, place: Place, leaving: Place | None = None) -> None:
        """Goes to a new place and forgets those ahead; `leaving` is the present one as it looks now."""
        if leaving is not None:
            self.amend(leaving)
        del self.places[self.position + 1 :]
        self.places.append(place)
        del self.places[: -self.limit]
        self.position = len(self.places) - 1

    def amend(self, place: Place) -> None:
        """Says how the present place looks now: its line, its cursor."""
        if self.position >= 0:
            self.places[self.position] = place

    def back(self, leaving: Place | None = None) -> Place | None:
        """The place before; None at the first one."""
        return self._go(-1, leaving)

    def forward(self, leaving: Place | None = None) -> Place | None:
        """The place after; None at the last one."""
        return self._go(1, leaving)

    def leave_for(self, kinds: Container[str]) -> Place | None:
        """Goes back to the last place that is of one of these kinds; None, and no move, where there is none."""
        for position in range(self.position, -1, -1):
            if self.places[position].kind in kinds:
                self.position = position
                return self.places[position]
        return None

    def _go(self, step: int, leaving: Place | None) -> Place | None:
        target = self.position + step
        if not 0 <= target < len(self.places):
            return None
        if leaving is not None:
            self.amend(leaving)
        self.position = target
        return self.places[target]
