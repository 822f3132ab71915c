"""The commands that correct. Each says what it changed, or with --dry-run would; `undo` takes back the last."""

from __future__ import annotations

from collections.abc import Mapping

import click

from index.changes import Change, Preview
from index.cli.actors import actor_line_json, print_actor
from index.cli.options import json_option, kind_choice
from index.cli.printing import emit, print_json
from index.cli.session import Session
from index.counting import counted
from index.model import ArticleRow, NameKind


def _say(changed: str, as_json: bool) -> None:
    if as_json:
        print_json({"changed": changed})
    else:
        emit(f"{changed}  (`dateline undo` takes it back)")


@click.command("set")
@click.argument("article")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE…")
@json_option
@click.pass_obj
def set_fields(session: Session, article: str, fields: tuple[str, ...], as_json: bool) -> None:
    """Correct title, source, date, authors, url or language.

    An empty value makes it unknown. Names are looked for anew in an article whose language changes, by the next
    `dateline index`.

    \b
    Examples:
      dateline set 001 source='The Libya Observer' date=2020-01-10
      dateline set 003 title='Haftar rejects ceasefire'
      dateline set 003 authors='Ann Lee; Bo Li' language=en
    """
    pairs: dict[str, str] = {}
    for field in fields:
        name, equals, value = field.partition("=")
        if not equals:
            raise click.UsageError(f"{field!r} is no FIELD=VALUE; write for example date=2020-01-10")
        pairs[name.strip()] = value.strip()
    _say(session.library.set(article, pairs), as_json)


dry_run_option = click.option("--dry-run", is_flag=True, help="Only say what would change.")


def _correct(session: Session, change: Change, *, dry_run: bool, as_json: bool) -> None:
    if not dry_run:
        _say(session.library.correct(change), as_json)
        return
    preview = session.library.preview(change)
    if as_json:
        print_json(_preview_json(preview))
    else:
        _print_preview(preview, {row.id: row for row in session.library.rows()})


def _preview_json(preview: Preview) -> dict[str, object]:
    return {
        "would": preview.said,
        "mentions": preview.mentions,
        "articles": list(preview.articles),
        "before": [actor_line_json(actor) for actor in preview.before],
        "after": [actor_line_json(actor) for actor in preview.after],
    }


def _print_preview(preview: Preview, rows: Mapping[str, ArticleRow]) -> None:
    emit(f"{preview.said}  (a dry run: nothing is written)")
    emit(f"changes {counted(preview.mentions, 'mention')} in {counted(len(preview.articles), 'article')}")
    for title, actors in (("before", preview.before), ("after", preview.after)):
        emit(title if actors else f"{title}  nobody")
        for actor in actors:
            print_actor(actor, forms=True)
    for article in preview.articles[:_LISTED]:
        emit(f"in {article}  {rows[article].label}  {rows[article].title}")
    if len(preview.articles) > _LISTED:
        emit(f"{_LISTED} of {len(preview.articles):,} articles shown; --json names all")


_LISTED = 10
"""Articles that a preview names: enough to see whether it is what was meant."""


