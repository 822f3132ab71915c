"""The report of the last import in the app: read, narrowed, and followed to articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.conftest import Reader, Reading, until
from tests.tui.newsroom import Newsroom
from tests.tui.stories import FILES, newsroom, report_of
from tui.clipboard import FILE
from tui.render import report as rendering
from tui.render.cells import fit_end, width
from tui.render.report import height, report_row, row_line
from tui.render.roles import words_of
from tui.report import ReportKeeper, Wanted
from tui.screens import report_room
from tui.screens.report_room import ReportRoom
from tui.settings import Settings
from tui.values import DatelineError, FileReport, FileStatus, ImportState, Report


def room_of(reader: Reader) -> ReportRoom:
    room = reader.screen.room
    assert isinstance(room, ReportRoom)
    assert reader.app.screen is room
    return room


def paths(room: ReportRoom) -> list[str]:
    shown = (room.files.file_at(number) for number in range(room.files.count))
    return [row.file.path for row in shown if row]


async def test_what_one_may_have_to_do_something_about_stands_first(reading: Reading) -> None:
    async with reading((100, 30)) as reader:
        await reader.press("I")
        assert paths(room_of(reader)) == [
            "empty.txt",
            "letters.mbox, message 3",
            "scans/minutes-of-the-harbour-board-1931.pdf",
            "ships.png",
            "000_10ab38e55e6a2ff9.txt",
            "herald_77.txt",
            "old/gone.txt",
            "002_629cc8aa1a0900a3.txt/inside",
            "gazette_2031.txt",
        ]
        assert reader.shows("Last import · 4 Mar 2031 13:05 · took 8 s")
        assert reader.shows("all 9   failed 3   skipped 1   added 1   updated 1   removed 1   unchanged 2")
        assert reader.shows("renamed from herald_76.txt; read as cp1252")
        assert reader.shows("its pages are pictures, and there is no text in them. Run OCR")


async def test_where_no_file_of_a_kind_has_the_words_it_says_that_others_do(reading: Reading) -> None:
    async with reading((80, 24)) as reader:
        await reader.press("I", "f", "f", "/", *"ocr")
        assert reader.shows("no skipped file has that; 1 other does: f shows all in turn")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (ImportState.STOPPED, "it was stopped before its first file was done"),
        (ImportState.UNFINISHED, "it broke off before its first file was done"),
        (ImportState.FINISHED, "there were no files"),
    ],
)
async def test_a_report_without_files_says_why(reading: Reading, state: ImportState, said: str) -> None:
    room = newsroom()
    room.kept = report_of((), 1, state)
    async with reading((80, 24), room) as reader:
        await reader.press("I")
        assert reader.shows(said)


async def test_kinds_and_words_narrow_it_and_escape_undoes_that(reading: Reading) -> None:
    async with reading((80, 24)) as reader:
        await reader.press("I", "f")
        room = room_of(reader)
        assert len(paths(room)) == 3
        assert reader.shows("Failed files")
        await reader.press("/", *"ocr")
        assert paths(room) == ["scans/minutes-of-the-harbour-board-1931.pdf"]
        await reader.press("enter")
        assert room.focused is room.files
        await reader.press("/", *"xx")
        assert reader.shows("no file has that")
        await reader.press("escape")
        assert len(paths(room)) == 3
        await reader.press("f")
        assert paths(room) == ["ships.png"]
        await reader.press(*"fffff")
        assert len(paths(room)) == len(FILES)
        await reader.press("f", "escape")
        assert len(paths(room)) == len(FILES)
        await reader.press("escape")
        assert reader.screen.room is None


async def test_one_comes_back_to_the_file_that_one_left(reading: Reading) -> None:
    async with reading((80, 24)) as reader:
        await reader.press("I", *"jjjj", "enter")
        assert reader.screen.place == "page"
        await reader.press("h")
        assert room_of(reader).files.cursor == 4
        await reader.press("/", *"gazette", "enter", "enter", "H")
        assert paths(room_of(reader)) == ["gazette_2031.txt"]
        await reader.press("escape", "f", "f", "W", "h")
        assert paths(room_of(reader)) == ["ships.png"]


@pytest.mark.parametrize(
    ("path", "article"),
    [
        ("herald_77.txt", "herald_77"),
        ("002_629cc8aa1a0900a3.txt/inside", ""),
        ("gazette_2031.txt:7", "gazette_2031"),
        ("gazette_2031.txt, entry 3", "gazette_2031"),
        ("gazette_2031.txt (item 4)", "gazette_2031"),
        ("gazette_2031.txt.gz", ""),
        ("gazette", ""),
    ],
)
async def test_enter_opens_an_article_of_the_file(reading: Reading, path: str, article: str) -> None:
    room = newsroom()
    room.kept = report_of([FileReport(path, FileStatus.FAILED, "why")])
    async with reading((80, 24), room) as reader:
        await reader.press("I", "enter")
        if article:
            assert reader.screen.reading is not None
            assert reader.screen.place == "page"
            assert reader.screen.reading.article.id == article
            await reader.press("h")
            assert room_of(reader)
        else:
            assert reader.shows("no article came of this file")


async def test_enter_on_an_archive_opens_an_article_in_it(reading: Reading) -> None:
    room = newsroom()
    first = room.articles[0]
    room.articles = [type(first)(**{f: getattr(first, f) for f in first.__slots__} | {"path": "a.zip/b.txt"})]
    room.kept = report_of([FileReport("a.zip", FileStatus.ADDED, "2 articles: 2 added")])
    async with reading((80, 24), room) as reader:
        await reader.press("I", "enter")
        assert reader.screen.reading is not None
        assert reader.screen.reading.article.id == first.id


async def test_the_article_that_the_report_names_may_be_gone(reading: Reading) -> None:
    room = newsroom()
    room.kept = report_of([FileReport("a.txt", FileStatus.ADDED, id="none"), FileReport("b.txt", FileStatus.REMOVED)])
    async with reading((80, 24), room) as reader:
        await reader.press("I", "enter")
        assert reader.shows("no article came of this file")
        await reader.press("j", "enter")
        assert reader.shows("the file is gone, and its articles with it")


async def test_the_path_and_the_reason_are_copied(
    reading: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("tui.screens.copying.write_raw", lambda app, sequence: None)
    async with reading((80, 24)) as reader:
        await reader.press("I", "y")
        await until(reader, "copied the path")
        copied = (tmp_path / "dateline" / FILE).read_text()
        assert copied == "empty.txt: the file is empty. Fill it or leave it out\n"


async def test_a_newer_report_is_shown_and_the_cursor_stays_with_its_file(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_room, "LOOK_SECONDS", 0.01)
    room = newsroom()
    more = [FileReport(f"more/{number:03}.txt", FileStatus.ADDED) for number in range(100)]
    room.kept = report_of([*FILES, *more])
    async with reading((80, 24), room) as reader:
        await reader.press("I", *"jj", "space", "space")
        files = room_of(reader).files
        at = files.file_at(files.cursor)
        where = files.top_of(files.cursor) - files.scroll_offset.y
        mended = [FileReport(one.path, FileStatus.UNCHANGED) for one in FILES[4:7]]
        room.kept = report_of([*FILES[:4], *FILES[7:], *mended, *more[:90]], 1)
        await until(reader, "all 99")
        await reader.rest()
        assert at is not None
        now = files.file_at(files.cursor)
        assert now is not None
        assert now.file.path == at.file.path
        assert files.top_of(files.cursor) - files.scroll_offset.y == where


async def test_nothing_is_drawn_where_the_report_is_the_same(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_room, "LOOK_SECONDS", 0.01)
    async with reading((80, 24)) as reader:
        await reader.press("I")
        shown: list[object] = []
        monkeypatch.setattr(room_of(reader).files, "show", shown.append)
        for _ in range(10):
            await reader.pilot.pause(0.02)
        assert not shown


@pytest.mark.parametrize(
    ("state", "words"),
    [(ImportState.STOPPED, "took 8 s · stopped before its end"), (ImportState.UNFINISHED, "broke off before its end")],
)
async def test_an_import_that_did_not_end_is_said(reading: Reading, state: ImportState, words: str) -> None:
    room = newsroom()
    room.kept = report_of(FILES, state=state)
    async with reading((80, 24), room) as reader:
        await reader.press("I")
        assert reader.shows(f"4 Mar 2031 13:05 · {words}")


async def test_no_report_and_one_that_can_not_be_read_are_said(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = newsroom()
    room.kept = None
    async with reading((80, 24), room) as reader:
        await reader.press("I", "enter", "y", "f", "j", "G")
        assert reader.shows("no import has left a report yet; ctrl+r imports")

    def fail(self: Newsroom, known: Report | None = None) -> Report | None:
        raise DatelineError("the report of the last import can't be read", remedy="`dateline index` writes a new one")

    monkeypatch.setattr(Newsroom, "report", fail)
    async with reading((80, 24), newsroom()) as reader:
        await reader.press("I")
        assert reader.shows("`dateline index` writes a new one")
        await reader.press("enter", "f", "h", "enter")
        assert reader.screen.place == "page"


async def test_it_can_be_read_where_there_are_no_articles(reading: Reading) -> None:
    room = Newsroom([], kept=report_of(FILES[4:7]))
    async with reading((80, 24), room) as reader:
        await reader.press("I")
        assert len(paths(room_of(reader))) == 3
        await reader.press("enter", "h")
        assert reader.screen.room is None
        await reader.press("L")
        assert room_of(reader)
        await reader.press("q", "W")
        assert reader.screen.room is None


async def test_the_palette_leads_there(reading: Reading) -> None:
    async with reading((80, 24)) as reader:
        await reader.press(":")
        await reader.type("report of the last")
        await reader.app.workers.wait_for_complete()
        await reader.press("enter")
        assert room_of(reader)


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (12, 4), (160, 50)])
@pytest.mark.parametrize("accessible", [False, True])
async def test_it_fits_any_screen(reading: Reading, size: tuple[int, int], accessible: bool) -> None:
    async with reading((120, 40), settings=Settings(accessible=accessible)) as reader:
        await reader.press("I", "j")
        await reader.pilot.resize_terminal(*size)
        await reader.rest()
        assert all(width(line) <= size[0] for line in reader.lines())
        await reader.press("G", "g", "f", "q")
        assert reader.screen.room is None


# Rows


TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)


ROWS = st.builds(FileReport, TEXTS, st.sampled_from(FileStatus), TEXTS, st.none(), st.none() | TEXTS, TEXTS)


@given(ROWS, st.integers(12, 160))
def test_a_row_fits_its_lines_and_shows_all_that_they_hold(file: FileReport, cells: int) -> None:
    row = report_row(file)
    high = height(row, cells)
    lines = [words_of(row_line(row, line, high, cells, ())) for line in range(high)]
    assert all(width(line) <= cells for line in lines)
    assert lines[0].startswith(file.status.value)
    shown = "".join("".join(lines).split())
    if "…" not in shown:
        assert "".join(row.said.split()) in shown
        assert "".join(row.path.split()) in shown
    assert high <= 1 + rendering.MOST_LINES


@given(st.text(max_size=30), st.integers(0, 20))
def test_of_a_path_the_end_is_kept(text: str, cells: int) -> None:
    cut = fit_end(text, cells)
    assert width(cut) <= cells
    assert cut == text or text.endswith(cut[1:])


def test_narrowing_finds_what_a_look_at_every_file_finds() -> None:
    room = newsroom()
    files = [FileReport(f"{n}/Report-{n % 7}.txt", list(FileStatus)[n % 6], f"reason {n % 11}") for n in range(500)]
    room.kept = report_of(files)
    keeper = ReportKeeper()
    for words in ("", "report-3", "REASON 1", "7 4", "none of it"):
        for status in (None, *FileStatus):
            found = keeper.narrowed(room, Wanted(words, status))
            wanted = {
                one.path
                for one in files
                if status in (None, one.status)
                and all(word in f"{one.path} {one.reason}".casefold() for word in words.casefold().split())
            }
            assert {row.file.path for row in found.rows} == wanted
            assert found.tops[-1] == sum(height(row, found.wanted.cells) for row in found.rows)
            assert keeper.narrowed(room, Wanted(words, status)) is found
