"""What is made of the table of actions: bindings, footers, the key page and the README's table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from tui.actions import ACTIONS, GROUPS, PAGE, Action
from tui.settings import in_force

if TYPE_CHECKING:
    from textual.binding import Binding, BindingType

SHOWN = {
    "backslash": "\\",
    "comma": ",",
    "space": "space",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "escape": "esc",
}

SAID = {"\\": "backslash", "down": "down-arrow", "up": "up-arrow", "left": "left-arrow", "right": "right-arrow"}
"""What a screen reader passes over or says unlike the key, in words."""

NO_KEY = "(none)"
"""In place of a key, where an action has none."""

LEFT_OUT = {"dialog.leave", "select.keys"}
"""Rows that a table of keys leaves out, since another says it too."""


def bindings(where: str) -> list[BindingType]:
    """The bindings of one kind of widget or screen, in the order of the table."""
    from textual.binding import Binding

    return [_binding(Binding, action) for action in ACTIONS if where in action.where]


def _binding(kind: type[Binding], action: Action) -> Binding:
    return kind(
        ",".join(_key(key) for key in action.keys.split(",")) or _unreachable(action),
        action.method,
        action.sentence,
        show=bool(action.short),
        tooltip=action.sentence,
        id=action.id,
        priority=action.priority,
    )


def _key(key: str) -> str:
    return {"\\": "backslash", "+": "plus", "-": "minus"}.get(key, key)


def _unreachable(action: Action) -> str:
    """Textual has no binding without a key: this one no terminal sends."""
    return f"unbound-{action.id}"


def keymap() -> dict[str, str]:
    """The reader's own keys, as Textual's `set_keymap` wants them."""
    own = in_force().keys
    return {action.id: own[action.id] or _unreachable(action) for action in ACTIONS if action.id in own}


def bound(action: Action) -> str:
    """The keys of an action now, comma separated; empty where it has none."""
    return in_force().keys.get(action.id, action.keys)


def first(action_id: str) -> str:
    """The first key of an action as a reader knows it: whatever the app says of a key, it asks for here."""
    return next(shown(bound(action)).split()[0] for action in ACTIONS if action.id == action_id)


def sign(action_id: str) -> str:
    """What stands before the box that an action opens: its key, or `>` where that has a name of several letters."""
    key = next(bound(action).split(",")[0] for action in ACTIONS if action.id == action_id)
    key = {"backslash": "\\", "comma": ","}.get(key, key)
    return key if len(key) == 1 else ">"


def moving() -> tuple[str, str]:
    """The keys that go down and up, and their word, as in a footer."""
    return f"{first('move.down')} {first('move.up')}", "move"


def of_the_page(key: str, character: str) -> bool:
    """Whether a key, by its name and by what it writes, does something in the article and nowhere else."""
    names = {key, character} - {""}
    return any(names & set(bound(action).split(",")) for action in ACTIONS if action.where == (PAGE,))


def shown(keys: str) -> str:
    """Keys as a reader knows them, parted by spaces."""
    names = SHOWN | SAID if in_force().accessible else SHOWN
    return " ".join(names.get(key, key) for key in keys.split(",")) if keys else NO_KEY


def described(own: Mapping[str, str] | None = None) -> Iterable[tuple[str, list[tuple[str, str]]]]:
    """Each group with its keys and sentences, as bound now, or with `own` keys by action in place of those."""
    own = in_force().keys if own is None else own
    for group in GROUPS:
        rows = [
            (shown(own.get(action.id, action.keys)), action.sentence)
            for action in ACTIONS
            if action.group == group and action.id not in LEFT_OUT
        ]
        if rows:
            yield group, rows


def footer(pane: str) -> list[tuple[str, str]]:
    """The first key and the short word of the actions that a pane's footer shows and that have a key."""
    return hints(*(action.id for action in ACTIONS if pane in action.footer))


def hints(*action_ids: str) -> list[tuple[str, str]]:
    """The first key and the short word of those of some actions that have a key."""
    shorts = {action.id: action.short for action in ACTIONS if bound(action)}
    return [(first(one), shorts[one]) for one in action_ids if one in shorts]


def header_hints() -> str:
    """The two keys that lead to everything else, for the line at the top."""
    return f"{first('search')} search   {first('keys')} keys"


def markdown_table() -> str:
    """The keys as a Markdown table, for the README."""
    lines = ["| keys | do |", "|---|---|"]
    for group, rows in described({}):
        lines.append(f"| **{group}** | |")
        lines += [f"| {' '.join(_quoted(key) for key in keys.split())} | {sentence} |" for keys, sentence in rows]
    return "\n".join(lines) + "\n"


def _quoted(key: str) -> str:
    return f"`{key}`".replace("|", "\\|")
