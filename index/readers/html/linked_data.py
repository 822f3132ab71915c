"""JSON-LD in a web page: what the site tells search engines of the article, in the words of schema.org."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from index.readers.article.titles import one_line
from index.text import clean, word_table

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLES = word_table(
    """
    Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle
    ReviewNewsArticle AskPublicNewsArticle AdvertiserContentArticle BlogPosting LiveBlogPosting SocialMediaPosting
    DiscussionForumPosting Report ScholarlyArticle TechArticle SatiricalArticle Review
    """
)
"""Types of schema.org that are articles."""
_PAGES = word_table("WebPage ItemPage MedicalWebPage")
"""Types that describe the page; they speak for the article where nothing else does."""
_FIELD = re.compile(r'"(@type|headline|datePublished)"\s*:\s*"((?:[^"\\]|\\.){1,300})"')
_MOST_NODES = 10_000
"""Objects and lists looked at in one page; real ones have a few dozen."""

Node = Mapping[str, object]


def articles(root: HtmlElement) -> list[Node]:
    """The objects that describe an article, in order; names that they refer to by `@id` are filled in."""
    nodes = list(_nodes(root))
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    for wanted in (_ARTICLES, _PAGES):
        if found := [_filled(node, named) for node in nodes if _types(node) & wanted]:
            return found
    return []


def _nodes(root: HtmlElement) -> Iterator[Node]:
    """All objects of all scripts, those around others first."""
    waiting: list[object] = []
    for script in root.iter("script"):
        if (script.get("type") or "").strip().casefold() == "application/ld+json":
            text = _without_comment(script.text or "")
            try:
                waiting.append(json.loads(text, strict=False))
            except (ValueError, RecursionError):
                waiting.append(_mended(text))
    for seen in range(_MOST_NODES):
        if seen >= len(waiting):
            return
        value = waiting[seen]
        if isinstance(value, dict):
            yield value
            waiting.extend(part for part in value.values() if isinstance(part, dict | list))
        elif isinstance(value, list):
            waiting.extend(part for part in value if isinstance(part, dict | list))


def _mended(script: str) -> Node:
    """What a broken script says once and in one way, such as the day of its only article."""
    said: dict[str, set[str]] = {}
    for match in _FIELD.finditer(script):
        if match[1] != "@type" or match[2] in _ARTICLES:
            said.setdefault(match[1], set()).add(match[2])
    return {key: next(iter(values)) for key, values in said.items() if len(values) == 1}


def _without_comment(script: str) -> str:
    """The script without the signs that once hid it from old browsers."""
    for opening, closing in (("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>"), ("<!--", "-->")):
        script = script.strip().removeprefix(opening).removesuffix(closing)
    return script.strip().removesuffix(";")


def _types(node: Node) -> set[str]:
    stated = node.get("@type")
    listed = stated if isinstance(stated, list) else [stated]
    return {name.rpartition("/")[2] for name in listed if isinstance(name, str)}


def _filled(node: Node, named: Mapping[object, Node]) -> Node:
    def full(value: object) -> object:
        if isinstance(value, list):
            return [full(part) for part in value if not isinstance(part, list)]
        if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
            return named.get(value["@id"], value)
        return value

    return {key: full(value) if key in {"author", "creator", "publisher"} else value for key, value in node.items()}


def words(value: object) -> str:
    """A value, or its name where it is an object, as one line; empty where it says nothing."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        return words(value[0]) if value and not isinstance(value[0], list) else ""
    return one_line(clean(value)) if isinstance(value, str) else ""


def names(value: object) -> Sequence[str]:
    """The names of one or several authors."""
    listed = value if isinstance(value, list) else [value]
    found = []
    for part in listed:
        inner = part.get("name") if isinstance(part, dict) else part
        found += [words(name) for name in (inner if isinstance(inner, list) else [inner])]
    return [name for name in found if name]
