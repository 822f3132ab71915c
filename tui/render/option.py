"""A line of a chooser: what can be chosen, and a few words about it at the right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tui.render.cells import drawable, fit, width
from tui.render.find import folded
from tui.render.roles import Line


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose."""

    words: str
    right: str = ""
    """A count, a key, a kind: stands at the right edge, and is not searched."""
    value: object = None
    """What the choice means to whoever asked."""
    role: str = "text"
    """How the words look."""


def option_line(option: Option, cells: int, roles: tuple[str, ...]) -> Line:
    """Words at the left, cut where they are too long; the right part is cut only after them."""
    right = fit(drawable(option.right), max(0, cells // 2))
    room = max(4, cells - width(right) - 2)
    words = fit(drawable(option.words), room)
    blank = " " * max(1, cells - width(words) - width(right) - 1)
    return [(words, (option.role, *roles)), (blank, roles), (f"{right} ", ("faint", *roles))]


def having(options: tuple[Option, ...], words: str) -> tuple[Option, ...]:
    """The options that hold all the words, in any order and case; those that begin with the first come first."""
    sought = words.casefold().split()
    if not sought:
        return options
    kept = [option for option in options if all(word in option.words.casefold() for word in sought)]
    return tuple(sorted(kept, key=lambda option: not option.words.casefold().startswith(sought[0])))


def closeness(words: str, names: Iterable[str]) -> int:
    """How well what is typed fits what something is called: 0 the whole of a name, 1 its beginning, 2 else."""
    typed = _plain(words)
    called = [_plain(name) for name in names]
    return 0 if typed in called else 1 if any(name.startswith(typed) for name in called) else 2


def _plain(words: str) -> str:
    return " ".join(folded(words, marks=False)[0].split())
