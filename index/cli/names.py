"""The command that lets a trained pipeline look at the names beside the rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from index.cli.interrupts import exit_interrupted, interrupts
from index.cli.options import exit_with, json_option
from index.cli.printing import emit, print_json, say
from index.cli.session import Session
from index.cli.telling import BuildTeller
from index.cli.watching import until
from index.counting import counted

if TYPE_CHECKING:
    from index.nlp.pipelines import Pipeline


@click.command()
@click.option(
    "--pipeline",
    "package",
    metavar="PACKAGE",
    help="An installed spaCy pipeline that finds names; else the small English one of dateline[nlp].",
)
@click.option(
    "--wait",
    "wait_seconds",
    type=click.FloatRange(min=0),
    default=0.0,
    help="Wait so many seconds for another process that lets a pipeline look.",
)
@click.option("--status", "only_status", is_flag=True, help="Only say which pipeline looked at how many articles.")
@click.option("--progress", "as_progress", is_flag=True, help="Progress as JSON lines of type progress, for programs.")
@json_option
@click.pass_obj
def names(
    session: Session, package: str | None, wait_seconds: float, only_status: bool, as_progress: bool, as_json: bool
) -> None:
    """Let a trained pipeline look at the names, beside the rules.

    `index` finds names by rules. A pipeline is a second witness: it tells what kind of name an unknown word is, and
    vouches for names that look like words. It takes far longer, some 8,000 words a second, so it comes afterwards; the
    app does it in the background. What it saw is kept by paragraph, so that only words that change are looked at again.
    Ctrl-C stops; what was done stands, and the next run goes on. With --progress it also stops when nobody reads that.

    It needs the extra dateline[nlp]; without it the rules stand alone.

    \b
    Examples:
      dateline names
      dateline names --status
      dateline names --pipeline en_core_web_lg
    """
    if only_status:
        _tell_status(session, package, as_json=as_json)
        return
    from index.nlp.pipelines import DEFAULT, required

    pipeline = required(package or DEFAULT)
    telling = BuildTeller(as_json=as_json, as_progress=as_progress, verbose=False)
    with interrupts() as interrupted, telling as teller:
        end = until(interrupted) if as_progress else interrupted
        stopped = read_names(session, pipeline, teller, end, wait_seconds)
    if stopped:
        exit_interrupted()


def read_names(
    session: Session, pipeline: Pipeline, teller: BuildTeller, stopped: Callable[[], bool], wait_seconds: float
) -> bool:
    """Let the pipeline look at all that it has not looked at; returns whether it was stopped."""
    from index.build.second_tier import read_all_closely

    summary = read_all_closely(
        session.folder, pipeline, progress=teller.progress, stopped=stopped, wait_seconds=wait_seconds
    )
    teller.clear()
    say(f"{pipeline} looked at {counted(summary.read, 'article')}")
    if summary.left_to_rules:
        say(f"it broke down at {counted(len(summary.left_to_rules), 'article')}, whose names are those of the rules")
    return summary.stopped


def _tell_status(session: Session, package: str | None, *, as_json: bool) -> None:
    from index.errors import DatelineError
    from index.nlp.pipelines import DEFAULT, required
    from index.store import Store, closely

    store = Store.open(session.folder)
    try:
        counts = list(closely.looked_at(store.connection))
    finally:
        store.close()
    for stamp, articles in counts:
        if as_json:
            print_json({"pipeline": stamp or None, "articles": articles})
        else:
            emit(f"{articles:>9,}  {stamp or 'rules alone'}")
    try:
        required(package or DEFAULT)
    except DatelineError as missing:
        say(f"dateline: {missing}")
    exit_with(0 if counts else 1)


COMMANDS: tuple[click.Command, ...] = (names,)
