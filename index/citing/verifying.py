"""Checks what was exported against the texts and files of today.

An export comes from anywhere, so that nothing in it is believed: a line is read, bounded, and checked field by field.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import IO

from index.citing.originals import Originals
from index.model import Article
from index.notebook.quotes import Quote, find_quote
from index.store import Store

_LONGEST_LINE = 16 * 1024 * 1024
"""Bytes; a quote is never longer than the longest line of an article that the readers take."""


class Outcome(StrEnum):
    """What has become of exported words."""

    SAME = "same"
    MOVED = "moved"
    """The words stand at other offsets."""
    CHANGED = "changed"
    """The file is not what it was; the words are still in the article."""
    MISSING = "missing"
    """The article or the words are not there."""
    BROKEN = "broken"
    """The line is no line of an export."""


@dataclass(frozen=True, slots=True)
class Verified:
    """One line of an export, checked."""

    line: int
    """In the export, from 1."""
    outcome: Outcome
    reason: str = ""
    id: str | None = None
    article: str | None = None
    """Id of the article in which the words were found; None where they were not."""
    path: str = ""
    quote: str = ""
    start: int | None = None
    """Where they stand now; None where they do not."""
    end: int | None = None


@dataclass(frozen=True, slots=True)
class _Claimed:
    """What a line says."""

    id: str | None
    article: str
    path: str
    quote: str
    before: str
    after: str
    start: int
    end: int
    text_sha256: str
    file_sha256: str | None


class Verifier:
    """Checks lines against one state of a library."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._originals = Originals(store)

    def checked(self, number: int, line: bytes | None) -> Verified | None:
        """A line, by its number; None for a blank one and for one of another `type`, which are passed over."""
        if line is None:
            return Verified(number, Outcome.BROKEN, f"longer than {_LONGEST_LINE // 1024**2} MB")
        if not line.strip():
            return None
        try:
            said = _said(line)
        except ValueError as error:
            return Verified(number, Outcome.BROKEN, str(error))
        return None if said is None else self._compared(number, said)

    def _compared(self, number: int, said: _Claimed) -> Verified:
        met = False
        for key in self._candidates(said):
            article, met = self._store.article(key), True
            place = _place(article, said)
            if place is not None:
                outcome, reason = self._judged(key, article, said, place)
                return Verified(number, outcome, reason, said.id, article.id, article.path, said.quote, *place)
        reason = "the words are not in the article any more" if met else "the article is not in this library"
        return Verified(number, Outcome.MISSING, reason, said.id, None, said.path, said.quote)

    def _candidates(self, said: _Claimed) -> list[int]:
        """The articles that it can be, likeliest first: of this id and text, of this text, of this id."""
        rows = self._store.connection.execute(
            """SELECT key FROM articles WHERE id = :id OR text_sha256 = :text
               ORDER BY text_sha256 = :text DESC, id = :id DESC, path = :path DESC, key LIMIT 10""",
            {"id": said.article, "text": said.text_sha256, "path": said.path},
        )
        return [row[0] for row in rows]

    def _judged(self, key: int, article: Article, said: _Claimed, place: tuple[int, int]) -> tuple[Outcome, str]:
        same_text = article.text_sha256 == said.text_sha256
        if said.file_sha256 is None:
            if not same_text:
                return Outcome.CHANGED, "the text has changed"
        elif (now := self._originals.sha256(key)) != said.file_sha256:
            what = "the file is gone" if now is None else "the file has changed"
            return Outcome.CHANGED, f"{what}; the article’s text {'is the same' if same_text else 'has changed, too'}"
        if place != (said.start, said.end):
            return Outcome.MOVED, f"now at {place[0]} to {place[1]}, and not at {said.start} to {said.end}"
        return Outcome.SAME, "" if article.path == said.path else f"the file was called {said.path}"


def _place(article: Article, said: _Claimed) -> tuple[int, int] | None:
    if not said.quote:
        return 0, 0
    if article.text[said.start : said.end] == said.quote and said.start <= len(article.text):
        return said.start, said.end
    return find_quote(article.text, Quote(said.quote, said.before, said.after, said.start), nearly=False)


def lines_of(file: IO[bytes]) -> Iterator[bytes | None]:
    """The lines of an export; None in the place of one that is too long."""
    while line := file.readline(_LONGEST_LINE + 1):
        if len(line) <= _LONGEST_LINE or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(_LONGEST_LINE)
        yield None


def _said(line: bytes) -> _Claimed | None:
    """What a line says; None for one of another type. Raises ValueError, with the reason, for what is none."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("no JSON") from None
    if not isinstance(fields, dict):
        raise ValueError("no JSON object")
    if "type" in fields:
        return None

    def text(name: str) -> str:
        value = fields.get(name)
        if not isinstance(value, str):
            raise ValueError(f"{name} is {'missing' if name not in fields else 'no text'}")
        # Half a surrogate pair is no text that SQLite or a terminal takes.
        return value.encode("utf-8", "replace").decode("utf-8")

    def number(name: str) -> int:
        value = fields.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
            raise ValueError(f"{name} is {'missing' if name not in fields else 'no offset'}")
        return value

    said = _Claimed(
        id=None if fields.get("id") is None else text("id"),
        article=text("article"),
        path=text("path"),
        quote=text("quote"),
        before=text("before") if "before" in fields else "",
        after=text("after") if "after" in fields else "",
        start=number("start"),
        end=number("end"),
        text_sha256=text("text_sha256"),
        file_sha256=None if fields.get("file_sha256") is None else text("file_sha256"),
    )
    if said.end < said.start:
        raise ValueError("it ends before it starts")
    return said
