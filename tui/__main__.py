"""`dateline`: the headless commands, and `read`, which opens the app. Textual is loaded by `read` alone."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

import click

from index import cli, places
from index.cli.session import Session
from tui.terminal import unsuitable

USAGE = 2


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.pass_obj
def read(session: Session, paths: tuple[Path, ...]) -> None:
    """Open the app on PATH…, on the library, or on five sample articles.

    PATH… gets a library of its own, unless one is named with --library, which then takes PATH… in. The library is
    brought up to date while you read.

    \b
    Examples:
      dateline                     the library that `dateline index` built, else the samples
      dateline ~/news              a folder
      dateline archive.jsonl.xz    one file of many articles
    """
    missing = [path for path in paths if not path.exists()]
    if missing:
        commands = ", ".join(sorted(cli.group.commands))
        raise click.UsageError(f"{missing[0]}: no such file or folder, and no command (commands: {commands})")
    folder, paths = _library(session, paths)
    reason = unsuitable(os.environ, sys.stdin.isatty(), sys.stdout.isatty())
    if reason:
        click.echo(f"dateline: {reason}. This prints instead:\n  {_printing(session, paths)}", err=True)
        click.get_current_context().exit(USAGE)
    _run(session, folder, paths)


def _library(session: Session, paths: tuple[Path, ...]) -> tuple[Path, tuple[Path, ...]]:
    """The library to open, and the paths to bring it up to date with; none for all that it knows."""
    from index.store import FILE_NAME

    if paths:
        return (session.folder if session.explicit else places.library_of(paths)), paths
    if (session.folder / FILE_NAME).exists():
        return session.folder, ()
    samples = (places.samples(),)
    return (session.folder if session.explicit else places.library_of(samples)), samples


def _printing(session: Session, paths: tuple[Path, ...]) -> str:
    program = _program() + (f" --library {shlex.quote(str(session.folder))}" if session.explicit else "")
    named = " ".join(shlex.quote(str(path)) for path in paths)
    return f"{program} index {named} && {program} list" if paths else f"{program} list"


def _program() -> str:
    """How the user called the program: by its name where a shell finds it so, else by its path."""
    called = Path(sys.argv[0])
    found = shutil.which(called.name)
    if found is not None and Path(found).resolve() == called.resolve():
        return called.name
    return shlex.quote(os.path.relpath(called)) if called.name == "dateline" else "dateline"


def _run(session: Session, folder: Path, paths: tuple[Path, ...]) -> None:
    from tui.app import DatelineApp

    def open_library():  # type: ignore[no-untyped-def]
        from index import Library

        return Library.open(folder, corrections=session.corrections)

    def build(tell):  # type: ignore[no-untyped-def]
        running.run(tell)

    from index import BackgroundBuild

    running = BackgroundBuild(folder, paths)
    app = DatelineApp(open_library, build, stop_build=running.stop)
    app.run()


cli.group.add_command(read)


def main() -> None:
    """The console script."""
    sys.exit(cli.main())


if __name__ == "__main__":
    main()
