"""One actor for all forms within one article.

Full names gather surnames, acronyms in brackets gather what they stand for, nationalities join their country. The
result depends on the article alone, so that it can be made once and stored.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from index.actors.forms import (
    JUNIOR,
    acronym_key,
    alike,
    can_abbreviate,
    initials,
    is_acronym,
    known_name,
    organisation_key,
    person_words,
    place_key,
    plain,
    skeleton,
    words,
)
from index.actors.full_names import FullNames
from index.actors.values import ArticleActors, LocalActor, Name
from index.model import Block, BlockKind, NameKind

PERSON, ORGANISATION, COUNTRY = NameKind.PERSON, NameKind.ORGANISATION, NameKind.COUNTRY


_KNOWN_TO_ALL = 3
"""Times that a bare surname must stand for each full name to be someone else's; set by judgement."""


@dataclass(slots=True)
class _Group:
    """A cluster in the making."""

    kind: NameKind
    key: str
    first: int
    told: int = -1
    """Where it first stands below the title; −1 where it never does."""
    forms: Counter[str] = field(default_factory=Counter)
    acronyms: set[str] = field(default_factory=set)
    typed: int = 0
    into: _Group | None = None

    def root(self) -> _Group:
        """The group that this one has become part of, itself where none."""
        group = self
        while group.into is not None:
            group = group.into
        return group

    def join(self, other: _Group) -> None:
        """Makes another group part of this one."""
        one, two = self.root(), other.root()
        if one is two:
            return
        one.forms.update(two.forms)
        one.acronyms |= two.acronyms
        one.typed += two.typed
        one.first = min(one.first, two.first)
        two.into = one


def group_article(text: str, blocks: Iterable[Block], names: Sequence[Name]) -> ArticleActors:
    """The actors of one article. `names` as `find_names` gives them."""
    title_end = next((block.end for block in blocks if block.kind is BlockKind.TITLE), 0)
    groups: dict[tuple[NameKind, str], _Group] = {}
    mentions: list[_Group] = []
    for name in names:
        form = " ".join(text[name.start : name.end].split())
        kind, key, typed = _class(form, name.kind)
        group = groups.setdefault((kind, key), _Group(kind, key, name.start))
        group.forms[form] += 1
        if group.told < 0 and name.start >= title_end:
            group.told = name.start
        group.typed += typed
        mentions.append(group)
    every = list(groups.values())
    _one_kind_a_form(every)
    _bracketed(text, names, mentions)
    _organisations([group for group in every if group.root().kind is ORGANISATION])
    _persons([group for group in every if group.root().kind is PERSON])
    roots = sorted({id(group.root()): group.root() for group in mentions}.values(), key=lambda group: group.first)
    place = {id(group): index for index, group in enumerate(roots)}
    return ArticleActors(
        tuple(_finished(group) for group in roots), tuple(place[id(group.root())] for group in mentions)
    )


def _class(form: str, kind: NameKind) -> tuple[NameKind, str, int]:
    """The kind and key that a form is gathered under, and 1 where a table or its own shape shows the kind."""
    known = known_name(form)
    if known is not None and (known[1] is kind or kind in (NameKind.NATIONALITY, COUNTRY)):
        return known[1], plain(known[0]), 1
    if kind is NameKind.NATIONALITY:
        return COUNTRY, plain(form), 0
    if kind is PERSON:
        core = person_words(form)
        return PERSON, " ".join(core), int(len(core) > 1)
    if kind is ORGANISATION:
        if is_acronym(form):
            return ORGANISATION, acronym_key(form).casefold(), 1
        return ORGANISATION, organisation_key(form), int(" " in form)
    return kind, place_key(form), int(" " in form)


def _one_kind_a_form(groups: list[_Group]) -> None:
    """A form that was read as two kinds in one article is the one it was read as more often; countries stay."""
    by_form: dict[str, list[_Group]] = {}
    for group in groups:
        if group.kind is not COUNTRY and len(group.forms) == 1:
            by_form.setdefault(plain(next(iter(group.forms))), []).append(group)
    for rivals in by_form.values():
        if len(rivals) > 1:
            best = max(rivals, key=lambda group: (group.typed, group.forms.total(), -group.first))
            for rival in rivals:
                best.join(rival)


def _bracketed(text: str, names: Sequence[Name], mentions: list[_Group]) -> None:
    """ "Government of National Accord (GNA)": the acronym in brackets is the name before them."""
    for before, after, long, short in zip(names, names[1:], mentions, mentions[1:], strict=False):
        gap = text[before.end : after.start]
        if gap not in (" (", "’s (", "'s (", " [") or after.end >= len(text) or text[after.end] not in ")];,":
            continue
        full, acronym = text[before.start : before.end], text[after.start : after.end]
        if long.root().kind is COUNTRY or short.root().kind is COUNTRY or not _short(acronym):
            continue
        if can_abbreviate(acronym, full) or can_abbreviate(acronym, " ".join(full.split()[1:])):
            long.root().kind = ORGANISATION if long.root().kind is PERSON else long.root().kind
            long.join(short)
            long.root().acronyms.add(acronym)


def _short(form: str) -> bool:
    return is_acronym(form) or (len(form) <= 8 and " " not in form and sum(char.isupper() for char in form) > 1)


