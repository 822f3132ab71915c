"""The archive's actors as the user corrected them: a layer over the raw ones, made at open and never written.

The same operations on the same archive give the same overlay; an operation that fits nothing any more is listed and
changes nothing.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index.actors.forms import plain, slug, words
from index.actors.operations import ArticleRef, FormRef, Operation, Verb
from index.actors.values import RawActor
from index.model import ActorRef, NameKind

IGNORED = -1
"""In place of an actor: the form is no name."""

Locate = Callable[[ArticleRef], str | None]


@dataclass(frozen=True, slots=True)
class ArchiveName:
    """A form of an actor, as the archive has it."""

    id: int
    """From 0; the archive's own number for it."""
    form: str
    kind: NameKind
    actor: int
    """Index into the raw actors."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """Actors after corrections."""

    of: NDArray[np.int32]
    """By name id: index into `actors`, or `IGNORED` (for ids that no name has, too)."""
    actors: tuple[ActorRef, ...]
    """Those that some name still means, in the order of the raw ones; split ones at the end."""
    in_article: Mapping[tuple[str, int], int]
    """(article id, name id) → index into `actors` or `IGNORED`, where one article differs."""
    at_place: Mapping[tuple[str, int, int], int]
    """(article id, start, end) → index into `actors` or `IGNORED`, where one mention differs."""
    unfit: tuple[Operation, ...]
    """Operations that fit nothing in this archive."""
    raw: NDArray[np.int32]
    """By raw actor: the index into `actors` that most of it went to, or `IGNORED`."""
    _names: Mapping[str, tuple[int, ...]] = field(repr=False)
    """Plain form or id → actors."""

    def find(self, said: str) -> list[ActorRef]:
        """The actors whose form or id this is; where there is none, those with a form that holds it as whole words."""
        asked = plain(said)
        if not asked:
            return []
        exact = self._names.get(asked, ())
        if exact:
            return [
                self.actors[index] for index in sorted(exact, key=lambda index: plain(self.actors[index].name) != asked)
            ]
        sought = f" {' '.join(words(said))} "
        if not sought.strip():
            return []
        found = {
            index
            for form, indexes in self._names.items()
            if sought in f" {' '.join(words(form))} "
            for index in indexes
        }
        return [self.actors[index] for index in sorted(found)]

    @classmethod
    def build(
        cls,
        operations: Iterable[Operation],
        names: Sequence[ArchiveName],
        raw_actors: Sequence[RawActor],
        *,
        locate: Locate = lambda article: article.id,
    ) -> Overlay:
        """The overlay of these operations. `locate` gives the present id of an article, None where it is gone."""
        draft = _Draft(names, raw_actors)
        unfit = tuple(operation for operation in operations if not draft.apply(operation, locate))
        return draft.finished(unfit)


class _Draft:
    """An overlay in the making: names point to numbered actors, and operations move them."""

    def __init__(self, names: Sequence[ArchiveName], raw_actors: Sequence[RawActor]) -> None:
        self._names = names
        self._raw = raw_actors
        self._actors = [ActorRef(actor.id, actor.name, actor.kind) for actor in raw_actors]
        self._of = {name.id: name.actor for name in names}
        self._merged_ids: dict[str, int] = {}
        self._in_article: dict[tuple[str, int], int] = {}
        self._at_place: dict[tuple[str, int, int], int] = {}
        self._by_form: dict[str, list[ArchiveName]] = defaultdict(list)
        for name in names:
            self._by_form[plain(name.form)].append(name)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        for index, actor in enumerate(self._actors):
            self._by_name[plain(actor.name)].append(index)
        self._ids = {actor.id for actor in self._actors}

    def apply(self, operation: Operation, locate: Locate) -> bool:
        """Carries out one operation; False where it fits nothing."""
        if operation.verb in (Verb.SET, Verb.UNDO):
            return True
        if operation.verb is Verb.MERGE:
            return self._merge(operation)
        article = None
        if operation.article is not None:
            article = locate(operation.article)
            if article is None:
                return False
        if operation.verb is Verb.SPLIT:
            return self._split(operation, article)
        return self._move(self._named(operation), IGNORED, operation, article)

    def _merge(self, operation: Operation) -> bool:
        target = self._actor(operation.target) if operation.target is not None else None
        sources = {found for form in operation.forms if (found := self._actor(form)) is not None}
        if target is None or not sources:
            return False
        for source in sources - {target}:
            for name, actor in self._of.items():
                if actor == source:
                    self._of[name] = target
            _replace(self._in_article, source, target)
            _replace(self._at_place, source, target)
            self._merged_ids[self._actors[source].id] = target
        return True

    def _split(self, operation: Operation, article: str | None) -> bool:
        moved = self._named(operation)
        if not moved:
            return False
        first = operation.forms[0]
        kind = first.kind
        if kind is NameKind.NATIONALITY:
            kind = self._actors[self._of[moved[0].id]].kind
        self._actors.append(ActorRef(self._new_id(first.form, kind, operation.id), first.form, kind))
        new = len(self._actors) - 1
        self._by_name[plain(first.form)].append(new)
        return self._move(moved, new, operation, article)

    def _move(self, names: list[ArchiveName], actor: int, operation: Operation, article: str | None) -> bool:
        for name in names:
            if article is None:
                self._of[name.id] = actor
            elif operation.place is not None:
                self._at_place[article, operation.place.start, operation.place.end] = actor
            else:
                self._in_article[article, name.id] = actor
        return bool(names)

    def _named(self, operation: Operation) -> list[ArchiveName]:
        """The names that the forms of an operation mean, of its target's actor only where it has one."""
        target = self._actor(operation.target) if operation.target is not None else None
        if operation.target is not None and target is None:
            return []
        return [
            name
            for form in operation.forms
            for name in self._by_form.get(plain(form.form), ())
            if self._of[name.id] != IGNORED
            and self._fits(name, form)
            and (target is None or self._of[name.id] == target)
        ]

    def _fits(self, name: ArchiveName, form: FormRef) -> bool:
        return form.kind in (name.kind, self._actors[self._of[name.id]].kind)

    def _actor(self, form: FormRef) -> int | None:
        """The actor that a form means now: one with that name, else one with that form; the first where several are."""
        asked = plain(form.form)
        for index in self._by_name.get(asked, ()):
            here = self._merged_ids.get(self._actors[index].id, index)
            while (further := self._merged_ids.get(self._actors[here].id)) is not None:
                here = further
            if form.kind in (self._actors[index].kind, self._actors[here].kind):
                return here
        named = [
            self._of[name.id]
            for name in self._by_form.get(asked, ())
            if self._of[name.id] != IGNORED and self._fits(name, form)
        ]
        return min(named, default=None)

    def _new_id(self, name: str, kind: NameKind, made_by: str) -> str:
        base = slug(name) or hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]
        for candidate in (base, f"{base}-{kind.value}", f"{base}-{made_by}"):
            if candidate not in self._ids:
                break
        self._ids.add(candidate)
        return candidate

    def finished(self, unfit: tuple[Operation, ...]) -> Overlay:
        """The overlay, with actors that no name means any more left out."""
        alive = sorted({*self._of.values(), *self._in_article.values(), *self._at_place.values()} - {IGNORED})
        place = {actor: index for index, actor in enumerate(alive)} | {IGNORED: IGNORED}
        of = np.full(max(self._of, default=-1) + 1, IGNORED, dtype=np.int32)
        for name, actor in self._of.items():
            of[name] = place[actor]
        raw = np.full(len(self._raw), IGNORED, dtype=np.int32)
        for name_row in reversed(self._names):
            raw[name_row.actor] = max(raw[name_row.actor], IGNORED) if of[name_row.id] < 0 else of[name_row.id]
        return Overlay(
            of=of,
            actors=tuple(self._actors[actor] for actor in alive),
            in_article={key: place[actor] for key, actor in self._in_article.items()},
            at_place={key: place[actor] for key, actor in self._at_place.items()},
            unfit=unfit,
            raw=raw,
            _names=self._findable(place),
        )

    def _findable(self, place: Mapping[int, int]) -> dict[str, tuple[int, ...]]:
        found: dict[str, set[int]] = defaultdict(set)
        forms = {name.id: name.form for name in self._names}
        for name in self._names:
            if self._of[name.id] != IGNORED:
                found[plain(name.form)].add(place[self._of[name.id]])
        for (_, name_id), actor in self._in_article.items():
            if actor != IGNORED:
                found[plain(forms[name_id])].add(place[actor])
        for index, effective in enumerate(self._actors):
            here: int | None = index
            while here is not None and here not in place:
                here = self._merged_ids.get(self._actors[here].id)
            if here is not None:
                found[effective.id].add(place[here])
                found[plain(effective.name)].add(place[here])
        return {form: tuple(sorted(indexes)) for form, indexes in found.items()}


_Key = TypeVar("_Key")


def _replace(exceptions: dict[_Key, int], source: int, target: int) -> None:
    for key, actor in exceptions.items():
        if actor == source:
            exceptions[key] = target
