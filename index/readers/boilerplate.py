"""Which blocks are no part of the article, and which lone lines head a section of it.

Rules, in this order: what a line says of itself (“Please enter your comment!”, “[Name/Agency]”), what stands in the
tail that such a line begins, and what a lone line among paragraphs is. A rule that could take a sentence of an article
for boilerplate is no rule here: a link too many is a smaller harm than a sentence that search leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.model import BlockKind
from index.readers.blocks import Draft
from index.readers.chrome_lines import begins_tail, is_chrome
from index.readers.headlines import is_headline, names_in
from index.readers.metadata import byline, date_line

_SENTENCE_END = re.compile(r"[.!?…:;,؟。—–-][\"'”“’)\]]*$")
_SPACED_QUOTE = re.compile(r"[.!?…,] [“”\"]$")
_LONG = 140
"""Code points from which a block counts as prose even without a stop; headings and headlines are shorter."""
_HEADING_WORDS = 14
_CREDIT = re.compile(
    r"^\W*(?:—|–|-|•|\*|@|www\.|[a-z])|https?://|@\w|^\(.*\)$"
    r"|^(?:Contributing|Sources?|Reporting|Additional reporting|Edited|Editing|With (?:files|inputs|assistance))\b"
)


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
    lone = [at for at in others if kinds[at] is BlockKind.PARAGRAPH and _is_line(drafts[at].text)]
    headlines = [at for at in lone if is_headline(drafts[at].text) and _shares_name(drafts, at, title)]
    headlines = [at for at in headlines if not _in_list(drafts, at, lone, told[-1])]
    headings = [at for at in lone if at not in headlines and _is_heading(drafts, kinds, at)]
    if len(headings) >= 4 and 3 * len(headlines) < len(headings):
        headings += [at for at in headlines if _is_heading(drafts, kinds, at)]
        headlines = []
    for at in headlines:
        kinds[at] = BlockKind.CHROME
    for at in headings:
        kinds[at] = BlockKind.HEADING


def _is_line(words: str) -> bool:
    return len(words.split()) <= 20 and not _CREDIT.search(words) and not byline(words) and date_line(words) is None


def _in_list(drafts: Sequence[Draft], at: int, lone: Sequence[int], last_told: int) -> bool:
    """Whether the line is one of several points of the article: a colon or a like line before it, and prose behind."""
    first = at
    while first - 1 in lone:
        first -= 1
    listed = first < at or at + 1 in lone
    return drafts[first - 1].text.endswith(":") or (listed and at < last_told)


def _is_heading(drafts: Sequence[Draft], kinds: Sequence[BlockKind], at: int) -> bool:
    """Whether a short line stands between two paragraphs of prose, boilerplate aside."""
    if len(drafts[at].text.split()) > _HEADING_WORDS or not any(map(str.isalpha, drafts[at].text)):
        return False
    after = next((next_at for next_at in range(at + 1, len(drafts)) if kinds[next_at] is not BlockKind.CHROME), None)
    before = next((past for past in range(at - 1, -1, -1) if kinds[past] is not BlockKind.CHROME), None)
    return after is not None and before is not None and is_prose(drafts[after].text) and is_prose(drafts[before].text)


def _shares_name(drafts: Sequence[Draft], at: int, title: str) -> bool:
    """Whether the line names what the article names too, as links to related stories do."""
    names = names_in(drafts[at].text)
    words = " ".join([title, *(draft.text for place, draft in enumerate(drafts) if place != at)])
    return any(re.search(rf"\b{re.escape(name)}\b", words) for name in names)
