"""A terminal in memory, as plain as it can be: what a program sends becomes cells that can be compared."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from rich.cells import split_graphemes

_TOKEN = re.compile(
    r"\x1b\[(?P<private>[?<>=]?)(?P<numbers>[\d;:]*)(?P<between>[ $]?)(?P<final>[@-~])"
    r"|(?P<string>\x1b[\]P].*?(?:\x07|\x1b\\))|(?P<escape>\x1b[^\[\]P])|(?P<control>[\x00-\x1a\x1c-\x1f])|(?P<text>[^\x00-\x1f\x1b]+)",
    re.DOTALL,
)
_OFF = {22: (1, 2), 23: (3,), 24: (4, 21), 25: (5, 6), 27: (7,), 28: (8,), 29: (9,), 54: (51, 52), 55: (53,)}
_ON_BLANKS = {4, 5, 6, 7, 9, 21, 51, 52, 53}

Clusters = Callable[[str], list[tuple[str, int]]]


class Ink(NamedTuple):
    """How a cell is written."""

    attributes: tuple[int, ...] = ()
    foreground: tuple[int, ...] = ()
    background: tuple[int, ...] = ()


Cell = tuple[str, Ink]
"""A character and its marks, empty for the right half of a wide one."""


def as_textual(text: str) -> list[tuple[str, int]]:
    """Characters and their cells as Textual counts them."""
    return [(text[start:end], cells) for start, end, cells in split_graphemes(text)[0]]


def seen(cell: Cell) -> Cell:
    """A blank, though it may bear marks, without what can't be seen of it."""
    text, ink = cell
    if text and not text.startswith(" "):
        return cell
    attributes = tuple(one for one in ink.attributes if one in _ON_BLANKS)
    return text, Ink(attributes, ink.foreground if attributes or text == "" else (), ink.background)


