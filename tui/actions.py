"""The one table of actions. Bindings, footers, key page, palette, README and man page all come from it.

No row stands here whose action does nothing yet.
"""

from __future__ import annotations

from dataclasses import dataclass

from tui.selection_keys import SELECTION_ROWS

MOVE, OPEN, PANES, SEARCH, NAMES, OTHER = "Move", "Open", "Panes", "Search", "Names", "Dateline"
NOTEBOOK, TAKE, SELECT, CHOICE = "Notebook", "Take away", "Selecting", "Choosing"
GROUPS = (MOVE, OPEN, SEARCH, NAMES, NOTEBOOK, TAKE, SELECT, PANES, CHOICE, OTHER)

LISTS, PAGE, SCREEN, BOX, FIND, DIALOG, APP = "lists", "page", "screen", "box", "find", "dialog", "app"
QUESTION, CHOOSER, EDITOR, SELECTION, CHANGE = "question", "chooser", "editor", "selection", "change"
ROOM, ROLL, KWIC, NOTES = "room", "roll", "kwic", "notes"
"""A further screen; that of all actors, and that of words in context."""


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


ROOM_PANES = ("notes", "actor", "actors", "concordance")
EVERY_PANE = ("list", "page", "sentences", "names", "references", *ROOM_PANES)

