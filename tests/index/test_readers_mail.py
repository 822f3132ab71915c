"""Messages: their headers, how their text is written and wrapped; no header, however broken, costs a message."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ReadError
from index.model import Article, BlockKind, Origin
from index.readers.mail import text as mail_text
from tests.index.test_readers import LINES, RELAXED, articles, contents, holds_together, reads_again
from tests.mail_files import POSTMARK, message


def saved(folder: Path, content: bytes, name: str = "a.eml") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def only(folder: Path, content: bytes, name: str = "a.eml") -> Article:
    (article,) = articles(saved(folder, content, name))
    assert isinstance(article, Article), article
    holds_together(article)
    return article


def refused(folder: Path, content: bytes, name: str = "a.eml") -> ReadError:
    (error,) = articles(saved(folder, content, name))
    assert isinstance(error, ReadError)
    assert error.remedy
    return error


def test_a_message_states_its_fields(tmp_path: Path) -> None:
    article = only(tmp_path, message(Archived_At="<https://example.org/1>", Content_Language="en, de"))
    assert article.text == "Troops take town\n\nThe army said so."
    assert (article.title_origin, str(article.published)) == (Origin.STATED, "2020-01-06")
    assert (article.authors, article.authors_origin) == (("Ann Lee",), Origin.STATED)
    assert (article.source, article.source_origin) == ("news.example.org", Origin.RULE)
    assert (article.url, article.language, article.row) == ("https://example.org/1", "en", 0)


def test_the_list_is_the_source_and_an_address_stands_for_a_name(tmp_path: Path) -> None:
    headers = {"List_Id": '"Morning =?utf-8?q?N=C3=A9ws?=" <news.example.org>', "From": "ann@example.org"}
    article = only(tmp_path, message(**headers))
    assert (article.source, article.authors) == ("Morning Néws", ("ann@example.org",))


def test_encoded_words_and_eight_bits_in_headers(tmp_path: Path) -> None:
    encoded = only(
        tmp_path, message(Subject="=?utf-8?b?Q2Fmw6k=?= =?iso-8859-1?q?_caf=E9?=", From="=?utf-8?q?L=C3=A9a?= <a@b>")
    )
    assert (encoded.title, encoded.authors) == ("Café café", ("Léa",))
    plain = only(tmp_path, message(Subject="Café", From="Léa <a@b>"))
    assert (plain.title, plain.authors, plain.warnings) == ("Café", ("Léa",), ())


@pytest.mark.parametrize(
    ("raw", "more", "title", "encoding"),
    [
        (b"Caf\xe9 town", {}, "Café town", "cp1252"),
        (b"\xf3\xc5\xd2", {"Content_Type": "text/plain; charset=koi8-r"}, "Сер", "koi8-r"),
        (b"=?iso-8859-1?Q?Fr\xf6sche_=FCber?=", {}, "Frösche über", ""),
    ],
    ids=["what most mail was in", "as the text", "within an encoded word"],
)
def test_eight_bits_in_a_header_that_says_nothing_of_them(
    tmp_path: Path, raw: bytes, more: dict[str, str], title: str, encoding: str
) -> None:
    article = only(tmp_path, message(Subject="?!", **more).replace(b"?!", raw))
    assert article.title == title
    assert article.warnings == (
        (f"Its header “subject” states no encoding, so that {encoding} is a guess.",) if encoding else ()
    )


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("6 Jan 20 10:00 GMT", "2020-01-06"),
        ("Mon Jan  6 10:00:07 2020", "2020-01-06"),
        ("Mon, 31 Feb 2020 10:00:00 +0000", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates(tmp_path: Path, said: str, day: str | None) -> None:
    article = only(tmp_path, message(Date=said))
    assert (article.published and str(article.published)) == day
    assert len(article.warnings) == (day is None and said != "")


@pytest.mark.parametrize(
    ("way", "raw"),
    [
        ("quoted-printable", b"The caf=E9 is=\n open."),
        ("base64", base64.encodebytes(b"The caf\xe9 is open.")),
        ("8bit", b"The caf\xe9 is open."),
    ],
)
def test_what_text_is_wrapped_in_for_the_way(tmp_path: Path, way: str, raw: bytes) -> None:
    headers = {"Content_Type": "text/plain; charset=iso-8859-1", "Content_Transfer_Encoding": way}
    article = only(tmp_path, message(raw, **headers))
    assert (article.text, article.encoding_guessed) == ("Troops take town\n\nThe café is open.", False)


@pytest.mark.parametrize("charset", ["x-none", "utf-8", "rot13"])
def test_a_wrong_charset_is_a_guess_with_a_warning(tmp_path: Path, charset: str) -> None:
    article = only(tmp_path, message(b"The caf\xe9 is open.", Content_Type=f"text/plain; charset={charset}"))
    assert article.encoding_guessed
    assert charset in article.warnings[0]


def test_more_lines_than_any_message_has_are_refused(tmp_path: Path) -> None:
    assert "lines" in refused(tmp_path, message("x\n" * 1_000_001)).message
    packed = base64.encodebytes(b"x\n" * 250_001)
    assert "lines" in refused(tmp_path, message(packed, Content_Transfer_Encoding="base64")).message


def test_quotations_and_signature(tmp_path: Path) -> None:
    quoted = "> It was closed,\n> they said.\n>> Was it?\n> > Truly?\n> No."
    body = f"I say so.\n\nBob wrote:\n{quoted}\n\nSo it was.\n-- \nAnn\nDesk\n"
    article = only(tmp_path, message(body))
    assert contents(article, BlockKind.QUOTE) == ["It was closed, they said.", "Was it?", "Truly?", "No."]
    assert [block.level for block in article.blocks if block.kind is BlockKind.QUOTE] == [1, 2, 2, 1]
    assert contents(article, BlockKind.CHROME) == ["Ann", "Desk"]
    assert article.text.endswith("So it was.\n\nAnn\n\nDesk")


def test_a_long_end_is_no_signature() -> None:
    text = "Words.\n-- \n" + "".join(f"Line {number} of the article.\n" for number in range(20))
    assert not any(draft.kind is BlockKind.CHROME for draft in mail_text.drafts(text))


def test_flowed_lines_are_joined_where_they_say_so() -> None:
    text = "One \ntwo \nthree.\nFour.\n> five \n> six.\n stuffed\n-- \nAnn"
    found = [(draft.kind, draft.text) for draft in mail_text.drafts(text, flowed=True)]
    words = [words for _, words in found]
    assert words == ["One two three.", "Four.", "five six.", "stuffed", "Ann"]
    assert found[-1][0] is BlockKind.CHROME
    assert mail_text.drafts("日 \n本", flowed=True, delete_space=True)[0].text == "日本"


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.mbox", "empty"),
        (b"\n\n", "a.mbox", "empty"),
        (b"Subject: x\n\nwords", "a.mbox", "mailboxes do"),
        (b"words\n\nFrom x\n", "a.mbox", "mailboxes do"),
        (b"", "a.eml", "empty"),
        (b"words", "a.eml", "no mail"),
        (b"X-Odd: words\n\nwords", "a.eml", "no mail"),
    ],
)
def test_what_is_no_mail_is_named(tmp_path: Path, content: bytes, name: str, said: str) -> None:
    assert said in str(refused(tmp_path, content, name))


@pytest.mark.parametrize(
    "hostile", ["(" * 9_000, '"' * 3_000, "<" * 9_000, "a@[" * 2_000, "=?" * 4_000, "=?x?q?=FF?=", ";" * 9_000, ",,;:@"]
)
@pytest.mark.parametrize("header", ["From", "Subject", "Date", "Message_ID", "List_Id", "Content_Type", "Archived_At"])
def test_no_header_costs_a_message(tmp_path: Path, header: str, hostile: str) -> None:
    assert only(tmp_path, message(**{header: hostile})).text.endswith("The army said so.")


def test_bombs_of_headers_and_parts(tmp_path: Path) -> None:
    assert only(tmp_path, b"".join(b"X-%d: y\n" % number for number in range(20_000)) + message())
    long = only(tmp_path, message(Subject="word " * 200_000))
    assert (len(long.title), "longer than" in long.warnings[0]) == (9_999, True)
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(10_000))
    assert "too deep" in str(refused(tmp_path, b"From: a@b\n" + deep + b"\nwords"))
    assert refused(tmp_path, b"From: a@b\n" + b"Content-Type: message/rfc822\n\n" * 10_000)


@RELAXED
@given(LINES.map("\n".join) | st.text(">- abc.\n", max_size=80), st.text("ab -|\u202e:é", max_size=40), st.booleans())
def test_canonical_text_of_mail_is_a_fixed_point(tmp_path: Path, body: str, title: str, flowed: bool) -> None:
    kind = "text/plain; charset=utf-8" + "; format=flowed" * flowed
    for article in articles(saved(tmp_path, message(body, Subject=title, Content_Type=kind))):
        if isinstance(article, Article):
            holds_together(article)
            reads_again(article, tmp_path)


PIECES = [
    *(
        b"\n",
        b" ",
        b"From ",
        b"From x Mon Jan  6 10:00:00 2020\n",
        b"Subject: ",
        b"From: ",
        b"Date: ",
        b"Content-Type: ",
    ),
    *(
        b"multipart/mixed; boundary=B\n",
        b"text/html; charset=",
        b"utf-8",
        b"\n--B\n",
        b"--B--\n",
        b"=?utf-8?q?=E9?=",
        b";",
    ),
    *(
        b"message/rfc822\n",
        b"Content-Transfer-Encoding: base64\n",
        b"Content-Disposition: attachment; filename*0*=",
        b"\xff",
    ),
    *(b"(", b'"', b"<", b">", b"@", b"words", b"\xe2\x80\xae", b"x-uuencode\n", b"begin 6 a\n", b"\0", b"%", b"'"),
]


@RELAXED
@given(st.binary(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join))
def test_no_bytes_raise_anything_but_a_read_error(tmp_path: Path, content: bytes) -> None:
    for name, whole in (("a.eml", content), ("a.eml", b"From: " + content), ("a.mbox", POSTMARK.encode() + content)):
        for article in articles(saved(tmp_path, whole, name)):
            if isinstance(article, Article):
                holds_together(article)
