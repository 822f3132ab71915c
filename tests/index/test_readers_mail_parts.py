"""What a message consists of: which parts are its text, which are messages within it, and what is only named."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ReadError
from index.model import Article
from tests.index.test_readers import articles
from tests.index.test_readers_mail import only, refused, saved
from tests.mail_files import box, message, of_parts, parts

PLAIN, HTML = "Content-Type: text/plain\n\nPlain words.", "Content-Type: text/html\n\n<p>Words of <b>HTML</b>.</p>"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (of_parts(PLAIN, HTML, kind="alternative"), "Plain words."),
        (of_parts(HTML, PLAIN, kind="alternative"), "Plain words."),
        (of_parts("Content-Type: text/plain\n\n \n", HTML, kind="alternative"), "Words of HTML."),
        (of_parts(HTML, "Content-Type: text/plain\n\nThe list."), "Words of HTML.\n\nThe list."),
        (of_parts(parts(PLAIN, HTML, kind="alternative", boundary="C")), "Plain words."),
        (message("<p>Words of HTML.", Content_Type="text/html"), "Words of HTML."),
    ],
)
def test_plain_text_goes_before_html(tmp_path: Path, content: bytes, words: str) -> None:
    article = only(tmp_path, content)
    assert article.text == f"Troops take town\n\n{words}"
    assert article.warnings == ()


def test_what_is_attached_is_named_and_not_read(tmp_path: Path) -> None:
    pieces = [
        PLAIN,
        'Content-Type: application/pdf; name="\u202eev\nil.pdf"\n\nx',
        "Content-Type: text/plain\nContent-Disposition: attachment; filename*=utf-8''r%C3%A9sum%C3%A9.txt\n\nSecret.",
        "Content-Type: message/rfc822\n\nNo header.",
        "Content-Type: application/pgp-signature\n\nx",
        *["Content-Type: image/png\n\nx"] * 9,
    ]
    article = only(tmp_path, of_parts(*pieces))
    assert article.text == "Troops take town\n\nPlain words."
    (warning,) = article.warnings
    assert "résumé.txt, message/rfc822, image/png" in warning
    assert "\u202e" not in warning
    assert warning.endswith("and 7 more.")
    assert "only" in str(refused(tmp_path, of_parts(pieces[1])))


FORWARDED = "Content-Type: message/rfc822\n\nSubject: {0}\nFrom: c@d\nMessage-ID: <{0}@d>\n\nWords of {0}."


def test_messages_that_a_message_carries_are_articles(tmp_path: Path) -> None:
    carrying = of_parts(PLAIN, FORWARDED.format("Older"), FORWARDED.format("Oldest"))
    found = articles(saved(tmp_path, carrying))
    assert [(one.title, one.text.rpartition("\n")[2]) for one in found if isinstance(one, Article)] == [
        ("Troops take town", "Plain words."),
        ("Older", "Words of Older."),
        ("Oldest", "Words of Oldest."),
    ]
    assert found[0].row == 0  # type: ignore[union-attr]
    assert found[0].warnings == ()  # type: ignore[union-attr]
    assert len({one.id for one in found if isinstance(one, Article)}) == 3


def test_the_messages_of_a_digest_keep_their_ids_beside_the_same_ones_alone(tmp_path: Path) -> None:
    digest = of_parts(*(FORWARDED.format(name) for name in "ABC"), kind="digest")
    lone = FORWARDED.format("A").partition("\n\n")[2].encode()
    first, second = (articles(saved(tmp_path, box(*found), "a.mbox")) for found in ([digest], [lone, digest]))
    assert [one.title for one in first if isinstance(one, Article)] == ["A", "B", "C"]
    assert [one.id for one in second[1:] if isinstance(one, Article)] == [
        one.id for one in first if isinstance(one, Article)
    ]


def test_messages_without_end_within_each_other_are_refused(tmp_path: Path) -> None:
    inner = "From: a@b\n\nWords."
    for _ in range(25):
        inner = f"From: a@b\nContent-Type: message/rfc822\n\n{inner}"
    (error,) = articles(saved(tmp_path, inner.encode()))
    assert isinstance(error, ReadError)
    assert "too deep" in error.message


@pytest.mark.parametrize(
    "kind", ["application/pgp-encrypted", 'application/pkcs7-mime; name="smime.p7m"; smime-type=enveloped-data']
)
def test_an_encrypted_message_says_so(tmp_path: Path, kind: str) -> None:
    error = refused(tmp_path, of_parts(f"Content-Type: {kind}\n\nVersion: 1"))
    assert error.message == "its text is encrypted or sealed"


@pytest.mark.parametrize("said", ["Content-Type: multipart/mixed", 'Content-Type: multipart/mixed; boundary="other"'])
def test_parts_are_found_where_the_head_names_another_boundary(tmp_path: Path, said: str) -> None:
    content = of_parts(PLAIN, HTML, kind="mixed").replace(b"Content-Type: multipart/mixed; boundary=B", said.encode())
    assert "Plain words." in only(tmp_path, content).text
    assert "--B" not in only(tmp_path, content).text


def test_a_message_of_parts_that_has_none_is_read_as_text(tmp_path: Path) -> None:
    assert only(tmp_path, message("Words.", Content_Type="multipart/mixed; boundary=B")).text.endswith("Words.")
