"""The files that articles come from: where they are now, their hash, and on which line words stand in them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from index.errors import ReadError
from index.model import Article
from index.notebook.quotes import fold_with_places, occurrences
from index.places import printable
from index.store import Store

_LARGEST = 4 * 1024 * 1024
"""Bytes of a file in which a line is looked for; one that is larger is no article."""
_LINED = (".jsonl", ".jsonl.xz")
"""Endings of files that hold an article a line."""


@dataclass(frozen=True, slots=True)
class _Located:
    path: Path
    row: int
    is_as_read: bool
    """Whether the file is as it was when the library read it, as far as size and time tell."""


class Originals:
    """Looks at files as they are while it lives, each once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._digests: dict[Path, str | None] = {}

    def path(self, key: int) -> Path | None:
        """Where an article's file is; None where it is not there now."""
        located = self._located(key)
        return None if located is None else located.path

    def sha256(self, key: int) -> str | None:
        """Of the bytes of an article's file; None where it can't be read."""
        path = self.path(key)
        if path is None:
            return None
        if path not in self._digests:
            self._digests[path] = _digest(path)
        return self._digests[path]

    def line(self, key: int, article: Article, start: int, end: int) -> int | None:
        """The line of the file on which a range of the article begins, from 1; None where it can't be told."""
        located = self._located(key)
        if located is None:
            return None
        if located.path.name.casefold().endswith(_LINED):
            return located.row + 1 if located.is_as_read else None
        raw = _raw_text(located.path) if end > start else None
        if raw is None:
            return None
        first = article.text.find("\n", start, end)
        found = _line_in(raw, article.text, start, end)
        return _line_in(raw, article.text, start, first) if found is None and first > start else found

    def _located(self, key: int) -> _Located | None:
        row = self._store.connection.execute(
            """SELECT r.path, f.path, a.row, f.size, f.mtime_ns
               FROM articles a JOIN files f ON f.number = a.file JOIN roots r ON r.number = f.root WHERE a.key = ?""",
            (key,),
        ).fetchone()
        if row is None:
            return None
        root, relative, number, size, time = row
        try:
            path = _found_below(Path(root), relative)
            if path is None:
                return None
            state = path.stat()
        except OSError:
            return None  # gone, or closed to us: what the callers say then is that it can't be told
        return _Located(path, number, (state.st_size, state.st_mtime_ns) == (size, time))


def _found_below(root: Path, relative: str) -> Path | None:
    """The file that the store names so: names that no terminal takes are escaped there."""
    if root.is_file():
        return root
    path = root
    for part in relative.split("/"):
        if "\\" in part:
            named = (one for one in path.iterdir() if printable(one.name) == part)
            path = next(named, path / part)
        else:
            path = path / part
    return path if path.is_file() else None


def _digest(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _raw_text(path: Path) -> str | None:
    from index.readers.encoding import decode  # loads all readers, which no list of articles needs

    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        return decode(content, path.name).text if len(content) <= _LARGEST else None
    except (OSError, ReadError):
        return None


def _line_in(raw: str, text: str, start: int, end: int) -> int | None:
    there, here = fold_with_places(raw), fold_with_places(text)
    words = fold_with_places(text[start:end]).text.strip()
    if not words:
        return None
    places = occurrences(there.text, words)
    if len(places) > 1:
        # The same words several times: they stand in the same order here and there, if as often.
        mine = [here.starts[at] for at in occurrences(here.text, words)]
        before = sum(at < start for at in mine)
        places = places[before : before + 1] if len(mine) == len(places) else []
    if not places:
        return None
    at = there.starts[places[0]]
    return raw.count("\n" if "\n" in raw else "\r", 0, at) + 1
