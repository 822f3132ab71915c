"""Which candidates are one actor, decided bit by bit: in a family, among the readings of a form, for an acronym.

Each decision looks at its own candidates only, so that what is not touched by a change need not be decided again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar

from index.actors.candidates import ORGANISATION, PERSON, Candidate, Key, Union
from index.actors.forms import JUNIOR, alike, known_name, same_person, skeleton

_DOMINANT = 3
"""How many times the mentions of the next one a person needs to own a bare surname everywhere; set by judgement."""
_WITNESSES = 2
"""Mentions with a sign of their kind that a kind needs in the archive to stand beside another of the same form."""

Rival = TypeVar("Rival", bound=Candidate)


def one_person(family: Collection[Candidate]) -> dict[Key, Key]:
    """For each key of a family (see `family_of`), the leading key of those that are the same person."""
    weights = {candidate.key: candidate.weight for candidate in family}
    union = Union()
    _full_names(weights, union)
    _juniors(weights, union)
    _surnames(family, union)
    return {key: union.find(key) for key in weights}


def _full_names(weights: Mapping[Key, int], union: Union) -> None:
    """Full names of one person: alike in surname, and no given name of one against the other.

    The most frequent names come first, and each later one joins the one of them that it fits; where it fits several,
    the one that dominates.
    """
    full = [tuple(key[1].split()) for key in weights if " " in key[1]]
    together: Counter[Key] = Counter()
    index: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    for name in sorted(full, key=lambda name: (-weights[_person(name)], len(name), name)):
        keys = [(skeleton(name[-1]), part) for given in name[:-1] for part in {skeleton(given), given[0]}]
        near = {other for key in keys for other in index[key] if same_person(name, other)}
        roots = {union.find(_person(other)) for other in near}
        owner = _dominant({root: together[root] for root in roots}) if roots else None
        weight = weights[_person(name)]
        if owner is not None:
            weight += together[owner]
            union.join(owner, _person(name))
        else:
            for key in keys:
                index[key].append(name)
        together[union.find(_person(name))] = weight


def _juniors(weights: Mapping[Key, int], union: Union) -> None:
    """ "Martin Luther King Jr" is Martin Luther King, unless the name without "Jr" is far more frequent."""
    for key in weights:
        if key[1].endswith(JUNIOR) and " " in key[1]:
            father = (PERSON, key[1].removesuffix(JUNIOR))
            if father in weights and weights[father] <= _DOMINANT * weights[key]:
                union.join(father, key)


def _surnames(family: Collection[Candidate], union: Union) -> None:
    """Bare surnames that no article explains go to the person who clearly owns the name in the archive."""
    owners: dict[str, Counter[Key]] = defaultdict(Counter)
    for person in family:
        if " " in person.key[1]:
            owners[skeleton(person.key[1].rsplit(" ", 1)[1])][union.find(person.key)] += person.weight
    for person in family:
        surname = person.key[1]
        if " " in surname or person.known:
            continue
        fitting = {
            owner: weight
            for owner, weight in owners.get(skeleton(surname), Counter()).items()
            if alike(owner[1].rsplit(" ", 1)[-1], surname)
        }
        owner = _dominant(fitting) if fitting else None
        if owner is not None:
            union.join(owner, person.key)


def _person(name: tuple[str, ...]) -> Key:
    return PERSON, " ".join(name)


def _dominant(weights: Mapping[Key, int]) -> Key | None:
    """The key that has most of the weight by far; None where none has."""
    (first, most), *others = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return first if not others or most >= _DOMINANT * others[0][1] else None


def one_reading(rivals: Collection[Rival], led: Callable[[Rival], bool]) -> Iterator[tuple[Key, Key]]:
    """Candidates of the same words in different kinds: a reading that too few signs bear out joins the best of them.

    `led`: whether a person's name is another one's already.
    """
    if len(rivals) < 2:
        return
    best = max(rivals, key=lambda one: (one.typed > 0, one.weight, one.key))
    for rival in rivals:
        if rival is not best and not led(rival) and rival.typed < _WITNESSES and best.weight >= rival.weight:
            yield best.key, rival.key


def stands_for(acronym: str, meanings: Mapping[Key, int]) -> Key | None:
    """What a bare acronym is: what most articles that explain it say; None where they do not agree.

    `meanings`: how often each is said.
    """
    known = known_name(acronym)
    if known is not None and known[1] is not ORGANISATION:
        return None
    (first, most), *others = sorted(meanings.items(), key=lambda item: (-item[1], item[0]))
    return first if most >= 2 * sum(count for _, count in others) else None
