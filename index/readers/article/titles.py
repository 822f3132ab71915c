"""Titles: which first line is one, what a site added to it, and a stand-in where an article has none."""

from __future__ import annotations

import re

from index.readers.article import dateline
from index.readers.article.outlets import is_outlet, same_outlet
from index.text import sentences, word_table

LONGEST_DERIVED = 90
"""Code points of a derived title, so that it fits a line of a list at 100 columns; print headlines are shorter."""

_LONGEST = 200
_SEPARATORS = frozenset({"|", "||", "-", "–", "—", "·", "•", "»", "::"})
_SENTENCE_END = re.compile(r"[.…:;,]['\"”’)\]]*$")
_ACRONYM_END = re.compile(r"(?:^|[\s(“\"'‘])(?:[^\W\d_]\.){2,5}['\"”’)]*$")
_SMALL = word_table("a an and as at but by for from in is it nor of off on or over per so the to up via vs with")
_WORD = re.compile(r"[^\W_][\w'’.-]*")


def one_line(words: str) -> str:
    """The words with each stretch of white space made one space."""
    return " ".join(words.split())


def cut_suffix(title: str, source: str | None) -> tuple[str, str | None]:
    """The title without the site's name behind it, and the outlet that this name states, if it is a known one.

    Behind a bar any short rest is a site's name or section (“… | New”), if a real title is left; behind a dash only
    the article's own source or a known outlet. What is left is cut again, so cutting twice changes nothing.
    """
    outlet: str | None = None
    while True:
        parts = _split_last(title)
        if parts is None:
            return title, outlet
        head, mark, tail = parts
        known = is_outlet(tail)
        site = known or (source is not None and same_outlet(tail, source))
        if not head or not (site or (mark == "|" and _is_section(head, tail))):
            return title, outlet
        if known and outlet is None:
            outlet = tail
        title = head


def _split_last(title: str) -> tuple[str, str, str] | None:
    """Head, separator and tail at the last separator with a space on each side."""
    words = title.split(" ")
    for at in range(len(words) - 2, 0, -1):
        if words[at] in _SEPARATORS:
            return " ".join(words[:at]).rstrip(), words[at][0], " ".join(words[at + 1 :]).strip()
    return None


def _is_section(head: str, tail: str) -> bool:
    return len(head.split()) >= 3 and len(tail.split()) <= 5 and len(tail) <= 40 and len(tail) < len(head)


def is_title(line: str) -> bool:
    """Whether the first line of a text that has more is its title: short, and no sentence with its stop."""
    if len(line) > _LONGEST or not _WORD.search(line) or dateline.find(line):
        return False
    if not _SENTENCE_END.search(line[-8:]) or _ACRONYM_END.search(line[-24:]):
        return len(line) <= _LONGEST * 3 // 4 or _capitals(line) > 0.7
    return line.endswith(".") and len(line) <= 100 and _capitals(line) > 0.8


def _capitals(line: str) -> float:
    """Share of the words with a capital among those that a headline in capitals gives one."""
    words = [word for word in _WORD.findall(line) if word.casefold() not in _SMALL and word[0].isalpha()]
    return sum(word[0].isupper() for word in words) / len(words) if len(words) >= 4 else 0.0


def derive(lede: str) -> str:
    """A stand-in for a missing title: the first sentence of the lede, cut at a word when it is long."""
    before = dateline.find(lede)
    begin = before.end if before and (before.agency or "(" in lede[: before.end]) else 0
    ranges = sentences(lede, begin, min(len(lede), begin + 10 * LONGEST_DERIVED))
    sentence = one_line(lede[slice(*ranges[0])]) if ranges else one_line(lede)
    if len(sentence) <= LONGEST_DERIVED:
        return sentence
    shortened = sentence[:LONGEST_DERIVED]
    if not sentence[LONGEST_DERIVED].isspace() and " " in shortened[LONGEST_DERIVED // 2 :]:
        shortened = shortened.rsplit(" ", 1)[0]
    return shortened.rstrip(" ,;:–—-") + "…"
