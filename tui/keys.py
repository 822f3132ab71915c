"""What is made of the table of actions: bindings, footers, the key page and the README's table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tui.actions import (
    ACTIONS,
    APP,
    BOX,
    CHANGE,
    CHOOSER,
    DIALOG,
    EDITOR,
    FIND,
    GROUPS,
    KWIC,
    LISTS,
    NOTES,
    PAGE,
    QUESTION,
    ROLL,
    ROOM,
    SCREEN,
    SELECTION,
    Action,
)

if TYPE_CHECKING:
    from textual.binding import Binding, BindingType

__all__ = [
    "ACTIONS",
    "APP",
    "BOX",
    "CHANGE",
    "CHOOSER",
    "DIALOG",
    "EDITOR",
    "FIND",
    "KWIC",
    "LISTS",
    "NOTES",
    "PAGE",
    "QUESTION",
    "ROLL",
    "ROOM",
    "SCREEN",
    "SELECTION",
    "Action",
]

SHOWN = {
    "backslash": "\\",
    "space": "space",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "escape": "esc",
}

LEFT_OUT = {"search.list", "dialog.leave", "select.keys"}
"""Rows that a table of keys leaves out, since another says it too."""


def bindings(where: str) -> list[BindingType]:
    """The bindings of one kind of widget or screen, in the order of the table."""
    from textual.binding import Binding

    return [_binding(Binding, action) for action in ACTIONS if where in action.where]


def _binding(kind: type[Binding], action: Action) -> Binding:
    return kind(
        ",".join(_key(key) for key in action.keys.split(",")),
        action.method,
        action.sentence,
        show=bool(action.short),
        tooltip=action.sentence,
        id=action.id,
        priority=action.priority,
    )


def _key(key: str) -> str:
    return {"\\": "backslash", "+": "plus", "-": "minus"}.get(key, key)


def shown(keys: str) -> str:
    """Keys as a reader knows them, parted by spaces."""
    return " ".join(SHOWN.get(key, key) for key in keys.split(","))


def described(bound: dict[str, str] | None = None) -> Iterable[tuple[str, list[tuple[str, str]]]]:
    """Each group with its keys and sentences; `bound` holds the user's own keys by action."""
    own = bound or {}
    for group in GROUPS:
        rows = [
            (shown(own.get(action.id, action.keys)), action.sentence)
            for action in ACTIONS
            if action.group == group and action.id not in LEFT_OUT
        ]
        if rows:
            yield group, rows


def footer(pane: str) -> list[tuple[str, str]]:
    """The first key and the short word of the actions that a pane's footer shows."""
    return [(shown(action.keys.split(",")[0]), action.short) for action in ACTIONS if pane in action.footer]


def markdown_table() -> str:
    """The keys as a Markdown table, for the README."""
    lines = ["| keys | do |", "|---|---|"]
    for _, rows in described():
        lines += [f"| {' '.join(_quoted(key) for key in keys.split())} | {sentence} |" for keys, sentence in rows]
    return "\n".join(lines) + "\n"


def _quoted(key: str) -> str:
    return f"`{key}`".replace("|", "\\|")
