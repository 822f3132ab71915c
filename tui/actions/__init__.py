"""The one table of actions. Bindings, footers, key page, palette, README and man page all come from it.

No row stands here whose action does nothing yet. What a reader does most stands first, in every table and footer.
"""

from __future__ import annotations

from tui.actions import names, notebook, reading, screen, selecting, taking
from tui.actions.action import (
    APP,
    BOX,
    CHANGE,
    CHOICE,
    CHOOSER,
    DIALOG,
    EDITOR,
    EVERY_PANE,
    FIND,
    GROUPS,
    KWIC,
    LISTS,
    MOVE,
    NAMES,
    NOTEBOOK,
    NOTES,
    OPEN,
    OTHER,
    PAGE,
    PANES,
    QUESTION,
    ROLL,
    ROOM,
    ROOM_PANES,
    SCREEN,
    SEARCH,
    SELECT,
    SELECTION,
    TAKE,
    Action,
)

ACTIONS: tuple[Action, ...] = (*reading.ROWS, *names.ROWS, *notebook.ROWS, *taking.ROWS, *selecting.ROWS, *screen.ROWS)

__all__ = [
    "ACTIONS",
    "APP",
    "BOX",
    "CHANGE",
    "CHOICE",
    "CHOOSER",
    "DIALOG",
    "EDITOR",
    "EVERY_PANE",
    "FIND",
    "GROUPS",
    "KWIC",
    "LISTS",
    "MOVE",
    "NAMES",
    "NOTEBOOK",
    "NOTES",
    "OPEN",
    "OTHER",
    "PAGE",
    "PANES",
    "QUESTION",
    "ROLL",
    "ROOM",
    "ROOM_PANES",
    "SCREEN",
    "SEARCH",
    "SELECT",
    "SELECTION",
    "TAKE",
    "Action",
]
