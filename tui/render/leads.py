"""The actors of an article, and with whom one of them stands: what the pane on the right shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from tui.render.cells import drawable, fit, pad, width
from tui.render.glyphs import glyphs
from tui.render.roles import Line
from tui.values import Actor, ActorRef, Evidence, PartialDate, counted

REFERENCE_HEIGHT = 2
BAR = 8
"""Cells of the longest bar."""


@dataclass(frozen=True, slots=True)
class Lead:
    """With whom an actor stands, without the sentences: what a row shows."""

    other: ActorRef
    count: int
    articles: Mapping[str, int]
    """Article id → how many of the sentences are in it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence behind a count, with where it is from and the names in it."""

    evidence: Evidence
    label: str
    title: str
    names: tuple[tuple[int, int, str], ...]
    """Start, end and kind of the names of the two actors, in code points of `evidence.text`."""
    published: PartialDate | None = None


def actor_line(actor: ActorRef, count: int, cells: int, roles: tuple[str, ...]) -> Line:
    """Letter of the kind, name in its look, count at the right."""
    number = f"{count:,}"
    kind = f"{glyphs().kinds[actor.kind]} "
    room = max(4, cells - width(number) - len(kind) - 2)
    name = fit(drawable(actor.name), room)
    blank = " " * max(1, cells - len(kind) - width(name) - width(number) - 1)
    return [
        (kind, ("faint", *roles)),
        (name, ("text", actor.kind.value, *roles)),
        (blank, roles or ("text",)),
        (f"{number} ", ("faint", *roles)),
    ]


def bar(count: int, most: int, cells: int = BAR) -> str:
    """A bar in halves of a cell, `cells` long for the highest count, never empty for a count above 0."""
    halves = max(1, round(2 * cells * count / most)) if most and count else 0
    marks = glyphs()
    return marks.bar * (halves // 2) + marks.half_bar * (halves % 2)


def lead_lines(lead: Lead, most: int, labels: Mapping[str, str], cells: int, roles: tuple[str, ...]) -> list[Line]:
    """The other actor with a bar and the count; beneath it, in which articles."""
    number = f"{lead.count:,}"
    kind = f"{glyphs().kinds[lead.other.kind]} "
    drawn = pad(bar(lead.count, most), BAR if glyphs().bar else 0)
    room = max(4, cells - len(drawn) - 3 - len(kind) - max(3, width(number)))
    name = fit(drawable(lead.other.name), room)
    first: Line = [
        (kind, ("faint", *roles)),
        (name, ("text", lead.other.kind.value, *roles)),
        (" " * (room - width(name) + 1), roles),
        (drawn, (*roles, "bar")),
        (f"{number:>{max(3, width(number)) + 1}} ", ("faint", *roles)),
    ]
    return [first, [("  ", ()), (where(lead.articles, labels, cells - 3), ("faint",))]]


def where(articles: Mapping[str, int], labels: Mapping[str, str], cells: int) -> str:
    """The labels of articles, as many as fit, the rest as a number; a label of several articles says of how many.

    `articles` says how often each counts: the label that counts most comes first.
    """
    several, weights = Counter[str](), Counter[str]()
    for article, count in articles.items():
        label = labels.get(article, article)
        several[label] += 1
        weights[label] += count
    ranked = sorted(several, key=lambda label: -weights[label])
    names = [label if several[label] == 1 else f"{label} ×{several[label]}" for label in ranked]
    shown: list[str] = []
    for number, name in enumerate(names):
        rest = len(names) - number - 1
        tail = f"  +{rest}" if rest else ""
        if width("  ".join([*shown, name]) + tail) > cells:
            break
        shown.append(name)
    left = len(names) - len(shown)
    if not shown and names:
        return fit(names[0], max(4, cells - 5)) + (f"  +{left - 1}" if left > 1 else "")
    return "  ".join(shown) + (f"  +{left}" if left else "")


def often(actor: Actor) -> str:
    """`43 times in 5 articles`."""
    return f"{counted(actor.mentions, 'time')} in {counted(len(actor.articles), 'article')}"


def summary(actor: Actor, cells: int) -> str:
    """How often an actor is named, and how else."""
    said = often(actor)
    forms = [drawable(form) for form in actor.forms if form != actor.name]
    if forms:
        said += f", also {', '.join(forms)}"
    return fit(said, cells)
