"""What stands right before a name and says what it is: "renegade military commander", "rebel-held"."""

from __future__ import annotations

from index.actors.cues import PORTFOLIOS
from index.actors.descriptions import cues
from index.actors.descriptions.context import Context
from index.actors.tables import tables
from index.model import NameKind

Found = tuple[int, int] | None
"""First and last word of a description."""

_MOST = 9
"""Words of a title."""
_OFFICE = 7
"""Words from the noun to the end of a title that has an "of"."""


def title(context: Context) -> Found:
    """The title or epithet that ends where the name begins."""
    last = context.at - 1
    if last < 0 or not context.glued(last):
        return None
    head = _noun(context, last)
    return _epithet(context, last) if head is None else _described(context, head, last)


def of_place(context: Context) -> Found:
    """ "coastal city" before "of Sirte"; what has a "part of" in it says nothing of the whole."""
    last = context.at - 2
    nouns = {NameKind.PLACE: cues.TOWNS, NameKind.COUNTRY: cues.COUNTRIES}.get(context.name.kind)
    if nouns is None or last < 1 or context.plain(last + 1) != "of" or context.words[context.at].possessive:
        return None
    if context.plain(last) not in nouns or not (context.glued(last) and context.glued(last + 1)):
        return None
    found = _described(context, last, last)
    return None if found is None or found[0] == last else found


def with_owner(context: Context, begin: int, head: int) -> int:
    """Where a description begins that says whose: with all that says so ("the former governor's wife")."""
    owners = [word for word in context.words[begin:head] if word.possessive]
    if not owners:
        return begin
    first = begin
    while first > 0 and context.glued(first - 1) and (_courtesy(context, first) or context.modifies(first - 1)):
        first -= 1
    article = first > 0 and context.glued(first - 1) and context.plain(first - 1) in cues.ARTICLES
    if article:
        return first - 1 if owners[0].name is None else first
    while begin > first and (_courtesy(context, begin) or context.known(begin - 1)):
        begin -= 1
    return begin


def _courtesy(context: Context, name: int) -> bool:
    """ "Ms. X's husband"."""
    return context.words[name].name is not None and context.plain(name - 1) in cues.COURTESY


def _described(context: Context, head: int, last: int) -> Found:
    begin = _trimmed(context, _begin(context, head), head)
    boundary = context.plain(begin - 1)
    if head - begin > _MOST or boundary in ("a", "an", "whose") or _is_torn(context, begin, head):
        return None
    if boundary in cues.OWNERS:
        return (begin - 1, last) if context.is_person and context.plain(last) != "fellow" else None
    if begin == head == last and not _says_something(context, head, boundary):
        return None
    if boundary in cues.DETERMINERS and _may_be_object(context, begin, head):
        return None
    return with_owner(context, begin, head), last


def _says_something(context: Context, head: int, boundary: str) -> bool:
    """Whether a noun that stands alone is one, and describes."""
    plain = context.plain(head)
    if plain in cues.GENERIC:
        return False
    if context.words[head].capital:
        return context.is_person and context.written(head, head) not in tables().given
    if plain in cues.ALSO_VERBS:
        return boundary in cues.DETERMINERS or (boundary in cues.PREPOSITIONS and boundary != "to")
    return boundary not in cues.SUBJECTS


def _is_torn(context: Context, begin: int, head: int) -> bool:
    """Whether it begins within a name that was not known whole: "Citizens for | Tax Justice chief"."""
    tie = context.plain(begin - 1) in ("of", "for") and begin > 1
    return tie and begin < head and context.words[begin].capital and context.words[begin - 2].capital


def _may_be_object(context: Context, begin: int, head: int) -> bool:
    """ "the lawyer Trump hired": the name can be the subject of a clause."""
    if context.words[head].capital:
        return False
    if context.is_person:
        return " " not in context.text[context.name.start : context.name.end]
    return begin == head


def _noun(context: Context, last: int) -> int | None:
    """The noun of a title: its last word, or the one before "of" with a capital ("Secretary of State")."""
    word = context.words[last]
    if context.noun(last):
        return None if word.text in cues.COURTESY else last
    if not context.is_person or not (word.capital or word.text in cues.OFFICES):
        return None
    for at in range(last, max(0, last - _OFFICE), -1):
        if not context.glued(at - 1) or not _in_office(context, at):
            return None
        if context.plain(at) in ("of", "for") and context.noun(at - 1):
            return at - 1 if context.words[at - 1].capital or context.plain(last) in cues.OFFICES else None
    return None


def _in_office(context: Context, at: int) -> bool:
    """Whether a word can stand between the noun and the end of an office."""
    word = context.words[at]
    if word.name is not None:
        return word.name.kind is not NameKind.PERSON
    return word.capital or word.text in ("and", "the", "of", "for") or word.text in cues.OFFICES


