"""What a piece of drawn text is: its role. Themes give roles their colours; the attributes here need none.

A line is a list of pieces, each a text and its roles, the later role laid over the earlier.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

Piece = tuple[str, tuple[str, ...]]
Line = list[Piece]


@dataclass(frozen=True, slots=True)
class Look:
    """Variables of the theme for the colours, and attributes that differ without colour."""

    colour: str = ""
    ground: str = ""
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    reverse: bool | None = None
    dim: bool | None = None


LOOKS = {
    "text": Look("text-plain"),
    "faint": Look("text-faint"),
    "rule": Look("rule"),
    "line": Look(ground="line-ground"),
    "title": Look("text-bright", bold=True),
    "no-title": Look("text-bright", italic=True),
    "heading": Look("text-bright", bold=True),
    "subheading": Look("text-bright", bold=True, italic=True),
    "minor-heading": Look("text-bright", italic=True),
    "quote": Look("text-quote"),
    "code": Look("text-code"),
    "chrome": Look("text-faint"),
    "strong": Look(bold=True),
    "emphasis": Look(italic=True),
    "link": Look("link", underline=True),
    "accent": Look("accent-text"),
    "accent-strong": Look("accent-text", bold=True),
    "key": Look("accent-text"),
    "error": Look("trouble", bold=True),
    "bar": Look("bar"),
    "person": Look("name-person", underline=True),
    "organisation": Look("name-organisation", bold=True),
    "country": Look("name-country", italic=True),
    "nationality": Look("name-country", italic=True),
    "place": Look("name-place", italic=True, underline=True),
    "event": Look("name-event", bold=True, italic=True),
    "match": Look("match-text", "match-ground", bold=True),
    "spot": Look(ground="spot-ground"),
    "current": Look("current-text", "current-ground", bold=True, underline=False, italic=False),
    "note": Look("accent-text", underline=True),
    "selected": Look(reverse=True),
    "selection-cursor": Look("current-text", "current-ground", bold=True, underline=True, reverse=False),
    "mark-current": Look("current-ground", bold=True),
    "mark-match": Look("accent-text"),
    "mark-note": Look("link", bold=True),
    "mark-name": Look("text-plain"),
    "thumb": Look("thumb"),
    "cursor": Look("cursor-text", "cursor-ground", bold=True),
    "cursor-away": Look("text-bright", "away-ground"),
    "opened": Look("accent-text"),
    "unread": Look("accent-text", bold=True),
    "read": Look("text-quote"),
    "star": Look("accent-text", bold=True),
    "tag": Look("name-place"),
}
"""A role without a colour takes that of what is beneath it."""

_COLOURLESS = {
    "accent": Look(bold=True),
    "key": Look(bold=True),
    "opened": Look(bold=True),
    "current": Look(bold=True, italic=False, underline=True, reverse=True),
    "cursor-away": Look(bold=True),
    "spot": Look(),
    "selection-cursor": Look(bold=True, underline=True, reverse=False),
}
"""Looks that colour alone would tell, and grounds that a mark in the margin tells already."""


def look_of(role: str, *, colour: bool = True) -> Look:
    """How a role looks; without colour, what has a ground of its own is reversed."""
    look = LOOKS[role]
    if colour:
        return look
    return _COLOURLESS.get(role) or replace(look, colour="", ground="", reverse=bool(look.ground) or None)


def length(line: Line) -> int:
    """Code points of a line."""
    return sum(len(text) for text, _ in line)


def words_of(line: Line) -> str:
    """The line without its roles."""
    return "".join(text for text, _ in line)
