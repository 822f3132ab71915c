"""The values that cross the borders between modules: frozen, plain, and free of any engine.

One rule always holds: every `start` and `end` is a half-open range of code points of `Article.text`, the canonical text
that `index.text` makes once. Nothing else is called an offset.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum, StrEnum


class Origin(StrEnum):
    """Where a value of an article's metadata comes from."""

    STATED = "stated"
    SIDECAR = "sidecar"
    RULE = "rule"
    FILENAME = "filename"
    DERIVED = "derived"
    INFERRED = "inferred"
    USER = "user"
    UNKNOWN = "unknown"


class BlockKind(StrEnum):
    """What a block of text is; `CHROME` is boilerplate that is no part of the article."""

    TITLE = "title"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    LIST = "list"
    CODE = "code"
    TABLE = "table"
    """A row of a table, its cells parted by ` · `; of level 1 in the table's head."""
    CHROME = "chrome"


class Gap(IntEnum):
    """What stands between a block and the one before it."""

    NONE = 0
    """Nothing: lines of code, rows of a table, items of a list that is written without blank lines."""
    LINE = 1
    """A blank line."""
    RULE = 2
    """A thematic break."""


class StyleKind(StrEnum):
    """Inline styles that Markdown states."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    LINK = "link"


class NameKind(StrEnum):
    """Kinds of names. A nationality is a form of its country, so no actor is of that kind."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    NATIONALITY = "nationality"
    PLACE = "place"
    EVENT = "event"


class Scope(StrEnum):
    """How near two actors must stand to be counted together."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Style:
    """An inline style over a range of the text."""

    kind: StyleKind
    start: int
    end: int
    target: str = ""
    """The address of a link; empty for every other kind."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like stretch of the text. Blocks are in order, do not overlap, and are two line feeds apart."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """Depth: of a heading from 1 to 6, of a quote or list from 1; 0 where there is none."""
    styles: tuple[Style, ...] = ()
    lead: str = ""
    """What the source has before it, which is no part of the text: `> ` for each quotation that it stands in, `- ` or
    `1. ` where it begins an item of a list, as many blanks where it goes on with one, the indentation of code."""
    gap: Gap = Gap.LINE
    read_as: BlockKind | None = field(default=None, repr=False)
    """Its kind in the file, where it is boilerplate only because it stands in many articles of its source; else None.
    Not in the `repr`, which tells whether a reader read the same as before."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as it was stated: a year, a month of a year, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def first_day(self) -> date:
        """The earliest day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date:
        """The latest day that it can mean."""
        if self.day is not None:
            return self.first_day()
        if self.month in (None, 12):
            return date(self.year, 12, 31)
        return date(self.year, self.month + 1, 1) - timedelta(days=1)

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its canonical text, its blocks, and what is known of it with the origin of each value."""

    id: str
    path: str
    """Path below the indexed root, with `/` between parts."""
    row: int
    """In a file of several articles: the position, from 0, or a number made of the name that the file gives each; 0 in
    a file of one."""
    text: str
    """Canonical: title line, blank line, body; without the title line where the source had none."""
    text_sha256: str
    blocks: tuple[Block, ...]
    title: str
    title_origin: Origin
    label: str
    """The source, else the file's stem."""
    words: int
    """Words without title and boilerplate."""
    source: str | None = None
    source_origin: Origin = Origin.UNKNOWN
    published: PartialDate | None = None
    published_origin: Origin = Origin.UNKNOWN
    authors: tuple[str, ...] = ()
    authors_origin: Origin = Origin.UNKNOWN
    url: str | None = None
    url_origin: Origin = Origin.UNKNOWN
    language: str | None = None
    """A code as BCP 47 writes it: `en`, `en-US`. As a reader gives it, what is stated; out of a library, what it is
    taken to be."""
    language_origin: Origin = Origin.UNKNOWN
    encoding: str = "utf-8"
    encoding_guessed: bool = False
    warnings: tuple[str, ...] = ()
    """What was odd about it, a sentence each: an impossible date, bytes that were replaced."""


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What a list shows of an article; everything but its text."""

    key: int
    """The library's own number for it; rises with the order of reading, never reused."""
    id: str
    path: str
    label: str
    title: str
    title_origin: Origin
    source: str | None
    source_origin: Origin
    published: PartialDate | None
    published_origin: Origin
    words: int
    read: bool = False
    starred: bool = False
    tags: tuple[str, ...] = ()
    """The user's own, in alphabetical order."""
    notes: int = 0
    """How many the user wrote on it."""
    marks_known: bool = True
    """False while the notebook can't be read: then the four above say nothing."""

    @property
    def is_unread(self) -> bool:
        """Whether it is known that it was not read."""
        return self.marks_known and not self.read


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text."""

    start: int
    end: int
    kind: NameKind
    actor: str | None
    """Id of the actor it means; None where names are not resolved yet."""


@dataclass(frozen=True, slots=True)
class ActorRef:
    """An actor as other values name it."""

    id: str
    name: str
    kind: NameKind


@dataclass(frozen=True, slots=True)
class Actor:
    """Everyone or everything that one set of names means, across all articles."""

    id: str
    name: str
    kind: NameKind
    forms: Mapping[str, int] = field(default_factory=dict)
    """Each form as written → how often, most frequent first."""
    articles: Mapping[str, int] = field(default_factory=dict)
    """Article id → how often, in the order of the library's list."""

    @property
    def mentions(self) -> int:
        """How often it is named in all articles, boilerplate left out."""
        return sum(self.articles.values())

    @property
    def ref(self) -> ActorRef:
        return ActorRef(self.id, self.name, self.kind)


