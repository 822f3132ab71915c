"""Turns what a user wants corrected into operations that name things by kind and form, and says it in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.corrections import ArticleRef, Corrections, Ignore, Merge, NameRef, Operation, Set, Split
from index.errors import CorrectionError
from index.model import ArticleRow
from index.overrides import checked
from index.register import Register
from index.store import Store


class Corrector:
    """Appends corrections, as the register of the moment understands names."""

    def __init__(self, store: Store, register: Register, corrections: Corrections) -> None:
        self._store = store
        self._register = register
        self._corrections = corrections

    def set(self, row: ArticleRow, fields: Mapping[str, str]) -> str:
        """Correct metadata. Raises DatelineError for a field or value that can't be."""
        kept = checked(fields)
        self._corrections.append("set", article=self._article(row), fields=kept)
        return f"{row.label}: " + _settings(kept)

    def merge(self, name: str, others: Sequence[str]) -> str:
        """Make `others` the same actor as `name`."""
        into = self._register.one(name)
        merged = [actor for other in others if (actor := self._register.one(other)) != into]
        if not merged:
            raise CorrectionError("these are the same actor already")
        self._corrections.append("merge", into=self._ref(into), others=[self._ref(actor) for actor in merged])
        return f"{', '.join(self._name(actor) for actor in merged)} is {self._name(into)}"

    def split(self, name: str, forms: Sequence[str], row: ArticleRow | None) -> str:
        """Make an actor of its own of some forms."""
        actor = self._register.one(name)
        known = self._register.forms(actor)
        missing = [form for form in forms if form not in known]
        if missing:
            remedy = "Its forms: " + ", ".join(known)
            raise CorrectionError(f"{self._name(actor)} is never called {missing[0]!r}", remedy=remedy)
        if row is None and set(forms) >= set(known):
            raise CorrectionError(
                "these are all its forms, so nothing would be left", remedy="Leave at least one of them"
            )
        where = None if row is None else self._article(row)
        self._corrections.append("split", actor=self._ref(actor), forms=list(forms), article=where)
        return f"{', '.join(forms)} is not {self._name(actor)}" + _only_in(row)

    def ignore(self, name: str, row: ArticleRow | None) -> str:
        """Leave out a form, or an actor with all its forms."""
        actor = self._register.one(name)
        ref, known = self._register.actors[actor], self._register.forms(actor)
        forms = [name] if name in known and name != ref.name else list(known)
        where = None if row is None else self._article(row)
        self._corrections.append("ignore", names=[NameRef(ref.kind, form) for form in forms], article=where)
        return f"{', '.join(forms)} is no name" + _only_in(row)

    def undo(self) -> str:
        """Take back the last correction that stands."""
        operation = self._corrections.undo()
        if operation is None:
            raise CorrectionError("there is no correction to take back")
        return described(operation)

    def _ref(self, actor: int) -> NameRef:
        ref = self._register.actors[actor]
        return NameRef(ref.kind, ref.name)

    def _name(self, actor: int) -> str:
        return self._register.actors[actor].name

    def _article(self, row: ArticleRow) -> ArticleRef:
        return ArticleRef(row.id, row.path, self._store.article(row.key).text_sha256)


def described(operation: Operation) -> str:
    """A correction in words."""
    match operation:
        case Merge():
            return f"{', '.join(ref.form for ref in operation.others)} is {operation.into.form}"
        case Split():
            only = f" in {operation.article.path}" if operation.article else ""
            return f"{', '.join(operation.forms)} is not {operation.actor.form}{only}"
        case Ignore():
            only = f" in {operation.article.path}" if operation.article else ""
            return f"{', '.join(ref.form for ref in operation.names)} is no name{only}"
        case Set():
            return f"{operation.article.path}: {_settings(operation.fields)}"
        case _:
            return "a correction was taken back"


def _settings(fields: Mapping[str, str]) -> str:
    return ", ".join(f"{field} is {value or 'unknown'}" for field, value in fields.items())


def _only_in(row: ArticleRow | None) -> str:
    return "" if row is None else f" in {row.label}"
