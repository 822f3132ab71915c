"""The looks of the app: a dark one, a light one, and one made of the terminal's own sixteen colours."""

from __future__ import annotations

from textual.theme import Theme

DARK, LIGHT, SIXTEEN = "dateline", "dateline-light", "dateline-16"

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
    "thumb": "#4a4e57",
}

_LIGHT = {
    "text-plain": "#2f2d2a",
    "text-bright": "#0f0e0c",
    "text-faint": "#716c62",
    "text-quote": "#4c4943",
    "text-code": "#4a5a2f",
    "accent-text": "#9a5a10",
    "rule": "#cdc6b8",
    "rule-focus": "#9a5a10",
    "bar": "#7a8da6",
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
    "current-ground": "#9a5a10",
    "cursor-text": "#0f0e0c",
    "cursor-ground": "#dcd3c0",
    "away-ground": "#ebe5d8",
    "spot-ground": "#e9e0c9",
    "line-ground": "#efe9dd",
    "box-ground": "#e6dfd0",
    "thumb": "#b5ad9d",
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

DEFAULTS = _DARK
"""What a theme that is not of this program takes for the variables it does not know."""


def themes() -> tuple[Theme, ...]:
    """All themes of the program."""
    return _dark(), _light(), _sixteen()


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
        primary="#9a5a10",
        secondary="#1f5fa8",
        accent="#9a5a10",
        warning="#8a6d00",
        error="#b3261e",
        success="#3a6f22",
        foreground="#2f2d2a",
        background="#f7f2e7",
        surface="#efe9dd",
        panel="#efe9dd",
        dark=False,
        variables={**_LIGHT, "border": "#9a5a10"},
    )


def _sixteen() -> Theme:
    return Theme(
        SIXTEEN,
        primary="ansi_yellow",
        secondary="ansi_blue",
        accent="ansi_yellow",
        warning="ansi_yellow",
        error="ansi_red",
        success="ansi_green",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables=_SIXTEEN,
        ansi=True,
    )


def suited(color_system: str | None) -> str:
    """The theme for what a terminal can show: `standard` is sixteen colours, which are then the user's own."""
    return SIXTEEN if color_system == "standard" else DARK
