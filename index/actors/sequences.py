"""Cuts a chain of capitalised words into sequences, each of which can be one name or a few side by side.

Titles and ordinary words between names end a sequence; "of", "for" and "and" go on with it only where a head word
("Ministry", "Council") calls for them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.actors import cues
from index.actors.pieces import ORDINARY, Sort, Unit
from index.model import NameKind

_WORDS = (Sort.WORD, Sort.PORTFOLIO)
_BETWEEN = (*_WORDS, Sort.UNKNOWN, Sort.KNOWN)
"""What may stand between "and" and the head word of one name."""
_NAMES_OF_PLACES = (Sort.PLACE_HEAD, Sort.UNKNOWN)
_ROYAL = ("King", "Queen", "Prince", "Princess", "Lord", "Saint", "Lady", "Father", "Captain")


@dataclass(frozen=True, slots=True)
class Sequence:
    """Units that belong together."""

    units: list[Unit]
    titled: bool
    """A title stands before it."""
    leads: bool
    """It begins with the first word of its chain."""


class _Cutter:
    """Walks along the units of a chain once."""

    def __init__(self, units: list[Unit]) -> None:
        self.units = units
        self.found: list[Sequence] = []
        self.current: list[Unit] = []
        self.titled = False
        self.leads = True
        self.in_office = False

    def flush(self) -> None:
        """Ends the sequence."""
        if self.current:
            self.found.append(Sequence(self.current, self.titled, self.leads))
            self.leads = False
        self.current, self.titled = [], False

    def take(self, at: int) -> None:
        """Takes the next unit."""
        unit = self.units[at]
        if self.current and not _joined(self.current, self.units, at):
            self.flush()
        if self.in_office and _of_the_office(self.units, at):
            return
        if self._is_stop(at):
            self.flush()
            self.leads = self.in_office = False
        elif unit.sort is Sort.TITLE and not (self._is_alone(unit) or _names_a_body(self.units, at, self.current)):
            while self.current and self.current[-1].text in cues.PORTFOLIOS and self.current[-1].kind is None:
                self.current.pop()
            self.flush()
            self.titled = self.in_office = not unit.broken
            self.leads = False
        else:
            self.in_office = False
            if unit.sort in (Sort.TITLE, Sort.STOP) and unit.text in (*cues.ORGANISATION_HEADS, "TV"):
                unit = replace(unit, sort=Sort.HEAD)
            self.current.append(unit)
        if unit.broken or self._ends_company(at):
            self.flush()
            self.in_office = False

    def _ends_company(self, at: int) -> bool:
        """Whether a dot may be the sentence's as well: what follows "Acme Inc." is another name."""
        unit = self.units[at]
        return unit.sort is Sort.SUFFIX and unit.text.endswith(".") and not _next_is(self.units, at, (Sort.SUFFIX,))

    def _is_alone(self, unit: Unit) -> bool:
        """Whether it is no title for want of a name, and may be the surname of somebody: "King said"."""
        return len(self.units) == 1 and unit.text in cues.SURNAMES_LIKE_TITLES

    def _is_stop(self, at: int) -> bool:
        unit = self.units[at]
        if unit.sort is Sort.MONTH or (unit.text == "Will" and (at or self.current)):
            return not _is_given_after_all(self.units, at, self.current)
        if unit.text == "TV" and self.current:
            return unit.join != " " or self.current[-1].sort not in (Sort.ACRONYM, Sort.UNKNOWN)
        return unit.sort is Sort.STOP and not (unit.text in cues.FAITHS and _head_follows(self.units, at))


def sequences(units: list[Unit]) -> list[Sequence]:
    """The sequences of a chain, in order."""
    cutter = _Cutter(units)
    for at in range(len(units)):
        cutter.take(at)
    cutter.flush()
    return cutter.found


def head_word(unit: Unit) -> str:
    """The word that says what a unit is; empty for a known name that is no body."""
    if unit.sort is not Sort.KNOWN:
        return unit.text
    return unit.text.rpartition(" ")[2] if unit.kind is NameKind.ORGANISATION and " " in unit.text else ""


def _of_the_office(units: list[Unit], at: int) -> bool:
    """Whether a unit after a title says what for: "of State for Foreign Affairs", "Chief Financial Officer"."""
    unit, last = units[at], units[at - 1]
    if unit.join in ("of", "for", "and"):
        return unit.text in cues.PORTFOLIOS or unit.sort is Sort.WORD
    if unit.join != " " or unit.text not in cues.PORTFOLIOS or unit.broken:
        return False
    return last.sort is not Sort.TITLE or _next_is(units, at, (Sort.TITLE,))


