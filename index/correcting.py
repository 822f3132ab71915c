"""Turns what a user wants corrected into operations that name things by kind and form, and says it in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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
        article, kept = self._article(row), checked(fields)
        return described(Set(self._corrections.append("set", article=article, fields=kept), article, kept))

    def merge(self, name: str, others: Sequence[str]) -> str:
        """Make `others` the same actor as `name`."""
        into = self._register.one(name)
        merged = [actor for other in others if (actor := self._register.one(other)) != into]
        if not merged:
            raise CorrectionError("these are the same actor already")
        ref, refs = self._ref(into), tuple(self._ref(actor) for actor in merged)
        return described(Merge(self._corrections.append("merge", into=ref, others=refs), ref, refs))

    def split(self, name: str, forms: Sequence[str], row: ArticleRow | None) -> str:
        """Make an actor of its own of some forms."""
        actor = self._register.one(name)
        ref, known = self._ref(actor), self._register.forms(actor)
        missing = [form for form in forms if form not in known]
        if missing:
            remedy = "Its forms: " + ", ".join(known)
            raise CorrectionError(f"{ref.form} is never called {missing[0]!r}", remedy=remedy)
        if row is None and set(forms) >= set(known):
            raise CorrectionError("these are all its forms, so nothing would be left", remedy="Leave out at least one")
        where = None if row is None else self._article(row)
        id_ = self._corrections.append("split", actor=ref, forms=list(forms), article=where)
        return described(Split(id_, ref, tuple(forms), where))

    def ignore(self, name: str, row: ArticleRow | None) -> str:
        """Leave out a form, or an actor with all its forms."""
        actor = self._register.one(name)
        ref, known = self._ref(actor), self._register.forms(actor)
        forms = [name] if name in known and name != ref.form else list(known)
        names = tuple(NameRef(ref.kind, form) for form in forms)
        where = None if row is None else self._article(row)
        return described(Ignore(self._corrections.append("ignore", names=names, article=where), names, where))

    def undo(self) -> str:
        """Take back the last correction that stands."""
        operation = self._corrections.undo()
        if operation is None:
            raise CorrectionError("there is no correction to take back")
        return described(operation)

    def _ref(self, actor: int) -> NameRef:
        ref = self._register.actors[actor]
        return NameRef(ref.kind, ref.name)

    def _article(self, row: ArticleRow) -> ArticleRef:
        return ArticleRef(row.id, row.path, self._store.article(row.key).text_sha256)


def described(operation: Operation) -> str:
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
        case Set():
            said = ", ".join(f"{field} is {value or 'unknown'}" for field, value in operation.fields.items())
            return f"{operation.article.path}: {said}"
        case _:
            return "a correction was taken back"


def _listed(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _only_in(article: ArticleRef | None) -> str:
    return "" if article is None else f" in {article.path}"
