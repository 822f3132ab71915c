"""Markup → its words where nothing else is wanted: in Markdown, in titles of feeds, in pages that no parser takes."""

from __future__ import annotations

import re
from html import unescape

from index.text import word_table

_BREAKS = word_table(
    """
    p div br li tr h1 h2 h3 h4 h5 h6 blockquote section article table ul ol hr figure figcaption
    """
)
_UNSEEN = {name: re.compile(f"</{name}[^>]{{0,20}}>", re.IGNORECASE) for name in ("script", "style", "template", "svg")}
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]{0,20})")


def without_tags(markup: str) -> str:
    """The words of the markup, a line feed where an element begins a line. Comments, scripts and styles are gone.

    What is opened and never closed hides nothing: its words stay. Goes through the markup once, so that no number of
    open brackets makes it slow.
    """
    words: list[str] = []
    never_closed: set[str] = set()
    at = 0
    while (opening := markup.find("<", at)) >= 0:
        words.append(markup[at:opening])
        name = _NAME.match(markup, opening)
        if markup.startswith("<!--", opening):
            at = _after(markup, "-->", opening + 4, never_closed)
        elif name or markup[opening + 1 : opening + 2] in {"!", "?"}:
            at = _after(markup, ">", opening + 1, never_closed)
            if name and at > opening + 1:
                at = _after_unseen(markup, name, at, never_closed)
                words.append("\n" if name[1].lower() in _BREAKS else "")
        else:
            at = opening + 1
            words.append("<")
    words.append(markup[at:])
    return unescape("".join(words))


def _after(markup: str, closing: str, begin: int, never_closed: set[str]) -> int:
    """Behind the next `closing`, or `begin` where there is none; that there is none is found out once."""
    end = -1 if closing in never_closed else markup.find(closing, begin)
    if end < 0:
        never_closed.add(closing)
        return begin
    return end + len(closing)


def _after_unseen(markup: str, name: re.Match[str], begin: int, never_closed: set[str]) -> int:
    """Behind the end of an element whose content nobody sees, such as a script; `begin` for every other tag."""
    element = name[1].lower()
    if element not in _UNSEEN or name[0].startswith("</") or element in never_closed:
        return begin
    closing = _UNSEEN[element].search(markup, begin)
    if closing is None:
        never_closed.add(element)
        return begin
    return closing.end()