def _organisations(groups: list[_Group]) -> None:
    """Acronyms by initials, and short forms of exactly one longer name that came before."""
    long = [group for group in groups if any(" " in form for form in group.forms)]
    by_initials = _by_initials(long)
    for group in groups:
        if group.into is None and all(is_acronym(form) for form in group.forms):
            full = by_initials.get(acronym_key(next(iter(group.forms))), [])
            if len({id(other.root()) for other in full}) == 1:
                full[0].join(group)
                full[0].root().acronyms.update(group.forms)
    by_start, by_end = _by_parts(long)
    for group in groups:
        form = next(iter(group.forms))
        if group.into is not None or is_acronym(form) or (known_name(form) and " " not in form):
            continue
        longer = {id(other.root()): other for other in by_start.get(words(form), ()) if other.root() is not group}
        if len(longer) == 1 and len(words(form)[0]) > 3:
            next(iter(longer.values())).join(group)
        elif not longer:
            _of_one_nation(group, by_end)


def _by_initials(long: Sequence[_Group]) -> Mapping[str, Sequence[_Group]]:
    found: dict[str, list[_Group]] = defaultdict(list)
    for group in long:
        for letters in {initials(form) for form in group.forms if " " in form}:
            found[letters].append(group)
    return found


_ByWords = Mapping[tuple[str, ...], Sequence[_Group]]


def _by_parts(long: Sequence[_Group]) -> tuple[_ByWords, _ByWords]:
    """The groups by the words that a form of theirs begins with, and by those that it ends with, never all of it."""
    by_start: dict[tuple[str, ...], list[_Group]] = defaultdict(list)
    by_end: dict[tuple[str, ...], list[_Group]] = defaultdict(list)
    for group in long:
        for form in group.forms:
            parts = words(form)
            for size in range(1, len(parts)):
                by_start[parts[:size]].append(group)
                by_end[parts[size:]].append(group)
    return by_start, by_end


def _of_one_nation(bare: _Group, by_end: _ByWords) -> None:
    """ "Air Force" is the "U.S. Air Force" where the article names no other nation's."""
    tail = words(next(iter(bare.forms)))
    if len(tail) < 2:
        return
    whole = {
        id(other.root()): other
        for other in by_end.get(tail, ())
        if other.root() is not bare.root() and any(_is_nations(form, tail) for form in other.forms)
    }
    if len(whole) == 1:
        next(iter(whole.values())).join(bare)


def _is_nations(form: str, tail: tuple[str, ...]) -> bool:
    """Whether a form is a country or a nationality, and then these words."""
    every = words(form)
    if len(every) <= len(tail) or every[-len(tail) :] != tail:
        return False
    known = known_name(" ".join(form.split()[: len(form.split()) - len(tail)]))
    return known is not None and known[1] is COUNTRY


def _persons(groups: list[_Group]) -> None:
    """Full names that are one person's, then surnames and given names of exactly one of them."""
    full = sorted(
        (group for group in groups if len(group.key.split()) > 1),
        key=lambda group: (-len(group.key.split()), group.first),
    )
    known = FullNames[_Group]()
    for group in full:
        name = tuple(group.key.split())
        longer = next((one for one in known.like(name) if one.into is None), None)
        if longer is not None:
            longer.join(group)
        known.add(name, group)
    surnames = _Surnames(full)
    for group in groups:
        if group.into is None and " " not in group.key:
            owner = surnames.owner(group)
            if owner is not None:
                owner.join(group)


class _Surnames:
    """Full names by what a bare name may be of them."""

    def __init__(self, full: Sequence[_Group]) -> None:
        self._tables: list[dict[str, list[_Group]]] = [defaultdict(list) for _ in range(4)]
        for group in full:
            first, *_, last = group.key.split()
            for table, key in zip(self._tables, (last, skeleton(last), last.removesuffix(JUNIOR), first), strict=True):
                table[key].append(group)

    def owner(self, bare: _Group) -> _Group | None:
        """The person whom a bare surname, or else a bare given name, means in this article."""
        word = bare.key
        last, sounding, fathers, first = self._tables
        spelled = [group for group in sounding.get(skeleton(word), ()) if alike(group.key.rpartition(" ")[2], word)]
        for full in (last.get(word), spelled, fathers.get(word), first.get(word)):
            if full:
                found = {id(group.root()): group.root() for group in full}
                owner = max(found.values(), key=lambda group: (group.forms.total(), -group.first))
                return None if _of_another(bare, owner) else owner
        return None


def _of_another(bare: _Group, owner: _Group) -> bool:
    """Whether a surname is that of someone so well known that no full name introduced it, not of a namesake.

    An article names people in full before it calls them by surname; who is called so often before that is another.
    """
    return 0 <= bare.told < owner.told and bare.forms.total() >= _KNOWN_TO_ALL * owner.forms.total()


def _finished(group: _Group) -> LocalActor:
    return LocalActor(
        name=max(group.forms, key=lambda form: (len(words(form)), group.forms[form], form)),
        kind=group.kind,
        forms=dict(group.forms),
        acronyms=tuple(sorted(group.acronyms)),
        typed=group.typed,
    )
