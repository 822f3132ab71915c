"""TOML files that people write: on which line a key stands, which the parser of the standard library does not tell.

What finds the lines reads text that the parser has taken; of any other it returns what it found until it lost its way.
"""

from __future__ import annotations

import re
from contextlib import suppress

Path = tuple[str, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_STRING = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|' + r"'''.*?'{3,5}" + r"""|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""", re.DOTALL)
_PLAIN = re.compile(r"[^,\]}\n#]*")
_FAULT = re.compile(r"\(at line (\d+), column \d+\)")


def lines_of_keys(text: str) -> dict[Path, int]:
    """Path of each key and table → the line where it is first named, counted from 1.

    The tables of an array share the path of the array. A quoted key is its text, with escapes read.
    """
    return _lines(_Reader(text))


def lines_in_arrays(text: str) -> dict[Path, int]:
    """The same, but each table of an array has its number behind the array's name: `("source", "0", "files")`."""
    return _lines(_Reader(text, numbered=True))


def fault(said: str) -> tuple[str, int]:
    """What the parser says is wrong, in words that follow “this is not TOML: ”, and its line; 0 where it names none."""
    line = _FAULT.search(said)
    message = _FAULT.sub("", said).strip()
    return message[:1].lower() + message[1:], int(line[1]) if line else 0


def written(value: object) -> str:
    """A value as it would stand in a file, in short."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a section"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _lines(reader: _Reader) -> dict[Path, int]:
    with suppress(_Lost, IndexError):  # the parser has already said what is wrong with the text
        reader.read()
    return reader.lines


class _Lost(Exception):
    """Not what TOML has here."""


class _Reader:
    def __init__(self, text: str, *, numbered: bool = False) -> None:
        self._text = text
        self._at = 0
        self._numbered = numbered
        self._counts: dict[Path, int] = {}
        """Array of tables → how many of them there were up to here."""
        self.lines: dict[Path, int] = {}

    def read(self) -> None:
        table: Path = ()
        self._skip_blank()
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip_blank()

    def _header(self) -> Path:
        began = self._at
        while self._text[self._at] in "[ \t":
            self._at += 1
        path = self._path()
        if self._numbered:
            path = self._in_arrays(path, is_array=self._text.startswith("[[", began))
        self._note(path, began)
        while self._at < len(self._text) and self._text[self._at] in "] \t":
            self._at += 1
        return path

    def _in_arrays(self, path: Path, *, is_array: bool) -> Path:
        """The path with the number of the table behind each array in it."""
        made: Path = ()
        for at, part in enumerate(path):
            made = (*made, part)
            if is_array and at == len(path) - 1:
                self._counts[made] = self._counts.get(made, 0) + 1
            if made in self._counts:
                made = (*made, str(self._counts[made] - 1))
        return made

    def _pair(self, table: Path) -> None:
        began = self._at
        path = (*table, *self._path())
        for length in range(len(table) + 1, len(path) + 1):
            self._note(path[:length], began)
        self._skip_blank()
        if self._text[self._at] != "=":
            raise _Lost
        self._at += 1
        self._value(path)

    def _path(self) -> Path:
        parts = [self._key()]
        while dot := _DOT.match(self._text, self._at):
            self._at = dot.end()
            parts.append(self._key())
        return tuple(parts)

    def _key(self) -> str:
        found = _KEY.match(self._text, self._at)
        if not found:
            raise _Lost
        self._at = found.end()
        return _unquoted(found.group())

    def _value(self, path: Path) -> None:
        self._skip_blank()
        if string := _STRING.match(self._text, self._at):
            self._at = string.end()
        elif self._text[self._at] == "[":
            self._items(path, "]")
        elif self._text[self._at] == "{":
            self._items(path, "}")
        else:
            self._at = _PLAIN.match(self._text, self._at).end()  # type: ignore[union-attr]  # it matches nothing, too

    def _items(self, path: Path, end: str) -> None:
        """An array, or an inline table."""
        self._at += 1
        self._skip_blank()
        while self._text[self._at] != end:
            if end == "}":
                self._pair(path)
            else:
                self._value(path)
            self._skip_blank()
            if self._text[self._at] == ",":
                self._at += 1
                self._skip_blank()
        self._at += 1

    def _skip_blank(self) -> None:
        self._at = _BLANK.match(self._text, self._at).end()  # type: ignore[union-attr]  # it matches nothing, too

    def _note(self, path: Path, at: int) -> None:
        self.lines.setdefault(path, 1 + self._text.count("\n", 0, at))


def _unquoted(key: str) -> str:
    if key[0] == "'":
        return key[1:-1]
    if key[0] != '"':
        return key
    if "\\" not in key:
        return key[1:-1]
    import tomllib

    return str(tomllib.loads(f"key = {key}")["key"])
