"""A trained pipeline that looks at the names while one reads: how far it is, said quietly."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from tui import keys
from tui.desk import Desk
from tui.messages import WitnessReported
from tui.render.witness import Witness
from tui.screens.room import Room
from tui.screens.visiting import Visiting
from tui.settings import in_force

STILL_SECONDS = 5.0
"""At most so often the header says how far something is, where nothing is to move by itself."""


class Attesting(Visiting):
    """Shows it in the header and in the room; what it found comes as whatever else is written by others does."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._clock: Callable[[], float] = monotonic
        self._witness = Witness()
        self._witness_shown = 0.0

    def on_witness_reported(self, message: WitnessReported) -> None:
        """How far it is."""
        before, self._witness = self._witness, message.witness
        now, witness = self._clock(), self._witness
        under_way = before.at_work and witness.at_work
        if not (under_way and in_force().still and now - self._witness_shown < STILL_SECONDS):
            self._witness_shown = now
            self.show_witness(witness)
        if witness.trouble and witness.trouble != before.trouble:
            self.say(f"names: {witness.trouble}", urgent=True)
        if before.at_work and not witness.at_work:
            self.desk.reload(self.listing)

    def show_witness(self, witness: Witness) -> None:
        """Where one looks; in the header from when it is known how long it takes: most runs are over before."""
        if not witness.at_work or witness.left is not None or self.header.shows_witness:
            self.header.show_witness(witness)
        if self.room is not None:
            self.room.show_witness(witness)

    def show_to(self, room: Room) -> None:
        room.show_witness(self._witness)

    def say_paused(self, witness: Witness) -> None:
        """What the key that pauses has done."""
        key = keys.first("names.pause")
        if witness.paused:
            self.say(f"the pipeline stops looking at the names; {key} lets it go on")
        else:
            self.say("the pipeline goes on with the names")
