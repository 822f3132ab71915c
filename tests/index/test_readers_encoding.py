"""Bytes → text: what is marked or UTF-8 is known, everything else is a guess that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ReadError
from index.readers.encoding import Decoded, decode, decode_stated

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


@pytest.mark.parametrize(
    ("content", "stated", "text", "encoding"),
    [
        (b"caf\xe9", "ISO-8859-1", "café", "cp1252"),
        (b"\x93so\x94", " latin-1 ", "“so”", "cp1252"),
        ("Привет".encode("koi8-r"), "koi8-r", "Привет", "koi8-r"),
        ("hé".encode("utf-16-le"), "utf-16le", "hé", "utf-16-le"),
        ("hé".encode("utf-8-sig"), "iso-8859-1", "hé", "utf-8"),
        ("hé".encode(), None, "hé", "utf-8"),
        ("hé".encode(), "us-ascii", "hé", "utf-8"),
        ("hé".encode(), "UTF_8", "hé", "utf-8"),
    ],
)
def test_an_encoding_that_is_stated_is_taken_where_it_is_true(
    content: bytes, stated: str | None, text: str, encoding: str
) -> None:
    assert decode_stated(content, stated, "a") == Decoded(text, encoding)


@pytest.mark.parametrize(
    ("content", "stated"),
    [
        (b"The caf\xe9 in town", "utf-8"),
        (b"The caf\xe9 in town", "us-ascii"),
        ("Le café en ville".encode(), "iso-8859-1"),
        (b"plain", "x-unheard-of"),
        (b"plain", "rot13"),
        (b"plain", "punycode"),
        (b"plain", "zlib"),
        (b"plain", "a\0b\u202e" * 1000),
        ("かな".encode(), "utf-16"),
    ],
)
def test_an_encoding_that_is_not_true_or_not_known_is_a_guess_with_a_warning(content: bytes, stated: str) -> None:
    decoded = decode_stated(content, stated, "a")
    assert decoded.guessed
    assert "\u202e" not in decoded.warnings[0]
    assert len(decoded.warnings[0]) < 140


def test_bytes_that_are_no_text_are_refused_whatever_is_stated() -> None:
    with pytest.raises(ReadError, match="binary"):
        decode_stated(bytes(range(256)), "iso-8859-1", "a")
