"""The commands that keep a library: index and doctor."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import click

from index.build.progress import BuildProgress, FileReport, FileStatus
from index.cli.printing import print_json, say, styled
from index.cli.reading import exit_with, json_option
from index.cli.session import Session
from index.counting import counted
from index.places import is_library

SOME_FAILED = 4
DAMAGED = 3
INTERRUPTED = 130


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--wait", "wait_seconds", type=click.FloatRange(min=0), default=0.0, help="Wait so many seconds for another build."
)
@click.option("--verbose", "-v", is_flag=True, help="Name unchanged and skipped files, too.")
@click.option("--progress", "as_progress", is_flag=True, help="Progress as JSON lines of type progress, for programs.")
@json_option
@click.pass_obj
def index(
    session: Session,
    paths: tuple[Path, ...],
    wait_seconds: float,
    verbose: bool,
    as_progress: bool,
    as_json: bool,
) -> None:
    """Build the library from PATH…, or refresh it.

    Without PATH it is refreshed from all that it knows.

    Files that have not changed are not read again. Ctrl-C stops; what was done stands, and the next run goes on.

    \b
    Examples:
      dateline index ~/news ~/more/archive.jsonl.xz
      dateline index                    refresh
      dateline index ~/news --json      a line a file, for programs
    """
    from index.build.pipeline import build

    _require_something(session, paths)
    bar = _ProgressLine() if sys.stderr.isatty() and not as_progress else None

    def report(line: FileReport) -> None:
        if as_json:
            print_json(_report_json(line))
        elif not as_progress and (verbose or line.status not in (FileStatus.UNCHANGED, FileStatus.SKIPPED)):
            if bar:
                bar.clear()
            _print_report(line)

    def progress(state: BuildProgress) -> None:
        if as_progress:
            print_json(_progress_json(state))
            sys.stdout.flush()
        elif bar:
            bar.show(state)

    with _interrupts() as interrupted:
        summary = build(
            session.folder,
            paths,
            corrections=session.corrections,
            report=report,
            progress=progress,
            stopped=interrupted,
            wait_seconds=wait_seconds,
        )
    if bar:
        bar.clear()
    files = ", ".join(f"{number:,} {status}" for status, number in summary.counts.items() if number)
    say(f"{counted(summary.articles, 'article')} in the library ({files or 'no files'})")
    if summary.stopped:
        say("interrupted; what was done stands, and the same command goes on from here")
        exit_with(INTERRUPTED)
    exit_with(SOME_FAILED if summary.failed else 0)


def _require_something(session: Session, paths: tuple[Path, ...]) -> None:
    if not paths and not is_library(session.folder):
        raise click.UsageError(
            "there is no library yet: name the folder or file to read, for example `dateline index ~/news`"
        )


@contextlib.contextmanager
def _interrupts() -> Iterator[Callable[[], bool]]:
    """Turn the first Ctrl-C or termination into a request to stop between two articles; the second one ends at once."""
    asked = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the form that signal.signal wants
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    old = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked.is_set
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)


class _ProgressLine:
    """One line on the terminal that is drawn over itself."""

    def show(self, state: BuildProgress) -> None:
        """Draw it anew."""
        parts = [state.stage]
        if state.total:
            parts.append(f"{state.done:,} of {state.total:,} articles")
            filled = round(20 * min(1.0, state.done / state.total))
            parts.append("█" * filled + "░" * (20 - filled))
        if state.eta_seconds is not None and not state.finished:
            parts.append(f"{duration(state.eta_seconds)} left")
        if state.failed:
            parts.append(f"{state.failed:,} failed")
        columns = os.get_terminal_size(sys.stderr.fileno()).columns
        sys.stderr.write("\r\x1b[K" + " · ".join(parts)[: columns - 1])
        sys.stderr.flush()

    def clear(self) -> None:
        """Make the line empty again."""
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def duration(seconds: float) -> str:
    """`8 s`, `3 min` or `1 h 20 min`."""
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def _print_report(line: FileReport) -> None:
    colour = {FileStatus.FAILED: "red", FileStatus.ADDED: "green", FileStatus.UPDATED: "cyan"}.get(line.status)
    reason = f"  {line.reason}" if line.reason else ""
    remedy = f". {line.remedy}" if line.remedy else ""
    click.echo(f"{styled(f'{line.status:<9}', fg=colour)} {line.path}{reason}{remedy}")


def _report_json(line: FileReport) -> dict[str, object]:
    return {
        "path": line.path,
        "status": line.status,
        "reason": line.reason,
        "id": line.id,
        "encoding": line.encoding,
        "remedy": line.remedy,
    }


def _progress_json(state: BuildProgress) -> dict[str, object]:
    return {
        "type": "progress",
        "stage": state.stage,
        "done": state.done,
        "total": state.total,
        "failed": state.failed,
        "eta_seconds": state.eta_seconds,
        "finished": state.finished,
    }


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Only look; repair nothing.")
@json_option
@click.pass_obj
def doctor(session: Session, only_check: bool, as_json: bool) -> None:
    """Check the library, and repair from the files what is damaged.

    Corrections are checked, too, and never changed. Exit code 3 when something is left that could not be repaired.
    """
    from index.doctor import examine

    findings = examine(session.folder, session.corrections, repair=not only_check)
    for finding in findings:
        if as_json:
            print_json(
                {"what": finding.what, "repaired": finding.repaired, "remedy": finding.remedy, "harm": finding.harm}
            )
        else:
            mark = "repaired" if finding.repaired else ("damaged" if finding.harm else "note")
            click.echo(f"{mark:<9} {finding.what}" + (f". {finding.remedy}" if finding.remedy else ""))
    if not findings:
        say("the library is in good order")
    exit_with(DAMAGED if any(f.harm and not f.repaired for f in findings) else 0)


COMMANDS: tuple[click.Command, ...] = (index, doctor)
