"""How values look in the store, and back: JSON for what varies. Nothing is ever unpickled."""

from __future__ import annotations

import functools
import hashlib
import json
import sqlite3
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from index.errors import LibraryDamaged
from index.languages.settled import objection, settled
from index.model import Article, ArticleRow, Block, BlockKind, Gap, NameKind, Origin, PartialDate, Style, StyleKind

Packed = TypeVar("Packed")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class StoredForm:
    """One spelling of one kind in one article, and the article's own group of names that it belongs to."""

    form: str
    kind: NameKind
    group: int
    count: int
    """How often outside boilerplate; 0 for a name that stands in boilerplate only."""


def _sound(unpack: Callable[[Packed], Value]) -> Callable[[Packed], Value]:
    """What this program did not write is damage, and is said so."""

    @functools.wraps(unpack)
    def checked(packed: Packed) -> Value:
        try:
            return unpack(packed)
        except (ValueError, KeyError, TypeError, IndexError, struct.error) as error:
            raise damaged(f"a row of the store makes no sense ({error})") from error

    return checked


def damaged(what: str) -> LibraryDamaged:
    """The error for what this program can't have written."""
    return LibraryDamaged(what, remedy="`dateline doctor` rebuilds the library from the files")


@_sound
def whole_number(written: str) -> int:
    """A number that the store keeps as text."""
    return int(written)


def fingerprint(article: Article, *, repetition: bool = True) -> str:
    """A hash of all that a reader said of the article: equal fingerprints mean that nothing has to be written.

    `repetition`: whether lines of it may be boilerplate because they stand in other articles, too.
    """
    said = (repr(article) + ("" if repetition else " without repetition")).encode("utf-8", "surrogatepass")
    return hashlib.sha256(said).hexdigest()


def pack_blocks(blocks: Sequence[Block]) -> str:
    """Blocks as JSON: `[kind, start, end, level, [[kind, start, end, target], …]]` each.

    The lead and the gap follow where either is anything but the usual, and the kind that it was read as, if any.
    """
    return json.dumps([_packed(block) for block in blocks], separators=(",", ":"))


def _packed(block: Block) -> list[object]:
    styles = [[style.kind, style.start, style.end, style.target] for style in block.styles]
    shape: list[object] = [block.lead, block.gap] if block.lead or block.gap is not Gap.LINE or block.read_as else []
    shape += [block.read_as] if block.read_as else []
    return [block.kind, block.start, block.end, block.level, styles, *shape]


@_sound
def unpack_blocks(packed: str) -> tuple[Block, ...]:
    """The blocks again."""
    return tuple(_block(*parts) for parts in json.loads(packed))


def _block(
    kind: str,
    start: int,
    end: int,
    level: int,
    styles: Sequence[tuple[str, int, int, str]],
    lead: str = "",
    gap: int = Gap.LINE,
    read_as: str | None = None,
) -> Block:
    drawn = tuple(Style(StyleKind(style), first, last, target) for style, first, last, target in styles)
    known = None if read_as is None else BlockKind(read_as)
    return Block(BlockKind(kind), start, end, level, drawn, lead, Gap(gap), known)


def pack_forms(forms: Sequence[StoredForm]) -> str:
    """Forms as JSON: `[form, kind, group, count]` each."""
    return json.dumps([[f.form, f.kind, f.group, f.count] for f in forms], separators=(",", ":"))


@_sound
def unpack_forms(packed: str) -> tuple[StoredForm, ...]:
    """The forms again."""
    return tuple(StoredForm(form, NameKind(kind), group, count) for form, kind, group, count in json.loads(packed))


def pack_counts(counts: Mapping[str, int]) -> str:
    """Counts of forms as a JSON object."""
    return json.dumps(counts, separators=(",", ":"))


@_sound
def unpack_counts(packed: str) -> dict[str, int]:
    """The counts again."""
    return {form: int(count) for form, count in dict(json.loads(packed)).items()}


def pack_numbers(numbers: Sequence[int]) -> bytes:
    """Little-endian int32."""
    return struct.pack(f"<{len(numbers)}i", *numbers)


@_sound
def unpack_numbers(packed: bytes) -> tuple[int, ...]:
    """The numbers again."""
    return struct.unpack(f"<{len(packed) // 4}i", packed)


@functools.lru_cache(maxsize=1 << 14)
def parse_date(written: str | None) -> PartialDate | None:
    """`2020`, `2020-01` or `2020-01-09` as a partial date. Raises ValueError where no calendar has it.

    Articles of one day share their date: a list of 100,000 has some thousand.
    """
    if not written:
        return None
    date = PartialDate(*(int(part) for part in written.split("-")))
    date.first_day()
    return date


_ORIGINS: dict[object, Origin] = {origin.value: origin for origin in Origin}
"""A look into it takes a fifth of the time that `Origin(…)` takes, three times a row."""

ARTICLE_COLUMNS = "key, id, path, label, title, title_origin, source, source_origin, published, published_origin, words"


@_sound
def article_row(columns: Sequence[object]) -> ArticleRow:
    """A row of `SELECT ARTICLE_COLUMNS`, as the value that lists show."""
    key, id_, path, label, title, title_origin, source, source_origin, published, published_origin, words = columns
    return ArticleRow(
        _whole(key),
        _text(id_),
        _text(path),
        _text(label),
        _text(title),
        _ORIGINS[title_origin],
        None if source is None else _text(source),
        _ORIGINS[source_origin],
        None if published is None else parse_date(_text(published)),
        _ORIGINS[published_origin],
        _whole(words),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value!r} is no whole number")
    return value


def language(stated: str | None, origin: str, found: str | None) -> tuple[str | None, Origin]:
    """What the store has of an article's language → what it is taken to be, and where that comes from."""
    if origin not in _ORIGINS:
        raise damaged(f"a row of the store makes no sense ({origin!r} is no origin)")
    return settled(stated, _ORIGINS[origin], found or None)


@_sound
def article(row: sqlite3.Row) -> Article:
    """A row of articles joined with texts, whole."""
    blocks = unpack_blocks(row["blocks"])
    if blocks and blocks[-1].end > len(row["text"]):
        raise ValueError("its blocks reach beyond its text")
    stated, origin, found = row["language"], row["language_origin"], row["found_language"]
    taken_for, taken_from = language(stated, origin, found)
    objected = objection(stated, Origin(origin), found or None)
    return Article(
        id=row["id"],
        path=row["path"],
        row=row["row"],
        text=row["text"],
        text_sha256=row["text_sha256"],
        blocks=blocks,
        title=row["title"],
        title_origin=Origin(row["title_origin"]),
        label=row["label"],
        words=row["words"],
        source=row["source"],
        source_origin=Origin(row["source_origin"]),
        published=parse_date(row["published"]),
        published_origin=Origin(row["published_origin"]),
        authors=tuple(json.loads(row["authors"])),
        authors_origin=Origin(row["authors_origin"]),
        url=row["url"],
        url_origin=Origin(row["url_origin"]),
        language=taken_for,
        language_origin=taken_from,
        encoding=row["encoding"],
        encoding_guessed=bool(row["encoding_guessed"]),
        warnings=tuple(json.loads(row["warnings"])) + ((objected,) if objected else ()),
    )
