"""What a row of the table of actions says, and the words that it says it with."""

from __future__ import annotations

from dataclasses import dataclass

MOVE, OPEN, PANES, SEARCH, NAMES, OTHER = "Move", "Open", "Panes", "Search", "Names", "Dateline"
NOTEBOOK, TAKE, SELECT, CHOICE, IMPORT = "Notebook", "Take away", "Selecting", "Choosing", "Import"
GROUPS = (MOVE, OPEN, SEARCH, NAMES, NOTEBOOK, TAKE, SELECT, PANES, CHOICE, IMPORT, OTHER)

LISTS, PAGE, SCREEN, BOX, FIND, DIALOG, APP = "lists", "page", "screen", "box", "find", "dialog", "app"
QUESTION, CHOOSER, EDITOR, SELECTION, CHANGE = "question", "chooser", "editor", "selection", "change"
ROOM, ROLL, KWIC, NOTES, REPORT = "room", "roll", "kwic", "notes", "report"
"""A further screen; that of all actors, that of words in context, and so on."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a reader can do."""

    id: str
    """Unique, and stable: a user's own keys name it."""
    keys: str
    """Default keys, comma separated, as Textual names them or as the character itself."""
    method: str
    """The method that does it, without `action_`."""
    sentence: str
    """What it does, for the key page, the palette and the README."""
    group: str
    where: tuple[str, ...]
    """The kinds of widgets and screens that bind it."""
    short: str = ""
    """Its word in the footer; empty where it is not shown there."""
    footer: tuple[str, ...] = ()
    """The panes whose footer shows it: those of `EVERY_PANE`, and `box` and `chooser`."""
    palette: bool = True
    priority: bool = False


ROOM_PANES = ("notes", "actor", "actors", "concordance", "report")
EVERY_PANE = ("list", "page", "sentences", "names", "references", *ROOM_PANES)
