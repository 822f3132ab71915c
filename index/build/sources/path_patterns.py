"""Patterns on paths: which ones can be searched in any path at once, so that no file's name holds a build up.

Python's `re` tries every way in which repeats can share the signs between them, and has no limit of its own. A repeat
is settled where what stands behind it can't be a part of it (`[^/]+/`): it has one length. The others multiply.
"""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

LONGEST_PATH = 500
"""Code points of a path that is searched; a longer one fits no pattern. Linux allows 255 in a name, 4,096 in all."""
_LONGEST_PATTERN = 1_000
_MOST_WAYS = (LONGEST_PATH + 1) ** 2
"""Ways to share out a path among repeats, at each place where the search may begin: two open repeats. Searching in the
worst path takes 0.2 s then."""
_MANY = LONGEST_PATH

GROUPS = ("date", "source", "author", "title", "language")
"""Names of groups that say something."""

_GROUP = re.compile(r"\((?:\?(?::|P<(?P<name>\w+)>))?")
_ONE = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|[^\\]", re.DOTALL)
"""What stands for one sign."""
_REPEAT = re.compile(r"(?:(?P<sign>[*+?])|\{(?P<least>\d*)(?P<comma>,?)(?P<most>\d*)\})[?+]?")
_SIGNS = "".join(map(chr, range(1, 0x250)))
"""Latin letters with digits and marks: what two parts of a pattern have in common is looked for among them."""


class PatternError(ValueError):
    """Why a pattern can't be taken, in words that follow “the pattern … ”."""


def compiled(written: str) -> re.Pattern[str]:
    """The pattern, which every path can be searched with at once. Raises `PatternError`."""
    if len(written) > _LONGEST_PATTERN:
        raise PatternError(f"is longer than {_LONGEST_PATTERN:,} characters")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a later Python may read otherwise
            parts = list(_parts(written))
            pattern = re.compile(written)
            ways = _ways(parts)
    except (re.error, OverflowError, RecursionError) as error:
        raise PatternError(f"is none that Python knows: {error}") from None
    strange = sorted(set(pattern.groupindex) - set(GROUPS))
    if strange:
        raise PatternError(f"has the group {strange[0]}, which says nothing")
    if not pattern.groupindex:
        raise PatternError("has no named group, so it says nothing")
    if ways > _MOST_WAYS:
        raise PatternError("can run away: too many of its repeats and choices can take the same signs")
    return pattern


@dataclass(frozen=True, slots=True)
class _Part:
    """A sign, a bracket or a bar of a pattern."""

    written: str
    least: int = 1
    most: int = 1

    @property
    def is_sign(self) -> bool:
        return self.written not in ("(", ")", "|", "^", "$", r"\b", r"\B", r"\A", r"\Z")


def _parts(written: str) -> Iterator[_Part]:
    """Raises `PatternError` for what is not allowed, since its cost can't be told."""
    at = 0
    while at < len(written):
        group = _GROUP.match(written, at)
        found = group or _ONE.match(written, at)
        if not found:
            raise PatternError("ends in the middle of a sign")
        if written.startswith("(?", at) and found.end() == at + 1:
            raise PatternError(f"holds {written[at : at + 3]}, and only ( (?: and (?P<name> can begin a group")
        at = found.end()
        sign = "(" if group else found.group()
        if re.fullmatch(r"\\[1-9]", sign):
            raise PatternError("refers back to a group")
        repeat = _REPEAT.match(written, at)
        if repeat is None or repeat.group() == "{}":
            yield _Part(sign)
            continue
        at = repeat.end()
        part = _repeated(sign, repeat)
        if sign == ")" and part.most > 1:
            raise PatternError("repeats a group")
        yield part


def _repeated(sign: str, repeat: re.Match[str]) -> _Part:
    if repeat["sign"]:
        return _Part(sign, int(repeat["sign"] == "+"), 1 if repeat["sign"] == "?" else _MANY)
    least = int(repeat["least"] or 0)
    most = int(repeat["most"] or _MANY) if repeat["comma"] else least
    return _Part(sign, least, max(least, most))


def _ways(parts: list[_Part]) -> int:
    """In how many ways open repeats and alternatives can share out the longest path, at most."""
    ways, open_groups, choices = 1, [-1], {-1: 1}
    for at, part in enumerate(parts):
        if part.written == "(":
            open_groups.append(at)
            choices[at] = 1
        elif part.written == "|":
            choices[open_groups[-1]] += 1
        elif part.written == ")":
            choices[open_groups.pop()] *= 1 + (part.least == 0)
    for at, part in enumerate(parts):
        if part.is_sign and part.most > part.least and not _is_settled(at, parts, choices):
            ways *= 1 + min(part.most, _MANY) - part.least
        if ways > _MOST_WAYS:
            return ways
    return ways * math.prod(choices.values())


def _is_settled(at: int, parts: list[_Part], choices: Mapping[int, int]) -> bool:
    """Whether what must follow can't be a part of what is repeated, so that only one length can do."""
    for behind in range(at + 1, len(parts)):
        after = parts[behind]
        if (after.written == ")" and after.least) or choices.get(behind) == 1:
            continue
        return after.is_sign and after.least > 0 and not _have_in_common(parts[at].written, after.written)
    return False


def _have_in_common(one: str, other: str) -> bool:
    return bool(set(re.findall(one, _SIGNS, re.DOTALL)) & set(re.findall(other, _SIGNS, re.DOTALL)))
