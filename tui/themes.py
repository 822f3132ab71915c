"""The looks of the app: dark, light, high contrast, the terminal's own sixteen colours, and none at all."""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

from tui.settings import Settings

DARK, LIGHT, SIXTEEN = "dateline", "dateline-light", "dateline-16"
CONTRAST, NO_COLOUR = "dateline-high-contrast", "dateline-no-colour"

_DARK = {
    "text-plain": "#d3cec4",
    "text-bright": "#f4efe4",
    "text-faint": "#8d8980",
    "text-quote": "#b9b4aa",
    "text-code": "#b9c4a5",
    "accent-text": "#e2a75c",
    "rule": "#3c3f46",
    "rule-focus": "#e2a75c",
    "bar": "#6d7f95",
    "link": "#86a9d6",
    "trouble": "#ef8a7a",
    "name-person": "#e9c98a",
    "name-organisation": "#8fb8e8",
    "name-country": "#9fca8b",
    "name-place": "#7cc5bd",
    "name-event": "#d7a0d0",
    "match-text": "#17191e",
    "match-ground": "#e8c65a",
    "current-text": "#17191e",
    "current-ground": "#e2a75c",
    "cursor-text": "#f9f4e8",
    "cursor-ground": "#333a46",
    "away-ground": "#24282f",
    "spot-ground": "#2c3340",
    "line-ground": "#1e2127",
    "box-ground": "#262a32",
    "thumb": "#6b7079",
}

_LIGHT = {
    "text-plain": "#2f2d2a",
    "text-bright": "#0f0e0c",
    "text-faint": "#6a655b",
    "text-quote": "#4c4943",
    "text-code": "#4a5a2f",
    "accent-text": "#854c08",
    "rule": "#cdc6b8",
    "rule-focus": "#854c08",
    "bar": "#5c708a",
    "link": "#2a5c9c",
    "trouble": "#b3261e",
    "name-person": "#8a5a00",
    "name-organisation": "#1f5fa8",
    "name-country": "#3a6f22",
    "name-place": "#0f6f68",
    "name-event": "#8a3a86",
    "match-text": "#1b1a17",
    "match-ground": "#f5d765",
    "current-text": "#fffaf0",
    "current-ground": "#854c08",
    "cursor-text": "#0f0e0c",
    "cursor-ground": "#dcd3c0",
    "away-ground": "#ebe5d8",
    "spot-ground": "#e9e0c9",
    "line-ground": "#efe9dd",
    "box-ground": "#e6dfd0",
    "thumb": "#8a8273",
}

_SIXTEEN = {
    "text-plain": "ansi_default",
    "text-bright": "ansi_default",
    "text-faint": "ansi_bright_black",
    "text-quote": "ansi_default",
    "text-code": "ansi_default",
    "accent-text": "ansi_yellow",
    "rule": "ansi_bright_black",
    "rule-focus": "ansi_yellow",
    "bar": "ansi_blue",
    "link": "ansi_blue",
    "trouble": "ansi_red",
    "name-person": "ansi_yellow",
    "name-organisation": "ansi_blue",
    "name-country": "ansi_green",
    "name-place": "ansi_cyan",
    "name-event": "ansi_magenta",
    "match-text": "ansi_black",
    "match-ground": "ansi_yellow",
    "current-text": "ansi_black",
    "current-ground": "ansi_cyan",
    "cursor-text": "ansi_black",
    "cursor-ground": "ansi_white",
    "away-ground": "ansi_default",
    "spot-ground": "ansi_default",
    "line-ground": "ansi_default",
    "box-ground": "ansi_default",
    "thumb": "ansi_bright_black",
    # What Textual's own styles ask of a theme of this kind.
    "ansi-background": "ansi_black",
    "ansi-foreground": "ansi_white",
    "border-blurred": "ansi_black",
    "block-cursor-foreground": "ansi_black",
    "block-cursor-background": "ansi_white",
    "input-cursor-background": "ansi_white",
    "input-cursor-foreground": "ansi_black",
    "input-cursor-text-style": "none",
    "input-selection-background": "ansi_blue",
    "input-selection-foreground": "ansi_default",
    "screen-selection-background": "ansi_blue",
    "screen-selection-foreground": "ansi_default",
}

