"""Which actor each name means, as arrays that corrections change: who is meant by a kind and a form, and moving names.

An actor is found by what it is called at the moment, and where nobody is called so any more, by what it was called and
by its forms.
"""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Self

import numpy as np
import numpy.typing as npt

from index.model import ActorRef, NameKind
from index.operations import NameRef
from index.register.names import Names, StoredName, name_key

NO_ACTOR = -1
"""What a name means that is ignored or not resolved yet."""

Place = tuple[int, int]
"""Article key and name number: where a name means another actor than elsewhere."""


class Meanings:
    """Of all names. Actors count from 0 here: those of the store first, then new ones."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.actors: list[ActorRef] = list(names.actors)
        self.of_name: npt.NDArray[np.int64] = np.full(names.free + 1, NO_ACTOR, np.int64)
        """Name number → actor. The last element stands for −1, a name that is not resolved yet."""
        self.in_article: dict[int, dict[int, int]] = {}
        """Article key → name number → actor, where that can differ from `of_name`."""
        self._held: dict[int, set[int]] = {}
        """Actor → the names that mean it wherever nothing else is said, where that is no longer as resolved."""
        self._called: dict[NameRef, set[int]] = {}
        """Actors by kind and name, where that is no longer as resolved."""
        self._formerly: dict[NameRef, list[int]] = {}
        """What actors were called before a correction → those actors, the last one last."""
        self._kinds_before: dict[int, set[NameKind]] = {}
        self._merged_into: dict[int, int] = {}
        for name in names.names:
            self.of_name[name.number] = name.actor

    def _twin(self, names: Names) -> Self:
        """One that can be changed while this one stays as it is; `names` may have more at their end."""
        twin = copy.copy(self)
        twin.names = names
        twin.of_name = np.concatenate([self.of_name, np.full(names.free - self.names.free, NO_ACTOR, np.int64)])
        twin.actors = list(self.actors)
        twin.in_article = {key: dict(exceptions) for key, exceptions in self.in_article.items()}
        twin._held = {actor: set(held) for actor, held in self._held.items()}
        twin._called = {ref: set(actors) for ref, actors in self._called.items()}
        twin._formerly = {ref: list(actors) for ref, actors in self._formerly.items()}
        twin._kinds_before = {actor: set(kinds) for actor, kinds in self._kinds_before.items()}
        twin._merged_into = dict(self._merged_into)
        twin.__dict__.pop("_exceptions", None)
        return twin

    def meaning(self, key: int, name: int) -> int:
        """Whom a name means in one article."""
        return self.in_article.get(key, {}).get(name, int(self.of_name[name]))

    def of_mentions(self, key: int, names: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
        """The actor of each mention of an article, given the name of each; −1 for none."""
        actors = self.of_name[names]
        for name, actor in self.in_article.get(key, {}).items():
            actors[names == name] = actor
        return actors

    # ---- look-ups, which only corrections ask for

    def _names_of(self, actor: int) -> set[int]:
        """The names that mean an actor wherever nothing else is said; to be changed in place."""
        held = self._held.get(actor)
        if held is None:
            held = self._held[actor] = set(self.names.members.get(actor, ()))
        return held

    def _held_anywhere(self, actor: int) -> set[int]:
        """The names that mean an actor, somewhere or everywhere."""
        return self._names_of(actor) | {name for _, name in self._exceptions.get(actor, ())}

    def _actors_called(self, ref: NameRef) -> set[int]:
        """The actors of this kind and name, gone ones too; to be changed in place."""
        called = self._called.get(ref)
        if called is None:
            called = self._called[ref] = set(self.names.called.get((ref.kind, ref.form), ()))
        return called

    @cached_property
    def _exceptions(self) -> dict[int, set[Place]]:
        """Actor → the places where names mean it that mean another elsewhere."""
        exceptions: dict[int, set[Place]] = defaultdict(set)
        for key, names in self.in_article.items():
            for name, actor in names.items():
                exceptions[actor].add((key, name))
        return exceptions

    # ---- whom a correction means

    def actor_meant(self, ref: NameRef) -> int | None:
        """The actor of that kind whose own name it is; else the last one that was called so and still has the form,
        the one that is most often written so, the last one that was called so."""
        named = [actor for actor in self._actors_called(ref) if self._is_alive(actor)]
        if named:
            return max(named)
        before = [now for actor in reversed(self._formerly.get(ref, ())) if (now := self._now(actor)) is not None]
        for actor in before:
            if self._forms_of(actor, (ref.form,)):
                return actor
        names = self._names_meant(ref) or self._names_once_meant(ref)
        if names:
            return self._most_often(names)
        return before[0] if before else None

    def _most_often(self, names: Sequence[StoredName]) -> int:
        return int(self.of_name[max(names, key=lambda name: (name.count, -name.number)).number])

    def _is_alive(self, actor: int) -> bool:
        return bool(self._names_of(actor) or self._exceptions.get(actor))

    def _now(self, actor: int) -> int | None:
        """The actor itself, or the one that it was merged into; None where it is gone."""
        seen = {actor}
        while not self._is_alive(actor) and actor in self._merged_into:
            actor = self._merged_into[actor]
            if actor in seen:
                return None
            seen.add(actor)
        return actor if self._is_alive(actor) else None

    def _names_meant(self, ref: NameRef) -> list[StoredName]:
        """The names of that form whose actor is of that kind."""
        return [
            name
            for name in self.names.by_form.get(name_key(ref.form), ())
            if (actor := int(self.of_name[name.number])) >= 0 and self.actors[actor].kind is ref.kind
        ]

    def _names_once_meant(self, ref: NameRef) -> list[StoredName]:
        """The names of that form whose actor was of that kind before a correction."""
        return [
            name
            for name in self.names.by_form.get(name_key(ref.form), ())
            if ref.kind in self._kinds_before.get(int(self.of_name[name.number]), ())
        ]

    def _forms_of(self, actor: int, forms: Iterable[str]) -> list[StoredName]:
        """Those names of an actor, somewhere or everywhere, that are compared as one of the forms."""
        held = self._held_anywhere(actor)
        keys = sorted({name_key(form) for form in forms})
        return [name for key in keys for name in self.names.by_form.get(key, ()) if name.number in held]

    def _actors_with(self, ref: NameRef) -> set[int]:
        """Every actor, of that kind now or once, that has the form somewhere."""
        of_form = {name.number for name in self.names.by_form.get(name_key(ref.form), ())}
        actors = {int(self.of_name[name]) for name in of_form}
        actors |= {actor for here in self.in_article.values() for name, actor in here.items() if name in of_form}
        return {actor for actor in actors - {NO_ACTOR} if ref.kind in self._kinds_of(actor)}

    def _kinds_of(self, actor: int) -> set[NameKind]:
        """The kind of an actor, and those that it had before a correction."""
        return {self.actors[actor].kind, *self._kinds_before.get(actor, ())}

    # ---- changes

    def _begin(self, form: str, kind: NameKind, id_: str) -> int:
        """A new actor, which no name means yet."""
        slug = re.sub(r"[^\w]+", "-", name_key(form)).strip("-")
        new = len(self.actors)
        # The correction's own id keeps the new actor's apart from every other, and the same at every start.
        self.actors.append(ActorRef(f"{slug}-{id_}", form, kind))
        self._actors_called(NameRef(kind, form)).add(new)
        return new

    def _join(self, other: int, into: int) -> None:
        """All names of one actor mean another."""
        self._remember(other)
        self._merged_into[other] = into
        self._kinds_before.setdefault(into, set()).update(self._kinds_of(other))
        for name in tuple(self._names_of(other)):
            self._mean(name, into)
        for place in tuple(self._exceptions.get(other, ())):
            self._mean_here(place, into)

    def _split_off(
        self, actor: int, names: Sequence[StoredName], id_: str, *, key: int | None = None, left: str = ""
    ) -> int:
        """Names of an actor mean a new one, in the article of this key or in all; returns the new one.

        An actor whose own name is split off is called `left`, else by the fullest that is left to it.
        """
        was = self.actors[actor]
        new = self._begin(max(names, key=lambda name: name.fullness).form, was.kind, id_)
        self._kinds_before[new] = set(self._kinds_before.get(actor, ()))
        self._move(names, actor, new, key)
        if key is None and name_key(was.name) in {name_key(name.form) for name in names}:
            held = self._names_of(actor) or self._held_anywhere(actor)
            if held:
                fullest = max((self.names.by_number[name] for name in held), key=lambda name: name.fullness)
                self._alter(actor, replace(was, name=left or fullest.form))
        return new

    def _alter(self, actor: int, now: ActorRef) -> None:
        """Give an actor another name or kind; nothing else of it changes, its id neither."""
        was = self.actors[actor]
        if now == was:
            return
        self._remember(actor)
        self._kinds_before.setdefault(actor, set()).add(was.kind)
        self._actors_called(NameRef(was.kind, was.name)).discard(actor)
        self._actors_called(NameRef(now.kind, now.name)).add(actor)
        self.actors[actor] = now

    def _remember(self, actor: int) -> None:
        """Keep what an actor is called, for corrections that name it so when it no longer is."""
        ref = self.actors[actor]
        self._formerly.setdefault(NameRef(ref.kind, ref.name), []).append(actor)

    def _move(self, names: Sequence[StoredName], was: int, now: int, key: int | None) -> None:
        """Names of one actor mean another, in the article of this key or in all."""
        numbers = {name.number for name in names}
        if key is not None:
            for number in numbers:
                if self.meaning(key, number) == was:
                    self._mean_here((key, number), now)
            return
        for number in numbers & self._names_of(was):
            self._mean(number, now)
        for place in tuple(self._exceptions.get(was, ())):
            if place[1] in numbers:
                self._mean_here(place, now)

    def _mean(self, name: int, actor: int) -> None:
        self._names_of(int(self.of_name[name])).discard(name)
        self._names_of(actor).add(name)
        self.of_name[name] = actor

    def _mean_here(self, place: Place, actor: int) -> None:
        key, name = place
        here = self.in_article.setdefault(key, {})
        if name in here:
            self._exceptions[here[name]].discard(place)
        here[name] = actor
        self._exceptions[actor].add(place)
