"""The manual page, made of the commands and the tables of actions, marks and settings."""

from __future__ import annotations

import inspect
from importlib.metadata import version

import click

from tui import keys
from tui.actions import ACTIONS
from tui.config_text import written
from tui.marks import marks
from tui.render.glyphs import DRAWN
from tui.roff import bold, filled, italic, item, paragraphs, text
from tui.settings import table

DATE = "2026-11-22"
"""Of the last edit of what is written here by hand; what comes from the tables needs none."""

_ENVIRONMENT = (
    ("DATELINE_LIBRARY", "The folder of the library, where --library does not name one."),
    ("NO_COLOR", "Set and not empty: no colours, unless config.toml says colour = true."),
    ("TEXTUAL_ANIMATIONS", "none is the same as motion = reduced."),
    ("COLORFGBG", "Where it says that the ground is white, the theme auto is the light one."),
    ("VISUAL, EDITOR", "The command that edits a text, where config.toml names none."),
    ("XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_CACHE_HOME", "In place of ~/.config, ~/.local/share and ~/.cache."),
)
_FILES = (
    ("~/.config/dateline/config.toml", "The settings."),
    ("~/.local/share/dateline/", "What you make: corrections and the notebook."),
    ("~/.cache/dateline/", "Libraries; all of it can be deleted and comes back."),
)
_EXIT = (
    ("0", "Done, or found."),
    ("1", "Nothing found."),
    ("2", "Usage, a query that cannot be read, or a mistake in config.toml."),
    ("3", "The library is missing or damaged."),
    ("4", "Done, but some inputs failed."),
    ("130", "Interrupted."),
)


def page(group: click.Group) -> str:
    """The page in man(7)."""
    lines = [
        f'.TH DATELINE 1 "{DATE}" "dateline {version("dateline")}"',
        ".SH NAME",
        "dateline \\- read articles from many sources, search them all, and see who is who",
        ".SH SYNOPSIS",
        f"{bold('dateline')} [{bold('--library')} {italic('DIR')}] {italic('COMMAND')} ...",
        ".br",
        f"{bold('dateline')} [{bold('read')}] [{italic('OPTION')}]... [{italic('PATH')}]...",
        ".SH DESCRIPTION",
        *paragraphs(inspect.cleandoc(group.help or "")),
        ".SH COMMANDS",
        *_commands(group),
        ".SH KEYS",
        *filled("Every key can be bound anew in config.toml, by the name of its action, which stands in brackets."),
        *_keys(),
        ".SH MARKS",
        *_marks(),
        ".SH SETTINGS",
        f"They stand in {italic('config.toml')}, one to a line, as in {bold('measure = 66')}.",
        "A name with a dot is a section and a setting in it.",
        *_settings(),
        *_listed("ENVIRONMENT", _ENVIRONMENT),
        *_listed("FILES", _FILES),
        *_listed("EXIT STATUS", _EXIT),
        ".SH SEE ALSO",
        f"{bold('less')}(1), {bold('newsboat')}(1), {bold('notmuch')}(1)",
    ]
    return "\n".join(lines) + "\n"


def _commands(group: click.Group) -> list[str]:
    lines: list[str] = []
    for name in sorted(group.commands):
        command = group.commands[name]
        if command.hidden:
            continue
        context = click.Context(command, info_name=f"dateline {name}")
        usage = " ".join(piece for piece in command.collect_usage_pieces(context) if piece != "[OPTIONS]")
        lines += [f".SS dateline {text(name)} {text(usage)}".rstrip()]
        lines += paragraphs(inspect.cleandoc(command.help or ""))
        for parameter in command.get_params(context):
            record = parameter.get_help_record(context)
            if record is not None and record[1] and parameter is not command.get_help_option(context):
                lines += item(bold(record[0]), record[1])
    return lines


def _keys() -> list[str]:
    lines: list[str] = []
    for group in dict.fromkeys(action.group for action in ACTIONS):
        lines.append(f".SS {text(group)}")
        for action in ACTIONS:
            if action.group == group:
                lines += item(bold(keys.shown(action.keys)), f"{action.sentence} [{action.id}]")
    return lines


def _marks() -> list[str]:
    return [line for mark in marks(DRAWN) for line in item(bold(mark.words), mark.sentence)]


def _settings() -> list[str]:
    lines: list[str] = []
    for one in table():
        said = f"{one.sentence} It is {one.values}; {written(one.default)} if nothing is set."
        lines += item(bold(one.name), said)
    return lines


def _listed(title: str, rows: tuple[tuple[str, str], ...]) -> list[str]:
    return [f".SH {title}", *(line for name, said in rows for line in item(bold(name), said))]
