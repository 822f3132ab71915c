"""What names mean after the user's corrections, which are laid over those of the store.

Operations apply in order, each to what the ones before it have left. What `cannot-link` keeps apart no later merge
joins, unless it is a correction of one's own against a shared one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from index.model import NameKind
from index.operations import (
    Add,
    ArticleRef,
    CannotLink,
    Ignore,
    Merge,
    NameRef,
    Operation,
    Rename,
    Retype,
    Split,
)
from index.register.meanings import NO_ACTOR, Meanings
from index.register.names import Names, StoredName, name_key
from index.register.parting import leaning

Counts = Callable[[Sequence[int]], Iterable[tuple[int, int, int]]]
"""(article key, name, how often) for each of these names of the store, where it counts."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A correction that fits nothing in a library, or not wholly."""

    operation: Operation
    why: str
    wholly: bool = True
    """False where a part of it applies."""
    against: CannotLink | None = None
    """What keeps apart what it would join."""


@dataclass(frozen=True, slots=True)
class AddedName:
    """A name that the user added: which number it has, and where it may stand."""

    add: Add
    number: int
    key: int | None
    """Of the one article; None for all."""
    shared: bool


class Overlay(Meanings):
    """Corrections applied to resolved names; never changed once it is made."""

    def __init__(
        self,
        names: Names,
        operations: Iterable[Operation],
        article_key: Callable[[ArticleRef], int | None],
        *,
        shared: Iterable[Operation] = (),
        counts: Counts = lambda names: (),  # noqa: ARG005
    ) -> None:
        """`article_key` finds the article of a correction; `shared` come before `operations`, which win over them."""
        before, own = tuple(shared), tuple(operations)
        self._next_added = names.free
        super().__init__(names.and_added(_added((*before, *own), names.free)))
        self.unfit: list[Misfit] = []
        """Corrections that fit nothing in this library, or not wholly."""
        self.added: list[AddedName] = []
        """The names that were added and may stand somewhere, in the order of the corrections."""
        self.limited: list[tuple[Operation, int, frozenset[int]]] = []
        """Corrections of one article, with its key, and the names that they are about."""
        self._apart: list[CannotLink] = []
        """What no merge may join now."""
        self._article_key = article_key
        self._counts = counts
        self._is_shared = True
        for operation in before:
            self._apply(operation)
        self._is_shared, self._apart = False, []
        for operation in own:
            self._apply(operation)

    def followed_by(self, operation: Operation) -> Overlay:
        """The same with one more correction; this one stays as it is."""
        after = self._twin(self.names.and_added(_added((operation,), self.names.free)))
        after.unfit, after.added, after.limited = list(self.unfit), list(self.added), list(self.limited)
        after._apart = list(self._apart)
        after._apply(operation)
        return after

    def _apply(self, operation: Operation) -> None:
        match operation:
            case Merge():
                self._merge(operation)
            case CannotLink():
                self._cannot_link(operation)
            case Add():
                self._add(operation)
            case Split():
                self._split(operation)
            case Ignore():
                self._ignore(operation)
            case Rename() | Retype():
                self._change(operation)

    # ---- what does not fit

    def _misfits(
        self, operation: Operation, why: str, *, wholly: bool = True, against: CannotLink | None = None
    ) -> None:
        self.unfit.append(Misfit(operation, why, wholly, against))

    def _place_of(self, operation: Split | Ignore | Add) -> tuple[bool, int | None]:
        """Whether a correction can apply, and the key of its one article; None for all."""
        if operation.article is None:
            return True, None
        key = self._article_key(operation.article)
        if key is None:
            self._misfits(operation, f"the article {operation.article.path} is not here")
        return key is not None, key

    def _tell_gone(self, operation: Operation, ref: NameRef, forms: Iterable[str], found: Sequence[StoredName]) -> None:
        known = {name_key(name.form) for name in found}
        gone = [form for form in forms if name_key(form) not in known]
        if gone:
            self._misfits(operation, _never(ref, gone), wholly=not found)

    # ---- linking and parting

    def _merge(self, merge: Merge) -> None:
        into = self.actor_meant(merge.into)
        if into is None:
            self._misfits(merge, _nobody([merge.into]))
            return
        if merge.forms:
            said = {name_key(ref.form) for ref in (merge.into, *merge.others)}
            self._apart = [link for link in self._apart if not _keys(link) <= said]
        meant = [(ref, self.actor_meant(ref)) for ref in merge.others]
        gone = [ref for ref, actor in meant if actor is None]
        others = {actor for _, actor in meant if actor is not None}
        against = None
        for other in sorted(others - {into}):
            link = self._what_parts((into, other))
            if link is None:
                self._join(other, into)
            else:
                against, others = link, others - {other}
        if gone or against is not None:
            why = _nobody(gone) if against is None else _apart(against)
            self._misfits(merge, why, wholly=not others, against=against)

    def _what_parts(self, actors: Iterable[int], added: str = "") -> CannotLink | None:
        """What keeps these actors, or these and a form that is added, from being one; None where nothing does."""
        if not self._apart:
            return None
        held = {name_key(added)} if added else set()
        kinds: set[NameKind] = set()
        for actor in actors:
            held |= {name_key(self.names.by_number[name].form) for name in self._held_anywhere(actor)}
            kinds |= self._kinds_of(actor)
        return next((link for link in self._apart if _keys(link) <= held and kinds & _kinds(link)), None)

    def _cannot_link(self, link: CannotLink) -> None:
        here, there = self._actors_with(link.form), self._actors_with(link.other)
        gone = [ref for ref, actors in ((link.form, here), (link.other, there)) if not actors]
        if gone:
            self._misfits(link, _nobody(gone))
            return
        for number, actor in enumerate(sorted(here & there)):
            self._part(actor, link, f"{link.id}-{number + 1}" if number else link.id)
        self._apart.append(link)

    def _part(self, actor: int, link: CannotLink, id_: str) -> None:
        """The second form and what leans on it are an actor of their own.

        What leans on either goes with the second in the articles that have nothing else of the first.
        """
        names = [self.names.by_number[name] for name in sorted(self._held_anywhere(actor))]
        leans = leaning(names, link.form.form, link.other.form)
        kept = next(name.form for name in names if name_key(name.form) == name_key(link.form.form))
        new = self._split_off(actor, leans.on_other, id_, left=kept)
        either = {name.number for name in leans.on_either}
        if not either:
            return
        gone = {name.number for name in leans.on_other}
        named: dict[int, set[int]] = defaultdict(set)
        for key, name, _ in self._counts([name.number for name in names]):
            named[key].add(name)
        for key, found in named.items():
            if found & gone and found <= gone | either:
                self._move([self.names.by_number[name] for name in sorted(found & either)], actor, new, key)

    # ---- names

    def _add(self, add: Add) -> None:
        number, self._next_added = self._next_added, self._next_added + 1
        applies, key = self._place_of(add)
        if not applies:
            return
        actor = self.actor_meant(add.actor or NameRef(add.kind, add.form))
        if actor is None and add.actor is not None:
            self._misfits(add, _nobody([add.actor]))
            return
        if actor is None:
            actor = self._begin(add.form, add.kind, add.id)
        elif (link := self._what_parts((actor,), add.form)) is not None:
            self._misfits(add, _apart(link), against=link)
            return
        self._mean(number, actor)
        self.added.append(AddedName(add, number, key, self._is_shared))

    def _split(self, split: Split) -> None:
        applies, key = self._place_of(split)
        if not applies:
            return
        actor = self.actor_meant(split.actor)
        if actor is None:
            self._misfits(split, _nobody([split.actor]))
            return
        names = self._forms_of(actor, split.forms)
        self._tell_gone(split, split.actor, split.forms, names)
        if names:
            self._split_off(actor, names, split.id, key=key)
            self._limit(split, key, names)

    def _limit(self, operation: Operation, key: int | None, names: Sequence[StoredName]) -> None:
        if key is not None:
            self.limited.append((operation, key, frozenset(name.number for name in names)))

    def _ignore(self, ignore: Ignore) -> None:
        applies, key = self._place_of(ignore)
        if not applies:
            return
        meant: dict[int, list[StoredName]] = defaultdict(list)
        if ignore.actor is None:
            for ref in ignore.names:
                for name in self._names_meant(ref) or self._names_once_meant(ref):
                    meant[int(self.of_name[name.number])].append(name)
        elif (actor := self.actor_meant(ignore.actor)) is not None:
            meant[actor] = self._forms_of(actor, (ref.form for ref in ignore.names))
        if not meant:
            self._misfits(ignore, _nobody([ignore.actor] if ignore.actor else ignore.names))
            return
        for actor, names in meant.items():
            self._move(names, actor, NO_ACTOR, key)
        found = [name for names in meant.values() for name in names]
        self._tell_gone(ignore, ignore.actor or ignore.names[0], [ref.form for ref in ignore.names], found)
        if found:
            self._limit(ignore, key, found)

    def _change(self, operation: Rename | Retype) -> None:
        actor = self.actor_meant(operation.actor)
        if actor is None:
            self._misfits(operation, _nobody([operation.actor]))
        elif isinstance(operation, Rename):
            self._alter(actor, replace(self.actors[actor], name=operation.name))
        else:
            self._alter(actor, replace(self.actors[actor], kind=operation.kind))


def _added(operations: Iterable[Operation], first: int) -> list[StoredName]:
    """The names that these add, which mean nobody before they apply."""
    adds = [operation for operation in operations if isinstance(operation, Add)]
    return [StoredName(first + at, NO_ACTOR, add.form, add.kind, 0) for at, add in enumerate(adds)]


def _keys(link: CannotLink) -> set[str]:
    return {name_key(link.form.form), name_key(link.other.form)}


def _kinds(link: CannotLink) -> set[NameKind]:
    return {link.form.kind, link.other.kind}


def _nobody(refs: Iterable[NameRef]) -> str:
    return "nobody is called " + ", ".join(f"{ref.form} ({ref.kind})" for ref in refs)


def _never(ref: NameRef, forms: Iterable[str]) -> str:
    return f"{ref.form} is never called {', '.join(forms)}"


def _apart(link: CannotLink) -> str:
    return f"a cannot-link keeps {link.form.form} and {link.other.form} apart"