ACTIONS = (
    Action("move.down", "j,down", "down", "down a row or a line", MOVE, (LISTS, PAGE, DIALOG), palette=False),
    Action("move.up", "k,up", "up", "up a row or a line", MOVE, (LISTS, PAGE, DIALOG), palette=False),
    Action("move.page-down", "space,pagedown", "page_down", "down a page", MOVE, (LISTS, PAGE, DIALOG), palette=False),
    Action("move.page-up", "b,pageup", "page_up", "up a page", MOVE, (LISTS, PAGE, DIALOG), palette=False),
    Action("move.half-down", "ctrl+d", "half_down", "down half a page", MOVE, (LISTS, PAGE, DIALOG), palette=False),
    Action("move.half-up", "ctrl+u", "half_up", "up half a page", MOVE, (LISTS, PAGE, DIALOG), palette=False),
    Action("move.top", "g,home", "top", "to the top", MOVE, (LISTS, PAGE, DIALOG), palette=False),
    Action("move.bottom", "G,end", "bottom", "to the bottom", MOVE, (LISTS, PAGE, DIALOG), palette=False),
    Action("page.next-paragraph", "}", "next_paragraph", "next paragraph", MOVE, (PAGE,)),
    Action("page.previous-paragraph", "{", "previous_paragraph", "previous paragraph", MOVE, (PAGE,)),
    Action(
        "open",
        "enter,l,right",
        "open",
        "open the article, name or sentence",
        OPEN,
        (LISTS, PAGE),
        short="open",
        footer=("list", "sentences", "names", "references", *ROOM_PANES),
        palette=False,
    ),
    Action(
        "back",
        "h,backspace,left",
        "back",
        "back to where you came from",
        OPEN,
        (SCREEN, ROOM),
        short="back",
        footer=("page", "sentences", "names", "references", *ROOM_PANES),
    ),
    Action("history.back", "H", "history_back", "back through the places you have been", OPEN, (SCREEN, ROOM)),
    Action("history.forward", "L", "history_forward", "forward again", OPEN, (SCREEN, ROOM)),
    Action(
        "article.next",
        "J",
        "next_article",
        "next article, without leaving the page",
        OPEN,
        (SCREEN,),
        short="next",
        footer=("page",),
    ),
    Action(
        "article.previous",
        "K",
        "previous_article",
        "previous article, the same way",
        OPEN,
        (SCREEN,),
    ),
    Action(
        "list.filter",
        "f",
        "filter",
        "filter by source, date, name and more, or take a filter away",
        SEARCH,
        (SCREEN,),
        short="filter",
        footer=("list",),
    ),
    Action(
        "list.sort",
        "S",
        "sort",
        "sort the list another way",
        OPEN,
        (SCREEN, ROLL, KWIC),
        short="sort",
        footer=("actors", "concordance"),
    ),
    Action(
        "list.follow",
        "p",
        "follow",
        "the page follows the list, or not",
        OPEN,
        (SCREEN,),
        short="follow",
        footer=("list",),
    ),
    Action(
        "search",
        "\\",
        "search",
        "search all articles; / in the list",
        SEARCH,
        (SCREEN, ROOM),
        short="search",
        footer=EVERY_PANE,
    ),
    Action("search.list", "/", "screen.search_list", "search all articles", SEARCH, (LISTS,), palette=False),
    Action(
        "find",
        "/",
        "find",
        "find within the article",
        SEARCH,
        (PAGE,),
        short="find",
        footer=("page",),
    ),
    Action("find.next", "n", "next_match", "next match in the article", SEARCH, (SCREEN,)),
    Action("find.previous", "N", "previous_match", "previous match in the article", SEARCH, (SCREEN,)),
    Action("search.explain", "E", "explain", "explain how the query was read", SEARCH, (SCREEN,)),
    Action("boilerplate", "B", "boilerplate", "boilerplate: show and search, or hide", SEARCH, (SCREEN,)),
    Action(
        "box.to-list",
        "enter,down",
        "to_list",
        "from the box to the list, or the page",
        SEARCH,
        (BOX,),
        short="go on",
        footer=("box",),
        palette=False,
    ),
    Action(
        "box.leave",
        "escape",
        "leave",
        "leave the box or the search",
        SEARCH,
        (SCREEN, ROOM),
        short="leave",
        footer=("box",),
        palette=False,
    ),
    Action(
        "name.next",
        "]",
        "next_name",
        "next name in the article",
        NAMES,
        (PAGE,),
        short="next name",
        footer=("page",),
    ),
    Action("name.previous", "[", "previous_name", "previous name in the article", NAMES, (PAGE,)),
    Action(
        "references",
        "x",
        "references",
        "cross-references of the current name",
        NAMES,
        (SCREEN,),
        short="cross-references",
        footer=("list", "page"),
    ),
    Action(
        "actor",
        "A",
        "actor",
        "all about the current name",
        NAMES,
        (SCREEN, ROOM),
        short="who",
        footer=("page", "names", "references", "actor"),
    ),
    Action(
        "actors",
        "W",
        "actors",
        "who is who: all names",
        NAMES,
        (SCREEN, ROOM),
        short="who is who",
        footer=("list",),
    ),
    Action(
        "concordance",
        "C",
        "concordance",
        "words in context: of the search, else of the current name",
        NAMES,
        (SCREEN, ROOM),
        short="in context",
        footer=("actor", "actors"),
    ),
    Action(
        "actors.narrow",
        "/",
        "narrow",
        "narrow the names to a part of one",
        NAMES,
        (ROLL,),
        short="narrow",
        footer=("actors",),
        palette=False,
    ),
    Action(
        "actors.kind",
        "f",
        "next_kind",
        "only persons, organisations, countries, places, events",
        NAMES,
        (ROLL,),
        short="kind",
        footer=("actors",),
        palette=False,
    ),
    Action(
        "actors.more-sources",
        "+",
        "more_sources",
        "only names that one source more has",
        NAMES,
        (ROLL,),
        short="sources",
        footer=("actors",),
        palette=False,
    ),
    Action(
        "actors.fewer-sources", "-", "fewer_sources", "also names of one source less", NAMES, (ROLL,), palette=False
    ),
    Action(
        "name.correct",
        "m",
        "correct",
        "correct the current name: merge, split, rename, retype, ignore",
        NAMES,
        (SCREEN, ROOM),
        short="correct",
        footer=("page", "names", "references", "actor", "actors"),
    ),
    Action("name.rename", "r", "rename", "rename whom the current name means", NAMES, (SCREEN, ROOM)),
    Action("name.plain", "P", "plain", "plain text: names without their looks, or with them", NAMES, (SCREEN,)),
    Action("article.next-unread", "u", "next_unread", "next unread article", NOTEBOOK, (SCREEN,)),
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
    Action(
        "select",
        "v",
        "select",
        "select from the current name, or the top",
        TAKE,
        (PAGE,),
        short="select",
        footer=("page",),
    ),
    Action("take.copy", "y", "take('copy')", "copy title, source, date and path", TAKE, (PAGE,)),
    Action("take.pipe", "|", "take('pipe')", "pipe the article to a command", TAKE, (PAGE,)),
    Action("take.edit", "e", "take('edit')", "open the article's file in your editor", TAKE, (PAGE,)),
    *(
        Action(
            f"select.{id_}",
            keys,
            method,
            sentence,
            SELECT,
            (SELECTION,),
            short=short,
            footer=("selection",) if short else (),
            palette=False,
        )
        for id_, keys, method, sentence, short in SELECTION_ROWS
    ),
    Action(
        "pane.next",
        "tab",
        "next_pane",
        "next pane",
        PANES,
        (SCREEN, ROOM),
        short="next pane",
        footer=("actor",),
        palette=False,
    ),
    Action("pane.previous", "shift+tab", "previous_pane", "previous pane", PANES, (SCREEN, ROOM), palette=False),
    Action("pane.list", "1", "pane('list')", "to the list of articles", PANES, (SCREEN,)),
    Action("pane.page", "2", "pane('page')", "to the article", PANES, (SCREEN,)),
    Action("pane.side", "3", "pane('side')", "to the names and cross-references", PANES, (SCREEN,)),
    Action("pane.zoom", "z", "zoom", "zoom: the pane alone, or all again", PANES, (SCREEN, ROOM)),
    Action("palette", ":", "palette", "actions, articles, names by typing", OTHER, (SCREEN, ROOM)),
    Action("keys", "?", "keys", "the keys and the marks", OTHER, (SCREEN, ROOM), short="keys", footer=EVERY_PANE),
    Action("close", "q", "close", "close what is open; quit from the list", OTHER, (SCREEN, ROOM, DIALOG)),
    Action("dialog.leave", "escape,h,backspace,?", "close", "close", OTHER, (DIALOG,), palette=False),
    Action(
        "question.leave", "escape,ctrl+g", "cancel", "leave the question unanswered", OTHER, (QUESTION,), palette=False
    ),
    Action(
        "choice.next",
        "down,ctrl+n,ctrl+j",
        "list_down",
        "the choice below",
        CHOICE,
        (CHOOSER,),
        short="below",
        footer=("chooser",),
        palette=False,
        priority=True,
    ),
    Action(
        "choice.previous",
        "up,ctrl+p,ctrl+k",
        "list_up",
        "the choice above",
        CHOICE,
        (CHOOSER,),
        short="above",
        footer=("chooser",),
        palette=False,
        priority=True,
    ),
    Action(
        "choice.page-down", "pagedown", "list_page_down", "a page of choices down", CHOICE, (CHOOSER,), palette=False
    ),
    Action("choice.page-up", "pageup", "list_page_up", "a page up", CHOICE, (CHOOSER,), palette=False),
    Action(
        "choice.leave",
        "escape,ctrl+g",
        "cancel",
        "choose nothing",
        CHOICE,
        (CHOOSER,),
        short="leave",
        footer=("chooser",),
        palette=False,
    ),
    Action(
        "change.make",
        "enter",
        "make",
        "make the correction that is shown",
        CHOICE,
        (CHANGE,),
        short="make it",
        footer=("change",),
        palette=False,
    ),
    Action(
        "change.more",
        "m",
        "more",
        "merge with one more name",
        CHOICE,
        (CHANGE,),
        short="one more name",
        footer=("change",),
        palette=False,
    ),
    Action(
        "change.leave",
        "escape,q",
        "leave",
        "leave everything as it is",
        CHOICE,
        (CHANGE,),
        short="leave it",
        footer=("change",),
        palette=False,
    ),
    Action("quit", "Q", "quit", "quit", OTHER, (APP,)),
    Action("redraw", "ctrl+l", "redraw", "draw the screen anew", OTHER, (APP,), priority=True),
    Action("suspend", "ctrl+z", "suspend_process", "suspend; fg comes back", OTHER, (APP,), priority=True),
    Action(
        "quit.now",
        "ctrl+c",
        "quit",
        "quit, also from the search box",
        OTHER,
        (APP,),
        palette=False,
        priority=True,
    ),
)
