"""What the palette offers: the actions of the table, and articles and names by typing."""

from __future__ import annotations

import re
from asyncio import to_thread
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from tui import keys
from tui.actions import ACTIONS, APP, LISTS, ROOM, SCREEN, Action
from tui.render.leads import often
from tui.render.metadata import day
from tui.render.option import Option, closeness, having
from tui.values import ArticleRow, DatelineError

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen

MOST = 12
"""Articles and names that the palette shows of each."""
LEAST_LETTERS = 2
"""From so many on names are looked for: nearly all have any one letter."""
_CLAUSE = re.compile(r"[,:;]")


class Palette:
    """Everything that has a key and makes sense without one, every article and every name."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._focused = screen.focused
        """Where the reader was when the palette opened: an action of a list acts on that list."""
        self._actions = {
            Option(action.sentence, keys.shown(keys.bound(action)), partial(self._run, action)): action
            for action in ACTIONS
            if action.palette
        }

    async def options(self, words: str) -> Sequence[Option]:
        """What is called so, then what begins so, then what holds the words: in each actions, names and articles.

        Without words, the actions alone. Raises CancelledError and Cancelled where other words were typed meanwhile.
        """
        actions = having(tuple(self._actions), words)
        if not words.strip():
            return actions
        ranked = [(closeness(words, self._called(option)), option) for option in actions]
        ranked += await self._names(words.strip())
        for row in await to_thread(titled, self._screen.rows, words):
            label = self._screen.labels.get(row.id, row.label)
            opening = partial(self._open_article, row.id)
            option = Option(row.title, f"article {label}, {day(row.published)}", opening)
            ranked.append((closeness(words, [row.title]), option))
        return [option for _, option in sorted(ranked, key=lambda one: one[0])]

    def _called(self, option: Option) -> tuple[str, ...]:
        """By what an action may be called: its sentence, the beginning of it, its word in the footer."""
        action = self._actions[option]
        return action.sentence, _CLAUSE.split(action.sentence)[0], action.short

    async def _names(self, words: str) -> list[tuple[int, Option]]:
        if len(words) < LEAST_LETTERS:
            return []
        found: list[tuple[int, Option]] = []
        try:
            actors = await self._screen.desk.actors_begun(words, MOST)
        except DatelineError:
            return []
        for actor in actors:
            said, opening = f"{actor.kind.value}, {often(actor)}", partial(self._open_actor, actor.id)
            option = Option(actor.name, said, opening, actor.kind.value)
            found.append((closeness(words, (actor.name, *actor.forms)), option))
        return found

    async def _open_article(self, article: str) -> None:
        self._screen.open_article(article)

    async def _open_actor(self, actor: str) -> None:
        self._screen.open_actor(actor)

    async def _run(self, action: Action) -> None:
        screen, room = self._screen, self._screen.room
        if APP in action.where:
            await screen.app.run_action(action.method)
        elif room is not None and ROOM in action.where:
            await room.run_action(action.method)
        elif SCREEN in action.where:
            screen.close_room()
            await screen.run_action(action.method)
        elif LISTS not in action.where:
            screen.go_to(screen.page)
            await screen.page.run_action(action.method)
        elif self._focused is not None:
            await self._focused.run_action(action.method)


def titled(rows: Sequence[ArticleRow], words: str) -> list[ArticleRow]:
    """The first articles whose titles hold all the words."""
    sought = words.casefold().split()
    found: list[ArticleRow] = []
    for row in rows:
        title = row.title.casefold()
        if all(word in title for word in sought):
            found.append(row)
            if len(found) == MOST:
                break
    return found
