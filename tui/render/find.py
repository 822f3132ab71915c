"""Finds words within one text, as a reader expects of a pager.

Words in lower case find any case, one capital makes the case count (as `less -i`). A plain letter finds those with a
mark on them too, a letter with a mark only itself. All forms of a quotation mark, an apostrophe and a hyphen are one.
"""

from __future__ import annotations

import unicodedata

from tui.render import clusters
from tui.values import STRAIGHT

_ALIKE = STRAIGHT | dict.fromkeys(map(ord, "‐‑"), "-") | dict.fromkeys(map(ord, "\u00a0\u202f\u2009\n"), " ")


def find(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Every place of `words`, in order, not overlapping, each from the start of a character to the end of one."""
    exact = words != words.lower()
    marks = any(map(unicodedata.combining, unicodedata.normalize("NFD", words)))
    sought, _ = folded(words, exact=exact, marks=marks)
    if not sought.strip():
        return ()
    searched, origins = folded(text, exact=exact, marks=marks)
    found: list[tuple[int, int]] = []
    at = searched.find(sought)
    while at >= 0:
        last = at + len(sought)
        start = origins[at] if origins else at
        end = (origins[last - 1] if origins else last - 1) + 1
        while not clusters.is_border(text, end):
            end += 1
        if clusters.is_border(text, start):
            found.append((start, end))
            at = searched.find(sought, last)
        else:
            at = searched.find(sought, at + 1)
    return tuple(found)


def folded(text: str, *, exact: bool = False, marks: bool = True) -> tuple[str, list[int]]:
    """What is compared, and the code point of the text that each of its own came from; none where it is one for one.

    `exact` keeps the case; without `marks`, the marks on letters are left out.
    """
    if text.isascii():
        return (text if exact else text.lower()).translate(_ALIKE), []
    said = {character: _said(character, exact, marks) for character in set(text)}
    plain = "".join(map(said.__getitem__, text))
    if all(len(one) == 1 for one in said.values()):
        return plain, []
    return plain, [at for at, character in enumerate(text) for _ in said[character]]


def _said(character: str, exact: bool, marks: bool) -> str:
    if character.isascii():
        return (character if exact else character.lower()).translate(_ALIKE)
    said = unicodedata.normalize("NFD", character)
    if not marks:
        said = "".join(one for one in said if not unicodedata.combining(one)).replace("ł", "l").replace("ø", "o")
    return (said if exact else said.lower()).translate(_ALIKE)
