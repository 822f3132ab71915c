"""Web archives: each answer that is a page is read as one, and damage costs only the record that it is in."""

from __future__ import annotations

import contextlib
import gzip
import io
import shlex
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import readers
from index.errors import ReadError
from index.model import Article
from index.readers import Item, Limits, Remark, articles_in, read, suffixes
from index.readers.archives import warc
from index.readers.archives.gzip_records import GzipRecords
from index.readers.document import Document
from index.readers.text.files import read_plain
from tests.index.test_readers import RELAXED

HEAD = "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n"


def answer(
    address: str = "https://example.org/a.html",
    page: bytes = b"A page of words.",
    *,
    status: str = "200 OK",
    kind: str = "text/html; charset=utf-8",
    more: str = "",
    kept: str = "response",
    longer: int = 0,
) -> bytes:
    content = HEAD.format(status=status, kind=kind, more=more).encode() + page
    head = (
        f"WARC/1.0\r\nWARC-Type: {kept}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\n"
        f"Content-Type: application/http; msgtype={kept}\r\nContent-Length: {len(content) + longer}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def pages(content: bytes, limits: Limits | None = None) -> list[tuple[str, bytes] | ReadError | Remark]:
    """Path and bytes of each page, without a reader of pages."""

    def opened() -> Iterator[tuple[str, bytes] | ReadError | Remark]:
        document = Document("a.warc", lambda: io.BytesIO(content), limits=limits or Limits())
        try:
            for member in warc.warc_members(document):
                yield (member.relative, member.content()) if isinstance(member, Document) else member
        except ReadError as error:
            yield error

    return list(opened())


def errors(content: bytes, limits: Limits | None = None) -> list[str]:
    found = [page for page in pages(content, limits) if isinstance(page, ReadError)]
    assert all(error.place.startswith("a.warc") and error.remedy for error in found)
    return [error.message for error in found]


GOOD = ("a.warc/example.org/a.html", b"A page of words.")


@pytest.fixture
def pages_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are read as plain text where no reader of pages is there."""
    monkeypatch.setattr(suffixes, "KNOWN", (*suffixes.KNOWN, ".html"))
    monkeypatch.setattr(readers, "READABLE", {**readers.READABLE, ".html": read_plain})


def everything(path: Path) -> list[Item]:
    found: list[Item] = []
    try:
        found.extend(read(path, path.name))
    except ReadError as error:
        found.append(error)
    return found


@pytest.mark.usefixtures("pages_are_read")
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_are_articles_under_their_address(tmp_path: Path, name: str) -> None:
    records = [
        answer(),
        answer("http://example.org/b/?id=3", "Où êtes-vous?".encode("cp1252"), kind="text/html;charset=cp1252"),
    ]
    pack = gzip.compress if name.endswith(".gz") else bytes
    (tmp_path / name).write_bytes(b"".join(map(pack, records)))
    first, second = everything(tmp_path / name)
    assert isinstance(first, Article)
    assert (first.path, first.text, first.url) == (
        f"{name}/example.org/a.html",
        GOOD[1].decode(),
        "https://example.org/a.html",
    )
    assert first.published is None
    assert isinstance(second, Article)
    assert (second.path, second.text) == (f"{name}/example.org/b/?id=3.html", "Où êtes-vous?")
    assert not second.encoding_guessed
    assert articles_in(tmp_path / name) == 2


def test_only_answers_that_are_pages_are_read() -> None:
    others = [
        answer(kept="request"),
        answer(status="404 Not Found"),
        answer(kind="image/png"),
        answer(kind="application/xhtml+xml"),
    ]
    assert pages(b"".join(others)) == [GOOD, Remark("2 other answers in it passed over, no page each")]


@pytest.mark.parametrize(
    ("more", "page"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress(GOOD[1], mtime=0)),
        ("Transfer-Encoding: chunked\r\n", b"10\r\n" + GOOD[1] + b"\r\n0\r\n\r\n"),
        ("Transfer-Encoding: chunked\r\n", GOOD[1]),
        ("Content-Encoding: gzip\r\n", GOOD[1]),
        ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", GOOD[1]),
        ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", gzip.compress(GOOD[1], mtime=0)),
        ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", b"10\r\n" + GOOD[1] + b"\r\n0\r\n\r\n"),
    ],
    ids=["packed", "in chunks", "no longer in chunks", "no longer packed", "neither", "only packed", "only in chunks"],
)
def test_what_the_server_packed_is_unpacked(more: str, page: bytes) -> None:
    assert pages(answer(more=more, page=page)) == [GOOD]


def test_each_page_has_a_path_of_its_own() -> None:
    addresses = ["https://example.org/", "http://example.org", "http://example.org/A.HTM", "http://example.org/A"]
    addresses += ["http://example.org/../" + "x" * 999, "https://example.org/", ""]
    found = [page[0] for page in pages(b"".join(map(answer, addresses))) if isinstance(page, tuple)]
    assert found[:4] == [f"a.warc/example.org{path}.html" for path in ("/index", "", "/A", "/A~2")]
    assert len(found[4]) < 250
    assert found[5:] == ["a.warc/example.org/index~2.html", "a.warc/index.html"]
    assert all(suffixes.unpacked(path).endswith(".html") for path in found)


@pytest.mark.parametrize(
    ("damaged", "said"),
    [
        (answer(longer=7), "does not end where it says"),
        (answer(longer=200), "does not end where it says"),
        (answer(longer=10**6), "does not end where it says"),
        (answer(longer=-7), "does not end where it says"),
        (b"rubbish\r\n\r\n", "no record begins here"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "no length"),
        (b"WARC/1.0\r\n" + b"x" * 100_000 + b"\r\n", "no end"),
        (answer(more="Content-Encoding: gzip\r\n", page=b"\x1f\x8brubbish"), "answer of the server is damaged"),
        (answer(more="Content-Encoding: odd\r\n"), "answer of the server is damaged"),
        (answer(more="Transfer-Encoding: chunked\r\n", page=b"10\r\nA"), "answer of the server is damaged"),
    ],
    ids=map(str, range(10)),
)
def test_a_damaged_record_costs_only_itself(damaged: bytes, said: str) -> None:
    content = answer() + damaged + answer("https://example.org/z") + answer("https://example.org/zz")
    found = pages_without_raising(content)
    assert [page for page in found if isinstance(page, tuple)] == [
        GOOD,
        ("a.warc/example.org/z.html", GOOD[1]),
        ("a.warc/example.org/zz.html", GOOD[1]),
    ]
    assert [said in error.message for error in found if isinstance(error, ReadError)] == [True]


def pages_without_raising(content: bytes) -> list[tuple[str, bytes] | ReadError | Remark]:
    """As `read` goes through them: what is wrong with one page is said in its place."""
    found: list[tuple[str, bytes] | ReadError | Remark] = []
    for member in warc.warc_members(Document("a.warc", lambda: io.BytesIO(content))):
        try:
            found.append((member.relative, member.content()) if isinstance(member, Document) else member)
        except ReadError as error:
            found.append(error)
    return found


@pytest.mark.usefixtures("pages_are_read")
@pytest.mark.parametrize("place", [0, 30, 100, -3])
def test_a_damaged_member_of_a_packed_archive_costs_only_itself(tmp_path: Path, place: int) -> None:
    pages = [bytes(f"Page {number} of words.", "ascii") for number in range(4)]
    packed = [gzip.compress(answer(f"https://example.org/{page[5]}", page), mtime=0) for page in pages]
    damaged = bytearray(packed[1])
    damaged[place] ^= 255
    (tmp_path / "a.warc.gz").write_bytes(packed[0] + damaged + packed[2] + b"\0" * 9 + packed[3])
    found = everything(tmp_path / "a.warc.gz")
    texts = [article.text for article in found if isinstance(article, Article)]
    assert set(texts) >= {"Page 0 of words.", "Page 2 of words.", "Page 3 of words."}
    assert any(isinstance(error, ReadError) for error in found)


@pytest.mark.usefixtures("pages_are_read")
def test_a_packed_archive_that_breaks_off_gives_what_stands_before(tmp_path: Path) -> None:
    whole = gzip.compress(answer(), mtime=0) * 2
    (tmp_path / "a.warc.gz").write_bytes(whole[:-20])
    first, error = everything(tmp_path / "a.warc.gz")
    assert isinstance(first, Article)
    assert isinstance(error, ReadError)
    assert "breaks off" in error.message


@RELAXED
@given(st.lists(st.binary(max_size=2000), max_size=4), st.binary(max_size=60), st.integers(0, 300))
def test_members_are_what_was_packed_and_any_bytes_come_to_an_end(parts: list[bytes], strange: bytes, at: int) -> None:
    packed = b"".join(gzip.compress(part, mtime=0) for part in parts)
    assert io.BufferedReader(GzipRecords(io.BytesIO(packed))).read() == b"".join(parts)
    with contextlib.suppress(EOFError):
        io.BufferedReader(GzipRecords(io.BytesIO(packed[:at] + strange + packed[at:]))).read()


def test_what_is_too_large_or_too_much_is_said() -> None:
    small = replace(Limits(), document_bytes=300)
    assert errors(answer(page=b"x" * 1000) + answer(), small) == ["it is larger than 0 MB, too large for one article"]
    assert errors(answer(kept="request", page=b"x" * 1000) + answer(), small) == []
    packed = gzip.compress(b"x" * 50_000_000)
    (said,) = errors(answer(more="Content-Encoding: gzip\r\n", page=packed), Limits(ratio=100))
    assert "trap" in said
    assert errors(answer(longer=9) * 200)[-1].startswith("there is so much damage")


@pytest.mark.parametrize("content", [b"", b"\r\n\r\n", b"rubbish"])
def test_what_is_no_web_archive_is_said(content: bytes) -> None:
    assert len(errors(content)) == 1


def test_an_archive_that_breaks_off_gives_what_stands_before() -> None:
    first, error = pages(answer() + answer()[:-30])
    assert first == GOOD
    assert isinstance(error, ReadError)


def test_where_fastwarc_is_missing_the_error_says_how_to_add_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc", None)
    (tmp_path / "a.warc").write_bytes(answer())
    (error,) = everything(tmp_path / "a.warc")
    assert isinstance(error, ReadError)
    assert error.remedy == f"Add what does: {shlex.quote(sys.executable)} -m pip install 'dateline[warc]'"


MUTATED = st.lists(
    st.sampled_from([answer(), answer(longer=3), b"WARC/1.0\r\n", b"\r\n\r\n", b"Content-Length: 9\r\n", b"\x1f\x8b"])
    | st.binary(max_size=40),
    max_size=5,
).map(b"".join)


@RELAXED
@given(MUTATED, st.integers(0, 2000), st.binary(max_size=3))
def test_any_bytes_are_pages_or_errors(content: bytes, at: int, strange: bytes) -> None:
    pages(content[:at] + strange + content[at:])
