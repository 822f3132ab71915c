"""What a correction that is not made yet would change: counted, with the actors before and after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np

from index.changes import Change, Preview
from index.model import Actor
from index.register import NO_ACTOR, Register
from index.register.meanings import Place
from index.register.overlay import Overlay
from index.state import State
from index.store.mentions import BLOCK, END, NAME, START

_Told = dict[tuple[int, int], int]
"""Range of a mention outside boilerplate → its actor."""


class Effect:
    """The difference between the register of a state and the same with one more correction."""

    def __init__(self, state: State, after: Register) -> None:
        self._state = state
        self._before = state.register
        self._after = after
        self._was = self._before.overlay
        self._now = after.overlay
        self._altered = {
            actor for actor, ref in enumerate(self._was.actors) if self._now.actors[actor] is not ref
        }  # a correction puts a new value in the place of the old one

    def preview(self, change: Change, said: str) -> Preview:
        """The difference, in the app's and the commands' terms. Mentions in boilerplate are not counted."""
        touched: set[int] = set()
        articles: Counter[int] = Counter()
        for key, was, now, count in self._changed():
            touched |= {was, now}
            articles[key] += count
        touched.discard(NO_ACTOR)
        listed = sorted((key for key in articles if key in self._state.by_key), key=self._state.position.__getitem__)
        return Preview(
            change,
            said,
            self._actors(self._before, touched),
            self._actors(self._after, touched),
            mentions=sum(articles[key] for key in listed),
            articles=tuple(self._state.by_key[key].id for key in listed),
        )

    def _actors(self, register: Register, touched: Iterable[int]) -> tuple[Actor, ...]:
        known = [actor for actor in touched if actor < len(register.actors)]
        actors = [self._state.actor(actor, register.articles(actor), register) for actor in known]
        return tuple(sorted((a for a in actors if a.articles), key=lambda actor: (-actor.mentions, actor.id)))

    def _changed(self) -> Iterator[tuple[int, int, int, int]]:
        """(article key, actor before, actor after, mentions) wherever a mention means another actor, or none, or one
        that is called or typed anew."""
        added = self._before.namings.added.keys() | self._after.namings.added.keys()
        for key, name, count in self._changed_names():
            if key not in added:
                yield key, self._was.meaning(key, name), self._now.meaning(key, name), count
        for key in sorted(added):
            was, now = _told(self._before, key), _told(self._after, key)
            for place in was.keys() | now.keys():
                before, after = was.get(place, NO_ACTOR), now.get(place, NO_ACTOR)
                if before != after or before in self._altered:
                    yield key, before, after, 1

    def _changed_names(self) -> Iterator[tuple[int, int, int]]:
        """(article key, name, mentions) of the names that both registers have, in articles where they differ."""
        known = len(self._was.of_name) - 1
        moved = np.flatnonzero(self._was.of_name[:known] != self._now.of_name[:known]).tolist()
        named = (name for actor in self._altered for name in self._before.names(actor))
        numbers = {*moved, *named}
        namings = self._before.namings
        for key, name, count in namings.counts(sorted(numbers)):
            if self._differs(key, name):
                yield key, name, count
        for key, name in _exceptions(self._was) | _exceptions(self._now):
            if name not in numbers and self._differs(key, name) and (count := namings.count_in(key, name)):
                yield key, name, count

    def _differs(self, key: int, name: int) -> bool:
        was, now = self._was.meaning(key, name), self._now.meaning(key, name)
        return was != now or was in self._altered


def _exceptions(overlay: Overlay) -> set[Place]:
    return {(key, name) for key, names in overlay.in_article.items() for name in names}


def _told(register: Register, key: int) -> _Told:
    mentions = register.namings.mentions(key)
    actors = register.overlay.of_mentions(key, mentions[:, NAME])
    shown = (mentions[:, BLOCK] >= 0) & (actors != NO_ACTOR)
    places = zip(mentions[shown, START].tolist(), mentions[shown, END].tolist(), strict=True)
    return dict(zip(places, actors[shown].tolist(), strict=True))
