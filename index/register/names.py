"""Names as the store has them, and the form in which they are compared."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.model import ActorRef, NameKind
from index.signs import BARE, STRAIGHT

_GAP = re.compile(r"[\s\-‐‑–_.,]+")


def name_key(words: str) -> str:
    """The form in which names are compared: NFKC, case, accents, hyphens and the form of apostrophes do not count."""
    if words.isascii():  # nearly every name, and nothing below but case and gaps concerns it
        return _GAP.sub(" ", words.lower().replace("`", "'")).strip()
    plain = unicodedata.normalize("NFKC", words.translate(STRAIGHT)).casefold().translate(BARE)
    bare = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return _GAP.sub(" ", bare).strip()


@dataclass(frozen=True, slots=True)
class StoredName:
    """A name as the store has it."""

    number: int
    actor: int
    """Number of its actor as resolved."""
    form: str
    kind: NameKind
    count: int
    """How often in all articles, boilerplate left out."""

    @property
    def fullness(self) -> tuple[int, int, str]:
        """Sort key: the longest form is the fullest; of equally long ones the most frequent."""
        return len(self.form), self.count, self.form


class Names:
    """Actors and names before any correction; never changed, so that many overlays can share them."""

    def __init__(self, actors: Sequence[ActorRef], names: Sequence[StoredName], of: Names | None = None) -> None:
        """`names` give their actor as an index into `actors`; `of` are those that they begin with, of the same actors,
        so that what is known of them is not worked out again."""
        self.actors = actors
        self.names = names
        self._of = of

    def and_added(self, added: Sequence[StoredName]) -> Names:
        """With names that no text was found to have, and that mean nobody yet."""
        return Names(self.actors, (*self.names, *added), self) if added else self

    @cached_property
    def free(self) -> int:
        """The first number that no name has, nor any above it."""
        return max((name.number for name in self.names), default=-1) + 1

    @cached_property
    def keys(self) -> list[str]:
        """What each of `names` is compared as."""
        known = [] if self._of is None else self._of.keys
        return [*known, *(name_key(name.form) for name in self.names[len(known) :])]

    @cached_property
    def actor_keys(self) -> list[str]:
        """What the name of each of `actors` is compared as."""
        return [name_key(actor.name) for actor in self.actors] if self._of is None else self._of.actor_keys

    @cached_property
    def by_form(self) -> dict[str, list[StoredName]]:
        """Names by what they are compared as."""
        by_form = {} if self._of is None else dict(self._of.by_form)
        known = 0 if self._of is None else len(self._of.names)
        for key, name in zip(self.keys[known:], self.names[known:], strict=True):
            if known:
                by_form[key] = [*by_form.get(key, ()), name]  # the list that is there belongs to the others
            else:
                by_form.setdefault(key, []).append(name)
        return by_form

    @cached_property
    def by_number(self) -> Mapping[int, StoredName]:
        return {name.number: name for name in self.names}

    @cached_property
    def members(self) -> Mapping[int, list[int]]:
        """Actor → numbers of its names."""
        if self._of is not None:
            return self._of.members
        members: dict[int, list[int]] = defaultdict(list)
        for name in self.names:
            members[name.actor].append(name.number)
        return members

    @cached_property
    def called(self) -> Mapping[tuple[NameKind, str], list[int]]:
        """Actors by kind and name."""
        if self._of is not None:
            return self._of.called
        called: dict[tuple[NameKind, str], list[int]] = defaultdict(list)
        for at, actor in enumerate(self.actors):
            called[actor.kind, actor.name].append(at)
        return called


def shown_kind(found: NameKind, actor: NameKind) -> NameKind:
    """The kind of a mention: its actor's, but that the nationality of a country or place stays one."""
    if found is NameKind.NATIONALITY and actor in (NameKind.COUNTRY, NameKind.PLACE):
        return found
    return actor
