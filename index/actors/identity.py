"""What an actor is called, of which kind it is, and the id by which it is found."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from index.actors.candidates import COUNTRY, ORGANISATION, PERSON, Candidate, Key
from index.actors.forms import is_acronym, known_name, person_words, slug, words
from index.model import NameKind
from index.signs import STRAIGHT


class Identity(NamedTuple):
    """What ids are made of."""

    name: str
    kind: NameKind
    root: Key
    """The leading key of its candidates, which no other actor has."""


def identity(members: Collection[Candidate], forms: Mapping[str, int]) -> Identity:
    """Of the candidates that are one actor; `forms` are those of all of them."""
    kind = max(members, key=lambda one: (one.typed, one.weight, one.key)).key[0]
    return Identity(_best_name(forms, kind), kind, min(one.key for one in members))


def _best_name(forms: Mapping[str, int], kind: NameKind) -> str:
    """The usual name by the tables, else the most frequent of the full forms."""
    known: Counter[str] = Counter()
    for form, count in forms.items():
        entry = known_name(form)
        if entry is not None and entry[1] is kind:
            known[entry[0]] += count
    full = {form: count for form, count in forms.items() if _is_full(form, kind)}
    if known and kind is COUNTRY:
        return max(known, key=lambda name: (known[name], name))
    if known and not (kind is ORGANISATION and full and not any(known_name(form) for form in full)):
        return max(known, key=lambda name: (known[name], name))
    best = full or forms
    return max(best, key=lambda form: (best[form], len(words(form)), form.translate(STRAIGHT), form))


def _is_full(form: str, kind: NameKind) -> bool:
    if kind is PERSON:
        return len(person_words(form)) > 1
    if kind is ORGANISATION:
        return not is_acronym(form)
    return True


def ids(ranked: Sequence[Identity]) -> list[str]:
    """An id for each: its slug, which the first of several has alone; others with kind, then with a hash.

    `ranked`: the most frequent first, by their roots where several are equally frequent. Those of other stems need not
    be among them.
    """
    taken: dict[str, None] = {}
    for one in ranked:
        taken[next(id_ for id_ in _wanted(one) if id_ not in taken)] = None
    return list(taken)


def _wanted(one: Identity) -> Iterator[str]:
    base = slug(one.name) or _digest(one)[:8]
    yield base
    yield f"{base}-{one.kind.value}"
    digest = _digest(one)
    yield f"{base}-{digest[:6]}"
    yield f"{base}-{digest}"


def stem(one: Identity) -> str:
    """What all ids that an actor can get have in common: actors of different stems never want the same."""
    found = slug(one.name) or _digest(one)[:8]
    while (cut := _added().sub("", found)) != found:
        found = cut
    return found


@cache
def _added() -> re.Pattern[str]:
    return re.compile(rf"(?<=.)-(?:{'|'.join(kind.value for kind in NameKind)}|[0-9a-f]{{6}}|[0-9a-f]{{64}})$")


def _digest(one: Identity) -> str:
    return hashlib.sha256(repr((one.root[0].value, one.root[1])).encode("utf-8", "replace")).hexdigest()
