"""Corrections as arrays: which actor each name of the store means, and the places where it means another.

Operations apply in order, each to what the ones before it have left. An actor is found by what it is called at that
moment, and where nobody is called so any more, by what it was called before.
"""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.model import ActorRef, NameKind
from index.operations import ArticleRef, Ignore, Merge, NameRef, Operation, Rename, Retype, Split
from index.register.names import Names, StoredName, name_key

NO_ACTOR = -1
"""What a name means that is ignored or not resolved yet."""

Place = tuple[int, int]
"""Article key and name number: where a name means another actor than elsewhere."""


class Overlay:
    """What names mean after corrections. Actors count from 0 here: those of the store first, then those split off."""

    def __init__(
        self, names: Names, operations: Iterable[Operation], article_key: Callable[[ArticleRef], int | None]
    ) -> None:
        """`article_key` finds the article of a correction."""
        self.actors: list[ActorRef] = list(names.actors)
        self.of_name: npt.NDArray[np.int64] = np.full(
            max((name.number for name in names.names), default=0) + 2, NO_ACTOR, np.int64
        )
        """Name number → actor. The last element stands for −1, a name that is not resolved yet."""
        self.in_article: dict[int, dict[int, int]] = {}
        """Article key → name number → actor, where that can differ from `of_name`."""
        self.unfit: list[Operation] = []
        """Corrections that fit nothing in this library."""
        self._names = names
        self._article_key = article_key
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
        for operation in operations:
            self._apply(operation)

    def followed_by(self, operation: Operation) -> Overlay:
        """The same with one more correction; this one stays as it is."""
        after = copy.copy(self)
        after.actors, after.of_name, after.unfit = list(self.actors), self.of_name.copy(), list(self.unfit)
        after.in_article = {key: dict(exceptions) for key, exceptions in self.in_article.items()}
        after._held = {actor: set(names) for actor, names in self._held.items()}
        after._called = {ref: set(actors) for ref, actors in self._called.items()}
        after._formerly = {ref: list(actors) for ref, actors in self._formerly.items()}
        after._kinds_before = {actor: set(kinds) for actor, kinds in self._kinds_before.items()}
        after._merged_into = dict(self._merged_into)
        after.__dict__.pop("_exceptions", None)
        after._apply(operation)
        return after

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
            held = self._held[actor] = set(self._names.members.get(actor, ()))
        return held

    def _actors_called(self, ref: NameRef) -> set[int]:
        """The actors of this kind and name, gone ones too; to be changed in place."""
        called = self._called.get(ref)
        if called is None:
            called = self._called[ref] = set(self._names.called.get((ref.kind, ref.form), ()))
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
        """The actor of that kind whose own name it is, else was, else the one that is most often called so."""
        named = [actor for actor in self._actors_called(ref) if self._is_alive(actor)]
        if named:
            return max(named)
        for actor in reversed(self._formerly.get(ref, ())):
            if (now := self._now(actor)) is not None:
                return now
        names = self._names_meant(ref) or self._names_once_meant(ref)
        return self._most_often(names) if names else None

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
            for name in self._names.by_form.get(name_key(ref.form), ())
            if (actor := int(self.of_name[name.number])) >= 0 and self.actors[actor].kind is ref.kind
        ]

    def _names_once_meant(self, ref: NameRef) -> list[StoredName]:
        """The names of that form whose actor was of that kind before a correction."""
        return [
            name
            for name in self._names.by_form.get(name_key(ref.form), ())
            if ref.kind in self._kinds_before.get(int(self.of_name[name.number]), ())
        ]

    def _forms_of(self, actor: int, forms: Iterable[str]) -> list[StoredName]:
        """Those names of an actor, somewhere or everywhere, that are compared as one of the forms."""
        held = self._names_of(actor) | {name for _, name in self._exceptions.get(actor, ())}
        keys = sorted({name_key(form) for form in forms})
        return [name for key in keys for name in self._names.by_form.get(key, ()) if name.number in held]

    # ---- what a correction does

    def _apply(self, operation: Operation) -> None:
        fitted = True
        match operation:
            case Merge():
                fitted = self._merge(operation)
            case Split():
                fitted = self._split(operation)
            case Ignore():
                fitted = self._ignore(operation)
            case Rename():
                fitted = self._change(operation.actor, name=operation.name)
            case Retype():
                fitted = self._change(operation.actor, kind=operation.kind)
        if not fitted:
            self.unfit.append(operation)

    def _merge(self, merge: Merge) -> bool:
        into = self.actor_meant(merge.into)
        others = {actor for other in merge.others if (actor := self.actor_meant(other)) is not None} - {into}
        if into is None or not others:
            return False
        for other in others:
            self._remember(other)
            self._merged_into[other] = into
            kinds = self._kinds_before.get(other, set()) | {self.actors[other].kind}
            self._kinds_before.setdefault(into, set()).update(kinds)
            for name in tuple(self._names_of(other)):
                self._mean(name, into)
            for place in tuple(self._exceptions.get(other, ())):
                self._mean_here(place, into)
        return True

    def _split(self, split: Split) -> bool:
        actor = self.actor_meant(split.actor)
        names = [] if actor is None else self._forms_of(actor, split.forms)
        key = None if split.article is None else self._article_key(split.article)
        if actor is None or not names or (split.article is not None and key is None):
            return False
        fullest = max(names, key=lambda name: name.fullness)
        slug = re.sub(r"[^\w]+", "-", name_key(fullest.form)).strip("-")
        new = len(self.actors)
        # The correction's own id keeps the new actor's apart from every other, and the same at every start.
        self.actors.append(ActorRef(f"{slug}-{split.id}", fullest.form, self.actors[actor].kind))
        self._actors_called(NameRef(self.actors[new].kind, fullest.form)).add(new)
        self._kinds_before[new] = set(self._kinds_before.get(actor, ()))
        self._move(names, actor, new, key)
        if key is None and name_key(self.actors[actor].name) in {name_key(form) for form in split.forms}:
            self._call_by_what_is_left(actor)
        return True

    def _call_by_what_is_left(self, actor: int) -> None:
        """An actor whose own name was split off is called by the fullest that is left to it."""
        held = self._names_of(actor) or {name for _, name in self._exceptions.get(actor, ())}
        if held:
            fullest = max((self._names.by_number[name] for name in held), key=lambda name: name.fullness)
            self._alter(actor, replace(self.actors[actor], name=fullest.form))

    def _ignore(self, ignore: Ignore) -> bool:
        key = None if ignore.article is None else self._article_key(ignore.article)
        if ignore.article is not None and key is None:
            return False
        meant: dict[int, list[StoredName]] = defaultdict(list)
        if ignore.actor is not None:
            actor = self.actor_meant(ignore.actor)
            if actor is not None:
                meant[actor] = self._forms_of(actor, (ref.form for ref in ignore.names))
        else:
            for ref in ignore.names:
                for name in self._names_meant(ref) or self._names_once_meant(ref):
                    meant[int(self.of_name[name.number])].append(name)
        for actor, names in meant.items():
            self._move(names, actor, NO_ACTOR, key)
        return any(meant.values())

    def _change(self, ref: NameRef, *, name: str = "", kind: NameKind | None = None) -> bool:
        """Give an actor another name or kind; nothing else of it changes, its id neither."""
        actor = self.actor_meant(ref)
        if actor is None:
            return False
        was = self.actors[actor]
        self._alter(actor, replace(was, name=name or was.name, kind=kind or was.kind))
        return True

    def _alter(self, actor: int, now: ActorRef) -> None:
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
