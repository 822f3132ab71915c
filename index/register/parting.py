"""Which forms of one actor go with the form that is parted from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.register.names import StoredName, name_key


@dataclass(frozen=True, slots=True)
class Leaning:
    """The names of an actor that two forms of it divide; those that are in neither list stay with the first form."""

    on_other: list[StoredName]
    """The second form itself, and what leans on it."""
    on_either: list[StoredName]
    """What both may be called: a surname that they share."""


def leaning(names: Sequence[StoredName], form: str, other: str) -> Leaning:
    """How names of one actor lean, given the form that it keeps and the one that is parted from it.

    A name goes with the form whose actor it had before any correction. Where that says nothing, it goes with the one
    that alone has a word of its words, or that it abbreviates.
    """
    here, there = name_key(form), name_key(other)
    first = {name.actor for name in names if name_key(name.form) == here}
    second = {name.actor for name in names if name_key(name.form) == there}
    leans = Leaning([], [])
    for name in names:
        key = name_key(name.form)
        if key == there:
            leans.on_other.append(name)
        elif key == here or name.actor in first - second:
            continue
        elif name.actor in second - first:
            leans.on_other.append(name)
        elif _has_of(key, there, here):
            if not _has_of(key, here, there):
                leans.on_other.append(name)
        elif {*key.split()} <= {*here.split()} & {*there.split()}:
            leans.on_either.append(name)
    return leans


def _has_of(key: str, one: str, other: str) -> bool:
    """Whether a name has a word of one form that the other has not, or is short for it, or long for it."""
    own = {*one.split()} - {*other.split()}
    return bool(own & {*key.split()}) or _is_short(key, one) or _is_short(one, key)


def _is_short(acronym: str, key: str) -> bool:
    return " " in key and acronym == "".join(word[0] for word in key.split())
