"""What a terminal writes with: colours and attributes, read from SGR sequences and turned into the shortest ones."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple


class Unreadable(Exception):
    """Something was written whose effect on the screen isn't known here."""


class Pen(NamedTuple):
    """Equal pens are one object, so that cells can be compared by identity; only `read` and `blank` make new ones."""

    attributes: frozenset[int] = frozenset()
    """SGR numbers that are switched on: 1 bold, 2 dim, 3 italic, 4 underline, 7 reverse and so on."""
    foreground: str = ""
    """SGR parameters as they were sent, `38;2;1;2;3` or `31`; empty for the terminal's own colour."""
    background: str = ""


PLAIN = Pen()

_OFF = {1: 22, 2: 22, 3: 23, 4: 24, 5: 25, 7: 27, 9: 29}
"""What switches an attribute off by itself. The others are left by a reset: terminals differ about their codes."""
_CLEARED = {22: {1, 2}, 23: {3}, 24: {4, 21}, 25: {5, 6}, 27: {7}, 28: {8}, 29: {9}, 54: {51, 52}, 55: {53}}
_ATTRIBUTES = {1, 2, 3, 4, 5, 6, 7, 8, 9, 21, 51, 52, 53}
_SEEN_ON_BLANKS = frozenset({4, 5, 6, 7, 9, 21, 51, 52, 53})
_FOREGROUNDS = {*range(30, 38), *range(90, 98)}
_BACKGROUNDS = {*range(40, 48), *range(100, 108)}
_PENS: dict[Pen, Pen] = {PLAIN: PLAIN}


def _one(pen: Pen) -> Pen:
    return _PENS.setdefault(pen, pen)


@lru_cache(maxsize=4096)
def read(pen: Pen, parameters: str) -> Pen:
    """The pen after an SGR sequence with these parameters; `Unreadable` where one of them isn't known."""
    attributes, foreground, background = set(pen.attributes), pen.foreground, pen.background
    numbers = iter(parameters.split(";"))
    for word in numbers:
        if not word.isdigit() and word:
            raise Unreadable(parameters)
        code = int(word or 0)
        if code == 0:
            attributes, foreground, background = set(), "", ""
        elif code in _ATTRIBUTES:
            attributes.add(code)
        elif code in _CLEARED:
            attributes -= _CLEARED[code]
        elif code in _FOREGROUNDS:
            foreground = word
        elif code in _BACKGROUNDS:
            background = word
        elif code == 38:
            foreground = _extended(word, next(numbers, ""), next(numbers, ""), numbers)
        elif code == 48:
            background = _extended(word, next(numbers, ""), next(numbers, ""), numbers)
        elif code == 39:
            foreground = ""
        elif code == 49:
            background = ""
        else:
            raise Unreadable(parameters)
    return _one(Pen(frozenset(attributes), foreground, background))


def _extended(code: str, kind: str, first: str, numbers: object) -> str:
    """A colour of 256 (`kind` 5), or of three parts (2)."""
    rest = [first] if kind == "5" else [first, next(numbers, ""), next(numbers, "")]  # type: ignore[call-overload]
    if kind not in ("2", "5") or not all(one.isdigit() for one in rest):
        raise Unreadable(";".join((code, kind, *rest)))
    return ";".join((code, kind, *rest))


@lru_cache(maxsize=4096)
def blank(pen: Pen) -> Pen:
    """What of a pen can be seen on a space: two spaces with the same one look alike."""
    seen = pen.attributes & _SEEN_ON_BLANKS
    return _one(Pen(seen, pen.foreground if seen else "", pen.background))


@lru_cache(maxsize=4096)
def is_filling(pen: Pen) -> bool:
    """Whether a space written with it is its background and nothing else, as an erased cell is."""
    return not pen.attributes & _SEEN_ON_BLANKS


@lru_cache(maxsize=4096)
def change(before: Pen | None, to: Pen) -> str:
    """The shortest sequence that leads from one pen to another; None for a pen that isn't known."""
    if before == to:
        return ""
    anew = ["0", *map(str, sorted(to.attributes)), to.foreground, to.background]
    whole = "\x1b[m" if to == PLAIN else _sequence(anew)
    if before is None:
        return whole
    leaving, adding = before.attributes - to.attributes, to.attributes - before.attributes
    if not leaving <= _OFF.keys():
        return whole
    switches = {_OFF[one] for one in leaving}
    cleared = frozenset[int]().union(*(_CLEARED[one] for one in switches))
    numbers = [*sorted(switches), *sorted(adding | (to.attributes & cleared))]
    parts = list(map(str, numbers))
    if before.foreground != to.foreground:
        parts.append(to.foreground or "39")
    if before.background != to.background:
        parts.append(to.background or "49")
    return min(whole, _sequence(parts), key=len)


def _sequence(parts: list[str]) -> str:
    return f"\x1b[{';'.join(filter(None, parts))}m"
