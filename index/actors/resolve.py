"""One actor for all forms across an archive.

Everything is decided on sums over all articles, never on their order; actors are compared only with those that share a
key, so the work grows with the number of local actors and not with its square.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from index.actors.forms import (
    JUNIOR,
    acronym_key,
    alike,
    is_acronym,
    known_name,
    organisation_key,
    person_words,
    place_key,
    plain,
    same_person,
    skeleton,
    slug,
    words,
)
from index.actors.values import LocalActor, RawActor, Resolution
from index.model import NameKind
from index.signs import STRAIGHT

PERSON, ORGANISATION, COUNTRY, PLACE = NameKind.PERSON, NameKind.ORGANISATION, NameKind.COUNTRY, NameKind.PLACE

_DOMINANT = 3
"""How many times the mentions of the next one a person needs to own a bare surname everywhere; set by judgement."""
_WITNESSES = 2
"""Mentions with a sign of their kind that a kind needs in the archive to stand beside another of the same form."""

_Key = tuple[NameKind, str]


@dataclass(slots=True)
class _Node:
    """All local actors with one key."""

    key: _Key
    forms: Counter[str] = field(default_factory=Counter)
    typed: int = 0
    members: list[tuple[int, int]] = field(default_factory=list)


class _Union:
    """Sets of keys; the smallest key leads, so that the order of joining does not show."""

    def __init__(self) -> None:
        self._above: dict[_Key, _Key] = {}

    def find(self, key: _Key) -> _Key:
        """The leading key of the set."""
        root = key
        while (above := self._above.get(root)) is not None:
            root = above
        while key != root:
            self._above[key], key = root, self._above[key]
        return root

    def join(self, one: _Key, other: _Key) -> None:
        """Makes two sets one."""
        first, second = sorted((self.find(one), self.find(other)))
        if first != second:
            self._above[second] = first


def resolve(articles: Iterable[tuple[int, tuple[LocalActor, ...]]]) -> Resolution:
    """The actors of an archive, from the local actors of its articles (key, actors), in any order."""
    nodes, acronyms = _nodes(articles)
    union = _Union()
    _full_names(nodes, union)
    _surnames(nodes, union)
    _kinds(nodes, union)
    _acronyms(nodes, acronyms, union)
    return _resolution(nodes, union)


def _nodes(
    articles: Iterable[tuple[int, tuple[LocalActor, ...]]],
) -> tuple[dict[_Key, _Node], dict[str, Counter[_Key]]]:
    """The nodes by key, and for each acronym what the articles say it stands for."""
    nodes: dict[_Key, _Node] = {}
    acronyms: dict[str, Counter[_Key]] = defaultdict(Counter)
    for article, actors in articles:
        for index, actor in enumerate(actors):
            key = _key(actor)
            node = nodes.setdefault(key, _Node(key))
            node.forms.update(actor.forms)
            node.typed += actor.typed
            node.members.append((article, index))
            for acronym in actor.acronyms:
                acronyms[acronym_key(acronym)][key] += 1
    return nodes, acronyms


def _key(actor: LocalActor) -> _Key:
    """What a local actor is gathered under in the archive: the table's name where it has one, else its fullest form."""
    for form in sorted(actor.forms, key=lambda form: (-len(form), form)):
        known = known_name(form)
        if (
            known is not None
            and known[1] is actor.kind
            and not (actor.kind is ORGANISATION and actor.acronyms and is_acronym(form))
        ):
            return known[1], _by_kind(known[0], known[1])
    return actor.kind, _by_kind(actor.name, actor.kind)


def _by_kind(form: str, kind: NameKind) -> str:
    if kind is PERSON:
        return " ".join(person_words(form))
    if kind is ORGANISATION:
        return acronym_key(form).casefold() if is_acronym(form) else organisation_key(form)
    if kind is COUNTRY:
        return plain(form)
    return place_key(form)


def _kinds(nodes: dict[_Key, _Node], union: _Union) -> None:
    """A reading of a form that too few signs bear out joins the one with most of them."""
    by_form: dict[str, list[_Node]] = defaultdict(list)
    for node in nodes.values():
        by_form[node.key[1]].append(node)
    for rivals in by_form.values():
        if len(rivals) < 2:
            continue
        best = max(rivals, key=lambda node: (node.typed > 0, node.forms.total(), node.key))
        for rival in rivals:
            settled = rival is best or union.find(rival.key) != rival.key
            if not settled and rival.typed < _WITNESSES and best.forms.total() >= rival.forms.total():
                union.join(best.key, rival.key)


def _acronyms(nodes: dict[_Key, _Node], defined: dict[str, Counter[_Key]], union: _Union) -> None:
    """A bare acronym is what most articles that explain it say."""
    for acronym, meanings in defined.items():
        bare = (ORGANISATION, acronym.casefold())
        known = known_name(acronym)
        if known is not None and known[1] is not ORGANISATION:
            continue
        (first, most), *others = sorted(meanings.items(), key=lambda item: (-item[1], item[0]))
        if bare in nodes and most >= 2 * sum(count for _, count in others):
            union.join(bare, first)


