"""What a trained pipeline saw in a text, laid beside the phrases of the rules.

A pipeline is one more witness and never the judge: it knows how names look in running text, and neither the article as
a whole nor the tables. So it votes on the kinds of forms that nothing else tells, vouches for ordinary words that are
names, and says where a name ends that the rules could only guess at.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from index.actors import cues
from index.actors.pieces import Piece
from index.actors.tables import tables
from index.actors.values import Name
from index.model import NameKind

_TRIMMED = " \"“”‘'’.,;:()[]-–—"
_KINDS = (NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE)


def hear(pieces: list[Piece], witnesses: Sequence[Name], text: str) -> list[Piece]:
    """The phrases, each with what was seen in its place, and with other ends where that is better known.

    `witnesses` are in order and do not overlap; `text` has straight apostrophes.
    """
    seen = [trimmed for name in witnesses if (trimmed := _trimmed(name, text)) is not None]
    if not seen:
        return pieces
    starts = [name.start for name in seen]
    for piece in pieces:
        at = bisect_left(starts, piece.start)
        if at < len(seen) and seen[at].start == piece.start and seen[at].end == piece.end:
            piece.seen = seen[at].kind
    return pieces


def _trimmed(name: Name, text: str) -> Name | None:
    """Without article, title, possessive and outer signs; None where no name of a kind that is voted on is left."""
    start, end = name.start, name.end
    while start < end and text[start] in _TRIMMED:
        start += 1
    words = text[start:end]
    if words[:4].lower() == "the " and words not in tables().kinds:
        start += 4
    if text.endswith("'s", start, end):
        end -= 2
    while end > start and text[end - 1] in _TRIMMED and not text[start:end].endswith((".S.", ".K.", "Inc.", "Corp.")):
        end -= 1
    first = text[start:end].split(" ", 1)
    while len(first) > 1 and first[0] in cues.TITLES and name.kind is NameKind.PERSON:
        start += len(first[0]) + 1
        first = first[1].split(" ", 1)
    if name.kind not in _KINDS or start >= end or not text[start].isupper():
        return None
    return Name(start, end, name.kind)
