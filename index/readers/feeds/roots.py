"""What stands before and at the root of an XML document: which entities, and whether it is a feed."""

from __future__ import annotations

import re
from html.entities import html5

from index.errors import NoArticles, ReadError

_BEFORE_ROOT = re.compile(
    r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?P<outside>[^\[>]*)(?:\[(?P<inside>.*?)\]\s*)?>)", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<(?:[\w.-]{1,100}:)?([\w.-]{1,100})")
_ENTITY = re.compile(
    r"<!ENTITY\s+(?:%\s+)?[^\s\"'<>]{1,100}\s+(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')\s*>", re.IGNORECASE
)
_REFERENCE = re.compile(r"[&%](?!#)")
_LONGEST_ENTITY = 64
"""Code points that an entity may stand for: a sign or a name. A thousand times as many turn a feed into a trap."""

_MOST_ATTRIBUTES = 1_000
_TRAP = re.compile(
    r"<[\w:.-]++(?:\s++[\w:.-]++\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+'|[^\s\"'<>]++))"
    rf"{{{_MOST_ATTRIBUTES + 1}}}"
)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_PREFIX = re.compile(r"</?([A-Za-z][\w.-]{0,40}):[A-Za-z]")
_DECLARED = re.compile(r"\bxmlns:([\w.-]{1,41})\s*=")
_NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
"""What feeds mean by these prefixes, whether they declare them or not."""

_FEEDS = frozenset({"rss", "rdf", "feed", "channel"})
_LEAVE_OUT = "Leave it out, or save the feed itself in its place"


def refuse_no_feed(text: str, place: str) -> None:
    """Raises `ReadError` for what is no feed by its root element, or declares entities as only a trap does."""
    at = 0
    while before := _BEFORE_ROOT.match(text, at):
        at = before.end()
        _refuse_entities(before["inside"] or "", place)
    root = _ROOT.match(text, at)
    match root[1].casefold() if root else "":
        case "opml":
            raise list_of_feeds(place)
        case "html":
            raise NoArticles("this is a web page and no feed", place=place, remedy="Name it .html, or leave it out")
        case "":
            raise ReadError("this is no XML", place=place, remedy=_LEAVE_OUT)
        case name if name not in _FEEDS:
            raise NoArticles("this XML is no feed", place=place, remedy=_LEAVE_OUT)


def mended(text: str) -> str:
    """A feed with signs for the entities that HTML has and XML has not, and with the prefixes declared that it uses.

    Both would make an XML parser stop at the first, though nothing is missing. Raises nothing.
    """
    text = _NAMED.sub(_sign, text)
    unknown = sorted(set(_PREFIX.findall(text)) - set(_DECLARED.findall(text)) - {"xml"})
    at = 0
    while before := _BEFORE_ROOT.match(text, at):
        at = before.end()
    root = _ROOT.match(text, at)
    if root is None or not unknown:
        return text
    declared = "".join(f' xmlns:{prefix}="{_NAMESPACES.get(prefix, f"urn:undeclared:{prefix}")}"' for prefix in unknown)
    return text[: root.end()] + declared + text[root.end() :]


def _sign(reference: re.Match[str]) -> str:
    name = reference[1]
    return reference[0] if name in _OF_XML else html5.get(f"{name};", reference[0])


def refuse_trap(text: str, place: str) -> None:
    """Raises `ReadError` for an element whose attributes take the square of their number."""
    if _TRAP.search(text):
        said = f"an element of it has more than {_MOST_ATTRIBUTES:,} attributes, as only a trap has"
        raise ReadError(said, place=place, remedy="Leave it out")


def list_of_feeds(place: str) -> NoArticles:
    """What OPML comes to."""
    return NoArticles(
        "this is a list of feeds, which holds no articles",
        place=place,
        remedy="Save the feeds that it lists, and index those",
    )


def _refuse_entities(declarations: str, place: str) -> None:
    """An entity made of others swells without bound, and one that lies elsewhere would have to be fetched."""
    declared = [match["double"] or match["single"] or "" for match in _ENTITY.finditer(declarations)]
    honest = all(len(value) <= _LONGEST_ENTITY and not _REFERENCE.search(value) for value in declared)
    if not honest or len(declared) < declarations.casefold().count("<!entity"):
        raise ReadError(
            "it declares entities that are long, lie elsewhere or are made of others, as only a trap does",
            place=place,
            remedy="Leave it out",
        )
