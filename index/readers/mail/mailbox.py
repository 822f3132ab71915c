"""A mailbox in one file → its messages, one after the other as they stream by (RFC 4155).

Only one message is ever in memory. The standard library's `mailbox` reads the whole file first, for its table of
contents, and wants one that it can seek in, which a packed one is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from index.errors import ReadError
from index.readers.depends import over_limit
from index.readers.document import PACKING_ERRORS, Document, broken

_PIECE = 1 << 20
"""Bytes of a line read at a time."""
_LONGEST_POSTMARK = 500
_POSTMARK = re.compile(rb"From .{0,300}?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? .{0,60}?\d{1,2}:\d\d")
"""A sender and when it was received; the words of a message that begin a line so have no such stamp."""
_QUOTED = re.compile(rb">+From ")


def messages(document: Document) -> Iterator[bytes | ReadError]:
    """The bytes of each message without its postmark, and an error in the place of each that can't be read.

    Raises `ReadError` where nothing can be read, and where no message begins at the first line.
    """
    try:
        file = document.opened()
    except OSError as error:
        raise broken(error, document.relative) from error
    with file:
        yield from _Split(document, file).messages()


class _Split:
    """Where one mailbox is divided."""

    def __init__(self, document: Document, file: IO[bytes]) -> None:
        self._document = document
        self._file = file
        self._number = 0
        self._pieces: list[bytes] = []
        self._bytes = 0
        self._fault: ReadError | None = None
        """Why the file ends before its end."""

    def messages(self) -> Iterator[bytes | ReadError]:
        first = self._first_postmark()
        is_stamped = _POSTMARK.match(first) is not None
        blank, begins = False, True
        self._number = 1
        for piece in self._lines():
            if begins and self._is_postmark(piece, is_stamped=is_stamped, blank=blank):
                yield self._taken()
                self._number += 1
            else:
                self._keep(piece[1:] if begins and _QUOTED.match(piece) else piece)
            blank = begins and not piece.strip(b"\r\n")
            begins = piece.endswith(b"\n")
        yield self._taken()
        if self._fault is not None:
            yield self._fault

    def _is_postmark(self, line: bytes, *, is_stamped: bool, blank: bool) -> bool:
        """In a mailbox whose postmarks have no stamp, a blank line has to stand before each."""
        if not line.startswith(b"From ") or len(line) > _LONGEST_POSTMARK:
            return False
        return _POSTMARK.match(line) is not None or (blank and not is_stamped)

    def _first_postmark(self) -> bytes:
        for line in self._lines():
            if line.startswith(b"From "):
                return line
            if line.strip():
                raise ReadError(
                    "it does not begin with a line “From …”, as mailboxes do",
                    place=self._document.relative,
                    remedy="Name it .eml if it is one message",
                )
        if self._fault is not None:
            raise self._fault
        raise ReadError("the mailbox is empty", place=self._document.relative, remedy="Fill it or leave it out")

    def _lines(self) -> Iterator[bytes]:
        """Lines, the very long ones in several pieces; ends where the file can't be read on."""
        while self._fault is None:
            try:
                piece = self._file.readline(_PIECE)
            except ReadError as error:
                self._fault = error
            except (OSError, *PACKING_ERRORS) as error:
                self._fault = broken(error, self._document.relative)
            else:
                if not piece:
                    return
                yield piece

    def _keep(self, piece: bytes) -> None:
        self._bytes += len(piece)
        if self._bytes > self._document.limits.document_bytes:
            self._pieces.clear()
        else:
            self._pieces.append(piece)

    def _taken(self) -> bytes | ReadError:
        message, size = b"".join(self._pieces), self._bytes
        self._pieces, self._bytes = [], 0
        most = self._document.limits.document_bytes
        if size <= most:
            return message
        said = f"the message is larger than {most / 1024**2:,.0f} MB, the most that is read"
        place = f"{self._document.relative}, message {self._number:,}"
        remedy = "Save it as a file of its own, without what is attached"
        return over_limit(said, place, remedy, "document-bytes", most)
