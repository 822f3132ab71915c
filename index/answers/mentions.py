"""The names of one article as a reader sees them."""

from __future__ import annotations

from index.model import Mention, NameKind
from index.register import NO_ACTOR
from index.register.names import shown_kind
from index.state import State
from index.store.mentions import END, KIND, KINDS, NAME, START


def mentions(state: State, key: int) -> tuple[Mention, ...]:
    """In order, those in boilerplate too, and those that are not resolved yet; ignored ones left out."""
    register = state.register
    array = register.namings.mentions(key)
    actors = register.overlay.of_mentions(key, array[:, NAME])
    refs = register.actors

    def mention(start: int, end: int, kind: NameKind, actor: int) -> Mention:
        if actor == NO_ACTOR:
            return Mention(start, end, kind, None)
        return Mention(start, end, shown_kind(kind, refs[actor].kind), refs[actor].id)

    return tuple(
        mention(int(one[START]), int(one[END]), KINDS[one[KIND]], int(actor))
        for one, actor in zip(array, actors, strict=True)
        if actor != NO_ACTOR or one[NAME] < 0
    )
