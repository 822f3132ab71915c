"""Filtering what is shown by any facet: the choice becomes a part of the query, and can be taken away as such."""

from __future__ import annotations

from asyncio import CancelledError
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from tui.desk import Desk
from tui.filters import Filter, filters_in, with_filter, without
from tui.render.facets import Group, Value, groups
from tui.render.option import Option, having
from tui.screens.asking import Chooser
from tui.screens.pause import LONG, Pause
from tui.screens.searching import Searching
from tui.values import Cancelled, DatelineError, Facets

Naming = Callable[[str], Awaitable[tuple[Group, ...]]]
"""The names that words can mean which are still being typed, by kind: the facets hold only those named most."""

LEAST_LETTERS = 2
"""Names by a single letter are too many to be of use."""
MOST_NAMES = 12
"""Of those; each costs a search."""


@dataclass(frozen=True, slots=True)
class _Everything:
    """What the first list holds: filters to take away, kinds of filters, and behind the typing all their values."""

    filters: tuple[Filter, ...]
    groups: tuple[Group, ...]
    naming: Naming

    async def options(self, words: str) -> Sequence[Option]:
        standing = tuple(Option(f"take away {one.words}", "in the query", one, "accent") for one in self.filters)
        kinds = tuple(Option(one.name, one.summary, one) for one in self.groups)
        if not words.strip():
            return [*standing, *kinds]
        values = tuple(value.option(one.word) for one in self.groups for value in one.values)
        listed = {value.words for one in self.groups for value in one.values}
        named = [(one.word, value) for one in await self.naming(words) for value in one.values]
        others = [value.option(kind) for kind, value in named if value.words not in listed]
        return [*having((*standing, *kinds, *values), words), *others]


@dataclass(frozen=True, slots=True)
class _Names:
    """What the list of one kind of names holds: those named most, and behind the typing all."""

    group: Group
    naming: Naming

    async def options(self, words: str) -> Sequence[Option]:
        listed = {value.words for value in self.group.values}
        named = [value for one in await self.naming(words) if one.name == self.group.name for value in one.values]
        others = [value.option() for value in named if value.words not in listed]
        return [*having(tuple(value.option() for value in self.group.values), words), *others]


class Filtering(Searching):
    """Knows how what is shown divides."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.filtering = False
        """Whether counts are being looked up."""
        self._counting = Pause(self, LONG)

    def action_filter(self) -> None:
        self._typing.now()
        if self.is_searching and self.search_bar.answer.error is not None:
            self.say("the query can't be read yet, so there is nothing to filter")
            return
        self.filtering = True
        self.typeahead.hold()
        self._counting.then(lambda: self.say("counting…"))
        self.run_worker(self._filter(self.searched), group="filtering", exclusive=True)

    async def _filter(self, query: str) -> None:
        """Keys typed meanwhile wait for the list of filters: they are words of it, not keys of the list of articles."""
        try:
            await self._count(query)
        finally:
            self.app.screen.call_after_refresh(self.typeahead.release)

    async def _count(self, query: str) -> None:
        """Looks up how what is shown divides, and offers it."""
        try:
            facets = await self.desk.facets(query, boilerplate=self.boilerplate)
        except DatelineError as error:
            self.complain(error)
            return
        except (Cancelled, CancelledError):
            return
        finally:
            self._counting.cancel()
            self.filtering = False
        if self.is_current and query == self.searched:
            self.hush()
            self._offer(query, facets)

    def _offer(self, query: str, facets: Facets) -> None:
        naming = self._naming(query)
        everything = _Everything(filters_in(query), groups(facets, query), naming)

        def chosen(option: Option | None) -> None:
            choice = option.value if option else None
            if isinstance(choice, Filter):
                self._narrow(without(query, choice))
            elif isinstance(choice, Group):
                self._offer_values(choice, query, facets)
            elif isinstance(choice, Value):
                self._narrow(with_filter(query, choice.words))

        if not everything.groups and not everything.filters:
            self.say("there is nothing to filter by here")
            return
        title = "Filter what was found" if query else "Filter all articles"
        placeholder = "a source, a year, a name, by typing"
        self.app.push_screen(Chooser(title, everything.options, placeholder=placeholder), chosen)

    def _offer_values(self, group: Group, query: str, facets: Facets) -> None:
        def chosen(option: Option | None) -> None:
            if option is None:
                self._offer(query, facets)
            elif isinstance(option.value, Value):
                self._narrow(with_filter(query, option.value.words))

        named = group.values[0].actor is not None
        all_there_are = tuple(value.option() for value in group.values)
        options = _Names(group, self._naming(query)).options if named else all_there_are
        self.app.push_screen(Chooser(group.name, options, placeholder=f"a {group.word}, by typing"), chosen)

    def _naming(self, query: str) -> Naming:
        boilerplate = self.boilerplate

        async def named(words: str) -> tuple[Group, ...]:
            if len(words.strip()) < LEAST_LETTERS:
                return ()
            try:
                facets = await self.desk.facets_begun(query, words.strip(), MOST_NAMES, boilerplate=boilerplate)
            except DatelineError:
                return ()
            return groups(facets, query)

        return named

    def _narrow(self, query: str) -> None:
        if query:
            self.search_for(query, remember=True)
        else:
            self.leave_search()