def _next_is(units: list[Unit], at: int, sorts: tuple[Sort, ...]) -> bool:
    """Whether the unit after this one follows directly and is of one of these sorts."""
    return at + 1 < len(units) and units[at + 1].join == " " and units[at + 1].sort in sorts


def _joined(current: list[Unit], units: list[Unit], at: int) -> bool:
    """Whether a unit goes on with the sequence before it."""
    unit, last = units[at], current[-1]
    match unit.join:
        case " " | "&":
            return True
        case "part":
            return last.sort in (Sort.GIVEN, Sort.UNKNOWN, Sort.INITIAL) or last.given
        case "of":
            return head_word(last) in cues.OF_HEADS
        case "for":
            return head_word(last) in cues.FOR_HEADS and (last.sort is not Sort.KNOWN or unit.sort in ORDINARY)
        case "and":
            return _one_name_across(current, units, at)
    return False


def _one_name_across(current: list[Unit], units: list[Unit], at: int) -> bool:
    """Whether "X and Y" is one name: the head word stands only at its end, and X is no name by itself."""
    unit, last = units[at], current[-1]
    if unit.sort is Sort.STOP or unit.broken:
        return False
    if any(earlier.join in ("of", "for") for earlier in current):
        return last.sort in _WORDS and unit.sort in (*_WORDS, Sort.HEAD)
    if last.sort not in (*_WORDS, Sort.UNKNOWN, Sort.ACRONYM, Sort.DIRECTION) and last.text != "Research":
        return False
    if unit.sort in (Sort.HEAD, Sort.SUFFIX) or len(current) > 1:
        return last.sort in _WORDS and (unit.sort in (Sort.HEAD, Sort.SUFFIX) or _head_follows(units, at - 1, _BETWEEN))
    return _head_follows(units, at - 1, _BETWEEN)


def _is_given_after_all(units: list[Unit], at: int, current: list[Unit]) -> bool:
    """ "Theresa May", "April Glaspie"; not "in April"."""
    if current:
        return units[at].join == " " and current[-1].sort is Sort.GIVEN
    return not units[at].broken and _next_is(units, at, (Sort.UNKNOWN,))


def _head_follows(units: list[Unit], at: int, between: tuple[Sort, ...] = ()) -> bool:
    """Whether a head word comes later in the same run of words; `between` limits what may stand before it."""
    for unit in units[at + 1 :]:
        if unit.join != " " and unit is not units[at + 1]:
            return False
        if unit.sort in (Sort.HEAD, Sort.SUFFIX):
            return True
        if unit.broken or unit.sort in (Sort.STOP, Sort.TITLE) or (between and unit.sort not in between):
            return False
    return False


def _names_a_body(units: list[Unit], at: int, current: list[Unit]) -> bool:
    """Whether a title is part of a name: "King Saud University", "Christopher King", "Boston Police"."""
    unit = units[at]
    if current and unit.join == "of" and unit.text.endswith("s"):
        return head_word(current[-1]) in cues.OF_HEADS
    after = units[at + 1] if at + 1 < len(units) and units[at + 1].join == " " else None
    if after is None and unit.text == "Police" and current:
        return current[-1].kind in (NameKind.PLACE, NameKind.COUNTRY) or current[-1].sort in _NAMES_OF_PLACES
    if after is None or unit.broken:
        return unit.text in cues.SURNAMES_LIKE_TITLES and _is_given_run(current)
    if after.sort in (Sort.HEAD, Sort.SUFFIX) and unit.text not in ("Mr", "Mr."):
        return after.text not in cues.PORTFOLIOS or after.sort is Sort.SUFFIX
    if unit.text in ("General", "Executive", "Major") and current:
        return after.sort in (Sort.WORD, Sort.HEAD) and _head_follows(units, at)
    run = units[at + 1 : at + 4]
    return unit.text in _ROYAL and any(u.sort in (Sort.HEAD, Sort.PLACE_HEAD) and u.join == " " for u in run)


def _is_given_run(current: list[Unit]) -> bool:
    return 0 < len(current) < 3 and current[0].sort is Sort.GIVEN
