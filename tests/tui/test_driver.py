"""The driver that sends only what changes: whatever Textual writes, the terminal shows what it would have shown."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes
from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

from tests.tui.emulator import Emulator
from tui import app
from tui.driver.grid import NARROW
from tui.driver.moves import move
from tui.driver.pens import PLAIN, change, read
from tui.driver.shadow import SYNC_END, SYNC_START, Shadow

STYLES = [
    Style(),
    Style(color="#102030", bgcolor="#f0e0d0"),
    Style(color="#ffffff", bgcolor="#f0e0d0", bold=True),
    Style(color="red", bold=True),
    Style(color="color(200)", dim=True),
    Style(bgcolor="blue", underline=True),
    Style(reverse=True, italic=True, color="green"),
    Style(bgcolor="#f0e0d0"),
    Style(strike=True, overline=True, underline2=True, bold=True, dim=True),
]
WORDS = st.sampled_from(
    ["a", " ", "harbour board ", "x" * 30, " " * 20, "     ", "— “quoted” …", "│", "─" * 12, "Ελλάδα", "Київ", "Å é"]
)
ODD = st.sampled_from(
    ["漢字", "日本語。", "한국", "e\u0301", "\u0301", "a\u0301\u0302b", "👍", "👍🏽", "👩‍👩‍👧", "❤\ufe0f", "❤",
     "🇱🇾", "\u200d", "\ufe0f", "شكرا", "हिन्दी", "ไทย", "½", "™", "\u00ad", "\u200b", "\ue0a0", "①", "﷽"]
)  # fmt: skip
ANY = st.text(st.characters(blacklist_categories=["Cc", "Cs"]), max_size=6)
TEXTS = st.lists(WORDS | ODD | ANY, min_size=1, max_size=5).map(lambda parts: "".join(parts).lstrip("\u200d\ufe0f"))
"""None begins with what joins or widens: Textual counts those by the piece, a terminal with what stands before."""
SIZES = st.tuples(st.integers(1, 60), st.integers(1, 8))


@st.composite
def frames(draw: st.DrawFn, width: int, height: int) -> str:
    """What Textual sends for a few strips, and where it leaves the cursor."""
    sent = []
    for _ in range(draw(st.integers(1, 6))):
        x, y = draw(st.integers(0, width - 1)), draw(st.integers(0, height - 1))
        sent.append(f"\x1b[{y + 1};{x + 1}H")
        for text, style in draw(st.lists(st.tuples(TEXTS, st.sampled_from(STYLES)), min_size=1, max_size=4)):
            while x + (cells := split_graphemes(text)[1]) > width:
                text = text[:-1]  # noqa: PLW2901  Textual crops to the screen
            x += cells
            sent.append(Strip.render_style(style.copy(), text, ColorSystem.TRUECOLOR))
        if y + 1 < height:
            sent.append("\n")
    return "".join(sent) + f"\x1b[{draw(st.integers(1, height))};{draw(st.integers(1, width))}H"


@st.composite
def sessions(draw: st.DrawFn) -> tuple[tuple[int, int], list[str]]:
    """A size, and the frames of a screen of that size."""
    size = draw(SIZES)
    return size, draw(st.lists(frames(*size), min_size=1, max_size=6))


def whole(width: int, height: int) -> str:
    """A frame of blanks, as a screen begins."""
    return "\n".join(f"\x1b[{y + 1};1H{' ' * width}" for y in range(height)) + "\x1b[1;1H"


@given(sessions(), st.booleans(), st.booleans())
@settings(max_examples=400, deadline=None)
def test_the_terminal_shows_what_it_would_have_shown(
    session: tuple[tuple[int, int], list[str]], erases: bool, at_once: bool
) -> None:
    """Frame by frame, or where a slow line takes many at once; the cursor too."""
    (width, height), written = session
    stock, frugal = Emulator(width, height), Emulator(width, height)
    stock.wraps = frugal.wraps = False
    shadow = Shadow(lambda: (width, height), erases=erases)
    for frame in [whole(width, height), *written]:
        stock.feed(frame)
        shadow.take(frame)
        if not at_once:
            frugal.feed(shadow.send())
            assert frugal.cells == stock.cells
            assert (frugal.x, frugal.y) == (stock.x, stock.y)
    frugal.feed(shadow.send())
    assert frugal.cells == stock.cells
    assert stock.scrolled == frugal.scrolled == 0


@given(st.lists(WORDS, min_size=30, max_size=60), st.lists(st.integers(0, 40), min_size=2, max_size=6), st.booleans())
def test_lines_that_only_move_are_moved_by_the_terminal(words: list[str], tops: list[int], pane: bool) -> None:
    """Between a line that stays at the top and one that stays at the bottom, and beside a pane that stays."""
    width, height = 40, 12
    stock, frugal = Emulator(width, height), Emulator(width, height)
    shadow = Shadow(lambda: (width, height), erases=True)
    for top in tops:
        lines = [f"{number} {word}"[: width - 4] for number, word in enumerate(words)][top : top + height - 2]
        said = ["at the top", *lines, *[""] * (height - 2 - len(lines)), "at the bottom"]
        beside = "│ 漢" if pane else ""
        frame = "\n".join(
            f"\x1b[{y + 1};1H{beside}{line.ljust(width - cell_len(beside))}" for y, line in enumerate(said)
        )
        stock.feed(frame + "\x1b[1;1H")
        shadow.take(frame + "\x1b[1;1H")
        frugal.feed(shadow.send())
        assert frugal.cells == stock.cells


def test_a_page_over_the_whole_width_scrolls_in_few_bytes() -> None:
    width, height = 80, 24
    shadow = Shadow(lambda: (width, height), erases=True)
    lengths = []
    for top in range(4):
        rows = [f"{number * 7919} ".ljust(79, chr(97 + number % 26)) for number in range(top, top + height - 1)]
        frame = "\n".join(f"\x1b[{y + 1};1H{row.ljust(width)}" for y, row in enumerate([*rows, "at the bottom"]))
        shadow.take(frame + "\x1b[1;1H")
        lengths.append(len(shadow.send()))
    assert max(lengths[1:]) < 2 * width < lengths[0]


@given(
    sessions(),
    st.lists(st.sampled_from(["\x07", "\x1b]52;c;aGk=\x07", "\x1b[?1049h", "\x1b[31;58;5;1mpainted", "\x1b[2J"])),
)
@settings(max_examples=100, deadline=None)
def test_what_is_not_a_frame_is_passed_on_in_its_place(
    session: tuple[tuple[int, int], list[str]], others: list[str]
) -> None:
    """And after what may have changed the screen, the next whole frame makes it right again."""
    (width, height), written = session
    stock, frugal = Emulator(width, height), Emulator(width, height)
    stock.wraps = frugal.wraps = False
    shadow = Shadow(lambda: (width, height), erases=True)
    sent = ""
    mixed = [part for pair in zip(written, others, strict=False) for part in pair]
    for one in [*mixed, "\x1b[0m", whole(width, height), *written]:
        stock.feed(one)
        shadow.take(one)
        sent += (new := shadow.send())
        frugal.feed(new)
    assert [one for one in others[: len(written)] if one not in sent] == []
    assert frugal.cells == stock.cells


@given(st.lists(st.sampled_from(STYLES), min_size=2, max_size=6))
def test_a_change_of_pen_leads_where_it_should(styles: list[Style]) -> None:
    pen, sent = PLAIN, ""
    for style in styles:
        wanted = read(PLAIN, Strip.render_ansi(style.copy(), ColorSystem.TRUECOLOR))
        sent += change(pen, wanted)
        pen = wanted
    stock, frugal = Emulator(3, 1), Emulator(3, 1)
    stock.feed(f"\x1b[{Strip.render_ansi(styles[-1].copy(), ColorSystem.TRUECOLOR)}mx")
    frugal.feed(sent + "x")
    assert stock.cells == frugal.cells


@given(st.integers(0, 130), st.integers(0, 50), st.integers(0, 130), st.integers(0, 50))
def test_a_move_leads_where_it_should_and_is_no_longer_than_naming_the_place(
    x: int, y: int, to_x: int, to_y: int
) -> None:
    screen = Emulator(131, 51)
    screen.feed(f"\x1b[{y + 1};{x + 1}H" + (sent := move(x, y, to_x, to_y)))
    assert (screen.x, screen.y) == (to_x, to_y)
    assert len(sent) <= len(f"\x1b[{to_y + 1};{to_x + 1}H")


def _by_code_point(text: str) -> list[tuple[str, int]]:
    """A terminal that knows nothing of joined pictures and takes all from U+1100 on for wide."""
    return [(one, 1 if NARROW.fullmatch(one) else 2) for one in text]


@given(st.lists(st.tuples(WORDS, ODD), min_size=1, max_size=4), st.sampled_from(["漢", "👍", "e\u0301", "❤\ufe0f"]))
def test_a_terminal_of_another_mind_about_widths_keeps_its_columns(parts: list[tuple[str, str]], changed: str) -> None:
    """What follows stands where it should, but for the cell beside the character in question."""
    line = "".join(word + odd + "  " for word, odd in parts)
    width = cell_len(line) + 20
    shadow = Shadow(lambda: (width, 1), erases=True)
    mine, other = Emulator(width, 1), Emulator(width, 1, _by_code_point)
    mine.wraps = other.wraps = False
    for frame in (whole(width, 1), f"\x1b[1;1H{line}end", f"\x1b[1;1H{changed}"):
        shadow.take(frame)
        sent = shadow.send()
        mine.feed(sent)
        other.feed(sent)
    for x, (text, _) in enumerate(mine.cells[0]):
        before = [one for one, _ in mine.cells[0][max(0, x - 8) : x + 1]]
        if text.isalpha() and all(NARROW.fullmatch(one) and one for one in before):
            assert other.cells[0][x][0] == text


def test_a_frame_that_changes_nothing_sends_nothing() -> None:
    shadow = Shadow(lambda: (10, 2), erases=True)
    frame = "\x1b[1;1H\x1b[1;31mharbour\x1b[0m\x1b[1;1H"
    shadow.take(frame)
    assert "harbour" in shadow.send()
    for written in (SYNC_START, frame, SYNC_END):
        shadow.take(written)
    assert shadow.send() == ""


def test_a_screen_of_another_size_is_sent_whole() -> None:
    size = (10, 2)
    shadow = Shadow(lambda: size, erases=True)
    frame = "\x1b[1;1Hharbour\x1b[1;1H"
    shadow.take(frame)
    shadow.send()
    size = (12, 2)
    shadow.take(frame)
    assert "harbour" in shadow.send()


def test_a_screen_without_a_size_gets_what_textual_writes() -> None:
    shadow = Shadow(lambda: (0, 0), erases=True)
    shadow.take("\x1b[1;1Hharbour")
    assert shadow.send().endswith("\x1b[1;1Hharbour")


@pytest.mark.parametrize("erases", [True, False])
def test_the_last_cell_does_not_scroll_the_screen(erases: bool) -> None:
    screen = Emulator(4, 2)
    shadow = Shadow(lambda: (4, 2), erases=erases)
    for words in ("abcd", "    ", "efgh"):
        shadow.take(f"\x1b[1;1H{words}\n\x1b[2;1H{words}\x1b[1;1H")
        screen.feed(shadow.send())
    assert screen.lines == ["efgh", "efgh"]
    assert screen.scrolled == 0


def test_a_letter_between_blanks_and_bold_letters_keeps_its_own_look() -> None:
    """It is sent again with the blanks, which the bold letters could be painted along with, but for the letter."""
    stock, frugal = Emulator(8, 1), Emulator(8, 1)
    shadow = Shadow(lambda: (8, 1), erases=True)
    for frame in ("\x1b[1;1Haaxbb\x1b[1;1H", "\x1b[1;1H  x\x1b[1mcc\x1b[0m\x1b[1;1H"):
        stock.feed(frame)
        shadow.take(frame)
        frugal.feed(shadow.send())
    assert frugal.cells == stock.cells


def test_a_line_of_which_nothing_is_known_stays_where_it_is() -> None:
    """All others move up by one, which the terminal must not do for them."""
    stock, frugal = Emulator(30, 12), Emulator(30, 12)
    shadow = Shadow(lambda: (30, 12), erases=True)

    def frame(top: int, lines: list[int]) -> str:
        drawn = [f"\x1b[{y + 1};1H{str(top + y) * 9:30}" for y in lines]
        return "\n".join(drawn) + "\x1b[1;1H"

    others = [y for y in range(12) if y != 5]
    for number, written in enumerate(
        (frame(50, [*range(12)]), frame(10, others), frame(11, others), frame(12, others))
    ):
        if number == 1:
            shadow.forget()
        stock.feed(written)
        shadow.take(written)
        frugal.feed(shadow.send())
    assert frugal.cells == stock.cells


def test_a_driver_that_the_environment_names_is_left_to_textual(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser is served so."""
    monkeypatch.setattr("sys.__stderr__", io.StringIO())
    monkeypatch.setattr("sys.__stderr__.isatty", lambda: True)
    assert app._driver() is not None
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
    assert app._driver() is None
