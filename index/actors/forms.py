"""How forms of names are compared: keys that forgive case, apostrophes, titles, particles and transliteration.

The text itself is never changed; these are look-up keys and nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from index.actors import cues
from index.actors.cues import word_set
from index.actors.tables import tables
from index.model import NameKind
from index.signs import STRAIGHT

_SMALL = word_set("""the of and for in on at to a an de la du et & le les der die das del di""")
_PARTICLES = word_set(
    """al el ul as ash an ar at ad bin ben ibn bint abu abd de del della di da dos do das van von der den la le du
    st ter ten af zu"""
)
_SONS = word_set(
    "ali ammar ami barka bella ghazi gurion gvir jaafar jelloun kirane laden romdhane salah shabbat youssef zvi"
)
"""What "Ben" stands before as a particle, as in Arabic and Hebrew surnames; before others it is short for Benjamin."""
_SUFFIXES = frozenset(suffix.rstrip(".").lower() for suffix in cues.COMPANY_SUFFIXES) | frozenset(
    ("company", "corporation", "group", "holdings")
)
_TITLES = word_set(
    """mr mrs ms dr president minister general colonel captain chairman ceo senator governor secretary spokesman
    spokeswoman"""
)
_HONORIFICS = frozenset(("sr", "ii", "iii", "iv"))
JUNIOR = "-jr"
"""Ends the surname of a son in `person_words`."""
_ARABIC = (
    ("kh", "k"),
    ("gh", "k"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("dj", "j"),
    ("ch", "č"),
    ("ck", "k"),
    ("q", "k"),
    ("g", "k"),
    ("x", "ks"),
    ("tz", "ts"),
    ("w", "v"),
    ("c", "k"),
    ("z", "s"),
)
"""Letters that transliterations of one name use for each other (Gaddafi, Qaddafi, Kadhafi)."""
_SHORTEST_ALIKE = 5
"""Letters that a word needs before spelling is forgiven: Hall and Hill are two names, Haftar and Hifter one."""
_FEWEST_CONSONANTS = 3
"""Consonants that a name needs before all its vowels are forgiven: Kerry and Carrie, Kaine and Cheney are two."""


@lru_cache(maxsize=131072)
def plain(form: str) -> str:
    """NFKC, straight apostrophes, case folded, single spaces, no outer space."""
    return " ".join(unicodedata.normalize("NFKC", form).translate(STRAIGHT).casefold().split())


@lru_cache(maxsize=131072)
def words(form: str) -> tuple[str, ...]:
    """The words of a form in lower case, without accents, dots, apostrophes, hyphens and possessive."""
    text = plain(form)
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
        text = text.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d")
    text = re.sub(r"'s\b", "", text)
    return tuple(re.sub(r"[-–/&,]", " ", re.sub(r"['`.]", "", text)).split())


@lru_cache(maxsize=131072)
def person_words(form: str) -> tuple[str, ...]:
    """The words of a person's name that carry it, without titles and particles; never empty unless the form is.

    "Jr" stays, tied to the surname: a father and his son are two.
    """
    kept = [word for word in words(form) if word not in _HONORIFICS]
    last_title = max((at for at, word in enumerate(kept) if word in _TITLES), default=-1)
    if last_title + 1 < len(kept):
        kept = kept[last_title + 1 :]
    junior = len(kept) > 1 and kept[-1] == "jr"
    if junior:
        kept.pop()
    core = [word for word in kept if word not in _PARTICLES] or kept
    if len(kept) > 1 and kept[0] == "ben" and kept[1] not in _SONS:
        core = ["ben", *core]
    if junior:
        core[-1] += JUNIOR
    return tuple(core)


@lru_cache(maxsize=131072)
def organisation_key(form: str) -> str:
    """The words of an organisation's name, in any order, without small words and company suffixes."""
    kept = [word for word in words(form) if word not in _SMALL]
    while len(kept) > 1 and kept[-1] in _SUFFIXES:
        kept.pop()
    spelled = [_SPELLING.get(word, word) for word in kept]
    return " ".join(sorted(spelled)) or plain(form)


_SPELLING = {
    "organisation": "organization", "defence": "defense", "labour": "labor", "centre": "center", "programme": "program",
    "theatre": "theater", "us": "united states", "uk": "united kingdom",
}  # fmt: skip


@lru_cache(maxsize=131072)
def place_key(form: str) -> str:
    """The words of a place's name without a leading article, Arabic or English, and without where it lies."""
    kept = words(form.split(", ", 1)[0])
    while len(kept) > 1 and kept[0] in ("the", "al", "el", "as", "ash", "ad", "ar", "az"):
        kept = kept[1:]
    return " ".join(kept) or plain(form)


