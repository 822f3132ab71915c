"""Copying: what is sent to the terminal says the text, and where nothing can be sent, a file holds it."""

from __future__ import annotations

import base64
import re
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.conftest import Reading
from tui.clipboard import FILE, MOST_BASE64, Copied, copy, osc52, run
from tui.raw_output import write_raw

XTERM = {"TERM": "xterm-256color"}


def never(command: Sequence[str], given: bytes) -> str:
    raise AssertionError(command)


def said_by(sequence: str) -> str:
    found = re.fullmatch(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\a", sequence)
    assert found
    return base64.b64decode(found[1]).decode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=3000))
def test_the_sequence_gives_the_text_back_through_screen_too(text: str) -> None:
    given = text.encode()
    assert said_by(osc52(given, XTERM)) == text
    wrapped = osc52(given, {"TERM": "screen", "STY": "1.x"})
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", wrapped, re.DOTALL)
    assert "".join(f"\x1bP{piece}\x1b\\" for piece in pieces) == wrapped
    assert said_by("".join(pieces)) == text
    assert all(len(piece) < 256 for piece in pieces)


def test_a_terminal_that_may_refuse_is_asked_and_a_file_holds_the_text(tmp_path: Path) -> None:
    copied = copy("words — “…”", XTERM, tmp_path / "data", execute=never)
    assert said_by(copied.sequence) == "words — “…”"
    assert str(tmp_path / "data" / FILE) in copied.said
    assert (tmp_path / "data" / FILE).read_text() == "words — “…”"
    assert stat.S_IMODE((tmp_path / "data" / FILE).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("environment", "text", "why"),
    [
        ({"TERM": "linux"}, "words", "no clipboard"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, "words", "Terminal.app"),
        (XTERM, "x" * MOST_BASE64, "133,336 bytes are more than terminals take"),
    ],
)
def test_where_the_terminal_is_known_to_refuse_only_the_file_holds_it(
    environment: dict[str, str], text: str, why: str, tmp_path: Path
) -> None:
    copied = copy(text, environment, tmp_path, execute=never)
    assert copied.sequence == ""
    assert why in copied.said
    assert copied.ok
    assert (tmp_path / FILE).read_text() == text


def test_what_was_copied_before_is_replaced_and_a_link_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("mine")
    (tmp_path / FILE).symlink_to(elsewhere)
    copy("words", {"TERM": "linux"}, tmp_path, execute=never)
    assert elsewhere.read_text() == "mine"
    assert (tmp_path / FILE).read_text() == "words"


def test_a_folder_that_can_not_be_written_is_said(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert copy("words", {"TERM": "linux"}, blocked / "data", execute=never) == Copied(
        "; this terminal has no clipboard", ok=False
    )


def test_the_readers_own_command_goes_first_and_when_it_fails_the_rest_follows(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    copied = copy("words", XTERM, tmp_path, command=f"sh -c 'cat > {taken}'")
    assert (taken.read_text(), copied.sequence, copied.said) == ("words", "", ", by sh")
    for command, why in (("sh -c 'exit 3'", "it ended with 3"), ("/no/such", "No such file"), ("'", "no closing")):
        copied = copy("words", XTERM, tmp_path, command=command)
        assert said_by(copied.sequence) == "words"
        assert why in copied.said


def test_tmux_takes_it_itself_and_when_it_does_not_the_terminal_is_asked(tmp_path: Path) -> None:
    asked: list[tuple[Sequence[str], bytes]] = []

    def tmux(command: Sequence[str], given: bytes) -> str:
        asked.append((command, given))
        return "" if len(asked) == 1 else "it ended with 1"

    inside = {"TERM": "screen-256color", "TMUX": "/tmp/tmux,1,0"}
    assert copy("words", inside, tmp_path, execute=tmux).sequence == ""
    assert asked == [(("tmux", "load-buffer", "-w", "-"), b"words")]
    assert said_by(copy("words", inside, tmp_path, execute=tmux).sequence) == "words"


def test_a_command_that_leaves_a_process_behind_is_not_waited_for() -> None:
    assert run(["sh", "-c", "sleep 20 & cat > /dev/null"], b"words") == ""


async def test_textual_still_has_the_driver_that_sequences_are_written_to(reading: Reading) -> None:
    async with reading() as reader:
        driver = reader.app._driver
        assert driver is not None
        assert callable(driver.write)
        assert callable(driver.flush)
        write_raw(reader.app, "\x1b]52;c;\a")
