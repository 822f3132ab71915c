"""Pages of PDF as they are set → lines in the order of reading: gaps, columns, directions, fonts that say little."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ReadError
from index.model import Article, BlockKind
from index.readers import read
from index.readers.pdf.bidi import logical
from index.readers.pdf.fonts import UNKNOWN, sign_of_glyph
from index.readers.pdf.operations import operations
from tests.index.test_readers import contents, one
from tests.pdf_files import HEIGHT, WIDTH, Set, assembled, column, pdf, stream

PAGE = f"/Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents 4 0 R"
LEFT = """\
The army seized the town on Monday after
three days of heavy fighting, and it left
again when the envoys of the government
came to the gates with an offer that the
council had not seen before the evening."""
RIGHT = """\
Residents said that nobody had asked them
about it before it was over, and that the
shops had been shut since Friday. Nobody
knew on Tuesday who would be the first to
open the market on the square once again."""


def in_font(font: bytes | str, content: bytes | str, *more: bytes, page: str = "") -> bytes:
    """A file of one page whose text is set in this font; `more` are objects from number 6 on."""
    content = content.encode("latin-1") if isinstance(content, str) else content
    font = font.encode("latin-1") if isinstance(font, str) else font
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< {PAGE} /Resources << /Font << /F1 5 0 R >> >> {page} >>".encode(),
        stream(content),
        font,
        *more,
    ]
    return assembled(objects, "/Root 1 0 R")


def article_of(folder: Path, content: bytes) -> Article:
    path = folder / "a.pdf"
    path.write_bytes(content)
    return one(path)


def text_of(folder: Path, content: bytes) -> str:
    return article_of(folder, content).text


def composite(ordering: str = "Identity", encoding: str = "Identity-H", more: str = "") -> str:
    """A font whose codes have two bytes, every sign of it as wide as it is large."""
    within = (
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /A /DW 1000 /CIDSystemInfo << /Registry (Adobe) "
        f"/Ordering ({ordering}) /Supplement 0 >> >>"
    )
    return f"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /{encoding} /DescendantFonts [{within}] {more} >>"


def to_unicode(letters: str) -> bytes:
    """The map of a font whose codes are 1, 2, … for these letters."""
    mapped = "".join(
        f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>\n" for code, letter in enumerate(letters, start=1)
    )
    return stream(f"1 beginbfchar\n{mapped}endbfchar".encode())


def codes(said: str, letters: str) -> str:
    return "<" + "".join(f"{letters.index(letter) + 1:04x}" for letter in said) + ">"


# --- gaps


def test_words_are_parted_by_gaps_where_the_font_has_no_blank(tmp_path: Path) -> None:
    letters = "armytowns"
    shown = (
        f"BT /F1 10 Tf 72 700 Td [{codes('army', letters)}-277{codes('t', letters)}20{codes('owns', letters)}] TJ ET"
    )
    file = in_font(composite(more="/ToUnicode 6 0 R"), shown, to_unicode(letters))
    assert text_of(tmp_path, file) == "army towns"


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("[(ar)-20(my)] TJ", "army"),
        ("[(army)-250(towns)] TJ", "army towns"),
        ("3 Tc (army) Tj", "army"),
        ("5 Tc [(a)500(r)495(m)505(y)230(t)500(o)500(w)500(n)] TJ", "army town"),
        ("[(army )-250(towns)] TJ", "army towns"),
        ("(army) Tj 30 0 Td (towns) Tj", "army towns"),
        ("(army) Tj 22.77 0 Td (towns) Tj", "armytowns"),
    ],
    ids=["kerned", "gap", "spread", "spread and drawn together again", "blank and gap", "moved", "moved to its end"],
)
def test_a_gap_parts_words_and_kerning_does_not(tmp_path: Path, shown: str, said: str) -> None:
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    assert text_of(tmp_path, in_font(font, f"BT /F1 10 Tf 72 700 Td {shown} ET")) == said


def test_what_is_drawn_twice_to_look_bold_is_said_once(tmp_path: Path) -> None:
    lines = [(72.0, 700.0, 10.0, "army"), (72.4, 700.0, 10.0, "army"), (72.0, 680.0, 10.0, "army")]
    assert text_of(tmp_path, pdf([lines])).split() == ["army", "army"]


def test_words_behind_an_initial_are_parted_by_their_own_size(tmp_path: Path) -> None:
    lines = [(72.0, 700.0, 30.0, "T"), (90.5, 700.0, 10.0, "he"), (104.0, 700.0, 10.0, "army")]
    assert text_of(tmp_path, pdf([lines])) == "The army"


def test_an_accent_that_is_drawn_over_a_letter_is_part_of_it(tmp_path: Path) -> None:
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    shown = rb"BT /F1 10 Tf 72 700 Td [(l'\264)440(et)-2(at)-278(fran)-2(c)415(\270)-50(ais)] TJ ET"
    assert text_of(tmp_path, in_font(font, shown)) == "l'état français"


def test_signs_of_chinese_have_no_blanks_within_a_line_or_between_lines(tmp_path: Path) -> None:
    letters = "軍隊進入城市居民說沒有人問他們"
    half = len(letters) // 2
    spread = "-300".join(codes(letter, letters) for letter in letters[:half])
    shown = f"BT /F1 10 Tf 72 700 Td [{spread}] TJ 0 -12 Td {codes(letters[half:], letters)} Tj ET"
    assert text_of(tmp_path, in_font(composite(more="/ToUnicode 6 0 R"), shown, to_unicode(letters))) == letters


# --- order


def interleaved(left: str, right: str) -> list[Set]:
    pairs = zip(column(left), column(right, x=320), strict=True)
    return [line for pair in pairs for line in pair]


@pytest.mark.parametrize("drawn", ["turns", "upwards"])
def test_columns_are_read_one_after_the_other_however_they_are_drawn(tmp_path: Path, drawn: str) -> None:
    lines = interleaved(LEFT, RIGHT)
    if drawn == "upwards":
        lines = lines[::-1]
    article = article_of(tmp_path, pdf([[(72, 790, 16, "Army leaves the town"), *lines]]))
    assert article.title == "Army leaves the town"
    said = " ".join(contents(article, BlockKind.PARAGRAPH))
    assert said == " ".join(f"{LEFT}\n{RIGHT}".split())


def test_the_cells_of_a_row_stay_together(tmp_path: Path) -> None:
    rows = [(72.0, 700.0 - 12 * row, 10.0, f"Region {row}") for row in range(6)]
    cells = [(300.0, 700.0 - 12 * row, 10.0, f"{row},000") for row in range(6)]
    lines = [cell for pair in zip(rows, cells, strict=True) for cell in pair]
    assert "Region 3 3,000" in text_of(tmp_path, pdf([lines]))


def test_what_lies_across_the_lines_is_set_aside(tmp_path: Path) -> None:
    across = b"BT /F1 8 Tf 0 1 -1 0 20 300 Tm (Draft of Monday) Tj ET"
    lines = b"\n".join(
        f"BT /F1 10 Tf 1 0 0 1 {x:g} {y:g} Tm ({words}) Tj ET".encode() for x, y, _, words in column(LEFT)
    )
    article = article_of(tmp_path, pdf([across + b"\n" + lines]))
    assert contents(article, BlockKind.CHROME) == ["Draft of Monday"]
    assert contents(article, BlockKind.PARAGRAPH) == [" ".join(LEFT.split())]


def test_a_page_that_lies_on_its_side_is_read(tmp_path: Path) -> None:
    lines = b"\n".join(
        f"BT /F1 10 Tf 0 1 -1 0 {800 - y:g} {x:g} Tm ({words}) Tj ET".encode() for x, y, _, words in column(LEFT)
    )
    assert text_of(tmp_path, pdf([lines])) == " ".join(LEFT.split())


def test_what_the_file_calls_a_running_head_is_set_aside(tmp_path: Path) -> None:
    head = b"/Artifact << /Type /Pagination >> BDC BT /F1 10 Tf 72 790 Td (The Daily Example) Tj ET EMC\n"
    article = article_of(tmp_path, pdf([head + b"BT /F1 10 Tf 72 760 Td (The army left the town.) Tj ET"]))
    assert contents(article, BlockKind.CHROME) == ["The Daily Example"]


def test_what_stands_outside_the_page_is_no_text(tmp_path: Path) -> None:
    lines = [*column(LEFT), (72.0, -40.0, 8.0, "example.indd 3"), (900.0, 500.0, 8.0, "cut here")]
    assert text_of(tmp_path, pdf([lines])) == " ".join(LEFT.split())


def test_what_a_mark_says_stands_for_what_it_shows(tmp_path: Path) -> None:
    content = b"BT /F1 10 Tf 72 700 Td (The ) Tj /Span << /ActualText (office) >> BDC (o$ce) Tj EMC ( fell.) Tj ET"
    assert text_of(tmp_path, pdf([content])) == "The office fell."


def test_a_field_that_is_filled_in_is_read_and_a_button_is_not(tmp_path: Path) -> None:
    def appearance(words: str) -> bytes:
        content = f"/Tx BMC BT /F1 10 Tf 2 4 Td ({words}) Tj ET EMC".encode()
        return stream(
            content, "/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 5 0 R >> >>"
        )

    def field(kind: str, form: int, y: int) -> str:
        return f"<< /Subtype /Widget /FT /{kind} /Rect [100 {y} 300 {y + 20}] /AP << /N {form} 0 R >> >>"

    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    annotations = f"/Annots [{field('Tx', 6, 600)} {field('Btn', 7, 500)}]"
    content = "BT /F1 10 Tf 72 700 Td (Name of the witness:) Tj ET"
    said = text_of(tmp_path, in_font(font, content, appearance("Ann Example"), appearance("Send"), page=annotations))
    assert "Ann Example" in said
    assert "Send" not in said


# --- fonts


def test_lines_that_go_down_the_page_are_read_from_the_right(tmp_path: Path) -> None:
    letters = "軍隊進入城市居民說沒有人問他們"
    shown = (
        f"BT /F1 10 Tf 500 700 Td {codes(letters[:7], letters)} Tj ET "
        f"BT /F1 10 Tf 480 700 Td {codes(letters[7:], letters)} Tj ET"
    )
    file = in_font(composite(encoding="Identity-V", more="/ToUnicode 6 0 R"), shown, to_unicode(letters))
    assert text_of(tmp_path, file) == letters


@pytest.mark.parametrize(
    ("ordering", "numbers", "said"),
    [
        ("Japan1", (34, 843, 1125, 7477), "Aあ亜瑤"),
        ("GB1", (940, 7702), "啊齄"),
        ("Korea1", (1086, 8055), "가詰"),
        ("CNS1", (595, 5995), "一籲"),
    ],
)
def test_signs_that_only_have_numbers_are_those_of_their_collection(
    tmp_path: Path, ordering: str, numbers: Sequence[int], said: str
) -> None:
    shown = "BT /F1 10 Tf 72 700 Td <" + "".join(f"{number:04x}" for number in numbers) + "> Tj ET"
    assert text_of(tmp_path, in_font(composite(ordering), shown)) == said


def test_codes_of_one_byte_in_a_font_of_several_are_read(tmp_path: Path) -> None:
    narrow = stream(b"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n1 begincidrange\n<00> <FF> 0\nendcidrange")
    letters = stream(b"2 beginbfrange\n<20> <20> <0020>\n<61> <7a> <0061>\nendbfrange")
    font = composite(more="/ToUnicode 6 0 R").replace("/Identity-H", "7 0 R")
    shown = "BT /F1 10 Tf 72 700 Td (army town) Tj ET"
    assert text_of(tmp_path, in_font(font, shown, letters, narrow)) == "army town"


def test_a_font_whose_codes_are_unicode_is_read(tmp_path: Path) -> None:
    shown = f"BT /F1 10 Tf 72 700 Td <{'Łódź'.encode('utf-16-be').hex()}> Tj ET"
    assert text_of(tmp_path, in_font(composite(more="/ToUnicode /Identity-H"), shown)) == "Łódź"


def test_a_file_whose_fonts_say_no_letter_is_refused_with_what_helps(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(in_font(composite(), "BT /F1 10 Tf 72 700 Td <001100120013> Tj ET"))
    with pytest.raises(ReadError) as caught:
        list(read(tmp_path / "a.pdf", "a.pdf"))
    assert caught.value.message == "its fonts don’t say which letters its signs are"
    assert "ocrmypdf" in caught.value.remedy


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("a.sc", "a"),
        ("f_f_i", "ffi"),
        ("uni00410042", "AB"),
        ("u1F600", "\U0001f600"),
        ("C65", "A"),
        ("eacute.alt", "é"),
        ("g123", UNKNOWN),
        ("uniD800", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_names_of_glyphs_are_read_as_the_list_of_them_says(name: str, sign: str) -> None:
    assert sign_of_glyph(name) == sign


# --- directions


WORDS = st.lists(st.text("אבגדה", min_size=1, max_size=5), min_size=1, max_size=5)


@given(WORDS)
def test_a_line_from_the_right_is_turned(words: list[str]) -> None:
    line = " ".join(words)
    assert "".join(logical(line[::-1])) == line


@pytest.mark.parametrize(
    ("seen", "read_as"),
    [
        ("םולש abc", "abc שלום"),
        ("abc םולש def", "abc שלום def"),
        ("2020 תנשב", "בשנת 2020"),
        ("she was told םולש 12 ,םלוע", "she was told עולם, 12 שלום"),
        ("(םולש) הז", "זה (שלום)"),
        (")םולש( הז", "זה (שלום)"),
        ("ﺔﻠﻤﺟ", "جملة"),
    ],
)
def test_words_of_the_other_direction_and_numbers_keep_their_own(seen: str, read_as: str) -> None:
    assert "".join(logical(seen)) == read_as


# --- operators


NESTED = st.recursive(
    st.integers(-999, 999).map(float) | st.binary(max_size=6) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=8,
)


def written(value: object) -> bytes:
    match value:
        case None:
            return b"null"
        case bool():
            return b"true" if value else b"false"
        case float():
            return b"%g" % value
        case bytes() if len(value) % 2:
            return b"<" + value.hex().encode() + b">"
        case bytes():
            escaped = value.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)").replace(b"\r", rb"\r")
            return b"(" + escaped + b")"
    return b"[" + b" ".join(map(written, value)) + b"]"  # type: ignore[arg-type]


@given(st.lists(st.tuples(st.lists(NESTED, max_size=4), st.sampled_from([b"Tj", b"TJ", b"cm", b"T*"])), max_size=5))
def test_operators_are_read_as_they_are_written(made: list[tuple[list[object], bytes]]) -> None:
    content = b"\n".join(b" ".join([*map(written, operands), name]) for operands, name in made)
    assert list(operations(content)) == [(name, operands) for operands, name in made]


@given(st.binary(max_size=60))
def test_no_content_breaks_the_reading_of_operators(content: bytes) -> None:
    list(operations(content))


def test_paths_and_pictures_are_passed_over() -> None:
    content = b"0 0 m 10.5 -3 l S /P0 scn 1 0 0 rg BI /W 1 ID \x00(\xff EI q /F1 12 Tf [(a) 0 Tc -250 (b)] TJ"
    told = [(name, operands) for name, operands in operations(content) if name not in {b"BI", b"ID", b"scn"}]
    assert told == [(b"q", []), (b"Tf", ["F1", 12.0]), (b"TJ", [[b"a", 0.0, -250.0, b"b"]])]


def test_pypdf_still_has_the_private_parts_that_are_used() -> None:
    from pypdf.generic import DictionaryObject, NameObject

    from index.readers.pdf.pypdf_private import font_tables, listed_glyph

    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
    tables = font_tables(DictionaryObject({NameObject(name): NameObject(value) for name, value in names.items()}))
    assert not isinstance(tables.encoding, str)
    assert tables.encoding[ord("A")] == "A"
    assert tables.widths["A"] == 667
    assert listed_glyph("eacute") == "é"
