"""Mail: a message in a file, or a mailbox of them as they stream by; no header, however broken, costs a message."""

from __future__ import annotations

import base64
import gzip
import io
import tracemalloc
from pathlib import Path
from typing import IO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ReadError
from index.model import Article, BlockKind, Origin
from index.readers import Limits, articles_in, read
from index.readers.document import Document
from index.readers.mail import text as mail_text
from index.readers.mail.reader import read_mailbox
from tests.index.test_readers import LINES, RELAXED, articles, contents, holds_together, reads_again

POSTMARK = "From ann@example.org Mon Jan  6 10:00:00 2020\n"


def message(body: str | bytes = "The army said so.", **headers: str) -> bytes:
    """Names of headers with `_` for `-`; an empty value leaves one out."""
    said = {
        "From": "Ann Lee <ann@news.example.org>",
        "Subject": "Troops take town",
        "Date": "Mon, 06 Jan 2020 23:30:00 -0800 (PST)",
        "Message_ID": "<1@example.org>",
    } | headers
    lines = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in said.items() if value)
    return lines.encode() + b"\n" + (body if isinstance(body, bytes) else body.encode())


def parts(*pieces: str, kind: str = "mixed", boundary: str = "B") -> str:
    """A part that holds others, from its first header on."""
    within = "".join(f"--{boundary}\n{piece}\n" for piece in pieces)
    return f"Content-Type: multipart/{kind}; boundary={boundary}\n\n{within}--{boundary}--\n"


def of_parts(*pieces: str, kind: str = "mixed") -> bytes:
    return message("").rstrip(b"\n") + b"\n" + parts(*pieces, kind=kind).encode()


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


def box(*messages: bytes, postmark: str = POSTMARK) -> bytes:
    return b"\n".join(postmark.encode() + one + b"\n" for one in messages)


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


def test_what_a_program_notes_down_in_a_mailbox_is_no_message(tmp_path: Path) -> None:
    noted = message("This text is part of the internal format.", X_IMAP="0912345678 0000000001", Subject="DON'T DELETE")
    (article,) = articles(saved(tmp_path, box(noted, message()), "a.mbox"))
    assert isinstance(article, Article)
    assert article.title == "Troops take town"


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


def test_a_mailbox_is_divided_at_its_postmarks_only(tmp_path: Path) -> None:
    body = "From here on.\n>From there.\n\nFrom Bob came word at 10:00 in 2020."
    first, second = articles(saved(tmp_path, box(message(body), message("Two.", Message_ID="<2@x>")), "a.mbox"))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.text.split("\n\n")[1:] == ["From here on.", "From there.", "From Bob came word at 10:00 in 2020."]
    assert second.text.endswith("Two.")
    assert articles_in(tmp_path / "a.mbox") >= 2


@pytest.mark.parametrize(
    "postmark", ["From - Mon Jan  6 10:00:00 2020\n", "From nobody\n", POSTMARK.replace("\n", "\r\n")]
)
def test_postmarks_of_other_programs(tmp_path: Path, postmark: str) -> None:
    found = articles(saved(tmp_path, box(message(), message(), message(), postmark=postmark), "a.mbox"))
    assert [isinstance(article, Article) for article in found] == [True] * 3


@pytest.mark.parametrize("named", [True, False])
def test_ids_stay_when_messages_come_and_go_and_are_flagged(tmp_path: Path, named: bool) -> None:
    def ids(*numbers: int, **headers: str) -> dict[str, str]:
        each = (
            message(f"Words {n}.", Message_ID=f"<{n}@x>" if named else "", Subject=f"Number {n}", **headers)
            for n in numbers
        )
        found = articles(saved(tmp_path, box(*each), "a.mbox"))
        return {article.text: article.id for article in found if isinstance(article, Article)}

    assert ids(1, 2, 3).items() <= ids(0, 1, 2, 3, 4).items()
    assert ids(1, 3, Status="RO").items() <= ids(1, 2, 3).items()
    assert len(set(ids(0, 1, 2).values())) == 3


def test_copies_of_a_message_have_ids_of_their_own(tmp_path: Path) -> None:
    found = articles(saved(tmp_path, box(message(), message(), message()), "a.mbox"))
    assert len({article.id for article in found if isinstance(article, Article)}) == 3


def test_a_message_that_can_not_be_read_costs_only_itself(tmp_path: Path) -> None:
    broken = [b"no headers here", message(b"\0\1\2" * 100), of_parts("Content-Type: image/png\n\nx"), message(" \n")]
    good = [message(f"Words {number}.", Message_ID=f"<{number}@x>") for number in range(2)]
    found = articles(saved(tmp_path, box(good[0], *broken, good[1]), "a.mbox"))
    assert [isinstance(article, ReadError) for article in found] == [False, True, True, True, True, False]
    assert next(error.place for error in found if isinstance(error, ReadError)) == "a.mbox, message 2"


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


def test_a_large_message_is_passed_over_and_never_in_memory(tmp_path: Path) -> None:
    class Endless(io.RawIOBase):
        """A mailbox whose second message has 40 MB, made as it is read."""

        def __init__(self) -> None:
            lines = b"These are words of a text.\n" * 40
            self._pieces = iter(
                [box(message()) + b"\n" + POSTMARK.encode() + message(), *[lines] * 40_000, b"\n", box(message())]
            )
            self._rest = b""

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: object) -> int:
            view = memoryview(buffer)  # type: ignore[arg-type]
            self._rest = self._rest or next(self._pieces, b"")
            given = self._rest[: len(view)]
            self._rest = self._rest[len(view) :]
            view[: len(given)] = given
            return len(given)

    document = Document(
        "a.mbox", lambda: cast("IO[bytes]", io.BufferedReader(Endless())), limits=Limits(document_bytes=1 << 20)
    )
    tracemalloc.start()
    found = list(read_mailbox(document))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [isinstance(article, ReadError) for article in found] == [False, True, False]
    assert "larger than 1 MB" in str(found[1])
    assert most < 16 << 20


def test_a_packed_mailbox_that_breaks_off_gives_what_stands_before(tmp_path: Path) -> None:
    packed = gzip.compress(box(*(message(f"Words {number}.", Message_ID=f"<{number}@x>") for number in range(2_000))))
    path = saved(tmp_path, packed[:-20], "a.mbox.gz")
    *before, last = read(path, path.name)
    assert isinstance(last, ReadError)
    assert "breaks off" in last.message
    assert before


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
