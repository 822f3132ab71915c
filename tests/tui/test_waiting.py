"""A notebook that another process holds, or that can't be read: reading goes on, and the screen says what is wrong."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Reading, until
from tests.tui.newsroom import Newsroom
from tests.tui.stories import newsroom, stories
from tui import mailbox
from tui.values import NotebookError

SMALL, LARGE = (80, 24), (160, 40)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """A library whose notebook is held, and a reader who is told of it at once."""
    monkeypatch.setattr(mailbox, "RETRY_SECONDS", 0.01)
    monkeypatch.setattr(mailbox, "TOLD_SECONDS", 0.02)
    library = newsroom()
    library.notebook.held = True
    return library


@pytest.mark.parametrize(("size", "words"), [(SMALL, " Wait or end that process"), (LARGE, " the notebook is held by")])
async def test_one_reads_on_and_is_told_whom_the_notebook_waits_for(
    reading: Reading, held: Newsroom, size: tuple[int, int], words: str
) -> None:
    async with reading(size, held) as reader:
        await reader.press("enter")
        await until(reader, words)
        assert "process 4711 (other)" in reader.screen.status.notice
        await reader.press("J")
        assert reader.screen.reading is not None
        assert reader.screen.reading.article.id == stories()[1].id
        held.notebook.held = False
        await until(reader, "free again")
        await reader.rest()
        assert held.notebook.read == {stories()[0].id, stories()[1].id}


async def test_what_was_done_is_written_after_the_app_has_left(reading: Reading, held: Newsroom) -> None:
    """The words of a note, too, that were typed after its first letter was sent."""
    async with reading(LARGE, held) as reader:
        await reader.press("enter", "i")
        await reader.type("who says so")
        await reader.press("escape", "Q")
    app = reader.app
    assert app.waiting is not None
    assert app.desk is not None
    held.notebook.held = False
    assert app.desk.finish(5) == []
    assert [note.text for note in held.notebook.kept.values()] == ["who says so"]
    assert held.notebook.read == {stories()[0].id}


DAMAGED = NotebookError("the notebook is damaged", place="/home/reader/notebook.sqlite3", remedy="Move it away")


@pytest.mark.parametrize(("size", "words"), [(SMALL, " the notebook is damaged. Move"), (LARGE, " /home/reader/note")])
async def test_one_reads_without_marks_where_the_notebook_is_damaged(
    reading: Reading, size: tuple[int, int], words: str
) -> None:
    library = newsroom()
    library.notebook.damaged = DAMAGED
    async with reading(size, library) as reader:
        assert reader.shows(words)
        assert not reader.shows("unread") and not reader.shows("all read")
        assert not any("●" in line for line in reader.lines())
        await reader.press("z", "z", "enter", "J", "G", "h")
        assert reader.screen.reading is not None
        said = reader.screen.status.notice
        assert "damaged" not in said, "it was said once, and nothing was to be written by itself"
        await reader.press("s")
        assert reader.screen.status.notice == str(DAMAGED)
        library.notebook.damaged = None
        library.rewritten = True
        reader.screen.desk.reload(reader.screen.listing)
        await reader.rest()
        assert reader.shows("unread")
