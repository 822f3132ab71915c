"""The notebook."""

from __future__ import annotations

from tui.actions.action import EDITOR, NOTEBOOK, NOTES, ROOM, SCREEN, Action

ROWS: tuple[Action, ...] = (
    Action(
        "article.next-unread", "u", "next_unread", "open the next unread article of the list", NOTEBOOK, (SCREEN, ROOM)
    ),
    Action("article.read", "a", "read_mark", "mark as read, or unread again", NOTEBOOK, (SCREEN,)),
    Action("list.read", "R", "read_all", "mark all that the list shows as read", NOTEBOOK, (SCREEN,)),
    Action("article.star", "s", "star", "star, or take the star away", NOTEBOOK, (SCREEN,)),
    Action("article.tags", "T", "tags", "tags of the article", NOTEBOOK, (SCREEN,)),
    Action("note.write", "i", "note", "write a note on the article", NOTEBOOK, (SCREEN,)),
    Action(
        "notes",
        "o",
        "notes",
        "the notes on this article, or on all",
        NOTEBOOK,
        (SCREEN, NOTES),
        short="all notes",
        footer=("notes",),
    ),
    Action(
        "note.rewrite",
        "i",
        "note",
        "rewrite the note",
        NOTEBOOK,
        (NOTES,),
        short="rewrite",
        footer=("notes",),
        palette=False,
    ),
    Action(
        "note.remove",
        "d,delete",
        "remove",
        "take the note away",
        NOTEBOOK,
        (NOTES,),
        short="take away",
        footer=("notes",),
        palette=False,
    ),
    Action("note.undo", "U", "undo", "bring it back", NOTEBOOK, (NOTES,), palette=False),
    Action("search.saved", "F", "saved", "kept searches: go to one, keep this one, forget one", NOTEBOOK, (SCREEN,)),
    Action("undo", "U", "undo", "take back what was done last", NOTEBOOK, (SCREEN, ROOM)),
    Action(
        "note.done",
        "escape,ctrl+g",
        "finish",
        "done: what was typed is kept",
        NOTEBOOK,
        (EDITOR,),
        short="done: all is kept",
        footer=("editor",),
        palette=False,
        priority=True,
    ),
)
