"""Turns what a user wants corrected into operations that name things by kind and form, and says it in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from index.changes import Change, Preview
from index.corrections import Corrections
from index.effect import Effect
from index.errors import CorrectionError
from index.model import ArticleRow
from index.operations import (
    ArticleRef,
    Ignore,
    Merge,
    NameRef,
    Operation,
    Rename,
    Retype,
    Set,
    Split,
    checked_kind,
    checked_name,
)
from index.overrides import checked
from index.register import Register
from index.register.names import name_key
from index.state import State
from index.store import Store


class Corrector:
    """Appends corrections, as the register of the moment understands names."""

    def __init__(self, store: Store, state: State, corrections: Corrections) -> None:
        self._store = store
        self._state = state
        self._corrections = corrections
        self._plans: Mapping[str, Callable[[Change, int], Operation]] = {
            "merge": self._merge,
            "split": self._split,
            "ignore": self._ignore,
            "rename": self._rename,
            "retype": self._retype,
        }

    @property
    def _register(self) -> Register:
        return self._state.register

    def set(self, row: ArticleRow, fields: Mapping[str, str]) -> str:
        """Correct metadata. Raises DatelineError for a field or value that can't be."""
        article, kept = self._article(row.id), checked(fields)
        return described(Set(self._corrections.append("set", article=article, fields=kept), article, kept))

    def correct(self, change: Change) -> str:
        """Make a correction, in words. Raises UnknownName, CorrectionError."""
        operation, _ = self._planned(change)
        self._corrections.add(operation)
        return described(operation)

    def preview(self, change: Change) -> Preview:
        """What a correction would change; nothing is written. Raises UnknownName, CorrectionError."""
        operation, after = self._planned(change)
        return Effect(self._store, self._state, after).preview(change, described(operation))

    def undo(self) -> str:
        """Take back the last correction that stands."""
        operation = self._corrections.undo()
        if operation is None:
            raise CorrectionError("there is no correction to take back")
        return described(operation)

    def _planned(self, change: Change) -> tuple[Operation, Register]:
        """The operation, and the register with it."""
        operation = self._plans[change.what](change, self._register.one(change.actor))
        after = self._register.followed_by(operation)
        if any(unfit is operation for unfit in after.overlay.unfit):
            raise CorrectionError("this correction fits nothing here")
        return operation, after

    def _merge(self, change: Change, into: int) -> Merge:
        found = dict.fromkeys(self._register.one(other) for other in change.others)
        others = [actor for actor in found if actor != into]
        if not others:
            raise CorrectionError("these are the same actor already")
        return Merge(self._corrections.next_id, self._ref(into), tuple(self._ref(actor) for actor in others))

    def _split(self, change: Change, actor: int) -> Split:
        forms, left = self._forms_of(actor, change.forms), self._register.forms(actor)
        if not forms:
            raise CorrectionError("no form is named that is to be split off", remedy="Its forms: " + ", ".join(left))
        wanted = {name_key(form) for form in forms}
        if change.article is None and all(name_key(form) in wanted for form in left):
            raise CorrectionError("these are all its forms, so nothing would be left", remedy="Leave out at least one")
        return Split(self._corrections.next_id, self._ref(actor), forms, self._where(change, actor, forms))

    def _ignore(self, change: Change, actor: int) -> Ignore:
        forms = self._forms_of(actor, change.forms) or tuple(self._register.all_forms(actor))
        ref = self._ref(actor)
        names = tuple(NameRef(ref.kind, form) for form in forms)
        return Ignore(self._corrections.next_id, names, self._where(change, actor, forms), ref)

    def _rename(self, change: Change, actor: int) -> Rename:
        ref, name = self._register.actors[actor], checked_name(change.name)
        if name == ref.name:
            raise CorrectionError(f"{name} is called so already")
        self._refuse_taken(actor, self._register.called(name, ref.kind))
        return Rename(self._corrections.next_id, self._ref(actor), name)

    def _retype(self, change: Change, actor: int) -> Retype:
        ref = self._register.actors[actor]
        if change.kind is None:
            raise CorrectionError("no kind is named that it is to be of")
        if change.kind is ref.kind:
            raise CorrectionError(f"{ref.name} is of kind {ref.kind} already")
        self._refuse_taken(actor, self._register.called(ref.name, checked_kind(change.kind)))
        return Retype(self._corrections.next_id, self._ref(actor), change.kind)

    def _refuse_taken(self, actor: int, called: Iterable[int]) -> None:
        """Two actors of one kind and name could not be told apart by any later correction."""
        for other in called:
            if other != actor:
                ids = self._register.actors[other].id, self._register.actors[actor].id
                what = f"there is {_a(self._register.actors[other].kind)} of that name already"
                raise CorrectionError(what, remedy=f"`dateline merge {ids[0]} {ids[1]}` makes them one")

    def _forms_of(self, actor: int, forms: Iterable[str]) -> tuple[str, ...]:
        """The forms as given, each of them one that the actor has."""
        given = tuple(dict.fromkeys(forms))
        known = {name_key(form) for form in self._register.all_forms(actor)}
        for form in given:
            if name_key(form) not in known:
                remedy = "Its forms: " + ", ".join(self._register.forms(actor))
                name = self._register.actors[actor].name
                raise CorrectionError(f"{name} is never called {form!r}", remedy=remedy)
        return given

    def _where(self, change: Change, actor: int, forms: Iterable[str]) -> ArticleRef | None:
        """The article that is meant, in which the actor has to be called by one of the forms; None for all."""
        if change.article is None:
            return None
        row, wanted = self._state.row(change.article), {name_key(form) for form in forms}
        if not any(name_key(form) in wanted for form in self._register.forms_in(row.key, actor)):
            raise CorrectionError(f"{self._register.actors[actor].name} is not called so there", place=row.path)
        return self._article(row.id)

    def _ref(self, actor: int) -> NameRef:
        """Kind and name of an actor, or a form of it where its name leads to another."""
        ref = self._register.actors[actor]
        for form in (ref.name, *self._register.all_forms(actor)):
            given = NameRef(ref.kind, form)
            if self._register.overlay.actor_meant(given) == actor:
                return given
        what = f"{ref.id} can't be told from others by kind and name"
        raise CorrectionError(what, remedy="Merge or rename one of the others first")

    def _article(self, name: str) -> ArticleRef:
        row = self._state.row(name)
        return ArticleRef(row.id, row.path, self._store.article(row.key).text_sha256)


def described(operation: Operation) -> str:  # noqa: PLR0911 - one return for each operation
    """A correction in words."""
    match operation:
        case Merge():
            verb = "is" if len(operation.others) == 1 else "are"
            return f"{_listed(ref.form for ref in operation.others)} {verb} now {operation.into.form}"
        case Split():
            verb = "is" if len(operation.forms) == 1 else "are"
            return f"{_listed(operation.forms)} {verb} not {operation.actor.form}{_only_in(operation.article)}"
        case Ignore():
            verb = "is no name" if len(operation.names) == 1 else "are no names"
            return f"{_listed(ref.form for ref in operation.names)} {verb}{_only_in(operation.article)}"
        case Rename():
            return f"{operation.actor.form} is now called {operation.name}"
        case Retype():
            return f"{operation.actor.form} is now {_a(operation.kind)}"
        case Set():
            said = ", ".join(f"{field} is {value or 'unknown'}" for field, value in operation.fields.items())
            follow = "; its names follow with the next `dateline index`" if "language" in operation.fields else ""
            return f"{operation.article.path}: {said}{follow}"
        case _:
            return "a correction was taken back"


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _listed(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _only_in(article: ArticleRef | None) -> str:
    return "" if article is None else f" in {article.path}"
