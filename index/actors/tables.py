"""The tables of known names and ordinary words, read once when first used.

They are plain text beside this module, so that anyone can add a line. Apostrophes are straight in them and in every
look-up; case is kept, and `folded` serves text in capitals.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from index.model import NameKind
from index.signs import STRAIGHT


@dataclass(frozen=True, slots=True)
class Tables:
    """Known names by form, and the word lists that tell names from words."""

    kinds: dict[str, NameKind]
    """Form → kind, for every known country, nationality, place, organisation and event."""
    names: dict[str, str]
    """Form → the usual English name of what it means; a nationality leads to its country, or to itself."""
    by_first_word: dict[str, tuple[str, ...]]
    """First word → forms of two words or more that begin with it, longest first."""
    folded: dict[str, str]
    """Form in lower case → form, for text in capitals. Only where the form has four letters or is of two words,
    or is written in capitals anyway."""
    given: frozenset[str]
    """Given names as written."""
    words: frozenset[str]
    """Ordinary English words in lower case."""
    surnames: frozenset[str]
    """Surnames that news uses alone, of people whom everyone knows."""


def _lines(name: str) -> Iterator[str]:
    text = (files("index.actors") / "data" / name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def _countries() -> Iterator[tuple[str, str, NameKind]]:
    for line in _lines("countries.tsv"):
        name, others, demonyms = line.split("\t")
        for form in [name, *filter(None, others.split("|"))]:
            yield form, name, NameKind.COUNTRY
        for form in filter(None, demonyms.split("|")):
            yield form, name, NameKind.NATIONALITY
            if not form.endswith(("sh", "ch", "ese", "men", "s", "ic")):
                yield form + "s", name, NameKind.NATIONALITY


def _peoples() -> Iterator[tuple[str, str, NameKind]]:
    for line in _lines("peoples.txt"):
        for entry in line.split():
            form, _, belongs = entry.replace("_", " ").partition("=")
            yield form, belongs or form, NameKind.NATIONALITY
            if not form.endswith(("sh", "ch", "ese", "s", "ic")):
                yield form + "s", belongs or form, NameKind.NATIONALITY


def _listed(file: str, kind: NameKind) -> Iterator[tuple[str, str, NameKind]]:
    for line in _lines(file):
        if line.startswith("["):
            continue
        for entry in line.split(";"):
            forms = [form.strip() for form in entry.split("=") if form.strip()]
            for form in forms:
                yield form, forms[0], kind
                if len(form) > 2 and form.isalpha() and form.isupper() and kind is NameKind.ORGANISATION:
                    yield f"{'.'.join(form)}.", forms[0], kind


def _words(file: str) -> frozenset[str]:
    return frozenset(word for line in _lines(file) for word in line.split())


@cache
def tables() -> Tables:
    """The tables, read at the first call. A form in several keeps the first of: country, organisation, place, event."""
    kinds: dict[str, NameKind] = {}
    names: dict[str, str] = {}
    for source in (
        _countries(),
        _listed("organisations.txt", NameKind.ORGANISATION),
        _listed("places.txt", NameKind.PLACE),
        _listed("events.txt", NameKind.EVENT),
        _peoples(),
    ):
        for form, name, kind in source:
            plain = form.translate(STRAIGHT)
            if kinds.setdefault(plain, kind) is kind:
                names.setdefault(plain, name)
    for form, kind in [*kinds.items()]:
        if " " in form and kind in (NameKind.PLACE, NameKind.COUNTRY):
            kinds.setdefault(form.upper(), kind)
            names.setdefault(form.upper(), names[form])
    grouped: dict[str, list[str]] = {}
    for form in kinds:
        if " " in form or "-" in form or "&" in form or "." in form or "'" in form:
            grouped.setdefault(_first_token(form), []).append(form)
    return Tables(
        kinds=kinds,
        names=names,
        by_first_word={first: tuple(sorted(forms, key=len, reverse=True)) for first, forms in grouped.items()},
        folded={form.lower(): form for form in kinds if len(form) > 3 or form.isupper()},
        given=_words("given_names.txt"),
        words=_words("words.txt"),
        surnames=_words("surnames.txt"),
    )


def _first_token(form: str) -> str:
    """The letters before the first break: what a text is looked up by."""
    end = next((at for at, char in enumerate(form) if not (char.isalnum() or char == "_")), len(form))
    return form[:end]
