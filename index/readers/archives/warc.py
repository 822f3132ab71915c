"""Web archives → the pages in them.

A record is cut out here and handed on by itself, so that one that is damaged costs only itself; what is in it, fastwarc
reads, which is an extra. The time of a crawl is no date of an article, so it is not looked at.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from typing import IO, Literal, cast

from index.counting import counted
from index.errors import ReadError
from index.model import Origin
from index.places import printable
from index.readers.archives.members import Member
from index.readers.article.metadata import Metadata
from index.readers.depends import over_limit, without_extra
from index.readers.document import PACKING_ERRORS, Document, Metered, Remark, broken
from index.readers.encoding import encoding_of

_PAGES = ("text/html", "application/xhtml+xml")
_BEGINNING = b"WARC/1."
_LONGEST_HEAD = 64 * 1024
"""Bytes of a record's own fields, and of a line of them."""
_CHUNK = 1 << 20
_MOST_DAMAGE = 100
"""Damaged records after which the rest is not looked through: each may cost as much as the largest page."""
_LONGEST_NAME = 200
"""Code points of a page's name; what is longer is cut, with a digest of the whole."""
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_KIND = re.compile(rb"^warc-type:[ \t]*response[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_CHUNKED = re.compile(rb"^transfer-encoding:[ \t]*chunked\b", re.IGNORECASE | re.MULTILINE)
_CHUNK_SIZE = re.compile(rb"[0-9a-f]{1,16}[ \t]*(?:;[^\r\n]{0,1000})?\r?\n", re.IGNORECASE)
_GZIPPED = re.compile(rb"^content-encoding:[ \t]*(?:x-)?gzip\b", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(rb"^warc-target-uri:[ \t]*<?([^\r\n<>]+?)>?[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


def warc_members(document: Document) -> Iterator[Member]:
    """The pages of a web archive in its own order, each to be read before the next one is asked for."""
    try:
        import fastwarc  # noqa: F401  it says at once whether it is there, not at the first page
    except ImportError:
        raise without_extra("nothing here reads web archives", document.relative, "warc") from None
    names, passed = _Names(), 0
    try:
        with closing(document.opened()) as file:
            for record in _Records(file, document).all():
                if isinstance(record, ReadError):
                    yield record
                elif isinstance(page := _page(record, document, names), Document | ReadError):
                    yield page
                else:
                    passed += page
    except (OSError, *PACKING_ERRORS) as error:
        raise broken(error, document.relative) from error
    if passed:
        yield Remark(f"{counted(passed, 'other answer')} in it passed over, no page each")


class _Records:
    """Cuts records out of a stream; where one does not end where it says, goes on at the next one that begins."""

    def __init__(self, file: IO[bytes], document: Document) -> None:
        self._file = file
        self._ahead: IO[bytes] = io.BytesIO()
        """What was read already and is to be read again, before the rest."""
        self._line_again = b""
        """The one line before that."""
        self._broken: Exception | None = None
        """What is wrong with the stream behind the record that is given now."""
        self._document = document
        self._number = 0

    def all(self) -> Iterator[tuple[bytes, bytes] | ReadError]:
        """Head and content of each record that is an answer, and an error in the place of each that is damaged."""
        damaged = 0
        line = self._line()
        while line:
            if not line.strip():
                line = self._line()
                continue
            record = self._record(line)
            if isinstance(record, ReadError):
                yield record
                damaged += 1
                line = self._next_beginning()
            else:
                if _KIND.search(record[0]):
                    yield record
                line = self._line()
            if damaged >= _MOST_DAMAGE:
                yield self._damage("there is so much damage in it that the rest is not read")
                return
        if self._number == 0:
            raise ReadError("there is no record in it", place=self._document.relative, remedy="Leave it out")

    def _record(self, line: bytes) -> tuple[bytes, bytes] | ReadError:
        self._number += 1
        if not line.startswith(_BEGINNING):
            return self._damage("no record begins here")
        head = line
        while (line := self._line()) and line.strip():
            head += line
            if len(head) > _LONGEST_HEAD:
                return self._damage("the head of the record has no end")
        length = _LENGTH.search(head)
        if not length or not line:
            return self._damage("the head of the record breaks off" if not line else "the record has no length")
        most = self._document.limits.document_bytes
        if int(length[1]) > most:
            return self._passed(int(length[1]), head)
        content = self._read(int(length[1]))
        begun = content.find(b"\n" + _BEGINNING)
        if len(content) == int(length[1]) and self._is_at_end(whatever_follows=begun < 0):
            return head, content
        begun = begun if begun >= 0 else content.rfind(b"\n", -len(_BEGINNING))
        if begun >= 0:
            self._read_again(content[begun + 1 :])
        return self._damage("the record does not end where it says")

    def _passed(self, length: int, head: bytes) -> tuple[bytes, bytes] | ReadError:
        """Past a record that is too large; only an answer is worth an error."""
        while length and (piece := self._read(min(length, _CHUNK))):
            length -= len(piece)
        if not _KIND.search(head):
            return head, b""
        most = self._document.limits.document_bytes
        said = f"it is larger than {most / 1024**2:,.0f} MB, too large for one article"
        return over_limit(said, self._place(), "Leave it out", "document-bytes", most)

    def _is_at_end(self, *, whatever_follows: bool) -> bool:
        """Whether a record can end here: a blank line follows, or the next one, or nothing."""
        try:
            line = self._line()
            blank = bool(line) and not line.strip()
            while line and not line.strip():
                line = self._line()
        except (OSError, *PACKING_ERRORS) as error:
            self._broken = error  # this record is whole all the same
            return True
        self._line_again = line
        return not line or line.startswith(_BEGINNING) or (blank and whatever_follows)

    def _next_beginning(self) -> bytes:
        """The first line from here that begins a record; empty where none does."""
        begins = True
        while line := self._line():
            if begins and line.startswith(_BEGINNING):
                return line
            begins = line.endswith(b"\n")
        return b""

    def _line(self) -> bytes:
        if self._broken:
            raise self._broken
        if self._line_again:
            line, self._line_again = self._line_again, b""
            return line
        line = self._ahead.readline(_LONGEST_HEAD)
        return line if line.endswith(b"\n") else line + self._file.readline(_LONGEST_HEAD)

    def _read(self, length: int) -> bytes:
        content = self._ahead.read(length)
        while len(content) < length and (piece := self._file.read(length - len(content))):
            content += piece
        return content

    def _read_again(self, content: bytes) -> None:
        self._ahead = io.BytesIO(content + self._line_again + self._ahead.read())
        self._line_again = b""

    def _place(self) -> str:
        return f"{self._document.relative} (record {max(1, self._number):,})"

    def _damage(self, said: str) -> ReadError:
        return ReadError(said, place=self._place(), remedy="Get the archive again; the other records are read")


class _Names:
    """Makes a path of an address, another one for each page."""

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def of(self, address: str) -> str:
        bare = re.sub(r"^[a-z]+://", "", printable(address), flags=re.IGNORECASE)
        bare = f"{bare}index" if bare.endswith("/") or not bare else bare
        bare = re.sub(r"(?i)\.x?html?$", "", bare)
        if len(bare) > _LONGEST_NAME:
            bare = f"{bare[:_LONGEST_NAME]}~{hashlib.sha256(bare.encode()).hexdigest()[:10]}"
        name, count = f"{bare}.html", 1
        while hash(name) in self._taken:
            count += 1
            name = f"{bare}~{count}.html"
        self._taken.add(hash(name))
        return name


def _page(record: tuple[bytes, bytes], document: Document, names: _Names) -> Document | ReadError | int:
    """The page of an answer; 1 where it is none."""
    from fastwarc.warc import ArchiveIterator

    head, content = record
    found = _ADDRESS.search(head)
    address = found[1].decode("utf-8", "backslashreplace").strip() if found else ""
    try:
        answer = next(ArchiveIterator(io.BytesIO(head + b"\r\n" + content + b"\r\n\r\n"), parse_http=False), None)
        if answer is None:
            return 1
        answer.parse_http(auto_decode=_still_coded(content))
        told = answer.http_headers
        if told is None or told.status_code != 200 or answer.http_content_type not in _PAGES:
            return 1
        charset = answer.http_charset or ""
    except (OSError, ValueError) as error:
        return _unreadable(error, f"{document.relative}/{printable(address)}")
    member = document.holding(document.opened, relative=f"{document.relative}/{names.of(address)}")
    encoding = document.declared.encoding or encoding_of(charset)
    return member.holding(
        _opener(cast("IO[bytes]", answer.reader), member.holding(document.opened, packed_bytes=len(content))),
        packed_bytes=len(content),
        depth=document.depth + 1,
        declared=replace(document.declared, encoding=encoding),
        outside=replace(document.outside, rule=_stating(address).over(document.outside.rule)),
    )


def _stating(address: str) -> Metadata:
    return Metadata(url=address, url_origin=Origin.STATED) if address else Metadata()


def _still_coded(content: bytes) -> Literal["all", "transfer", "content", "none"]:
    """What an answer is still coded in, of what its head says: crawlers write down the head and undo the coding."""
    head, _, body = content.partition(b"\r\n\r\n")
    chunked = _CHUNKED.search(head) is not None
    whole = not chunked or _CHUNK_SIZE.match(body) is None
    body = body if whole else body.partition(b"\n")[2]
    plain = _GZIPPED.search(head) is not None and not body.startswith(b"\x1f\x8b")
    if plain:
        return "none" if whole else "transfer"
    return "content" if chunked and whole else "all"


def _opener(reader: IO[bytes], member: Document) -> Callable[[], IO[bytes]]:
    return lambda: cast("IO[bytes]", io.BufferedReader(_Content(reader, member), 1 << 16))


class _Content(Metered):
    """What an answer holds; damage is said of the page, since the disk has nothing to do with it."""

    def __init__(self, reader: IO[bytes], member: Document) -> None:
        super().__init__(reader, member)
        self._member = member

    def piece(self, most: int) -> bytes:
        try:
            return super().piece(most)
        except OSError as error:
            raise _unreadable(error, self._member.relative) from error


def _unreadable(error: Exception, place: str) -> ReadError:
    said = str(error)
    said = f"the answer of the server is damaged ({said[:1].lower()}{said[1:100]})"
    return ReadError(said, place=place, remedy="Get the archive again; the other records are read")
