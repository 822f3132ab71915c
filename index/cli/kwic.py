"""The command `kwic`: words in context, the matches one under the other."""

from __future__ import annotations

import click

from index.answers.concordance import SORTS
from index.cli import printing
from index.cli.cells import begun, cells, ended, to_left, to_right
from index.cli.options import NOTHING_FOUND, exit_with, json_option, query_explained, refuse_options
from index.cli.printing import emit, print_json, say, styled
from index.cli.session import Session
from index.counting import counted
from index.model import Concordance, KwicLine

_LABEL = 16
"""Cells of the longest label that is shown whole."""

_GAP = 2


@click.command(context_settings={"ignore_unknown_options": True})  # so that -qatar is a word of the query
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--sort", type=click.Choice(SORTS), default="article", show_default=True, help="What lines are sorted by."
)
@click.option(
    "--context", type=click.IntRange(min=0), default=60, show_default=True, help="Characters on each side, at most."
)
@click.option("-n", "limit", type=click.IntRange(min=0), help="At most so many lines.")
@click.option("--boilerplate", is_flag=True, help="Search what is no part of the articles, too.")
@json_option
@click.pass_obj
def kwic(
    session: Session,
    words: tuple[str, ...],
    sort: str,
    context: int,
    limit: int | None,
    boilerplate: bool,
    as_json: bool,
) -> None:
    """Show WORDS in context: each match on a line, in all articles.

    WORDS is a query, as for `search`. Sorted by left or right the lines stand by the words before or after the match.

    \b
    Examples:
      dateline kwic ceasefire --sort right
      dateline kwic 'actor:haftar' --sort left -n 50
      dateline kwic '"political process"' --json | jq -r .left
    """
    refuse_options(words)
    typed = " ".join(words)
    with query_explained(typed):
        found = session.library.concordance(typed, sort=sort, limit=limit, context=context, boilerplate=boilerplate)
    if as_json:
        for line in found.lines:
            print_json(_line_json(line))
        print_json(_summary_json(found))
    else:
        _print_lines(found)
    exit_with(0 if found.total else NOTHING_FOUND)


def _line_json(line: KwicLine) -> printing.Json:
    return {
        "article": line.article,
        "path": line.path,
        "label": line.label,
        "start": line.start,
        "end": line.end,
        "left": line.left,
        "match": line.match,
        "right": line.right,
    }


def _summary_json(found: Concordance) -> printing.Json:
    return {"type": "summary", "total": found.total, "articles": found.articles, "reading": found.reading}


def _print_lines(found: Concordance) -> None:
    label = min(_LABEL, max((cells(line.label) for line in found.lines), default=0))
    columns = printing.width()
    left = max((cells(line.left) for line in found.lines), default=0)
    if columns is not None:
        left = min(left, max(0, (columns - label - _GAP) * 2 // 5))
    for line in found.lines:
        begin = to_left(begun(line.label, label), label) + " " * _GAP + to_right(ended(line.left, left), left)
        match, right = line.match, line.right
        if columns is not None:
            match = begun(match, columns - label - _GAP - left)
            right = begun(right, columns - label - _GAP - left - cells(match))
        emit(begin + styled(match, reverse=True) + right)
    shown = len(found.lines)
    of = f"{shown:,} of {found.total:,}" if shown < found.total else f"{found.total:,}"
    say(f"{of} found in {counted(found.articles, 'article')}")


COMMANDS: tuple[click.Command, ...] = (kwic,)
