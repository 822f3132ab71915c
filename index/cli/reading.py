"""The commands that read articles: list, show, search."""

from __future__ import annotations

import re
import textwrap

import click

from index.cli import printing
from index.cli.cells import filled
from index.cli.options import NOTHING_FOUND, exit_with, json_option, query_explained, refuse_options
from index.cli.printing import MEASURE, emit, print_json, say, shortened, styled
from index.cli.session import Session
from index.counting import counted
from index.errors import NotebookError
from index.languages.codes import name_of
from index.languages.settled import why_no_names
from index.model import Article, ArticleRow, BlockKind, Gap, Hit, Origin, Page
from index.notebook.values import Note


@click.command("list")
@json_option
@click.pass_obj
def list_articles(session: Session, as_json: bool) -> None:
    """List all articles with source, date and words.

    Behind the id stands r for an article that was read, * for one with a star, n for one with a note.
    """
    rows = session.library.rows()
    print_rows(rows, as_json=as_json)
    exit_with(0 if rows else NOTHING_FOUND)


def print_rows(rows: tuple[ArticleRow, ...], *, as_json: bool) -> None:
    """A line an article. Behind its id: r where it was read, * where it has a star, n where it has a note."""
    if as_json:
        for row in rows:
            print_json(printing.row_json(row))
        return
    columns = printing.width()
    marked = any(row.read or row.starred or row.notes for row in rows)
    label = min(24, max((len(row.label) for row in rows), default=0))
    room = None if columns is None else max(20, columns - 10 - 2 - label - 2 - 10 - 2 - 7 - (4 if marked else 0))
    for row in rows:
        date = str(row.published) if row.published else "no date"
        marks = f" {_marks(row)}" if marked else ""
        begin = f"{row.id}{marks}  {shortened(row.label, label):<{label}}  {date:<10}"
        if room is None:
            emit(f"{begin}  {row.words:>6,}  {row.title}")
        else:
            emit(f"{begin}  {styled(shortened(row.title, room).ljust(room), bold=True)} {row.words:>6,}")


def _marks(row: ArticleRow) -> str:
    return ("r" if row.read else " ") + ("*" if row.starred else " ") + ("n" if row.notes else " ")


@click.command()
@click.argument("article")
@click.option("--boilerplate", is_flag=True, help="Print what is no part of the article, too.")
@json_option
@click.pass_obj
def show(session: Session, article: str, boilerplate: bool, as_json: bool) -> None:
    """Print one article, named by id, path, or the start of either.

    \b
    Examples:
      dateline show 001
      dateline show 001 --json | jq '.mentions[] | select(.kind == "person") | .text'
    """
    row, found = session.library.row(article), session.library.article(article)
    if as_json:
        mentions = [
            {"start": m.start, "end": m.end, "text": found.text[m.start : m.end], "kind": m.kind, "actor": m.actor}
            for m in session.library.mentions(row.id)
        ]
        notes = _notes_on(session, row)
        written = None if notes is None else [printing.note_json(note) for note in notes]
        print_json(printing.article_json(row, found, mentions) | {"notes": written})
        return
    _print_article(row, found, boilerplate=boilerplate)


def _notes_on(session: Session, row: ArticleRow) -> tuple[Note, ...] | None:
    """None while the notebook can't be read, which is said at the end."""
    try:
        return session.library.notes(row.id)
    except NotebookError:
        return None


def _print_article(row: ArticleRow, article: Article, *, boilerplate: bool) -> None:
    how = "" if row.title_origin is Origin.STATED else f" ({row.title_origin})"
    emit(styled(row.title, bold=True) + how)
    date = printing.known(row.published, row.published_origin)
    source = printing.known(row.source, row.source_origin)
    by = f" · by {printing.known(', '.join(article.authors), article.authors_origin)}" if article.authors else ""
    emit(f"source {source} · date {date}{by} · {row.words:,} words · {row.path}")
    spoken = None if article.language is None else name_of(article.language)
    language = printing.known(spoken, article.language_origin)
    address = f" · {printing.known(article.url, article.url_origin)}" if article.url else ""
    emit(f"language {language}{address}")
    if unnamed := why_no_names(article.language):
        emit(styled(unnamed, dim=True))
    guess = (f"It is read as {article.encoding}, which is a guess.",) if article.encoding_guessed else ()
    for warning in (*guess, *article.warnings):
        emit(styled(f"! {warning}", fg="yellow"))
    for block in article.blocks:
        if block.kind is BlockKind.TITLE or (block.kind is BlockKind.CHROME and not boilerplate):
            continue
        text = article.text[block.start : block.end]
        if block.gap is not Gap.NONE:
            emit()
        if block.kind is BlockKind.CODE:
            emit(f"    {block.lead}{text}")
        else:
            after = re.sub("[^> ]", " ", block.lead)
            wrapped = filled(text, MEASURE, block.lead, after)
            emit(styled(wrapped, bold=True) if block.kind is BlockKind.HEADING else wrapped)


