"""What a correction says: the operations, and how a line of the log is read as one.

Each names what it touches by kind and form, or an article by id, path and text, never by a number that could shift.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from index.errors import CorrectionError, DatelineError
from index.model import NameKind
from index.overrides import Setting, checked
from index.text import clean

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class NameRef:
    """A name as a correction gives it: the kind of its actor and a form of it."""

    kind: NameKind
    form: str


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """An article as a correction gives it; by its text where a renamed file changed the id."""

    id: str
    path: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class Merge:
    """All names of `others` mean the actor of `into`."""

    id: str
    into: NameRef
    others: tuple[NameRef, ...]
    forms: bool = False
    """Said of forms, as `must-link` does: it stands where they are one already, and takes back what parted them."""


@dataclass(frozen=True, slots=True)
class CannotLink:
    """Two forms never mean one actor: where they do, the second is parted from the first, with what leans on it."""

    id: str
    form: NameRef
    other: NameRef


@dataclass(frozen=True, slots=True)
class Add:
    """A form is a name wherever it stands as whole words and no other name overlaps it, in one article or in all."""

    id: str
    form: str
    kind: NameKind
    actor: NameRef | None = None
    """Whom it means; None for whoever is called so, else for an actor of its own."""
    article: ArticleRef | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """These forms of an actor mean another one, in one article or in all."""

    id: str
    actor: NameRef
    forms: tuple[str, ...]
    article: ArticleRef | None = None


@dataclass(frozen=True, slots=True)
class Ignore:
    """These names are none, in one article or in all."""

    id: str
    names: tuple[NameRef, ...]
    article: ArticleRef | None = None
    actor: NameRef | None = None
    """Whose names they are; None, as in older lines, for everyone's of their kind."""


@dataclass(frozen=True, slots=True)
class Rename:
    """An actor is called otherwise; no text need have the name."""

    id: str
    actor: NameRef
    name: str


@dataclass(frozen=True, slots=True)
class Retype:
    """An actor is of another kind."""

    id: str
    actor: NameRef
    kind: NameKind


@dataclass(frozen=True, slots=True)
class Set:
    """Metadata of an article."""

    id: str
    article: ArticleRef
    fields: Mapping[str, str]

    @property
    def setting(self) -> Setting:
        """As the overrides take it."""
        return Setting(self.article.id, self.article.text_sha256, self.fields)


@dataclass(frozen=True, slots=True)
class Undo:
    """Takes back the operation of this id."""

    id: str
    undoes: str


Operation = Merge | CannotLink | Add | Split | Ignore | Rename | Retype | Set | Undo


def operation_of(line: bytes) -> Operation:
    """The operation that a line of the log means. Raises CorrectionError where it is none."""
    try:
        said = json.loads(line)
        # A lone surrogate is no text: nothing could print it, or look for it.
        json.dumps(said, ensure_ascii=False).encode()
        return _operation(said)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, DatelineError) as error:
        raise CorrectionError("no correction that this version knows") from error


def _operation(said: Mapping[str, Any]) -> Operation:  # noqa: PLR0911 - one return for each operation
    id_ = str(said["id"])
    match said["op"]:
        case "merge" | "must-link" as op:
            return Merge(id_, _name(said["into"]), _names(said["others"]), forms=op == "must-link")
        case "cannot-link":
            return CannotLink(id_, _name(said["form"]), _name(said["other"]))
        case "add":
            actor = said.get("actor")
            kind, article = checked_kind(NameKind(said["kind"])), _article(said.get("article"))
            return Add(id_, checked_name(str(said["form"])), kind, None if actor is None else _name(actor), article)
        case "split":
            return Split(id_, _name(said["actor"]), _some(map(str, said["forms"])), _article(said.get("article")))
        case "ignore":
            actor = said.get("actor")
            article = _article(said.get("article"))
            return Ignore(id_, _names(said["names"]), article, None if actor is None else _name(actor))
        case "rename":
            return Rename(id_, _name(said["actor"]), checked_name(str(said["name"])))
        case "retype":
            return Retype(id_, _name(said["actor"]), checked_kind(NameKind(said["kind"])))
        case "set":
            article = _article(said["article"])
            if article is None:
                raise ValueError("set without an article")
            return Set(id_, article, checked({str(field): str(value) for field, value in said["fields"].items()}))
        case "undo":
            return Undo(id_, str(said["undoes"]))
        case other:
            raise ValueError(other)


def said_of(operation: Operation) -> tuple[str, dict[str, Any]]:
    """An operation as its line of the log says it: its word, and its values but for the id."""
    values = {field.name: getattr(operation, field.name) for field in fields(operation) if field.name != "id"}
    if isinstance(operation, Merge):
        return ("must-link" if values.pop("forms") else "merge"), values
    return "cannot-link" if isinstance(operation, CannotLink) else type(operation).__name__.lower(), values


def checked_name(name: str) -> str:
    """A name as it is kept: clean, on one line. Raises DatelineError where nothing is left of it."""
    kept = " ".join(clean(name).split())
    if not kept:
        raise CorrectionError("a name can't be empty")
    return kept


def checked_kind(kind: NameKind) -> NameKind:
    """The kind, if an actor can be of it. Raises DatelineError for a nationality, which is a form of its country."""
    if kind is NameKind.NATIONALITY:
        raise CorrectionError("no actor is a nationality", remedy="Say country; its nationality stays one in the text")
    return kind


def _name(said: Mapping[str, Any]) -> NameRef:
    return NameRef(NameKind(said["kind"]), str(said["form"]))


def _names(said: Iterable[Mapping[str, Any]]) -> tuple[NameRef, ...]:
    return _some(_name(one) for one in said)


def _some(values: Iterable[Value]) -> tuple[Value, ...]:
    """Raises ValueError where there are none: such a correction would say nothing."""
    kept = tuple(values)
    if not kept:
        raise ValueError("a correction of nothing")
    return kept


def _article(said: Mapping[str, Any] | None) -> ArticleRef | None:
    return None if said is None else ArticleRef(str(said["id"]), str(said["path"]), str(said["text_sha256"]))
