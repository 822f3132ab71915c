"""Every action is in the table once, does something, and is where the table says."""

from __future__ import annotations

from collections import Counter

import pytest

from tui import keys
from tui.actions import (
    ACTIONS,
    APP,
    BOX,
    CHANGE,
    CHOOSER,
    DIALOG,
    EDITOR,
    EVERY_PANE,
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
from tui.app import DatelineApp
from tui.screens.asking import Chooser, Question
from tui.screens.changing import ChangeSheet
from tui.screens.dialog import Lines
from tui.screens.kwic_room import KwicRoom
from tui.screens.note_editor import NoteEditor
from tui.screens.notes_room import NotesRoom
from tui.screens.reading import ReadingScreen
from tui.screens.report_room import ReportRoom
from tui.screens.roll_room import RollRoom
from tui.screens.room import Room
from tui.widgets.article_list import ArticleList
from tui.widgets.article_view import ArticleView
from tui.widgets.search_bar import Box
from tui.widgets.selector import Selector

OWNERS = {
    LISTS: ArticleList,
    PAGE: ArticleView,
    SCREEN: ReadingScreen,
    BOX: Box,
    DIALOG: Lines,
    QUESTION: Question,
    CHOOSER: Chooser,
    EDITOR: NoteEditor,
    NOTES: NotesRoom,
    SELECTION: Selector,
    CHANGE: ChangeSheet,
    APP: DatelineApp,
    ROOM: Room,
    ROLL: RollRoom,
    KWIC: KwicRoom,
    REPORT: ReportRoom,
}


def test_ids_are_unique() -> None:
    assert max(Counter(action.id for action in ACTIONS).values()) == 1


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_a_method_where_it_is_bound(action: Action) -> None:
    *prefix, method = action.method.split("(")[0].split(".")
    for where in action.where:
        owner = OWNERS[prefix[0] if prefix else where]
        assert callable(getattr(owner, f"action_{method}", None)), where


@pytest.mark.parametrize("where", OWNERS)
def test_no_key_is_bound_twice_in_one_place(where: str) -> None:
    bound = [key for action in ACTIONS if where in action.where for key in action.keys.split(",")]
    assert max(Counter(bound).values()) == 1


def test_no_action_depends_on_a_key_that_terminals_take() -> None:
    taken = {"ctrl+h", "ctrl+i", "ctrl+m", "ctrl+s", "ctrl+q", "ctrl+b", "ctrl+a", "escape"}
    alone = {action.id for action in ACTIONS if set(action.keys.split(",")) <= taken}
    assert alone == {"box.leave"}


def test_the_readme_table_has_a_row_for_every_sentence() -> None:
    table = keys.markdown_table()
    assert table.startswith("| keys | do |\n|---|---|\n")
    for _, rows in keys.described():
        for _, sentence in rows:
            assert f"| {sentence} |" in table


def test_the_footer_of_every_part_ends_with_the_key_page() -> None:
    for part in EVERY_PANE:
        assert keys.footer(part)[-1] == ("?", "keys")


def test_own_keys_are_shown_in_place_of_the_default_ones() -> None:
    rows = dict(row[::-1] for _, group in keys.described({"search": "s"}) for row in group)
    assert rows["search all articles"] == "s"
    assert rows["search all articles from a list"] == "/"
