"""All descriptions of a name in its sentence: those right before it, and those that marks or a verb part from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from index.actors.descriptions import cues
from index.actors.descriptions.context import Context, could_end_title
from index.actors.descriptions.noun_phrases import Phrase, noun_phrase
from index.actors.descriptions.titles import Found, of_place, title, with_owner
from index.actors.values import Name
from index.model import NameKind

_REACH = 18
"""Words before a comma among which a description begins."""
_PLACES = (NameKind.PLACE, NameKind.COUNTRY)
_OPENING = (",", "(", "–", "—", "--", "-")
_VERBS = ("is", "was", "became", "remains")


def descriptions(text: str, sentence: tuple[int, int], names: Sequence[Name], at: int) -> tuple[tuple[int, int], ...]:
    """Ranges of a sentence that say what `names[at]` is, in order, never over the name itself.

    `names` are in order; those outside of the sentence do not matter. A range lies within one line, and begins without
    an article unless that belongs to a possessive. The time that it takes depends on neither length.
    """
    before, after = _sides(text, *sentence, names[at])
    context = Context.of(text, *sentence, names, at, before=before, after=after) if before or after else None
    if context is None:
        return ()
    found = (title(context), of_place(context), _behind_comma(context), _apposition(context), _said_to_be(context))
    whole = [one for one in found if one is not None and _is_whole(context.written(*one))]
    return tuple(sorted({(context.words[begin].start, context.words[end].end) for begin, end in whole}))


def in_quotation(text: str, start: int, places: Iterable[int]) -> Iterator[bool]:
    """For each place, in order, whether it stands within a quotation that opens in its paragraph, begun at `start`."""
    opened = straight = 0
    for place in places:
        opened += text.count("“", start, place) - text.count("”", start, place)
        straight += text.count('"', start, place)
        start = place
        yield opened > 0 or straight % 2 == 1


def _sides(text: str, start: int, end: int, name: Name) -> tuple[bool, bool]:
    """Whether the letters right before the name, and those behind it, allow of a description.

    Beside three in four names they do not, and to read no words there is what makes this quick.
    """
    behind = text[name.end : min(end, name.end + 9)].lstrip()
    after = behind[:1] in (",", "(", "–", "—", "-") or (name.start == start and behind.startswith(_VERBS))
    words = text[max(start, name.start - 30) : name.start].split()
    if not words:
        return False, after
    word = words[-1].lstrip("“\"‘'(")
    before = word[:1].isupper() or "-" in word or word == "of" or could_end_title(word, name.kind)
    return before or (word.endswith(",") and not behind[:1].isalnum()), after


def _is_whole(told: str) -> bool:
    """Whether a stretch of text opens no quotation or bracket that it does not close, and is no headline."""
    paired = told.count("“") == told.count("”") and told.count('"') % 2 == 0 and told.count("(") == told.count(")")
    return paired and "\n" not in told and not (told.isupper() and len(told) > 5)


def _telling(context: Context, phrase: Phrase | None) -> Found:
    """The words of a phrase that says something: not "a company", nor "another firm in London"."""
    if phrase is None or (context.plain(phrase.begin) in cues.OWNERS and not context.is_person):
        return None
    bare = all(context.plain(at) in cues.EMPTY for at in range(phrase.begin, phrase.head))
    goes_on = phrase.end > phrase.head and context.plain(phrase.head + 1) in ("of", "for", "behind")
    if bare and context.plain(phrase.head) in cues.GENERIC and not goes_on:
        return None
    return phrase.begin, phrase.end


def _apposition(context: Context) -> Found:
    """Behind the name, between commas, dashes or brackets."""
    opener = context.at + 1
    if context.words[context.at].possessive or _is_addition(context):
        return None
    if context.plain(opener) == "(" and context.plain(opener + 2) == ")":
        opener += 3
    mark = context.plain(opener)
    if mark not in _OPENING or not (mark == "(" or context.closes(opener)):
        return None
    bracketed = mark == "("
    if bracketed and context.written(context.at, context.at).isupper():
        return None
    begin = _behind_age(context, opener + 1) if mark == "," else opener + 1
    while context.plain(begin) in cues.ASIDES:
        begin += 1
    phrase = noun_phrase(context, begin) if begin < len(context.words) else None
    closed = phrase is not None and (context.plain(phrase.close) == ")") == bracketed
    return _telling(context, phrase) if closed else None


def _is_addition(context: Context) -> bool:
    """Whether a name only says where something is ("Abilene, Kansas", "Senator X of Alabama"), or ends a longer one."""
    if context.at < 2 or context.is_person:
        return False
    before, left = context.plain(context.at - 1), context.words[context.at - 2]
    if context.name.kind not in _PLACES:
        return before in ("of", "on", "for") and left.name is None and left.capital and left.start > context.start
    if before == ",":
        return left.name is not None and left.name.kind in _PLACES
    person = left.name is not None and left.name.kind not in _PLACES
    return before in ("of", "from") and (left.text == ")" or person)


def _behind_age(context: Context, at: int) -> int:
    """Behind what may stand between two commas after a name: an age, a party, "left" in a caption."""
    plain = context.plain(at)
    passed = plain.isdigit() or plain in cues.BESIDE or plain[:2] in ("d-", "r-", "i-")
    return at + 2 if passed and context.plain(at + 1) == "," else at


def _behind_comma(context: Context) -> Found:
    """Before the name, from which a comma parts it; a mark closes the name, too."""
    comma = context.at - 1
    if comma < 1 or context.plain(comma) != "," or not _is_closed(context):
        return None
    for at in range(comma - 1, max(-1, comma - _REACH), -1):
        if context.closes(at):
            return None
        if not context.words[at].possessive and context.plain(at) not in cues.DETERMINERS:
            continue
        phrase = noun_phrase(context, at)
        if phrase is not None and phrase.close == comma and phrase.whole and _is_apart(context, phrase):
            telling = None if _is_of_another(context, at) else _telling(context, phrase)
            return None if telling is None else (with_owner(context, telling[0], phrase.head), telling[1])
    return None


def _is_closed(context: Context) -> bool:
    """Whether a mark follows the name, and no further item of a list."""
    if context.words[context.at].possessive or not context.closes(context.at + 1):
        return False
    return context.plain(context.at + 2) not in ("and", "or")


def _is_apart(context: Context, phrase: Phrase) -> bool:
    """Whether the comma parts the phrase from the name, and not two names ("a suburb of Austin, Texas")."""
    if context.is_person:
        return True
    if context.name.kind in _PLACES:
        return phrase.end == phrase.head
    inner = [context.plain(at) for at in range(phrase.head, phrase.end)]
    return context.words[phrase.end].name is None and "to" not in inner


def _is_of_another(context: Context, at: int) -> bool:
    """Whether what begins at a word is said of the name before it: "X, a lawyer, Y,"."""
    return context.plain(at - 1) == "," and at > 1 and context.words[at - 2].name is not None


def _said_to_be(context: Context) -> Found:
    """ "Haftar is the commander of the army", where the name opens the sentence: the source itself says so."""
    verb = context.at + 1
    if context.name.start != context.start or context.words[context.at].possessive:
        return None
    if context.plain(verb) not in _VERBS or context.plain(verb + 1) not in cues.ARTICLES:
        return None
    return _telling(context, noun_phrase(context, verb + 1))
