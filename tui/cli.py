"""All commands: the headless ones of the engine, and `read`, which opens the app."""

from __future__ import annotations

import os
from pathlib import Path

import click

from index.cli import group, main
from index.cli.session import Session
from tui.launch import launch
from tui.own_way import COMMANDS, chosen, setting_options
from tui.settings import Value

__all__ = ["group", "main"]


@group.command()
@click.argument("paths", nargs=-1, type=click.Path(readable=False, path_type=Path))
@setting_options
@click.pass_obj
def read(session: Session, /, paths: tuple[Path, ...], **options: Value | None) -> None:
    """Open the app on PATH…, on the library, or on five sample articles.

    PATH… gets a library of its own, unless one is named with --library, which then takes PATH… in. The library is
    brought up to date as you begin to read; with --watch, or `watch = true` in config.toml, whenever its files change.
    The options win over config.toml, which `dateline config` shows.

    \b
    Examples:
      dateline                     the library that `dateline index` built, else the samples
      dateline ~/news              a folder
      dateline archive.jsonl.xz    one file of many articles
      dateline read ~/news --watch with what comes in while you read
    """
    click.get_current_context().exit(launch(session.folder if session.explicit else None, paths, chosen(options)))


for command in COMMANDS:
    group.add_command(command)

if os.environ.get("_DATELINE_COMPLETE"):  # a shell asks, and nothing else will be done
    from tui.completions import prepare

    prepare(group)
