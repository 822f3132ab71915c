"""Codes of languages as BCP 47 writes them: `en`, `en-US`, `zh-Hant`; and what they are called in English.

Wherever something states a language, `code_of` makes a code of it, and nothing else is ever stored or compared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from index.languages.table import LISTED, OLD
from index.text import word_table

NO_LANGUAGE = frozenset({"mis", "mul", "und", "zxx"})
"""Codes that say of a text that it is in several languages, in none, or in one that nobody knows."""

KNOWN = word_table(
    """
    af am an ar as az ba be bg bn br bs ca cs cy da de dz el en eo es et eu fa fi fo fr fy ga gd gl gu ha he hi hr ht hu
    hy id ig is it ja jv ka kk km kn ko ku ky la lb lg ln lo lt lv mg mk ml mn mr ms mt my ne nl nn no oc om or pa pl ps
    pt qu ro ru rw sa se si sk sl sn so sq sr st sv sw ta te tg th tk tl tr tt ug uk ur uz vi vo wa xh yo zh zu
    """
)
"""Languages that can be found. A text in any other is taken for the nearest of these, and the model is sure of it."""

_TAG = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{1,8}){0,4})")
_CONFUSED = ("da nb nn no", "bs hr sh sr", "id ms", "cs sk", "gl pt", "nso st tn", "nr ss xh zu", "ca oc", "fo is")
"""Languages so near to each other that a text of some hundred letters is taken for the wrong one: measured on the
Universal Declaration of Human Rights in 106 languages, together with what the languages have in common."""


def code_of(words: str) -> str | None:
    """The code that a code or an English name means, in any case: `English` and `eng` are `en`, `en_us` is `en-US`.

    A language of three letters without a shorter code stays as it is. None for what is no language.
    """
    said = " ".join(words.split())
    named = _codes_by_name().get(said.casefold())
    if named is not None:
        return named
    match = _TAG.fullmatch(said)
    if match is None:
        return None
    written, parts = match[1].lower(), match[2].replace("_", "-").split("-")[1:]
    language = OLD.get(written) or _codes().get(written) or (written if len(written) == 3 else None)
    if language is None or language in NO_LANGUAGE:
        return None
    return "-".join([language, *map(_cased, parts)])


def _cased(part: str) -> str:
    """A part behind the language: scripts have four letters, regions two, or three digits."""
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 else part.lower()


def primary(code: str) -> str:
    """The language alone, without script and region."""
    return code.partition("-")[0].lower()


def name_of(code: str) -> str:
    """What a language is called in English, its region or script in brackets; the code itself where that is not known.

    Any case will do.
    """
    name = _names().get(primary(code))
    _, _, parts = code.partition("-")
    if name is None:
        return code
    return f"{name} ({', '.join(map(_cased, parts.split('-')))})" if parts else name


def are_near(one: str, other: str) -> bool:
    """Whether both are one language, or languages that are taken for each other."""
    first, second = primary(one), primary(other)
    return first == second or any(first in group.split() and second in group.split() for group in _CONFUSED)


def _rows() -> list[tuple[str, list[str], list[str]]]:
    """Code, longer codes and names of each language."""
    parts = (line.split(" ", 2) for line in LISTED.strip().splitlines())
    return [(code, longer.split(","), names.split("|")) for code, longer, names in parts]


@cache
def _codes() -> Mapping[str, str]:
    return {written: code for code, longer, _ in _rows() for written in (code, *longer)}


@cache
def _names() -> Mapping[str, str]:
    return {code: names[0] for code, _, names in _rows()}


@cache
def _codes_by_name() -> Mapping[str, str]:
    return {name.casefold(): code for code, _, names in _rows() for name in names}