def _full_names(nodes: dict[_Key, _Node], union: _Union) -> None:
    """Full names of one person: alike in surname, and no given name of one against the other.

    The most frequent names come first, and each later one joins the one of them that it fits; where it fits several,
    the one that dominates.
    """
    full = [tuple(key[1].split()) for key in nodes if key[0] is PERSON and " " in key[1]]
    weights: Counter[_Key] = Counter()
    index: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    for name in sorted(full, key=lambda name: (-_weight(nodes, _person(name)), len(name), name)):
        keys = [(skeleton(name[-1]), part) for given in name[:-1] for part in {skeleton(given), given[0]}]
        near = {other for key in keys for other in index[key] if same_person(name, other)}
        roots = {union.find(_person(other)) for other in near}
        owner = _dominant({root: weights[root] for root in roots}) if roots else None
        weight = _weight(nodes, _person(name))
        if owner is not None:
            weight += weights[owner]
            union.join(owner, _person(name))
        else:
            for key in keys:
                index[key].append(name)
        weights[union.find(_person(name))] = weight
    _juniors(nodes, union)


def _juniors(nodes: dict[_Key, _Node], union: _Union) -> None:
    """ "Martin Luther King Jr" is Martin Luther King, unless the name without "Jr" is far more frequent."""
    for key in sorted(nodes):
        if key[0] is PERSON and key[1].endswith(JUNIOR):
            father = (PERSON, key[1].removesuffix(JUNIOR))
            if father in nodes and " " in key[1] and _weight(nodes, father) <= _DOMINANT * _weight(nodes, key):
                union.join(father, key)


def _person(name: tuple[str, ...]) -> _Key:
    return PERSON, " ".join(name)


def _weight(nodes: dict[_Key, _Node], key: _Key) -> int:
    return nodes[key].forms.total() if key in nodes else 0


def _dominant(weights: dict[_Key, int]) -> _Key | None:
    """The key that has most of the weight by far; None where none has."""
    (first, most), *others = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return first if not others or most >= _DOMINANT * others[0][1] else None


def _surnames(nodes: dict[_Key, _Node], union: _Union) -> None:
    """Bare surnames that no article explains go to the person who clearly owns the name in the archive."""
    owners: dict[str, Counter[_Key]] = defaultdict(Counter)
    for key, node in nodes.items():
        if key[0] is PERSON and " " in key[1]:
            owners[skeleton(key[1].rsplit(" ", 1)[1])][union.find(key)] += node.forms.total()
    for key, node in nodes.items():
        if key[0] is not PERSON or " " in key[1] or any(known_name(form) for form in node.forms):
            continue
        candidates = {
            owner: weight
            for owner, weight in owners.get(skeleton(key[1]), Counter()).items()
            if alike(owner[1].rsplit(" ", 1)[-1], key[1])
        }
        owner = _dominant(candidates) if candidates else None
        if owner is not None:
            union.join(owner, key)


def _resolution(nodes: dict[_Key, _Node], union: _Union) -> Resolution:
    merged: dict[_Key, list[_Node]] = defaultdict(list)
    for key, node in nodes.items():
        merged[union.find(key)].append(node)
    described = []
    for root in sorted(merged):
        members = merged[root]
        forms = sum((node.forms for node in members), Counter())
        kind = max(members, key=lambda node: (node.typed, node.forms.total(), node.key)).key[0]
        described.append((_best_name(forms, kind), kind, root))
    weights = [sum(node.forms.total() for node in merged[root]) for _, _, root in described]
    ids = _ids(described, weights)
    actors = tuple(RawActor(ids[at], name, kind) for at, (name, kind, _) in enumerate(described))
    of = {member: at for at, (_, _, root) in enumerate(described) for node in merged[root] for member in node.members}
    return Resolution(actors, of)


def _best_name(forms: Counter[str], kind: NameKind) -> str:
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
    return max(best, key=lambda form: (best[form], len(words(form)), form.translate(STRAIGHT)))


def _is_full(form: str, kind: NameKind) -> bool:
    if kind is PERSON:
        return len(person_words(form)) > 1
    if kind is ORGANISATION:
        return not is_acronym(form)
    return True


def _ids(described: list[tuple[str, NameKind, _Key]], weights: list[int]) -> list[str]:
    """An id for each: its slug, which the most frequent of several has alone; others with kind, then with a hash."""
    ids = [""] * len(described)
    taken: set[str] = set()
    for at in sorted(range(len(described)), key=lambda at: (-weights[at], described[at][2])):
        name, kind, root = described[at]
        digest = hashlib.sha256(repr((root[0].value, root[1])).encode("utf-8", "replace")).hexdigest()
        base = slug(name) or digest[:8]
        for candidate in (base, f"{base}-{kind.value}", f"{base}-{digest[:6]}", f"{base}-{digest}"):
            if candidate not in taken:
                break
        ids[at] = candidate
        taken.add(candidate)
    return ids
