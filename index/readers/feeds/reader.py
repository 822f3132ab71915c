"""RSS, Atom and RDF feeds that were saved → articles, one an entry. Nothing is ever fetched.

bytes ──encoding──▶ text ──root──▶ feedparser ──▶ entries ──▶ fields, drafts ──▶ articles
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from index.errors import ReadError
from index.model import Article
from index.readers.article import dates, metadata
from index.readers.article.assemble import assemble
from index.readers.article.blocks import Draft
from index.readers.article.links import absolute
from index.readers.document import Document, Remark
from index.readers.encoding import Decoded
from index.readers.feeds import roots as feed_roots
from index.readers.html import markup
from index.readers.html.tags import without_tags
from index.readers.rows import Rows
from index.readers.text import plain
from index.readers.xml_declaration import stated_encoding, without_declaration
from index.text import clean

if TYPE_CHECKING:
    from feedparser import FeedParserDict

_BROKEN = (AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What feedparser is known to raise for input that is no feed at all."""
_HTML = frozenset({"text/html", "application/xhtml+xml"})

_REFERENCE = re.compile(r"&#(x[0-9a-f]{1,8}|[0-9]{1,10});", re.IGNORECASE)

_Entry = Mapping[str, Any]


def read_feed(document: Document) -> Iterator[Article | ReadError | Remark]:
    """The entries of a feed in its own order, with an error in the place of each that can't be read.

    Raises `ReadError` for what is no feed, and for one without entries.
    """
    decoded = document.decoded_as(content := document.content(), stated_encoding(content))
    feed = _parsed(decoded, document.relative)
    if not feed.entries:
        remedy = "Save it again when it has some, or leave it out"
        raise ReadError("the feed has no entries", place=document.relative, remedy=remedy)
    for number, (entry, row) in enumerate(zip(feed.entries, _rows(feed.entries), strict=True), start=1):
        yield _article(entry, feed, document, decoded, number, row)
    if feed.bozo:
        yield Remark("its XML is damaged, so that some of it may be missing")


def read_feed_list(document: Document) -> Iterator[Article]:
    """Raises `ReadError`, since OPML holds no articles."""
    raise feed_roots.list_of_feeds(document.relative)


def _parsed(decoded: Decoded, place: str) -> FeedParserDict:
    """Given a stream, since feedparser takes bytes and strings for names of files and addresses first.

    It neither sanitises nor resolves addresses in markup: only words are taken of that, and it would take ten times as
    long (measured on 500 entries of 2 KB).
    """
    import feedparser

    text = _REFERENCE.sub(_allowed, without_declaration(clean(decoded.text)))
    feed_roots.refuse_no_feed(text, place)
    feed_roots.refuse_trap(text, place)
    text = feed_roots.mended(text)
    try:
        return feedparser.parse(
            io.BytesIO(text.encode("utf-8")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _BROKEN as error:
        said = f"the feed can't be read ({type(error).__name__})"
        raise ReadError(said, place=place, remedy="Get it again, or leave it out") from error


def _allowed(reference: re.Match[str]) -> str:
    """A reference by number, or a blank for one to a sign that XML forbids, which would cost the whole feed."""
    figures = reference[1]
    number = int(figures[1:], 16) if figures[0] in "xX" else int(figures)
    is_sign = 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0x10000 <= number < 0x110000
    return reference[0] if is_sign or number in (9, 10, 13) else " "


def _rows(entries: Sequence[_Entry]) -> list[int]:
    """A number for each, of the name that it has for good; among equal ones counted from the oldest, the last."""
    rows = Rows()
    return [rows.row(_name(entry)) for entry in reversed(entries)][::-1]


def _name(entry: _Entry) -> str:
    """Its id, else its address, else its title and date, else its words."""
    stated = _said(entry, "id") or _said(entry, "link")
    if stated:
        return stated
    parts = [_said(entry, "title"), _said(entry, "published") or _said(entry, "updated")]
    return "\n".join(parts) if any(parts) else "\n".join(value for value, _ in _bodies(entry))


def _said(entry: _Entry, name: str) -> str:
    """What stands under a name, without feedparser's own substitutes for what is absent."""
    value = dict.get(entry, name) if isinstance(entry, dict) else None
    return value.strip() if isinstance(value, str) else ""


def _article(
    entry: _Entry, feed: FeedParserDict, document: Document, decoded: Decoded, number: int, row: int
) -> Article | ReadError:
    place = f"{document.relative}, entry {number:,}"
    try:
        known = metadata.from_fields(_fields(entry, feed))
        read = max((_drafts(*body) for body in _bodies(entry)), key=_fullness, default=[])
        drafts = absolute(read, known.url)
        if not drafts and known.title is not None:
            raise ReadError("there is a title but no text", place=place, remedy="Save the page that it leads to")
        return assemble(drafts, known, document.place(decoded, row, named=place), alone=False)
    except ReadError as error:
        return error


def _fields(entry: _Entry, feed: FeedParserDict) -> dict[object, object]:
    original = entry.get("source") or {}
    return {
        "title": _line(entry, "title"),
        "source": _line(original, "title") or _line(feed.feed, "title"),
        "date": dates.of_stamp(_said(entry, "published") or _said(entry, "updated")) or None,
        "authors": _authors(entry) or (_authors(feed.feed) if feed.version.startswith("atom") else []),
        "url": _address(entry) or None,
        "language": _language(entry) or _said(feed.feed, "language") or None,
    }


def _address(entry: _Entry) -> str:
    """Where the entry stands; feedparser takes its id for that where it has no link, whatever the id is."""
    link = _said(entry, "link")
    is_name = link == _said(entry, "id") and not link.lower().startswith(("http://", "https://"))
    return _said(entry, "feedburner_origlink") or ("" if is_name else link)


def _line(entry: _Entry, name: str) -> str | None:
    """Its words, where they may be markup."""
    said, detail = _said(entry, name), entry.get(f"{name}_detail") or {}
    return (without_tags(said) if detail.get("type") in _HTML else said) or None


def _authors(entry: _Entry) -> list[str]:
    """One name each, the address where somebody gives no name."""
    named = [author.get("name") or author.get("email") for author in entry.get("authors") or ()]
    return [name for name in named if name]


def _language(entry: _Entry) -> str:
    details = [*(entry.get("content") or ()), entry.get("summary_detail") or {}, entry.get("title_detail") or {}]
    return next((language for detail in details if (language := _said(detail, "language"))), "")


def _bodies(entry: _Entry) -> list[tuple[str, str]]:
    """Every text that an entry holds, each once, with its type; what is no text is left out."""
    details = [*(entry.get("content") or ()), entry.get("summary_detail") or {}]
    found = {_said(detail, "value"): str(detail.get("type") or "text/html") for detail in reversed(details)}
    return [(value, kind) for value, kind in reversed(found.items()) if kind in _HTML or kind.startswith("text/")]


def _drafts(value: str, kind: str) -> list[Draft]:
    """A text without a tag is plain text whatever its type says, and its line ends are some."""
    if kind not in _HTML:
        return plain.drafts(clean(value))
    if "<" not in value:
        return plain.drafts(clean(html.unescape(value)))
    return markup.drafts(markup.tree(value))


def _fullness(drafts: Sequence[Draft]) -> int:
    return sum(len(draft.text) for draft in drafts)
