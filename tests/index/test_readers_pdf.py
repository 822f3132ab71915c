"""PDF → articles: laws first, then how pages are read, what is stated, and what can't be read."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import ReadError
from index.model import Article, BlockKind, Origin
from index.readers import Limits, read
from tests.index.test_readers import articles, contents, holds_together, one, reads_again
from tests.pdf_files import Set, assembled, column, pdf, stream

RELAXED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
NEWS = """\
The army seized the town on Monday after three days of heavy
fighting, and left it again when the government's envoys came
to the gates with an offer.

Residents said that nobody had asked them. The market opened
at noon."""
RULED = st.lists(
    st.tuples(
        st.sampled_from([72.0, 90.0, 300.0]),
        st.integers(0, 60).map(lambda row: 30.0 + 13 * row),
        st.sampled_from([9.0, 10.0, 14.0, 30.0]),
        st.sampled_from(
            [
                "T",
                "he army",
                "cease-",
                "fire",
                "3",
                "Page 2 of 3",
                "A headline",
                "The army seized the town on Monday after three days of heavy",
                "é—",
            ]
        )
        | st.text("ab .-–é•", min_size=1, max_size=30),
    ),
    max_size=12,
)


def written(folder: Path, content: bytes, name: str = "a.pdf") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def of(folder: Path, *pages: bytes | Sequence[Set], **said: object) -> Article:
    return one(written(folder, pdf(pages, **said)))  # type: ignore[arg-type]


def refused(folder: Path, content: bytes, limits: Limits | None = None) -> ReadError:
    with pytest.raises(ReadError) as caught:
        list(read(written(folder, content), "a.pdf", limits=limits))
    assert caught.value.place == "a.pdf"
    assert caught.value.remedy
    return caught.value


def xmp(properties: str) -> str:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="uuid:1" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.1/"'
        f" {properties}</rdf:Description></rdf:RDF></x:xmpmeta>"
    )


@RELAXED
@given(st.lists(RULED, min_size=1, max_size=5), st.sampled_from(["", "A headline", "untitled"]))
def test_canonical_text_of_pdf_is_a_fixed_point(tmp_path: Path, pages: list[list[Set]], title: str) -> None:
    for article in articles(written(tmp_path, pdf(pages, info={"Title": title}))):
        if isinstance(article, Article):
            holds_together(article)
            reads_again(article, tmp_path)


SAMPLE = pdf(
    [[*column(NEWS), (300, 30, 10, "1")], column("More of it — as it was.")],
    info={"Title": "The town", "Author": "Ann Example"},
    xmp=xmp('dc:source="x"><dc:date><rdf:Seq><rdf:li>2020-01-06</rdf:li></rdf:Seq></dc:date>'),
)
TOKENS = st.sampled_from(b"/Kids [ ] << >> ( ) 0 -1 99999999999 null 2.0.R /Pages /Encrypt /Filter /Lang Tj".split())


@RELAXED
@given(st.lists(st.tuples(st.integers(0, len(SAMPLE)), st.binary(max_size=3) | TOKENS, st.integers(0, 9)), max_size=4))
def test_no_damage_of_a_pdf_raises_anything_but_a_read_error(
    tmp_path: Path, changes: list[tuple[int, bytes, int]]
) -> None:
    content = SAMPLE
    for at, put, taken in changes:
        content = content[:at] + put.replace(b".", b" ") + content[at + taken :]
    for article in articles(written(tmp_path, content)):
        if isinstance(article, Article):
            holds_together(article)


@pytest.mark.parametrize("kept", range(0, len(SAMPLE), 97))
def test_a_pdf_that_breaks_off_is_read_or_refused(tmp_path: Path, kept: int) -> None:
    assert articles(written(tmp_path, SAMPLE[:kept]))


# --- pages


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


# --- what is stated


def test_title_and_authors_are_taken_as_stated_and_the_making_is_no_date(tmp_path: Path) -> None:
    info = {"Title": "Über die Stadt", "Author": "Ann Example; Bob Sample", "CreationDate": "D:20200106120000Z"}
    article = of(tmp_path, column(NEWS), info=info, more="/Lang (en-GB)")
    assert (article.title, article.title_origin) == ("Über die Stadt", Origin.STATED)
    assert article.authors == ("Ann Example", "Bob Sample")
    assert (article.published, article.published_origin) == (None, Origin.UNKNOWN)
    assert article.language == "en-GB"


@pytest.mark.parametrize(
    "title",
    [
        "untitled",
        "Untitled-1",
        "Microsoft Word - report final.docx",
        "final_v2",
        "print.indd",
        "a",
        "Document1",
        "12",
        " ",
    ],
)
def test_what_a_program_puts_for_a_title_is_none(tmp_path: Path, title: str) -> None:
    article = of(tmp_path, column(NEWS), info={"Title": title, "Author": "Administrator"})
    assert article.title_origin is Origin.DERIVED
    assert article.authors == ()


def test_what_word_puts_before_a_title_is_taken_off(tmp_path: Path) -> None:
    assert of(tmp_path, column(NEWS), info={"Title": "Microsoft Word - The town"}).title == "The town"


def test_xmp_states_date_source_and_address(tmp_path: Path) -> None:
    said = xmp(
        'prism:publicationDate="2020-01-06" prism:url="https://example.org/a"'
        "><prism:publicationName>The Daily Example</prism:publicationName>"
        '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">The town</rdf:li></rdf:Alt></dc:title>'
        "<dc:creator><rdf:Seq><rdf:li>Ann Example</rdf:li><rdf:li>Bob Sample</rdf:li></rdf:Seq></dc:creator>"
    )
    article = of(tmp_path, column(NEWS), xmp=said)
    assert (article.title, article.source, str(article.published)) == ("The town", "The Daily Example", "2020-01-06")
    assert (article.published_origin, article.source_origin) == (Origin.STATED, Origin.STATED)
    assert (article.authors, article.url) == (("Ann Example", "Bob Sample"), "https://example.org/a")


@pytest.mark.parametrize(("made", "day"), [("2020-01-06T09:00:00Z", None), ("2020-01-08T09:00:00Z", "2020-01-06")])
def test_a_date_in_xmp_that_is_only_the_making_is_unknown(tmp_path: Path, made: str, day: str | None) -> None:
    said = xmp(f'xmp:CreateDate="{made}"><dc:date><rdf:Seq><rdf:li>2020-01-06T10:00:00Z</rdf:li></rdf:Seq></dc:date>')
    article = of(tmp_path, column(NEWS), xmp=said)
    assert (str(article.published) if article.published else None) == day


@pytest.mark.parametrize("damaged", ["<x", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "<a/>"])
def test_damaged_xmp_costs_only_itself(tmp_path: Path, damaged: str) -> None:
    assert of(tmp_path, column(NEWS), info={"Title": "The town"}, xmp=damaged).title == "The town"


# --- what can't be read


def test_pages_without_text_are_named(tmp_path: Path) -> None:
    picture = b"q 10 0 0 10 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"
    coloured = b"1 0 0 rg 72 700 10 10 re f"
    article = of(tmp_path, column(NEWS), coloured, picture, picture, column(NEWS), picture)
    assert article.warnings == ("Pages 3–4 and 6 hold no text, only pictures.",)


def test_a_pdf_of_pictures_is_refused_with_what_helps(tmp_path: Path) -> None:
    error = refused(tmp_path, pdf([b"q 10 0 0 10 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"]))
    assert error.message == "it holds pictures only, no text"
    assert "ocrmypdf" in error.remedy


@pytest.mark.parametrize("pages", [[], [b""]])
def test_a_pdf_without_pages_or_with_blank_ones_holds_no_text(tmp_path: Path, pages: list[bytes]) -> None:
    assert refused(tmp_path, pdf(pages)).message == "there is no text in it"


def encrypted(password: str, algorithm: str) -> bytes:
    writer, locked = pypdf.PdfWriter(clone_from=io.BytesIO(SAMPLE)), io.BytesIO()
    writer.encrypt(password, "owner", algorithm=algorithm)
    writer.write(locked)
    return locked.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
@pytest.mark.parametrize("password", ["", "secret"])
def test_encryption_is_read_without_a_password_and_refused_with_one(
    tmp_path: Path, password: str, algorithm: str
) -> None:
    locked = encrypted(password, algorithm)
    if password:
        assert refused(tmp_path, locked).message == "it is locked with a password"
    else:
        assert one(written(tmp_path, locked)).text == one(written(tmp_path, SAMPLE, "b.pdf")).text


WITHOUT_CRYPTOGRAPHY = """\
import sys
sys.modules["cryptography"] = sys.modules["Crypto"] = None
from pathlib import Path
from index.errors import ReadError
from index.readers import read
try:
    list(read(Path(sys.argv[1]), "a.pdf"))
