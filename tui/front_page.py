"""What the reading screen showed at first when it was last open, so that the first paint shows articles at once.

A picture and nothing more: it lies in the library's folder, stands until the library has answered, and no key acts on
it. Loaded before the first paint, so it loads nothing that this does not need.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tui.render.cells import drawable
from tui.render.roles import LOOKS, Line
from tui.settings import in_force

FILE = "front-page.json"
FORMAT = 1
MOST_LINES = 200
"""Of the list: no terminal that one reads in is higher."""
MOST_BYTES = 1_000_000
"""A file that is longer is none of this program's: a page of 200 lines takes some 30 kB."""


class FrontPage(NamedTuple):
    """Lines as they were drawn in a terminal of so many columns."""

    columns: int
    header: Line
    heading: Line
    """The heading of the list."""
    rows: Sequence[tuple[Line, tuple[str, ...]]]
    """Lines of the list from its top, each with the roles of the blank after it."""
    footer: Line


class FrontPageFile:
    """The page of one library. One that is missing, strange, or drawn under other settings is none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writing = threading.Lock()
        self._known: FrontPage | None = None

    def read(self, columns: int) -> FrontPage | None:
        """The page, where it was drawn for a terminal of so many columns."""
        try:
            if self._path.stat().st_uid != os.geteuid() or self._path.stat().st_size > MOST_BYTES:
                return None
            self._known = _page(json.loads(self._path.read_bytes()))
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None
        return self._known if self._known and self._known.columns == columns else None

    def keep(self, page: FrontPage) -> None:
        """Writes the page, unless it is there already. A folder that takes no file has none."""
        with self._writing:
            if page != self._known:
                self._write(page)

    def _write(self, page: FrontPage) -> None:
        said = {"format": FORMAT, "settings": repr(in_force()), "page": page}
        fresh = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        with contextlib.suppress(OSError):
            fresh.write_text(json.dumps(said, ensure_ascii=False), "utf-8", "replace")
            fresh.replace(self._path)
            self._known = page
        with contextlib.suppress(OSError):
            fresh.unlink()


def _page(said: object) -> FrontPage | None:
    """The page that a file holds; None under other settings. Raises what a strange file makes of it."""
    if not isinstance(said, dict) or said["format"] != FORMAT or said["settings"] != repr(in_force()):
        return None
    columns, header, heading, rows, footer = said["page"]
    drawn = tuple((_line(line), _roles(blank)) for line, blank in rows)
    return FrontPage(int(columns), _line(header), _line(heading), drawn, _line(footer))


def _line(said: Sequence[tuple[str, Sequence[str]]]) -> Line:
    return [(drawable(text), _roles(roles)) for text, roles in said]


def _roles(said: Sequence[str]) -> tuple[str, ...]:
    if not set(said) <= LOOKS.keys():
        raise ValueError("a role that nobody draws")
    return tuple(said)
