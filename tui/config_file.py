"""Reads `config.toml`: what is right in it applies, what is wrong is listed with its line and a remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index import DatelineError, toml_lines
from tui import key_names
from tui.actions import ACTIONS, Action
from tui.settings import Setting, Value, table

KEYS = "keys"
"""The section that gives actions their keys."""

_SETTINGS = {one.name: one for one in table()}
_ACTIONS = {action.id: action for action in ACTIONS}


class ConfigError(DatelineError):
    """Something in `config.toml` that can't be as it is; the rest of it applies."""


@dataclass(slots=True)
class FileSettings:
    """What a file sets."""

    values: dict[str, Value] = field(default_factory=dict)
    """By the attribute of `Settings`."""
    keys: dict[str, str] = field(default_factory=dict)
    """Action → its keys where they are not the default ones, as `Settings.keys`."""
    places: dict[str, str] = field(default_factory=dict)
    """`file:line` of each setting by its name, of an action's keys by `keys.` and its id."""
    problems: list[ConfigError] = field(default_factory=list)
    """In the order of the file."""


def read(path: Path) -> FileSettings:
    """Never fails: a file that can't be read at all sets nothing and is one problem."""
    made = FileSettings()
    try:
        text = path.read_text("utf-8")
        tree = tomllib.loads(text)
    except OSError as error:
        made.problems.append(_error((error.strerror or str(error)).lower(), str(path), "Nothing of it applies"))
    except UnicodeDecodeError:
        made.problems.append(_error("it is not UTF-8", str(path), "Nothing of it applies until it is saved as UTF-8"))
    except tomllib.TOMLDecodeError as error:
        made.problems.append(_unreadable(str(error), path))
    else:
        _Checker(str(path), toml_lines.lines_of_keys(text), made).check(tree)
    return made


def _error(message: str, place: str, remedy: str) -> ConfigError:
    return ConfigError(message, place=place, remedy=remedy)


def _unreadable(said: str, path: Path) -> ConfigError:
    message, line = toml_lines.fault(said)
    place = f"{path}:{line}" if line else str(path)
    remedy = "Nothing of it applies until it is mended"
    if "overwrite" in message or "mutate" in message:
        remedy += '; a name with a dot may need quotes, as in "search.explain" = "e"'
    return _error(f"this is not TOML: {message}", place, remedy)


