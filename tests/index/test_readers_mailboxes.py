"""Mailboxes: messages as they stream by, each divided from the next, with an id that lasts, and costing only itself."""

from __future__ import annotations

import gzip
import io
import tracemalloc
from pathlib import Path
from typing import IO, cast

import pytest

from index.errors import ReadError
from index.model import Article
from index.readers import Limits, articles_in, read
from index.readers.document import Document
from index.readers.mail.reader import read_mailbox
from tests.index.test_readers import articles
from tests.index.test_readers_mail import saved
from tests.mail_files import POSTMARK, box, message, of_parts


def test_what_a_program_notes_down_in_a_mailbox_is_no_message(tmp_path: Path) -> None:
    noted = message("This text is part of the internal format.", X_IMAP="0912345678 0000000001", Subject="DON'T DELETE")
    (article,) = articles(saved(tmp_path, box(noted, message()), "a.mbox"))
    assert isinstance(article, Article)
    assert article.title == "Troops take town"


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