@click.command()
@click.argument("actor")
@click.argument("others", nargs=-1, required=True, metavar="OTHER…")
@dry_run_option
@json_option
@click.pass_obj
def merge(session: Session, actor: str, others: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Make OTHER… the same actor as ACTOR, which keeps its name and kind.

    \b
    Examples:
      dateline merge 'Khalifa Haftar' 'General Hafter'
      dateline merge 'Khalifa Haftar' 'General Hafter' --dry-run
    """
    _correct(session, Change("merge", actor, others=others), dry_run=dry_run, as_json=as_json)


@click.command("must-link")
@click.argument("actor", metavar="FORM")
@click.argument("others", nargs=-1, required=True, metavar="OTHER…")
@dry_run_option
@json_option
@click.pass_obj
def must_link(session: Session, actor: str, others: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Hold that FORM and OTHER… are one.

    As merge, but said of forms: whoever is called FORM and OTHER is one, also where that is so already and a later
    build would part them. It takes back a cannot-link of the two.

    \b
    Example:
      dateline must-link Haftar Hifter
    """
    _correct(session, Change("must-link", actor, others=others), dry_run=dry_run, as_json=as_json)


@click.command("cannot-link")
@click.argument("actor", metavar="FORM")
@click.argument("others", nargs=1, metavar="OTHER")
@dry_run_option
@json_option
@click.pass_obj
def cannot_link(session: Session, actor: str, others: str, dry_run: bool, as_json: bool) -> None:
    """Hold that FORM and OTHER are never one.

    Where they are, OTHER becomes an actor of its own, with the forms that are more like it than like FORM; a surname
    that both have is OTHER's in the articles that name nobody else. A later merge of the two is refused.

    \b
    Examples:
      dateline cannot-link 'Hillary Clinton' 'Bill Clinton'
      dateline cannot-link 'Hillary Clinton' 'Bill Clinton' --dry-run
    """
    _correct(session, Change("cannot-link", actor, others=(others,)), dry_run=dry_run, as_json=as_json)


@click.command()
@click.argument("form")
@click.option("--kind", type=kind_choice, help="What it is; not needed with --as.")
@click.option("--as", "actor", default="", metavar="ACTOR", help="Whom it means; else whoever is called so already.")
@click.option("--article", help="Only in this article.")
@dry_run_option
@json_option
@click.pass_obj
def add(
    session: Session, form: str, kind: str | None, actor: str, article: str | None, dry_run: bool, as_json: bool
) -> None:
    """Add a name that was missed.

    From then on FORM is a name wherever it stands as whole words, with these capitals, and no other name overlaps it.

    \b
    Examples:
      dateline add 'Ghassan Salamé' --kind person
      dateline add 'the Field Marshal' --as 'Khalifa Haftar' --article 002
    """
    if kind is None and not actor:
        raise click.UsageError("say what it is, with --kind, or whom it means, with --as")
    said = None if kind is None else NameKind(kind)
    change = Change("add", actor, forms=(form,), kind=said, article=article)
    _correct(session, change, dry_run=dry_run, as_json=as_json)


@click.command()
@click.argument("actor")
@click.argument("forms", nargs=-1, required=True, metavar="FORM…")
@click.option("--article", help="Only in this article.")
@dry_run_option
@json_option
@click.pass_obj
def split(
    session: Session, actor: str, forms: tuple[str, ...], article: str | None, dry_run: bool, as_json: bool
) -> None:
    """Make an actor of its own of these forms of ACTOR.

    \b
    Examples:
      dateline split 'Hillary Clinton' 'Bill Clinton'
      dateline split 'Hillary Clinton' 'Clinton' --article 002
    """
    _correct(session, Change("split", actor, forms=forms, article=article), dry_run=dry_run, as_json=as_json)


@click.command()
@click.argument("actor")
@click.argument("name")
@dry_run_option
@json_option
@click.pass_obj
def rename(session: Session, actor: str, name: str, dry_run: bool, as_json: bool) -> None:
    """Call ACTOR by another NAME, which no text need have.

    It is still found by every form, and its id stays.

    \b
    Examples:
      dateline rename hifter 'Field Marshal Haftar'
      dateline rename LNA 'Libyan National Army' --dry-run
    """
    _correct(session, Change("rename", actor, name=name), dry_run=dry_run, as_json=as_json)


@click.command()
@click.argument("actor")
@click.argument("kind", type=kind_choice)
@dry_run_option
@json_option
@click.pass_obj
def retype(session: Session, actor: str, kind: str, dry_run: bool, as_json: bool) -> None:
    """Say of which KIND an actor is.

    \b
    Example:
      dateline retype 'Al Jufra' place
    """
    _correct(session, Change("retype", actor, kind=NameKind(kind)), dry_run=dry_run, as_json=as_json)


@click.command()
@click.argument("name")
@click.option("--article", help="Only in this article.")
@dry_run_option
@json_option
@click.pass_obj
def ignore(session: Session, name: str, article: str | None, dry_run: bool, as_json: bool) -> None:
    """Leave out what is no name.

    NAME is a form, or an actor with all its forms; it is left out everywhere, or in one article.

    \b
    Examples:
      dateline ignore 'Significant'
      dateline ignore 'May' --article 002
    """
    actor = session.library.actor(name)
    forms = (name,) if name in actor.forms and name != actor.name else ()
    _correct(session, Change("ignore", actor.id, forms=forms, article=article), dry_run=dry_run, as_json=as_json)


@click.command()
@json_option
@click.pass_obj
def undo(session: Session, as_json: bool) -> None:
    """Take back the last correction that still stands."""
    changed = session.library.undo()
    if as_json:
        print_json({"undone": changed})
    else:
        emit(f"taken back: {changed}")


COMMANDS: tuple[click.Command, ...] = (
    set_fields,
    merge,
    split,
    rename,
    retype,
    ignore,
    add,
    must_link,
    cannot_link,
    undo,
)
