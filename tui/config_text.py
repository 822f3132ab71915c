"""The table of settings as text: the documented default file, and the README's table."""

from __future__ import annotations

import json
import textwrap

from tui.actions import ACTIONS, GROUPS
from tui.key_names import keys_of
from tui.settings import Setting, Value, table

_WIDTH = 100
"""Columns of a comment in the default file."""


def written(value: Value) -> str:
    """A value as the file has it."""
    return json.dumps(value, ensure_ascii=False)


def default_file() -> str:
    """Every setting with its default and every action with its keys, all commented out: it sets nothing."""
    lines = _comment("Settings of dateline. `dateline config --check` checks them, `dateline config` shows all.")
    section = ""
    for setting in table():
        if setting.section != section:
            section = setting.section
            lines += ["", f"[{section}]"]
        lines += [
            "",
            *_comment(f"{setting.sentence} ({setting.values})"),
            f"# {setting.key} = {written(setting.default)}",
        ]
    lines += ["", "[keys]"]
    lines += _comment('What is not named keeps its keys. A list gives several, [] none: "search" = ["s", "ctrl+f"].')
    for group in GROUPS:
        actions = [action for action in ACTIONS if action.group == group]
        if actions:
            lines += ["", f"# {group}"]
        for action in actions:
            lines.append(f"# {written(action.id)} = [{', '.join(map(written, keys_of(action)))}]  # {action.sentence}")
    return "\n".join(lines) + "\n"


def _comment(words: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(words, _WIDTH - 2)]


def markdown_table() -> str:
    """The settings as a Markdown table, for the README."""
    lines = ["| setting | is | does |", "|---|---|---|"]
    lines += [f"| `{one.name}` | {_default(one)} | {one.sentence} |" for one in table()]
    return "\n".join(lines) + "\n"


def _default(setting: Setting) -> str:
    """All that it can be, the default in bold."""
    if setting.choices:
        names = [f"`{choice}`" for choice in setting.choices]
        return ", ".join(f"**{name}**" if name == f"`{setting.default}`" else name for name in names)
    if setting.most:
        return f"**`{written(setting.default)}`**, {setting.values}"
    return f"**`{written(setting.default)}`**"
