"""Reads a noun phrase that says what a name is, from its first word to the mark that closes it.

the | head | of the army | on Thursday | , rejected
      noun   belongs       does not      closes
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

from index.actors.descriptions import cues
from index.actors.descriptions.context import Context
from index.model import NameKind

_LONGEST = 12
"""Words of a description, a name counting as one; a longer one is cut where a preposition begins."""
_ITEM = 3
"""Words in which a further item of a list is looked for."""
_BRACKETS = {"(": ")", "<": ">"}
_AND = ("and", "or")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a context, by their numbers."""

    begin: int
    """Without an article, unless a possessive needs it ("the country's leader")."""
    head: int
    """Its noun."""
    end: int
    """The last word."""
    close: int
    """What closes it: a mark, a word that begins a clause, or the number behind the last word."""
    whole: bool
    """Nothing stands between its last word and what closes it."""


class _Step(Enum):
    GO = auto()
    """The word is part of it."""
    END = auto()
    """The phrase ends before the word."""
    LEAVE = auto()
    """The phrase ends before the word, and what follows has to be closed by a mark."""
    FAIL = auto()
    """This was no description."""


_Reading = tuple[_Step, int]
"""What a word does, and the last word of the phrase if it ends here."""


def noun_phrase(context: Context, at: int) -> Phrase | None:
    """The phrase whose first word, an article or not, is number `at`; None where there is none."""
    determined = context.plain(at) in cues.DETERMINERS
    head = _head(context, at + determined, determined)
    if head is None:
        return None
    owned = context.plain(at) not in cues.ARTICLES or any(word.possessive for word in context.words[at + 1 : head])
    return _closed(context, at if owned else at + 1, head)


def _head(context: Context, at: int, determined: bool) -> int | None:
    """The noun that ends the run of words from `at` on; None where they end in something else."""
    head = None
    while at < len(context.words):
        if context.plain(at) in _AND and _joins(context, at - 1) and _joins(context, at + 1):
            at += 1
        elif not _within(context, at, determined):
            break
        head = at if context.noun(at) else head
        at += 1
    return head if head == at - 1 else None


def _joins(context: Context, at: int) -> bool:
    """Whether a word can stand beside an "and": "chairman and founder", "oil and gas minister"."""
    return at < len(context.words) and context.words[at].name is None and context.modifies(at)


def _within(context: Context, at: int, determined: bool) -> bool:
    """Whether a word goes on with the run that ends in the noun."""
    word = context.words[at]
    if word.name is not None:
        return word.name.kind is not NameKind.PERSON or word.possessive or _premodifies(context, at)
    if word.is_mark:
        return False
    if word.text in cues.MODIFIERS or word.text in cues.COUNTED:
        return True
    if word.text in cues.FUNCTION or word.text in cues.VERBS:
        return False
    return determined or context.noun(at) or context.modifies(at)


def _premodifies(context: Context, at: int) -> bool:
    """Whether a name has a small word behind it that goes with it: "a Gaddafi loyalist"."""
    if at + 1 >= len(context.words) or not context.glued(at):
        return False
    behind = context.words[at + 1]
    return behind.name is None and not behind.capital and context.modifies(at + 1)


def _closed(context: Context, begin: int, head: int) -> Phrase | None:
    """Goes on behind the noun to where the description ends."""
    end = None
    at = head + 1
    while at < len(context.words):
        if end is None and context.plain(at) in _BRACKETS:
            end = None if _is_acronym(context, at) else at - 1
            at = _behind_bracket(context, at)
            continue
        step, last = _step(context, head, at) if end is None else (_after_end(context, at), end)
        if step is _Step.FAIL:
            return None
        if step is _Step.END:
            return _cut(context, Phrase(begin, head, last, at, end is None))
        end = last if step is _Step.LEAVE else end
        at += 1
    if not context.closes(at):
        return None
    return _cut(context, Phrase(begin, head, at - 1 if end is None else end, at, end is None))


def _after_end(context: Context, at: int) -> _Step:
    """The description has ended, and its closing mark has not come."""
    plain = context.plain(at)
    if context.words[at].is_mark:
        return _Step.END if context.closes(at) else _Step.GO
    if plain in cues.VERBS or plain in cues.PRONOUNS:
        return _Step.FAIL
    return _Step.END if plain in cues.RELATIVES else _Step.GO


def _step(context: Context, head: int, at: int) -> _Reading:
    """What a word behind the noun does to the phrase."""
    word, plain, joined = context.words[at], context.plain(at), context.plain(at - 1) in _AND
    if word.name is not None:
        return _of_name(context, head, at)
    if word.is_mark:
        return (_Step.END if context.closes(at) else _Step.GO), at - 1
    if plain in cues.RELATIVES or _tells_when(context, at):
        return (_Step.END if plain in cues.RELATIVES else _Step.LEAVE), at - 1
    if at == head + 1 and plain in cues.DETERMINERS:
        return _Step.FAIL, at
    if joined and (plain in cues.DETERMINERS or at == head + 2):
        return (_Step.LEAVE if plain in cues.DETERMINERS else _Step.FAIL), at - 2
    return _of_word(context, head, at)


def _of_name(context: Context, head: int, at: int) -> _Reading:
    """A name may end in the phrase, be joined to it by "and", or tell that the noun is said of it."""
    before = context.plain(at - 1)
    name = context.words[at].name
    person = name is not None and name.kind is NameKind.PERSON
    if at == head + 1 or (at == head + 2 and (before in _AND or _is_town(context, head))):
        return _Step.FAIL, at
    if person and before in _AND:
        return _Step.LEAVE, at - 2
    return (_Step.FAIL if person and _ends_office(context, at - 1) else _Step.GO), at