def _begin(context: Context, head: int) -> int:
    """Where the words begin that stand before a noun and belong to it."""
    begin = head
    while begin > 0 and context.glued(begin - 1):
        if begin > 1 and context.glued(begin - 2) and _ties(context, begin - 1):
            begin -= 2
        elif context.modifies(begin - 1) and _goes_on(context, begin - 1):
            begin -= 1
        else:
            break
    return begin


def _ties(context: Context, at: int) -> bool:
    """Whether an "and" or "of" ties the words beside it: "founder and chief executive", "Chamber of Commerce chief"."""
    tie, left, right = context.plain(at), context.words[at - 1], context.words[at + 1]
    if tie == "of":
        office = left.text in cues.PERSON_NOUNS or left.text in cues.CAPITAL_TITLES
        inner = left.start > context.start and left.capital and right.capital
        return inner and not office and context.modifies(at - 1)
    if tie not in ("and", "&") or left.name is not None or left.capital != right.capital:
        return False
    return context.is_person and (context.noun(at - 1) or (left.capital and left.text.capitalize() in PORTFOLIOS))


def _goes_on(context: Context, at: int) -> bool:
    """A small word that is not known to describe does not stand before a capital: "the visit | Prime Minister X"."""
    capital = context.words[at + 1].capital
    return not capital or context.words[at].capital or context.known(at) or context.plain(at).endswith("ly")


def _trimmed(context: Context, begin: int, head: int) -> int:
    """Without the words at the left that are a verb or an adverb of the sentence."""
    begin = _behind_verb(context, begin, head)
    subject = context.plain(begin - 1) in cues.SUBJECTS
    while begin < head:
        plain = context.plain(begin)
        if plain.endswith("ly") and plain not in cues.MODIFIERS:
            stays = context.adverb_of(begin)
        elif plain.endswith(("ed", "ing")) and plain in cues.PARTICIPLES | cues.MODIFIERS:
            stays = _is_adjective(context, begin, head)
        else:
            stays = not subject or (context.known(begin) and plain not in cues.PARTICIPLES | cues.ALSO_VERBS)
        if stays:
            break
        begin += 1
    return begin


def _is_adjective(context: Context, at: int, head: int) -> bool:
    """Whether a participle describes what is behind it, and is no verb ("and accused President X")."""
    plain = context.plain(at)
    if plain in cues.ADJECTIVAL or (plain.endswith("ed") and context.words[at].start == context.start):
        return True
    if plain.endswith("ing"):
        return not context.words[head].capital or context.words[at].capital
    before = context.plain(at - 1)
    return before in cues.DETERMINERS or (before in cues.PREPOSITIONS and before != "to")


def _behind_verb(context: Context, begin: int, head: int) -> int:
    """ "army ousted President X": a participle behind a noun is a verb."""
    for at in range(head - 1, begin, -1):
        plain, before = context.plain(at), context.words[at - 1]
        if context.words[at].capital or not plain.endswith("ed") or plain not in cues.PARTICIPLES or before.possessive:
            continue
        if not before.text.endswith("ly") and before.text not in cues.ADJECTIVES:
            return at + 1
    return begin


def _epithet(context: Context, last: int) -> Found:
    """ "rebel-held", "internationally recognised", before an organisation or place."""
    word = context.words[last]
    if context.is_person or word.name is not None or word.possessive or word.is_mark or not _stands_free(context):
        return None
    if word.text in cues.EPITHETS or ("-" in word.text and word.text.rsplit("-", 1)[-1] in cues.EPITHET_ENDS):
        return last, last
    return (last - 1, last) if _has_adverb(context, last) else None


def _has_adverb(context: Context, last: int) -> bool:
    """Whether a word is a participle with an adverb before it, and no verb ("has previously declared")."""
    if context.plain(last) not in cues.EPITHET_ENDS or not context.plain(last - 1).endswith("ly"):
        return False
    before = context.plain(last - 2)
    listed = before == "," and "-" in context.plain(last - 3)
    owned = last > 1 and context.words[last - 2].possessive
    return before in cues.DETERMINERS or before in cues.PREPOSITIONS or listed or owned


def _stands_free(context: Context) -> bool:
    """Whether the name has no noun behind it that the epithet may belong to: not "U.S.-led NATO forces"."""
    behind = context.at + 1
    if behind >= len(context.words) or context.words[context.at].possessive:
        return True
    word = context.words[behind]
    return word.is_mark or word.text in cues.FUNCTION or word.text in cues.VERBS or word.text.endswith("ed")