@lru_cache(maxsize=131072)
def skeleton(word: str) -> str:
    """A key that transliterations of one word share: like vowels are one, doubled letters single, silent h gone.

    A c before e, i or y is none of the c that stands for k: Cedar is not Khadder.
    """
    word = re.sub(r"c(?=[eiy])", "s", word)
    for written, key in _ARABIC:
        word = word.replace(written, key)
    word = re.sub(r"[ou]+", "u", word)
    word = word[:1] + re.sub(r"[aeiy]+", "a", word[1:])
    word = word[:1] + word[1:].replace("h", "")
    return re.sub(r"(.)\1+", r"\1", word)


def alike(one: str, other: str) -> bool:
    """Whether two words, from `words`, can be spellings of one."""
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST_ALIKE or one.startswith("mc") or other.startswith("mc"):
        return False
    if skeleton(one) != skeleton(other):
        return False
    return len(re.sub("[au]", "", skeleton(one))) >= _FEWEST_CONSONANTS or _one_letter_apart(one, other)


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether two words are the same but for one letter, doubled letters being single."""
    short, long = sorted((re.sub(r"(.)\1+", r"\1", one), re.sub(r"(.)\1+", r"\1", other)), key=len)
    if len(long) - len(short) > 1:
        return False
    same = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names, from `person_words`, can be one person's: no part of one speaks against the other."""
    if len(one) < 2 or len(other) < 2 or not alike(one[-1], other[-1]):
        return False
    fewer, more = sorted((one[:-1], other[:-1]), key=len)
    if len(fewer) > 1 and any(len(name) == 1 for name in (*fewer[1:], *more[1:])):
        return all(_given_alike(name, candidate) for name, candidate in zip(fewer, more, strict=False))
    if len(fewer[0]) == 1 or len(more[0]) == 1:
        return _given_alike(fewer[0], more[0]) or any(alike(fewer[0], name) for name in more[1:])
    return all(any(alike(name, candidate) for candidate in more) for name in fewer)


def _given_alike(one: str, other: str) -> bool:
    if alike(one, other):
        return True
    return (len(one) == 1 or len(other) == 1) and one[:1] == other[:1]


def is_acronym(form: str) -> bool:
    """Two to seven capitals, with or without dots: GNA, U.S., AT&T. Mixed ones ("Nato") are in the tables."""
    bare = form.replace(".", "").replace("&", "").replace("-", "")
    return 1 < len(bare) <= 7 and bare.isupper() and " " not in form


def acronym_key(form: str) -> str:
    """An acronym without dots, in capitals."""
    return form.replace(".", "").upper()


def initials(form: str) -> str:
    """The first letters of the words that count, in capitals; a company's suffix does not."""
    kept = [word for word in words(form) if word not in _SMALL]
    while len(kept) > 2 and kept[-1] in _SUFFIXES:
        kept.pop()
    return "".join(word[0] for word in kept).upper()


def can_abbreviate(acronym: str, form: str) -> bool:
    """Whether an acronym in brackets may stand for a form: its initials in any order, or letters of it in order."""
    letters = acronym_key(acronym).replace("&", "").replace("-", "")
    every = "".join(word[0] for word in words(form)).upper()
    if sorted(letters) in (sorted(initials(form)), sorted(every)):
        return True
    rest = iter("".join(words(form)).upper())
    return letters[:1] == every[:1] and all(letter in rest for letter in letters)


def known_name(form: str) -> tuple[str, NameKind] | None:
    """The usual name and kind of what a form means by the tables, a nationality's being its country's; else None."""
    known = tables()
    straight = form.translate(STRAIGHT)
    kind = known.kinds.get(straight)
    if kind is None:
        straight = straight.replace("United States ", "U.S. ", 1)
        kind = known.kinds.get(straight)
    if kind is None:
        return None
    name = known.names[straight]
    if kind is NameKind.NATIONALITY:
        of_name = known.kinds.get(name, NameKind.NATIONALITY)
        kind = NameKind.COUNTRY if of_name is NameKind.NATIONALITY else of_name
    return name, kind


def slug(name: str) -> str:
    """A name as an id: lower-case ASCII words with hyphens between; empty where nothing of it is ASCII."""
    return "-".join(re.sub(r"[^a-z0-9 ]", " ", " ".join(words(name))).split())
