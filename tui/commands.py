"""What the palette offers: the actions of the table, and articles and names by typing.

Textual reads a hit's help, and a display that is a string, as markup: titles and names go in as `Text`, help escaped.
"""

from __future__ import annotations

from asyncio import CancelledError, to_thread
from collections.abc import Sequence
from functools import partial

from rich.text import Text
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.markup import escape

from tui import keys
from tui.render.cells import drawable
from tui.render.leads import often
from tui.render.metadata import day
from tui.screens.reading import ReadingScreen
from tui.values import ArticleRow, Cancelled

MOST = 12
"""Articles and names that the palette shows of each."""


class Actions(Provider):
    """Everything that has a key and makes sense without one."""

    async def discover(self) -> Hits:
        for action in self._offered():
            yield DiscoveryHit(Text(action.sentence), partial(self._run, action), help=escape(keys.shown(action.keys)))

    async def search(self, query: str) -> Hits:
        sought = query.casefold().split()
        for action in self._offered():
            words = f"{action.sentence} {action.short}".casefold()
            if sought and all(word in words for word in sought):
                yield Hit(
                    0.8,
                    Text(action.sentence),
                    partial(self._run, action),
                    text=action.sentence,
                    help=escape(keys.shown(action.keys)),
                )

    def _offered(self) -> list[keys.Action]:
        return [action for action in keys.ACTIONS if action.palette]

    async def _run(self, action: keys.Action) -> None:
        screen = self.screen
        if keys.APP in action.where:
            await self.app.run_action(action.method)
        elif keys.SCREEN in action.where:
            await screen.run_action(action.method)
        elif keys.LISTS not in action.where and isinstance(screen, ReadingScreen):
            screen.go_to(screen.page)
            await screen.page.run_action(action.method)
        elif self.focused is not None:
            await self.focused.run_action(action.method)


class Articles(Provider):
    """Articles by words of their titles."""

    async def search(self, query: str) -> Hits:
        screen = self.screen
        if not isinstance(screen, ReadingScreen) or not query.strip():
            return
        for row in await to_thread(titled, screen.rows, query):
            label = screen.labels.get(row.id, row.label)
            yield Hit(
                0.6,
                Text(drawable(row.title)),
                partial(screen.open_article, row.id),
                text=drawable(row.title),
                help=escape(f"article {label}, {day(row.published)}"),
            )


class Names(Provider):
    """People, organisations, countries, places and events by any of their forms."""

    async def search(self, query: str) -> Hits:
        screen = self.screen
        if not isinstance(screen, ReadingScreen) or len(query.strip()) < 2:
            return
        try:
            found = await screen.desk.actors_named(query.strip())
        except (Cancelled, CancelledError):
            return
        for actor in found[:MOST]:
            yield Hit(
                0.7,
                Text(drawable(actor.name)),
                partial(screen.open_actor, actor.id),
                text=drawable(actor.name),
                help=escape(f"{actor.kind.value}, {often(actor)}"),
            )


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
