"""The settings in force, and where each comes from: the default, the environment, `config.toml`, the command line.

Later ones win; the file wins over NO_COLOR and its like, as no-color.org asks, and a variable of dateline's own wins
over the file. Without a file nothing is loaded to read one.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index import places
from tui.settings import Settings, Value

if TYPE_CHECKING:
    from tui.config_file import ConfigError

COMMAND_LINE = "command line"


@dataclass(frozen=True, slots=True)
class Configured:
    """Settings, and how they came about."""

    settings: Settings
    origins: Mapping[str, str]
    """Where a setting, or `keys.` and an action, is from: `file:line`, a variable, the command line; absent for the
    default."""
    problems: tuple[ConfigError, ...] = ()

    @property
    def notice(self) -> str:
        """One line about what is wrong; empty where nothing is."""
        if not self.problems:
            return ""
        more = f" ({len(self.problems) - 1} more)" if len(self.problems) > 1 else ""
        first = self.problems[0]
        place = f"{Path(first.place).name}: " if first.place else ""
        return f"{place}{first.message}{more}; see `dateline config --check`"


def path_of_file(environment: Mapping[str, str] = os.environ) -> Path:
    """Where `config.toml` is, or would be."""
    return places.config_folder(environment) / places.CONFIG_FILE


def configured(environment: Mapping[str, str] = os.environ, chosen: Mapping[str, Value] | None = None) -> Configured:
    """What is set; `chosen` on the command line, by the attributes of `Settings`."""
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for attribute, value, variable in _by_environment(environment):
        values[attribute], origins[attribute] = value, variable
    problems: tuple[ConfigError, ...] = ()
    path = path_of_file(environment)
    if os.path.lexists(path):
        from tui.config_file import read

        found = read(path)
        values |= found.values
        origins |= found.places
        values["keys"] = found.keys
        problems = tuple(found.problems)
    if shared := environment.get(places.SHARED_CORRECTIONS):
        values["corrections_shared"], origins["corrections.shared"] = shared, places.SHARED_CORRECTIONS
    for attribute, value in (chosen or {}).items():
        values[attribute], origins[_name(attribute)] = value, COMMAND_LINE
    return Configured(replace(Settings(), **values), origins, problems)


def _by_environment(environment: Mapping[str, str]) -> list[tuple[str, Value, str]]:
    found: list[tuple[str, Value, str]] = []
    if environment.get("NO_COLOR"):
        found.append(("colour", False, "NO_COLOR"))
    if environment.get("TEXTUAL_ANIMATIONS", "").lower() == "none":
        found.append(("motion", "reduced", "TEXTUAL_ANIMATIONS"))
    return found


def _name(attribute: str) -> str:
    section = next((one.metadata.get("section", "") for one in fields(Settings) if one.name == attribute), "")
    return f"{section}.{attribute.removeprefix(f'{section}_')}" if section else attribute
