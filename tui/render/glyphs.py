"""The marks that lines are drawn with: signs and lines, or words for those who hear the screen.

Whatever draws a mark asks `glyphs()` when it draws; no other module of lines or widgets holds a line, block or bullet.
Loaded before the first paint, so it names kinds by their words: the engine's values take 25 ms to load.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.settings import in_force

if TYPE_CHECKING:
    from tui.values import NameKind


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One way to draw."""

    cursor: str
    """Before the row under the cursor, one cell."""
    spot: str
    """In the margin of a line that was pointed out, one cell."""
    rule: str
    """The rule above a pane, one cell; empty where no rules are drawn."""
    side: str
    """Between two panes, one cell; empty where no rules are drawn."""
    below: str
    """The corner of two rules, one going down."""
    right: str
    """The corner of two rules, one going right."""
    quote: str
    """Before each line of a quotation, one cell."""
    bullet: str
    """Before an item of a list, one cell."""
    inner_bullet: str
    """Before an item of a list within a list, one cell."""
    bar: str
    """A cell of a bar; empty where none are drawn, since the number stands beside it."""
    half_bar: str
    heights: str
    """A bar for each height from 0 to 8, one cell each; empty where none are drawn."""
    marks: Mapping[str, str]
    """In the strip beside an article, one cell for each kind of what a row holds; empty where it is left blank."""
    thumb: str
    """In that strip, the part of the article that is seen; one cell."""
    unread: str
    read: str
    """In the place of the mark of an unread article: a blank, or nothing where that is a word."""
    starred: str
    noted: str
    """Beside a line with a note on it, one cell."""
    kinds: Mapping[str, str]
    """Before a name in a list, by the kind of the name."""
    kind_column: int
    """Cells of the widest of them and a blank, for lists with columns."""

    def kind_in_column(self, kind: NameKind) -> str:
        """The kind with blanks after it, as wide as all others."""
        return f"{self.kinds[kind]:<{self.kind_column}}"


_LETTERS = {"person": "P", "organisation": "O", "country": "C", "nationality": "C", "place": "L", "event": "E"}
"""L is for location, since P is taken; a nationality is a form of its country."""

DRAWN = Glyphs(
    cursor="▌",
    spot="▌",
    rule="─",
    side="│",
    below="┬",
    right="├",
    quote="│",
    bullet="•",
    inner_bullet="–",
    bar="━",
    half_bar="╸",
    heights=" ▁▂▃▄▅▆▇█",
    marks={"current": "◆", "match": "◇", "note": "*", "name": "•"},
    thumb="┃",
    unread="●",
    read=" ",
    starred="★",
    noted="*",
    kinds=_LETTERS,
    kind_column=2,
)
SAID = Glyphs(
    cursor=">",
    spot=">",
    rule="",
    side="",
    below="",
    right="",
    quote=">",
    bullet="-",
    inner_bullet="-",
    bar="",
    half_bar="",
    heights="",
    marks={},
    thumb=" ",
    unread="unread",
    read="",
    starred="starred",
    noted="*",
    kinds={**{kind: kind for kind in _LETTERS}, "nationality": "country"},
    kind_column=len("organisation "),
)


def glyphs() -> Glyphs:
    """The marks of the settings in force."""
    return SAID if in_force().accessible else DRAWN