@dataclass(frozen=True, slots=True)
class Sought:
    """A name that was asked for, and whom it means."""

    name: str
    actor: Actor | None
    """None where it means nobody, or could mean several."""
    candidates: tuple[ActorRef, ...]
    """Whom it could mean where it is not clear, most mentioned first."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A range of an article, with its words: what a count or a cross-reference stands on."""

    article: str
    path: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class CrossReference:
    """How often two actors stand together within one scope, and where."""

    actor: ActorRef
    other: ActorRef
    scope: Scope
    count: int
    """How many sentences, paragraphs or articles name both."""
    articles: Mapping[str, int]
    """Article id → how many of them are in it."""
    evidence: tuple[Evidence, ...]
    """The sentences, paragraphs or titles, in the order of articles and text; may be cut, `count` never is."""


@dataclass(frozen=True, slots=True)
class KwicLine:
    """A match with the words around it: a line of a concordance."""

    article: str
    path: str
    label: str
    start: int
    end: int
    left: str
    """The text before the match on one line: blanks and line feeds are single blanks."""
    match: str
    right: str


@dataclass(frozen=True, slots=True)
class Concordance:
    """Words in context."""

    lines: tuple[KwicLine, ...]
    total: int
    """Matches in all articles; more than `lines` where they were cut."""
    articles: int
    """Articles that have a match."""
    reading: str
    """How the query was read, in words."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """The piece of an article that best shows why it was found."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a query found."""

    article: ArticleRow
    score: float
    snippet: Snippet
    matches: tuple[tuple[int, int], ...]
    """Every match in the whole article, in order, not overlapping."""


@dataclass(frozen=True, slots=True)
class Facets:
    """How all hits of a query, not only those of the page, divide; most frequent first."""

    sources: Mapping[str, int]
    years: Mapping[str, int]
    """Year → hits; `unknown` for articles without a date."""
    actors: tuple[tuple[ActorRef, int], ...]
    languages: Mapping[str, int] = field(default_factory=dict)
    """Code of the language, in lower case → hits; `unknown` where it is not known."""
    tags: Mapping[str, int] | None = field(default_factory=dict)
    """The user's tags; None while the notebook can't be read."""
    marks: Mapping[str, int] | None = field(default_factory=dict)
    """`unread`, `read` and `starred` → hits; None as for tags."""


@dataclass(frozen=True, slots=True)
class Page:
    """The answer to a query."""

    hits: tuple[Hit, ...]
    total: int
    reading: str
    """How the query was read, in words."""
    undated: int
    """With a date in the query: how many articles could not be judged because they have none; else 0."""
    facets: Facets | None = None


def article_id(path: str, row: int, salt: str = "") -> str:
    """Ten base32 characters of a hash of the path below the root and the row in the file.

    `salt` is the absolute root, given only where two roots hold the same path.
    """
    digest = hashlib.sha256(f"{salt}\0{path}\0{row}".encode("utf-8", "surrogateescape")).digest()
    return base64.b32encode(digest).decode("ascii")[:10].lower()
