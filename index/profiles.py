"""All that is known of one actor, as values: frozen and plain like those of `index.model`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from index.model import Actor, Evidence, PartialDate


class Step(StrEnum):
    """What mentions over time are counted by."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class FormCount:
    """A form of an actor's name, and who writes it so."""

    form: str
    count: int
    sources: Mapping[str, int]
    """Label of the source → how often, most frequent first."""


@dataclass(frozen=True, slots=True)
class Description:
    """What an actor is called beside its name: a title or an apposition."""

    text: str
    """As written where it was found first; others may differ in case and in a shortened title."""
    count: int
    sources: Mapping[str, int]
    """Label of the source → how often, most frequent first."""
    evidence: Evidence
    """Where it was found first, in the order of the library's list: the very words."""


@dataclass(frozen=True, slots=True)
class Called:
    """What sources call an actor, as far as its articles were read for it."""

    descriptions: tuple[Description, ...]
    """Most frequent first."""
    read: int
    """Articles read for it: the first of those that name the actor, in the order of the library's list."""
    articles: int
    """Articles that name the actor; more than `read` where more may be found."""


@dataclass(frozen=True, slots=True)
class Period:
    """A day, month or year, and how often an actor is named in articles of it."""

    date: PartialDate
    mentions: int
    articles: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Mentions over time."""

    step: Step
    """What a period is."""
    periods: tuple[Period, ...]
    """From the first to the last that has a mention, those without one between them; empty where no date is known."""
    imprecise: int
    """Articles whose date does not say in which period they are."""


@dataclass(frozen=True, slots=True)
class Profile:
    """All that is known of one actor, but for the articles themselves."""

    actor: Actor
    forms: tuple[FormCount, ...]
    """Most frequent first."""
    first: Evidence | None
    """The sentence that names it first: in the earliest of the articles that have a date. None where none has one."""
    last: Evidence | None
    """The sentence that names it last, in the latest of the dated articles."""
    undated: int
    """Articles that name it and have no date, so that they could not be judged."""
    timeline: Timeline
