"""The corrections that a user can make, as values and as lines of JSON.

What a correction touches is named by kind and form, never by an id that could shift when the library is built anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from index.model import NameKind


class Verb(StrEnum):
    """What an operation does."""

    MERGE = "merge"
    """The actors of `forms` become part of the actor of `target`."""
    SPLIT = "split"
    """`forms` become an actor of their own, leaving that of `target` where one is given."""
    IGNORE = "ignore"
    """`forms` are no names."""
    SET = "set"
    """`fields` of the metadata of `article`; stored here, applied elsewhere."""
    UNDO = "undo"
    """Takes back the operation whose id is `undoes`."""


@dataclass(frozen=True, slots=True)
class FormRef:
    """An actor by one of its forms, or a form by itself."""

    kind: NameKind
    """Of the name or of its actor: "Turkish" is found as a nationality and as a country."""
    form: str


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """An article by its id, or where that is gone by its text."""

    id: str
    path: str = ""
    text_sha256: str = ""


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """One mention: a range of the article's text, with its words."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One correction."""

    id: str
    """Short and random; only `undo` refers to it."""
    at: str
    """When it was made: UTC, ISO 8601."""
    verb: Verb
    forms: tuple[FormRef, ...] = ()
    target: FormRef | None = None
    article: ArticleRef | None = None
    """Only there; None means everywhere."""
    place: PlaceRef | None = None
    """Only that mention of `article`; None means all."""
    fields: Mapping[str, object] = field(default_factory=dict)
    undoes: str = ""

    def to_line(self) -> str:
        """One line of JSON without its line feed."""
        stored: dict[str, object] = {"id": self.id, "at": self.at, "op": self.verb.value}
        if self.target is not None:
            stored["into" if self.verb is Verb.MERGE else "of"] = _form_json(self.target)
        if self.forms:
            stored["forms"] = [_form_json(form) for form in self.forms]
        if self.article is not None:
            stored["article"] = {
                "id": self.article.id,
                "path": self.article.path,
                "text_sha256": self.article.text_sha256,
            }
        if self.place is not None:
            stored["place"] = {"start": self.place.start, "end": self.place.end, "quote": self.place.quote}
        if self.verb is Verb.SET:
            stored["fields"] = dict(self.fields)
        if self.undoes:
            stored["undoes"] = self.undoes
        return json.dumps(stored, ensure_ascii=False)

    @classmethod
    def from_line(cls, line: str) -> Operation:
        """The reverse of `to_line`; unknown keys are skipped. Raises ValueError with what is wrong in words."""
        try:
            stored = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ValueError("no JSON") from error
        if not isinstance(stored, dict):
            raise ValueError("no JSON object")
        verb = _verb(stored.get("op"))
        target = stored.get("into") if verb is Verb.MERGE else stored.get("of")
        operation = cls(
            id=_text(stored, "id"),
            at=_text(stored, "at"),
            verb=verb,
            forms=tuple(_form(form) for form in _list(stored.get("forms", []))),
            target=None if target is None else _form(target),
            article=_article(stored.get("article")),
            place=_place(stored.get("place")),
            fields=_object(stored.get("fields", {}), "fields"),
            undoes=str(stored.get("undoes", "")),
        )
        _complete(operation)
        return operation


def _complete(operation: Operation) -> None:
    """Raises ValueError where an operation lacks what its verb needs."""
    needs = {
        Verb.MERGE: operation.forms and operation.target,
        Verb.SPLIT: operation.forms,
        Verb.IGNORE: operation.forms,
        Verb.SET: operation.article and operation.fields,
        Verb.UNDO: operation.undoes,
    }
    if not needs[operation.verb]:
        raise ValueError(f"“{operation.verb.value}” lacks what it is about")
    if operation.place is not None and operation.article is None:
        raise ValueError("a place without its article")


def _form_json(form: FormRef) -> dict[str, str]:
    return {"kind": form.kind.value, "form": form.form}


def _verb(value: object) -> Verb:
    try:
        return Verb(str(value))
    except ValueError as error:
        raise ValueError(f"unknown operation “{value}”") from error


def _text(stored: Mapping[str, object], key: str) -> str:
    value = stored.get(key)
    if not isinstance(value, str) or not value:
        raise ValueError(f"no “{key}”")
    return value


def _object(value: object, key: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise ValueError(f"“{key}” is no object")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ValueError("“forms” is no list")
    return value


def _form(value: object) -> FormRef:
    stored = _object(value, "forms")
    try:
        kind = NameKind(_text(stored, "kind"))
    except ValueError as error:
        raise ValueError("a form of unknown kind") from error
    return FormRef(kind, _text(stored, "form"))


def _article(value: object) -> ArticleRef | None:
    if value is None:
        return None
    stored = _object(value, "article")
    return ArticleRef(_text(stored, "id"), str(stored.get("path", "")), str(stored.get("text_sha256", "")))


def _place(value: object) -> PlaceRef | None:
    if value is None:
        return None
    stored = _object(value, "place")
    start, end = stored.get("start"), stored.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end:
        raise ValueError("a place without its range")
    return PlaceRef(start, end, str(stored.get("quote", "")))
