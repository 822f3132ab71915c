"""Bytes → text: what is marked or UTF-8 is known, everything else is a guess that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ReadError
from index.readers.encoding import decode

WORDS = "Le président français a condamné l’attaque. Où êtes-vous allés cet été? " * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_what_is_known_is_no_guess(encoding: str) -> None:
    decoded = decode(WORDS.encode(encoding), "a.txt")
    assert (decoded.text, decoded.guessed, decoded.warnings) == (WORDS, False, ())


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_everything_else_is_a_guess_that_says_so(encoding: str) -> None:
    decoded = decode(WORDS.encode(encoding), "a.txt")
    assert (decoded.text, decoded.guessed) == (WORDS, True)


def test_seven_bit_japanese_is_not_taken_for_utf_8() -> None:
    words = "リビアの首都トリポリで戦闘が続いている。"
    decoded = decode(words.encode("iso2022_jp"), "a.txt")
    assert (decoded.text, decoded.guessed) == (words, True)


def test_a_few_wrong_bytes_in_utf_8_are_replaced_and_said() -> None:
    decoded = decode(WORDS.encode() + b"\xff" + WORDS.encode(), "a.txt")
    assert decoded.text == WORDS + "\ufffd" + WORDS
    assert decoded.guessed
    assert len(decoded.warnings) == 1


@pytest.mark.parametrize(
    "content", [b"\x7fELF\x00\x00", b"abc\x00def" * 20, bytes(range(1, 9)) * 30, b"\x89PNG\r\n\x1a\n\x00"]
)
def test_binary_data_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(ReadError, match="binary") as refused:
        decode(content, "photo.txt")
    assert refused.value.place == "photo.txt"


def test_every_encoding_of_the_world_gives_text_or_a_clear_error(shared_data: Path) -> None:
    guessed = 0
    for path in sorted((shared_data / "encodings").iterdir()):
        decoded = decode(path.read_bytes(), path.name)
        assert decoded.text
        guessed += decoded.guessed
    assert guessed == 43
