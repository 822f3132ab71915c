"""Grapheme clusters: where one character of the reader's ends and the next begins.

After Unicode's UAX 29, as far as a terminal can show it: marks stay with their letter, joined and tinted emoji are one,
two regional indicators are a flag, the parts of a Hangul syllable are one. The joiner that `drawable` puts in place of
U+200D counts as that.
"""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200d\u034f"
_MARKS = {"Mn", "Me", "Mc"}
_FLAGS = 100
"""Flags in a row that are told apart; the cost of a border is bounded."""


def is_border(text: str, at: int) -> bool:
    """Whether a character begins or ends before the code point `at`; true at both ends of the text."""
    if at <= 0 or at >= len(text):
        return True
    here, before = text[at], text[at - 1]
    if here.isascii():
        return not (here == "\n" and before == "\r")
    if _extends(here):
        return before == "\n"
    if before in _JOINERS:
        return not (_is_picture(here) and _is_picture(_base_before(text, at)))
    if _is_indicator(here) and _is_indicator(before):
        return _indicators_before(text, at) % 2 == 0
    return not _is_one_syllable(before, here)


def floor(text: str, at: int) -> int:
    """The start of the character that the code point `at` is in."""
    at = min(max(at, 0), len(text))
    while not is_border(text, at):
        at -= 1
    return at


def after(text: str, at: int) -> int:
    """Where the character at a code point ends; the text's length at its end."""
    at = min(at + 1, len(text))
    while not is_border(text, at):
        at += 1
    return at


def before(text: str, at: int) -> int:
    """Where the character before a border begins; 0 at the start."""
    return floor(text, at - 1)


def _extends(character: str) -> bool:
    code = ord(character)
    return (
        unicodedata.category(character) in _MARKS
        or character in "\u200c\u200d\uff9e\uff9f"
        or 0x1F3FB <= code <= 0x1F3FF
        or 0xE0020 <= code <= 0xE007F
    )


def _is_picture(character: str) -> bool:
    return unicodedata.category(character) == "So"


def _base_before(text: str, at: int) -> str:
    """What the marks before a code point belong to; a few of them, since pictures have no more."""
    least = max(0, at - 8)
    at -= 1
    while at > least and _extends(text[at]):
        at -= 1
    return text[at]


def _is_indicator(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _indicators_before(text: str, at: int) -> int:
    first, least = at, max(0, at - 2 * _FLAGS)
    while first > least and _is_indicator(text[first - 1]):
        first -= 1
    return at - first


def _is_one_syllable(first: str, second: str) -> bool:
    """The conjoining jamo of Hangul: leading consonants, vowels, final consonants, and whole syllables."""
    leading, vowel, final = (
        "\u1100" <= first <= "\u115f",
        "\u1160" <= first <= "\u11a7",
        "\u11a8" <= first <= "\u11ff",
    )
    whole = "\uac00" <= first <= "\ud7a3"
    open_ended = whole and (ord(first) - 0xAC00) % 28 == 0
    if "\u1100" <= second <= "\u115f" or "\uac00" <= second <= "\ud7a3":
        return leading
    if "\u1160" <= second <= "\u11a7":
        return leading or vowel or open_ended
    return "\u11a8" <= second <= "\u11ff" and (vowel or final or whole)
