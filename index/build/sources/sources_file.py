"""Reads `sources.toml`: what is right in it applies, what is wrong is listed with its line and a remedy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index import toml_lines
from index.build.sources.globs import Glob
from index.build.sources.path_patterns import GROUPS, LONGEST_PATH, PatternError, compiled
from index.languages.codes import code_of
from index.readers.article.metadata import NAMES
from index.readers.declared import Columns
from index.readers.encoding import encoding_of

NAME = "sources.toml"
_LARGEST = 1024 * 1024
"""Bytes of such a file."""
_MOST_DOTS = 100
"""In a line. The parser takes memory by the square of a key's parts: 12 GB for one of 100,000, which is 200 kB."""
_LONGEST = 200
"""Code points of a value."""
_COLUMNS = ("body", *NAMES)
_DELIMITERS = 'Write one sign, as ";" or "\\t"'


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the file that can't be as it is; the rest of it applies."""

    line: int
    """0 where it is the whole file."""
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One `[[source]]`."""

    line: int
    files: tuple[Glob, ...]
    source: str = ""
    language: str = ""
    encoding: str = ""
    delimiter: str = ""
    repetition: bool | None = None
    """Whether a line may be boilerplate because it repeats; None where nothing is said of it."""
    path: re.Pattern[str] | None = None
    """What the path states, in named groups."""
    columns: Columns = ()

    def fits(self, path: str) -> bool:
        """Whether it is about a file of this path below the folder of the `sources.toml`."""
        return any(glob.fits(path) for glob in self.files)

    def values(self, path: str) -> dict[str, str]:
        """Field → what it states of a file: the path before what is the same for all."""
        values = {"source": self.source, "language": self.language}
        found = self.path.search(path) if self.path and len(path) <= LONGEST_PATH else None
        for name, said in found.groupdict("").items() if found else ():
            if said:
                values["authors" if name == "author" else name] = said.replace("_", "-") if name == "date" else said
        return {name: value for name, value in values.items() if value}


@dataclass(frozen=True, slots=True)
class SourcesFile:
    """What one such file states, entries and faults each in its order."""

    entries: tuple[Entry, ...] = ()
    faults: tuple[Fault, ...] = ()


def read(path: Path) -> SourcesFile:
    """Never fails: a file that can't be read at all states nothing and is one fault."""
    try:
        text = _text(path)
        dotted = next((at for at, line in enumerate(text.split("\n"), 1) if line.count(".") > _MOST_DOTS), 0)
        if dotted:
            return _nothing(dotted, f"there are more than {_MOST_DOTS} dots in this line", "Divide it into several")
        tree = tomllib.loads(text)
    except OSError as error:
        return _nothing(0, (error.strerror or str(error)).lower(), "Nothing of it applies")
    except UnicodeDecodeError:
        return _nothing(0, "it is not UTF-8", "Nothing of it applies until it is saved as UTF-8")
    except tomllib.TOMLDecodeError as error:
        message, line = toml_lines.fault(str(error))
        return _nothing(line, f"this is not TOML: {message}", "Nothing of it applies until it is mended")
    except RecursionError:
        return _nothing(0, "it is nested too deep", "Nothing of it applies until it is mended")
    checker = _Checker(toml_lines.lines_in_arrays(text))
    entries = tuple(checker.entries(tree))
    return SourcesFile(entries, tuple(sorted(checker.faults, key=lambda fault: fault.line)))


def _text(path: Path) -> str:
    if not path.is_file():
        raise OSError("it is no ordinary file")
    with path.open("rb") as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise OSError(f"it is larger than {_LARGEST // 1024**2} MB")
    return content.decode("utf-8-sig")


def _nothing(line: int, message: str, remedy: str) -> SourcesFile:
    return SourcesFile(faults=(Fault(line, message, remedy),))


