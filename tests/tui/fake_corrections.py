"""Corrections of the library in memory: they change the lexicon, or what a form means in one article."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tui.values import Actor, Change, DatelineError, NameKind, Preview

if TYPE_CHECKING:
    from tests.tui.newsroom import Newsroom

Meaning = tuple[str, NameKind]
"""The actor's name, and the kind of the form."""


@dataclass
class Names:
    """Who is who: what corrections change, and undo puts back."""

    lexicon: dict[str, Meaning]
    here: dict[tuple[str, str], Meaning | None] = field(default_factory=dict)
    """(article, form) → what it means there and nowhere else; None where it is no name."""
    ids: dict[str, str] = field(default_factory=dict)
    """Name → id of one that was renamed."""
    forwarded: dict[str, str] = field(default_factory=dict)
    """Id of one that was merged → id of the one that it was merged into."""


class Correctable:
    """The part of the newsroom that is corrected."""

    lexicon: dict[str, Meaning]

    @property
    def _names(self) -> Names:
        names: Names | None = self.__dict__.get("_who")
        if names is None or names.lexicon is not self.lexicon:
            names = self.__dict__["_who"] = Names(self.lexicon)
        return names

    def _take(self, names: Names) -> None:
        self.__dict__["_who"] = names
        self.lexicon = names.lexicon

    # What the newsroom asks

    def meaning(self, form: str, article: str) -> Meaning | None:
        """None for no name."""
        return self._names.here.get((article, form), self.lexicon.get(form))

    def forms_here(self, article: str) -> Iterable[str]:
        return [form for here, form in self._names.here if here == article]

    def meanings(self) -> Iterable[Meaning]:
        return [*self.lexicon.values(), *filter(None, self._names.here.values())]

    def id_of(self, name: str) -> str:
        return self._names.ids.get(name, name.casefold().replace(" ", "-"))

    def led_on(self, actor: str) -> str:
        """The id that an id leads to."""
        while actor in self._names.forwarded:
            actor = self._names.forwarded[actor]
        return actor

    def is_called(self, actor: Actor, words: str) -> bool:
        """By id or whole form, or by words in a name."""
        return self.led_on(words) == actor.id or words.casefold() in actor.name.casefold()

    # What the app asks

    def preview(self: Any, change: Change) -> Preview:
        self.asked.append(f"preview {change.what}")
        corrected, said = self._corrected(change)
        touched = {self.actor(one).id for one in (change.actor, *change.others) if one}
        now, then = _actors(self), _actors(corrected)
        new = then.keys() - now.keys()
        changed = {
            article.id: number
            for article in self.articles
            if (number := _unlike(_marked(self, article.id), _marked(corrected, article.id)))
        }
        return Preview(
            change,
            said,
            tuple(now[one] for one in now if one in touched),
            tuple(then[one] for one in then if one in touched | new),
            sum(changed.values()),
            tuple(changed),
        )

    def correct(self: Any, change: Change) -> str:
        self.asked.append(f"correct {change.what}")
        corrected, said = self._corrected(change)
        self.__dict__.setdefault("_done", []).append((self._names, said))
        self._take(corrected._names)
        return str(said)

    def undo(self: Any) -> str:
        self.asked.append("undo")
        done = self.__dict__.setdefault("_done", [])
        if not done:
            raise DatelineError("there is no correction to take back")
        names, said = done.pop()
        self._take(names)
        return str(said)

    def _corrected(self: Any, change: Change) -> tuple[Newsroom, str]:
        """A newsroom with the change made, and the change in words."""
        room = copy.copy(self)
        old = self._names
        names = Names(dict(old.lexicon), dict(old.here), dict(old.ids), dict(old.forwarded))
        if change.what == "add":
            said = _added(names, change, self.actor(change.actor) if change.actor else None)
            if not any(change.forms[0] in article.text for article in self.articles):
                raise DatelineError("this can't be done: it stands nowhere", remedy="Capitals count")
        else:
            said = _made(names, change, self.actor(change.actor), [self.actor(one) for one in change.others])
        room._take(names)
        return room, said


def _added(names: Names, change: Change, actor: Actor | None) -> str:
    (form,), kind = change.forms, change.kind or (actor.kind if actor else None)
    assert kind is not None
    _mean(names, form, (actor.name if actor else form, kind), change.article)
    where = f" in {change.article}" if change.article else ""
    return f"{form} is a name of {actor.name}{where}" if actor else f"{form} is a name ({kind}){where}"


def _made(names: Names, change: Change, actor: Actor, others: list[Actor]) -> str:
    where = f" in {change.article}" if change.article else ""
    if change.what == "merge":
        for other in others:
            _mean_all(names, other.name, actor.name, actor.kind)
            names.forwarded[other.id] = actor.id
        return f"{', '.join(one.name for one in others)} is now {actor.name}"
    if change.what == "rename":
        names.ids[change.name] = actor.id
        _mean_all(names, actor.name, change.name)
        return f"{actor.name} is called {change.name}"
    if change.what == "retype":
        _mean_all(names, actor.name, actor.name, change.kind)
        return f"{actor.name} is: {change.kind}"
    if change.what == "cannot-link":
        for form in actor.forms:
            if form in change.others:
                _mean(names, form, (f"{form} (another)", actor.kind), None)
        return f"{actor.name} and {', '.join(one.name for one in others)} are never one"
    split = change.what == "split"
    if split and change.article is None and set(change.forms) >= set(actor.forms):
        raise DatelineError("these are all its forms, so nothing would be left", remedy="Leave out at least one")
    for form in change.forms or tuple(actor.forms):
        _mean(names, form, (f"{form} (another)", actor.kind) if split else None, change.article)
    listed = ", ".join(change.forms) or actor.name
    return f"{listed} is not {actor.name}{where}" if split else f"{listed} is no name{where}"


def _mean_all(names: Names, old: str, new: str, kind: NameKind | None = None) -> None:
    """All forms of one name mean another."""
    for form, (name, before) in list(names.lexicon.items()):
        if name == old:
            names.lexicon[form] = (new, kind or before)


def _mean(names: Names, form: str, meaning: Meaning | None, article: str | None) -> None:
    if article is not None:
        names.here[article, form] = meaning
    elif meaning is None:
        names.lexicon.pop(form, None)
    else:
        names.lexicon[form] = meaning


def _actors(room: Any) -> dict[str, Actor]:
    return {one.id: one for one in room.actors()}


def _marked(room: Any, article: str) -> dict[tuple[int, int], tuple[object, ...]]:
    """The names of an article as a reader sees them."""
    return {(one.start, one.end): (one.kind, one.actor, room._ref(one.actor).name) for one in room.mentions(article)}


def _unlike(before: dict[tuple[int, int], tuple[object, ...]], after: dict[tuple[int, int], tuple[object, ...]]) -> int:
    return sum(after.get(place) != before.get(place) for place in before.keys() | after.keys())
