"""Lone lines among paragraphs: the headline of another story, or the heading of a section of this one.

A headline tells news in headlinese: a named subject, a finite verb, no articles, no auxiliaries (“Russia recruits
Syrians to fight in Libya”). A heading names what follows (“Moscow meeting”) or is a sentence like any other (“Nevada
could make or break the campaign”). In doubt it is a heading, which stays part of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.text import word_table

_TOKEN = re.compile(r"[^\s“”\"()\[\],;]+")
_LETTERS = re.compile(r"\w+")
_NOT_HEADLINESE = word_table(
    """
    the a an this that these those he she it they we you i him her them us his its their our your my me there
    here who what why how when where which whose is are was were am be been being has have had do does did can
    could may might must shall should will would not isn't aren't won't can't don't didn't doesn't it's there's
    here's let's i'm we're
    """
)
_VERBS = word_table(
    """
    accept accuse acquire acquit address adjourn admit adopt advance advise aid aim allege allow announce appeal
    appear appoint approve argue arrest arrive ask assassinate assault assure attend authorise authorize avoid
    await ban begin behead bid blame block blast bomb boost boycott brace break bring broker build call cancel
    capture celebrate challenge charge cite claim clash clear close collapse commit complete concede condemn
    confirm confront consider continue convict convene cool criticise criticize cross crush cut dampen deal
    debate declare decline defeat defend defy delay demand denounce deny deploy destroy detain develop die
    dismiss disrupt dominate doubt downplay draft draw drop ease eject elect embrace end endorse enter erupt
    escape establish evacuate exit expand expect expel explode express extend face fail fall fear fight file
    find fine fire flee follow foil force free freeze gain gather get give go grant greet grip grow hail halt
    hand head help hint hit hold honour honor host hunt identify impose indict injure inspect intensify
    intercept intervene invade investigate invite issue jail join keep kick kill land launch lead leave legalise
    legalize lift lose loot lower maintain mark march meet mobilise mobilize mourn move mull name near negotiate
    nominate offer open oppose order oust overthrow overturn pardon pass pay pick plan pledge plunge poll
    postpone praise prepare press prevent probe promise propose prosecute protest prove pull push put quash quit
    raid raise reach react receive recall reclaim recognise recognize recruit reject release remain remove
    reopen repel replace report rescue resign resist respond restore resume retake return reveal revive revoke
    ride rise rock rule rush sack sanction say scrap see seek seize sell send sentence set settle shake shell
    shoot shut sign slam slap slash slay slow soar speak split stage stand start stay step stop storm strike
    submit sue suffer suggest summon support surge surpass surrender survive suspect suspend swear sweep take
    talk target tell testify threaten tighten topple torch tout trade train trigger try turn unveil urge veto
    vie visit vote vow wait walk want warn weigh welcome widen win withdraw withhold witness worry wound
    """
)
_NOUN_TOO = word_table(
    """
    advance aid aim appeal attack ban bid blast block bomb break call challenge charge claim clash close
    collapse cut deal debate decline defeat delay demand doubt draft draw drop end escape exit face fall fear
    fight file fine fire force gain grant grip hand head help hint hit hold honour honor host hunt issue jail
    kick land lead leave lift march mark move name offer open order pardon pass pay pick plan pledge poll praise
    press probe promise protest pull push raid raise recall release remain report rescue return ride rise rock
    rule rush sanction sentence set shell slap slash split stage stand start step stop storm strike support
    surge suspect sweep talk target trade train trigger turn veto visit vote vow wait walk welcome win witness
    worry wound
    """
)
_PAST = word_table(
    """
    began beat bid blew broke brought built came chose cut drew drove dug fell fled flew fought found froze gave
    got grew held hit kept knew led left lent lost made met paid put quit ran rose said sang sank sat saw sent
    set shot shut slew sold sought spent split spoke stole stood stood struck sued swept swore threw told took
    tore went withdrew won wrote
    """
)
_AFTER_PARTICIPLE = word_table("by in on at from off near for with during under of")
_PLURAL = word_table("people police men women children militia militias troops media others")
_OUTLET_BEHIND = re.compile(
    r": (?:[A-Z][\w.]*(?: [A-Z][\w.]*){0,3}|(?:official|report|source|police|poll|study|media)s?)$"
)


def _thirds(verbs: Iterable[str]) -> frozenset[str]:
    """Third person singular of each verb."""
    made = set()
    for verb in verbs:
        if re.search(r"(?:s|x|z|ch|sh|o)$", verb):
            made.add(verb + "es")
        elif verb[-1] == "y" and verb[-2] not in "aeou":
            made.add(verb[:-1] + "ies")
        else:
            made.add(verb + "s")
    return frozenset(made)


def _pasts(verbs: Iterable[str]) -> frozenset[str]:
    """Regular past of each verb; the few doubled consonants of the table are added to what is irregular."""
    made = set(_PAST) | {"planned", "stopped", "dropped", "banned", "topped", "permitted", "vetoed", "admitted"}
    for verb in verbs:
        if verb[-1] == "e":
            made.add(verb + "d")
        elif verb[-1] == "y" and verb[-2] not in "aeou":
            made.add(verb[:-1] + "ied")
        else:
            made.add(verb + "ed")
    return frozenset(made)


_FINITE = _thirds(_VERBS - _NOUN_TOO)
_FINITE_OR_NOUN = _thirds(_VERBS & _NOUN_TOO)
_BASE = _VERBS - _NOUN_TOO
_PAST_FORMS = _pasts(_VERBS)


def _plain(word: str) -> str:
    """The word with straight apostrophes and without marks around it."""
    return word.replace("’", "'").strip("'‘:–—-!?")


def is_headline(line: str) -> bool:
    """Whether the line tells news in headlinese, in five words or more."""
    words = [_plain(word) for word in _TOKEN.findall(line)]
    words = [word for word in words if word]
    if not 5 <= len(words) <= 20 or line.isupper() or not words[0][0].isupper():
        return False
    sentence_case = sum(word[0].islower() for word in words) >= len(words) / 3
    if any(_is_function_word(word, first=at == 0 or not sentence_case) for at, word in enumerate(words)):
        return False
    told = any(_is_finite(words, at, sentence_case=sentence_case) for at in range(1, min(len(words) - 1, 9)))
    return told or (_OUTLET_BEHIND.search(line) is not None and any(word.casefold() in _FINITE for word in words))


def _is_function_word(word: str, *, first: bool) -> bool:
    """Whether headlinese would leave the word out. “US” is no pronoun, and “May” inside a sentence is the month."""
    if word.isupper() and word not in {"A", "I"}:
        return False
    return word.casefold() in _NOT_HEADLINESE and (first or word[0].islower())


def _is_finite(words: Sequence[str], at: int, *, sentence_case: bool) -> bool:
    """Whether the word is the verb of a headline, judged by itself and its neighbours."""
    word, before, after = words[at].casefold(), words[at - 1], words[at + 1]
    if sentence_case and not words[at][0].islower():
        return False
    if word in _FINITE or not sentence_case:
        return word in _FINITE
    named = before[0].isupper() and not before.endswith("'s") and not (before.isupper() and len(before) <= 4)
    plural = before.casefold() in _PLURAL or (before.endswith("s") and not before.endswith(("'s", "ss")))
    if word in _FINITE_OR_NOUN:
        return named and after.casefold() not in _AFTER_PARTICIPLE
    if word in _BASE:
        return plural
    return word in _PAST_FORMS and (named or plural) and after.casefold() not in _AFTER_PARTICIPLE


def names_in(line: str) -> frozenset[str]:
    """The words of a line that are written as names are."""
    return frozenset(word for word in _LETTERS.findall(line) if word[0].isupper() and len(word) > 1)