_CONTRAST = {
    **_DARK,
    "text-plain": "#ffffff",
    "text-bright": "#ffffff",
    "text-faint": "#d6d6d6",
    "text-quote": "#f0f0f0",
    "text-code": "#e4f5c8",
    "accent-text": "#ffd75f",
    "rule": "#b0b0b0",
    "rule-focus": "#ffd75f",
    "bar": "#b8d4ff",
    "link": "#a8d1ff",
    "trouble": "#ffb3a8",
    "name-person": "#ffe08a",
    "name-organisation": "#a8d1ff",
    "name-country": "#b6f0a0",
    "name-place": "#8ff0e6",
    "name-event": "#f7bdf0",
    "match-text": "#000000",
    "match-ground": "#ffe600",
    "current-text": "#000000",
    "current-ground": "#ffb454",
    "cursor-text": "#000000",
    "cursor-ground": "#ffffff",
    "away-ground": "#303030",
    "spot-ground": "#1f2a44",
    "line-ground": "#000000",
    "box-ground": "#1c1c1c",
    "thumb": "#b0b0b0",
}

_NONE = {
    **dict.fromkeys(_SIXTEEN, "ansi_default"),
    "input-cursor-text-style": "reverse",
}

DEFAULTS = _DARK
"""What a theme that is not of this program takes for the variables it does not know."""

NAMES = {"dark": DARK, "light": LIGHT, "high-contrast": CONTRAST, "16": SIXTEEN}
"""The themes by what the setting calls them, in the order in which one goes through them."""


def themes() -> tuple[Theme, ...]:
    """All themes of the program."""
    return _dark(), _light(), _contrast(), _ansi(SIXTEEN, _SIXTEEN), _ansi(NO_COLOUR, _NONE)


def named(settings: Settings, color_system: str | None, environment: Mapping[str, str]) -> str:
    """The theme that is set, or `auto` the one for what the terminal can show and says of its ground."""
    if not settings.colour:
        return NO_COLOUR
    if settings.theme in NAMES:
        return NAMES[settings.theme]
    return suited(color_system, environment.get("COLORFGBG", ""))


def suited(color_system: str | None, colours: str = "") -> str:
    """The theme for what a terminal can show: `standard` is sixteen colours, which are then the user's own.

    `colours` is COLORFGBG, which some terminals set: text and ground as numbers of the sixteen, of which 7 and 15
    are white.
    """
    if color_system == "standard":
        return SIXTEEN
    return LIGHT if colours.rpartition(";")[2] in ("7", "15") else DARK


def after(theme: str) -> str:
    """The next theme; without colours there is no other."""
    order = list(NAMES.values())
    return order[(order.index(theme) + 1) % len(order)] if theme in order else theme


def setting_of(theme: str) -> str:
    """What the setting calls it."""
    return next((name for name, one in NAMES.items() if one == theme), "without colours")


def _dark() -> Theme:
    return Theme(
        DARK,
        primary="#e2a75c",
        secondary="#8fb8e8",
        accent="#e2a75c",
        warning="#e8c65a",
        error="#ef8a7a",
        success="#9fca8b",
        foreground="#d3cec4",
        background="#16181c",
        surface="#1e2127",
        panel="#1e2127",
        variables={**_DARK, "input-selection-background": "#4a4433", "border": "#e2a75c"},
    )


def _light() -> Theme:
    return Theme(
        LIGHT,
        primary="#854c08",
        secondary="#1f5fa8",
        accent="#854c08",
        warning="#8a6d00",
        error="#b3261e",
        success="#3a6f22",
        foreground="#2f2d2a",
        background="#f7f2e7",
        surface="#efe9dd",
        panel="#efe9dd",
        dark=False,
        variables={**_LIGHT, "border": "#854c08"},
    )


def _contrast() -> Theme:
    return Theme(
        CONTRAST,
        primary="#ffd75f",
        secondary="#a8d1ff",
        accent="#ffd75f",
        warning="#ffe600",
        error="#ffb3a8",
        success="#b6f0a0",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1c1c1c",
        variables={**_CONTRAST, "input-selection-background": "#5a5a00", "border": "#ffd75f"},
    )


def _ansi(name: str, variables: dict[str, str]) -> Theme:
    """In colours of the terminal, whatever they are there."""
    return Theme(
        name,
        primary=variables["accent-text"],
        secondary=variables["link"],
        accent=variables["accent-text"],
        warning=variables["accent-text"],
        error=variables["trouble"],
        success=variables["name-country"],
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables=variables,
        ansi=True,
    )
