"""Finding actors by what they are called, and what is known of each: forms, articles, counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.errors import AmbiguousName, UnknownName
from index.model import NameKind
from index.operations import ArticleRef, Operation
from index.register.meanings import NO_ACTOR
from index.register.names import StoredName, name_key
from index.register.namings import Namings
from index.register.overlay import Misfit, Overlay
from index.register.resolved import Resolved

_LISTED = 8
"""Candidates named in an error; more would scroll the reason away."""


class Register:
    """The actors of one state of the store under one state of the corrections."""

    def __init__(self, resolved: Resolved, overlay: Overlay) -> None:
        self._resolved = resolved
        self.overlay = overlay
        self.actors = overlay.actors
        self.namings = Namings(resolved, overlay)
        names = overlay.names
        self._names_of: dict[int, list[StoredName]] = defaultdict(list)
        meant = overlay.of_name[[name.number for name in names.names]].tolist()
        for name, actor in zip(names.names, meant, strict=True):
            self._names_of[actor].append(name)
        self._extra: dict[int, list[tuple[int, StoredName]]] = defaultdict(list)
        for key, exceptions in overlay.in_article.items():
            for number, actor in exceptions.items():
                self._extra[actor].append((key, names.by_number[number]))

    @classmethod
    def of(cls, resolved: Resolved, operations: Sequence[Operation], shared: Sequence[Operation] = ()) -> Register:
        """The actors of a store with these corrections laid over them; the `shared` ones first."""
        store = resolved.store

        def article_key(article: ArticleRef) -> int | None:
            found = store.find_article(article.id, article.text_sha256)
            return None if found is None else found[0]

        overlay = Overlay(resolved.names, operations, article_key, shared=shared, counts=store.article_names)
        return cls(resolved, overlay)

    def followed_by(self, operation: Operation) -> Register:
        """The same with one more correction; this one stays as it is."""
        return Register(self._resolved, self.overlay.followed_by(operation))

    @cached_property
    def unfit(self) -> tuple[Misfit, ...]:
        """Corrections that fit nothing here, or not wholly."""
        return (*self.overlay.unfit, *self._standing_nowhere())

    def _standing_nowhere(self) -> Iterator[Misfit]:
        for name in self.overlay.added:
            if not self.namings.places(name.number):
                yield Misfit(name.add, "it stands nowhere")
            elif self.overlay.of_name[name.number] != NO_ACTOR and name.number not in self.namings.totals:
                yield Misfit(name.add, "it is a name, or part of one, wherever it stands")
        for operation, key, names in self.overlay.limited:
            if not any(self.namings.stands_in(key, name) for name in names):
                yield Misfit(operation, "the article does not call anybody so")

    @cached_property
    def _by_id(self) -> dict[str, int]:
        """Id → whom it leads to."""
        first_name = {name.actor: name.number for name in reversed(self._resolved.names.names)}
        return {ref.id: self._now_means(at, first_name.get(at)) for at, ref in enumerate(self.actors)}

    def _now_means(self, actor: int, first_name: int | None) -> int:
        """Whom an actor's id leads to: itself, or the one that it was merged into with its names."""
        if actor in self._names_of or actor in self._extra:
            return actor
        return NO_ACTOR if first_name is None else int(self.overlay.of_name[first_name])

    @cached_property
    def _by_form(self) -> dict[str, list[int]]:
        """What names are compared as → the actors that are called so."""
        forms: dict[str, set[int]] = defaultdict(set)
        names = self.overlay.names
        for key, name in zip(names.keys, names.names, strict=True):
            forms[key].add(int(self.overlay.of_name[name.number]))
        for actor, extra in self._extra.items():
            for _, name in extra:
                forms[name_key(name.form)].add(actor)
        for actor, ref in enumerate(self.actors):
            if actor in self._names_of or actor in self._extra:
                as_resolved = actor < len(names.actors) and ref is names.actors[actor]
                forms[names.actor_keys[actor] if as_resolved else name_key(ref.name)].add(actor)
        return {form: sorted(actors - {NO_ACTOR}) for form, actors in forms.items() if actors != {NO_ACTOR}}

    @cached_property
    def _by_word(self) -> Mapping[str, list[str]]:
        """Word → what the names that have it are compared as."""
        having: dict[str, list[str]] = defaultdict(list)
        for form in self._by_form:
            for word in dict.fromkeys(form.split()):
                having[word].append(form)
        return having

    def _all_names(self, actor: int) -> list[StoredName]:
        return self._names_of.get(actor, []) + [name for _, name in self._extra.get(actor, ())]

    def all_forms(self, actor: int) -> list[str]:
        """Every form, most frequent first; those that stand only in boilerplate too."""
        return list(dict.fromkeys([*self.forms(actor), *sorted(name.form for name in self._all_names(actor))]))

    def names(self, actor: int) -> list[int]:
        """The numbers of the names that mean an actor wherever nothing else is said."""
        return [name.number for name in self._names_of.get(actor, ())]

    def called(self, name: str, kind: NameKind) -> list[int]:
        """The actors of this kind whose own name is compared as this one."""
        key = name_key(name)
        of_form = self._by_form.get(key, ())
        return [a for a in of_form if self.actors[a].kind is kind and name_key(self.actors[a].name) == key]

    def of_id(self, id_: str) -> int | None:
        """Whom an id leads to; None where it is none."""
        found = self._by_id.get(id_, NO_ACTOR)
        return None if found == NO_ACTOR else found

    def meant_by(self, form: str, kind: NameKind) -> list[int]:
        """The actors of this kind whose own name it is; where it is nobody's, all that have the form."""
        having = [actor for actor in self._by_form.get(name_key(form), ()) if self.actors[actor].kind is kind]
        return self.called(form, kind) or having

    # ---- finding

    def find(self, words: str, kind: NameKind | None = None) -> list[int]:
        """Every actor that `words` can mean, most mentioned first: by id or a whole form, else by words in one."""
        key = name_key(words)
        found = set(self._by_form.get(key, ()))
        if (by_id := self.of_id(words)) is not None:
            found.add(by_id)
        if not found and key:
            inside = f" {key} "
            having = min((self._by_word.get(word, []) for word in key.split()), key=len)
            found = {actor for form in having if inside in f" {form} " for actor in self._by_form[form]}
        wanted = [actor for actor in found if kind is None or self.actors[actor].kind is kind]
        return sorted(wanted, key=lambda actor: (-self.mentions(actor), self.actors[actor].id))

    def begun(self, words: str, limit: int) -> list[int]:
        """Whom words that are still being typed can mean: whole forms first, then what a form or a word in it begins
        with; within each, the most mentioned first."""
        key = name_key(words)
        if not key:
            return []
        inside, far = f" {key}", 3
        nearness: dict[int, int] = {}
        for form, actors in self._by_form.items():
            near = 0 if form == key else 1 if form.startswith(key) else 2 if inside in form else far
            if near < far:
                nearness |= {actor: min(near, nearness.get(actor, far)) for actor in actors}
        order = sorted(nearness, key=lambda one: (nearness[one], -self.mentions(one), self.actors[one].id))
        return order[:limit]

    def meant(self, words: str, kind: NameKind | None = None) -> tuple[int | None, list[int]]:
        """The one actor that `words` means, None where there is none, or several; and all that it could mean."""
        found = self.find(words, kind)
        by_id = [actor for actor in found if self._by_id.get(words) == actor]
        named = [actor for actor in found if name_key(self.actors[actor].name) == name_key(words)]
        return next((only[0] for only in (by_id, named, found) if len(only) == 1), None), found

    def one(self, words: str) -> int:
        """The one actor that `words` means. Raises UnknownName where there is none, or several."""
        actor, found = self.meant(words)
        if actor is not None:
            return actor
        if not found:
            raise UnknownName(f"nobody and nothing is called {words!r}", remedy="`dateline actors` lists all names")
        listed = ", ".join(f"{self.actors[actor].id} ({self.actors[actor].kind})" for actor in found[:_LISTED])
        more = f" and {len(found) - _LISTED:,} more" if len(found) > _LISTED else ""
        raise AmbiguousName(
            f"{words!r} can mean {len(found):,} actors: {listed}{more}", remedy="Name one of them by its id"
        )

    # ---- what is known of one

    def mentions(self, actor: int) -> int:
        """How often an actor is named in all articles, boilerplate left out."""
        return sum(self.forms(actor).values())

    def forms(self, actor: int) -> dict[str, int]:
        """Form → count, most frequent first; forms that stand only in boilerplate left out."""
        counts: Counter[str] = Counter()
        for name in self._names_of.get(actor, ()):
            count = name.count if name.actor != NO_ACTOR else self.namings.totals.get(name.number, 0)
            counts[name.form] += count - self._moved.get(name.number, 0)
        for key, name in self._extra.get(actor, ()):
            counts[name.form] += self.namings.count_in(key, name.number)
        return {form: n for form, n in sorted(counts.items(), key=lambda one: (-one[1], one[0])) if n}

    @cached_property
    def _moved(self) -> dict[int, int]:
        """Name → how many of its mentions mean another actor in single articles."""
        moved: Counter[int] = Counter()
        for key, exceptions in self.overlay.in_article.items():
            for number in exceptions:
                moved[number] += self.namings.count_in(key, number)
        return moved

    def forms_in(self, key: int, actor: int) -> set[str]:
        """The forms by which one article calls an actor; those in its boilerplate too."""
        by_number = {name.number: name.form for name in self._all_names(actor)}
        found = {name for name, _ in self.namings.in_article(key) if self.overlay.meaning(key, name) == actor}
        return {by_number[name] for name in found}

    def articles(self, actor: int) -> dict[int, int]:
        """Article key → how often, boilerplate left out."""
        counts: Counter[int] = Counter()
        for key, _, count in self.places(actor):
            counts[key] += count
        return dict(counts)

    def articles_of(self, actors: Iterable[int]) -> Mapping[int, Mapping[int, int]]:
        """The same of each of these actors, asked for at once."""
        wanted = set(actors)
        counts: dict[int, Counter[int]] = {actor: Counter() for actor in wanted}
        for key, name, count in self.namings.counts([name for actor in wanted for name in self.names(actor)]):
            if name not in self.overlay.in_article.get(key, {}):
                counts[int(self.overlay.of_name[name])][key] += count
        for actor in wanted & self._extra.keys():
            for key, stored in self._extra[actor]:
                if count := self.namings.count_in(key, stored.number):
                    counts[actor][key] += count
        return counts

    def places(self, actor: int) -> Iterator[tuple[int, str, int]]:
        """(article key, form, how often) wherever an actor is named, boilerplate left out."""
        of_actor = {name.number: name.form for name in self._names_of.get(actor, ())}
        for key, name, count in self.namings.counts(list(of_actor)):
            if name not in self.overlay.in_article.get(key, {}):
                yield key, of_actor[name], count
        for key, stored in self._extra.get(actor, ()):
            if count := self.namings.count_in(key, stored.number):
                yield key, stored.form, count

    def in_article(self, key: int) -> dict[int, int]:
        """Actor → how often in one article, most frequent first."""
        counts: Counter[int] = Counter()
        exceptions = self.overlay.in_article.get(key, {})
        for name, count in self.namings.in_article(key):
            counts[exceptions.get(name, int(self.overlay.of_name[name]))] += count
        ranked = sorted(counts.items(), key=lambda one: (-one[1], self.actors[one[0]].name))
        return {actor: count for actor, count in ranked if count and actor != NO_ACTOR}

    def all_articles(self) -> Mapping[int, Mapping[int, int]]:
        """Actor → article key → how often, for every actor that is named anywhere, in one pass over the store."""
        counts: dict[int, Counter[int]] = defaultdict(Counter)
        for key, name, count in self.namings.all_counts():
            if count:
                exceptions = self.overlay.in_article.get(key, {})
                counts[exceptions.get(name, int(self.overlay.of_name[name]))][key] += count
        counts.pop(NO_ACTOR, None)
        return counts

    @cached_property
    def _pairs(self) -> npt.NDArray[np.int64]:
        return self.namings.pairs()

    def most_named(self, keys: npt.NDArray[np.int64], limit: int) -> Iterator[tuple[int, int]]:
        """(actor, number of these articles that name it) for the `limit` most frequent: the facet of a search."""
        pairs = self._pairs[np.isin(self._pairs[:, 0], keys)]
        actors = self.overlay.of_name[pairs[:, 1]]
        for key, exceptions in self.overlay.in_article.items():
            for name, actor in exceptions.items():
                actors[(pairs[:, 0] == key) & (pairs[:, 1] == name)] = actor
        wide = np.int64(len(self.actors) + 1)
        once = np.unique(pairs[:, 0] * wide + actors + 1) % wide - 1
        numbers, counts = np.unique(once[once >= 0], return_counts=True)
        ranked = sorted(zip(numbers, counts, strict=True), key=lambda one: (-one[1], self.actors[one[0]].name))
        for actor, count in ranked[:limit]:
            yield int(actor), int(count)
