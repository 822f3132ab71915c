"""How many cells of a terminal a text takes, and cutting and filling it to a number of them."""

from __future__ import annotations

import textwrap
import unicodedata
from functools import lru_cache

_UNSEEN = ("Mn", "Me", "Cf", "Cc")
"""Categories of what stands on the character before it, or is not seen at all."""


@lru_cache(maxsize=4096)
def _of_character(character: str) -> int:
    if unicodedata.category(character) in _UNSEEN:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cells(text: str) -> int:
    """Columns that the text takes; East Asian wide characters take two, combining ones none."""
    return len(text) if text.isascii() else sum(map(_of_character, text))


def begun(text: str, room: int) -> str:
    """As much of the beginning as has room."""
    used = 0
    for at, character in enumerate(text):
        used += _of_character(character)
        if used > room:
            return text[:at]
    return text


def ended(text: str, room: int) -> str:
    """As much of the end as has room, never beginning with a mark that belongs to what is cut off."""
    used, start = 0, len(text)
    while start:
        used += _of_character(text[start - 1])
        if used > room:
            break
        start -= 1
    while 0 < start < len(text) and not _of_character(text[start]):
        start += 1
    return text[start:]


def to_left(text: str, room: int) -> str:
    """Filled with blanks behind it."""
    return text + " " * (room - cells(text))


def to_right(text: str, room: int) -> str:
    """Filled with blanks before it."""
    return " " * (room - cells(text)) + text


def filled(text: str, room: int, first: str = "", after: str = "") -> str:
    """Wrapped to lines of so many columns; the first begins with `first`, those after it with `after`."""
    # A character of two columns is followed by one that no text holds, so that counting characters counts columns.
    spread = text if text.isascii() else "".join(one + "\0" * (_of_character(one) - 1) for one in text)
    return textwrap.fill(spread, room, initial_indent=first, subsequent_indent=after).replace("\0", "")
