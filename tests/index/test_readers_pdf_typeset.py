"""Lines of printed pages → paragraphs, headings and running heads, by how they are set."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.model import BlockKind
from tests.index.test_readers import contents, one
from tests.index.test_readers_pdf import NEWS, of, written
from tests.pdf_files import assembled, column, stream


def test_lines_are_joined_and_paragraphs_parted(tmp_path: Path) -> None:
    article = of(tmp_path, column(NEWS))
    assert contents(article, BlockKind.PARAGRAPH) == [" ".join(part.split()) for part in NEWS.split("\n\n")]


def test_indentation_parts_paragraphs_where_no_space_does(tmp_path: Path) -> None:
    first, second = NEWS.split("\n\n")
    lines = column(f"{first}\n{second}")
    x, y, size, words = lines[3]
    lines[3] = (x + 12, y, size, words)
    assert len(contents(of(tmp_path, lines), BlockKind.PARAGRAPH)) == 2


def test_a_paragraph_goes_on_over_a_page_and_its_running_head(tmp_path: Path) -> None:
    pages = [
        [(72, 800, 8, f"The Daily Example, 6 January {number}"), *column(words), (300, 30, 8, str(number))]
        for number, words in enumerate(
            [
                "The army seized the town on Monday after three days of heavy\nfighting, and left it again when the",
                "envoys came to the gates with an offer that nobody had asked\nthem for. The market opened at noon.",
                "Residents said that nobody had asked them about it before it\nwas over, and that the shops stay shut.",
            ],
            start=7,
        )
    ]
    article = of(tmp_path, *pages)
    told = contents(article, BlockKind.PARAGRAPH)
    assert told[0].startswith("The army seized")
    assert "when the envoys came" in told[0]
    assert contents(article, BlockKind.CHROME) == [
        "The Daily Example, 6 January 7",
        "7",
        "The Daily Example, 6 January 8",
        "8",
        "The Daily Example, 6 January 9",
        "9",
    ]
    assert article.text.startswith("The army")


def test_a_line_that_two_pages_share_within_their_text_is_text(tmp_path: Path) -> None:
    words = f"{NEWS}\n\nWe will not go.\n\n{NEWS}"
    article = of(tmp_path, column(words), column(words, top=700))
    assert contents(article, BlockKind.CHROME) == []


def test_a_page_that_is_there_twice_is_text(tmp_path: Path) -> None:
    assert contents(of(tmp_path, column(NEWS), column(NEWS), column(NEWS)), BlockKind.CHROME) == []


@pytest.mark.parametrize("number", ["12", "- 12 -", "Page 12 of 90", "xii"])
def test_the_number_of_a_lone_page_is_no_text(tmp_path: Path, number: str) -> None:
    assert contents(of(tmp_path, [*column(NEWS), (300, 30, 10, number)]), BlockKind.CHROME) == [number]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("the govern-\nment fell", "the government fell"),
        ("the govern\u00ad\nment fell", "the government fell"),
        ("the cease-fire held, and a cease-\nfire it was", "the cease-fire held, and a cease-fire it was"),
        ("Haftar and al-\nSerraj met", "Haftar and al-Serraj met"),
        ("from 2019-\n2020 on", "from 2019-2020 on"),
        ("the town -\nand it alone", "the town - and it alone"),
    ],
)
def test_a_hyphen_goes_only_where_it_divided_a_word(tmp_path: Path, lines: str, joined: str) -> None:
    assert of(tmp_path, column(lines)).text == joined


def test_a_large_first_letter_belongs_to_its_word(tmp_path: Path) -> None:
    lines = [
        (72.0, 740.0, 36.0, "T"),
        *column("he army seized the town on Monday after days of heavy\nfighting there."),
    ]
    assert of(tmp_path, lines).text == "The army seized the town on Monday after days of heavy fighting there."


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = "The army seized the town on\nMonday after three days of\nheavy fighting, and left it"
    right = "again when the envoys came\nto the gates with an offer."
    article = of(tmp_path, [*column(left), *column(right, x=320)])
    assert article.text == f"{left} {right}".replace("\n", " ")


def test_larger_lines_are_headings_and_the_first_is_the_title(tmp_path: Path) -> None:
    lines = [
        *column("Army takes the town and\nleaves it again", size=24, leading=28),
        *column(NEWS, top=680),
        *column("What residents say", size=14, top=600),
        *column(NEWS, top=580),
    ]
    article = of(tmp_path, lines)
    assert article.title == "Army takes the town and leaves it again"
    assert contents(article, BlockKind.TITLE) == [article.title]
    assert contents(article, BlockKind.HEADING) == ["What residents say"]


def test_ligatures_are_letters(tmp_path: Path) -> None:
    names = "/Encoding << /Type /Encoding /Differences [1 /fi /ffi] >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        stream(b"BT /F1 10 Tf 72 700 Td (o\x02cers \x01ght) Tj ET"),
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica {names} >>".encode(),
    ]
    assert one(written(tmp_path, assembled(objects, "/Root 1 0 R"))).text == "officers fight"
