"""What a correction would change, before it is made: the actors before and after, and the articles that change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tui.render.cells import drawable, fit, pad, width
from tui.render.glyphs import glyphs
from tui.render.leads import often
from tui.render.metadata import day
from tui.render.roles import Line
from tui.render.wrap import wrap_words
from tui.values import Actor, ArticleRow, DatelineError, Preview, counted

MOST_ARTICLES = 500
"""Titles that are listed: more than anyone reads before deciding."""
WHEN_CELLS = 8
NAME_CELLS = 30
LABEL_CELLS = 20
DAY_CELLS = 12


@dataclass(frozen=True, slots=True)
class Named:
    """An article by what a list calls it."""

    row: ArticleRow
    label: str


def preview_lines(preview: Preview, article: Callable[[str], Named | None], cells: int) -> list[Line]:
    """The correction in words, a line for each actor before and after, then the articles."""
    lines: list[Line] = [[(words, ("title",))] for words in wrap_words(drawable(preview.said), max(8, cells))]
    lines.append([])
    if preview.before or preview.after:
        changed = preview.before != preview.after
        lines += _actors("before" if changed else "as it is", preview.before, "it is no name yet", cells)
        if changed:
            lines += _actors("after", preview.after, "no one is called so any more", cells)
        lines.append([])
    if not preview.mentions:
        lines.append([("No name in any article changes.", ("text",))])
        return lines
    where = f"{counted(preview.mentions, 'mention')} in {counted(len(preview.articles), 'article')}"
    lines.append([(f"{where} {'changes' if preview.mentions == 1 else 'change'}:", ("text",))])
    for id_ in preview.articles[:MOST_ARTICLES]:
        named = article(id_)
        if named is not None:
            lines.append(_article(named, cells))
    if len(preview.articles) > MOST_ARTICLES:
        lines.append([(f"… and {len(preview.articles) - MOST_ARTICLES:,} more", ("faint",))])
    return lines


def _actors(when: str, actors: Sequence[Actor], nobody: str, cells: int) -> list[Line]:
    if not actors:
        return [[(pad(when, WHEN_CELLS), ("faint",)), (nobody, ("text",))]]
    return [_actor(when if number == 0 else "", actor, cells) for number, actor in enumerate(actors)]


def _actor(when: str, actor: Actor, cells: int) -> Line:
    name = drawable(actor.name)
    room = max(8, min(NAME_CELLS, cells - WHEN_CELLS - 2 - 24))
    shown = fit(name, room)
    forms = ", ".join(f"{drawable(form)} {count:,}" for form, count in actor.forms.items())
    said = f"{actor.kind.value}, {often(actor)}"
    line: Line = [
        (pad(when, WHEN_CELLS), ("faint",)),
        (f"{glyphs().kinds[actor.kind]} ", ("faint",)),
        (shown, ("text", actor.kind.value)),
        (" " * (room - width(shown) + 2), ()),
    ]
    left = cells - WHEN_CELLS - 2 - room - 2
    line.append((fit(said, left), ("text",)))
    left -= width(said) + 2
    if forms and left > 8:
        line += [("  ", ()), (fit(forms, left), ("faint",))]
    return line


def _article(named: Named, cells: int) -> Line:
    label = pad(drawable(named.label), min(LABEL_CELLS, cells // 4))
    dated = pad(day(named.row.published), DAY_CELLS)
    title = fit(drawable(named.row.title) or "untitled", max(4, cells - width(label) - width(dated) - 4))
    return [("  ", ()), (label, ("accent",)), (" ", ()), (dated, ("faint",)), (" ", ()), (title, ("text",))]


def refusal_lines(error: DatelineError, cells: int) -> list[Line]:
    """Why a correction can't be made, and what to do."""
    lines: list[Line] = [[(words, ("title",))] for words in wrap_words(drawable(error.message), max(8, cells))]
    for words, role in ((error.place, "faint"), (error.remedy, "text")):
        if words:
            lines.append([])
            lines += [[(said, (role,))] for said in wrap_words(drawable(words), max(8, cells))]
    return lines
