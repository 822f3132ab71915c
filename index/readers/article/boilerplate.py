"""Which blocks are no part of the article, and which lone lines head a section of it.

Rules, in this order: what a line says of itself (“Please enter your comment!”, “[Name/Agency]”), what stands in the
tail that such a line begins, and what a lone line among paragraphs is. A rule that could take a sentence of an article
for boilerplate is no rule here: a link too many is a smaller harm than a sentence that search leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.model import BlockKind
from index.readers.article import day_lines
from index.readers.article.blocks import Draft
from index.readers.article.chrome_lines import begins_tail, is_chrome
from index.readers.article.headlines import is_headline, names_in
from index.readers.article.metadata import byline

_SENTENCE_END = re.compile(r"[.!?…:;,؟。—–-][\"'”“’)\]]*$")
_SPACED_QUOTE = re.compile(r"[.!?…,] [“”\"]$")
_LONG = 140
"""Code points from which a block counts as prose even without a stop; headings and headlines are shorter."""
_HEADING_WORDS = 14
_MANY_HEADINGS = 4
"""From so many headings on, a lone one among them that reads like a headline is a heading too."""
_WORD = re.compile(r"\w+")
_NO_LINE = re.compile(
    r"^[^\w“\"'‘]|^\W*[a-z@]|https?://|@\w|[^\W\d_]{3}[.!?]['\"”’)]* [^\W_]"
    r"|\b(?:the|an?|of|to|in|on|at|for|from|with|by|and|or|vs|that|which|its|his|their|is|are|was|were|said)$"
    r"|^(?:Contributing|Sources?|Reporting|Additional reporting|Edited|Editing|With (?:files|inputs|assistance))\b"
)
"""Signs, credits, addresses, two sentences, and pieces of a sentence, which head nothing and link nowhere."""


def mark(drafts: Sequence[Draft], title: str | None) -> list[Draft]:
    """The drafts with what is no part of the article marked as chrome, and section headings as headings.

    Only paragraphs are judged by their place; list items, quotes and headings that Markdown states keep their kind
    unless they say themselves that they are boilerplate.
    """
    kinds = [BlockKind.CHROME if is_chrome(draft.text) else draft.kind for draft in drafts]
    _mark_tail(drafts, kinds)
    _mark_lone_lines(drafts, kinds, title or "")
    if all(kind is BlockKind.CHROME for kind in kinds):
        return list(drafts)
    return [
        draft if draft.kind is kind else replace(draft, kind=kind, level=1 if kind is BlockKind.HEADING else 0)
        for draft, kind in zip(drafts, kinds, strict=True)
    ]


def is_prose(words: str) -> bool:
    """Whether a block is a paragraph rather than a line: it ends a sentence, or it is long."""
    return len(words) >= _LONG or _SENTENCE_END.search(words[-6:]) is not None or bool(_SPACED_QUOTE.search(words[-3:]))


def _mark_tail(drafts: Sequence[Draft], kinds: list[BlockKind]) -> None:
    """Marks the short lines behind one that begins a list of links or a comment box, as long as no prose follows."""
    heads = [at for at, draft in enumerate(drafts) if begins_tail(draft.text)]
    if not heads:
        return
    told = (at for at, kind in enumerate(kinds) if kind is not BlockKind.CHROME and is_prose(drafts[at].text))
    last_told = max(told, default=-1)
    first = next((at for at in heads if at > last_told), len(drafts))
    for at in range(first, len(drafts)):
        kinds[at] = BlockKind.CHROME


def _mark_lone_lines(drafts: Sequence[Draft], kinds: list[BlockKind], title: str) -> None:
    """Tells headlines of other stories from headings of sections, among the lines that stand alone between prose."""
    told = [at for at, draft in enumerate(drafts) if kinds[at] is BlockKind.PARAGRAPH and is_prose(draft.text)]
    if len(told) < 2:
        return
    others = sorted(set(range(told[0], len(drafts))).difference(told))
    lone = {at: drafts[at].text for at in others if kinds[at] is BlockKind.PARAGRAPH and _is_line(drafts[at].text)}
    headlines = {at for at, line in lone.items() if is_headline(line) and not _in_list(drafts, at, lone, told[-1])}
    if headlines:
        known = set(_WORD.findall(" ".join([title, *(drafts[at].text for at in told)])))
        headlines = {at for at in headlines if not known.isdisjoint(names_in(lone[at]))}
    between = _between_prose(drafts, kinds, lone)
    headings = between - headlines
    if len(headings) >= _MANY_HEADINGS and 3 * len(headlines) < len(headings):
        headings, headlines = between, headlines - between
    for at in headlines:
        kinds[at] = BlockKind.CHROME
    for at in headings:
        kinds[at] = BlockKind.HEADING


def _is_line(words: str) -> bool:
    if len(words.split()) > 20 or _NO_LINE.search(words):
        return False
    return not byline(words) and day_lines.read(words) is None


def _in_list(drafts: Sequence[Draft], at: int, lone: Mapping[int, str], last_told: int) -> bool:
    """Whether the line is one of several points of the article: a colon or a like line before it, and prose behind."""
    before = drafts[at - 1].text
    return before.endswith(":") or (at < last_told and (at - 1 in lone or at + 1 in lone))


def _between_prose(drafts: Sequence[Draft], kinds: Sequence[BlockKind], lone: Mapping[int, str]) -> set[int]:
    """The short lines that stand between two paragraphs of prose, boilerplate aside."""
    kept = [at for at, kind in enumerate(kinds) if kind is not BlockKind.CHROME]
    found = set()
    for before, at, after in zip(kept, kept[1:], kept[2:], strict=False):
        if at not in lone or len(lone[at].split()) > _HEADING_WORDS or not any(map(str.isalpha, lone[at])):
            continue
        if is_prose(drafts[before].text) and is_prose(drafts[after].text):
            found.add(at)
    return found
