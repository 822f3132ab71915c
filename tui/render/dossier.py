"""What is known of one actor: what it is called by whom, how its name is written, when and where it is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tui.render.cells import drawable, fit, pad, width
from tui.render.glyphs import glyphs
from tui.render.leads import BAR, Lead, Sentence, bar, often, where
from tui.render.metadata import day
from tui.render.roles import Line
from tui.render.spans import Layer, pieces
from tui.render.timeline import timeline_lines
from tui.render.wrap import wrap, wrap_words
from tui.settings import in_force
from tui.values import ArticleRow, Called, Description, FormCount, PartialDate, Profile, Timeline, counted

NAME_COLUMN = 9
"""Cells before the text of a row: called, when, first, last, written."""
MOST_CALLED = 5
FEW_CALLED = 3
"""Descriptions that stand there until the reader wants all; few where the screen is low."""
MOST_FORM = 30
"""Cells of the longest form that is not cut."""
SOURCES = 15
"""Cells that are left for the sources of a form or description, with the blanks before them."""
ONE_LINE = 56
"""Cells from which a description and its sources stand on one line."""
ROOMY = 76
"""Cells from which a sentence has more than one line."""
QUOTED_LINES = 2
"""Lines of a sentence that stands for a first or last mention; one where they would be shorter than the measure."""


@dataclass(frozen=True, slots=True)
class DatedSentence:
    """A mention with its day."""

    sentence: Sentence
    published: PartialDate | None


@dataclass(frozen=True, slots=True)
class Naming:
    """An article that names the actor."""

    row: ArticleRow
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """An actor with all that its screen shows."""

    profile: Profile
    called: Called
    """What sources call it, as far as the articles were read."""
    first: DatedSentence | None
    last: DatedSentence | None
    sources: int
    company: tuple[Lead, ...]
    company_total: int
    """With how many it stands in one sentence; more than `company` where that was cut."""
    namings: tuple[Naming, ...]
    labels: Mapping[str, str]
    """Article id → short label."""
    short: Mapping[str, str]
    """Label → short label."""


@dataclass(frozen=True, slots=True)
class Rest:
    """The descriptions that are not shown yet."""


@dataclass(frozen=True, slots=True)
class AboutRow:
    """A row of the part that says how an actor is called: lines, and what it leads to."""

    lines: tuple[Line, ...]
    leads_to: Sentence | Description | Timeline | FormCount | Rest | None
    """A sentence to read, words to read where they stand, periods to choose from, a form to see in context, or the
    descriptions that are left; None where there is nothing to open."""


def facts(dossier: Dossier) -> str:
    """`person · 43 times in 5 articles · 3 sources`."""
    actor = dossier.profile.actor
    sources = f" · {counted(dossier.sources, 'source')}" if dossier.sources else ""
    return f"{actor.kind.value} · {often(actor)}{sources}"


def about_rows(dossier: Dossier, cells: int, most: int | None) -> tuple[AboutRow, ...]:
    """What it is called, at most so many, when it is named, first and last, and how it is written by whom.

    While more descriptions are looked for, they have as many rows as they may come to.
    """
    rows = _called(dossier, cells, most)
    when = timeline_lines(dossier.profile.timeline, max(8, min(in_force().measure, cells - NAME_COLUMN)))
    if when:
        rows.append(AboutRow(tuple(_headed("when", when)), dossier.profile.timeline))
    return (*rows, *_ends(dossier, cells), *_forms(dossier, cells))


def _headed(name: str, lines: list[Line]) -> list[Line]:
    """The lines with a name before the first, and blanks before the others."""
    heads = [name, *[""] * len(lines)]
    return [[(pad(head, NAME_COLUMN), ("faint",)), *line] for head, line in zip(heads, lines, strict=False)]


def _called(dossier: Dossier, cells: int, most: int | None) -> list[AboutRow]:
    """The descriptions, most frequent first; at the end how many are left, or whether more are looked for."""
    found = dossier.called.descriptions
    shown = found[:most]
    number = max((len(f"{one.count:,}") for one in shown), default=1)
    widest = max((width(drawable(one.text)) + 2 for one in shown), default=0)
    words = max(4, min(cells - NAME_COLUMN - number - SOURCES, widest))
    rows = []
    for index, one in enumerate(shown):
        lines = _description(one, dossier.short, words, number, cells - NAME_COLUMN)
        rows.append(AboutRow(tuple(_headed("" if index else "called", lines)), one))
    awaited = (most or 0) - len(shown) if dossier.called.read < dossier.called.articles else 0
    rows += [AboutRow(([("", ())],), None)] * max(0, awaited)
    rest = _rest(dossier, len(found) - len(shown))
    if rest:
        said: list[Line] = [[(words, ("faint",))] for words in wrap_words(rest, max(8, cells - NAME_COLUMN))]
        leads_to = Rest() if len(shown) < len(found) else None
        rows.append(AboutRow(tuple(_headed("" if rows else "called", said)), leads_to))
    return rows


def _description(one: Description, short: Mapping[str, str], words: int, number: int, cells: int) -> list[Line]:
    """The words as quoted, how often, and who says so; beneath the words where there is no room beside them."""
    quoted = f"“{drawable(one.text)}”"
    if cells + NAME_COLUMN < ONE_LINE:
        lines: list[Line] = [[(line, ("text",))] for line in wrap_words(quoted, cells)]
        said = by_source(one.sources, short, cells - number - 2)
        return [*lines, [(f"{one.count:>{number},}  ", ("text",)), (said, ("faint",))]]
    written = quoted if width(quoted) <= words else f"{fit(quoted, words - 1)}”"
    said = by_source(one.sources, short, cells - words - number - 4)
    blank = " " * (words - width(written))
    return [[(written, ("text",)), (f"{blank}  {one.count:>{number},}  ", ("text",)), (said, ("faint",))]]


def _rest(dossier: Dossier, left: int) -> str:
    """What is said of the descriptions that do not stand there; empty where all do."""
    called = dossier.called
    more = f"{left:,} more" if left else "nothing more" if called.descriptions else "nothing"
    if called.read < called.articles:
        return f"{more} in the newest {called.read:,} of {counted(called.articles, 'article')}"
    return more if left else ""


def _forms(dossier: Dossier, cells: int) -> list[AboutRow]:
    forms = dossier.profile.forms
    number = max((len(f"{form.count:,}") for form in forms), default=1)
    widest = max((width(drawable(form.form)) for form in forms), default=0)
    name = max(4, min(MOST_FORM, cells - NAME_COLUMN - number - SOURCES, widest))
    rows = []
    for index, form in enumerate(forms):
        line: Line = [(pad("" if index else "written", NAME_COLUMN), ("faint",))]
        line += _form(form, dossier, name, number, cells - NAME_COLUMN)
        rows.append(AboutRow((line,), form))
    return rows


def _form(form: FormCount, dossier: Dossier, name: int, number: int, cells: int) -> Line:
    """A way of writing it in `name` cells, how often in `number`, and who writes it so."""
    written = fit(drawable(form.form), name)
    return [
        (written, ("text", dossier.profile.actor.kind.value)),
        (" " * (name - width(written)), ()),
        (f"  {form.count:>{number},}  ", ("text",)),
        (by_source(form.sources, dossier.short, cells - name - number - 4), ("faint",)),
    ]


def _ends(dossier: Dossier, cells: int) -> list[AboutRow]:
    """The first and the last mention, or that no article has a date."""
    undated = dossier.profile.undated
    room = max(8, min(in_force().measure, cells - NAME_COLUMN))
    if dossier.first is None:
        return [_undated(undated, room)]
    same = dossier.last is not None and dossier.last.sentence.evidence == dossier.first.sentence.evidence
    rows = [_mention("only" if same and not undated else "first", dossier.first, room)]
    if dossier.last is not None and not same:
        rows.append(_mention("last", dossier.last, room))
    if undated:
        said = f"{counted(undated, 'article')} without a date {'is' if undated == 1 else 'are'} left out of these"
        last = rows[-1]
        rows[-1] = AboutRow((*last.lines, [(" " * NAME_COLUMN, ()), (fit(said, room), ("faint",))]), last.leads_to)
    return rows


def _undated(articles: int, room: int) -> AboutRow:
    """Why no first mention is known."""
    said = "not known when: " + ("its article has no date" if articles == 1 else "none of its articles has a date")
    words = wrap_words(said if articles else "nowhere but in boilerplate", room)
    named = ["first", *[""] * len(words)]
    lines: list[Line] = [
        [(pad(name, NAME_COLUMN), ("faint",)), (line, ("faint",))] for name, line in zip(named, words, strict=False)
    ]
    return AboutRow(tuple(lines), None)


def _mention(name: str, mention: DatedSentence, room: int) -> AboutRow:
    sentence = mention.sentence
    start = f"{day(mention.published)} · {fit(sentence.label, room // 2)}"
    title = fit(f" · {drawable(sentence.title)}", room - width(start))
    lines: list[Line] = [[(pad(name, NAME_COLUMN), ("faint",)), (fit(start, room), ("accent",)), (title, ("faint",))]]
    text = drawable(sentence.evidence.text)
    wrapped = wrap(text, 0, len(text), room - 1)
    layers = (Layer(sentence.names),) if in_force().names else ()
    most = QUOTED_LINES if room >= ROOMY else 1
    for number, (first, last) in enumerate(wrapped[:most]):
        line: Line = [(" " * NAME_COLUMN, ()), *pieces(text, first, last, ("quote",), layers)]
        if number == most - 1 and len(wrapped) > most:
            line.append(("…", ("faint",)))
        lines.append(line)
    return AboutRow(tuple(lines), sentence)


def by_source(sources: Mapping[str, int], short: Mapping[str, str], cells: int) -> str:
    """Sources with their counts, as many as fit, the rest as a number."""
    shown = ""
    left = len(sources)
    for source, count in sources.items():
        more = f"{'  ' if shown else ''}{short.get(source, drawable(source))} {count:,}"
        tail = f"  +{left - 1}" if left > 1 else ""
        if width(shown + more + tail) > cells:
            break
        shown, left = shown + more, left - 1
    if not left:
        return shown
    return f"{shown}  +{left}" if shown else fit(counted(left, "source"), max(0, cells))


def naming_line(naming: Naming, most: int, cells: int, roles: tuple[str, ...]) -> Line:
    """Date, count, title, and the source at the right where there is room; `most` is the highest count."""
    number = f"{naming.count:>{len(f'{most:,}')},}"
    date = pad(day(naming.row.published), 11) if cells >= 50 else ""
    label = fit(naming.label, cells // 4) if cells >= 60 else ""
    room = max(4, cells - width(date) - width(number) - width(label) - 5)
    title = fit(drawable(naming.row.title) or "untitled", room)
    return [
        (f"{date}  " if date else "", ("faint", *roles)),
        (f"{number}  ", ("text", *roles)),
        (title, ("text", *roles)),
        (" " * (room - width(title)), roles or ("text",)),
        (f" {label}", ("faint", *roles)),
    ]


def company_line(
    lead: Lead, most: int, name_cells: int, labels: Mapping[str, str], cells: int, roles: tuple[str, ...]
) -> Line:
    """One line of those with whom an actor stands: name, bar, count, where."""
    name = fit(drawable(lead.other.name), name_cells)
    number = f"{lead.count:>{len(f'{most:,}')},}"
    kind = glyphs().kind_in_column(lead.other.kind)
    room = cells - len(kind) - name_cells - BAR - width(number) - 6
    return [
        (kind, ("faint", *roles)),
        (name, ("text", lead.other.kind.value, *roles)),
        (" " * (name_cells - width(name) + 2), roles),
        (pad(bar(lead.count, most), BAR), (*roles, "bar")),
        (f" {number}  ", ("text", *roles)),
        (where(lead.articles, labels, room), ("faint", *roles)),
    ]
