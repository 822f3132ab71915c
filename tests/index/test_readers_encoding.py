"""Bytes → text: what is marked or UTF-8 is known, everything else is a guess that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ReadError
from index.readers import xml_declaration
from index.readers.encoding import Decoded, decode, decode_stated
from index.readers.html import page_encoding

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


STATED = {".xml": xml_declaration.stated_encoding, ".html": page_encoding.stated_encoding}
RIGHT = {
    "Big5.xml": ("big5hkscs", "stated"),
    "CP949.xml": ("cp949", "stated"),
    "EUC-JP.html": ("euc-jp", "guess"),
    "EUC-KR.html": ("euc-kr", "guess"),
    "EUC-TW.txt": ("", "wrong guess"),
    "GB2312.xml": ("gb2312", "stated"),
    "IBM855.txt": ("cp855", "guess"),
    "IBM866.txt": ("cp866", "guess"),
    "Johab.txt": ("johab", "guess"),
    "KOI8-R.html": ("koi8-r", "guess"),
    "MacCyrillic.txt": ("mac-cyrillic", "guess"),
    "TIS-620.html": ("tis-620", "guess"),
    "UTF-16BE.txt": ("utf-16-be", "guess"),
    "UTF-16LE.txt": ("utf-16-le", "guess"),
    "UTF-32BE.txt": ("utf-32-be", "guess"),
    "UTF-32LE.txt": ("utf-32-le", "guess"),
    "ascii.html": ("ascii", "known"),
    "iso-2022-jp.txt": ("iso2022_jp_2", "guess"),
    "iso-2022-kr.txt": ("iso2022_kr", "guess"),
    "iso-8859-1.txt": ("iso8859-1", "guess"),
    "iso-8859-2-croatian.txt": ("iso8859-2", "guess"),
    "iso-8859-2-czech.txt": ("iso8859-2", "guess"),
    "iso-8859-2-hungarian.txt": ("iso8859-2", "guess"),
    "iso-8859-2-polish.txt": ("iso8859-2", "guess"),
    "iso-8859-2-slovak.txt": ("iso8859-2", "guess"),
    "iso-8859-2-slovene.txt": ("iso8859-2", "guess"),
    "iso-8859-5-bulgarian.xml": ("iso8859-5", "stated"),
    "iso-8859-5-russian.html": ("iso8859-5", "guess"),
    "iso-8859-6-arabic.html": ("iso8859-6", "guess"),
    "iso-8859-7-greek.html": ("iso8859-7", "guess"),
    "iso-8859-9-turkish.txt": ("iso8859-9", "guess"),
    "utf-8-sig.txt": ("utf-8-sig", "known"),
    "utf-8.html": ("utf-8", "known"),
    "windows-1250-croatian.txt": ("cp1250", "guess"),
    "windows-1250-czech.txt": ("cp1250", "guess"),
    "windows-1250-hungarian.txt": ("cp1250", "guess"),
    "windows-1250-polish.txt": ("cp1250", "guess"),
    "windows-1250-romanian.txt": ("cp1250", "guess"),
    "windows-1250-slovak.txt": ("cp1250", "guess"),
    "windows-1250-slovene.txt": ("cp1250", "guess"),
    "windows-1251-bulgarian.xml": ("cp1251", "stated"),
    "windows-1251-russian.html": ("cp1251", "guess"),
    "windows-1252.html": ("cp1252", "guess"),
    "windows-1254-turkish.html": ("cp1254", "guess"),
    "windows-1255-hebrew.html": ("cp1255", "guess"),
    "windows-1256-arabic.html": ("cp1256", "guess"),
}
"""File → the encoding that its text is in, and how it is found: known for what it is, as the file states it, by a guess
that is right, or by one that is wrong. Python has no EUC-TW."""


def test_each_encoding_of_the_world_gives_its_text_or_is_marked_as_a_guess(shared_data: Path) -> None:
    folder = shared_data / "encodings"
    assert {path.name for path in folder.iterdir()} == {*RIGHT}
    for name, (encoding, expected) in RIGHT.items():
        content, suffix = (folder / name).read_bytes(), name[name.index(".") :]
        stated = STATED[suffix](content) if suffix in STATED else None
        decoded = decode_stated(content, stated, name)
        text = content.decode(encoding) if encoding else ""
        found = ("guess" if decoded.text == text else "wrong guess") if decoded.guessed else "known"
        found = "stated" if stated and found == "known" else found
        assert found == expected, name
        assert decoded.guessed or decoded.text == text, name
        assert decoded.warnings == (), name


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Le président français a dit : « Où êtes-vous allés cet été, à la forêt ou à Noël ? »", "cp1252"),
        ("O senhor não põe as mãos nas opções; três pães à mão, às vezes são muitos.", "cp1252"),
        ("Die Bürger müssten größere Häuser für ihre Söhne bauen, hieß es am Montag.", "cp1252"),
        ("Përkthyesi tha se është për të gjithë ata që çojnë ujë në shtëpi.", "cp1252"),
        ("Ve čtvrtek řekl, že příští týden přijde širší změna, která má ještě žáky učit.", "iso8859-2"),
        ("Ve čtvrtek řekl, že příští týden přijde širší změna, která má ještě žáky učit.", "cp1250"),
        ("W środę żołnierze zajęli miasto, a źródła mówią, że są już późno na drodze.", "iso8859-2"),
        ("W środę żołnierze zajęli miasto, a źródła mówią, że są już późno na drodze.", "cp1250"),
        ("Az elnök szerdán azt mondta, hogy a nőknek és a férfiaknak egyenlő, gyűlölet nélküli jövő kell.", "cp1250"),
    ],
)
def test_the_languages_of_europe_are_told_apart(words: str, encoding: str) -> None:
    decoded = decode((words + "\n").encode(encoding) * 4, "a.txt")
    assert (decoded.text, decoded.guessed) == ((words + "\n") * 4, True)


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
        ("Le café".encode(), "x-unheard-of"),
        ("Le café".encode(), "rot13"),
        ("Le café".encode(), "punycode"),
        ("Le café".encode(), "zlib"),
        ("Le café".encode(), "a\0b\u202e" * 1000),
        ("かな".encode(), "utf-16"),
    ],
)
def test_an_encoding_that_is_not_true_or_not_known_is_a_guess_with_a_warning(content: bytes, stated: str) -> None:
    decoded = decode_stated(content, stated, "a")
    assert decoded.guessed
    assert "\u202e" not in decoded.warnings[0]
    assert len(decoded.warnings[0]) < 140


@pytest.mark.parametrize("stated", ["x-unheard-of", "utf-16", "rot13", "iso-8859-1", "utf-8", ""])
def test_ascii_is_the_same_whatever_is_stated(stated: str) -> None:
    decoded = decode_stated(b"plain", stated, "a")
    assert (decoded.text, decoded.guessed, decoded.warnings) == ("plain", False, ())


def test_a_page_a_feed_and_a_message_are_read_by_one_rule() -> None:
    words = "Il a été dit à l’école que l’été est là"
    for content, stated in ((words.encode(), "iso-8859-1"), (words.encode("cp1252"), "utf-8")):
        page = page_encoding.decode_page(b"<meta charset=" + stated.encode() + b">" + content, "a.html")
        message = decode_stated(content, stated, "a.eml")
        assert page.text.endswith(words)
        assert (message.text, message.guessed, message.warnings) == (words, page.guessed, page.warnings)
        assert stated in message.warnings[0]


def test_bytes_that_are_no_text_are_refused_whatever_is_stated() -> None:
    with pytest.raises(ReadError, match="binary"):
        decode_stated(bytes(range(256)), "iso-8859-1", "a")
