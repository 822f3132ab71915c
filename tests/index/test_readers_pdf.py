"""PDF → articles: laws first, then what is locked, damaged or a trap."""

from __future__ import annotations

import io
import shlex
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
from index.model import Article
from index.readers import Limits, read
from tests.index.test_readers import articles, holds_together, one, reads_again
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
    assert said.stdout.strip() == f"Add what does: {shlex.quote(sys.executable)} -m pip install 'dateline[pdf-aes]'"


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
