"""All commands: the headless ones of the engine, and `read`, which opens the app."""

from __future__ import annotations

from pathlib import Path

import click

from index.cli import group, main
from index.cli.session import Session
from tui.launch import launch

__all__ = ["group", "main"]


@group.command()
@click.argument("paths", nargs=-1, type=click.Path(readable=False, path_type=Path))
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
    click.get_current_context().exit(launch(session.folder if session.explicit else None, paths))
