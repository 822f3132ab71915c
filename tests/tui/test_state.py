"""History, panes, order, and where the app can run: what the screens decide with, without a screen."""

from __future__ import annotations

import pytest

from tests.tui.newsroom import row_of
from tests.tui.stories import stories
from tui.history import History, Place
from tui.order import LIST_SORTS, after, ordered
from tui.screens.panes import is_small, shown
from tui.terminal import unsuitable


def test_back_and_forward_lead_through_the_places_as_they_were_left() -> None:
    history = History()
    history.visit(Place("list"))
    history.visit(Place("page", article="a"), leaving=Place("list", "varga"))
    history.visit(Place("page", article="b"), leaving=Place("page", article="a", offset=120))
    assert history.back() == Place("page", article="a", offset=120)
    assert history.back() == Place("list", "varga")
    assert history.back() is None
    assert history.forward() == Place("page", article="a", offset=120)
    assert history.forward() == Place("page", article="b")
    assert history.forward() is None


def test_a_new_place_forgets_those_ahead() -> None:
    history = History()
    for article in "abc":
        history.visit(Place("page", article=article))
    history.back()
    history.back()
    history.visit(Place("page", article="d"))
    assert [place.article for place in history.places] == ["a", "d"]
    assert history.forward() is None


def test_a_history_does_not_grow_without_end() -> None:
    history = History(limit=3)
    for number in range(10):
        history.visit(Place("page", article=str(number)))
    assert [place.article for place in history.places] == ["7", "8", "9"]
    assert history.back() == Place("page", article="8")


def test_as_many_panes_as_the_width_has_room_for() -> None:
    assert shown(160, "page", (), zoomed=False) == ("list", "page", "side")
    assert shown(120, "list", (), zoomed=False) == ("list", "page")
    assert shown(120, "side", (), zoomed=False) == ("page", "side")
    assert shown(80, "page", (), zoomed=False) == ("page",)
    assert shown(200, "side", (), zoomed=True) == ("side",)


def test_two_panes_stay_while_the_focus_is_in_one_of_them() -> None:
    assert shown(120, "page", ("page", "side"), zoomed=False) == ("page", "side")
    assert shown(120, "list", ("page", "side"), zoomed=False) == ("list", "page")


def test_small_is_said_only_where_it_is() -> None:
    assert is_small(40, 10)
    assert is_small(59, 40)
    assert not is_small(80, 24)


def test_articles_without_a_date_come_last_by_date_and_keep_their_order() -> None:
    rows = [row_of(number, article) for number, article in enumerate(stories())]
    assert [row.key for row in ordered(rows, "oldest")] == [4, 1, 0, 2, 3]
    assert [row.key for row in ordered(rows, "newest")] == [0, 1, 2, 3, 4]
    assert [row.key for row in ordered(rows, "source")][:2] == [1, 0]


def test_sorts_come_round() -> None:
    sort = LIST_SORTS[0]
    for _ in LIST_SORTS:
        sort = after(LIST_SORTS, sort)
    assert sort == LIST_SORTS[0]


@pytest.mark.parametrize(
    ("env", "stdin", "stdout", "reason"),
    [
        ({"TERM": "xterm-256color"}, True, True, None),
        ({"TERM": "linux"}, True, True, None),
        ({}, True, True, None),
        ({"TERM": "dumb"}, True, True, "TERM=dumb"),
        ({"TERM": "xterm"}, True, False, "output"),
        ({"TERM": "xterm"}, False, True, "input"),
    ],
)
def test_where_the_app_can_run(env: dict[str, str], stdin: bool, stdout: bool, reason: str | None) -> None:
    said = unsuitable(env, stdin, stdout)
    assert said is None if reason is None else reason in (said or "")