@click.command(context_settings={"ignore_unknown_options": True})  # so that -qatar is a word of the query
@click.argument("query", nargs=-1, required=True)
@click.option(
    "--sort",
    type=click.Choice(["relevance", "newest", "oldest", "source"]),
    default="relevance",
    show_default=True,
    help="What comes first.",
)
@click.option("-n", "limit", type=click.IntRange(min=0), default=20, show_default=True, help="At most so many.")
@click.option("--facets", is_flag=True, help="Count all that was found by source, year, language, actor, tag and mark.")
@click.option("--explain", is_flag=True, help="Say how the query was read.")
@click.option("--boilerplate", is_flag=True, help="Search what is no part of the articles, too.")
@json_option
@click.pass_obj
def search(
    session: Session,
    query: tuple[str, ...],
    sort: str,
    limit: int,
    facets: bool,
    explain: bool,
    boilerplate: bool,
    as_json: bool,
) -> None:
    """Find articles in all sources.

    \b
    Examples:
      dateline search libya ceasefire            both words
      dateline search -- 'haftar -qatar'         the first without the second
      dateline search '"political process"'      the exact phrase
      dateline search 'conte NEAR/8 serraj'      within eight words, either order
      dateline search 'actor:haftar date:2020-01..2020-02'
    """
    refuse_options(query)
    typed = " ".join(query)
    with query_explained(typed):
        page = session.library.search(typed, sort=sort, limit=limit, facets=facets, boilerplate=boilerplate)
    if as_json:
        for hit in page.hits:
            print_json(printing.hit_json(hit))
        print_json(printing.summary_json(page))
    else:
        _print_page(page, explain=explain)
    if not page.total and page.undated:
        say(f"{counted(page.undated, 'article')} without a date left out")
    exit_with(0 if page.total else NOTHING_FOUND)


def _print_page(page: Page, *, explain: bool) -> None:
    if explain:
        say(f"read as: {page.reading}")
    for hit in page.hits:
        _print_hit(hit)
    if page.facets is not None:
        for name, counts in printing.facets_by_name(page.facets).items():
            if counts:
                emit(f"by {name}: " + " · ".join(f"{value} {count:,}" for value, count in counts.items()))
        emit("by actor: " + " · ".join(f"{actor.name} {count:,}" for actor, count in page.facets.actors))
    shown = len(page.hits)
    of = f"{shown:,} of {page.total:,}" if shown < page.total else f"{page.total:,}"
    left_out = f" · {counted(page.undated, 'article')} without a date left out" if page.undated and page.total else ""
    say(f"{of} found{left_out}")


def _print_hit(hit: Hit) -> None:
    row = hit.article
    date = str(row.published) if row.published else "no date"
    emit(f"{styled(row.title, bold=True)}  {row.label} · {date} · {row.id}")
    text, base = hit.snippet.text, hit.snippet.start
    columns = printing.width()
    lines = [text] if columns is None else textwrap.wrap(text, columns - 4, drop_whitespace=False)
    at = 0
    for line in lines:
        emit("    " + _marked(line, base + at, hit.matches))
        at += len(line)


def _marked(line: str, start: int, matches: tuple[tuple[int, int], ...]) -> str:
    """A piece of an article that begins at `start`, with what matches in it standing out."""
    shown, at, end = [], start, start + len(line)
    for first, last in matches:
        if first < end and last > start:
            begin, stop = max(first, at), min(last, end)
            shown += [line[at - start : begin - start], styled(line[begin - start : stop - start], reverse=True)]
            at = stop
    return "".join([*shown, line[at - start :]])


COMMANDS: tuple[click.Command, ...] = (list_articles, show, search)
