"""What a web page states of its article: in JSON-LD, in `meta`, in its headline and its times.

A value is one that the page states, or it is none: no text is searched for what could be a date or a name. Only the
one time that it shows is a rule, and is marked as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.model import Origin, PartialDate
from index.readers.article import addresses, dates, metadata
from index.readers.article.metadata import Metadata
from index.readers.article.titles import one_line
from index.readers.html import linked_data
from index.readers.html.linked_data import names, words
from index.text import clean, word_table

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_HEADLINES = ("og:title", "twitter:title", "headline", "title", "dc.title", "dcterms.title", "parsely-title")
_DAYS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "published_at",
    "publication_date", "publish-date", "publishdate", "publish_date", "pubdate", "pub_date", "og:pubdate",
    "article.published", "article_date_original", "parsely-pub-date", "sailthru.date", "dc.date.issued",
    "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "citation_publication_date",
    "citation_date", "bt:pubdate", "rnews:datepublished", "date", "datecreated",
)  # fmt: skip
"""Names of `meta` that state when an article was published, the most particular first; none that says when it was
changed."""
_AUTHORS = (
    "author", "article:author", "article_author", "article.author", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "byl", "byline", "citation_author", "rnews:author",
)  # fmt: skip
_SITES = ("og:site_name", "application-name", "dc.publisher", "publisher", "article_publication_name", "og:site")
_LANGUAGES = ("content-language", "inlanguage", "dc.language", "dcterms.language", "language")
_WORD = re.compile(r"\w+")
_NO_NAME = re.compile(
    r"https?:|^www\.|^@|[\w.]@\w|^\W*$|^(?:admin|administrator|editor|webmaster|none|null|undefined)$", re.I
)
_LONGEST_TITLE = 300
"""Code points; the longest of 91 news pages has 142."""
_OF_ELSE = re.compile(r"comment|related|sidebar|widget|updat|modif|recommend", re.IGNORECASE)
"""In the class or id of an element: it holds comments, links to others, or a day of a change."""
_ASIDE = word_table("nav aside footer")


def of_page(root: HtmlElement, *, today: date | None = None) -> Metadata:
    """What the page states of its article, cleaned; the title is None only where it states none."""
    page = _Page(root)
    title = page.title()
    fields: dict[object, object] = {
        "title": title,
        "source": page.source(),
        "authors": page.authors(),
        "url": page.address(),
        "language": page.language(),
    }
    known = metadata.from_fields({name: value for name, value in fields.items() if value}, today=today)
    return _with_date(known, page, today or date.today())


class _Page:
    """Where a page states things."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root

    @cached_property
    def _metas(self) -> Mapping[str, Sequence[str]]:
        """What each `meta` says, by its name in lower case; also elements with `itemprop` and a content."""
        found: dict[str, list[str]] = {}
        for element in self._root.iter("meta"):
            said = one_line(clean(element.get("content") or ""))
            for key in ("property", "name", "itemprop", "http-equiv"):
                if said and element.get(key):
                    found.setdefault(element.get(key).strip().casefold(), []).append(said)
        return found

    @cached_property
    def _articles(self) -> Sequence[linked_data.Node]:
        """The objects of JSON-LD that are this page's article: where several are, those with its title."""
        found = linked_data.articles(self._root)
        if len({words(node.get("headline")) for node in found}) > 1:
            shown = [_key(self._title_line), *map(_key, self._said(("og:title",)))]
            return [node for node in found if any(_agree(_key(words(node.get("headline"))), key) for key in shown)]
        return found

    def _said(self, listed: Iterable[str]) -> Iterator[str]:
        for name in listed:
            yield from self._metas.get(name, ())

    @cached_property
    def _title_line(self) -> str:
        """What the tab of a browser shows."""
        element = next(self._root.iter("title"), None)
        return "" if element is None else _text(element)

    def title(self) -> str | None:
        """The headline that the page shows, if its head states nearly the same, else the one that it states."""
        stated = [unescape(words(node.get("headline") or node.get("name"))) for node in self._articles]
        stated += [unescape(said) for said in self._said(_HEADLINES)]
        stated = [said for said in (*stated, self._title_line) if 0 < len(said) <= _LONGEST_TITLE]
        keys = [_key(said) for said in stated]
        shown = [text for text in map(_text, self._root.iter("h1")) if 0 < len(text) <= _LONGEST_TITLE]
        for text in shown:
            if any(_agree(_key(text), key) for key in keys):
                return text
        if not stated and len(shown) == 1:
            return shown[0]
        return stated[0] if stated else None

    def source(self) -> str | None:
        """The name of the site, else of the publisher, without what stands behind a bar."""
        published = [words(node.get("publisher")) for node in self._articles]
        said = [*self._said(_SITES[:1]), *published, *self._said(_SITES[1:])]
        cut = [unescape(name).split(" | ", 1)[0].strip() for name in said]
        return next((name for name in cut if name and not _NO_NAME.search(name) and len(name) <= 80), None)

    def authors(self) -> list[str]:
        """The names of the authors, each once; no addresses, and not the name of the site."""
        for node in self._articles:
            found = _people(names(node.get("author") or node.get("creator")))
            if found:
                return found
        for name in _AUTHORS:
            found = _people(self._metas.get(name, ()))
            if found:
                return found
        return []

    def address(self) -> str | None:
        """The page's own address; the deeper one, since some sites state their front page as that of all pages."""
        links = [link.get("href") or "" for link in self._root.iter("link") if _is_canonical(link)]
        said = [*links, *self._said(("og:url",)), *(words(node.get("url")) for node in self._articles)]
        found = [address for address in map(str.strip, said) if _is_address(address)]
        return next((address for address in found if urlsplit(address).path.strip("/")), found[0] if found else None)

    def language(self) -> str | None:
        """The language that the page says it is in."""
        element = next(self._root.iter("html"), self._root)
        said = [element.get("lang"), element.get("{http://www.w3.org/XML/1998/namespace}lang"), element.get("xml:lang")]
        return next((tag for tag in (*said, *self._said(_LANGUAGES)) if tag and tag.strip()), None)

    def days(self) -> Iterator[str]:
        """What it says of when it was published, the surest first."""
        for key in ("datePublished", "dateCreated"):
            yield from (said for node in self._articles if (said := words(node.get(key))))
        yield from self._said(_DAYS)
        for element in self._root.iter("time", "span", "abbr", "p", "div"):
            marked = (element.get("itemprop") or "").casefold()
            if "datepublished" in marked or element.get("pubdate") is not None:
                yield one_line(clean(element.get("datetime") or element.get("content") or _text(element)))

    def times(self) -> Iterator[str]:
        """The times that the page shows, those of changes, of comments and of other pages aside."""
        for element in self._root.iter("time"):
            said = one_line(clean(element.get("datetime") or ""))
            around = (element, *element.iterancestors())
            if said and not element.get("itemprop") and not any(map(_is_aside, around)):
                yield said