except ReadError as error:
    print(error.remedy)
"""


def test_aes_without_what_decrypts_it_says_how_to_add_it(tmp_path: Path) -> None:
    path = written(tmp_path, encrypted("", "AES-256"))
    said = subprocess.run(
        [sys.executable, "-c", WITHOUT_CRYPTOGRAPHY, str(path)], capture_output=True, check=True, text=True
    )
    assert said.stdout.strip() == "Add what does: pip install 'dateline[pdf-aes]'"


def test_encryption_for_certain_keys_says_so(tmp_path: Path) -> None:
    locked = encrypted("", "RC4-128").replace(b"/Filter /Standard", b"/Filter /Adobe.PubSec")
    error = refused(tmp_path, locked)
    assert error.message == "it is encrypted for the holders of certain keys"


def test_a_file_without_its_end_is_read(tmp_path: Path) -> None:
    whole = one(written(tmp_path, SAMPLE)).text
    assert one(written(tmp_path, SAMPLE[: SAMPLE.rindex(b"startxref")], "b.pdf")).text == whole


def test_more_pages_than_allowed_are_refused(tmp_path: Path) -> None:
    assert "it has 4 pages, more than 3" in refused(tmp_path, pdf([column(NEWS)] * 4), Limits(pages=3)).message


@pytest.mark.parametrize("kids", ["2 0 R", "5 0 R 2 0 R", "5 0 R 1 0 R", "9 0 R 9 0 R"])
def test_a_page_tree_that_leads_back_to_itself_ends(tmp_path: Path, kids: str) -> None:
    assert articles(written(tmp_path, pdf([column(NEWS)], kids=kids)))


def test_one_damaged_page_costs_only_itself(tmp_path: Path) -> None:
    article = of(tmp_path, *[column(NEWS)] * 3, entries={1: "/Filter /Unheard"})
    assert article.warnings == ("Page 2 is damaged and left out.",)
    assert article.words == 2 * of(tmp_path, column(NEWS)).words


def test_a_pdf_of_damaged_pages_says_what_is_wrong(tmp_path: Path) -> None:
    error = refused(tmp_path, pdf([column(NEWS)], entries={0: "/Filter /Unheard"}))
    assert error.message == "it is written in a way that is not known (Unsupported filter /Unheard)"


def test_a_stream_that_unpacks_to_far_too_much_is_stopped(tmp_path: Path) -> None:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
        stream(b" " * 100_000_000, packed=True),
    ]
    error = refused(tmp_path, assembled(objects, "/Root 1 0 R"))
    assert "asks for far more" in error.message


def test_objects_that_unpack_to_far_too_much_are_stopped(tmp_path: Path) -> None:
    catalog = b"1 0 << /Type /Catalog /Pages 9 0 R >>"
    packed = stream(catalog + b" " * 100_000_000, "/Type /ObjStm /N 1 /First 4", packed=True)
    head = b"%PDF-1.5\n"
    second = head + b"2 0 obj\n" + packed + b"\nendobj\n"
    places = b"".join(
        kind.to_bytes(1, "big") + at.to_bytes(3, "big") + row.to_bytes(1, "big")
        for kind, at, row in ((0, 0, 0), (2, 2, 0), (1, len(head), 0), (1, len(second), 0))
    )
    table = stream(places, "/Type /XRef /Size 4 /W [1 3 1] /Root 1 0 R")
    content = second + b"3 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(second)
    assert "asks for far more" in refused(tmp_path, content).message


def test_rubbish_before_the_file_and_a_lost_table_are_mended(tmp_path: Path) -> None:
    text = one(written(tmp_path, SAMPLE, "b.pdf")).text
    assert one(written(tmp_path, b"HTTP/1.1 200 OK\r\n\r\n" + SAMPLE)).text == text
    assert (
        one(written(tmp_path, SAMPLE[: SAMPLE.rindex(b"xref\n0")] + SAMPLE[SAMPLE.rindex(b"trailer") :])).text == text
    )


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4\n", b"not a PDF at all, but words", b"\0" * 3000])
def test_what_is_no_pdf_is_refused(tmp_path: Path, content: bytes) -> None:
    refused(tmp_path, content)


def test_a_pdf_in_an_archive_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b.pdf", SAMPLE)
    assert one(tmp_path / "a.zip").path == "a.zip/b.pdf"
