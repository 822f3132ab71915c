"""Finds words within one text, as a reader expects of a pager."""

from __future__ import annotations

_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\n": " "})


def find(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Every place of `words`, in order, not overlapping; letter case and the shape of quotation marks don't count."""
    sought = folded(words)
    if not sought.strip():
        return ()
    searched = folded(text)
    found: list[tuple[int, int]] = []
    at = searched.find(sought)
    while at >= 0:
        found.append((at, at + len(sought)))
        at = searched.find(sought, at + len(sought))
    return tuple(found)


def folded(text: str) -> str:
    """Lower case, one code point for one, so that ranges stay ranges of the text."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(small if len(small := character.lower()) == 1 else character for character in text)
    return lower.translate(_ALIKE)
