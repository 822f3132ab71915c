"""What the naming of actors passes around: frozen, plain values that can be written as JSON.

Every range is half-open, in code points of `Article.text`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from index.model import NameKind

_KINDS = {kind.value: kind for kind in NameKind}
"""A look into it takes a fifth of the time of `NameKind(…)`, some thirty times an article."""


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name as it stands in a text, without title, article and possessive."""

    start: int
    end: int
    kind: NameKind


@dataclass(frozen=True, slots=True)
class LocalActor:
    """All forms that mean one person or thing within one article."""

    name: str
    """The fullest form of it in the article."""
    kind: NameKind
    """Never a nationality: that is a form of its country."""
    forms: Mapping[str, int] = field(default_factory=dict)
    """Each form as written → how often, in the order of the text."""
    acronyms: tuple[str, ...] = ()
    """Acronyms that the article itself defines for it, as in "Government of National Accord (GNA)"."""
    typed: int = 0
    """How many of its mentions carry a sign of their kind: a title, a table entry, a head word."""

    def to_json(self) -> dict[str, object]:
        """Only strings, numbers, lists and objects."""
        return {
            "name": self.name,
            "kind": self.kind.value,
            "forms": dict(self.forms),
            "acronyms": list(self.acronyms),
            "typed": self.typed,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> LocalActor:
        """The reverse of `to_json`; raises KeyError or ValueError where the object is of another shape."""
        forms, acronyms, typed = stored["forms"], stored["acronyms"], stored["typed"]
        if not isinstance(forms, dict) or not isinstance(acronyms, list) or not isinstance(typed, int):
            raise ValueError("not a local actor")
        return cls(
            name=str(stored["name"]),
            kind=_KINDS[str(stored["kind"])],
            forms={form: int(count) for form, count in forms.items()},
            acronyms=tuple(map(str, acronyms)),
            typed=typed,
        )


@dataclass(frozen=True, slots=True)
class ArticleActors:
    """The actors of one article, and which of them each of its names means."""

    actors: tuple[LocalActor, ...]
    of: tuple[int, ...]
    """For each name, in order, the index into `actors`."""


@dataclass(frozen=True, slots=True)
class RawActor:
    """An actor of the archive as the rules see it, before corrections."""

    id: str
    """A readable slug of its name; the same for the same archive in any order."""
    name: str
    kind: NameKind


@dataclass(frozen=True, slots=True)
class Resolution:
    """All actors of an archive, and which of them each local actor is."""

    actors: tuple[RawActor, ...]
    of: Mapping[tuple[int, int], int]
    """(article key, index of the local actor) → index into `actors`."""
