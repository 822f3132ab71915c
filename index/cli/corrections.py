"""The commands that correct: set, merge, split, ignore, undo. Each says what it changed; `undo` takes back the last."""

from __future__ import annotations

import click

from index.cli.printing import emit, print_json
from index.cli.reading import json_option
from index.cli.session import Session


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
    """Correct title, source, date or authors.

    An empty value makes it unknown.

    \b
    Examples:
      dateline set 001 source='The Libya Observer' date=2020-01-10
      dateline set 003 title='Haftar rejects ceasefire'
      dateline set 003 authors='Ann Lee; Bo Li'
    """
    pairs: dict[str, str] = {}
    for field in fields:
        name, equals, value = field.partition("=")
        if not equals:
            raise click.UsageError(f"{field!r} is no FIELD=VALUE; write for example date=2020-01-10")
        pairs[name.strip()] = value.strip()
    _say(session.library.set(article, pairs), as_json)


@click.command()
@click.argument("actor")
@click.argument("others", nargs=-1, required=True, metavar="OTHER…")
@json_option
@click.pass_obj
def merge(session: Session, actor: str, others: tuple[str, ...], as_json: bool) -> None:
    """Make OTHER… the same actor as ACTOR, which keeps its name.

    \b
    Example:
      dateline merge 'Khalifa Haftar' 'General Hafter'
    """
    _say(session.library.merge(actor, others), as_json)


@click.command()
@click.argument("actor")
@click.argument("forms", nargs=-1, required=True, metavar="FORM…")
@click.option("--article", help="Only in this article.")
@json_option
@click.pass_obj
def split(session: Session, actor: str, forms: tuple[str, ...], article: str | None, as_json: bool) -> None:
    """Make an actor of its own of these forms of ACTOR.

    \b
    Example:
      dateline split 'Hillary Clinton' 'Bill Clinton'
    """
    _say(session.library.split(actor, forms, article=article), as_json)


@click.command()
@click.argument("name")
@click.option("--article", help="Only in this article.")
@json_option
@click.pass_obj
def ignore(session: Session, name: str, article: str | None, as_json: bool) -> None:
    """Leave out what is no name.

    NAME is a form, or an actor with all its forms; it is left out everywhere, or in one article.

    \b
    Example:
      dateline ignore 'Significant'
    """
    _say(session.library.ignore(name, article=article), as_json)


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


COMMANDS: tuple[click.Command, ...] = (set_fields, merge, split, ignore, undo)
