"""Turns what a user wants corrected into operations that name things by kind and form, and says it in words."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping

from index.changes import Change, Preview
from index.corrections import Corrections
from index.effect import Effect
from index.errors import CorrectionError
from index.model import ArticleRow
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
    Set,
    Split,
    checked_kind,
    checked_name,
)
from index.overrides import checked
from index.register import Register
from index.register.names import name_key
from index.register.occurrences import has_words, trimmed
from index.register.overlay import Misfit
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
            "must-link": self._must_link,
            "cannot-link": self._cannot_link,
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
        return Effect(self._state, after).preview(change, described(operation))

    def undo(self) -> str:
        """Take back the last correction that stands."""
        operation = self._corrections.undo()
        if operation is None:
            raise CorrectionError("there is no correction to take back")
        return described(operation)

    def _planned(self, change: Change) -> tuple[Operation, Register]:
        """The operation, and the register with it."""
        plan = self._plans.get(change.what)
        operation = self._add(change) if plan is None else plan(change, self._register.one(change.actor))
        after = self._register.followed_by(operation)
        for misfit in after.unfit:
            if misfit.operation is operation:
                raise CorrectionError(f"this can't be done: {misfit.why}", remedy=_remedy(misfit))
        return operation, after

    def _merge(self, change: Change, into: int) -> Merge:
        found = dict.fromkeys(self._register.one(other) for other in change.others)
        others = [actor for actor in found if actor != into]
        if not others:
            raise CorrectionError("these are the same actor already")
        return Merge(self._corrections.next_id, self._ref(into), tuple(self._ref(actor) for actor in others))

    def _must_link(self, change: Change, actor: int) -> Merge:
        refs = [self._form_of(actor, change.actor), *self._others(change, actor)]
        return Merge(self._corrections.next_id, refs[0], tuple(refs[1:]), forms=True)

    def _cannot_link(self, change: Change, actor: int) -> CannotLink:
        form, (other, *more) = self._form_of(actor, change.actor), self._others(change, actor)
        if more:
            raise CorrectionError("two forms at a time are kept apart")
        return CannotLink(self._corrections.next_id, form, other)

    def _others(self, change: Change, actor: int) -> list[NameRef]:
        """The other forms of a link: of this actor where it is called so, else of the one that is."""
        known = {name_key(form) for form in self._register.all_forms(actor)}
        refs = []
        for word in change.others:
            by_id = self._register.of_id(word)
            meant = actor if by_id is None and name_key(word) in known else self._register.one(word)
            refs.append(self._form_of(meant, word))
            if name_key(refs[-1].form) == name_key(self._form_of(actor, change.actor).form):
                remedy = "`dateline split ACTOR FORM --article ARTICLE` parts what is written alike"
                raise CorrectionError(f"{word!r} and {change.actor!r} are one form", remedy=remedy)
        return refs

    def _form_of(self, actor: int, word: str) -> NameRef:
        """The form of an actor that a word is; for its id, or a name that no text has, its fullest usual form."""
        ref, forms = self._register.actors[actor], self._register.all_forms(actor)
        known = {name_key(form): form for form in reversed(forms)}
        if name_key(word) in known:
            return NameRef(ref.kind, known[name_key(word)])
        if word != ref.id and name_key(word) != name_key(ref.name):
            remedy = "Name a whole form: " + ", ".join(forms)
            raise CorrectionError(f"{ref.name} is never called {word!r}", remedy=remedy)
        return NameRef(ref.kind, known.get(name_key(ref.name), forms[0]))

    def _add(self, change: Change) -> Add:
        form = trimmed(checked_name(change.forms[0]))
        if not has_words(form):
            raise CorrectionError("a name needs a letter or a figure")
        kind, actor = change.kind, None
        if change.actor:
            meant = self._register.actors[found := self._register.one(change.actor)]
            if kind not in (None, meant.kind):
                remedy = f"Leave the kind out, or `dateline retype` {meant.id} first"
                raise CorrectionError(f"{meant.name} is of kind {meant.kind}", remedy=remedy)
            kind, actor = meant.kind, self._ref(found)
        elif kind is None:
            raise CorrectionError("no kind is named that it is of", remedy="Say a kind, or whom it means")
        elif len(several := self._register.meant_by(form, checked_kind(kind))) > 1:
            listed = ", ".join(self._register.actors[one].id for one in several)
            raise CorrectionError(f"{form} can mean several already: {listed}", remedy="Say which of them it means")
        article = None if change.article is None else self._article(self._state.row(change.article).id)
        return Add(self._corrections.next_id, form, kind, actor, article)

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
        case Merge(forms=True):
            return f"{_listed(ref.form for ref in (operation.into, *operation.others))} are one"
        case CannotLink():
            return f"{operation.form.form} and {operation.other.form} are never one"
        case Add():
            whose = f"({operation.kind})" if operation.actor is None else f"of {operation.actor.form}"
            return f"{operation.form} is a name {whose}{_only_in(operation.article)}"
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


def _remedy(misfit: Misfit) -> str:
    if (link := misfit.against) is not None:
        return f"`dateline must-link {shlex.quote(link.form.form)} {shlex.quote(link.other.form)}` takes it back"
    if isinstance(misfit.operation, Add):
        return "Capitals count, and a name that is there already stays; `dateline ignore` takes away what is none"
    return "`dateline actors NAME --forms` says how somebody is called"


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _listed(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _only_in(article: ArticleRef | None) -> str:
    return "" if article is None else f" in {article.path}"
