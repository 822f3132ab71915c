"""Bytes of a terminal as keys: nothing that is typed becomes other letters, and no bytes end the app."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from tests.tui.conftest import Reading
from tui.driver.keyboard import Keyboard, apart
from tui.screens.note_editor import NoteEditor


def keys(*reads: bytes) -> list[str]:
    """The names of the keys, after a pause at the end."""
    keyboard = Keyboard()
    messages = [message for read in reads for message in keyboard.take(read)] + list(keyboard.rest())
    return [message.key for message in messages if isinstance(message, events.Key)]


@pytest.mark.parametrize(
    ("reads", "expected"),
    [
        ((b"\x1b",), ["escape"]),
        ((b"\x1b", b"o"), ["escape", "o"]),
        ((b"\x1b", b"o", b"\x1b", b"o"), ["escape", "o", "escape", "o"]),
        ((b"\x1bo\x1bo",), ["alt+o", "alt+o"]),
        ((b"\x1b/\x1b",), ["escape", "slash", "escape"]),
        ((b"\x1b\x1bo",), ["escape", "alt+o"]),
        ((b"\x1b", b"[B"), ["down"]),
        ((b"\x1b[B\x1bOA\x1b[1;5C",), ["down", "up", "ctrl+right"]),
        ((b"j\x1b", b"\x1b", b"k"), ["j", "escape", "escape", "k"]),
        ((b"\xc3", b"\xa9"), ["é"]),
    ],
)
def test_an_escape_is_the_key_or_the_beginning_of_one(reads: tuple[bytes, ...], expected: list[str]) -> None:
    assert keys(*reads) == expected


def test_bytes_that_are_no_utf_8_do_not_end_the_reading_of_keys() -> None:
    assert keys(b"\xffj", b"\xe9", b"k")[-1] == "k"


@given(st.lists(st.binary(max_size=12), max_size=6))
def test_no_bytes_raise_or_keep_a_later_key_back(reads: list[bytes]) -> None:
    keyboard = Keyboard()
    for read in reads:
        list(keyboard.take(read))
    list(keyboard.rest())
    assert not keyboard.waits


@given(st.lists(st.sampled_from(["escape", "o", "T", "3", "é"]), max_size=12))
def test_keys_read_one_by_one_are_the_keys_that_were_typed(typed: list[str]) -> None:
    assert keys(*(b"\x1b" if key == "escape" else key.encode() for key in typed)) == typed


def test_a_paste_keeps_its_letters_and_loses_its_escapes() -> None:
    keyboard = Keyboard()
    pasted = [m for m in keyboard.take(b"\x1b[200~one \x1btwo\x1b[201~j") if isinstance(m, events.Paste | events.Key)]
    assert isinstance(pasted[0], events.Paste)
    assert pasted[0].text == "one two"
    assert [m.key for m in pasted[1:] if isinstance(m, events.Key)] == ["j"]


def test_what_was_typed_with_alt_comes_apart_into_escape_and_the_key() -> None:
    typed = [one for message in Keyboard().take(b"\x1bT") if isinstance(message, events.Key) for one in apart(message)]
    assert [one.key for one in typed] == ["escape", "T"]


async def test_escape_and_the_next_key_in_one_go_write_nothing_into_a_note(reading: Reading) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("enter", "i", "w", "h", "y")
        assert isinstance(reader.app.screen, NoteEditor)
        reader.app.post_message(events.Key("alt+o", "o"))
        await reader.rest()
        assert not isinstance(reader.app.screen, NoteEditor)
        assert [note.text for note in reader.library.notes()] == ["why"]
