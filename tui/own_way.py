"""The commands of one's own way: `config`, and the printing of the manual page and the shells' scripts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from index.cli.options import json_option
from index.cli.printing import emit, print_json, say
from tui import config_text
from tui.config import configured, path_of_file
from tui.settings import Value, table

WRONG = 2
"""Exit code of `config --check` where something is wrong."""

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--watch/--no-watch", default=None, help="Take in what changes in the files while you read, or not."),
    click.option("--theme", type=click.Choice(["auto", "dark", "light", "high-contrast", "16"]), help="The colours."),
    click.option("--mouse/--no-mouse", default=None, help="Whether clicks and the wheel are taken."),
    click.option(
        "--colour/--no-colour",
        "--color/--no-color",
        default=None,
        help="Without, marks differ by bold, underline and reverse; NO_COLOR asks for that, too.",
    ),
    click.option("--accessible/--not-accessible", default=None, help="For screen readers: no lines, words for marks."),
    click.option(
        "--reduced-motion", "motion", flag_value="reduced", default=None, help="Nothing moves by itself but seldom."
    ),
)


def setting_options(command: F) -> F:
    """The settings that the command line has options for; what is not given is None."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def chosen(options: Mapping[str, Value | None]) -> dict[str, Value]:
    """Those that were given."""
    return {name: value for name, value in options.items() if value is not None}


@click.command()
@click.option("--check", is_flag=True, help="Only say what is wrong in the file; exit code 2 if anything is.")
@click.option("--default", "as_default", is_flag=True, help="Print a file with every setting and key, commented out.")
@click.option("--path", "as_path", is_flag=True, help="Print where the file is, or would be.")
@json_option
@setting_options
def config(check: bool, as_default: bool, as_path: bool, as_json: bool, **options: Value | None) -> None:
    """Show the settings in force and where each comes from.

    The file is config.toml in $XDG_CONFIG_HOME/dateline, else in ~/.config/dateline. The options of `dateline read`
    count as they would there.

    \b
    Examples:
      dateline config
      dateline config --check
      dateline config --default > ~/.config/dateline/config.toml
    """
    if as_path:
        emit(str(path_of_file()))
    elif as_default:
        emit(config_text.default_file().rstrip("\n"))
    elif check:
        _check(as_json=as_json)
    else:
        _show(chosen(options), as_json=as_json)


def _check(*, as_json: bool) -> None:
    problems = configured().problems
    for problem in problems:
        if as_json:
            print_json({"place": problem.place, "message": problem.message, "remedy": problem.remedy})
        else:
            emit(str(problem))
    if not problems:
        path = path_of_file()
        say(f"{path}: nothing is wrong" if path.exists() else f"{path}: there is none, so the defaults are in force")
    click.get_current_context().exit(WRONG if problems else 0)


def _show(given: Mapping[str, Value], *, as_json: bool) -> None:
    found = configured(chosen=given)
    rows = [(one.section, one.key, one.name, getattr(found.settings, one.attribute)) for one in table()]
    rows += [
        ("keys", action, f"keys.{action}", bound.split(",") if bound else [])
        for action, bound in sorted(found.settings.keys.items())
    ]
    section = ""
    for in_section, key, name, value in rows:
        origin = found.origins.get(name, "default")
        if as_json:
            print_json({"name": name, "value": value, "origin": origin})
            continue
        if in_section != section:
            section = in_section
            emit(f"\n[{section}]")
        setting = f"{config_text.written(key) if section == 'keys' else key} = {config_text.written(value)}"
        emit(f"{setting:<32} # {origin}")
    for problem in found.problems:
        say(f"dateline: {problem}")


@click.command()
def man() -> None:
    """Print the manual page, as man reads it.

    \b
    Example:
      dateline man | man -l -
    """
    from tui.cli import group
    from tui.manual import page

    emit(page(group).rstrip("\n"))


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completions(shell: str) -> None:
    """Print the script that completes commands, options, articles, actors and fields in a shell.

    An installed package brings the scripts along, where the shells look for them.

    \b
    Examples:
      dateline completions bash > ~/.local/share/bash-completion/completions/dateline
      dateline completions zsh > ~/.zfunc/_dateline          with fpath+=~/.zfunc in ~/.zshrc
      dateline completions fish > ~/.config/fish/completions/dateline.fish
    """
    from tui.cli import group
    from tui.completions import script

    emit(script(group, shell).rstrip("\n"))


COMMANDS: tuple[click.Command, ...] = (config, man, completions)
