"""The commands that say who is who: actors and refs."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping
from typing import IO

import click

from index.cli import printing, profiles
from index.cli.name_table import names_in, print_names
from index.cli.options import NOTHING_FOUND, exit_with, json_option, kind_choice
from index.cli.printing import MEASURE, Json, emit, print_json, say, styled
from index.cli.session import Session
from index.counting import counted
from index.languages.settled import has_names, where_named
from index.model import Actor, ArticleRow, CrossReference, Evidence, NameKind, Scope
from index.profiles import Profile

Rows = Mapping[str, ArticleRow]
"""Article id → row."""

_LEADS = 20
"""Whom a profile names beside the actor; `refs` lists all."""

_ARTICLES = 20
"""Articles that a profile lists; --json names all."""

_INDENT = "        "


@click.command()
@click.argument("name", required=False)
@click.option("--kind", type=kind_choice, help="Only these.")
@click.option("--min-sources", type=click.IntRange(min=1), default=1, help="Only those that so many sources name.")
@click.option("--forms", is_flag=True, help="Every form as written, with its count.")
@click.option(
    "--profile", is_flag=True, help="What sources call it, forms, mentions over time, with whom; needs a NAME."
)
@click.option(
    "--from",
    "names_file",
    type=click.File("rb"),
    metavar="FILE",
    help="A table of the names in FILE, one a line, by sources; - for stdin.",
)
@json_option
@click.pass_obj
def actors(
    session: Session,
    name: str | None,
    kind: str | None,
    min_sources: int,
    forms: bool,
    profile: bool,
    names_file: IO[bytes] | None,
    as_json: bool,
) -> None:
    """Who is who: every actor, or those that NAME can mean.

    With --from, each name of a list is looked up: whom it means, how often each source names it, when first and last.
    Blank lines of the list, and what follows #, are left out.

    \b
    Examples:
      dateline actors --kind person --min-sources 3
      dateline actors hifter --forms
      dateline actors 'Khalifa Haftar' --profile
      dateline actors --from sanctions.txt
    """
    wanted = None if kind is None else NameKind(kind)
    if names_file is not None:
        if name is not None or profile or forms or min_sources > 1:
            raise click.UsageError("--from takes only --kind and --json beside it")
        print_names(session, names_in(names_file), kind=wanted, as_json=as_json)
    if profile and name is None:
        raise click.UsageError("--profile needs the NAME of an actor")
    rows = {row.id: row for row in session.library.rows()}
    everyone = session.library.actors(name, kind=wanted)
    found = [actor for actor in everyone if min_sources == 1 or len(_sources(actor, rows)) >= min_sources]
    for actor in found:
        if as_json:
            counts = {"sources": len(_sources(actor, rows))} | (_profile_json(session, actor) if profile else {})
            print_json(actor_line_json(actor) | counts)
        elif profile:
            _print_profile(session, actor, rows)
        else:
            print_actor(actor, forms=forms)
    if not found:
        said = "no names yet" if name is None and not everyone else _nobody(name, min_sources, bool(everyone))
        say(said + ("" if everyone else _unnamed(session)))
    exit_with(0 if found else NOTHING_FOUND)


def _nobody(name: str | None, min_sources: int, known: bool) -> str:
    if known:
        return f"nobody and nothing is named by {counted(min_sources, 'source')} or more"
    return f"nobody and nothing is called {name!r}"


def _unnamed(session: Session) -> str:
    """How many articles have a language in which no names are looked for; empty where there are none."""
    from index.answers.facets import UNKNOWN

    counts = session.library.facets().languages
    others = sum(count for language, count in counts.items() if language != UNKNOWN and not has_names(language))
    verb = "is" if others == 1 else "are"
    return f"; {where_named()}, and {counted(others, 'article')} {verb} in another language" if others else ""


def _sources(actor: Actor, rows: Rows) -> Counter[str]:
    """Label → how often it names the actor."""
    return _labels(actor.articles, rows)


def _labels(articles: Mapping[str, int], rows: Rows) -> Counter[str]:
    counts: Counter[str] = Counter()
    for article, count in articles.items():
        counts[rows[article].label] += count
    return counts


def _ranked(counts: Mapping[str, int]) -> str:
    """`label 12 · label 3`, the most frequent first."""
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return " · ".join(f"{label} {count:,}" for label, count in ranked)


def actor_line_json(actor: Actor) -> Json:
    """The fields of a line of `actors`, but for the sources."""
    counts = {"mentions": actor.mentions, "articles": dict(actor.articles), "forms": dict(actor.forms)}
    return printing.actor_json(actor.ref) | counts


def print_actor(actor: Actor, *, forms: bool) -> None:
    """A line for a person: how often, name, kind, articles, id; beneath it the forms."""
    name = styled(f"{actor.name:<36}", bold=True)
    emit(f"{actor.mentions:>6,}  {name} {actor.kind:<13} {counted(len(actor.articles), 'article'):>14}  {actor.id}")
    if forms:
        emit(_INDENT + " · ".join(f"{form} {count:,}" for form, count in actor.forms.items()))


# ---- at length


def _leads(session: Session, actor: Actor) -> tuple[CrossReference, ...]:
    return session.library.cross_references(actor.id, limit=0)


def _profile_json(session: Session, actor: Actor) -> Json:
    found = session.library.profile(actor.id)
    return {
        "forms_by_source": {form.form: dict(form.sources) for form in found.forms},
        "first": None if found.first is None else printing.evidence_json(found.first),
        "last": None if found.last is None else printing.evidence_json(found.last),
        "undated": found.undated,
        "called": profiles.called_json(session.library.called(actor.id)),
        "timeline": profiles.timeline_json(found.timeline),
        "references": [
            {"other": printing.actor_json(lead.other), "count": lead.count, "articles": dict(lead.articles)}
            for lead in _leads(session, actor)
        ],
    }


def _print_profile(session: Session, actor: Actor, rows: Rows) -> None:
    found = session.library.profile(actor.id)
    sources = len(_sources(actor, rows))
    times, articles = counted(actor.mentions, "time"), counted(len(actor.articles), "article")
    where = f"{times} in {articles}, {counted(sources, 'source')}"
    emit(f"{styled(actor.name, bold=True)} · {actor.kind} · {where} · {actor.id}")
    emit("\nforms")
    for form in found.forms:
        _print_filled(f"{form.count:>6,}  {form.form}: ", _ranked(form.sources))
    profiles.print_called(session.library.called(actor.id))
    profiles.print_timeline(found)
    _print_mentions(found, rows)
    leads = _leads(session, actor)
    emit("\nwith whom, in one sentence")
    for lead in leads[:_LEADS]:
        _print_filled(f"{lead.count:>6,}  {lead.other.name}: ", _ranked(_labels(lead.articles, rows)))
    _print_limit(min(_LEADS, len(leads)), len(leads), "`dateline refs` lists all")
    emit("\narticles")
    for article, count in list(actor.articles.items())[:_ARTICLES]:
        row = rows[article]
        emit(f"{count:>6,}  {article}  {row.published or 'no date'!s:<10}  {row.label}  {row.title}")
    _print_limit(min(_ARTICLES, len(actor.articles)), len(actor.articles), "--json names all")


def _print_mentions(found: Profile, rows: Rows) -> None:
    for title, sentence in (("first named", found.first), ("last named", found.last)):
        if sentence is not None:
            emit(f"\n{title} {rows[sentence.article].published}, {rows[sentence.article].label}")
            _print_sentence(sentence)
    if found.undated:
        emit(f"\n{counted(found.undated, 'article')} without a date not judged")


def _print_filled(begin: str, text: str) -> None:
    emit(textwrap.fill(text, MEASURE, initial_indent=begin, subsequent_indent=_INDENT + "  "))


def _print_limit(shown: int, total: int, remedy: str) -> None:
    if shown < total:
        emit(f"{_INDENT}{shown:,} of {total:,} shown; {remedy}")


def _print_sentence(evidence: Evidence) -> None:
    text = evidence.text.replace("\n", " ")
    filled = textwrap.fill(text, MEASURE, initial_indent=_INDENT, subsequent_indent=_INDENT)
    emit(f"{_INDENT}{styled(evidence.path, dim=True)}\n{filled}")


@click.command()
@click.argument("actor")
@click.argument("other", required=False)
@click.option(
    "--scope",
    type=click.Choice([scope.value for scope in Scope]),
    default=Scope.SENTENCE.value,
    show_default=True,
    help="How near the two must stand.",
)
@json_option
@click.pass_obj
def refs(session: Session, actor: str, other: str | None, scope: str, as_json: bool) -> None:
    """With whom an actor is named, how often, and where.

    \b
    Examples:
      dateline refs haftar                       everyone named in a sentence with Haftar
      dateline refs haftar turkey                the sentences that name both
      dateline refs 'united nations' --scope paragraph
    """
    quoted = None if as_json or other is not None else 0
    found = session.library.cross_references(actor, other, scope=Scope(scope), limit=quoted)
    for reference in found:
        if as_json:
            print_json(_reference_json(reference))
        else:
            _print_reference(reference, sentences=other is not None)
    exit_with(0 if found else NOTHING_FOUND)


def _reference_json(reference: CrossReference) -> dict[str, object]:
    return {
        "actor": printing.actor_json(reference.actor),
        "other": printing.actor_json(reference.other),
        "count": reference.count,
        "scope": reference.scope,
        "articles": dict(reference.articles),
        "evidence": [printing.evidence_json(evidence) for evidence in reference.evidence],
    }


def _print_reference(reference: CrossReference, *, sentences: bool) -> None:
    name = styled(f"{reference.other.name:<36}", bold=True)
    emit(f"{reference.count:>6,}  {name} {reference.other.kind:<13} {counted(len(reference.articles), 'article'):>14}")
    if sentences:
        for evidence in reference.evidence:
            _print_sentence(evidence)


COMMANDS: tuple[click.Command, ...] = (actors, refs)
