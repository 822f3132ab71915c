"""Whom each name of a list means."""

from __future__ import annotations

from collections.abc import Sequence

from index.model import NameKind, Sought
from index.state import State


def sought(state: State, names: Sequence[str], kind: NameKind | None) -> tuple[Sought, ...]:
    """In the order of the list; what is known of all the actors is asked for at once."""
    register = state.register
    found = [register.meant(name, kind) for name in names]
    articles = register.articles_of(actor for actor, _ in found if actor is not None)
    actors = {actor: state.actor(actor, counts) for actor, counts in articles.items()}
    return tuple(
        Sought(name, None, tuple(register.actors[one] for one in several))
        if actor is None
        else Sought(name, actors[actor], ())
        for name, (actor, several) in zip(names, found, strict=True)
    )