def _is_town(context: Context, head: int) -> bool:
    """ "X -- the city of Y and"."""
    return context.plain(head) in cues.TOWNS | cues.COUNTRIES and context.plain(head + 1) == "of"


def _ends_office(context: Context, at: int) -> bool:
    """Whether an office ends right before a person: not "X, Deputy Secretary of State Y", who are two."""
    word = context.words[at]
    if word.name is not None or not word.capital:
        return word.name is None and word.text in cues.OFFICES and context.plain(at - 1) == "of"
    return word.text not in cues.PERSON_NOUNS and word.text not in cues.CAPITAL_TITLES


def _of_word(context: Context, head: int, at: int) -> _Reading:
    """As `_step`, for words that are neither names nor marks nor begin a clause."""
    plain = context.plain(at)
    if context.plain(at - 1) == "to" and not context.words[at].capital:
        return _Step.GO, at  # "the first woman to lead the party"
    if plain in cues.PRONOUNS or (plain in cues.VERBS and not _is_governed(context, at)):
        return _Step.FAIL, at
    if at == head + 1 and plain not in cues.INSIDE and not plain.endswith(("ed", "ing")):
        return _Step.FAIL, at  # the noun was none: "Cabinet | secretaries"
    step = _of_participle(context, head, at)
    if step is not None:
        return step, at - 1
    return (_Step.FAIL if plain in cues.FUNCTION and plain not in cues.INSIDE else _Step.GO), at


def _is_governed(context: Context, at: int) -> bool:
    """Whether a word that can be a verb is a noun here: "of the plan"."""
    before = context.plain(at - 1)
    governed = before in cues.DETERMINERS or before in cues.PREPOSITIONS or context.words[at - 1].possessive
    return governed or context.plain(at) in cues.MODIFIERS


def _of_participle(context: Context, head: int, at: int) -> _Step | None:
    """ "based in" begins a shortened clause, which is no part of a description; "echoed the call" is a sentence's verb.

    None for any other word.
    """
    plain, before = context.plain(at), context.plain(at - 1)
    if not plain.endswith(("ed", "ing")) or plain in cues.PARTICIPLES or plain in cues.MODIFIERS:
        return None
    if before in cues.PREPOSITIONS or before in cues.DETERMINERS:
        return None
    behind_name = context.words[at - 1].name is not None or before.isdigit()
    if context.plain(at + 1) in cues.PREPOSITIONS:
        return _Step.LEAVE
    if plain.endswith("ed") and (behind_name or at == head + 1 or _begins_object(context, at + 1)):
        return _Step.FAIL
    return _Step.LEAVE if behind_name or at == head + 1 else None


def _begins_object(context: Context, at: int) -> bool:
    if at >= len(context.words):
        return False
    word = context.words[at]
    return word.capital or word.text in cues.DETERMINERS or word.text in cues.PRONOUNS


def _tells_when(context: Context, at: int) -> bool:
    """ "on Thursday", "last week"."""
    plain, behind = context.plain(at), context.plain(at + 1)
    if plain in ("on", "in", "early", "late"):
        return behind in cues.WHEN
    return plain in ("last", "this", "next") and behind in cues.SPANS


def _is_acronym(context: Context, bracket: int) -> bool:
    """Whether a bracket holds a short form of what is before it, and something follows: "the army (LNA) faction"."""
    if context.plain(bracket + 2) != ")" or not context.written(bracket + 1, bracket + 1).isupper():
        return False
    return not context.closes(bracket + 3)


def _behind_bracket(context: Context, at: int) -> int:
    closing = _BRACKETS[context.plain(at)]
    places = (number for number in range(at + 1, len(context.words)) if context.plain(number) == closing)
    return next(places, len(context.words) - 1) + 1


def _cut(context: Context, phrase: Phrase) -> Phrase | None:
    """Without what is too long, or belongs to a list that goes on behind the comma."""
    begin, head, end = phrase.begin, phrase.head, phrase.end
    clause = not phrase.whole or context.plain(phrase.close) in cues.RELATIVES
    if clause and (context.plain(end - 1) == "to" or _is_only_one(context, phrase)):
        return None
    if context.plain(phrase.close) == "," and _lists_on(context, phrase.close + 1):
        end = _before_preposition(context, head, end)
    counted = [at for at in range(begin, end + 1) if not context.words[at].is_mark]
    if len(counted) > _LONGEST:
        end = _before_preposition(context, head, counted[_LONGEST])
        end = next((at - 1 for at in range(end, head, -1) if context.plain(at) == "and"), end)
    while end > head and context.plain(end) in cues.DANGLING:
        end -= 1
    return replace(phrase, end=end)


def _is_only_one(context: Context, phrase: Phrase) -> bool:
    """Whether it says too little without the clause behind it: "the only agency for which"."""
    return any(
        context.plain(at) in ("only", "first", "last", "sole", "next") for at in range(phrase.begin, phrase.head)
    )


def _lists_on(context: Context, at: int) -> bool:
    """Whether a comma was one of a list ("oil, gas and water"), or within a place ("of Vail, Colorado-based X")."""
    for number in range(at, min(at + _ITEM, len(context.words))):
        plain = context.plain(number)
        if plain.endswith("-based") or (number > at and plain in (*_AND, "&")):
            return True
        if context.words[number].is_mark or plain in cues.FUNCTION or plain in cues.VERBS:
            return False
    return False


def _before_preposition(context: Context, head: int, last: int) -> int:
    """The last word before the last preposition that begins behind the noun; `last` where there is none."""
    for at in range(last, head, -1):
        if context.plain(at) in cues.PREPOSITIONS and context.plain(at - 1) not in cues.PREPOSITIONS:
            return at - 1
    return last
