"""The commands of the notebook: note, tag, star, mark, saved. Each lists when it is given nothing to write."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING

import click

from index.cli import printing
from index.cli.options import NOTHING_FOUND, exit_with, json_option, query_explained, refuse_options
from index.cli.printing import MEASURE, emit, print_json, say, shortened, styled
from index.cli.reading import print_rows
from index.cli.session import Session
from index.counting import counted
from index.errors import NotebookError
from index.notebook.values import Note, SavedSearch, Standing

if TYPE_CHECKING:
    from index.library import Library

_SHOWN = 200
"""Characters of a quote in a listing."""


@click.command()
@click.argument("article", required=False)
@click.argument("text", nargs=-1)
@click.option("--quote", metavar="WORDS", help="On these words of the article, which must stand in it once.")
@click.option("--range", "range_", metavar="START:END", help="On this range, in code points of the article's text.")
@click.option("--edit", is_flag=True, help="Write it in $VISUAL or $EDITOR.")
@click.option("--change", metavar="ID", help="Give this note other words.")
@click.option("--remove", metavar="ID", help="Take this note away.")
@click.option("--restore", metavar="ID", help="Bring this removed note back.")
@json_option
@click.pass_obj
def note(
    session: Session,
    article: str | None,
    text: tuple[str, ...],
    quote: str | None,
    range_: str | None,
    edit: bool,
    change: str | None,
    remove: str | None,
    restore: str | None,
    as_json: bool,
) -> None:
    """Write a note on an article or a range of it; without TEXT, list the notes.

    A range may be kept without words. TEXT of - is read from standard input.

    \b
    Examples:
      dateline note                                        all notes
      dateline note 001 'Compare with 003'                 on the article
      dateline note 001 --quote 'rejected a ceasefire' why?
      dateline note 001 --range 120:180                    keep the words
      dateline note --change 7dfbf066 'Or is it?'
      dateline note --remove 7dfbf066
    """
    named = [name for name in (change, remove, restore) if name is not None]
    if len(named) > 1 or (named and (quote is not None or range_ is not None)):
        raise click.UsageError("--change, --remove and --restore each stand alone with the id of a note")
    library = session.library
    if named:
        words = text if article is None else (article, *text)
        if change is None and (words or edit):
            raise click.UsageError("only --change takes words")
        if remove is not None:
            _tell("removed", library.remove_note(remove), as_json, undo="restore")
        elif restore is not None:
            _tell("restored", library.restore_note(restore), as_json)
        else:
            _revise(library, change or "", words, edit, as_json)
        return
    if article is None or not (text or edit or quote is not None or range_ is not None):
        if article is None and (edit or quote is not None or range_ is not None):
            raise click.UsageError("name the article that the note is on")
        _list_notes(library.notes(article), as_json)
        return
    if quote is not None and range_ is not None:
        raise click.UsageError("give either --quote or --range")
    start, end = (0, 0) if range_ is None else parsed_range(range_)
    if quote is not None:
        start, end = library.find_words(article, quote)
    _tell("noted", library.add_note(article, _written(text, edit, ""), start=start, end=end), as_json, undo="remove")


def _revise(library: Library, change: str, words: tuple[str, ...], edit: bool, as_json: bool) -> None:
    """Gives a note other words; an editor opens with those that it has."""
    before = next((one.text for one in library.notes() if change and one.id.startswith(change)), "")
    _tell("changed", library.change_note(change, _written(words, edit, before)), as_json)


def parsed_range(written: str) -> tuple[int, int]:
    """`120:180` as two numbers. Raises UsageError."""
    start, colon, end = written.partition(":")
    if not (colon and start.isdecimal() and end.isdecimal() and len(written) < 40):
        raise click.UsageError(f"{written!r} is no START:END; write for example 120:180")
    return int(start), int(end)


def _written(words: tuple[str, ...], edit: bool, before: str) -> str:
    """What the user writes: on the command line, on standard input, or in an editor."""
    text = " ".join(words)
    if text == "-":
        text = sys.stdin.read() if sys.stdin is not None else ""
    if not edit:
        return text
    edited = click.edit(text or before, extension=".md")
    if edited is None:
        raise NotebookError("the editor left the note as it was", remedy="Save it there, or give the words here")
    return edited


def _tell(done: str, note: Note, as_json: bool, undo: str = "") -> None:
    if as_json:
        print_json(printing.note_json(note))
        return
    where = f" at {note.start} to {note.end}" if note.end else ""
    back = f"  (`dateline note --{undo} {note.id}` takes it back)" if undo else ""
    emit(f"{done} {note.id} on {note.path}{where}{back}")


def _list_notes(notes: tuple[Note, ...], as_json: bool) -> None:
    for one in notes:
        if as_json:
            print_json(printing.note_json(one))
        else:
            _print_note(one)
    if not notes:
        say("no notes")
    exit_with(0 if notes else NOTHING_FOUND)


def _print_note(note: Note) -> None:
    where = f"{note.start} to {note.end}" if note.end else "whole article" if not note.quote else ""
    stands = {Standing.PLACED: "", Standing.MOVED: "the text has changed", Standing.LOST: "lost"}[note.standing]
    emit("  ".join(part for part in (styled(note.id, bold=True), note.path, where, stands) if part))
    if note.quote:
        quoted = shortened(" ".join(note.quote.split()), _SHOWN)
        emit(textwrap.fill(f"“{quoted}”", MEASURE, initial_indent="    ", subsequent_indent="    "))
    if note.text:
        emit(textwrap.indent(note.text, "    "))


@click.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE…]")
@click.option("--add", multiple=True, metavar="TAG", help="Give them this tag.")
@click.option("--remove", multiple=True, metavar="TAG", help="Take this tag from them.")
@json_option
@click.pass_obj
def tag(
    session: Session, articles: tuple[str, ...], add: tuple[str, ...], remove: tuple[str, ...], as_json: bool
) -> None:
    """Give articles tags, or take them away; without an article, list all tags.

    \b
    Examples:
      dateline tag                                    all tags, with how many articles have them
      dateline tag 001 003 --add libya --add to-read
      dateline tag 001 --remove to-read
      dateline search tag:libya
    """
    if not articles:
        if add or remove:
            raise click.UsageError("name the articles that the tags are for")
        _list_tags(session, as_json)
        return
    session.library.tag(articles, add=add, remove=remove)
    for name in articles:
        row = session.library.row(name)
        if as_json:
            print_json({"id": row.id, "path": row.path, "tags": list(row.tags)})
        else:
            emit(f"{row.path}  {' '.join(row.tags) or 'no tags'}")


def _list_tags(session: Session, as_json: bool) -> None:
    tags = session.library.tags()
    for name, count in tags.items():
        if as_json:
            print_json({"tag": name, "articles": count})
        else:
            emit(f"{count:>6,}  {name}")
    if not tags:
        say("no tags")
    exit_with(0 if tags else NOTHING_FOUND)


@click.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE…]")
@click.option("--remove", is_flag=True, help="Take the star away.")
@json_option
@click.pass_obj
def star(session: Session, articles: tuple[str, ...], remove: bool, as_json: bool) -> None:
    """Star articles; without one, list those that have a star.

    \b
    Examples:
      dateline star 001 003
      dateline star 001 --remove
    """
    library = session.library
    if articles:
        library.star(articles, starred=not remove)
        rows = tuple(map(library.row, articles))
    elif remove:
        raise click.UsageError("name the articles that lose their star")
    else:
        library.require_marks()
        rows = tuple(row for row in library.rows() if row.starred)
    print_rows(rows, as_json=as_json)
    if not rows:
        say("no starred articles")
    exit_with(0 if rows else NOTHING_FOUND)


@click.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE…]")
@click.option("--read/--unread", "read", default=None, help="What they are from now on.")
@click.option("--all", "all_", is_flag=True, help="All articles of the library.")
@json_option
@click.pass_obj
def mark(session: Session, articles: tuple[str, ...], read: bool | None, all_: bool, as_json: bool) -> None:
    """Mark articles as read or unread.

    \b
    Examples:
      dateline mark 001 003 --read
      dateline mark --all --read
      dateline search is:unread
    """
    if read is None:
        raise click.UsageError("say --read or --unread")
    if bool(articles) == all_:
        raise click.UsageError("name the articles, or give --all")
    library = session.library
    names = [row.id for row in library.rows()] if all_ else articles
    rows = [library.row(name) for name in names]
    changed = [row.id for row in rows if row.read != read or not row.marks_known]
    library.mark_read(changed, read=read)
    if as_json:
        for id_ in changed:
            row = library.row(id_)
            print_json({"id": row.id, "path": row.path, "read": row.read})
    else:
        emit(f"{counted(len(changed), 'article')} marked as {'read' if read else 'unread'}")


@click.command(context_settings={"ignore_unknown_options": True})  # so that -qatar is a word of the query
@click.argument("name", required=False)
@click.argument("query", nargs=-1)
@click.option("--peek", is_flag=True, help="What is new stays new.")
@click.option("--forget", is_flag=True, help="Keep this search no longer.")
@json_option
@click.pass_obj
def saved(session: Session, name: str | None, query: tuple[str, ...], peek: bool, forget: bool, as_json: bool) -> None:
    """Save a search, or print what it finds that is new since it was last looked at.

    Without NAME, list the saved searches with how much they find and how much of it is new.

    \b
    Examples:
      dateline saved truce 'ceasefire OR truce'     keep it; what it finds now is not new
      dateline index && dateline saved truce        what has come since
      dateline saved truce --forget
    """
    refuse_options(query)
    if name is None:
        _list_saved(session.library.saved_searches(), as_json)
    elif forget:
        session.library.forget_search(name)
        emit(f"forgot {name}") if not as_json else print_json({"forgotten": name})
    elif query:
        _save(session, name, " ".join(query), as_json)
    else:
        _print_new(session, name, peek, as_json)


def _list_saved(searches: tuple[SavedSearch, ...], as_json: bool) -> None:
    for one in searches:
        if as_json:
            said = {"name": one.name, "query": one.query, "seen_at": one.seen_at, "total": one.total, "new": one.new}
            print_json(said)
        else:
            emit(f"{one.new:>6,} new of {one.total:>6,}  {styled(one.name, bold=True)}  {one.query}")
    if not searches:
        say("no saved searches")
    exit_with(0 if searches else NOTHING_FOUND)


def _save(session: Session, name: str, query: str, as_json: bool) -> None:
    with query_explained(query):
        session.library.save_search(name, query)
    if as_json:
        print_json({"name": name, "query": query})
    else:
        emit(f"saved {name}")


def _print_new(session: Session, name: str, peek: bool, as_json: bool) -> None:
    rows = session.library.new_hits(name)
    print_rows(rows, as_json=as_json)
    if not peek:
        session.library.see_search(name)  # only now that it was printed
    say(f"{counted(len(rows), 'new article')}" if rows else "nothing new")
    exit_with(0 if rows else NOTHING_FOUND)


COMMANDS: tuple[click.Command, ...] = (note, tag, star, mark, saved)
