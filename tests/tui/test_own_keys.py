"""Every key bound anew: whatever the app says of a key names the one that is bound now."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.tui.conftest import Reader, Reading
from tests.tui.newsroom import Newsroom
from tests.tui.stories import LEXICON, stories
from tui import keys
from tui.actions import ACTIONS
from tui.screens.changing import ChangeSheet
from tui.settings import Settings
from tui.widgets.status_line import StatusLine

UNUSED = (f"{held}f{number}" for held in ("", "shift+", "ctrl+", "alt+", "ctrl+shift+") for number in range(1, 25))
OWN = dict(zip((action.id for action in ACTIONS), UNUSED, strict=False))
BEFORE = {name for action in ACTIONS for name in keys.shown(action.keys).split()} - {"a", "1", "2", "3"}
"""The default keys as a reader knows them, but for those that stand in sentences as a word or a count."""

Said = list[str]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[Said]:
    """All that the bottom line says, in turn."""
    words: Said = []
    say = StatusLine.say

    def heard(line: StatusLine, said: str, *, urgent: bool = False) -> None:
        words.append(said)
        say(line, said, urgent=urgent)

    monkeypatch.setattr(StatusLine, "say", heard)
    return words


def stale(words: str) -> set[str]:
    """Default keys that are named in what is said."""
    return {part.rstrip(";:,.") or part for part in words.split()} & BEFORE


def doing(reader: Reader, said: Said) -> Callable[..., object]:
    async def do(*actions: str) -> str:
        """Does actions by their own keys; gives what was said of the last, and finds no stale key on the edges."""
        for action in actions:
            said.clear()
            await reader.press(OWN.get(action, action))
            await reader.app.workers.wait_for_complete()
            await reader.rest()
            lines = reader.lines()
            for edge in (lines[0], lines[-1], *said):
                assert not stale(edge), (action, edge)
        return " ".join(said)

    return do


def key(action: str) -> str:
    return OWN[action]


def test_there_is_a_key_for_every_action() -> None:
    assert set(OWN) == {action.id for action in ACTIONS}


def test_the_search_for_stale_keys_finds_them() -> None:
    assert stale("kept as news; F leads to it") == {"F"}
    assert stale("q close   ? keys") == {"q", "?"}
    assert stale("that is said: / finds in the article, \\ in all") == {"/", "\\"}


async def test_what_is_said_names_the_keys_that_are_bound_now(reading: Reading, said: Said) -> None:
    async with reading((160, 50), settings=Settings(keys=OWN)) as reader:
        do = doing(reader, said)
        assert f"{key('keys')} shows the keys" in await do("%")
        assert f"{key('open')} opens the article" in await do("list.follow")
        assert f"{key('search')} searches" in await do("search.saved")
        assert f"{key('search')} begins one" in await do("search.explain")
        assert f"{key('close')} quits" in await do("box.leave")
        assert f"{key('undo')} takes it back" in await do("article.read")
        await do("article.star", "list.read", "undo", "boilerplate", "boilerplate", "list.sort", "list.sort")
        assert f"{key('find')} finds in the article, {key('search')} in all" in await do("open", "find.next")
        await do("find")
        await reader.type("the")
        assert f"{key('find.next')} next, {key('find.previous')} previous" in await do("box.to-list")
        assert f"{key('pane.zoom')} shows all panes" in await do("pane.zoom")
        assert f"{key('name.plain')} shows the names" in await do("pane.zoom", "name.plain")
        await do("name.plain", "name.next", "references", "back", "back", "search")
        hint = f"{key('box.to-list')} goes to the list, {key('box.leave')} back to all articles"
        assert reader.shows(hint)
        await reader.type("ada")
        await do("box.to-list", "search.saved")
        assert f"{key('search.saved')} leads to it" in await do("box.to-list", "box.to-list")


async def test_other_screens_name_the_keys_that_are_bound_now(reading: Reading, said: Said) -> None:
    async with reading((160, 50), settings=Settings(keys=OWN)) as reader:
        do = doing(reader, said)
        await do("open", "name.next", "actors")
        assert reader.lines()[0].endswith(f"{key('close')} close   {key('keys')} keys")
        assert f"{key('actors.narrow')} narrows them" in await do("actors")
        await do("close", "concordance")
        assert f"{key('search')} asks for others" in await do("concordance")
        await do("close", "actor", "pane.next", "pane.next")
        assert f"{key('actor')} opens theirs" in await do("actor")
        await do("close", "notes", "close", "note.write", "note.done", "search.explain", "keys")
        assert reader.lines()[-1].split()[:2] == [key("move.down"), key("move.up")]
        await do("close", "name.correct")
        assert reader.lines()[-1].split()[:2] == [key("box.to-list"), "choose"]
        await do("choice.leave")


async def test_a_correction_is_shown_with_the_keys_that_are_bound_now(reading: Reading, said: Said) -> None:
    own = OWN | {"change.make": ""}
    async with reading((120, 40), Newsroom(stories(), LEXICON), settings=Settings(keys=own)) as reader:
        do = doing(reader, said)
        await do("open", "name.next", "name.correct", *"ignore", "box.to-list", *"everywhere", "box.to-list")
        assert isinstance(reader.app.screen, ChangeSheet)
        footer = next(line for line in reader.lines() if "leave it" in line)
        assert f"{key('move.down')} {key('move.up')} move" in footer
        assert "make it" not in footer, "an action without a key has no hint"
