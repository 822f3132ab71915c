"""The commands that keep a library: index and doctor."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.cli.interrupts import exit_interrupted, interrupts
from index.cli.names import read_names
from index.cli.options import exit_with, json_option
from index.cli.printing import emit, print_json, say
from index.cli.session import Session
from index.cli.telling import BuildTeller, files_told
from index.counting import counted
from index.places import is_library

if TYPE_CHECKING:
    from index.readers import Limits

SOME_FAILED = 4
DAMAGED = 3


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(readable=False, path_type=Path))
@click.option(
    "--wait", "wait_seconds", type=click.FloatRange(min=0), default=0.0, help="Wait so many seconds for another build."
)
@click.option(
    "--limit",
    "written_limits",
    multiple=True,
    metavar="NAME=NUMBER",
    help="Take more or less of a file than usual before it is refused: seconds, document-bytes, archive-bytes, "
    "members, pages, depth, ratio, ratio-from; a number may end in K, M or G.",
)
@click.option("--watch", is_flag=True, help="Go on: take in what is added, changed, renamed or removed, until ctrl-c.")
@click.option(
    "--poll",
    "poll_seconds",
    type=click.FloatRange(min=0.1),
    metavar="SECONDS",
    help="With --watch: look at the files so often, or as often as takes a twentieth of the time.",
)
@click.option(
    "--pipeline",
    metavar="PACKAGE",
    default="",
    help="Afterwards let this spaCy pipeline look at the names, as `dateline names` does.",
)
@click.option("--verbose", "-v", is_flag=True, help="Name unchanged and skipped files, too.")
@click.option("--progress", "as_progress", is_flag=True, help="Progress as JSON lines of type progress, for programs.")
@json_option
@click.pass_obj
def index(
    session: Session,
    paths: tuple[Path, ...],
    wait_seconds: float,
    written_limits: tuple[str, ...],
    watch: bool,
    poll_seconds: float | None,
    pipeline: str,
    verbose: bool,
    as_progress: bool,
    as_json: bool,
) -> None:
    """Build the library from PATH…, or refresh it.

    Without PATH it is refreshed from all that it knows.

    Files that have not changed are not read again. Ctrl-C stops; what was done stands, and the next run goes on.

    With --watch it goes on when that is done: a moment after files are added, changed, renamed or removed, the library
    has them, and a line is printed for each. Other commands can write between two updates. It ends with ctrl-c or
    SIGTERM, or when nobody reads its output any more: exit code 0, or 130 where something was still to be taken in.
    On network file systems and in some containers the system does not say what changes: --poll has the files looked at.

    \b
    Examples:
      dateline index ~/news ~/more/archive.jsonl.xz
      dateline index                    refresh
      dateline index ~/news --json      a line a file, for programs
      dateline index ~/news --limit document-bytes=200M --limit seconds=300
      dateline index ~/news --watch     keep it fresh
      dateline index --watch --poll 30  all that the library knows, looked at every 30 seconds
    """
    from index.readers.bounds import limits_of

    limits = limits_of(written_limits)
    _require_something(session, paths)
    if poll_seconds is not None and not watch:
        raise click.UsageError("--poll says how often --watch looks: give both")
    telling = {"as_json": as_json, "as_progress": as_progress, "verbose": verbose}
    if watch:
        _keep_fresh(session, paths, limits, poll_seconds, telling, pipeline)
    else:
        _build(session, paths, limits, wait_seconds, telling, pipeline)


def _build(
    session: Session,
    paths: Sequence[Path],
    limits: Limits,
    wait_seconds: float,
    telling: Mapping[str, bool],
    pipeline: str,
) -> None:
    from index.build.pipeline import build
    from index.nlp.pipelines import required

    second = required(pipeline) if pipeline else None

    with interrupts() as interrupted, BuildTeller(**telling) as teller:
        summary = build(
            session.folder,
            paths,
            corrections=session.corrections,
            report=teller.report,
            progress=teller.progress,
            stopped=interrupted,
            wait_seconds=wait_seconds,
            limits=limits,
        )
        stopped = summary.stopped
        if second is not None and not stopped:
            stopped = read_names(session, second, teller, interrupted, wait_seconds)
    say(f"{counted(summary.articles, 'article')} in the library ({files_told(summary.counts)})")
    if summary.failed and not (telling["as_json"] or telling["as_progress"]):
        say("`dateline report --status failed` says again which failed and why")
    if stopped:
        exit_interrupted()
    exit_with(SOME_FAILED if summary.failed else 0)


def _keep_fresh(
    session: Session,
    paths: Sequence[Path],
    limits: Limits,
    poll_seconds: float | None,
    telling: Mapping[str, bool],
    pipeline: str,
) -> None:
    from index.build.pipeline import build
    from index.build.watching.watch import Watch
    from index.cli.watching import WatchTeller, until

    begun = "watching for changes; ctrl-c ends it"
    with interrupts() as interrupted, WatchTeller(begun, **telling) as teller, _beside(session, pipeline) as begin:
        stopped = until(interrupted)
        one_build = partial(
            build,
            session.folder,
            corrections=session.corrections,
            report=teller.report,
            progress=teller.progress,
            stopped=stopped,
            limits=limits,
        )
        whole = Watch(
            session.folder, paths, one_build, teller, stopped=stopped, poll_seconds=poll_seconds, afterwards=begin
        ).run()
    if not whole:
        exit_interrupted()


@contextlib.contextmanager
def _beside(session: Session, pipeline: str) -> Iterator[Callable[[], None]]:
    """What begins a second tier of names after an update; nothing where no pipeline is named."""
    if not pipeline:
        yield lambda: None
        return
    from index.build.second_tier import Alongside
    from index.nlp.pipelines import required

    tier = Alongside(session.folder, required(pipeline), lambda error: say(f"dateline: names: {error}"))
    try:
        yield tier.begin
    finally:
        tier.end()


def _require_something(session: Session, paths: tuple[Path, ...]) -> None:
    if not paths and not is_library(session.folder):
        raise click.UsageError(
            "there is no library yet: name the folder or file to read, for example `dateline index ~/news`"
        )


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Only look; repair nothing.")
@json_option
@click.pass_obj
def doctor(session: Session, only_check: bool, as_json: bool) -> None:
    """Check the library, and repair from the files what is damaged.

    Corrections and the notebook are checked, too, and never changed. Exit code 3 when something is left that could
    not be repaired.
    """
    from index.doctor import examine

    findings = examine(session.folder, session.corrections, repair=not only_check, notebook=session.notebook)
    for finding in findings:
        if as_json:
            print_json(
                {"what": finding.what, "repaired": finding.repaired, "remedy": finding.remedy, "harm": finding.harm}
            )
        else:
            mark = "repaired" if finding.repaired else ("damaged" if finding.harm else "note")
            emit(f"{mark:<9} {finding.what}" + (f". {finding.remedy}" if finding.remedy else ""))
    if not findings:
        say("the library is in good order")
    exit_with(DAMAGED if any(f.harm and not f.repaired for f in findings) else 0)


COMMANDS: tuple[click.Command, ...] = (index, doctor)
