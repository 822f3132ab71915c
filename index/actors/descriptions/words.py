"""The words of a stretch of a sentence, each name one word: what rules about the neighbours of a name read.

One pass of one regular expression, linear in the text; every word knows its range.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from index.actors.values import Name
from index.signs import STRAIGHT

_HYPHENS = ("-", "‐")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a name or a mark."""

    start: int
    end: int
    text: str
    """In lower case with straight apostrophes, without a possessive ending."""
    name: Name | None = None
    """The name that it is; None also for a compound that holds one ("Moscow-backed")."""
    capital: bool = False
    possessive: bool = False
    """Its range ends with 's, or with the apostrophe behind a plural."""

    @property
    def is_mark(self) -> bool:
        return self.name is None and not self.text[0].isalnum()


@cache
def _pattern() -> re.Pattern[str]:
    titles = "Gen|Sens?|Reps?|Gov|Lt|Col|Maj|Capt|Sgt|Cpl|Adm|Brig|Cmdr|Rev|Prof|Pres|Supt|Insp|Det|Mr|Mrs|Ms|Dr|St"
    others = "Jr|Sr|Inc|Corp|Co|Ltd|No|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|vs|v"
    return re.compile(
        r"(?:[^\W_]\.){2,8}(?![^\W_])"
        rf"|(?<![^\W_])(?:(?:[a-z]{{2,6}}-)?(?:{titles})|{others})\."
        r"|\d{1,20}(?:[.,]\d{1,20}){1,8}(?![^\W_])"
        r"|[^\W_]{1,60}(?:[-‐'’.&/][^\W_]{1,60}){0,8}"
        r"|--+|[^\w\s]"
    )


def words(text: str, start: int, end: int, names: Sequence[Name]) -> list[Word]:
    """The words between `start` and `end`; `names` are those that lie there, in order."""
    found: list[Word] = []
    at = start
    for name in names:
        if name.start < at:
            continue  # the compound before it has swallowed it
        found.extend(_plain(text, at, name.start))
        first = _compound_start(text, name.start, found)
        last = _compound_end(text, name.end, end)
        if first < name.start or last > name.end:
            found.append(_word(text, first, last, end))
        else:
            owned = _possessive(text, last, end)
            found.append(Word(first, last + owned, text[first:last].casefold(), name, True, owned > 0))
        at = found[-1].end
    found.extend(_plain(text, at, end))
    return found


def _compound_start(text: str, at: int, found: list[Word]) -> int:
    """Where the compound begins that a name ends ("anti-Trump"); takes its beginning away from the words before."""
    if text[at - 1 : at] not in _HYPHENS or len(found) < 2 or found[-2].end != at - 1:
        return at
    del found[-1]
    return found.pop().start


def _compound_end(text: str, at: int, end: int) -> int:
    """Where the compound ends that a name begins; `at` where it begins none."""
    if at + 1 >= end or text[at] not in _HYPHENS:
        return at
    match = _pattern().match(text, at + 1, end)
    return match.end() if match is not None and match[0][0].isalnum() else at


def _possessive(text: str, at: int, end: int) -> int:
    """How long the possessive ending behind a word is; 0 where there is none."""
    ending = text[at : min(end, at + 2)].translate(STRAIGHT)
    if ending == "'s" and not text[at + 2 : at + 3].isalnum():
        return 2
    return int(ending[:1] == "'" and text[at - 1 : at] == "s" and text[at + 1 : at + 2] == " ")


def _plain(text: str, start: int, end: int) -> Iterator[Word]:
    for match in _pattern().finditer(text, start, end):
        yield _word(text, match.start(), match.end(), end)


def _word(text: str, start: int, end: int, limit: int) -> Word:
    written = text[start:end]
    word = (written if written.isascii() else written.translate(STRAIGHT)).casefold()
    owned = word.endswith("'s") and len(word) > 2
    if owned:
        word = word[:-2]
    elif word.endswith("s") and _possessive(text, end, limit) == 1:
        end, owned = end + 1, True
    return Word(start, end, word, None, written[0].isupper(), owned)
