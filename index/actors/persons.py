"""Which sequences of capitalised words have the shape of a person's name."""

from __future__ import annotations

from index.actors import cues
from index.actors.pieces import Sort, Unit
from index.model import NameKind

LONGEST_PERSON = 5
"""Words of a person's name; what is longer is a headline."""
_NEVER_IN_ONE = (Sort.ACRONYM, Sort.SUFFIX, Sort.DIGITS, Sort.STOP)
_SURNAMES = (Sort.UNKNOWN, Sort.GIVEN, Sort.WORD, Sort.KNOWN, Sort.HONORIFIC)


def is_person(sequence: list[Unit]) -> bool:
    """A given name and what may follow it, or an initial or a particle within."""
    if not 2 <= len(sequence) <= LONGEST_PERSON or not _is_one_run(sequence):
        return False
    first, rest = sequence[0], sequence[1:]
    if first.sort is Sort.MONTH:
        return len(rest) == 1
    if first.sort is Sort.GIVEN and all(unit.text.isupper() for unit in sequence):
        return len(rest) < 3 and not any(unit.kind is NameKind.ORGANISATION for unit in rest)
    if any(unit.sort in _NEVER_IN_ONE or " " in unit.text or unit.kind is NameKind.NATIONALITY for unit in rest):
        return False
    return _begins_one(first, rest)


def _begins_one(first: Unit, rest: list[Unit]) -> bool:
    if first.given:
        return first.sort is not Sort.KNOWN or rest[0].sort in (Sort.UNKNOWN, Sort.INITIAL, Sort.GIVEN, Sort.WORD)
    if first.sort is Sort.INITIAL:
        return rest[-1].sort in _SURNAMES and len(rest[-1].text) > 2
    tied = any(unit.join == "part" or unit.sort in (Sort.INITIAL, Sort.HONORIFIC) for unit in rest)
    return first.sort is Sort.UNKNOWN and (tied or rest[0].sort is Sort.GIVEN)


def _is_one_run(sequence: list[Unit]) -> bool:
    last = sequence[-1]
    if last.sort is Sort.TITLE and last.text not in cues.SURNAMES_LIKE_TITLES:
        return False
    return all(unit.join in (" ", "part") for unit in sequence[1:]) and not any(unit.broken for unit in sequence[:-1])
