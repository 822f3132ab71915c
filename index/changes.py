"""What a user can want to be corrected in who is who, and what that would change: the same values ask and answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.model import Actor, NameKind

Correcting = Literal["merge", "split", "rename", "retype", "ignore", "add", "must-link", "cannot-link"]


@dataclass(frozen=True, slots=True)
class Change:
    """One correction of an actor, not made yet."""

    what: Correcting
    actor: str
    """Id or any form of the actor; must-link, cannot-link: the form that is meant. add: whom it is to mean, empty for
    whoever is called so, else for an actor of its own."""
    others: tuple[str, ...] = ()
    """merge: the actors, by id or form, that are to become the same as `actor`; must-link, cannot-link: the forms that
    are, or are not."""
    forms: tuple[str, ...] = ()
    """split: the forms that are to be an actor of their own; ignore: the forms that are no names, none for all;
    add: the one form that is a name."""
    name: str = ""
    """rename: what it is to be called."""
    kind: NameKind | None = None
    """retype: what it is to be; add: what it is, where `actor` does not say."""
    article: str | None = None
    """split, ignore, add: only in this article; None for all."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would make of the actors that it touches."""

    change: Change
    said: str
    """The correction in words, as it is reported once it is made."""
    before: tuple[Actor, ...]
    """The actors that it touches, as they are, most mentioned first."""
    after: tuple[Actor, ...]
    """The same actors as they would be; one that is merged away or ignored is missing, one split off is added."""
    mentions: int
    """How many mentions would mean another actor, be of another kind or be called differently, be none or be new."""
    articles: tuple[str, ...]
    """Ids of the articles with such a mention, in the order of the library's list."""