class _Checker:
    def __init__(self, path: str, lines: Mapping[tuple[str, ...], int], made: FileSettings) -> None:
        self._path = path
        self._lines = lines
        self._made = made

    def check(self, tree: Mapping[str, object]) -> None:
        for name, value in tree.items():
            if name == KEYS:
                self._check_keys(value)
            elif isinstance(value, dict) and name in {one.section for one in _SETTINGS.values()}:
                for key, inner in value.items():
                    self._check_setting((name, key), inner)
            elif isinstance(value, dict) and name not in _SETTINGS:
                self._unknown((name,), "section", {one.section for one in _SETTINGS.values() if one.section} | {KEYS})
            else:
                self._check_setting((name,), value)
        self._check_panes()
        self._made.problems.sort(key=lambda error: _number(error.place))

    def _place(self, path: tuple[str, ...]) -> str:
        line = self._lines.get(path)
        return f"{self._path}:{line}" if line else self._path

    def _complain(self, path: tuple[str, ...], message: str, remedy: str) -> None:
        self._made.problems.append(_error(message, self._place(path), remedy))

    def _unknown(self, path: tuple[str, ...], kind: str, known: set[str]) -> None:
        from difflib import get_close_matches

        name = ".".join(path[1:] if kind == "action" else path)
        near = get_close_matches(name, known, 1) or [one for one in sorted(known) if one.rpartition(".")[2] == name][:1]
        meant = f"Did you mean {near[0]}? " if near else ""
        self._complain(path, f"there is no {kind} {name}", f"{meant}`dateline config --default` lists all")

    # Settings

    def _check_setting(self, path: tuple[str, ...], value: object) -> None:
        setting = _SETTINGS.get(".".join(path))
        if setting is None:
            self._unknown(path, "setting", set(_SETTINGS))
            return
        taken = _taken(setting, value)
        if taken is None:
            self._complain(path, f"{setting.name} can't be {toml_lines.written(value)}", f"It can be {setting.values}")
            return
        self._made.values[setting.attribute] = taken
        self._made.places[setting.name] = self._place(path)

    def _check_panes(self) -> None:
        values = self._made.values
        two = values.get("panes_two_from", _SETTINGS["panes.two_from"].default)
        three = values.get("panes_three_from", _SETTINGS["panes.three_from"].default)
        if isinstance(two, int) and isinstance(three, int) and two > three:
            wrong = "panes.two_from" if "panes_two_from" in values else "panes.three_from"
            message = f"three panes from {three} columns, but two from {two}"
            self._complain(tuple(wrong.split(".")), message, "two_from must be at most three_from; neither applies")
            for name in ("panes.two_from", "panes.three_from"):
                values.pop(_SETTINGS[name].attribute, None)
                self._made.places.pop(name, None)

    # Keys

    def _check_keys(self, section: object) -> None:
        if not isinstance(section, dict):
            self._complain((KEYS,), f"{KEYS} can't be {toml_lines.written(section)}", f"Write a section: [{KEYS}]")
            return
        own: dict[str, list[str]] = {}
        paths: dict[str, tuple[str, ...]] = {}
        for path, value in _flat(section, (KEYS,)):
            name = ".".join(path[1:])
            if name not in _ACTIONS:
                self._unknown(path, "action", set(_ACTIONS))
                continue
            wanted = self._keys_wanted(path, _ACTIONS[name], value)
            if wanted is not None:
                own[name], paths[name] = wanted, path
        self._bind(own, paths)

    def _keys_wanted(self, path: tuple[str, ...], action: Action, value: object) -> list[str] | None:
        """None where not one of them can be, so that the default ones stay."""
        written = [value] if isinstance(value, str) else value
        if not isinstance(written, list) or not all(isinstance(one, str) for one in written):
            self._complain(
                path, f"{action.id} can't be {toml_lines.written(value)}", 'Write "s", ["s", "ctrl+t"] or [] for none'
            )
            return None
        names = [name for name in written if name]
        kept: list[str] = []
        for name in names:
            key = key_names.canonical(name)
            if key is None:
                from difflib import get_close_matches

                near = get_close_matches(name.lower().replace("-", "+"), [*key_names.NAMED, *_CONTROL], 1, 0.7)
                meant = f"Did you mean {near[0]}? " if near else ""
                remedy = f"{meant}Keys are called s, G, ?, ctrl+t, pagedown, f5"
                self._complain(path, f"no key is called {name}", remedy)
            elif wrong := key_names.objection(key, action):
                self._complain(path, f"{name} can't be {action.id}: {wrong}", "Choose another key")
            elif key not in kept:
                kept.append(key)
        return kept if kept or not names else None

    def _bind(self, own: Mapping[str, list[str]], paths: Mapping[str, tuple[str, ...]]) -> None:
        """Of two actions that a file gives one key, the first has it; a default key gives way to the file's."""
        bound = {action.id: [] if action.id in own else key_names.keys_of(action) for action in ACTIONS}
        for name, keys in own.items():
            for key in keys:
                lost = False
                for rival in key_names.rivals(bound, _ACTIONS[name], key):
                    if rival.id in own:
                        lost = True
                        line = self._lines.get(paths[rival.id], 0)
                        message, remedy = f"{key} is {rival.id} already, by line {line}", "Give one of them another key"
                    else:
                        bound[rival.id].remove(key)
                        self._made.places.setdefault(f"{KEYS}.{rival.id}", self._place(paths[name]))
                        message = f"{key} was {rival.id} ({rival.sentence}) and is {name} now"
                        remedy = f'Give the other a key, too: "{rival.id}" = "…", or [] for none'
                    self._complain(paths[name], message, remedy)
                if not lost:
                    bound[name].append(key)
            self._made.places[f"{KEYS}.{name}"] = self._place(paths[name])
        for action in ACTIONS:
            if bound[action.id] != key_names.keys_of(action):
                self._made.keys[action.id] = ",".join(bound[action.id])


def _flat(section: Mapping[str, object], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    """Without quotes, `search.explain` is a table in a table; it means the same."""
    for name, value in section.items():
        if isinstance(value, dict):
            yield from _flat(value, (*path, name))
        else:
            yield (*path, name), value


def _taken(setting: Setting, value: object) -> Value | None:
    """The value, if the setting can be it."""
    if isinstance(setting.default, bool):
        return value if isinstance(value, bool) else None
    if isinstance(setting.default, int):
        right = isinstance(value, int) and not isinstance(value, bool) and setting.least <= value <= setting.most
        return value if right and isinstance(value, int) else None
    if setting.choices and isinstance(value, int) and str(value) in setting.choices:
        return str(value)
    return value if isinstance(value, str) and (not setting.choices or value in setting.choices) else None


def _number(place: str) -> int:
    line = place.rpartition(":")[2]
    return int(line) if line.isdigit() else 0


_CONTROL = [f"ctrl+{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
