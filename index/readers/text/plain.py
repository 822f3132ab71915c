"""Plain text → paragraphs: nothing in it is markup, and lines that were only wrapped are joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.model import BlockKind
from index.readers.article.blocks import Draft

_WIDEST = 100
"""Code points of a wrapped line; typewriters, mail and terminals wrap at 60 to 80, few editors at 100."""
_NARROWEST = 30
_SLACK = 2
"""Code points by which a wrapped line may miss the width, for a space or a mark counted otherwise."""
_RUN_ON = 40
"""A line at least this long, before one that begins with a small letter, was broken in mid-sentence."""
_OPEN_END = re.compile(
    r"(?:,|\b(?:the|an?|of|to|in|on|at|for|from|with|by|and|or|that|which|its|his|their|is|was|were))$"
)
"""How no paragraph ends."""
_SENTENCE_END = '.!?:”"'
_OPENERS = "\"'“‘([{•–—*-$€£#"


def drafts(text: str) -> list[Draft]:
    """The paragraphs of a clean text; where it has no blank lines, a paragraph a line."""
    return [Draft(BlockKind.PARAGRAPH, paragraph) for paragraph in paragraphs(text)]


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """How the line ends of a text came to be."""

    width: int
    """Code points at which it was wrapped; 0 where it was not."""
    torn: bool
    """Whether line ends fall within sentences all over it, so that a line without a stop goes on."""


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a clean text, without a line feed in them, in order, none empty."""
    groups = list(groups_of_lines(text))
    wrapping = _wrapping([pair for group in groups for pair in pairwise(group)])
    return [paragraph for group in groups for paragraph in _joined(group, wrapping)]


def groups_of_lines(text: str) -> Iterator[list[str]]:
    """Lines between blank lines, indented as they were; a line of spaces of any kind is blank.

    The same as markdown-it with every rule but the paragraph's off, at a tenth of its time; a test holds them together.
    """
    group: list[str] = []
    for line in map(str.rstrip, text.split("\n")):
        if line:
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _wrapping(breaks: list[tuple[str, str]]) -> _Wrapping:
    """In wrapped text a line ends where the next word would not have fitted, whatever the sentence does."""
    if not breaks:
        return _Wrapping(0, torn=False)
    unended = [pair for pair in breaks if pair[0][-1] not in _SENTENCE_END]
    within = sum(_goes_on(line, after) for line, after in unended)
    torn = len(unended) >= 0.5 * len(breaks) and within >= 0.25 * len(breaks)
    lengths = sorted(len(line) for line, _ in breaks if len(line) <= _WIDEST)
    if len(lengths) < 0.4 * len(breaks) or not lengths:
        return _Wrapping(0, torn)
    width = lengths[len(lengths) * 9 // 10]
    full = [line for line, after in breaks if _is_full(line, after, width)]
    run_on = sum(line[-1] not in _SENTENCE_END for line in full)
    wrapped = width >= _NARROWEST and len(full) >= 0.6 * len(lengths) and run_on >= 0.5 * len(full)
    return _Wrapping(width if wrapped else 0, torn or wrapped)


def _is_full(line: str, after: str, width: int) -> bool:
    """Whether the first word of the line after would not have fitted behind this one."""
    return len(line) <= _WIDEST and len(line) + 1 + len(after.split(None, 1)[0]) + _SLACK > width


def _goes_on(line: str, after: str) -> bool:
    """Whether, for all that is known of these two lines alone, they are one sentence."""
    return after.lstrip()[0].islower() or _OPEN_END.search(line[-8:]) is not None


def _is_joined(line: str, after: str, wrapping: _Wrapping) -> bool:
    """Whether a paragraph goes on over the end of this line."""
    if wrapping.width and _is_full(line, after, wrapping.width):
        return True
    if line[-1] in _SENTENCE_END:
        return False
    if wrapping.torn:
        capital = after[0].isupper() or after[0].isdigit() or after[0] in _OPENERS
        return not capital or len(line) >= wrapping.width // 2
    return len(line) >= _RUN_ON and _goes_on(line, after)


def _joined(group: list[str], wrapping: _Wrapping) -> Iterator[str]:
    """The paragraphs of lines that no blank line parts."""
    whole = [group[0].strip()]
    for before, line in pairwise(group):
        after = line.strip()
        indented = wrapping.width and _indent(line) >= 2 > _indent(before)
        if not indented and _is_joined(before, after, wrapping):
            if not (before[-1] == "-" and before[-2:-1].isalpha() and after[0].islower()):
                whole.append(" ")
            whole.append(after)
        else:
            yield "".join(whole)
            whole = [after]
    yield "".join(whole)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
