"""The names of keys, as a reader writes them and as the table of actions has them; which actions want the same key.

A key that types a character is that character, but for the comma, which parts the keys of a list.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from tui.actions import (
    ACTIONS,
    APP,
    BOX,
    CHANGE,
    CHOOSER,
    DIALOG,
    EDITOR,
    FIND,
    KWIC,
    LISTS,
    NOTES,
    PAGE,
    QUESTION,
    REPORT,
    ROLL,
    ROOM,
    SCREEN,
    SELECTION,
    Action,
)

NAMED = {
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete"),
    *("enter", "tab", "escape", "backspace", "space", "comma"),
    *(f"f{number}" for number in range(1, 25)),
}
"""Keys that type nothing, or whose character can't be seen."""

ALIASES = {
    "pgdn": "pagedown",
    "pgup": "pageup",
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "↓": "down",
    "↑": "up",
    "←": "left",
    "→": "right",
    " ": "space",
    ",": "comma",
}
"""Other names, those on the key page among them."""

SENT_AS = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+left_square_bracket": "escape", "ctrl+h": "backspace"}
"""What a terminal sends for a key, so that it can't be told from the other."""

TOGETHER = (
    (LISTS, SCREEN, APP),
    (PAGE, SCREEN, APP),
    (BOX, SCREEN, APP),
    (FIND, SCREEN, APP),
    (LISTS, ROLL, ROOM, APP),
    (LISTS, KWIC, ROOM, APP),
    (LISTS, NOTES, ROOM, APP),
    (LISTS, REPORT, ROOM, APP),
    (SELECTION, APP),
    (CHANGE, APP),
    (BOX, ROLL, ROOM, APP),
    (BOX, KWIC, ROOM, APP),
    (BOX, REPORT, ROOM, APP),
    (DIALOG, APP),
    (BOX, QUESTION, APP),
    (BOX, CHOOSER, APP),
    (EDITOR, APP),
)
"""Places whose keys are heard at the same time, the nearest first."""

TYPING = {BOX, QUESTION, CHOOSER, EDITOR}
"""Places where a character is typed, and never a key."""


def canonical(name: str) -> str | None:
    """The one name of a key; None for what is none."""
    *modifiers, key = name.rsplit("+", 1) if "+" in name[:-1] and not name.endswith("++") else [name]
    held = modifiers[0].lower().split("+") if modifiers else []
    if not set(held) <= {"ctrl", "shift", "alt"} or len(set(held)) < len(held):
        return None
    plain = _plain(key)
    if plain is None:
        return None
    if not held:
        return plain
    if len(plain) == 1:
        plain = _NAMES.get(plain) or (plain.lower() if "ctrl" in held else plain)
    return "+".join([*(one for one in ("alt", "ctrl", "shift") if one in held), plain])


def _plain(key: str) -> str | None:
    if key in ALIASES:
        return ALIASES[key]
    if len(key) == 1:
        return key if key.isprintable() else None
    small = key.lower()
    if small in NAMED or small in ALIASES:
        return ALIASES.get(small, small)
    return _PUNCTUATION.get(small)


def objection(name: str, action: Action) -> str | None:
    """Why a key, given by its one name, can't be an action's; None where it can."""
    if name in SENT_AS:
        return f"a terminal sends {SENT_AS[name]} for it"
    if name.startswith("shift+") and len(name) == len("shift+x"):
        return f"a terminal sends {name[-1].upper()} for it"
    types = len(name) == 1 or name in ("space", "comma")
    if types and (action.id == "box.leave" or set(action.where) <= TYPING):
        return "it is typed into the box"
    return None


def keys_of(action: Action) -> list[str]:
    """The default keys by their one names."""
    return [canonical(key) or key for key in action.keys.split(",")] if action.keys else []


def rivals(bound: Mapping[str, list[str]], action: Action, key: str) -> list[Action]:
    """The other actions that a key means where it means this one, by what each is `bound` to.

    Two that share a key in the table itself are no rivals: there one is meant to stand before the other.
    """
    return [
        other
        for other in ACTIONS
        if other.id != action.id
        and key in bound[other.id]
        and _meet(action, other)
        and not (set(keys_of(action)) & set(keys_of(other)))
    ]


def _meet(one: Action, other: Action) -> bool:
    return any(set(one.where) & set(places) and set(other.where) & set(places) for places in TOGETHER)


def _names_of_punctuation() -> dict[str, str]:
    own = {"solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus"}
    own |= {"plus_sign": "plus", "low_line": "underscore"}
    names = {}
    for character in map(chr, range(0x21, 0x7F)):
        if not character.isalnum() and character != ",":
            name = unicodedata.name(character).lower().replace("-", "_").replace(" ", "_")
            names[own.get(name, name)] = character
    return names


_PUNCTUATION = _names_of_punctuation()
"""As Textual calls them: `backslash`, `question_mark`."""
_NAMES = {character: name for name, character in _PUNCTUATION.items()}
"""With ctrl or alt held, Textual has the name and not the character."""
