"""What the palette offers: the actions of the table, and articles and names by typing."""

from __future__ import annotations

from asyncio import CancelledError, to_thread
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from tui import keys
from tui.render.leads import often
from tui.render.metadata import day
from tui.render.option import Option, having
from tui.values import ArticleRow, Cancelled

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen

MOST = 12
"""Articles and names that the palette shows of each."""

Doing = Callable[[], Awaitable[None]]


class Palette:
    """Everything that has a key and makes sense without one, every article and every name."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._focused = screen.focused
        """Where the reader was when the palette opened: an action of a list acts on that list."""
        self._actions = tuple(
            Option(action.sentence, keys.shown(keys.bound(action)), partial(self._run, action))
            for action in keys.ACTIONS
            if action.palette
        )

    async def options(self, words: str) -> Sequence[Option]:
        """Actions first, then articles, then names; without words, the actions alone."""
        found = list(having(self._actions, words))
        if not words.strip():
            return found
        for row in await to_thread(titled, self._screen.rows, words):
            label = self._screen.labels.get(row.id, row.label)
            opening = partial(self._open_article, row.id)
            found.append(Option(row.title, f"article {label}, {day(row.published)}", opening))
        return [*found, *await self._names(words.strip())]

    async def _names(self, words: str) -> list[Option]:
        if len(words) < 2:
            return []
        try:
            actors = await self._screen.desk.actors_named(words)
        except (Cancelled, CancelledError):
            return []
        return [
            Option(
                actor.name, f"{actor.kind.value}, {often(actor)}", partial(self._open_actor, actor.id), actor.kind.value
            )
            for actor in actors[:MOST]
        ]

    async def _open_article(self, article: str) -> None:
        self._screen.open_article(article)

    async def _open_actor(self, actor: str) -> None:
        self._screen.open_actor(actor)

    async def _run(self, action: keys.Action) -> None:
        screen, room = self._screen, self._screen.room
        if keys.APP in action.where:
            await screen.app.run_action(action.method)
        elif room is not None and keys.ROOM in action.where:
            await room.run_action(action.method)
        elif keys.SCREEN in action.where:
            screen.close_room()
            await screen.run_action(action.method)
        elif keys.LISTS not in action.where:
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
