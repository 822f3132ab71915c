"""Every text can be read on its ground, and what colour tells, something else tells where there is none."""

from __future__ import annotations

import re

import pytest
from textual.color import Color

from tests.tui.conftest import Reading, lines_of
from tui.render.roles import LOOKS, look_of
from tui.settings import Settings
from tui.themes import CONTRAST, DARK, LIGHT, NAMES, NO_COLOUR, SIXTEEN, after, named, setting_of, themes

THEMES = {theme.name: theme for theme in themes()}
FAINT = {"faint", "chrome", "rule", "bar", "thumb"}
"""What one need not read to understand the rest."""
GROUNDS = ("background", "line-ground")
NAMES_AND_TEXT = {"text", "title", "quote", "code", "person", "organisation", "country", "place", "event", "link"}


def colour(theme: str, name: str) -> Color:
    if name == "background":
        return Color.parse(THEMES[theme].background or "")
    return Color.parse(THEMES[theme].variables[name])


def contrast(theme: str, text: str, ground: str) -> float:
    return ratio(colour(theme, text), colour(theme, ground))


def ratio(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(one: Color) -> float:
    parts = [part / 255 for part in one.rgb]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def pairs() -> list[tuple[str, str, str]]:
    """Role, text and ground wherever lines are drawn with it."""
    found = []
    for role, look in LOOKS.items():
        if look.ground and look.colour:
            found.append((role, look.colour, look.ground))
        elif look.colour:
            found += [(role, look.colour, ground) for ground in GROUNDS]
            if role in NAMES_AND_TEXT:
                found.append((role, look.colour, "spot-ground"))
    for role in ("opened", "unread", "bar"):
        found.append((role, LOOKS[role].colour, "away-ground"))
    found.append(("box", "text-bright", "box-ground"))
    found.append(("prompt", "accent-text", "box-ground"))
    return found


@pytest.mark.parametrize(("theme", "text", "faint"), [(DARK, 4.5, 3.0), (LIGHT, 4.5, 3.0), (CONTRAST, 7.0, 7.0)])
def test_every_text_can_be_read_on_its_ground(theme: str, text: float, faint: float) -> None:
    low = {}
    for role, name, ground in pairs():
        wanted = faint if role in FAINT else text
        if role == "rule" and theme != CONTRAST:
            continue  # a line between panes that nobody reads
        if (found := contrast(theme, name, ground)) < wanted:
            low[role, ground] = round(found, 2)
    assert not low


def test_the_ratio_is_that_of_the_standard() -> None:
    assert ratio(Color.parse("#ffffff"), Color.parse("#000000")) == pytest.approx(21)
    assert ratio(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)


def test_all_themes_know_the_same_variables() -> None:
    known = set(THEMES[DARK].variables) - {"input-selection-background", "border"}
    for theme in THEMES.values():
        assert known <= set(theme.variables), theme.name


def test_without_colour_no_look_has_one_and_every_mark_has_an_attribute() -> None:
    for role, look in LOOKS.items():
        bare = look_of(role, colour=False)
        assert not bare.colour
        assert not bare.ground
        if look.ground and role not in ("spot", "cursor-away", "selection-cursor"):
            assert bare.reverse, role
    marks = {role: look_of(role, colour=False) for role in ("cursor", "match", "current", "text")}
    assert marks["match"] != marks["current"]
    assert marks["text"] != marks["cursor"]


def test_the_theme_is_the_one_that_is_set_else_one_that_suits_the_terminal() -> None:
    assert named(Settings(), "truecolor", {}) == DARK
    assert named(Settings(), "256", {"COLORFGBG": "0;15"}) == LIGHT
    assert named(Settings(), "256", {"COLORFGBG": "15;default;0"}) == DARK
    assert named(Settings(), "standard", {"COLORFGBG": "0;15"}) == SIXTEEN
    assert named(Settings(theme="high-contrast"), "standard", {}) == CONTRAST
    assert named(Settings(theme="light", colour=False), "truecolor", {}) == NO_COLOUR


def test_one_goes_through_all_themes_and_comes_back() -> None:
    seen = [DARK]
    while after(seen[-1]) != DARK:
        seen.append(after(seen[-1]))
    assert {setting_of(theme) for theme in seen} == set(NAMES)
    assert after(NO_COLOUR) == NO_COLOUR


async def test_the_theme_changes_at_a_key_and_says_how_it_is_called(reading: Reading) -> None:
    async with reading() as reader:
        await reader.press("ctrl+t")
        assert reader.app.theme == LIGHT
        assert reader.shows("theme light")


_COLOUR = re.compile(r"^(?:#|color\(|rgb|ansi_|bright|red|green|yellow|blue|magenta|cyan|white|black)")


@pytest.mark.parametrize("place", [[], ["enter", "]"], ["\\", *"varga"], ["?"], ["colon"], ["enter", "i"], ["x"]])
async def test_without_colour_nothing_on_the_screen_has_one(
    reading: Reading, place: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading((160, 50), settings=Settings(colour=False), theme=None) as reader:
        await reader.press(*place)
        assert lines_of(reader.app)
        coloured = {
            (segment.text.strip(), str(segment.style))
            for strip in reader.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style is not None
            for part in (segment.style.color, segment.style.bgcolor)
            if part is not None and not part.is_default
        }
        assert not coloured
