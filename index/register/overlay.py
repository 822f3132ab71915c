"""Corrections as arrays: which actor each name of the store means, and the places where it means another."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.corrections import ArticleRef, Ignore, Merge, NameRef, Operation, Split
from index.model import ActorRef, NameKind

NO_ACTOR = -1
"""What a name means that is ignored or not resolved yet."""

_APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")
_GAP = re.compile(r"[\s\-‐‑–_.,]+")


def name_key(words: str) -> str:
    """The form in which names are compared: NFKC, case, accents, apostrophes and hyphens make no difference."""
    if words.isascii():  # nearly every name, and nothing below but case and gaps concerns it
        return _GAP.sub(" ", words.lower().replace("`", "'")).strip()
    plain = unicodedata.normalize("NFKC", words).translate(_APOSTROPHES).casefold()
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


class Overlay:
    """What names mean after corrections. Actors count from 0 here: those of the store first, then those split off."""

    def __init__(
        self,
        actors: Sequence[ActorRef],
        names: Sequence[StoredName],
        operations: Iterable[Operation],
        article_key: Callable[[ArticleRef], int | None],
    ) -> None:
        """`names` give their actor as an index into `actors`; `article_key` finds the article of a correction."""
        self.actors: list[ActorRef] = list(actors)
        self.of_name: npt.NDArray[np.int64] = np.full(max((n.number for n in names), default=0) + 2, NO_ACTOR, np.int64)
        """Name number → actor. The last element stands for −1, a name that is not resolved yet."""
        self.in_article: dict[int, dict[int, int]] = {}
        """Article key → name number → actor, where that differs from `of_name`."""
        self.unfit: list[Operation] = []
        """Corrections that fit nothing in this library."""
        self._article_key = article_key
        for name in names:
            self.of_name[name.number] = name.actor
        self._all_names = names
        for operation in operations:
            self._apply(operation)

    @cached_property
    def _called(self) -> dict[NameRef, list[int]]:
        """Actors by kind and name; only corrections ask for it."""
        called: dict[NameRef, list[int]] = defaultdict(list)
        for at, actor in enumerate(self.actors):
            called[NameRef(actor.kind, actor.name)].append(at)
        return called

    @cached_property
    def _by_form(self) -> dict[str, list[StoredName]]:
        """Names by what they are compared as; only corrections ask for it."""
        by_form: dict[str, list[StoredName]] = defaultdict(list)
        for name in self._all_names:
            by_form[name_key(name.form)].append(name)
        return by_form

    def of_mentions(self, key: int, names: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
        """The actor of each mention of an article, given the name of each; −1 for none."""
        actors = self.of_name[names]
        for name, actor in self.in_article.get(key, {}).items():
            actors[names == name] = actor
        return actors

    def _apply(self, operation: Operation) -> None:
        fitted = True
        if isinstance(operation, Merge):
            fitted = self._merge(operation)
        elif isinstance(operation, Split):
            fitted = self._split(operation)
        elif isinstance(operation, Ignore):
            fitted = self._ignore(operation)
        if not fitted:
            self.unfit.append(operation)

    def _merge(self, merge: Merge) -> bool:
        into = self._actor_meant(merge.into)
        others = {self._actor_meant(other) for other in merge.others} - {None, into}
        if into is None or not others:
            return False
        for other in others:
            self.of_name[self.of_name == other] = into
        return True

    def _split(self, split: Split) -> bool:
        actor = self._actor_meant(split.actor)
        wanted = {name_key(form) for form in split.forms}
        names = [n for form in sorted(wanted) for n in self._by_form.get(form, ()) if self.of_name[n.number] == actor]
        if actor is None or not names:
            return False
        fullest = max(names, key=_fullness)
        kind = self.actors[actor].kind
        slug = re.sub(r"[^\w]+", "-", name_key(fullest.form)).strip("-")
        # The correction's own id keeps the new actor's apart from every other, and the same at every start.
        self._called[NameRef(kind, fullest.form)].append(len(self.actors))
        self.actors.append(ActorRef(f"{slug}-{split.id}", fullest.form, kind))
        fitted = self._assign(names, len(self.actors) - 1, split.article)
        if name_key(self.actors[actor].name) in wanted and split.article is None:
            self._rename_after_split(actor)
        return fitted

    def _rename_after_split(self, actor: int) -> None:
        """An actor whose own name was split off is called by the fullest that is left to it."""
        left = [name for names in self._by_form.values() for name in names if self.of_name[name.number] == actor]
        if not left:
            return
        ref = self.actors[actor]
        self._called[NameRef(ref.kind, ref.name)].remove(actor)
        self.actors[actor] = renamed = replace(ref, name=max(left, key=_fullness).form)
        self._called[NameRef(renamed.kind, renamed.name)].append(actor)

    def _ignore(self, ignore: Ignore) -> bool:
        names = [name for ref in ignore.names for name in self._names_meant(ref)]
        return bool(names) and self._assign(names, NO_ACTOR, ignore.article)

    def _assign(self, names: Sequence[StoredName], actor: int, article: ArticleRef | None) -> bool:
        if article is None:
            self.of_name[[name.number for name in names]] = actor
            return True
        key = self._article_key(article)
        if key is None:
            return False
        self.in_article.setdefault(key, {}).update({name.number: actor for name in names})
        return True

    def _names_meant(self, ref: NameRef) -> list[StoredName]:
        return [
            name
            for name in self._by_form.get(name_key(ref.form), ())
            if (actor := int(self.of_name[name.number])) >= 0 and self.actors[actor].kind is ref.kind
        ]

    def _actor_meant(self, ref: NameRef) -> int | None:
        """The actor of that kind whose own name it is, else the one that is most often called so."""
        named = [actor for actor in self._called[ref] if (self.of_name == actor).any()]
        if named:
            return named[-1]
        names = self._names_meant(ref)
        if not names:
            return None
        return int(self.of_name[max(names, key=lambda name: (name.count, -name.number)).number])


def _fullness(name: StoredName) -> tuple[int, int, str]:
    """The longest form is the fullest; of equally long ones the most frequent."""
    return len(name.form), name.count, name.form
