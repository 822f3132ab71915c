"""The command line without the app: every answer of the library, as text or as JSON lines.

stdout is data, stderr is talk. Errors are caught here, by type, and become one line with a remedy and an exit code.
"""

from __future__ import annotations

import io
import os
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from index import places
from index.cli import actors, corrections, interrupts, kwic, names, notebook, reading, report, taking, upkeep
from index.cli.printing import OutputClosed, complain
from index.cli.session import Session
from index.errors import DatelineError

__all__ = ["Commands", "group", "main"]

_EPILOG = """\b
Examples:
  dateline ~/news                       read a folder
  dateline index ~/news                 build or refresh the library
  dateline search 'haftar -qatar'       find in all sources
  dateline actors haftar --forms        who is it, under which names
  dateline refs haftar turkey           the sentences that name both
  dateline kwic ceasefire --sort right  a word in context, in all sources
  dateline note 001 'Compare with 003'  what you write is kept apart from the library
  dateline list --json | jq .title      everything prints as JSON lines, too

Exit codes: 0 done or found, 1 nothing found, 2 usage or query, 3 library missing or damaged, 4 done but some
inputs failed, 130 interrupted."""


class Commands(click.Group):
    """A group in which a first word that is no command is a path to read, and no word at all reads as well."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        args = _library_first(args)
        at = self._first_word(args)
        if ctx.resilient_parsing and at == len(args):
            return super().parse_args(ctx, args)  # a shell completes the first word, which may be any command
        known = {*self.commands, "-h", "--help", "--version"}
        if at is not None and "read" in known and (at == len(args) or args[at] not in known):
            args = [*args[:at], "read", *args[at:]]
        return super().parse_args(ctx, args)

    @staticmethod
    def _first_word(args: Sequence[str]) -> int | None:
        """Where the options of the program itself end; None where one of them lacks its value."""
        at = 0
        while at < len(args) and args[at].startswith("--library"):
            at += 1 if "=" in args[at] else 2
        return at if at <= len(args) else None


def _library_first(args: Sequence[str]) -> list[str]:
    """The option of the program itself before all else, where it stands behind a command, as many programs take it."""
    kept: list[str] = []
    moved: list[str] = []
    at = 0
    while at < len(args) and args[at] != "--":
        size = 2 if args[at] == "--library" else 1
        target = moved if args[at] == "--library" or args[at].startswith("--library=") else kept
        target.extend(args[at : at + size])
        at += size
    return [*moved, *kept, *args[at:]]


@click.group(
    cls=Commands, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.version_option(package_name="dateline", message="dateline %(version)s")
@click.option(
    "--library",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the library (else DATELINE_LIBRARY, else a folder in the user's cache).",
)
@click.pass_context
def group(ctx: click.Context, library: Path | None) -> None:
    """Read articles from many sources, search them all, and see who is who.

    Without a command it opens the app: on the PATHs given, else on the library, else on five sample articles.
    """
    named = library or (Path(found) if (found := os.environ.get("DATELINE_LIBRARY")) else None)
    ctx.obj = ctx.with_resource(Session(named or places.default_library(), explicit=named is not None))


for command in (
    *reading.COMMANDS,
    *kwic.COMMANDS,
    *actors.COMMANDS,
    *corrections.COMMANDS,
    *notebook.COMMANDS,
    *taking.COMMANDS,
    *upkeep.COMMANDS,
    *report.COMMANDS,
    *names.COMMANDS,
):
    group.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:  # noqa: PLR0911 - one return for each way that it can end
    """Run a command and return its exit code; nothing but an interruption of the machine itself leaves it."""
    _prepare_streams()
    try:
        code = group.main(
            args=None if arguments is None else list(arguments), prog_name="dateline", standalone_mode=False
        )
        sys.stdout.flush()
    except DatelineError as error:
        return complain(error)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("dateline: interrupted; what was done stands", err=True)
        return interrupts.INTERRUPTED
    except (OutputClosed, BrokenPipeError):
        # Nothing more can be said on stdout, and Python would complain of it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (OSError, sqlite3.DatabaseError) as error:
        from index.store.faults import named

        return complain(named(error))
    return code if isinstance(code, int) else 0


def _prepare_streams() -> None:
    """Output that can't fail for what it says: a closed stream swallows it, a narrow encoding shows question marks."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open until the end
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
