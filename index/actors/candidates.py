"""The keys under which the local actors of an archive are gathered, and what decides who is who among them.

A candidate is a sum over all articles: it does not show in which order they came, and an article can be taken off
again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from index.actors.forms import (
    JUNIOR,
    acronym_key,
    is_acronym,
    known_name,
    organisation_key,
    person_words,
    place_key,
    plain,
    skeleton,
)
from index.actors.values import LocalActor
from index.model import NameKind

PERSON, ORGANISATION, COUNTRY = NameKind.PERSON, NameKind.ORGANISATION, NameKind.COUNTRY

Key = tuple[NameKind, str]
"""Kind, and the words that carry a name of that kind."""


@dataclass(slots=True, eq=False)
class Candidate:
    """All local actors with one key: an actor of its own, unless something makes it part of another."""

    key: Key
    weight: int
    """Mentions."""
    typed: int
    """Mentions with a sign of their kind."""
    known: bool
    """Whether it is a bare surname, and the tables know one of its forms."""


def key_of(actor: LocalActor) -> Key:
    """What a local actor is gathered under: the table's name where it has one, else its fullest form."""
    return _key(actor.name, actor.kind, tuple(actor.forms), explained=bool(actor.acronyms))


@lru_cache(maxsize=1 << 14)  # half of all local actors are those that every other article names
def _key(name: str, kind: NameKind, forms: tuple[str, ...], *, explained: bool) -> Key:
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        known = known_name(form)
        if known is not None and known[1] is kind and not (kind is ORGANISATION and explained and is_acronym(form)):
            return known[1], _by_kind(known[0], known[1])
    return kind, _by_kind(name, kind)


def _by_kind(form: str, kind: NameKind) -> str:
    if kind is PERSON:
        return " ".join(person_words(form))
    if kind is ORGANISATION:
        return acronym_key(form).casefold() if is_acronym(form) else organisation_key(form)
    if kind is COUNTRY:
        return plain(form)
    return place_key(form)


def is_known_surname(key: Key, forms: Iterable[str]) -> bool:
    """What `Candidate.known` says of the candidate with this key and these forms."""
    return key[0] is PERSON and " " not in key[1] and any(known_name(form) for form in forms)


def bare(acronym: str) -> Key:
    """The key of an acronym that stands alone; `acronym` as `acronym_key` has it."""
    return ORGANISATION, acronym.casefold()


def family_of(key: Key) -> str:
    """What people share whose surnames can be spellings of one; a father and his son are of one family."""
    return skeleton(key[1].rsplit(" ", 1)[-1].removesuffix(JUNIOR))


class Union:
    """Sets of keys; the smallest key leads, so that the order of joining does not show."""

    def __init__(self) -> None:
        self._above: dict[Key, Key] = {}

    def find(self, key: Key) -> Key:
        """The leading key of the set."""
        root = key
        while (above := self._above.get(root)) is not None:
            root = above
        while key != root:
            self._above[key], key = root, self._above[key]
        return root

    def join(self, one: Key, other: Key) -> None:
        """Makes two sets one."""
        first, second = sorted((self.find(one), self.find(other)))
        if first != second:
            self._above[second] = first
