"""What a correction that is not made yet would change: counted, with the actors before and after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np

from index.changes import Change, Preview
from index.model import Actor
from index.register import NO_ACTOR, Register
from index.register.overlay import Overlay, Place
from index.state import State
from index.store import Store


class Effect:
    """The difference between the register of a state and the same with one more correction."""

    def __init__(self, store: Store, state: State, after: Register) -> None:
        self._store = store
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
        for key, name, count in self._changed():
            touched |= {self._was.meaning(key, name), self._now.meaning(key, name)}
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

    def _changed(self) -> Iterator[tuple[int, int, int]]:
        """(article key, name, mentions) wherever a name means another actor, or one that is called or typed anew."""
        moved = np.flatnonzero(self._was.of_name != self._now.of_name).tolist()
        named = (name for actor in self._altered for name in self._before.names(actor))
        numbers = {*moved, *named}
        for key, name, count in self._store.article_names(sorted(numbers)):
            if self._differs(key, name):
                yield key, name, count
        for key, name in self._exceptions(self._was) | self._exceptions(self._now):
            if name not in numbers and self._differs(key, name) and (count := self._before.count_in(key, name)):
                yield key, name, count

    def _differs(self, key: int, name: int) -> bool:
        was, now = self._was.meaning(key, name), self._now.meaning(key, name)
        return was != now or was in self._altered

    @staticmethod
    def _exceptions(overlay: Overlay) -> set[Place]:
        return {(key, name) for key, names in overlay.in_article.items() for name in names}
