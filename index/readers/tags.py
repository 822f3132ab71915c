"""HTML inside Markdown → its words. Not a reader for pages: it only keeps tags out of the text."""

from __future__ import annotations

from html import unescape

_UNSEEN = ("script", "style", "template", "svg", "head")
_BREAKS = frozenset(
    "p div br li tr h1 h2 h3 h4 h5 h6 blockquote section article table ul ol hr figure figcaption".split()
)


def without_tags(markup: str) -> str:
    """The words of the markup, a line feed where an element begins a line. Comments, scripts and styles are gone.

    Goes through the markup once, so that no number of open brackets makes it slow.
    """
    words: list[str] = []
    at = 0
    while at < len(markup):
        opening = markup.find("<", at)
        if opening < 0:
            words.append(markup[at:])
            break
        words.append(markup[at:opening])
        closing, name = _tag(markup, opening)
        if closing < 0:
            words.append("<")
            at = opening + 1
            continue
        if name in _BREAKS:
            words.append("\n")
        at = closing
    return unescape("".join(words))


def _tag(markup: str, opening: int) -> tuple[int, str]:
    """Where the tag, comment or unseen element at `opening` ends (-1 when it is only a bracket), and the tag's name."""
    if markup.startswith("<!--", opening):
        end = markup.find("-->", opening + 4)
        return (len(markup) if end < 0 else end + 3), ""
    first = markup[opening + 1 : opening + 2]
    if not (first.isalpha() or first in {"/", "!", "?"}):
        return -1, ""
    end = markup.find(">", opening)
    if end < 0:
        return len(markup), ""
    name = markup[opening + 1 : min(end, opening + 30)].split(None, 1)[0].strip("/").casefold()
    if name in _UNSEEN and first != "/":
        close = markup.casefold().find(f"</{name}", end) if len(markup) < 1_000_000 else -1
        end = len(markup) - 1 if close < 0 else max(markup.find(">", close), close)
    return end + 1, name
