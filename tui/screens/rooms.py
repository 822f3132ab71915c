"""Which screen shows a place: one line for each kind of further screen."""

from __future__ import annotations

from collections.abc import Callable

from tui.desk import Desk
from tui.history import Place
from tui.screens.actor_room import ActorRoom
from tui.screens.kwic_room import KwicRoom
from tui.screens.notes_room import NotesRoom
from tui.screens.report_room import ReportRoom
from tui.screens.roll_room import RollRoom
from tui.screens.room import Outcome, Room

ROOMS: dict[str, type[Room]] = {
    "actor": ActorRoom,
    "actors": RollRoom,
    "kwic": KwicRoom,
    "notes": NotesRoom,
    "report": ReportRoom,
}


def room_for(place: Place, desk: Desk, leave: Callable[[Outcome], None], *, boilerplate: bool) -> Room:
    """The screen of a place; `leave` is told where the reader wants to go from it."""
    return ROOMS[place.kind](desk, place, leave, boilerplate=boilerplate)