def _is_aside(element: _Element) -> bool:
    """Whether what the element holds is of something else than the article as it was published."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag in _ASIDE or element.tag == "a" or _OF_ELSE.search(named) is not None


def _text(element: _Element) -> str:
    return one_line(clean("".join(element.itertext())))


def _key(title: str) -> str:
    """The words of a title, for comparing it."""
    return " ".join(_WORD.findall(title.casefold()))


def _agree(one: str, other: str) -> bool:
    """Whether one of two titles begins with the other, as it does where a site's name or a subtitle is added."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 3 and long.startswith(short) and (len(short) == len(long) or len(short.split()) >= 3)


def _people(said: Iterable[str]) -> list[str]:
    parts = [unescape(part).strip() for name in said for part in re.split(r"[;|]", name)]
    return list(dict.fromkeys(part for part in parts if part and len(part) <= 100 and not _NO_NAME.search(part)))


def _is_canonical(link: _Element) -> bool:
    return "canonical" in (link.get("rel") or "").casefold().split()


def _is_address(said: str) -> bool:
    try:
        parts = urlsplit(said)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def _with_date(known: Metadata, page: _Page, today: date) -> Metadata:
    """The day that the page states; else the one of all its times. What can't be is none."""
    said = []
    for stated in page.days():
        if day := _possible(stated, today):
            return replace(known, published=day, published_origin=Origin.STATED)
        said.append(stated)
    if said:
        refused = metadata.from_fields({"date": said[0]}, today=today)
        warnings = refused.warnings or (
            f"The date “{said[0][:40]}” is outside the years of the web, so the article has none.",
        )
        known = replace(known, warnings=(*known.warnings, *warnings))
    shown = {_possible(stated, today) for stated in page.times()}
    day = shown.pop() if len(shown) == 1 else None
    return replace(known, published=day, published_origin=Origin.RULE if day else Origin.UNKNOWN)


def _possible(stated: str, today: date) -> PartialDate | None:
    """A day that a web page can be of; None for every other, and for what is no date."""
    try:
        day = dates.parse(stated, today=today)
    except dates.NoDateError:
        return None
    return day if addresses.possible(day, today) else None
