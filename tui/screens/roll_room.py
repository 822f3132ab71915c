"""Who is who: all actors, narrowed as one types, by kind and by how many sources name them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from tui import inquiries, keys
from tui.actions import ROLL
from tui.desk import Desk
from tui.history import Place
from tui.order import after
from tui.roll import ACTOR_KINDS, ROLL_SORTS, Narrowed, Wanted
from tui.screens.narrowing import Narrowing
from tui.screens.room import Outcome
from tui.values import NameKind
from tui.widgets.roll_list import Columns, RollList
from tui.widgets.row_list import RowList

PLURALS = {
    None: "All names",
    NameKind.PERSON: "Persons",
    NameKind.ORGANISATION: "Organisations",
    NameKind.COUNTRY: "Countries",
    NameKind.PLACE: "Places",
    NameKind.EVENT: "Events",
}


class RollRoom(Narrowing):
    """The actors, in columns."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(ROLL)
    FOOTER = "actors"
    NARROW = "actors.narrow"
    ASKED = "part of a name"
    ALL = PLURALS[None]

    def __init__(self, desk: Desk, place: Place, leave: Callable[[Outcome], None], *, boilerplate: bool) -> None:
        super().__init__(desk, place, leave, boilerplate=boilerplate)
        kind = NameKind(place.kind_of_name) if place.kind_of_name else None
        self.wanted = Wanted(place.words, kind, place.sources, place.sort or ROLL_SORTS[0])
        self.narrowed: Narrowed | None = None
        self._most = 0
        self.roll = RollList(id="roll")
        self._columns = Columns()

    @property
    def listed(self) -> RollList:
        return self.roll

    def compose_list(self) -> ComposeResult:
        yield self.heading
        yield self._columns
        yield self.roll

    def on_mount(self) -> None:
        self.head.say("Who is who")
        self.go_to(self.roll)

    # Answers

    def ask(self) -> None:
        self.inquire("actors", inquiries.roll(self.desk.roll, self.wanted))

    def show(self, value: object) -> None:
        if not isinstance(value, Narrowed):
            return
        before = self.narrowed
        at = self.roll.actor_at(self.roll.cursor) if before else None
        same = before is not None and before.wanted == value.wanted
        actor = at.ref.id if at and same else self.place.actor if before is None else ""
        row = self.roll.cursor if same else 0
        self.narrowed = value
        self._most = value.most_sources
        self.roll.say_empty("no name yet" if not value.total else "no name has that")
        self.roll.show(value.rows, actor, row, keep_place=same)
        self._columns.show(value.wanted.sort)
        self.heading.say(_described(value.wanted), _amount(value))
        self.head.say("Who is who", f"{value.total:,} names")

    # Narrowing

    def narrow_to(self, words: str) -> None:
        self._want(replace(self.wanted, words=words))

    def _want(self, wanted: Wanted) -> None:
        if wanted != self.wanted:
            self.wanted = wanted
            self.begin()

    def action_next_kind(self) -> None:
        self._want(replace(self.wanted, kind=after((None, *ACTOR_KINDS), self.wanted.kind)))

    def action_more_sources(self) -> None:
        if max(1, self.wanted.sources) >= max(1, self._most):
            self.say(f"no name has more than {self._most:,} sources")
        else:
            self._want(replace(self.wanted, sources=max(1, self.wanted.sources) + 1))

    def action_fewer_sources(self) -> None:
        fewer = self.wanted.sources - 1
        self._want(replace(self.wanted, sources=fewer if fewer > 1 else 0))

    def action_sort(self) -> None:
        self._want(replace(self.wanted, sort=after(ROLL_SORTS, self.wanted.sort)))

    # Opening

    def chosen_actor(self) -> str:
        row = self.roll.actor_at(self.roll.cursor)
        return row.ref.id if row else ""

    @on(RowList.Opened, "#roll")
    def _opened(self) -> None:
        self.action_actor()

    def action_actors(self) -> None:
        self.say(f"these are all the names; {keys.first('actors.narrow')} narrows them")

    def here(self) -> Place:
        wanted = self.wanted
        return Place(
            "actors",
            actor=self.chosen_actor() or self.place.actor,
            words=wanted.words,
            kind_of_name=wanted.kind.value if wanted.kind else "",
            sources=wanted.sources,
            sort=wanted.sort,
        )


def _described(wanted: Wanted) -> str:
    said = PLURALS[wanted.kind]
    if wanted.sources > 1:
        said += f" in {wanted.sources:,} sources or more"
    return f"{said}, by {wanted.sort}"


def _amount(narrowed: Narrowed) -> str:
    shown = len(narrowed.rows)
    return f"{shown:,}" if shown == narrowed.total else f"{shown:,} of {narrowed.total:,}"
