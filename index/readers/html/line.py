"""The words of the block of HTML that is being read, white space folded, and the styles over them."""

from __future__ import annotations

import re

from index.model import Style, StyleKind
from index.readers.article.drafting import Words
from index.text import clean

_BLANKS = re.compile(r"[ \n]+")


class Line:
    """Takes words and styles as a walk comes to them."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._at = 0
        self._blank = True
        """Whether a blank that follows adds nothing."""
        self._styles: list[Style] = []
        self._open: dict[StyleKind, tuple[int, str, int]] = {}
        """Kind → where it began, the target, how many elements of this kind are open."""

    @property
    def empty(self) -> bool:
        """Whether nothing is said in it yet."""
        return not self._at

    def say(self, words: str) -> None:
        """More words."""
        words = clean(words)
        if "  " in words or "\n" in words:
            words = _BLANKS.sub(" ", words)
        if self._blank and words.startswith(" "):
            words = words[1:]
        if words:
            self._pieces.append(words)
            self._at += len(words)
            self._blank = words.endswith(" ")

    def open(self, kind: StyleKind, target: str) -> None:
        """An element of this style begins; one within another of the same kind adds nothing."""
        start, first, count = self._open.get(kind, (self._at, target, 0))
        self._open[kind] = (start, first, count + 1)

    def close(self, kind: StyleKind) -> None:
        """It ends."""
        start, target, count = self._open.pop(kind, (0, "", 0))
        if count > 1:
            self._open[kind] = (start, target, count - 1)
        elif count and start < self._at:
            self._styles.append(Style(kind, start, self._at, target))

    def take(self) -> Words:
        """All of it; what follows is a new line, in the styles that are still open."""
        if not self._at:
            return "", ()
        words = "".join(self._pieces).rstrip(" ")
        styles = [*self._styles, *(Style(kind, was[0], self._at, was[1]) for kind, was in self._open.items())]
        self._pieces, self._at, self._blank, self._styles = [], 0, True, []
        if not styles:
            return words, ()
        self._open = {kind: (0, target, count) for kind, (_, target, count) in self._open.items()}
        trimmed = (_trimmed(style, words) for style in styles)
        return words, sorted((style for style in trimmed if style), key=lambda style: (style.start, -style.end))


def _trimmed(style: Style, words: str) -> Style | None:
    """The style without the blanks at its ends; None where nothing else is in it."""
    within = words[style.start : style.end]
    start, end = style.start + len(within) - len(within.lstrip()), style.end - len(within) + len(within.rstrip())
    return Style(style.kind, start, end, style.target) if start < end else None
