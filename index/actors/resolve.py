"""One actor for all forms across an archive.

Everything is decided on sums over all articles, never on their order; candidates are compared only with those that
share a key, so the work grows with the number of local actors and not with its square. A library that changes does the
same for what a change touches alone (see build/resolution).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from index.actors.candidates import PERSON, Candidate, Key, Union, bare, family_of, is_known_surname, key_of
from index.actors.forms import acronym_key
from index.actors.identity import identity, ids
from index.actors.joins import one_person, one_reading, stands_for
from index.actors.values import LocalActor, RawActor, Resolution


@dataclass(slots=True)
class _Gathered:
    """What the articles say."""

    forms: dict[Key, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    typed: Counter[Key] = field(default_factory=Counter)
    members: dict[Key, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    acronyms: dict[str, Counter[Key]] = field(default_factory=lambda: defaultdict(Counter))


def resolve(articles: Iterable[tuple[int, tuple[LocalActor, ...]]]) -> Resolution:
    """The actors of an archive, from the local actors of its articles (key, actors), in any order."""
    gathered = _gathered(articles)
    candidates = {
        key: Candidate(key, forms.total(), gathered.typed[key], is_known_surname(key, forms))
        for key, forms in gathered.forms.items()
    }
    union = _joined(candidates, gathered.acronyms)
    merged: dict[Key, list[Candidate]] = defaultdict(list)
    for key, candidate in candidates.items():
        merged[union.find(key)].append(candidate)
    roots = sorted(merged)
    found = [identity(merged[r], sum((gathered.forms[c.key] for c in merged[r]), Counter())) for r in roots]
    weights = [sum(candidate.weight for candidate in merged[root]) for root in roots]
    ranked = sorted(range(len(roots)), key=lambda at: (-weights[at], roots[at]))
    id_of = dict(zip(ranked, ids([found[at] for at in ranked]), strict=True))
    actors = tuple(RawActor(id_of[at], one.name, one.kind) for at, one in enumerate(found))
    of = {member: at for at, r in enumerate(roots) for c in merged[r] for member in gathered.members[c.key]}
    return Resolution(actors, of)


def _gathered(articles: Iterable[tuple[int, tuple[LocalActor, ...]]]) -> _Gathered:
    gathered = _Gathered()
    for article, actors in articles:
        for index, actor in enumerate(actors):
            key = key_of(actor)
            gathered.forms[key].update(actor.forms)
            gathered.typed[key] += actor.typed
            gathered.members[key].append((article, index))
            for acronym in actor.acronyms:
                gathered.acronyms[acronym_key(acronym)][key] += 1
    return gathered


def _joined(candidates: dict[Key, Candidate], acronyms: dict[str, Counter[Key]]) -> Union:
    families: dict[str, list[Candidate]] = defaultdict(list)
    rivals: dict[str, list[Candidate]] = defaultdict(list)
    for key, candidate in candidates.items():
        rivals[key[1]].append(candidate)
        if key[0] is PERSON:
            families[family_of(key)].append(candidate)
    leaders: dict[Key, Key] = {}
    for family in families.values():
        leaders |= one_person(family)
    union = Union()
    for key, leader in leaders.items():
        union.join(leader, key)
    for readings in rivals.values():
        for best, rival in one_reading(readings, lambda one: leaders.get(one.key, one.key) != one.key):
            union.join(best, rival)
    for acronym, meanings in acronyms.items():
        meaning = stands_for(acronym, meanings)
        if meaning is not None and bare(acronym) in candidates:
            union.join(bare(acronym), meaning)
    return union