class Emulator:
    """`feed` what is sent; `cells` is what is seen."""

    def __init__(self, width: int, height: int, clusters: Clusters = as_textual) -> None:
        self._clusters = clusters
        self.alternate = False
        self.scrolled = 0
        """Lines that left at the top because text went on below the last."""
        self.left: list[list[Cell]] = []
        """What was seen on the alternate screen when it was left."""
        self.wraps = True
        self._rest = ""
        self.resize(width, height)

    def resize(self, width: int, height: int) -> None:
        """An empty screen."""
        self.width, self.height = width, height
        self.x = self.y = 0
        self.ink = Ink()
        self.region = (0, height)
        self.rows: list[list[Cell]] = [[(" ", Ink())] * width for _ in range(height)]

    @property
    def cells(self) -> list[list[Cell]]:
        """The screen, without what can't be seen of blanks."""
        return [[seen(cell) for cell in row] for row in self.rows]

    @property
    def lines(self) -> list[str]:
        """The text of the screen."""
        return ["".join(text for text, _ in row) for row in self.rows]

    def feed(self, sent: str) -> None:
        """Takes what a program sends; the beginning of a sequence waits for its end."""
        sent = self._rest + sent
        at = 0
        while at < len(sent):
            token = _TOKEN.match(sent, at)
            if token is None:
                break
            at = token.end()
            if token["text"]:
                self._write(token["text"])
            elif token["control"]:
                self._control(token["control"])
            elif token["final"]:
                self._sequence(token)
        self._rest = sent[at:]

    def _sequence(self, token: re.Match[str]) -> None:
        final = token["final"]
        numbers = [int(one or 0) for one in token["numbers"].split(";")] if ":" not in token["numbers"] else [0]
        if token["private"] or token["between"]:
            if token["private"] == "?" and final in "hl":
                self._mode(numbers, final == "h")
            return
        first, count = numbers[0], numbers[0] or 1
        second = numbers[1] if len(numbers) > 1 else 0
        if final == "m":
            self._sgr(numbers)
        elif final in "ABCDEFGHdf":
            self._move(final, count, second or 1)
        elif final in "JKX":
            self._erase_some(final, first)
        elif final == "r":
            self.region = (count - 1, second or self.height)
            self._go(0, 0)
        elif final in "ST":
            self._scroll(count if final == "S" else -count, self.region[0])
        elif final in "ML" and self.region[0] <= self.y < self.region[1]:
            self._scroll(count if final == "M" else -count, self.y)

    def _move(self, final: str, count: int, second: int) -> None:
        x, y = min(self.x, self.width - 1), self.y
        places = {
            "A": (x, y - count), "B": (x, y + count), "C": (x + count, y), "D": (x - count, y), "E": (0, y + count),
            "F": (0, y - count), "G": (count - 1, y), "d": (x, count - 1), "H": (second - 1, count - 1),
        }  # fmt: skip
        self._go(*places["H" if final == "f" else final])

    def _erase_some(self, final: str, what: int) -> None:
        if final == "X":
            self._erase(self.y, self.x, self.x + (what or 1))
            return
        start, end = {0: (self.x, self.width), 1: (0, self.x + 1), 2: (0, self.width)}[what]
        self._erase(self.y, start, end)
        if final == "J":
            others = {0: range(self.y + 1, self.height), 1: range(self.y), 2: range(self.height)}[what]
            for y in others:
                self._erase(y, 0, self.width)

    def _mode(self, numbers: list[int], on: bool) -> None:
        for number in numbers:
            if number == 7:
                self.wraps = on
            elif number == 1049:
                self.alternate = on
                if not on:
                    self.left = self.cells
                self.rows = [[(" ", Ink())] * self.width for _ in range(self.height)]

    def _go(self, x: int, y: int) -> None:
        self.x, self.y = max(0, min(x, self.width - 1)), max(0, min(y, self.height - 1))

    def _control(self, control: str) -> None:
        if control == "\r":
            self.x = 0
        elif control == "\b":
            self.x = max(0, min(self.x, self.width - 1) - 1)
        elif control == "\n":
            self.x = 0
            if self.y == self.region[1] - 1:
                self.scrolled += 1
                self._scroll(1, self.region[0])
            else:
                self.y = min(self.y + 1, self.height - 1)

    def _scroll(self, lines: int, top: int) -> None:
        bottom = self.region[1]
        part = self.rows[top:bottom]
        lines = max(-len(part), min(lines, len(part)))
        blank = [[(" ", Ink((), (), self.ink.background))] * self.width for _ in range(abs(lines))]
        self.rows[top:bottom] = part[lines:] + blank if lines > 0 else blank + part[:lines]

    def _erase(self, y: int, start: int, end: int) -> None:
        for x in range(start, min(end, self.width)):
            self._set(x, y, " ", Ink((), (), self.ink.background))

    def _set(self, x: int, y: int, text: str, ink: Ink) -> None:
        row = self.rows[y]
        if row[x][0] == "" and text != "":
            row[x - 1] = (" ", row[x - 1][1])
        if x + 1 < self.width and row[x + 1][0] == "":
            row[x + 1] = (" ", row[x + 1][1])
        row[x] = (text, ink)

    def _write(self, text: str) -> None:
        for cluster, cells in self._clusters(text):
            if cells == 0:
                self._join(cluster)
                continue
            if self.x + cells > self.width:
                if self.wraps:
                    self._control("\n")
                else:
                    self.x = self.width - cells
            x, y = self.x, self.y
            if cells == 2:
                if self.rows[y][x + 1][0] != "" and x + 2 < self.width and self.rows[y][x + 2][0] == "":
                    self._set(x + 1, y, " ", self.rows[y][x + 1][1])
                self._set(x, y, cluster, self.ink)
                self.rows[y][x + 1] = ("", self.ink)
            else:
                self._set(x, y, cluster, self.ink)
            self.x += cells

    def _join(self, marks: str) -> None:
        x = self.x - 1
        if x > 0 and self.rows[self.y][x][0] == "":
            x -= 1
        if x >= 0:
            text, ink = self.rows[self.y][x]
            self.rows[self.y][x] = (text + marks, ink)

    def _sgr(self, numbers: list[int]) -> None:
        attributes, foreground, background = set(self.ink.attributes), self.ink.foreground, self.ink.background
        while numbers:
            code, *numbers = numbers
            if code == 0:
                attributes, foreground, background = set(), (), ()
            elif code in (38, 48):
                taken = 2 if numbers[0] == 5 else 4
                colour, numbers = (code % 10, *numbers[:taken]), numbers[taken:]
                foreground, background = (colour, background) if code == 38 else (foreground, colour)
            elif code in _OFF:
                attributes -= set(_OFF[code])
            elif 30 <= code <= 37 or 90 <= code <= 97 or code == 39:
                foreground = () if code == 39 else (code,)
            elif 40 <= code <= 47 or 100 <= code <= 107 or code == 49:
                background = () if code == 49 else (code,)
            else:
                attributes.add(code)
        self.ink = Ink(tuple(sorted(attributes)), foreground, background)