@dataclass(slots=True)
class _Checker:
    lines: Mapping[tuple[str, ...], int]
    faults: list[Fault] = field(default_factory=list)

    def entries(self, tree: Mapping[str, object]) -> list[Entry]:
        for name in tree:
            if name != "source":
                self._complain((name,), f"there is no section {name}", "Write [[source]] above each entry")
        tables = tree.get("source", [])
        if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
            self._complain(("source",), "source is no list of tables", "Write [[source]], with two brackets each")
            return []
        made = (self._entry(("source", str(number)), table) for number, table in enumerate(tables))
        return [entry for entry in made if entry is not None]

    def _entry(self, at: tuple[str, ...], table: Mapping[str, object]) -> Entry | None:
        """None where nobody can tell which files it is about."""
        self._look_for_unknown(at, table, (*_VALUES, "files", "repetition", "path", "columns"))
        files = self._files(at, table.get("files", "**"))
        if files is None:
            return None
        values = {name: self._value(at, name, table[name]) for name in _VALUES if name in table}
        if values.get("encoding"):
            values["encoding"] = encoding_of(values["encoding"])
        return Entry(
            self.lines.get(at, 0),
            files,
            repetition=self._flag((*at, "repetition"), table["repetition"]) if "repetition" in table else None,
            path=self._pattern((*at, "path"), table["path"]) if "path" in table else None,
            columns=self._columns((*at, "columns"), table.get("columns", {})),
            **values,
        )

    def _files(self, at: tuple[str, ...], value: object) -> tuple[Glob, ...] | None:
        globs = _strings(value)
        if not globs:
            remedy = 'Write files = "reuters/**/*.csv"; nothing of this entry applies until then'
            self._complain((*at, "files"), f"files can't be {toml_lines.written(value)}", remedy)
            return None
        for glob in globs:
            if wrong := Glob.objection(glob):
                remedy = "Name files below this folder, with / between the parts; nothing of this entry applies"
                self._complain((*at, "files"), f"the files {toml_lines.written(glob)} {wrong}", remedy)
                return None
        return tuple(map(Glob, globs))

    def _value(self, at: tuple[str, ...], name: str, value: object) -> str:
        right, remedy = _VALUES[name]
        if isinstance(value, str) and len(value) <= _LONGEST and right(value):
            return value if name == "delimiter" else value.strip()
        self._complain((*at, name), f"{name} can't be {toml_lines.written(value)[:_LONGEST]}", remedy)
        return ""

    def _flag(self, at: tuple[str, ...], value: object) -> bool | None:
        if isinstance(value, bool):
            return value
        self._complain(at, f"{at[-1]} can't be {toml_lines.written(value)[:_LONGEST]}", "Write true or false")
        return None

    def _pattern(self, at: tuple[str, ...], value: object) -> re.Pattern[str] | None:
        if not isinstance(value, str):
            self._complain(at, f"path can't be {toml_lines.written(value)}", "Write a pattern, in single quotes")
            return None
        try:
            return compiled(value)
        except PatternError as error:
            names = ", ".join(GROUPS)
            remedy = f"Write it with named groups of {names}, as '(?P<source>[^/]+)/', and no repeat of a group"
            self._complain(at, f"the pattern {error}", remedy)
            return None

    def _columns(self, at: tuple[str, ...], table: object) -> Columns:
        if not isinstance(table, dict):
            self._complain(at, f"columns can't be {toml_lines.written(table)}", "Write a section: [source.columns]")
            return ()
        self._look_for_unknown(at, table, _COLUMNS)
        made = []
        for name in _COLUMNS:
            columns = _strings(table.get(name, ""))
            if columns:
                made.append((name, columns))
            elif name in table:
                remedy = f'Write {name} = "Column", or ["Column", "Other"]'
                self._complain((*at, name), f"{name} can't be {toml_lines.written(table[name])}", remedy)
        return tuple(made)

    def _look_for_unknown(self, at: tuple[str, ...], table: Mapping[str, object], known: tuple[str, ...]) -> None:
        from difflib import get_close_matches

        for name in table:
            if name not in known:
                near = get_close_matches(name, known, 1)
                meant = f"Did you mean {near[0]}? " if near else ""
                kind = "column" if known is _COLUMNS else "key"
                self._complain((*at, name), f"there is no {kind} {name}", f"{meant}There are {', '.join(known)}")

    def _complain(self, at: tuple[str, ...], message: str, remedy: str) -> None:
        line = next((self.lines[at[:end]] for end in range(len(at), 0, -1) if at[:end] in self.lines), 0)
        self.faults.append(Fault(line, message, remedy))


_VALUES: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "source": (lambda value: bool(value.strip()), 'Write a name, as "Reuters"'),
    "language": (lambda value: code_of(value) is not None, 'Write a code, as "en"'),
    "encoding": (lambda value: bool(encoding_of(value)), 'Write one that Python knows, as "cp1251", "koi8-r", "big5"'),
    "delimiter": (lambda value: len(value) == 1 and value not in '"\r\n\0 ', _DELIMITERS),
}
"""Key → whether it can be a value, and what to write."""


def _strings(value: object) -> tuple[str, ...]:
    """One string or several; none where it is something else, or one of them is empty."""
    values = value if isinstance(value, list) else [value]
    found = tuple(one for one in values if isinstance(one, str) and one.strip())
    return found if len(found) == len(values) else ()
