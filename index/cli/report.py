"""The command `report`: what became of each file in the last import, without importing."""

from __future__ import annotations

import click

from index.build.progress import FileReport, FileStatus
from index.build.report import ORDER, ImportState, Report
from index.cli.options import NOTHING_FOUND, exit_with, json_option
from index.cli.printing import Json, print_json, say
from index.cli.session import Session
from index.cli.telling import QUIET, print_report, report_json
from index.cli.upkeep import SOME_FAILED
from index.counting import counted, duration
from index.errors import UnknownName


@click.command()
@click.option(
    "--status",
    "statuses",
    type=click.Choice([status.value for status in ORDER]),
    multiple=True,
    help="Only these files; may be given several times.",
)
@click.option("--verbose", "-v", is_flag=True, help="Name unchanged and skipped files, too.")
@json_option
@click.pass_obj
def report(session: Session, statuses: tuple[str, ...], verbose: bool, as_json: bool) -> None:
    """Say again what became of each file in the last import.

    Nothing is imported. The lines are those of `index`, failed files first; in JSON a line of type summary comes last.
    Exit code 4 where some failed, 1 where nothing is reported.

    \b
    Examples:
      dateline report
      dateline report --status failed --status skipped
      dateline report --json | jq -r 'select(.status == "failed") | .path'
    """
    found = session.library.report()
    if found is None:
        raise UnknownName("no import has left a report yet", remedy="`dateline index` imports and keeps one")
    wanted = set(map(FileStatus, statuses)) or set(ORDER)
    lines = [line for line in found.files if line.status in wanted]
    _print_lines(found, lines, as_json=as_json, quiet=not (verbose or statuses))
    say(_summary(found))
    if found.lost:
        say(f"{counted(found.lost, 'file')} of the report can't be read; `dateline index` writes a new one")
    exit_with(SOME_FAILED if FileStatus.FAILED in found.counts and lines else 0 if lines else NOTHING_FOUND)


def _print_lines(found: Report, lines: list[FileReport], *, as_json: bool, quiet: bool) -> None:
    for line in lines:
        if as_json:
            print_json(report_json(line))
        elif not (quiet and line.status in QUIET):
            print_report(line)
    if as_json:
        print_json(_summary_json(found))


def _summary(found: Report) -> str:
    took = f" in {duration((found.ended - found.began).total_seconds())}" if found.ended else ""
    files = ", ".join(f"{number:,} {status}" for status, number in found.counts.items())
    end = "" if found.state is ImportState.FINISHED else f", {_ENDS[found.state]}"
    return f"import of {found.began.astimezone():%Y-%m-%d %H:%M}{took}{end}: {files or 'no files'}"


_ENDS = {
    ImportState.STOPPED: "stopped before its end",
    ImportState.UNFINISHED: "which was killed or broke off",
    ImportState.RUNNING: "which is still running",
}


def _summary_json(found: Report) -> Json:
    return {
        "type": "summary",
        "began": found.began.isoformat(),
        "ended": found.ended.isoformat() if found.ended else None,
        "state": found.state,
        "roots": list(found.roots),
        "counts": {status.value: number for status, number in found.counts.items()},
        "lost": found.lost,
    }


COMMANDS: tuple[click.Command, ...] = (report,)
